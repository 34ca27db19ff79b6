"""Time that counts: spans of running clock less the absences left out, per phase and per item.

Everything is computed at a given moment; nothing is counted down, so a sleep, a crash or an undo needs no repair.
All moments are aware UTC.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

ZERO = timedelta()
LONGEST_COUNTED_ABSENCE = timedelta(minutes=15)
"""An absence of the program up to this length counts: the meeting most likely went on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of time in which the clock of one phase ran."""

    id: int
    """Unique within the session, from 1."""
    phase: int
    """The position of the phase."""
    start: datetime
    end: datetime | None = None
    """None while the clock runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A stretch in which the program did not run (crash, sleep of the machine) while the clock did."""

    id: int
    """Unique within the session, from 1."""
    start: datetime
    end: datetime
    counted: bool
    """Whether the time counts as time of the meeting."""

    @property
    def length(self) -> timedelta:
        """How long the program did not run."""
        return max(ZERO, self.end - self.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFocus:
    """From `at` on, this item was on the screen (None: no item). The next mark ends it."""

    at: datetime
    item: int | None


Interval = tuple[datetime, datetime]
"""Start and end of a stretch of time."""


def counted_by_phase(
    spans: Iterable[Span], absences: Iterable[Absence], now: datetime
) -> dict[int, tuple[Interval, ...]]:
    """Return the intervals of counted time by the position of their phase, oldest first.

    They are the spans up to *now* less the absences that do not count; a phase that never ran is missing.
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
        marks: Which item was on the screen since when, oldest first.
        intervals: The counted time, as `counted_intervals` returns it.
        now: Ends the last mark.
    """
    spent: dict[int, timedelta] = {}
    for index, mark in enumerate(marks):
        if mark.item is None:
            continue
        end = marks[index + 1].at if index + 1 < len(marks) else now
        seen = sum((overlap((mark.at, end), interval) for interval in intervals), ZERO)
        spent[mark.item] = spent.get(mark.item, ZERO) + seen
    return spent


@dataclass(frozen=True, slots=True, kw_only=True)
class Timebox:
    """The budget of one phase and the spans in which it ran; `ClockReading` says how it stands at a moment."""

    planned: timedelta
    """The length on the agenda."""
    extended: timedelta = ZERO
    """What was added since the start; negative where it was shortened."""
    spans: tuple[Span, ...] = ()
    absences: tuple[Absence, ...] = ()

    @property
    def budget(self) -> timedelta:
        """The length that it has now: planned and extended."""
        return self.planned + self.extended

    def elapsed(self, now: datetime) -> timedelta:
        """Return the counted time until *now*."""
        return total(counted_intervals(self.spans, self.absences, now))
