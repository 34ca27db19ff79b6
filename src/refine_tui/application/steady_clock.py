"""A clock that does not jump when the computer's clock is set, and that measures sleep of the machine."""

from datetime import datetime, timedelta

from refine_tui.clock import Clock
from refine_tui.domain.timebox import ZERO

MIN_DEVIATION = timedelta(seconds=2)
"""The smallest deviation of the wall clock that counts as a change of the computer's clock."""
MIN_SLEEP = timedelta(seconds=30)
"""The shortest sleep of the machine that is an absence."""
_MAX_READ_SECONDS = 0.05
"""The longest time between two readings that count as simultaneous, in seconds."""
_MAX_READ_ATTEMPTS = 5
"""How often to read the clocks until two readings are simultaneous."""


class SteadyClock:
    """Starts at the wall time of its creation, and then advances with the monotonic clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._anchor, self._anchor_monotonic, _ = self._read()
        self._ignored_sleep = self._seconds_asleep()

    def now(self) -> datetime:
        """Return the current time (aware, UTC); it never goes back, except by `move`."""
        return self._anchor + timedelta(seconds=self._clock.monotonic() - self._anchor_monotonic)

    @property
    def deviation(self) -> timedelta:
        """The wall time minus the time of this clock; zero if the two could not be read simultaneously."""
        wall, monotonic, simultaneous = self._read()
        return wall - self._anchor - timedelta(seconds=monotonic - self._anchor_monotonic) if simultaneous else ZERO

    def move(self, by: timedelta) -> None:
        """Move this clock forward by *by*, for example by the deviation."""
        self._anchor += by

    @property
    def asleep(self) -> timedelta:
        """How long the machine has slept since this clock was created, without the sleep that was forgotten."""
        return timedelta(seconds=self._seconds_asleep() - self._ignored_sleep)

    def forget_sleep(self, length: timedelta) -> None:
        """Subtract *length* from `asleep`, because that sleep is recorded or too short to be recorded."""
        self._ignored_sleep += length.total_seconds()

    def _read(self) -> tuple[datetime, float, bool]:
        """Return the wall time, the monotonic seconds, and whether both were read simultaneously.

        If the process was suspended between the two readings, they are read again.
        """
        monotonic = self._clock.monotonic()
        for _ in range(_MAX_READ_ATTEMPTS):
            before, wall = monotonic, self._clock.now()
            monotonic = self._clock.monotonic()
            if monotonic - before <= _MAX_READ_SECONDS:
                return wall, before, True
        return self._clock.now(), monotonic, False

    def _seconds_asleep(self) -> float:
        return self._clock.monotonic() - self._clock.awake()
