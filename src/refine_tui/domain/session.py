"""The refinement session: one frozen value with the complete state of a session, and queries on it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from refine_tui.domain.agenda import Agenda, PhaseKind
from refine_tui.domain.backlog_item import BacklogItem
from refine_tui.domain.closed_records import ClosedRecords
from refine_tui.domain.dispositions import CarryOver, Outcome
from refine_tui.domain.errors import DomainError
from refine_tui.domain.item_fields import ItemEdit
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
from refine_tui.domain.timebox import Absence, ItemFocus, Span, counted_intervals, item_durations


class SessionStatus(StrEnum):
    """The state of a session."""

    PLANNED = "planned"
    RUNNING = "running"
    """Started and not closed; the clock may be paused."""
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The highest number assigned to each kind of record of the team; undo does not lower them."""

    decision: int = 0
    action: int = 0
    question: int = 0
    parked: int = 0
    note: int = 0
    item: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One phase of this session, copied from the agenda at the start."""

    position: int
    kind: PhaseKind
    title: str
    planned_minutes: int
    extended_minutes: int = 0
    """The minutes added since the start; negative if the phase was shortened."""
    prompts: tuple[str, ...] = ()
    minutes_per_item: int | None = None

    @property
    def budget_minutes(self) -> int:
        """The current length: planned plus extended minutes."""
        return self.planned_minutes + self.extended_minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The answers to the yes-or-no questions of triage; None: not answered."""

    valid: bool | None = None
    urgent: bool | None = None
    aligned: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionItem:
    """A backlog item in this session: the item itself, and its results in this session."""

    item: BacklogItem
    position: int
    """The place in the order in which items were added to the session, from 1."""
    for_triage: bool
    """Whether it is an item of the triage."""
    deep_dive: int | None = None
    """Its rank among the deep-dive candidates, smallest first; None: not a candidate."""
    outcome: Outcome | None = None
    """None while undecided."""
    reason: str = ""
    answers: Answers = field(default_factory=Answers)
    agreed_estimate: str = ""
    edits: tuple[ItemEdit, ...] = ()
    """The fields of the item that this session edited, each at most once, the latest last."""
    carry_over: CarryOver | None = None
    """The decision of the wrap-up; None: not decided yet, or the item was reached."""
    information: int | None = None
    """The number of the action item that requests information on it."""
    closed_seconds: int | None = None
    """The seconds that it was on the screen in this session; set when the session is closed."""
    closed_item: BacklogItem | None = None
    """The item at the moment the session was closed, so that later sessions do not change its minutes."""

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
        """Whether the item has a disposition."""
        return self.outcome is not None or self.deep_dive is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefinementSession:
    """The complete state of a session. A transition takes one such value and returns the next."""

    id: int
    team: Team
    agenda: Agenda
    title: str
    goal: str = ""
    product_goal: str = ""
    zone: str = "UTC"
    """The IANA name of the time zone in which the session's times are shown."""
    status: SessionStatus = SessionStatus.PLANNED
    created_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    next_session_at: datetime | None = None
    planned_for: datetime | None = None
    """When a planned session starts."""
    follows: int | None = None
    """The number of the session that planned this one."""
    ratings: tuple[int, ...] = ()
    """How the session went: one anonymous number per person, 1 (worst) to 5 (best)."""
    phase: int = 0
    """The position of the current phase."""
    open_item: int | None = field(default=None, compare=False)
    """The number of the item on the screen. Navigation cannot be undone, so comparisons ignore it."""
    phases: tuple[Phase, ...] = ()
    spans: tuple[Span, ...] = ()
    absences: tuple[Absence, ...] = ()
    item_focus: tuple[ItemFocus, ...] = field(default=(), compare=False)
    """The history of items on the screen, oldest first; never undone."""
    people: tuple[Participant, ...] = ()
    items: tuple[SessionItem, ...] = ()
    decisions: tuple[Decision, ...] = ()
    actions: tuple[ActionItem, ...] = ()
    questions: tuple[Question, ...] = ()
    earlier_actions: tuple[EarlierAction, ...] = ()
    """The team's action items that were open when the session began, in the order of `in_order_of_due`."""
    earlier_questions: tuple[Question, ...] = ()
    """The team's questions that were open when the session began."""
    earlier_parked: tuple[ParkedTopic, ...] = ()
    """The team's parked topics that were open when the session began."""
    parked: tuple[ParkedTopic, ...] = ()
    notes: tuple[Note, ...] = ()
    closed_records: ClosedRecords | None = None
    """The action items and questions at the moment the session was closed; later sessions change only the originals."""
    numbers: Numbers = field(default_factory=Numbers, compare=False)
    revision: int = field(default=0, compare=False)
    """Incremented by each save; a save from an older revision is rejected."""

    # --- items -------------------------------------------------------------------------------

    def find(self, item_id: int | None) -> SessionItem | None:
        """Return the item with this number, or None if it is not in this session."""
        return next((item for item in self.items if item.id == item_id), None)

    def item(self, item_id: int) -> SessionItem:
        """Return the item with this number.

        Raises:
            DomainError: it is not in this session.
        """
        if (found := self.find(item_id)) is None:
            raise DomainError(f"Item #{item_id} is not part of this session.")
        return found

    def with_item(self, changed: SessionItem) -> Self:
        """Return the session with the item of the same number replaced."""
        return replace(self, items=tuple(changed if item.id == changed.id else item for item in self.items))

    def label_of(self, item_id: int | None) -> str:
        """Return the key of an item of this session, or an empty text."""
        item = self.find(item_id)
        return item.label if item else ""

    @property
    def triage_items(self) -> tuple[SessionItem, ...]:
        """The items of the triage, in order."""
        return tuple(item for item in self.items if item.for_triage)

    @property
    def candidates(self) -> tuple[SessionItem, ...]:
        """The items of the deep dive, in order."""
        ranked = [(item.deep_dive, item) for item in self.items if item.deep_dive is not None]
        return tuple(item for _, item in sorted(ranked, key=lambda pair: pair[0]))

    @property
    def untriaged(self) -> tuple[SessionItem, ...]:
        """The items of the triage without a disposition, in order."""
        return tuple(item for item in self.triage_items if not item.triaged)

    @property
    def undecided(self) -> tuple[SessionItem, ...]:
        """The items without an outcome, or with the outcome not reached."""
        return tuple(item for item in self.items if item.outcome in (None, Outcome.NOT_REACHED))

    @property
    def without_carry_over(self) -> tuple[SessionItem, ...]:
        """The undecided items for which the wrap-up has no choice yet: carry, park or drop."""
        return tuple(item for item in self.undecided if item.carry_over is None)

    def with_outcome(self, *outcomes: Outcome) -> tuple[SessionItem, ...]:
        """Return the items that have one of these outcomes, in order."""
        return tuple(item for item in self.items if item.outcome in outcomes)

    @property
    def all_questions(self) -> tuple[Question, ...]:
        """The questions of earlier sessions that were open when this one began, then those of this session."""
        return (*self.earlier_questions, *self.questions)

    def questions_on(self, item_id: int) -> tuple[Question, ...]:
        """Return the questions about one item, oldest first, also those of earlier sessions in `all_questions`."""
        about = (question for question in self.all_questions if question.item == item_id)
        return tuple(sorted(about, key=lambda question: question.number))

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """The questions of this session that have no answer yet."""
        return tuple(question for question in self.questions if question.status is QuestionStatus.OPEN)

    @property
    def actions_with_gaps(self) -> tuple[ActionItem, ...]:
        """The open action items that lack an owner or a date."""
        return tuple(action for action in self.actions if action.status is ActionStatus.OPEN and action.gaps)

    # --- time --------------------------------------------------------------------------------

    @property
    def current_phase(self) -> Phase:
        """The current phase."""
        return self.phases[self.phase]

    @property
    def open_span(self) -> Span | None:
        """The span without an end, or None while the clock is paused."""
        return next((span for span in self.spans if span.end is None), None)

    @property
    def is_running(self) -> bool:
        """Whether the clock runs."""
        return self.status is SessionStatus.RUNNING and self.open_span is not None

    def item_times(self, now: datetime) -> dict[int, timedelta]:
        """Return how long each item was on the screen in counted time, by its number."""
        return item_durations(self.item_focus, counted_intervals(self.spans, self.absences, now), now)

    def local(self, moment: datetime) -> datetime:
        """Return *moment* in the session's time zone (UTC if this machine does not know the zone)."""
        return moment.astimezone(zone_of(self.zone))


def zone_of(name: str) -> ZoneInfo:
    """Return the time zone with this IANA name, or UTC if this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


STEP_TEXT = 60
"""The characters of a typed text that the name of a step quotes at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The result of a transition."""

    session: RefinementSession
    step: str = ""
    """The name of the step, which the notice, undo and redo show; empty: no undoable step (navigation)."""
    shifted_by: timedelta = timedelta()
    """How far `shift_clock` moved the times of the session; the store moves the times of earlier steps as far."""


Transition = Callable[[RefinementSession, datetime], Change]
"""Takes the session and the current time (aware, UTC); returns the change, or raises a DomainError."""
