"""What the last session left open comes up at the kick-off: action items, questions, stories."""

from datetime import date

from refine_tui.domain.records import ActionReview, ActionStatus, QuestionStatus
from tests.support import a_past_session
from tests.ui.driving import Desk, enter, line_with, notice, running, shown, typed

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
