"""The only reader of the time."""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    """What the program asks for the time."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that only ever grow and stand still while the machine sleeps."""
        ...


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - the one place that reads it

    def monotonic(self) -> float:
        """Return the machine's monotonic seconds."""
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
        """Return the file's time in seconds: it never sleeps."""
        return self.now().timestamp()
