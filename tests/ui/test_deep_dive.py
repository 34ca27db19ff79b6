"""The deep dive: one story until it is ready, or until everybody knows why it is not."""

import re
from dataclasses import replace

import pytest

from refine_tui.domain.backlog_item import ImportedItem, ItemState
from refine_tui.domain.deep_dive import StoryField, add_criterion, set_estimate, set_story_field
from refine_tui.domain.dispositions import Disposition, Outcome
from refine_tui.domain.readiness import toggle_check
from refine_tui.domain.recording import add_question
from refine_tui.domain.records import QuestionStatus
from refine_tui.domain.timekeeping import go_to_phase
from refine_tui.domain.transitions import bind
from refine_tui.domain.triage import set_disposition
from refine_tui.ui.live.screen import LiveScreen
from tests.driver import Driver
from tests.support import TEAM, an_item
from tests.ui.driving import (
    DEEP_DIVE,
    Desk,
    enter,
    line_with,
    marked_line,
    notice,
    running,
    screens_open,
    shown,
    tick,
    typed,
)


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
            assert said == f"PAY-14 {field}: Its {field}   ·   u undo"
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
        await pilot.press("k", "e")
        await enter(pilot, "The receipt shows the refund")
        edited = line_with(app, "The receipt shows the refund")
        await pilot.press("j", "delete")
        seen, said = shown(app), notice(app)

    assert "Criterion 2" in second
    assert (held, screens[-1]) == ("dup", LiveScreen)
    assert "Criteria   1  The receipt shows it" in added
    assert "2  Legal agrees" in added
    assert "▶" in edited
    assert "Legal agrees" not in seen
    assert said == "PAY-14: criterion 2 removed   ·   u undo"
    assert desk.saved().candidates[0].item.acceptance_criteria == ("The receipt shows the refund",)


async def test_after_a_removal_the_next_criterion_is_marked_or_the_one_before_the_last(desk: Desk) -> None:
    with desk.facilitating(candidates=1, phase=DEEP_DIVE) as facilitator:
        story = facilitator.session.open_item
        facilitator.apply(bind(set_story_field, item=story, field=StoryField.WHY, text="Refunds take days"))
        for text in ("The receipt shows it", "Legal agrees", "It takes a minute"):
            facilitator.apply(bind(add_criterion, item=story, text=text))
    app = desk.resumed()
    marked = []

    async with running(app) as pilot:
        await pilot.press("j", "j", "j", "j")
        for _ in range(3):
            marked.append(marked_line(app))
            await pilot.press("delete")
        last = marked_line(app)

    assert "2  Legal agrees" in marked[0]
    assert "2  It takes a minute" in marked[1]
    assert "1  The receipt shows it" in marked[2]
    assert "▶ Measure" in last
    story_now = desk.saved().candidates[0].item
    assert (story_now.why, story_now.acceptance_criteria) == ("Refunds take days", ())


async def test_after_the_last_question_of_a_story_is_removed_the_one_before_is_marked(desk: Desk) -> None:
    with desk.facilitating(candidates=1, phase=DEEP_DIVE) as facilitator:
        for text in ("Which zone?", "Which bank?", "Which card?"):
            facilitator.apply(bind(add_question, text=text, item=facilitator.session.open_item))
    app = desk.resumed()
    marked = []

    async with running(app) as pilot:
        await pilot.press("k", "k", "k", "k", "j", "delete")
        marked.append(marked_line(app))
        await pilot.press("delete")
        marked.append(marked_line(app))

    assert "Q3 Which card?" in marked[0]
    assert "Q1 Which zone?" in marked[1]
    assert [question.text for question in desk.saved().questions] == ["Which zone?"]


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
        await pilot.press("k", "enter")
        await enter(pilot, "Berlin")
        seen = shown(app)

    assert "about PAY-14" in asked
    assert "Questions  Q1 Which cut-off zone?  ask Ana" in listed
    assert "○ questions" in listed
    assert "Answered   Q1 Which cut-off zone?  ✓ Berlin" in seen
    assert "✓ questions" in seen
    question = desk.saved().questions[0]
    assert question.item == desk.saved().candidates[0].id
    assert (question.owner, question.status, question.answer) == ("Ana", QuestionStatus.ANSWERED, "Berlin")


