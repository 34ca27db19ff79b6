"""The wrap-up: decide on what is open, close, hand out the minutes, and open again if need be."""

import re
from datetime import UTC, date, datetime

from refine_tui.domain.deep_dive import (
    StoryField,
    add_criterion,
    mark_not_ready,
    mark_ready,
    set_estimate,
    set_story_field,
)
from refine_tui.domain.dispositions import CarryOver, Outcome
from refine_tui.domain.readiness import toggle_check
from refine_tui.domain.recording import add_action, add_question
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.session import SessionStatus
from refine_tui.domain.transitions import bind
from refine_tui.ui.live.screen import LiveScreen
from refine_tui.ui.minutes.screen import MinutesScreen
from tests.ui.driving import WRAP_UP, Desk, enter, line_with, notice, running, shown, typed


async def test_the_wrap_up_sums_up_what_is_ready_what_is_not_and_what_was_not_reached(desk: Desk) -> None:
    with desk.facilitating(new=1, candidates=2, phase=WRAP_UP) as facilitator:
        facilitator.apply(bind(mark_ready, item=2))
        facilitator.apply(bind(mark_not_ready, item=3, reason="No design yet"))
    app = desk.resumed()

    async with running(app):
        seen = shown(app)

    assert "Not reached: 1 left to decide" in seen
    assert "○ PAY-12  Show the refund on the receipt  with open checks: why, criteria," in seen
    assert "× PAY-13  Retry a declined card once  No design yet" in seen
    assert "· PAY-11  Partial refunds in the checkout" in seen
    assert "Next session  no date yet: press 3" in seen


async def test_a_story_that_is_ready_with_open_checks_stands_out_until_they_are_met(desk: Desk) -> None:
    with desk.facilitating(new=0, candidates=2, phase=WRAP_UP) as facilitator:
        facilitator.apply(bind(mark_ready, item=1))
        facilitator.apply(bind(mark_ready, item=2))
        facilitator.apply(bind(set_story_field, item=1, field=StoryField.WHY, text="Refunds take long"))
        facilitator.apply(bind(add_criterion, item=1, text="Legal agrees"))
        facilitator.apply(bind(set_estimate, item=1, value="5"))
        facilitator.apply(bind(toggle_check, item=1, check="small"))
        facilitator.apply(bind(toggle_check, item=1, check="dependencies"))
    app = desk.resumed()

    async with running(app, size=(200, 40)) as pilot:
        seen = shown(app)
        await pilot.press("5")
        asked = shown(app)

    assert re.search(r"✓ PAY-11  Partial refunds in the checkout +5 ", seen)
    assert "○ PAY-12  Show the refund on the receipt  with open checks: why, criteria" in seen
    assert "Close the session? 1 story is ready with open checks." in asked


async def test_one_carries_over_everything_that_was_not_reached(desk: Desk) -> None:
    app = desk.begun(new=2, candidates=1, phase=WRAP_UP)

    async with running(app) as pilot:
        await pilot.press("1")
        seen, said = shown(app), notice(app)
        await pilot.press("1")
        again = notice(app)

    assert said == "3 items carried over   ·   u undo"
    assert "left to decide" not in seen
    assert again == "! Every item is decided: there is nothing left to carry over."
    assert [item.carry_over for item in desk.saved().items] == [CarryOver.CARRIED] * 3


async def test_enter_decides_on_one_item_after_the_other(desk: Desk) -> None:
    app = desk.begun(new=3, phase=WRAP_UP)

    async with running(app) as pilot:
        for index, (fate, mark) in enumerate(
            ((CarryOver.CARRIED, "→"), (CarryOver.PARKED, "–"), (CarryOver.DROPPED, "×"))
        ):
            label = f"PAY-{11 + index}"
            await pilot.press("enter")
            asked = shown(app)
            await pilot.press(str(index + 1))
            assert f"{label}  What becomes of it?" in asked
            assert "1 carry  2 park  3 drop" in asked
            assert f"▶ {mark} {label}" in shown(app)
            assert fate.value in shown(app)
            await pilot.press("j")

    assert [item.carry_over for item in desk.saved().items] == [CarryOver.CARRIED, CarryOver.PARKED, CarryOver.DROPPED]


async def test_two_goes_through_the_action_items_without_owner_or_date(desk: Desk) -> None:
    with desk.facilitating(new=1, phase=WRAP_UP) as facilitator:
        facilitator.apply(bind(add_action, text="Ask Legal", item=1))
        facilitator.apply(bind(add_action, text="Draw it", owner="Ben", due=date(2026, 12, 3)))
    app = desk.resumed()

    async with running(app) as pilot:
        title = line_with(app, "without owner")
        await pilot.press("2")
        held = typed(app)
        await enter(pilot, f"{held}@chloé fri")
        seen = shown(app)
        await pilot.press("2")
        said = notice(app)

    assert "1 action without owner or date" in title
    assert held == "Ask Legal "
    assert "A1   Ask Legal  Chloé  Fri 4 Dec" in seen
    assert said == "Every action item has an owner and a date."
    action = desk.saved().actions[0]
    assert (action.owner, action.due, action.item) == ("Chloé", date(2026, 12, 4), 1)


async def test_delete_drops_the_marked_action_item(desk: Desk) -> None:
    with desk.facilitating(new=0, phase=WRAP_UP) as facilitator:
        facilitator.apply(bind(add_action, text="Ask Legal"))
    app = desk.resumed()

    async with running(app) as pilot:
        await pilot.press("delete")
        seen = shown(app)

    assert "Ask Legal  dropped" in seen
    assert desk.saved().actions[0].status is ActionStatus.DROPPED


