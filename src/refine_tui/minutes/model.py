"""What minutes say, in plain values: the one model from which every format is made."""

from dataclasses import dataclass
from datetime import date, datetime

from refine_tui.domain.dispositions import CarryOver
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.session import SessionStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemName:
    """A backlog item, as another line mentions it."""

    key: str
    """The tracker's key, else ``#`` and its number."""
    url: str
    title: str
    numbered: bool = False
    """The key is the team's own number of the item, which means nothing in a tracker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who was expected."""

    name: str
    role: str
    """As it is written behind a name: ``SM``, ``PO``, ``Dev``, ``Stakeholder``."""
    present: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many items there are of one kind."""

    words: str
    number: int
    parts: tuple["Count", ...] = ()
    """The numbers that it is the sum of; empty: not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseLine:
    """One timebox: what was planned, and what it took, in minutes."""

    title: str
    planned: int
    extended: int
    """What was added to it; negative where it was shortened."""
    spent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """A parked topic or a note; the base of all records."""

    label: str
    """``D4``, ``A17``, ``Q3``, ``P2``, ``N5``: it stays for ever."""
    text: str
    item: ItemName | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine(RecordLine):
    """What was decided, and why."""

    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine(RecordLine):
    """Who does what until when."""

    owner: str
    """Without ``@``; empty: a gap."""
    due: date | None
    """None: a gap."""
    status: ActionStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierActionLine(ActionLine):
    """An action item from before, and what became of it."""

    fate: str
    """``done``, ``kept``, ``dropped``, or ``not looked at``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLine(RecordLine):
    """A question; its answer is empty while it is open."""

    owner: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverLine:
    """A waived check of the Definition of Ready."""

    check: str
    """The check in words."""
    by: str
    """Without ``@``."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencyLine:
    """What another team or an outside system has to do first."""

    text: str
    who: str
    """Without ``@``; empty: a gap."""
    by: date | None
    """None: a gap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """What the group made of one item in the deep dive."""

    item: ItemName
    estimate: str
    why: str
    outcome: str
    measure: str
    criteria: tuple[str, ...]
    reason: str
    missing: tuple[str, ...]
    """What it still lacks of the Definition of Ready, in words."""
    open_checks: tuple[str, ...]
    """The same checks by their names: ``why``, ``estimate``, or a team's own check as its text."""
    waived: tuple[WaiverLine, ...]
    dependencies: tuple[DependencyLine, ...]
    minutes: int
    """How long it was on the screen in this session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TriagedLine:
    """Where an item was sent."""

    item: ItemName
    where: str
    """The title of a disposition: ``Next session``, ``Needs information``, …"""
    reason: str
    action: str
    """The label of the action item that asks for information, or empty."""
    next_session: bool
    """Whether the next session takes it up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreachedLine:
    """An item that the session did not get to."""

    item: ItemName
    fate: CarryOver | None
    """None: not decided yet."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteGroup:
    """The notes on one item, or those on none."""

    item: ItemName | None
    notes: tuple[RecordLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerItem:
    """One item with what the tracker said of it and all that the session has to say back."""

    id: int
    """Its number in the team's backlog."""
    line: ItemLine
    key: str
    """The tracker's own key, or empty."""
    source: str
    """The import format that it came by, or ``session``."""
    type: str
    status: str
    labels: tuple[str, ...]
    priority: str
    assignee: str
    parent: str
    edited: tuple[str, ...]
    """Names of the tracker's fields that sessions have changed."""
    agreed: bool
    """The estimate was agreed on in this session."""
    disposition: str
    """What became of it, in the words of the headings: ``Ready``, ``Needs work``, ``Later``, ``Not reached``, …"""
    decided: bool
    """It has an outcome: the session got to it."""
    refined: bool
    """The group worked on its story, so that estimate and criteria are newer than the tracker's."""
    decisions: tuple[DecisionLine, ...]
    questions: tuple[QuestionLine, ...]
    """The open ones, those from before among them."""
    actions: tuple[ActionLine, ...]
    """The open ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesDocument:
    """All that the minutes of a session say. Every moment is in the session's own time zone."""

    team: str
    title: str
    status: SessionStatus
    day: date
    """When it began; for one that has not begun, when it is to begin, or when it was made."""
    started: datetime | None
    ended: datetime | None
    as_of: datetime
    """The moment that the minutes describe: the end of a closed session, else now."""
    zone: str
    minutes: int
    """How long the clock ran."""
    planned_minutes: int
    facilitators: tuple[str, ...]
    people: tuple[Person, ...]
    goal: str
    product_goal: str
    brought: int
    """How many items the session had; the numbers of `counts` add up to it."""
    counts: tuple[Count, ...]
    phases: tuple[PhaseLine, ...]
    actions: tuple[ActionLine, ...]
    promised: tuple[EarlierActionLine, ...]
    """The action items from before."""
    decisions: tuple[DecisionLine, ...]
    ready: tuple[ItemLine, ...]
    needs_work: tuple[ItemLine, ...]
    triaged: tuple[TriagedLine, ...]
    """In the order of the dispositions, then of the items."""
    not_reached: tuple[UnreachedLine, ...]
    open_questions: tuple[QuestionLine, ...]
    """Those from before that are still open among them."""
    answered_questions: tuple[QuestionLine, ...]
    """Those from before that were answered here among them."""
    parked: tuple[RecordLine, ...]
    notes: tuple[NoteGroup, ...]
    """By item, in the order of the items; notes on no item last."""
    ratings: tuple[int, ...]
    """How it went, 1 to 5, one number a person, smallest first."""
    next_session: datetime | None
    items: tuple[TrackerItem, ...]
    """Every item once, in the order in which they were added to the session."""
    split: tuple[ItemLine, ...] = ()
    """Always empty; here for the templates of teams, which fail on a name that is missing."""
    merged: tuple[ItemLine, ...] = ()
    """Always empty, as `split`."""

    @property
    def rating(self) -> float | None:
        """The mean of the ratings; None: nobody gave any."""
        return sum(self.ratings) / len(self.ratings) if self.ratings else None

    @property
    def closed(self) -> bool:
        """Whether the session has ended, so that the minutes are final."""
        return self.status is SessionStatus.CLOSED

    @property
    def present(self) -> tuple[Person, ...]:
        """Who was there."""
        return tuple(person for person in self.people if person.present)

    @property
    def away(self) -> tuple[Person, ...]:
        """Who was expected and not there."""
        return tuple(person for person in self.people if not person.present)
