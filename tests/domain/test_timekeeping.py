"""The clock is started, stopped and moved: what each step changes, what it refuses, and what it is called."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest

from refine_tui.domain.dispositions import Disposition
from refine_tui.domain.errors import DomainError
from refine_tui.domain.session import Change, RefinementSession, SessionStatus
from refine_tui.domain.session_setup import plan_session
from refine_tui.domain.timebox import Absence, ItemFocus, Span
from refine_tui.domain.timekeeping import (
    add_absence,
    apply_replan,
    backdate_start,
    extend,
    first_item_of_phase,
    go_to_phase,
    next_phase,
    open_item,
    pause,
    previous_phase,
    require_open,
    resume,
    start_clock,
    toggle_absence,
    with_clock_stopped,
    with_focus,
)
from refine_tui.domain.triage import set_disposition
from refine_tui.domain.wrap_up import close
from tests.support import NINE, a_session, a_setup

KICK_OFF, TRIAGE, DEEP_DIVE, WRAP_UP = range(4)


def at(minutes: float) -> datetime:
    """Return the moment so many minutes after nine, when every session begins."""
    return NINE + timedelta(minutes=minutes)


def a_span(number: int, phase: int, start: float, end: float | None = None) -> Span:
    """Return a span of the clock in minutes after nine."""
    return Span(id=number, phase=phase, start=at(start), end=None if end is None else at(end))


def a_planned_session() -> RefinementSession:
    """Return a session that has not started."""
    running = a_session()
    return plan_session(
        a_setup(), team=running.team, numbers=running.numbers, planned_for=at(60), follows=None, now=NINE
    )


def a_closed_session() -> RefinementSession:
    """Return a session that was closed after an hour."""
    return close(a_session(), now=at(60)).session


def extended(session: RefinementSession) -> list[int]:
    """Return the minutes that were added to each phase."""
    return [phase.extended_minutes for phase in session.phases]


def refusal(step: Callable[[], object]) -> str:
    """Return the sentence with which a step is refused."""
    with pytest.raises(DomainError) as refused:
        step()
    return refused.value.message


STEPS: tuple[Callable[[RefinementSession], Change], ...] = (
    partial(pause, now=NINE),
    partial(resume, now=NINE),
    partial(extend, minutes=1),
    partial(go_to_phase, position=2, now=NINE),
    partial(next_phase, now=NINE),
    partial(previous_phase, now=NINE),
    partial(backdate_start, minutes=5),
)


@pytest.mark.parametrize("step", STEPS)
def test_no_step_of_the_clock_changes_a_session_that_is_not_open(step: Callable[[RefinementSession], Change]) -> None:
    closed, planned = a_closed_session(), a_planned_session()

    assert refusal(lambda: step(closed)) == "The session is closed. Open it again to change it."
    assert refusal(lambda: step(planned)) == "The session has not started yet."


def test_a_session_is_open_while_it_runs_and_while_it_is_paused() -> None:
    require_open(a_session())
    require_open(pause(a_session(), now=at(1)).session)


def test_starting_the_clock_begins_the_session_in_its_first_phase() -> None:
    change = start_clock(a_planned_session(), now=at(60))

    assert change.step == "session started"
    assert change.session.status is SessionStatus.RUNNING
    assert change.session.started_at == at(60)
    assert change.session.spans == (a_span(1, KICK_OFF, 60),)


def test_a_session_starts_once() -> None:
    assert refusal(lambda: start_clock(a_session(), now=at(1))) == "The session has already started."
    assert refusal(lambda: start_clock(a_closed_session(), now=at(90))) == "The session has already started."


def test_a_pause_ends_the_span_of_the_clock() -> None:
    change = pause(a_session(), now=at(4))

    assert change.step == "clock paused"
    assert change.session.spans == (a_span(1, KICK_OFF, 0, 4),)
    assert change.session.status is SessionStatus.RUNNING
    assert not change.session.is_running


def test_a_paused_clock_is_not_paused_again() -> None:
    paused = pause(a_session(), now=at(4)).session

    assert refusal(lambda: pause(paused, now=at(5))) == "The clock is paused already."


def test_resuming_starts_another_span_in_the_same_phase() -> None:
    paused = pause(a_session(), now=at(4)).session

    change = resume(paused, now=at(9))

    assert change.step == "clock running"
    assert change.session.spans == (a_span(1, KICK_OFF, 0, 4), a_span(2, KICK_OFF, 9))


def test_a_running_clock_is_not_resumed() -> None:
    assert refusal(lambda: resume(a_session(), now=at(1))) == "The clock is running already."


@pytest.mark.parametrize(
    ("position", "minutes", "expected", "step"),
    [
        (KICK_OFF, 1, [1, -1, 0, 0], "1 min more for Kick-off, from Triage"),
        (TRIAGE, 5, [0, 5, -5, 0], "5 min more for Triage, from Deep dive"),
        (TRIAGE, -1, [0, -1, 1, 0], "1 min less for Triage, to Deep dive"),
        (KICK_OFF, 22, [22, 0, -22, 0], "22 min more for Kick-off, from Deep dive"),
        (DEEP_DIVE, 9, [0, 0, 9, -9], "9 min more for Deep dive, from Wrap-up"),
        (DEEP_DIVE, 10, [0, 0, 10, 0], "10 min more for Deep dive"),
        (WRAP_UP, 1, [0, 0, 0, 1], "1 min more for Wrap-up"),
        (WRAP_UP, -1, [0, 0, 0, -1], "1 min less for Wrap-up"),
    ],
)
def test_the_next_phase_that_has_enough_pays_for_an_extension(
    position: int, minutes: int, expected: list[int], step: str
) -> None:
    """It keeps at least a minute; where no later phase has enough, the end moves."""
    change = extend(replace(a_session(), phase=position), minutes=minutes)

    assert extended(change.session) == expected
    assert change.step == step


def test_a_phase_keeps_at_least_one_minute() -> None:
    shortest = extend(a_session(), minutes=-4).session

    assert extended(shortest) == [-4, 4, 0, 0]
    assert refusal(lambda: extend(shortest, minutes=-1)) == "Kick-off has only 1 min: go to the next phase instead."


def test_going_to_a_phase_ends_one_span_and_begins_the_next() -> None:
    change = go_to_phase(a_session(), position=TRIAGE, now=at(6))

    assert change.step == "Triage started"
    assert change.session.phase == TRIAGE
    assert change.session.spans == (a_span(1, KICK_OFF, 0, 6), a_span(2, TRIAGE, 6))


def test_a_paused_clock_stays_paused_in_the_next_phase() -> None:
    paused = pause(a_session(), now=at(4)).session

    change = go_to_phase(paused, position=TRIAGE, now=at(6))

    assert change.session.phase == TRIAGE
    assert change.session.spans == (a_span(1, KICK_OFF, 0, 4),)


def test_a_phase_opens_with_its_first_item() -> None:
    session = a_session(new=2, candidates=2)

    triage = go_to_phase(session, position=TRIAGE, now=at(5)).session
    deep_dive = go_to_phase(triage, position=DEEP_DIVE, now=at(20)).session
    wrap_up = go_to_phase(deep_dive, position=WRAP_UP, now=at(45)).session

    assert [each.open_item for each in (session, triage, deep_dive, wrap_up)] == [None, 1, 3, None]
    assert wrap_up.item_focus == (
        ItemFocus(at=at(5), item=1),
        ItemFocus(at=at(20), item=3),
        ItemFocus(at=at(45), item=None),
    )


@pytest.mark.parametrize(
    ("position", "sentence"),
    [
        (4, "This is the last phase: close the session to end it."),
        (-1, "This is the first phase."),
        (0, "Kick-off is the current phase already."),
    ],
)
def test_a_phase_that_one_cannot_go_to_is_refused(position: int, sentence: str) -> None:
    assert refusal(lambda: go_to_phase(a_session(), position=position, now=at(1))) == sentence


def test_the_next_and_the_previous_phase_are_one_step_away() -> None:
    onwards = next_phase(a_session(), now=at(5))
    back = previous_phase(onwards.session, now=at(7))

    assert (onwards.step, onwards.session.phase) == ("Triage started", TRIAGE)
    assert (back.step, back.session.phase) == ("back in Kick-off", KICK_OFF)
    assert back.session.spans[-1] == a_span(3, KICK_OFF, 7)


def test_there_is_nothing_before_the_first_phase_and_after_the_last() -> None:
    last = replace(a_session(), phase=WRAP_UP)

    assert refusal(lambda: previous_phase(a_session(), now=at(1))) == "This is the first phase."
    assert refusal(lambda: next_phase(last, now=at(1))) == "This is the last phase: close the session to end it."


def test_having_begun_earlier_moves_the_start_and_the_first_span() -> None:
    session = next_phase(a_session(), now=at(6)).session

    change = backdate_start(session, minutes=5)

    assert change.step == "started 5 min earlier"
    assert change.session.started_at == at(-5)
    assert change.session.spans == (a_span(1, KICK_OFF, -5, 6), a_span(2, TRIAGE, 6))


@pytest.mark.parametrize("minutes", [0, -3, 121])
def test_only_a_start_within_two_hours_can_be_earlier(minutes: int) -> None:
    sentence = "Give the minutes as a number from 1 to 120."

    assert refusal(lambda: backdate_start(a_session(), minutes=minutes)) == sentence
    assert backdate_start(a_session(), minutes=120).session.started_at == at(-120)


def test_opening_an_item_is_no_step() -> None:
    change = open_item(a_session(), item=2, now=at(3))

    assert change.step == ""
    assert change.session.open_item == 2
    assert change.session.item_focus == (ItemFocus(at=at(3), item=2),)


def test_no_item_can_be_open_and_no_unknown_one() -> None:
    session = open_item(a_session(), item=2, now=at(3)).session

    assert open_item(session, item=None, now=at(4)).session.open_item is None
    assert refusal(lambda: open_item(session, item=99, now=at(4))) == "Item #99 is not part of this session."


@pytest.mark.parametrize(("minutes", "counted"), [(0.5, True), (15, True), (15.1, False), (600, False)])
def test_an_absence_of_a_quarter_of_an_hour_counts(minutes: float, counted: bool) -> None:
    change = add_absence(a_session(), since=at(2), now=at(2 + minutes))

    assert change.step == ""
    assert change.session.absences == (Absence(id=1, start=at(2), end=at(2 + minutes), counted=counted),)


def test_each_absence_has_a_number_of_its_own() -> None:
    session = add_absence(a_session(), since=at(2), now=at(4)).session

    assert [absence.id for absence in add_absence(session, since=at(6), now=at(7)).session.absences] == [1, 2]


def test_while_the_clock_is_paused_nobody_is_absent() -> None:
    paused = pause(a_session(), now=at(1)).session

    assert add_absence(paused, since=at(2), now=at(30)).session is paused


@pytest.mark.parametrize("now", [2, 1])
def test_an_absence_without_length_is_none(now: float) -> None:
    """The wall clock may have been set back."""
    session = a_session()

    assert add_absence(session, since=at(2), now=at(now)).session is session


@pytest.mark.parametrize(
    ("minutes", "first", "second"),
    [
        (10, "10 min away left out", "10 min away counted"),
        (40, "40 min away counted", "40 min away left out"),
        (0.2, "1 min away left out", "1 min away counted"),
    ],
)
def test_the_latest_absence_is_counted_or_left_out(minutes: float, first: str, second: str) -> None:
    session = add_absence(a_session(), since=at(0), now=at(1)).session
    session = add_absence(session, since=at(2), now=at(2 + minutes)).session

    once = toggle_absence(session)
    twice = toggle_absence(once.session)

    assert (once.step, twice.step) == (first, second)
    assert once.session.absences[0].counted
    assert once.session.absences[1].counted is not session.absences[1].counted
    assert twice.session == session


def test_without_an_absence_there_is_none_to_count() -> None:
    assert refusal(lambda: toggle_absence(a_session())) == (
        "refine was not away: there is no absence to count or to leave out."
    )


def test_the_same_item_again_makes_no_other_mark() -> None:
    session = with_focus(a_session(), 2, at(3))

    assert with_focus(session, 2, at(5)) == session
    assert with_focus(session, 2, at(5)).item_focus == (ItemFocus(at=at(3), item=2),)
    assert with_focus(a_session(), None, at(3)).item_focus == ()


def test_a_phase_opens_with_its_first_undecided_item_and_else_with_its_first() -> None:
    session = go_to_phase(a_session(new=2), position=TRIAGE, now=at(5)).session
    one = set_disposition(session, item=1, disposition=Disposition.LATER, now=at(6)).session
    both = set_disposition(one, item=2, disposition=Disposition.LATER, now=at(7)).session

    assert [first_item_of_phase(each) for each in (session, one, both)] == [1, 2, 1]


def test_a_phase_without_items_opens_with_none() -> None:
    session = a_session(new=2)

    found = [first_item_of_phase(replace(session, phase=position)) for position in range(4)]

    assert found == [None, 1, None, None]


def test_a_replan_shortens_the_longest_later_phase_by_the_delay() -> None:
    change = apply_replan(a_session(), now=at(9))

    assert change.step == "Deep dive 25 → 21 min"
    assert extended(change.session) == [0, 0, -4, 0]


def test_a_replan_starts_from_what_the_phase_has_now() -> None:
    session = extend(replace(a_session(), phase=TRIAGE), minutes=5).session

    change = apply_replan(replace(session, phase=KICK_OFF), now=at(8))

    assert change.step == "Triage 25 → 22 min"
    assert extended(change.session) == [0, 2, -5, 0]


def test_a_session_on_time_has_nothing_to_replan() -> None:
    sentence = "The session is on time: there is nothing to re-plan."

    assert refusal(lambda: apply_replan(a_session(), now=at(5))) == sentence
    assert refusal(lambda: apply_replan(a_closed_session(), now=at(90))) == sentence


def test_stopping_the_clock_ends_only_the_span_that_runs() -> None:
    session = next_phase(a_session(), now=at(6)).session

    stopped = with_clock_stopped(session, at(8))

    assert stopped.spans == (a_span(1, KICK_OFF, 0, 6), a_span(2, TRIAGE, 6, 8))
    assert with_clock_stopped(stopped, at(9)) == stopped


def test_no_span_ends_before_it_began() -> None:
    """The wall clock may have been set back."""
    assert with_clock_stopped(a_session(), at(-5)).spans == (a_span(1, KICK_OFF, 0, 0),)