async def test_delete_removes_a_marked_question(desk: Desk) -> None:
    with desk.facilitating(candidates=1, phase=DEEP_DIVE) as facilitator:
        facilitator.apply(bind(add_question, text="Which zone?", item=facilitator.session.open_item))
    app = desk.resumed()

    async with running(app) as pilot:
        await pilot.press("k", "delete")
        seen = notice(app)

    assert seen == "Q1 removed   ·   u undo"
    assert desk.saved().questions == ()


async def test_an_estimate_is_one_of_the_scale(desk: Desk) -> None:
    app = desk.begun(candidates=1, phase=DEEP_DIVE)

    async with running(app) as pilot:
        await pilot.press("5")
        hint = shown(app)
        await enter(pilot, "4")
        refused, held, saved = shown(app), typed(app), desk.saved().candidates[0].agreed_estimate
        await enter(pilot, " 5 ")
        agreed = line_with(app, "PAY-14  Pay")
        await pilot.press("5")
        await enter(pilot, "")
        said = notice(app)

    assert "one of 1 2 3 5 8 13 21" in hint
    assert "! “4” is not on the scale: 1 2 3 5 8 13 21" in refused
    assert (held, saved) == ("4", "")
    assert "estimate 5" in agreed
    assert said == "PAY-14: estimate cleared   ·   u undo"
    assert desk.saved().candidates[0].agreed_estimate == ""


async def test_ready_stays_on_the_story_so_that_everybody_sees_it(desk: Desk) -> None:
    app = desk.begun(candidates=2, phase=DEEP_DIVE)

    async with running(app) as pilot:
        await pilot.press("6")
        asked, undecided = shown(app), desk.saved().candidates[0].outcome
        await pilot.press("1")
        seen, said = shown(app), notice(app)
        await pilot.press("right")
        onwards = shown(app)

    assert "PAY-14 has open checks: why, criteria, estimate, small, dependencies" in asked
    assert undecided is None
    assert re.search(r"PAY-14  Pay with a saved card +.*\n(.*\n)?.*○ Ready, with open checks", seen)
    assert "▶ ○ PAY-14   · PAY-15" in seen
    assert said == "PAY-14 ready, with open checks: why, criteria, estimate, small, dependencies   ·   u undo"
    assert "PAY-15  Rate limits on the public API" in onwards
    assert "story 2 of 2" in onwards
    assert desk.saved().candidates[0].outcome is Outcome.READY
    assert desk.saved().candidates[0].item.state is ItemState.READY


async def test_a_story_whose_checks_are_met_is_ready_with_one_key(desk: Desk) -> None:
    with desk.facilitating(candidates=1, phase=DEEP_DIVE) as facilitator:
        story = facilitator.session.candidates[0].id
        facilitator.apply(bind(set_story_field, item=story, field=StoryField.WHY, text="Refunds take long"))
        facilitator.apply(bind(add_criterion, item=story, text="Legal agrees"))
        facilitator.apply(bind(set_estimate, item=story, value="5"))
        facilitator.apply(bind(toggle_check, item=story, check="small"))
        facilitator.apply(bind(toggle_check, item=story, check="dependencies"))
    app = desk.resumed()

    async with running(app) as pilot:
        await pilot.press("6")
        seen, said = shown(app), notice(app)

    assert re.search(r"PAY-14  Pay with a saved card +estimate 5 .*\n(.*\n)?.*✓ Ready", seen)
    assert "▶ ✓ PAY-14" in seen
    assert said == "PAY-14 is ready   ·   u undo"
    assert desk.saved().candidates[0].outcome is Outcome.READY


async def test_not_ready_asks_what_is_missing_and_stays_on_the_story(desk: Desk) -> None:
    app = desk.begun(candidates=2, phase=DEEP_DIVE)

    async with running(app) as pilot:
        await pilot.press("7")
        asked = shown(app)
        await enter(pilot, "No design yet")
        seen, said = shown(app), notice(app)

    assert "PAY-14  Not ready: what is missing?" in asked
    assert re.search(r"PAY-14  Pay with a saved card +.*\n(.*\n)?.*× Not ready: No design yet", seen)
    assert said == "PAY-14 not ready: No design yet   ·   u undo"
    saved = desk.saved().candidates[0]
    assert (saved.outcome, saved.reason) == (Outcome.NOT_READY, "No design yet")


