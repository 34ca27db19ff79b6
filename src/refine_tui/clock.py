"""Clocks. This is the only module that reads the current time."""

import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    """A source of the current time."""

    def now(self) -> datetime:
        """Return the current time (aware, UTC)."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never decrease, do not depend on the wall clock, and include sleep of the machine."""
        ...

    def awake(self) -> float:
        """Return seconds that never decrease, and that do not include sleep of the machine."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """Return the current time (aware, UTC)."""
        return datetime.now(UTC)  # noqa: TID251 - the only place that reads the time

    def monotonic(self) -> float:
        """Return the monotonic seconds, including sleep: CLOCK_BOOTTIME on Linux, CLOCK_MONOTONIC on macOS.

        On other systems it is Python's monotonic clock.
        """
        if sys.platform == "linux":
            return time.clock_gettime(time.CLOCK_BOOTTIME)
        if sys.platform == "darwin":
            return time.clock_gettime(time.CLOCK_MONOTONIC)
        return time.monotonic()

    def awake(self) -> float:
        """Return the monotonic seconds without sleep; on Windows they include it."""
        return time.monotonic()


class FileClock:
    """A clock for rehearsals and tests: reads the time from a file, as ISO 8601 with an offset."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def now(self) -> datetime:
        """Return the time in the file, in UTC.

        Raises:
            ValueError: the file does not contain an ISO 8601 time with an offset.
            OSError: the file cannot be read.
        """
        moment = datetime.fromisoformat(self._path.read_text(encoding="utf-8").strip())
        if moment.tzinfo is None:
            raise ValueError(f"{self._path}: the time needs an offset, such as 2026-11-27T09:00:00+00:00")
        return moment.astimezone(UTC)

    def monotonic(self) -> float:
        """Return the file's time in seconds."""
        return self.now().timestamp()

    def awake(self) -> float:
        """Return the file's time in seconds: this clock never sleeps."""
        return self.monotonic()


class FasterClock:
    """A clock for rehearsals that runs *speed* times as fast as another clock, from the same start.

    All its readings follow `awake` of the other clock, so sleep and changes of the wall clock do not affect it.
    """

    def __init__(self, clock: Clock, speed: int) -> None:
        self._clock = clock
        self._speed = speed
        self._start = clock.now()
        self._start_awake = clock.awake()

    def now(self) -> datetime:
        """Return the current time of the faster clock (aware, UTC)."""
        return self._start + timedelta(seconds=self._elapsed())

    def monotonic(self) -> float:
        """Return the faster seconds."""
        return self.awake()

    def awake(self) -> float:
        """Return the faster seconds."""
        return self._start_awake + self._elapsed()

    def _elapsed(self) -> float:
        return (self._clock.awake() - self._start_awake) * self._speed
