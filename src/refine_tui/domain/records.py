"""The records of a session: decisions, action items, open questions, parked topics and notes.

Numbers run on per team and kind and are never reused, so that ``A17`` means one thing for ever. `RECORD_KINDS` is the
one table of the kinds: titles, letters, keys and the fields of the session and of its counters follow from it.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar


class ActionStatus(StrEnum):
    """Whether an action item is open."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class QuestionStatus(StrEnum):
    """Whether a question is answered."""

    OPEN = "open"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The fields that every record has."""

    letter: ClassVar[str]
    """Begins the label: ``D`` in ``D4``."""

    number: int
    """Runs on per team and kind."""
    text: str
    item: int | None = None
    """The number of the backlog item that it is about."""
    at: datetime
    """When it was recorded, in UTC."""

    @property
    def label(self) -> str:
        """The letter of its kind and its number: ``A17``."""
        return f"{self.letter}{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """A decision of the group, with its reason."""

    letter: ClassVar[str] = "D"

    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionItem(Record):
    """A task for one person after the session."""

    letter: ClassVar[str] = "A"

    owner: str = ""
    """One person's name; empty is a gap that every screen and the minutes show."""
    due: date | None = None
    status: ActionStatus = ActionStatus.OPEN

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is missing: ``no owner``, ``no date``."""
        return (*(() if self.owner else ("no owner",)), *(() if self.due else ("no date",)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedAction:
    """An action item read from the minutes of an earlier session."""

    label: str
    """``A17``, as the minutes call it."""
    text: str
    owner: str = ""
    due: date | None = None
    item: str = ""
    """The key of the item that it is about, or ``#`` and its number in the backlog."""
    status: ActionStatus = ActionStatus.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Record):
    """An open question, with its answer once there is one."""

    letter: ClassVar[str] = "Q"

    owner: str = ""
    status: QuestionStatus = QuestionStatus.OPEN
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedTopic(Record):
    """A topic set aside so that the talk stays in its box."""

    letter: ClassVar[str] = "P"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """A remark, usually on one item."""

    letter: ClassVar[str] = "N"


AnyRecord = Decision | ActionItem | Question | ParkedTopic | Note


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDraft:
    """The fields of a record as a person entered them; a kind ignores those that it does not have."""

    text: str
    item: int | None = None
    because: str = ""
    owner: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RecordKind:
    """One kind of record: an entry of `RECORD_KINDS`."""

    DECISION: ClassVar["RecordKind"]
    ACTION: ClassVar["RecordKind"]
    QUESTION: ClassVar["RecordKind"]
    PARKED: ClassVar["RecordKind"]
    NOTE: ClassVar["RecordKind"]

    code: str
    """Its stable name, in the names of drafts and of actions."""
    record_type: type[AnyRecord]
    key: str
    """The key that records one, unless a setting names another."""
    noun: str
    """One of them within a sentence: ``action item``."""
    title: str
    """The title of its line: ``Action item``."""
    section: str
    """The heading above several of them."""
    hint: str
    """What can be typed into its line."""
    records: str
    """The field of `RefinementSession` that holds them."""
    counter: str
    """The field of `Numbers` with the highest number given out."""
    has_owner: bool = False
    has_due: bool = False
    has_reason: bool = False

    @property
    def letter(self) -> str:
        """The letter that begins its labels: ``A``."""
        return self.record_type.letter

    def create(self, number: int, draft: RecordDraft, at: datetime) -> AnyRecord:
        """Return a new record with this number, recorded at *at* (aware, UTC)."""
        return self.record_type(number=number, text=draft.text, item=draft.item, at=at, **self._own_fields(draft))

    def update(self, record: AnyRecord, draft: RecordDraft) -> AnyRecord:
        """Return *record* with every field that a person enters replaced by that of *draft*."""
        return replace(record, text=draft.text, item=draft.item, **self._own_fields(draft))

    def _own_fields(self, draft: RecordDraft) -> dict[str, Any]:
        """Return the fields of *draft* that only some kinds have."""
        fields: dict[str, Any] = {}
        if self.has_owner:
            fields["owner"] = draft.owner
        if self.has_due:
            fields["due"] = draft.due
        if self.has_reason:
            fields["because"] = draft.because
        return fields


RecordKind.DECISION = RecordKind(
    code="decision",
    record_type=Decision,
    key="d",
    noun="decision",
    title="Decision",
    section="Decisions",
    hint="what was decided, because …",
    records="decisions",
    counter="decision",
    has_reason=True,
)
RecordKind.ACTION = RecordKind(
    code="action",
    record_type=ActionItem,
    key="a",
    noun="action item",
    title="Action item",
    section="Action items",
    hint="what, then  @who  fri  or  due 27 Nov",
    records="actions",
    counter="action",
    has_owner=True,
    has_due=True,
)
RecordKind.QUESTION = RecordKind(
    code="question",
    record_type=Question,
    key="q",
    noun="question",
    title="Open question",
    section="Questions",
    hint="what we do not know yet, perhaps  @who to ask",
    records="questions",
    counter="question",
    has_owner=True,
)
RecordKind.PARKED = RecordKind(
    code="parked",
    record_type=ParkedTopic,
    key="p",
    noun="parked topic",
    title="Parking lot",
    section="Parked",
    hint="a topic for another time",
    records="parked",
    counter="parked",
)
RecordKind.NOTE = RecordKind(
    code="note",
    record_type=Note,
    key="n",
    noun="note",
    title="Note",
    section="Notes",
    hint="a remark",
    records="notes",
    counter="note",
)

RECORD_KINDS = (RecordKind.DECISION, RecordKind.ACTION, RecordKind.QUESTION, RecordKind.PARKED, RecordKind.NOTE)
"""Every kind of record, in the order of their keys on the screen and of their sections."""

_BY_CODE = {kind.code: kind for kind in RECORD_KINDS}
_BY_TYPE = {kind.record_type: kind for kind in RECORD_KINDS}


def record_kind(code: str) -> RecordKind:
    """Return the kind called *code*.

    Raises:
        KeyError: there is none.
    """
    return _BY_CODE[code]


def kind_of(record: AnyRecord) -> RecordKind:
    """Return the kind of a record."""
    return _BY_TYPE[type(record)]


class ActionReview(StrEnum):
    """What the kick-off notes about an action item of an earlier session."""

    DONE = "done"
    KEPT = "kept"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierAction:
    """An action item that was open when the session began, and what this session notes about it."""

    action: ActionItem
    review: ActionReview | None = None
    """None: not looked at."""

    @property
    def number(self) -> int:
        """The number of the action item."""
        return self.action.number
