"""The deep dive: one story until it is ready, or until everybody knows why it is not."""

from dataclasses import replace

from refine_tui.domain.backlog_item import ItemState
from refine_tui.domain.dispositions import Disposition, Outcome
from refine_tui.domain.recording import add_question
from refine_tui.domain.records import QuestionStatus
from refine_tui.domain.timekeeping import go_to_phase
from refine_tui.domain.transitions import bind
from refine_tui.domain.triage import set_disposition
from refine_tui.ui.launch import Resume
from refine_tui.ui.screens.live import LiveScreen
from tests.support import a_started_session, an_item
from tests.ui.driving import DEEP_DIVE, Desk, enter, line_with, notice, running, screens_open, shown, tick, typed


async def test_a_line_of_the_story_is_written_with_its_digit(desk: Desk) -> None:
    app = desk.begun(candidates=2, phase=DEEP_DIVE)

    async with running(app) as pilot:
        for key, field in (("1", "why"), ("2", "outcome"), ("3", "measure")):
            await pilot.press(key)
            await enter(pilot, f"Its {field}")
            seen, said = line_with(app, field.capitalize()), notice(app)
            await pilot.press(key)
            held = typed(app)
            await pilot.press("escape")
            assert f"Its {field}" in seen
            assert said == f"PAY-14: {field}   ·   u undoes"
            assert held == f"Its {field}"
            assert getattr(desk.saved().candidates[0].item, field) == f"Its {field}"


async def test_enter_edits_the_marked_line_and_delete_empties_it(desk: Desk) -> None:
    app = desk.begun(candidates=1, phase=DEEP_DIVE)

    async with running(app) as pilot:
        await pilot.press("j", "enter")
        await enter(pilot, "Refunds within a day")
        written = desk.saved().candidates[0].item.outcome
        await pilot.press("delete")
        seen = shown(app)

    assert written == "Refunds within a day"
    assert "if we ship it, what changes for the" in seen
    assert desk.saved().candidates[0].item.outcome == ""


async def test_criteria_are_added_edited_and_removed(desk: Desk) -> None:
    app = desk.begun(candidates=1, phase=DEEP_DIVE)

    async with running(app) as pilot:
        await pilot.press("4")
        await enter(pilot, "The receipt shows it")
        second = shown(app)
        await pilot.press(*"dup")
        held = typed(app)
        await enter(pilot, "Legal agrees")
        await pilot.press("enter")
        added, screens = shown(app), screens_open(app)
        await pilot.press("j", "j", "j", "e")
        await enter(pilot, "The receipt shows the refund")
        edited = line_with(app, "The receipt shows the refund")
        await pilot.press("j", "delete")
        seen, said = shown(app), notice(app)

    assert "Acceptance criterion 2" in second
    assert (held, screens[-1]) == ("dup", LiveScreen)
    assert "c1  The receipt shows it" in added
    assert "c2  Legal agrees" in added
    assert "▶" in edited
    assert "Legal agrees" not in seen
    assert said == "PAY-14: criterion 2 removed   ·   u undoes"
    assert desk.saved().candidates[0].item.acceptance_criteria == ("The receipt shows the refund",)


async def test_an_empty_criterion_is_refused_beside_the_line(desk: Desk) -> None:
    app = desk.begun(candidates=1, phase=DEEP_DIVE)

    async with running(app) as pilot:
        await pilot.press("4", "enter")
        seen = shown(app)

    assert "! Type the acceptance criterion first, then press enter." in seen
    assert desk.saved().candidates[0].item.acceptance_criteria == ()


async def test_a_question_lands_on_the_open_story_and_can_be_answered_there(desk: Desk) -> None:
    app = desk.begun(candidates=2, phase=DEEP_DIVE)

    async with running(app) as pilot:
        await pilot.press("q")
        asked = shown(app)
        await enter(pilot, "Which cut-off zone? @ana")
        listed = shown(app)
        await pilot.press("j", "j", "j", "enter")
        await enter(pilot, "Berlin")
        seen = shown(app)

    assert "Open question   on PAY-14" in asked
    assert "?   Q1 Which cut-off zone?" in listed
    assert ", questions" in listed
    assert "✓   Q1 Which cut-off zone? → Berlin" in seen
    question = desk.saved().questions[0]
    assert question.item == desk.saved().candidates[0].id
    assert (question.owner, question.status, question.answer) == ("Ana", QuestionStatus.ANSWERED, "Berlin")


async def test_a_question_that_an_earlier_session_left_open_stands_on_its_story_and_is_answered_there(
    desk: Desk,
) -> None:
    before = a_started_session(desk.store(), desk.clock, new=0, candidates=1)
    before.apply(bind(add_question, text="Which ports?", owner="Marta", item=1))
    before.close()
    before.leave()
    with desk.facilitating(new=0, candidates=1, phase=DEEP_DIVE):
        pass
    app = desk.app(Resume(session=2))

    async with running(app, size=(120, 44)) as pilot:
        listed = shown(app)
        await pilot.press("j", "j", "j", "enter")
        await enter(pilot, "The small ones")
        answered = shown(app)

    assert "?   Q1 Which ports?" in listed
    assert "dependencies, questions" in listed
    assert "✓   Q1 Which ports? → The small ones" in answered
    assert "dependencies, questions" not in answered
    assert desk.saved(2).earlier_questions[0].answer == "The small ones"


