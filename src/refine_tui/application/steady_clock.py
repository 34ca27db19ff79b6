"""The clock that a session goes by: it does not jump when the computer's clock is set, and notices sleep."""

from datetime import datetime, timedelta

from refine_tui.clock import Clock
from refine_tui.domain.timebox import ZERO

MIN_DEVIATION = timedelta(seconds=2)
"""From this deviation on a session follows the wall clock; less goes unnoticed."""
MIN_SLEEP = timedelta(seconds=30)
"""A sleep of the machine from this length on is an absence."""
_QUICK = 0.05
"""Seconds within which two readings count as made at once."""
_READINGS = 5
"""How often the clocks are read until two readings are made at once."""


class SteadyClock:
    """Wall time that grows only as the monotonic seconds do, from the moment on at which it is made."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._anchor, self._anchor_monotonic, _ = self._read()
        self._forgotten = self._seconds_asleep()

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC; it never goes back."""
        return self._anchor + timedelta(seconds=self._clock.monotonic() - self._anchor_monotonic)

    @property
    def deviation(self) -> timedelta:
        """How far the wall clock is ahead of this one; negative where it was set back.

        It is zero where the two cannot be compared because they cannot be read at once.
        """
        wall, monotonic, at_once = self._read()
        return wall - self._anchor - timedelta(seconds=monotonic - self._anchor_monotonic) if at_once else ZERO

    def move(self, by: timedelta) -> None:
        """Move this clock by a deviation, so that it shows the wall time again."""
        self._anchor += by

    @property
    def asleep(self) -> timedelta:
        """How long the machine has slept since this clock was made, less what was forgotten."""
        return timedelta(seconds=self._seconds_asleep() - self._forgotten)

    def forget_sleep(self, length: timedelta) -> None:
        """Take *length* off what `asleep` returns: it has been noted, or is too short to be."""
        self._forgotten += length.total_seconds()

    def _read(self) -> tuple[datetime, float, bool]:
        """Return the wall time and the monotonic seconds, and whether they are of the same moment.

        They are not where the process was stopped between the two readings; then they are read again.
        """
        monotonic = self._clock.monotonic()
        for _ in range(_READINGS):
            before, wall = monotonic, self._clock.now()
            monotonic = self._clock.monotonic()
            if monotonic - before <= _QUICK:
                return wall, before, True
        return self._clock.now(), monotonic, False

    def _seconds_asleep(self) -> float:
        return self._clock.monotonic() - self._clock.awake()
