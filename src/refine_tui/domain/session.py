"""The refinement session: one frozen value that holds all of a live session, and what can be read from it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from refine_tui.domain.agenda import Agenda, PhaseKind
from refine_tui.domain.backlog_item import BacklogItem
from refine_tui.domain.dispositions import CarryOver, Outcome
from refine_tui.domain.errors import DomainError
from refine_tui.domain.people import Participant, Team
from refine_tui.domain.records import (
    ActionItem,
    ActionStatus,
    Decision,
    EarlierAction,
    Note,
    ParkedTopic,
    Question,
    QuestionStatus,
)
from refine_tui.domain.timebox import ZERO, Absence, ItemFocus, Span, Timebox, counted_intervals, item_durations


class SessionStatus(StrEnum):
    """How far a session has come."""

    PLANNED = "planned"
    RUNNING = "running"
    """Started and not closed; the clock may be paused."""
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The highest number given out to each kind of record of the team; undo does not lower them."""

    decision: int = 0
    action: int = 0
    question: int = 0
    parked: int = 0
    note: int = 0
    item: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One timebox of this session, copied from the agenda at the start."""

    position: int
    kind: PhaseKind
    title: str
    planned_minutes: int
    extended_minutes: int = 0
    """What was added since, in minutes; negative where it was shortened."""
    prompts: tuple[str, ...] = ()
    minutes_per_item: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The three questions of triage; None: not asked."""

    valid: bool | None = None
    urgent: bool | None = None
    aligned: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionItem:
    """A backlog item in this session: the item as it is, and what happened to it here."""

    item: BacklogItem
    position: int
    """The order in which items were added to the session."""
    for_triage: bool
    """Whether it is one of the new items for triage."""
    deep_dive: int | None = None
    """Its place among the deep-dive candidates, smallest first; None: not a candidate."""
    outcome: Outcome | None = None
    """None while undecided."""
    reason: str = ""
    answers: Answers = field(default_factory=Answers)
    agreed_estimate: str = ""
    carry_over: CarryOver | None = None
    """What the wrap-up does with it if it was not reached; None: not decided yet."""
    information: int | None = None
    """The number of the action item that asks for information on it."""
    closed_seconds: int | None = None
    """How long it was on the screen in this session, counted when the session was closed."""
    closed_item: BacklogItem | None = None
    """The item as it was when the session was closed: later sessions do not change these minutes."""

    @property
    def id(self) -> int:
        """The number of the backlog item."""
        return self.item.id

    @property
    def label(self) -> str:
        """The item's key, or its number."""
        return self.item.label

    @property
    def triaged(self) -> bool:
        """Whether triage is done with it."""
        return self.outcome is not None or self.deep_dive is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefinementSession:
    """All that a live session is. Transitions take one such value and give the next."""

    id: int
    team: Team
    agenda: Agenda
    title: str
    goal: str = ""
    product_goal: str = ""
    zone: str = "UTC"
    """The IANA name of the time zone of the session's times."""
    status: SessionStatus = SessionStatus.PLANNED
    created_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    next_session_at: datetime | None = None
    planned_for: datetime | None = None
    """When a planned session is to begin."""
    follows: int | None = None
    """The number of the session that planned this one."""
    ratings: tuple[int, ...] = ()
    """How the session went, 1 to 5, one number a person, without names."""
    phase: int = 0
    """The position of the current phase."""
    open_item: int | None = field(default=None, compare=False)
    """The number of the item on the screen. Moving about is no step, so it does not count in comparisons."""
    phases: tuple[Phase, ...] = ()
    spans: tuple[Span, ...] = ()
    absences: tuple[Absence, ...] = ()
    item_focus: tuple[ItemFocus, ...] = field(default=(), compare=False)
    """Which item was on the screen since when, oldest first; facts, never undone."""
    people: tuple[Participant, ...] = ()
    items: tuple[SessionItem, ...] = ()
    decisions: tuple[Decision, ...] = ()
    actions: tuple[ActionItem, ...] = ()
    questions: tuple[Question, ...] = ()
    earlier_actions: tuple[EarlierAction, ...] = ()
    """The team's action items that were open when the session began."""
    earlier_questions: tuple[Question, ...] = ()
    """The team's questions that were open when the session began."""
    parked: tuple[ParkedTopic, ...] = ()
    notes: tuple[Note, ...] = ()
    numbers: Numbers = field(default_factory=Numbers, compare=False)
    revision: int = field(default=0, compare=False)
    """Raised by each save; a save from an older revision is refused."""

    # --- items -------------------------------------------------------------------------------

    def find(self, item_id: int | None) -> SessionItem | None:
        """Return the item with this number if it is part of the session, else None."""
        return next((item for item in self.items if item.id == item_id), None)

    def item(self, item_id: int) -> SessionItem:
        """Return the item with this number.

        Raises:
            DomainError: it is not part of this session.
        """
        if (found := self.find(item_id)) is None:
            raise DomainError(f"Item #{item_id} is not part of this session.")
        return found

    def with_item(self, changed: SessionItem) -> Self:
        """Return the session with one of its items replaced."""
        return replace(self, items=tuple(changed if item.id == changed.id else item for item in self.items))

    def label_of(self, item_id: int | None) -> str:
        """Return the key of an item of this session, or an empty text."""
        item = self.find(item_id)
        return item.label if item else ""

    @property
    def triage_items(self) -> tuple[SessionItem, ...]:
        """The new items for triage, in order."""
        return tuple(item for item in self.items if item.for_triage)

    @property
    def candidates(self) -> tuple[SessionItem, ...]:
        """The items of the deep dive, in order."""
        ranked = [(item.deep_dive, item) for item in self.items if item.deep_dive is not None]
        return tuple(item for _, item in sorted(ranked, key=lambda pair: pair[0]))

    @property
    def undecided(self) -> tuple[SessionItem, ...]:
        """The items without an outcome: what was not reached, if the session ended now."""
        return tuple(item for item in self.items if item.outcome in (None, Outcome.NOT_REACHED))

    def with_outcome(self, *outcomes: Outcome) -> tuple[SessionItem, ...]:
        """Return the items that have one of these outcomes, in order."""
        return tuple(item for item in self.items if item.outcome in outcomes)

    def questions_on(self, item_id: int) -> tuple[Question, ...]:
        """Return the questions about one item, oldest first."""
        return tuple(question for question in self.questions if question.item == item_id)

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """The questions that have no answer yet."""
        return tuple(question for question in self.questions if question.status is QuestionStatus.OPEN)

    @property
    def actions_with_gaps(self) -> tuple[ActionItem, ...]:
        """The open action items that lack an owner or a date."""
        return tuple(action for action in self.actions if action.status is ActionStatus.OPEN and action.gaps)

    # --- time --------------------------------------------------------------------------------

    @property
    def current_phase(self) -> Phase:
        """The phase that the session is in."""
        return self.phases[self.phase]

    @property
    def open_span(self) -> Span | None:
        """The span that is running, or None while the clock is paused."""
        return next((span for span in self.spans if span.end is None), None)

    @property
    def is_running(self) -> bool:
        """Whether the clock runs."""
        return self.status is SessionStatus.RUNNING and self.open_span is not None

    def timebox(self, position: int) -> Timebox:
        """Return the timebox of the phase at *position*."""
        phase = self.phases[position]
        return Timebox(
            planned=timedelta(minutes=phase.planned_minutes),
            extended=timedelta(minutes=phase.extended_minutes),
            spans=tuple(span for span in self.spans if span.phase == position),
            absences=self.absences,
        )

    def item_times(self, now: datetime) -> dict[int, timedelta]:
        """Return how long each item has been on the screen while time counted, by its number."""
        return item_durations(self.item_focus, counted_intervals(self.spans, self.absences, now), now)

    def planned_end(self) -> datetime | None:
        """Return when the session should end by its agenda; None before its start. Extensions do not move it."""
        if self.started_at is None:
            return None
        minutes = sum(phase.planned_minutes for phase in self.phases)
        return self.started_at + timedelta(minutes=minutes)

    def expected_end(self, now: datetime) -> datetime | None:
        """Return when the session will end if every box from here on takes what is left of it."""
        if self.started_at is None:
            return None
        if self.ended_at is not None:
            return self.ended_at
        return now + sum((max(ZERO, self.timebox(p.position).remaining(now)) for p in self.phases[self.phase :]), ZERO)

    def behind(self, now: datetime) -> timedelta:
        """Return how far the expected end lies behind the planned one; negative: the session is ahead."""
        planned, expected = self.planned_end(), self.expected_end(now)
        return expected - planned if planned and expected else ZERO

    def local(self, moment: datetime) -> datetime:
        """Return *moment* in the session's own time zone (UTC where the zone is unknown here)."""
        return moment.astimezone(zone_of(self.zone))


def zone_of(name: str) -> ZoneInfo:
    """Return the time zone called *name*, or UTC where this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a transition gives back."""

    session: RefinementSession
    step: str = ""
    """What was done, in a few words that undo and redo repeat; empty: moving about, which is no step."""


Transition = Callable[[RefinementSession, datetime], Change]
"""Takes the session and the present moment (aware, UTC); returns the change, or raises a DomainError."""


def next_id(things: Iterable[Span | Absence | Participant]) -> int:
    """Return the next number within the session."""
    return max((thing.id for thing in things), default=0) + 1
