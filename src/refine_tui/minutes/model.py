"""The document of the minutes: every export format is rendered from it and from nothing else.

Its texts are those that people read: names without ``@``, times in the session's own zone, headings. Where a line
holds the value of the domain that it is made of, that is for the formats that programs read, such as JSON.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from refine_tui.domain.people import Participant
from refine_tui.domain.readiness import Check
from refine_tui.domain.session import SessionItem, SessionStatus
from refine_tui.minutes.item_lines import EditedLine, ItemLine, TriagedLine, UnreachedLine
from refine_tui.minutes.record_lines import (
    ActionLine,
    DecisionLine,
    EarlierActionLine,
    NoteGroup,
    ParkedLine,
    QuestionLine,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A participant."""

    name: str
    """Without ``@``."""
    role: str
    """``SM``, ``PO``, ``Dev`` or ``Stakeholder``, or the role as it was written."""
    present: bool
    """Whether the person was here, at least for a part of the session."""
    arrived: datetime | None = None
    """When a person who came late arrived."""
    left: datetime | None = None
    """When a person left who did not stay until the end."""
    participant: Participant

    @property
    def hours(self) -> str:
        """The time of a person who was here for a part of the session: ``from 10:12``, ``until 10:40``; else empty."""
        arrived = f"from {self.arrived:%H:%M}" if self.arrived else ""
        left = f"until {self.left:%H:%M}" if self.left else ""
        return " ".join(filter(None, (arrived, left)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """The number of items with one result."""

    words: str
    number: int
    parts: tuple["Count", ...] = ()
    """The counts that it is the sum of; empty if it has no parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseLine:
    """A phase with its planned and actual time, in minutes."""

    kind: str
    """The code of the kind of phase: ``triage``."""
    title: str
    planned: int
    extended: int
    """The extension; negative if the phase was shortened."""
    spent: int
    """Whole minutes."""
    elapsed: timedelta
    """The same to the microsecond."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerItem:
    """An item with its fields in the tracker and all results of the session."""

    session_item: SessionItem
    """The item itself and what the session decided about it."""
    line: ItemLine
    elapsed: timedelta
    """How long it was on the screen in this session."""
    checks: tuple[Check, ...]
    """The Definition of Ready, evaluated for the item."""
    result_title: str
    """The heading for its outcome: ``Ready``, ``Needs work``, ``Later``, ``Not reached``, …

    In a session that is not closed, an item without an outcome is ``In refinement today`` or ``Not yet reached``.
    """
    decided: bool
    """Whether it has an outcome, so the session reached it."""
    refined: bool
    """Whether the group worked on its story, so its estimate and criteria are newer than the tracker's."""
    decisions: tuple[DecisionLine, ...]
    questions: tuple[QuestionLine, ...]
    """The open ones, also those of earlier sessions."""
    actions: tuple[ActionLine, ...]
    """The open ones."""

    @property
    def id(self) -> int:
        """The number in the team's backlog."""
        return self.session_item.id

    @property
    def key(self) -> str:
        """The tracker's own key, or empty."""
        return self.session_item.item.key

    @property
    def source(self) -> str:
        """The name of the import format, or ``session``."""
        return self.session_item.item.source

    @property
    def type(self) -> str:
        """The type in the tracker: ``Story``."""
        return self.session_item.item.type

    @property
    def status(self) -> str:
        """The status in the tracker."""
        return self.session_item.item.status

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels in the tracker."""
        return self.session_item.item.labels

    @property
    def priority(self) -> str:
        """The priority in the tracker."""
        return self.session_item.item.priority

    @property
    def assignee(self) -> str:
        """The assignee in the tracker, as it was imported."""
        return self.session_item.item.assignee

    @property
    def parent(self) -> str:
        """The key of the parent in the tracker."""
        return self.session_item.item.parent

    @property
    def edited(self) -> tuple[str, ...]:
        """The names of the tracker's fields that sessions changed."""
        return self.session_item.item.edited

    @property
    def agreed(self) -> bool:
        """Whether the group agreed on the estimate in this session."""
        return bool(self.session_item.agreed_estimate)


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesDocument:
    """The complete content of the minutes of a session. Times are in the session's own time zone."""

    id: int
    """The number of the session."""
    team: str
    title: str
    status: SessionStatus
    day: date
    """The day it started; if it did not start, the planned day, else the day it was created."""
    started: datetime | None
    ended: datetime | None
    as_of: datetime
    """The time that the minutes describe: the end of a closed session, else now."""
    zone: str
    """The time zone in words: ``UTC-05:00``."""
    zone_name: str
    """The name in the IANA database: ``Etc/GMT+5``."""
    planned_for: datetime | None
    minutes: int
    """The whole minutes that the clock ran."""
    planned_minutes: int
    facilitators: tuple[str, ...]
    people: tuple[Person, ...]
    goal: str
    product_goal: str
    brought: int
    """The number of items; the numbers of `counts` add up to it."""
    counts: tuple[Count, ...]
    phases: tuple[PhaseLine, ...]
    actions: tuple[ActionLine, ...]
    promised: tuple[EarlierActionLine, ...]
    """The action items of earlier sessions, by number."""
    decisions: tuple[DecisionLine, ...]
    ready: tuple[ItemLine, ...]
    needs_work: tuple[ItemLine, ...]
    triaged: tuple[TriagedLine, ...]
    """By disposition, then in the order of the items."""
    not_reached: tuple[UnreachedLine, ...]
    edited: tuple[EditedLine, ...]
    """The items that the session edited, in the order of the items."""
    open_questions: tuple[QuestionLine, ...]
    """By number, also those of earlier sessions."""
    answered_questions: tuple[QuestionLine, ...]
    """By number, also those of earlier sessions that were answered in this one."""
    questions: tuple[QuestionLine, ...]
    """The questions of this session, by number."""
    earlier_questions: tuple[QuestionLine, ...]
    """The questions of earlier sessions that were open when this one started, by number."""
    parked: tuple[ParkedLine, ...]
    earlier_parked: tuple[ParkedLine, ...]
    """The parked topics of earlier sessions that were open when this one started, by number."""
    notes: tuple[NoteGroup, ...]
    """In the order of the items; notes on no item last."""
    ratings: tuple[int, ...]
    """The ratings of the session from 1 to 5, one for each person, smallest first."""
    next_session: datetime | None
    items: tuple[TrackerItem, ...]
    """Every item once, in the order in which the items were added to the session."""
    split: tuple[ItemLine, ...] = ()
    """Always empty: a team's own template that has the name would fail without it."""
    merged: tuple[ItemLine, ...] = ()
    """Always empty, for the same reason."""

    @property
    def rating(self) -> float | None:
        """The mean of the ratings; None if there are none."""
        return sum(self.ratings) / len(self.ratings) if self.ratings else None

    @property
    def closed(self) -> bool:
        """Whether the session is closed, so the minutes are final."""
        return self.status is SessionStatus.CLOSED

    @property
    def present(self) -> tuple[Person, ...]:
        """The participants who were present, at least for a part of the session."""
        return tuple(person for person in self.people if person.present)

    @property
    def away(self) -> tuple[Person, ...]:
        """The participants who were absent."""
        return tuple(person for person in self.people if not person.present)
