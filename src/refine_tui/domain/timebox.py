"""Time: spans of running clock, absences, timeboxes. Everything is computed at `now`; nothing is counted down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

ZERO = timedelta()
LONGEST_COUNTED_ABSENCE = timedelta(minutes=15)
"""Up to this long without the program, the meeting is taken to have gone on: the time counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of time in which the clock of one phase ran."""

    id: int
    """Counts within the session."""
    phase: int
    """The position of the phase."""
    start: datetime
    end: datetime | None = None
    """None while it runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A stretch in which the program was not there (killed, asleep) while the clock ran."""

    id: int
    """Counts within the session."""
    start: datetime
    end: datetime
    counted: bool
    """Whether the time counts; one key turns it round."""

    @property
    def length(self) -> timedelta:
        """How long the program was away."""
        return max(ZERO, self.end - self.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFocus:
    """From `at` on, this item was on the screen (None: none was). The next mark ends it."""

    at: datetime
    item: int | None


Interval = tuple[datetime, datetime]


def counted_intervals(spans: Iterable[Span], absences: Iterable[Absence], now: datetime) -> tuple[Interval, ...]:
    """Return the stretches in which time counted, oldest first: the spans up to *now* less the absences left out."""
    pieces = [(span.start, span.end or now) for span in spans]
    for absence in absences:
        if not absence.counted:
            pieces = [part for piece in pieces for part in _without(piece, (absence.start, absence.end))]
    return tuple(sorted((start, end) for start, end in pieces if end > start))


def _without(piece: Interval, hole: Interval) -> tuple[Interval, ...]:
    (start, end), (hole_start, hole_end) = piece, hole
    if hole_end <= start or end <= hole_start:
        return (piece,)
    return ((start, max(start, hole_start)), (min(end, hole_end), end))


def total(intervals: Iterable[Interval]) -> timedelta:
    """Return the summed length of intervals that do not overlap."""
    return sum((end - start for start, end in intervals), ZERO)


def overlap(first: Interval, second: Interval) -> timedelta:
    """Return how long the two intervals have in common."""
    return max(ZERO, min(first[1], second[1]) - max(first[0], second[0]))


def item_durations(
    marks: tuple[ItemFocus, ...], intervals: tuple[Interval, ...], now: datetime
) -> dict[int, timedelta]:
    """Return how long each item was on the screen while time counted, by the item's number."""
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
    """A budget, the spans of its running time, and what was added to or taken from the budget."""

    planned: timedelta
    """The length on the agenda."""
    extended: timedelta = ZERO
    """What was added since; negative where it was shortened."""
    spans: tuple[Span, ...] = ()
    absences: tuple[Absence, ...] = ()

    @property
    def budget(self) -> timedelta:
        """The length that it has now."""
        return self.planned + self.extended

    def elapsed(self, now: datetime) -> timedelta:
        """Return how long it has run."""
        return total(counted_intervals(self.spans, self.absences, now))

    def remaining(self, now: datetime) -> timedelta:
        """Return what is left; negative when it is over its budget."""
        return self.budget - self.elapsed(now)

    def share_left(self, now: datetime) -> float:
        """Return the part of the budget that is left, from 0.0 (nothing, or over) to 1.0."""
        if self.budget <= ZERO:
            return 0.0
        return min(1.0, max(0.0, self.remaining(now) / self.budget))
