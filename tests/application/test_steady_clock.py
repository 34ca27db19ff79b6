"""Wall time that does not jump."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from refine_tui.application.steady_clock import SteadyClock
from refine_tui.cli.demo import ManualClock
from refine_tui.clock import FileClock, SystemClock
from tests.support import NINE, FakeClock

HOUR = timedelta(hours=1)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def test_time_goes_by_awake_and_asleep(clock: FakeClock) -> None:
    steady = SteadyClock(clock)
    clock.advance(minutes=7)
    clock.sleep(minutes=53)

    assert steady.now() == clock.now() == NINE + HOUR
    assert steady.deviation == timedelta()


@pytest.mark.parametrize("minutes", [-60 * 24, -60, -2, 2, 60, 60 * 24])
def test_it_does_not_jump_when_the_wall_clock_is_set(clock: FakeClock, minutes: int) -> None:
    steady = SteadyClock(clock)
    clock.set_by(minutes=minutes)
    clock.advance(seconds=3)

    assert steady.now() == NINE + timedelta(seconds=3)
    assert steady.deviation == timedelta(minutes=minutes)


def test_it_shows_the_wall_time_again_once_it_has_been_moved(clock: FakeClock) -> None:
    steady = SteadyClock(clock)
    clock.set_by(minutes=-60)
    steady.move(steady.deviation)
    clock.advance(minutes=1)

    assert steady.now() == clock.now()
    assert steady.deviation == timedelta()


def test_sleep_adds_up_until_it_is_forgotten(clock: FakeClock) -> None:
    clock.sleep(minutes=9)
    steady = SteadyClock(clock)
    clock.sleep(minutes=1)
    clock.advance(minutes=1)
    clock.set_by(minutes=60)
    clock.sleep(minutes=1)
    slept = steady.asleep
    steady.forget_sleep(slept)

    assert slept == timedelta(minutes=2)
    assert steady.asleep == timedelta()


class StoppedClock(FakeClock):
    """A clock whose reader is stopped for a minute at each look at the wall clock, as often as is asked for."""

    def __init__(self, stops: int) -> None:
        super().__init__()
        self.stops = stops

    def now(self) -> datetime:
        """Return the moment after the stop."""
        if self.stops:
            self.stops -= 1
            self.advance(minutes=1)
        return super().now()


@pytest.mark.parametrize(("first", "stops"), [(0, 1), (0, 4), (0, 99), (1, 0), (4, 0)])
def test_a_process_that_was_stopped_between_two_readings_sees_no_clock_that_was_set(first: int, stops: int) -> None:
    clock = StoppedClock(first)
    steady = SteadyClock(clock)
    clock.stops = stops

    assert steady.deviation == timedelta()


def test_the_machines_own_clocks_go_together() -> None:
    clock = SystemClock()
    steady = SteadyClock(clock)
    readings = [(clock.monotonic(), clock.awake(), steady.now()) for _ in range(100)]

    assert readings == sorted(readings)
    assert abs(steady.deviation) < timedelta(seconds=1)
    assert abs(steady.asleep) < timedelta(seconds=1)


def test_a_clock_in_a_file_and_one_of_a_script_are_never_set_and_never_sleep(tmp_path: Path) -> None:
    file = tmp_path / "time"
    file.write_text(NINE.isoformat())
    clock, scripted = FileClock(file), ManualClock(NINE)
    both = [SteadyClock(clock), SteadyClock(scripted)]
    for moment in (NINE + HOUR, NINE - HOUR, datetime(2030, 1, 1, 0, 0, 0, 123457, tzinfo=UTC)):
        file.write_text(moment.isoformat())
        scripted.moment = moment

        assert [(steady.now(), steady.deviation, steady.asleep) for steady in both] == [
            (moment, timedelta(), timedelta())
        ] * 2
