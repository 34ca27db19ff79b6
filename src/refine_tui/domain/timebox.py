"""Counted time per phase and per item: the spans in which the clock ran, without the absences that do not count.

Times are computed for a given moment; nothing is counted down, so a sleep, a crash or an undo needs no repair.
All moments are aware UTC.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

ZERO = timedelta()
MAX_COUNTED_ABSENCE = timedelta(minutes=15)
"""An absence up to this length counts as time of the meeting, which most likely continued."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A period in which the clock of one phase ran."""

    id: int
    """Unique within the session, from 1."""
    phase: int
    """The position of the phase."""
    start: datetime
    end: datetime | None = None
    """None while the clock runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A period in which the clock ran and the program did not (crash, sleep of the machine)."""

    id: int
    """Unique within the session, from 1."""
    start: datetime
    end: datetime
    counted: bool
    """Whether the time counts as time of the meeting."""

    @property
    def length(self) -> timedelta:
        """The length of the absence."""
        return max(ZERO, self.end - self.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFocus:
    """The item (None: no item) that was on the screen from `at` until the next `ItemFocus`."""

    at: datetime
    item: int | None


Interval = tuple[datetime, datetime]
"""Start and end of a period."""


def counted_by_phase(
    spans: Iterable[Span], absences: Iterable[Absence], now: datetime
) -> dict[int, tuple[Interval, ...]]:
    """Return the intervals of counted time by the position of their phase, oldest first.

    They are the spans until *now* without the absences that do not count; a phase that never ran is missing.
    """
    pieces = [(span.phase, (span.start, span.end or now)) for span in spans]
    for absence in absences:
        if not absence.counted:
            hole = (absence.start, absence.end)
            pieces = [(phase, part) for phase, piece in pieces for part in _without(piece, hole)]
    counted: dict[int, tuple[Interval, ...]] = {}
    for phase, (start, end) in sorted(pieces):
        if end > start:
            counted[phase] = (*counted.get(phase, ()), (start, end))
    return counted


def counted_intervals(spans: Iterable[Span], absences: Iterable[Absence], now: datetime) -> tuple[Interval, ...]:
    """Return the intervals of counted time of all phases, oldest first; see `counted_by_phase`."""
    by_phase = counted_by_phase(spans, absences, now)
    return tuple(sorted(interval for intervals in by_phase.values() for interval in intervals))


def _without(piece: Interval, hole: Interval) -> tuple[Interval, ...]:
    (start, end), (hole_start, hole_end) = piece, hole
    if hole_end <= start or end <= hole_start:
        return (piece,)
    return ((start, max(start, hole_start)), (min(end, hole_end), end))


def total(intervals: Iterable[Interval]) -> timedelta:
    """Return the summed length of intervals that do not overlap."""
    return sum((end - start for start, end in intervals), ZERO)


def overlap(first: Interval, second: Interval) -> timedelta:
    """Return how long two intervals overlap."""
    return max(ZERO, min(first[1], second[1]) - max(first[0], second[0]))


def item_durations(
    marks: tuple[ItemFocus, ...], intervals: tuple[Interval, ...], now: datetime
) -> dict[int, timedelta]:
    """Return how long each item was on the screen in counted time, by the item's number.

    Args:
        marks: The items on the screen, oldest first.
        intervals: The counted time, as `counted_intervals` returns it.
        now: The end of the last mark.
    """
    spent: dict[int, timedelta] = {}
    for index, mark in enumerate(marks):
        if mark.item is None:
            continue
        end = marks[index + 1].at if index + 1 < len(marks) else now
        seen = sum((overlap((mark.at, end), interval) for interval in intervals), ZERO)
        spent[mark.item] = spent.get(mark.item, ZERO) + seen
    return spent
