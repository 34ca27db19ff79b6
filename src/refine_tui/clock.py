"""The only reader of the time."""

import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    """What the program asks for the time."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that only grow, whatever the wall clock is set to, and go on while the machine sleeps."""
        ...

    def awake(self) -> float:
        """Return seconds that only grow, and stand still while the machine sleeps."""
        ...


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - the one place that reads it

    def monotonic(self) -> float:
        """Return the machine's seconds, those that it sleeps among them.

        Linux counts them in CLOCK_BOOTTIME, macOS in CLOCK_MONOTONIC. Elsewhere it is Python's monotonic clock.
        """
        if sys.platform == "linux":
            return time.clock_gettime(time.CLOCK_BOOTTIME)
        if sys.platform == "darwin":
            return time.clock_gettime(time.CLOCK_MONOTONIC)
        return time.monotonic()

    def awake(self) -> float:
        """Return the seconds that the machine has been awake; on Windows they go on while it sleeps."""
        return time.monotonic()


class FileClock:
    """A clock for rehearsals and tests: the time that a file tells, as ISO 8601 with an offset."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def now(self) -> datetime:
        """Return the moment that stands in the file, in UTC.

        Raises:
            ValueError: the file holds no ISO 8601 time with an offset.
            OSError: it cannot be read.
        """
        moment = datetime.fromisoformat(self._path.read_text(encoding="utf-8").strip())
        if moment.tzinfo is None:
            raise ValueError(f"{self._path}: the time needs an offset, such as 2026-11-27T09:00:00+00:00")
        return moment.astimezone(UTC)

    def monotonic(self) -> float:
        """Return the file's time in seconds."""
        return self.now().timestamp()

    def awake(self) -> float:
        """Return the file's time in seconds: it never sleeps."""
        return self.monotonic()


class FasterClock:
    """A clock for rehearsals that runs several times as fast as another one, from the same start.

    All its readings follow the seconds that the other clock is awake: it knows no sleep and cannot be set.
    """

    def __init__(self, clock: Clock, speed: int) -> None:
        self._clock = clock
        self._speed = speed
        self._began = clock.now()
        self._began_awake = clock.awake()

    def now(self) -> datetime:
        """Return the moment at which the faster time is, in UTC."""
        return self._began + timedelta(seconds=self._elapsed())

    def monotonic(self) -> float:
        """Return the faster seconds."""
        return self.awake()

    def awake(self) -> float:
        """Return the faster seconds."""
        return self._began_awake + self._elapsed()

    def _elapsed(self) -> float:
        return (self._clock.awake() - self._began_awake) * self._speed
