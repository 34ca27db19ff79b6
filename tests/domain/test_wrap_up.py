"""The wrap-up: what becomes of what was not reached, the next session, the ratings, and the end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from refine_tui.domain.backlog_item import ItemState
from refine_tui.domain.deep_dive import mark_ready
from refine_tui.domain.dispositions import CarryOver, Disposition, Outcome
from refine_tui.domain.errors import DomainError
from refine_tui.domain.recording import add_action, add_question, answer_question, set_action_status
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.session import Change, RefinementSession, SessionStatus
from refine_tui.domain.timekeeping import next_phase, open_item, pause
from refine_tui.domain.triage import set_disposition
from refine_tui.domain.wrap_up import (
    OpenPoints,
    carry_all,
    close,
    open_points,
    parse_ratings,
    reopen,
    set_carry_over,
    set_next_session,
    set_ratings,
)
from tests.support import NINE, a_session

RATINGS_EXPECTED = "Give numbers from 1 to 5, one for each who wants to: 4 5 3 4"


def at(minutes: float) -> datetime:
    """Return the moment so many minutes after nine."""
    return NINE + timedelta(minutes=minutes)


def sent(session: RefinementSession, item: int) -> RefinementSession:
    """Return the session with an item that triage sent away for later."""
    return set_disposition(session, item=item, disposition=Disposition.LATER, now=NINE).session


def refusal(step: Callable[[], object]) -> str:
    """Return the sentence with which a step is refused."""
    with pytest.raises(DomainError) as refused:
        step()
    return refused.value.message


@pytest.mark.parametrize(
    "step",
    [
        lambda session: set_carry_over(session, item=1, carry_over=CarryOver.DROPPED),
        carry_all,
        lambda session: set_next_session(session, at=NINE),
        lambda session: set_ratings(session, ratings=(4,)),
        lambda session: close(session, now=NINE),
    ],
)
def test_a_closed_session_is_not_wrapped_up_again(step: Callable[[RefinementSession], Change]) -> None:
    closed = close(a_session(), now=at(60)).session

    assert refusal(lambda: step(closed)) == "The session is closed. Open it again to change it."


@pytest.mark.parametrize(
    ("carry_over", "state"),
    [
        (CarryOver.CARRIED, ItemState.NEXT_SESSION),
        (CarryOver.PARKED, ItemState.NOT_NOW),
        (CarryOver.DROPPED, ItemState.ARCHIVED),
    ],
)
def test_an_item_that_was_not_reached_is_carried_parked_or_dropped(carry_over: CarryOver, state: ItemState) -> None:
    change = set_carry_over(a_session(), item=2, carry_over=carry_over, reason="  no \n time ")

    item = change.session.item(2)
    assert change.step == f"PAY-12 {carry_over.value}"
    assert (item.carry_over, item.item.state, item.reason) == (carry_over, state, "no time")
    assert item.outcome is None


def test_the_decision_can_be_changed_and_keeps_its_reason() -> None:
    session = set_carry_over(a_session(), item=2, carry_over=CarryOver.PARKED, reason="no time").session

    item = set_carry_over(session, item=2, carry_over=CarryOver.CARRIED).session.item(2)

    assert (item.carry_over, item.item.state, item.reason) == (CarryOver.CARRIED, ItemState.NEXT_SESSION, "no time")


def test_an_item_that_was_reached_is_not_carried() -> None:
    session = sent(a_session(), 1)

    sentence = refusal(lambda: set_carry_over(session, item=1, carry_over=CarryOver.CARRIED))

    assert sentence == "PAY-11 was reached: there is nothing to carry."


def test_an_item_that_is_not_here_is_not_carried() -> None:
    sentence = refusal(lambda: set_carry_over(a_session(), item=99, carry_over=CarryOver.CARRIED))

    assert sentence == "Item #99 is not part of this session."


def test_after_a_session_was_opened_again_its_unreached_items_can_still_be_decided_on() -> None:
    session = reopen(close(a_session(), now=at(60)).session).session

    changed = set_carry_over(session, item=1, carry_over=CarryOver.DROPPED).session

    assert changed.item(1).carry_over is CarryOver.DROPPED


def test_all_that_nobody_decided_on_is_carried_at_once() -> None:
    session = sent(a_session(new=4), 1)
    session = set_carry_over(session, item=2, carry_over=CarryOver.DROPPED).session

    change = carry_all(session)

    assert change.step == "2 items carried over"
    assert [item.carry_over for item in change.session.items] == [
        None,
        CarryOver.DROPPED,
        CarryOver.CARRIED,
        CarryOver.CARRIED,
    ]
    assert change.session.without_carry_over == ()


def test_one_item_is_carried_in_the_singular() -> None:
    assert carry_all(a_session(new=1)).step == "1 item carried over"


def test_where_all_is_decided_on_nothing_is_carried() -> None:
    session = carry_all(a_session()).session

    assert refusal(lambda: carry_all(session)) == "Every item is decided: there is nothing left to carry over."
    assert refusal(lambda: carry_all(a_session(new=0))) == "Every item is decided: there is nothing left to carry over."


def test_the_next_session_is_set_and_taken_back() -> None:
    settled = set_next_session(a_session(), at=at(10_000))
    open_again = set_next_session(settled.session, at=None)

    assert (settled.session.next_session_at, settled.step) == (at(10_000), "Next session: Fri 4 Dec 08:40")
    assert (open_again.session.next_session_at, open_again.step) == (None, "no next session")


def test_ratings_are_sorted_so_that_their_order_names_nobody() -> None:
    change = set_ratings(a_session(), ratings=(4, 5, 3, 4))

    assert (change.session.ratings, change.step) == ((3, 4, 4, 5), "Rating 4.0 / 5 (4 votes)")
    assert set_ratings(a_session(), ratings=(2,)).step == "Rating 2.0 / 5 (1 vote)"
    removed = set_ratings(change.session, ratings=())
    assert (removed.session.ratings, removed.step) == ((), "no rating")


@pytest.mark.parametrize("rating", [0, 6, -1])
def test_a_rating_outside_one_to_five_is_refused(rating: int) -> None:
    assert refusal(lambda: set_ratings(a_session(), ratings=(4, rating))) == RATINGS_EXPECTED


@pytest.mark.parametrize(
    ("text", "expected"),
    [("4 5 3 4", (4, 5, 3, 4)), ("4,5, 3", (4, 5, 3)), ("  1\t5\n", (1, 5)), ("", ()), (" , ", ())],
)
def test_ratings_are_numbers_divided_by_spaces_or_commas(text: str, expected: tuple[int, ...]) -> None:
    assert parse_ratings(text) == expected


@pytest.mark.parametrize("text", ["6", "0", "45", "4.5", "four", "4;5", "٤", "+4", "-4", "4 5 x"])
def test_what_is_no_digit_from_one_to_five_is_no_rating(text: str) -> None:
    assert refusal(lambda: parse_ratings(text)) == RATINGS_EXPECTED


def test_a_session_in_which_all_is_settled_has_no_open_points() -> None:
    session = set_next_session(carry_all(a_session()).session, at=at(10_000)).session

    assert open_points(session) == OpenPoints(
        not_carried=0,
        actions_with_gaps=0,
        questions_without_owner=0,
        ready_with_open_checks=0,
        no_next_session=False,
    )


def test_what_is_open_is_counted() -> None:
    session = set_carry_over(a_session(new=3, candidates=2), item=1, carry_over=CarryOver.PARKED).session
    session = mark_ready(session, item=4, now=NINE).session
    session = add_action(session, text="No owner", due=NINE.date(), now=NINE).session
    session = add_action(session, text="Nothing missing", owner="Ben", due=NINE.date(), now=NINE).session
    session = add_question(session, text="Whose?", now=NINE).session
    session = add_question(session, text="Ana's", owner="Ana", now=NINE).session

    assert open_points(session) == OpenPoints(
        not_carried=3,
        actions_with_gaps=1,
        questions_without_owner=1,
        ready_with_open_checks=1,
        no_next_session=True,
    )


def test_a_dropped_action_item_and_an_answered_question_are_not_open() -> None:
    session = add_action(a_session(new=0), text="No owner", now=NINE).session
    session = add_question(session, text="Whose?", now=NINE).session
    session = set_action_status(session, number=1, status=ActionStatus.DROPPED).session
    session = answer_question(session, number=1, answer="Ours").session

    points = open_points(session)

    assert (points.actions_with_gaps, points.questions_without_owner) == (0, 0)


def test_a_story_whose_checks_are_met_is_no_open_point() -> None:
    session = a_session(new=0, candidates=1)
    session = replace(session, agenda=replace(session.agenda, ready=()))
    session = mark_ready(session, item=1, now=NINE).session

    assert open_points(session).ready_with_open_checks == 0


def test_closing_stops_the_clock_and_takes_the_item_off_the_screen() -> None:
    session = open_item(a_session(), item=1, now=at(5)).session

    change = close(session, now=at(58))

    closed = change.session
    assert change.step == "session closed"
    assert (closed.status, closed.ended_at) == (SessionStatus.CLOSED, at(58))
    assert closed.open_span is None
    assert closed.spans[-1].end == at(58)
    assert closed.open_item is None
    assert (closed.item_focus[-1].at, closed.item_focus[-1].item) == (at(58), None)


def test_a_paused_session_is_closed_with_the_time_that_counted() -> None:
    paused = pause(a_session(), now=at(10)).session

    closed = close(paused, now=at(60)).session

    assert closed.ended_at == at(60)
    assert closed.spans == paused.spans


def test_closing_carries_what_nobody_decided_on_so_that_nothing_is_lost() -> None:
    session = sent(a_session(), 1)
    session = set_carry_over(session, item=2, carry_over=CarryOver.DROPPED, reason="obsolete").session

    closed = close(session, now=at(60)).session

    assert [(item.outcome, item.carry_over) for item in closed.items] == [
        (Outcome.LATER, None),
        (Outcome.NOT_REACHED, CarryOver.DROPPED),
        (Outcome.NOT_REACHED, CarryOver.CARRIED),
    ]
    assert [item.item.state for item in closed.items[1:]] == [ItemState.ARCHIVED, ItemState.NEXT_SESSION]
    assert closed.item(2).reason == "obsolete"


def test_closing_keeps_each_item_as_it_is_with_its_seconds() -> None:
    session = next_phase(a_session(new=2), now=at(5)).session
    session = open_item(session, item=2, now=at(8.5)).session

    closed = close(session, now=at(10)).session

    assert [item.closed_seconds for item in closed.items] == [210, 90]
    assert [item.closed_item for item in closed.items] == [item.item for item in closed.items]


def test_opening_again_pauses_the_session_where_it_ended() -> None:
    closed = close(next_phase(a_session(), now=at(5)).session, now=at(60)).session

    change = reopen(closed)

    session = change.session
    assert change.step == "session opened again"
    assert (session.status, session.ended_at, session.phase) == (SessionStatus.RUNNING, None, 1)
    assert not session.is_running
    assert all(item.closed_item is None and item.closed_seconds is None for item in session.items)
    assert all(item.outcome is Outcome.NOT_REACHED for item in session.items)


def test_only_a_closed_session_is_opened_again() -> None:
    assert refusal(lambda: reopen(a_session())) == "The session is not closed."
