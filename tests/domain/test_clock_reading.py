"""How a session stands in time at one moment."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from refine_tui.domain import clock_reading, timebox
from refine_tui.domain.clock_reading import ClockReading, PhaseReading, Replan, read_clock
from refine_tui.domain.phase_state import PhaseState
from refine_tui.domain.session import RefinementSession, SessionStatus
from refine_tui.domain.session_setup import plan_session
from refine_tui.domain.timebox import ZERO
from refine_tui.domain.timekeeping import add_absence, extend, go_to_phase, next_phase, open_item, pause
from refine_tui.domain.wrap_up import close
from tests.support import NINE, a_session, a_setup


def at(minutes: float) -> datetime:
    """Return the moment so many minutes after nine, when every session begins."""
    return NINE + timedelta(minutes=minutes)


def minutes(length: timedelta) -> float:
    """Return a length in minutes."""
    return length / timedelta(minutes=1)


def read(session: RefinementSession, moment: float) -> ClockReading:
    """Return the reading so many minutes after nine."""
    return read_clock(session, at(moment))


def a_phase_reading(budget: float, elapsed: float) -> PhaseReading:
    """Return a reading in minutes."""
    return PhaseReading(
        budget=timedelta(minutes=budget), elapsed=timedelta(minutes=elapsed), started=True, state=PhaseState.RUNNING
    )


def test_each_phase_has_its_budget_and_the_time_that_it_ran() -> None:
    session = next_phase(a_session(), now=at(6)).session

    clock = read(session, 10)

    assert [minutes(phase.budget) for phase in clock.phases] == [5, 20, 25, 10]
    assert [minutes(phase.elapsed) for phase in clock.phases] == [6, 4, 0, 0]
    assert [phase.started for phase in clock.phases] == [True, True, False, False]
    assert [minutes(phase.remaining) for phase in clock.phases] == [-1, 16, 25, 10]
    assert clock.current is clock.phases[1]
    assert clock.elapsed == timedelta(minutes=10)


@pytest.mark.parametrize(
    ("budget", "elapsed", "share"), [(20, 0, 1.0), (20, 15, 0.25), (20, 20, 0.0), (20, 30, 0.0), (0, 0, 0.0)]
)
def test_the_share_that_is_left_lies_between_none_and_all(budget: float, elapsed: float, share: float) -> None:
    assert a_phase_reading(budget, elapsed).share_left == share


def test_an_extension_belongs_to_the_budget() -> None:
    clock = read(extend(a_session(), minutes=3).session, 1)

    assert [minutes(phase.budget) for phase in clock.phases] == [8, 17, 25, 10]
    assert clock.current.remaining == timedelta(minutes=7)


def test_an_absence_that_does_not_count_is_left_out_of_the_elapsed_time() -> None:
    session = next_phase(a_session(), now=at(6)).session
    session = add_absence(session, since=at(8), now=at(30)).session

    clock = read(session, 40)

    assert [minutes(phase.elapsed) for phase in clock.phases] == [6, 12, 0, 0]
    assert clock.item_times == session.item_times(at(40))


def test_items_have_the_time_that_they_were_on_the_screen() -> None:
    session = go_to_phase(a_session(), position=1, now=at(5)).session
    session = open_item(session, item=2, now=at(8)).session

    clock = read(session, 9)

    assert clock.item_times == {1: timedelta(minutes=3), 2: timedelta(minutes=1)}
    assert clock.item_time(1) == timedelta(minutes=3)
    assert clock.item_time(3) == ZERO
    assert clock.item_time(None) == ZERO


def test_a_session_on_time_ends_as_planned() -> None:
    clock = read(a_session(), 2)

    assert (clock.planned_end, clock.expected_end) == (at(60), at(60))
    assert clock.behind == ZERO
    assert clock.replan is None


def test_a_phase_over_its_budget_moves_the_expected_end() -> None:
    clock = read(a_session(), 8)

    assert clock.expected_end == at(63)
    assert clock.behind == timedelta(minutes=3)


def test_a_phase_that_is_left_early_puts_the_session_ahead() -> None:
    session = next_phase(a_session(), now=at(1)).session

    assert read(session, 1).behind == timedelta(minutes=-4)


def test_an_extension_that_a_later_phase_pays_moves_no_end() -> None:
    clock = read(extend(a_session(), minutes=3).session, 1)

    assert (clock.planned_end, clock.expected_end) == (at(60), at(60))


def test_a_paused_clock_moves_the_expected_end_with_every_minute() -> None:
    session = pause(a_session(), now=at(2)).session

    assert not read(session, 2).is_running
    assert read(session, 12).expected_end == at(70)
    assert read(session, 12).current.elapsed == timedelta(minutes=2)


def test_an_absence_that_is_left_out_makes_the_session_late() -> None:
    session = add_absence(a_session(), since=at(1), now=at(31)).session

    assert read(session, 31).current.elapsed == timedelta(minutes=1)
    assert read(session, 31).behind == timedelta(minutes=30)


def test_a_closed_session_ended_when_it_was_closed() -> None:
    session = close(a_session(), now=at(50)).session

    clock = read(session, 500)

    assert clock.expected_end == at(50)
    assert clock.behind == timedelta(minutes=-10)
    assert not clock.is_running
    assert clock.elapsed == timedelta(minutes=50)
    assert clock.replan is None


def test_a_planned_session_has_no_end_yet() -> None:
    running = a_session()
    planned = plan_session(
        a_setup(), team=running.team, numbers=running.numbers, planned_for=at(60), follows=None, now=NINE
    )

    clock = read(planned, 0)

    assert planned.status is SessionStatus.PLANNED
    assert (clock.planned_end, clock.expected_end, clock.behind) == (None, None, ZERO)
    assert clock.elapsed == ZERO
    assert not clock.is_running


@pytest.mark.parametrize(("late", "suggested"), [(1.9, None), (2, 2), (4, 4), (4.6, 5), (12, 12), (40, 12)])
def test_from_two_minutes_behind_the_longest_later_phase_is_to_give_at_most_half(
    late: float, suggested: int | None
) -> None:
    session = a_session()

    replan = read(session, 5 + late).replan

    assert replan == (Replan(phase=session.phases[2], minutes=suggested) if suggested else None)


def test_the_last_phase_has_none_that_could_be_shortened() -> None:
    session = go_to_phase(a_session(), position=3, now=at(5)).session

    assert read(session, 90).behind > timedelta(minutes=2)
    assert read(session, 90).replan is None


def test_a_phase_of_one_minute_gives_nothing() -> None:
    session = a_session()
    short = tuple(replace(p, planned_minutes=1) if p.position else p for p in session.phases)

    assert read(replace(session, phases=short), 20).replan is None


def test_a_reading_computes_the_counted_time_once(monkeypatch: pytest.MonkeyPatch) -> None:
    session = next_phase(a_session(new=5, candidates=3), now=at(6)).session
    calls = []

    def counting(*arguments: object) -> object:
        calls.append(arguments)
        return original(*arguments)  # type: ignore[arg-type]

    original = timebox.counted_by_phase
    monkeypatch.setattr(timebox, "counted_by_phase", counting)
    monkeypatch.setattr(clock_reading, "counted_by_phase", counting)
    read(session, 30)

    assert len(calls) == 1