async def test_three_sets_the_next_session_and_a_wrong_date_stays_in_the_line(desk: Desk) -> None:
    app = desk.begun(phase=WRAP_UP)

    async with running(app) as pilot:
        await pilot.press("3")
        await enter(pilot, "some day")
        wrong, held = line_with(app, "! "), typed(app)
        await enter(pilot, "2026-11-26 10:00")
        past = shown(app)
        await enter(pilot, "fri 14:30")
        seen, said = shown(app), notice(app)
        await pilot.press("3")
        again = typed(app)

    assert "“some day”" in wrong
    assert "thu 10:00" in wrong
    assert held == "some day"
    assert "! That moment has passed: give a day and a time to come." in past
    assert "Next session  Fri 4 Dec 2026 14:30" in seen
    assert said == "Next session: Fri 4 Dec 14:30   ·   u undo"
    assert again == "2026-12-04 14:30"
    assert desk.saved().next_session_at == datetime(2026, 12, 4, 13, 30, tzinfo=UTC)


async def test_five_closes_writes_the_minutes_and_shows_where_they_are(desk: Desk) -> None:
    app = desk.begun(new=2, phase=WRAP_UP)

    async with running(app, size=(200, 36)) as pilot:
        await pilot.press("5")
        asked = shown(app)
        await pilot.press("2")
        not_yet = desk.saved().status
        await pilot.press("5", "1")
        await pilot.pause()
        kind, seen, said = type(app.screen), shown(app), notice(app)

    assert "Close the session? 2 items not reached will be carried over." in asked
    assert "1 close and write the minutes  2 not yet" in asked
    assert not_yet is SessionStatus.RUNNING
    assert kind is MinutesScreen
    path = desk.minutes_folder / "2026-11-27-payments-refinement-minutes.md"
    assert said.startswith("Closed. Minutes: ")
    assert path.name in said
    assert str(desk.minutes_folder) in said
    assert "Payments" in path.read_text(encoding="utf-8")
    assert path.with_suffix(".json").exists()
    assert "Minutes   Payments · Refinement 60" in seen
    saved = desk.saved()
    assert saved.status is SessionStatus.CLOSED
    assert {(item.outcome, item.carry_over) for item in saved.items} == {(Outcome.NOT_REACHED, CarryOver.CARRIED)}


async def test_minutes_that_cannot_be_written_are_told_and_the_session_is_closed_all_the_same(desk: Desk) -> None:
    desk.minutes_folder.write_text("in the way")
    app = desk.begun(new=0, phase=WRAP_UP)

    async with running(app, size=(200, 36)) as pilot:
        await pilot.press("5", "1")
        await pilot.pause()
        said = notice(app)

    assert said.startswith("! Closed and saved, but: ")
    assert desk.saved().status is SessionStatus.CLOSED


async def test_a_closed_session_is_opened_again_paused(desk: Desk) -> None:
    app = desk.begun(new=1, phase=WRAP_UP)

    async with running(app) as pilot:
        await pilot.press("5", "1")
        await pilot.pause()
        await pilot.press("3")
        await pilot.pause()
        kind, seen, header = type(app.screen), shown(app), line_with(app, "ends ")
        await pilot.press("d")
        await enter(pilot, "We meet on Fridays")

    assert kind is LiveScreen
    assert "Reopened, paused. Everything can be changed; 5 in the wrap-up closes it." in seen
    assert "paused" in header
    saved = desk.saved()
    assert saved.status is SessionStatus.RUNNING
    assert not saved.is_running
    assert saved.decisions[0].text == "We meet on Fridays"


WRONG_RATINGS = ("4 6", "0", "four", "-3", "5" * 5000)


async def test_four_asks_how_it_went_without_names_and_refuses_what_is_no_rating(desk: Desk) -> None:
    app = desk.begun(new=0, phase=WRAP_UP)

    async with running(app) as pilot:
        await pilot.press("4")
        asked, refused = shown(app), []
        for wrong in WRONG_RATINGS:
            await enter(pilot, wrong)
            refused.append((line_with(app, "! "), typed(app), desk.saved().ratings))
        await enter(pilot, "5, 3 4")
        seen = shown(app)
        await pilot.press("4")
        again = typed(app)

    assert "How did it go? One number from 1 to 5" in asked
    for (told, held, saved), wrong in zip(refused, WRONG_RATINGS, strict=True):
        assert "! Give numbers from 1 to 5, one for each who wants to: 4 5 3 4" in told
        assert (held, saved) == (wrong, ())
    assert "Rating  4.0 / 5  (3 votes)" in seen
    assert again == "3 4 5"
    assert desk.saved().ratings == (3, 4, 5)


async def test_a_question_without_owner_stands_out_until_it_has_one_and_closing_tells_the_gaps(desk: Desk) -> None:
    with desk.facilitating(new=1, phase=WRAP_UP) as facilitator:
        facilitator.apply(bind(add_action, text="Ask Legal"))
        facilitator.apply(bind(add_question, text="Which zone?"))
    app = desk.resumed()

    async with running(app, size=(160, 40)) as pilot:
        before = line_with(app, "Q1   Which zone?")
        await pilot.press("5")
        closing = shown(app)
        await pilot.press("2", "j", "j", "enter")
        held = typed(app)
        await enter(pilot, f"{held}@ana fri")
        after = line_with(app, "Q1   Which zone?")
        await pilot.press("5")
        decided = shown(app)

    assert "Which zone?  no owner" in before
    assert "1 action without owner or date. 1 open question without an owner." in closing
    assert held == "Which zone? "
    assert "▶ Q1   Which zone?  ask Ana  Fri 4 Dec" in after
    assert "Close the session? 1 item not reached will be carried over. 1 action without owner or date." in decided
    assert "without an owner" not in decided
    question = desk.saved().questions[0]
    assert (question.owner, question.due) == ("Ana", date(2026, 12, 4))
