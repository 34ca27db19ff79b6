"""What the last session left open comes up at the kick-off: action items, questions, stories."""

from datetime import date

import pytest

from refine_tui.domain.recording import add_question
from refine_tui.domain.records import ActionReview, ActionStatus, QuestionStatus
from refine_tui.domain.timekeeping import go_to_phase
from refine_tui.domain.transitions import bind
from refine_tui.ui.app_options import Resume
from tests.driver import Driver
from tests.support import a_past_session, a_setup, a_started_session
from tests.ui.driving import DEEP_DIVE, Desk, enter, line_with, notice, running, shown, typed

ROOMY = (160, 44)
A_DAY = 24 * 60


async def test_four_goes_through_the_open_action_items_with_done_still_open_and_drop(desk: Desk) -> None:
    a_past_session(desk.store(), desk.clock, actions=3, questions=0)
    desk.clock.advance(minutes=A_DAY)
    app = desk.started()

    async with running(app, size=ROOMY) as pilot:
        listed = line_with(app, "Promise 2")
        asked = []
        for key in ("4", "1", "2", "3"):
            await pilot.press(key)
            asked.append(shown(app))
        settled = [line_with(app, f"Promise {number}") for number in (1, 2, 3)]
        said = notice(app)

    assert "A2   Promise 2  Ben  due Fri 27 Nov  overdue" in listed
    for number, question in enumerate(asked[:3], 1):
        assert f"A{number} Promise {number}   Ben · due Fri 27 Nov · overdue" in question
        assert "1 done  2 still open  3 drop" in question
    assert "due Fri 27 Nov  ✓ done" in settled[0]
    assert "due Fri 27 Nov  overdue  still open" in settled[1]
    assert "due Fri 27 Nov  dropped" in settled[2]
    assert said == "A3 dropped   ·   u undo"
    assert [earlier.review for earlier in desk.saved(2).earlier_actions] == list(ActionReview)
    assert [earlier.action.status for earlier in desk.saved(2).earlier_actions] == [
        ActionStatus.DONE,
        ActionStatus.OPEN,
        ActionStatus.DROPPED,
    ]


async def test_an_action_item_is_edited_and_an_earlier_question_is_answered_in_its_row(desk: Desk) -> None:
    a_past_session(desk.store(), desk.clock)
    app = desk.started()

    async with running(app, size=ROOMY) as pilot:
        await pilot.press("j", "j", "j", "j", "j", "e")
        asked, held = shown(app), typed(app)
        await enter(pilot, "Promise one @chloé due 4 dec")
        edited = line_with(app, "Promise one")
        await pilot.press("j", "enter")  # A1 is due later now, and stands below A2
        question = shown(app)
        await enter(pilot, "Berlin")
        answered = line_with(app, "Question 1")

    assert "Action item A1" in asked
    assert held == "Promise 1 @Ben due 2026-11-27 "
    assert "▶ A1   Promise one  Chloé  due Fri 4 Dec" in edited
    assert "Answer to Q1: Question 1" in question
    assert "▶ Q1   Question 1  ask Ana  ✓ Berlin" in answered
    action = next(each.action for each in desk.saved(2).earlier_actions if each.number == 1)
    asked_before = desk.saved(2).earlier_questions[0]
    assert (action.text, action.owner, action.due) == ("Promise one", "Chloé", date(2026, 12, 4))
    assert (asked_before.status, asked_before.answer) == (QuestionStatus.ANSWERED, "Berlin")


async def test_the_kick_off_names_what_was_carried_and_no_action_items_where_there_are_none(desk: Desk) -> None:
    app = desk.begun(new=1, candidates=2)

    async with running(app) as pilot:
        await pilot.press("4")
        seen = shown(app)

    assert "2 items carried over   PAY-12 · PAY-13" in seen
    assert "from last time" not in seen


async def test_the_wrap_up_tells_of_questions_from_before_and_of_a_date_that_is_missing(desk: Desk) -> None:
    a_past_session(desk.store(), desk.clock, actions=0, questions=2)
    desk.clock.advance(minutes=A_DAY)
    app = desk.started()

    async with running(app, size=ROOMY) as pilot:
        for _ in range(3):
            await pilot.press("right_square_bracket")
        seen = shown(app)
        await pilot.press("5")
        asked = shown(app)

    assert "2 older questions are still open" in seen
    assert "No date for the next session yet." in asked