async def test_escape_at_not_ready_leaves_the_story_undecided(desk: Desk) -> None:
    app = desk.begun(candidates=1, phase=DEEP_DIVE)

    async with running(app) as pilot:
        await pilot.press("7", *"No de", "escape")
        undecided = desk.saved().candidates[0].outcome
        await pilot.press("7")
        held = typed(app)

    assert undecided is None
    assert held == "No de"


async def test_the_strip_tells_the_minutes_of_the_story_and_of_those_to_come(desk: Desk) -> None:
    app = desk.begun(candidates=2, phase=DEEP_DIVE)

    async with running(app, size=(160, 36)) as pilot:
        desk.clock.advance(minutes=8)
        await tick(pilot, app)
        within = shown(app)
        desk.clock.advance(minutes=1)
        await tick(pilot, app)
        seen = shown(app)
        desk.clock.advance(minutes=7)
        await tick(pilot, app)
        late = shown(app)

    assert "story 1 of 2 · 8 of 8 min " in within
    assert "story 1 of 2 · 9 of 8 min, over " in seen
    assert "remaining" not in seen
    assert "16 of 8 min, over · 4 min per remaining story" in late


async def test_another_story_begins_at_its_top_and_its_title_stays_while_one_scrolls(desk: Desk) -> None:
    app = desk.begun(candidates=2, phase=DEEP_DIVE)

    async with running(app, size=(120, 24)) as pilot:
        await pilot.press("4")
        for number in range(1, 20):
            await enter(pilot, f"It does {number}")
        await pilot.press("escape", *["j"] * 25)
        below = shown(app)
        await pilot.press("right")
        other = shown(app)

    assert "PAY-14  Pay with a saved card" in below
    assert "▶" in next(line for line in below.splitlines() if "It does 19" in line)
    assert "Outcome " not in below
    assert "PAY-15  Rate limits on the public API" in other
    assert "▶ Why" in other


async def test_a_description_begins_on_the_story_and_opens_whole(desk: Desk) -> None:
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

    async with running(app) as pilot:
        await pilot.press(*["j"] * 4)
        marked = shown(app)
        await pilot.press("enter")
        opened = shown(app)
        await pilot.press("escape", "right")
        short = shown(app)

    assert "▶ Text       First line." in marked
    assert "word0 word1 " in marked
    assert re.search(r"word\d+ …", marked)
    assert "enter read it all" in marked
    assert "word59" not in marked
    assert "NEW-1  Partial refunds in the checkout" in opened
    assert "word59" in opened
    assert "Text       All of it." in short


async def test_without_stories_the_deep_dive_says_where_they_come_from(desk: Desk) -> None:
    app = desk.begun(candidates=0, phase=DEEP_DIVE)

    async with running(app) as pilot:
        await pilot.press("1", "enter", "e", "delete", "down", "right")
        seen = shown(app)

    assert "No story is open." in seen
    assert "Triage sends stories here with 1; o finds others." in seen


async def test_a_decision_about_the_story_is_shown_with_its_reason(desk: Desk) -> None:
    app = desk.begun(candidates=1, phase=DEEP_DIVE)

    async with running(app) as pilot:
        await pilot.press("d")
        await enter(pilot, "Refunds wait, because the ledger cannot book them")
        seen = line_with(app, "Today")

    assert "D1 Refunds wait  because the ledger cannot book them" in seen


@pytest.mark.parametrize(("size", "is_whole"), [((100, 36), True), ((80, 24), False)], ids=["room", "a low screen"])
async def test_what_is_known_of_a_story_wraps_where_there_is_room(
    desk: Desk, size: tuple[int, int], is_whole: bool
) -> None:
    labels = ("payments", "checkout", "accounting", "released-to-all-customers")
    story = ImportedItem(
        key="PAY-1", title="Refunds", type="story", reporter="Somebody from Customer Support", labels=labels
    )
    Driver(desk.store(), desk.clock).import_items(TEAM, (story,), source="text")
    app = desk.started()

    async with running(app, size=size) as pilot:
        await pilot.press("right_square_bracket")
        seen = " ".join(shown(app).split())

    assert ("#accounting #released-to-all-customers" in seen) == is_whole