async def test_delete_removes_a_marked_question(desk: Desk) -> None:
    with desk.facilitating(candidates=1, phase=DEEP_DIVE) as facilitator:
        facilitator.apply(bind(add_question, text="Which zone?", item=facilitator.session.open_item))
    app = desk.resumed()

    async with running(app) as pilot:
        await pilot.press("j", "j", "j", "delete")
        seen = notice(app)

    assert seen == "Q1 removed   ·   u undoes"
    assert desk.saved().questions == ()


async def test_an_estimate_is_one_of_the_scale(desk: Desk) -> None:
    app = desk.begun(candidates=1, phase=DEEP_DIVE)

    async with running(app) as pilot:
        await pilot.press("5")
        hint = shown(app)
        await enter(pilot, "4")
        refused, held, saved = shown(app), typed(app), desk.saved().candidates[0].agreed_estimate
        await enter(pilot, " 5 ")
        agreed = line_with(app, "Estimate")
        await pilot.press("5")
        await enter(pilot, "")
        said = notice(app)

    assert "one of 1 2 3 5 8 13 21" in hint
    assert "! “4” is not on the scale: 1 2 3 5 8 13 21" in refused
    assert (held, saved) == ("4", "")
    assert "Estimate 5" in agreed
    assert said == "PAY-14: estimate taken back   ·   u undoes"
    assert desk.saved().candidates[0].agreed_estimate == ""


async def test_ready_moves_on_to_the_next_story(desk: Desk) -> None:
    app = desk.begun(candidates=2, phase=DEEP_DIVE)

    async with running(app) as pilot:
        before = shown(app)
        await pilot.press("6")
        seen, said = shown(app), notice(app)
        await pilot.press("left")
        back = shown(app)

    assert "Story 1 of 2" in before
    assert "PAY-15  Rate limits on the public API" in seen
    assert "Story 2 of 2" in seen
    assert "1 of 2 stories done" in seen
    assert said == "PAY-14 ready, with open checks: why, criteria, estimate, small, dependencies   ·   u undoes"
    assert "○ ready, with open checks" in back
    assert desk.saved().candidates[0].outcome is Outcome.READY
    assert desk.saved().candidates[0].item.state is ItemState.READY


async def test_not_ready_asks_why_and_moves_on(desk: Desk) -> None:
    app = desk.begun(candidates=2, phase=DEEP_DIVE)

    async with running(app) as pilot:
        await pilot.press("7")
        asked = shown(app)
        await enter(pilot, "No design yet")
        seen = shown(app)
        await pilot.press("left")
        back = shown(app)

    assert "PAY-14 is not ready: why?" in asked
    assert "PAY-15  Rate limits" in seen
    assert "○ not ready  No design yet" in back
    saved = desk.saved().candidates[0]
    assert (saved.outcome, saved.reason) == (Outcome.NOT_READY, "No design yet")


async def test_the_title_tells_the_minutes_of_the_story_and_of_those_to_come(desk: Desk) -> None:
    app = desk.begun(candidates=2, phase=DEEP_DIVE)

    async with running(app) as pilot:
        desk.clock.advance(minutes=9)
        await tick(pilot, app)
        seen = shown(app)
        desk.clock.advance(minutes=7)
        await tick(pilot, app)
        late = shown(app)

    assert "Story 1 of 2 · 9 of 8 min " in seen
    assert "each" not in seen
    assert "Story 1 of 2 · 16 of 8 min · 4 min each left" in late


async def test_another_story_begins_at_its_top_and_its_title_stays_while_one_scrolls(desk: Desk) -> None:
    app = desk.begun(candidates=2, phase=DEEP_DIVE)

    async with running(app, size=(120, 24)) as pilot:
        await pilot.press(*["j"] * 8)
        below = shown(app)
        await pilot.press("right")
        other = shown(app)

    assert "PAY-14  Pay with a saved card" in below
    assert "Why " not in below
    assert "PAY-15  Rate limits on the public API" in other
    assert "▶ Why" in other


async def test_a_description_begins_under_the_title_and_stands_whole_below(desk: Desk) -> None:
    words = " ".join(f"word{number}" for number in range(60))
    with desk.facilitating(candidates=0) as facilitator:
        described = replace(an_item(key="NEW-1"), description=f"First line.\n\n{words}")
        facilitator.import_here(
            (described, replace(an_item("Short", "NEW-2"), description="All of it.")), source="text"
        )
        for item in (item.id for item in facilitator.session.items[-2:]):
            facilitator.apply(bind(set_disposition, item=item, disposition=Disposition.DEEP_DIVE))
        facilitator.apply(bind(go_to_phase, position=DEEP_DIVE))
    app = desk.resumed()

    async with running(app, size=(120, 60)) as pilot:
        long = [line.strip() for line in shown(app).splitlines()]
        await pilot.press("right")
        short = shown(app)

    first = next(index for index, line in enumerate(long) if line.endswith("First line."))
    assert "word1 " in long[first + 1]
    assert "word7 …" in long[first + 1]
    assert "Estimate" in long[first + 2]
    assert any("word59" in line for line in long)
    assert short.count("All of it.") == 1
    assert "Description" not in short


async def test_without_stories_the_deep_dive_says_where_they_come_from(desk: Desk) -> None:
    app = desk.begun(candidates=0, phase=DEEP_DIVE)

    async with running(app) as pilot:
        await pilot.press("1", "enter", "e", "delete", "down", "right")
        seen = shown(app)

    assert "No story is open." in seen
    assert "Triage sends stories here with 1." in seen