async def test_a_story_has_the_questions_of_earlier_sessions_answered_in_their_rows(desk: Desk) -> None:
    asked_about_a_story_before(desk)
    app = desk.app(Resume(session=2))

    async with running(app, size=ROOMY) as pilot:
        listed = shown(app)
        await pilot.press("enter")
        asked = shown(app)
        await enter(pilot, "Berlin")
        answered, said = shown(app), notice(app)
        await pilot.press("k", "k", "k", "k", "k", "k", "enter")
        await enter(pilot, "Ours")
        all_answered, saved = shown(app), desk.saved(2).earlier_questions
        await pilot.press("u")
        undone, saved_after_undo = shown(app), desk.saved(2).earlier_questions

    assert "▶ Questions  Q1 Which zone?  ask Ana" in listed
    assert "○ questions" in listed
    assert "Answer to Q1: Which zone?" in asked
    assert "leave empty to keep it open" in asked
    assert "▶ Answered   Q1 Which zone?  ✓ Berlin" in answered
    assert said == "Q1 answered   ·   u undo"
    assert "○ questions" in answered
    assert "▶            Q2 Which bank?  ✓ Ours" in all_answered
    assert "✓ questions" in all_answered
    assert [question.answer for question in saved] == ["Berlin", "Ours"]
    assert "Questions  Q2 Which bank?  ask Ana" in undone
    assert "○ questions" in undone
    assert [question.answer for question in saved_after_undo] == ["Berlin", ""]


async def test_an_answer_to_an_earlier_question_about_a_story_can_be_taken_back(desk: Desk) -> None:
    asked_about_a_story_before(desk)
    app = desk.app(Resume(session=2))

    async with running(app, size=ROOMY) as pilot:
        await pilot.press("enter")
        await enter(pilot, "Berlin")
        await pilot.press("enter")
        held, hint = typed(app), shown(app)
        await enter(pilot, "")
        seen = shown(app)

    assert held == "Berlin"
    assert "leave empty to open the question again" in hint
    assert "Q1 Which zone?  ask Ana" in seen
    assert desk.saved(2).earlier_questions[0].status is QuestionStatus.OPEN


@pytest.mark.parametrize("key", ["e", "delete"])
async def test_a_question_of_an_earlier_session_says_what_can_be_done_with_it(desk: Desk, key: str) -> None:
    asked_about_a_story_before(desk)
    app = desk.app(Resume(session=2))

    async with running(app, size=ROOMY) as pilot:
        before = desk.saved(2)
        await pilot.press(key)
        said = notice(app)

    assert said == "Q1 is from an earlier session: enter answers it."
    assert desk.saved(2).earlier_questions == before.earlier_questions


async def test_delete_in_the_kick_off_says_what_can_be_done_with_what_is_from_before(desk: Desk) -> None:
    a_past_session(desk.store(), desk.clock, actions=1, questions=1)
    app = desk.started()

    async with running(app, size=ROOMY) as pilot:
        await pilot.press("j", "j", "j", "j", "j")
        said = []
        for _ in range(3):
            await pilot.press("delete")
            said.append(notice(app))
            await pilot.press("j")

    assert said == [
        "A1 is from an earlier session: enter marks it done, still open or dropped.",
        "Q1 is from an earlier session: enter answers it.",
        "P1 is from an earlier session: enter marks it as discussed, or open again.",
    ]


def asked_about_a_story_before(desk: Desk) -> None:
    """Close a session with two questions about a story, and begin the next one, which has the story open."""
    first = a_started_session(desk.store(), desk.clock, new=0, candidates=1)
    story = first.session.candidates[0].id
    for text in ("Which zone?", "Which bank?"):
        first.apply(bind(add_question, text=text, owner="Ana", item=story))
    first.close()
    first.leave()
    desk.clock.advance(minutes=A_DAY)
    second = Driver(desk.store(), desk.clock)
    second.start(a_setup())
    second.apply(bind(go_to_phase, position=DEEP_DIVE))
    second.leave(paused=False)
