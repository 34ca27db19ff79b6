"""The timebox goes on as the seconds do, whatever the computer's clock is set to."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NoReturn

import pytest

from refine_tui.application.session_clock import Tick
from refine_tui.domain import timekeeping
from refine_tui.domain.clock_reading import read_clock
from refine_tui.domain.errors import ConflictError, RefineError
from refine_tui.domain.timebox import ZERO
from refine_tui.domain.transitions import bind
from tests.application.meeting import HOUR, MINUTE, PHASES, Meeting
from tests.driver import StoreDriver, open_store
from tests.support import NINE

MOVES = [-60 * 24, -60, -2, 2, 60, 60 * 24]
"""How many minutes the computer's clock is set forward, or back."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoreDriver]:
    """One database for all tests of this module; each session is of a team of its own."""
    store = open_store(tmp_path_factory.mktemp("clock") / "refine.db")
    yield store
    store.close()


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("runs", [True, False], ids=["running", "paused"])
@pytest.mark.parametrize("minutes", MOVES)
def test_the_timebox_goes_on_when_the_clock_is_set_and_when_it_is_set_again(
    store: StoreDriver, phase: int, runs: bool, minutes: int
) -> None:
    meeting = Meeting(store, phase=phase)
    clock, facilitator = meeting.clock, meeting.facilitator
    clock.advance(minutes=1)
    if not runs:
        facilitator.apply(bind(timekeeping.pause))
    found = []
    for by in (minutes, -minutes, minutes, 3 * minutes):
        clock.advance(seconds=30)
        clock.set_by(minutes=by)
        clock.advance(seconds=30)
        found.append(meeting.tick())
        assert facilitator.now() == clock.now()
        assert facilitator.session.is_running == runs
        assert facilitator.tick() == Tick()

    assert found == [Tick(clock_set_by=timedelta(minutes=by)) for by in (minutes, -minutes, minutes, 3 * minutes)]
    assert meeting.spent == (5 * MINUTE if runs else MINUTE)
    assert read_clock(facilitator.session, facilitator.now()).phases[phase].elapsed == meeting.spent


@pytest.mark.parametrize("minutes", MOVES)
@pytest.mark.parametrize(("slept", "counts"), [(10, True), (40, False)])
def test_a_sleep_is_an_absence_also_when_the_clock_was_set_meanwhile(
    store: StoreDriver, minutes: int, slept: int, counts: bool
) -> None:
    meeting = Meeting(store)
    meeting.clock.advance(minutes=1)
    meeting.clock.sleep(minutes=slept)
    meeting.clock.set_by(minutes=minutes)
    found = meeting.tick()

    (absence,) = meeting.facilitator.session.absences
    assert found.clock_set_by == timedelta(minutes=minutes)
    assert (absence.length, absence.counted) == (timedelta(minutes=slept), counts)
    assert meeting.spent == (slept * MINUTE if counts else ZERO) + MINUTE
    assert meeting.tick() == Tick()


def test_a_sleep_while_the_clock_is_paused_is_no_absence_later(store: StoreDriver) -> None:
    meeting = Meeting(store)
    meeting.facilitator.apply(bind(timekeeping.pause))
    meeting.clock.sleep(minutes=40)
    meeting.tick()
    meeting.facilitator.apply(bind(timekeeping.resume))
    meeting.clock.advance(minutes=1)

    assert meeting.tick() == Tick()
    assert meeting.spent == MINUTE


@pytest.mark.parametrize("drift", [-1, 1])
def test_a_clock_that_drifts_ten_minutes_in_an_hour_is_followed_all_along(store: StoreDriver, drift: int) -> None:
    meeting = Meeting(store)
    found = []
    for _ in range(7200):
        meeting.clock.advance(seconds=0.5)
        meeting.clock.set_by(seconds=drift / 12)
        found.append(meeting.facilitator.tick().clock_set_by)
        assert abs(meeting.clock.now() - meeting.facilitator.now()) < timedelta(seconds=2)
        assert meeting.spent == meeting.lasted
    meeting.check()

    said = [by for by in found if by is not None]
    assert meeting.spent == HOUR
    assert len(said) in range(280, 301)
    assert abs(sum(said, ZERO)) > 9.9 * MINUTE


@pytest.mark.parametrize("seconds", [-1.9, 1.9])
def test_less_than_two_seconds_are_not_announced(store: StoreDriver, seconds: float) -> None:
    meeting = Meeting(store)
    meeting.clock.set_by(seconds=seconds)

    assert meeting.tick() == Tick()


def test_a_step_before_the_clock_is_looked_at_is_on_the_same_time_line(store: StoreDriver) -> None:
    meeting = Meeting(store)
    meeting.clock.advance(minutes=2)
    meeting.clock.set_by(minutes=-60)
    meeting.facilitator.apply(bind(timekeeping.next_phase))
    meeting.clock.advance(minutes=3)
    meeting.check()
    meeting.tick()

    session, now = meeting.facilitator.session, meeting.facilitator.now()
    assert [read_clock(session, now).phases[position].elapsed for position in (0, 1)] == [2 * MINUTE, 3 * MINUTE]


def test_what_could_not_be_saved_is_moved_at_the_next_look(store: StoreDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = Meeting(store)
    meeting.clock.sleep(minutes=40)
    meeting.clock.set_by(minutes=-60)
    with monkeypatch.context() as patched:
        patched.setattr(store, "write", refuse)
        with pytest.raises(RefineError):
            meeting.facilitator.tick()
    meeting.clock.advance(minutes=1)
    found = meeting.tick()

    assert (found.absence, found.clock_set_by) == (meeting.facilitator.session.absences[-1], -HOUR)
    assert meeting.spent == MINUTE


def refuse(_: str) -> NoReturn:
    """Refuse to begin a transaction that writes, as a full disk does."""
    raise RefineError("The disk is full.")


def test_a_change_from_another_terminal_meanwhile_is_moved_too(store: StoreDriver) -> None:
    meeting = Meeting(store)
    stale = meeting.facilitator.session
    change = timekeeping.pause(stale, now=NINE + MINUTE)
    store.save(stale, change.session, step=change.step, now=NINE + MINUTE)
    meeting.clock.advance(minutes=2)
    meeting.clock.set_by(minutes=60)
    meeting.tick()

    with pytest.raises(ConflictError):
        store.save(stale, change.session, step=change.step, now=NINE)
    assert meeting.spent == MINUTE
    assert meeting.facilitator.undo() == "clock paused"
    assert meeting.spent == 2 * MINUTE
