"""The records of a session: decisions, action items, open questions, parked topics and notes.

Each team has its own sequence of numbers for each kind. Numbers are never reused, so ``A17`` always means the same
action item. `RECORD_KINDS` is the table of all kinds: titles, letters, keys and field names are defined only there.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from refine_tui.domain.field_changes import with_fields


class ActionStatus(StrEnum):
    """The status of an action item."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class QuestionStatus(StrEnum):
    """The status of a question."""

    OPEN = "open"
    ANSWERED = "answered"


class ParkedStatus(StrEnum):
    """The status of a parked topic."""

    OPEN = "open"
    DISCUSSED = "discussed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The fields that every record has."""

    letter: ClassVar[str]
    """The first letter of the label: ``D`` in ``D4``."""

    number: int
    """Unique for the team and the kind of record, from 1."""
    text: str
    item: int | None = None
    """The number of the backlog item that it is about; None if it is about no item."""
    at: datetime
    """When it was recorded, in UTC."""

    @property
    def label(self) -> str:
        """The letter of the kind and the number: ``A17``."""
        return f"{self.letter}{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """A decision of the group, with its reason."""

    letter: ClassVar[str] = "D"

    because: str = ""
    """The reason; empty if none was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionItem(Record):
    """A task for one person after the session."""

    letter: ClassVar[str] = "A"

    owner: str = ""
    """The name of one person; if empty, the screens and the minutes show ``no owner``."""
    due: date | None = None
    status: ActionStatus = ActionStatus.OPEN

    @property
    def gaps(self) -> tuple[str, ...]:
        """The missing fields: ``no owner``, ``no date``."""
        return (*(() if self.owner else ("no owner",)), *(() if self.due else ("no date",)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Record):
    """A question of the group, open or answered."""

    letter: ClassVar[str] = "Q"

    owner: str = ""
    """The name of the person to ask; empty if nobody is named."""
    due: date | None = None
    """The day by which an answer is needed; None if there is none."""
    status: QuestionStatus = QuestionStatus.OPEN
    answer: str = ""
    """The answer; empty while the question is open."""

    def with_answer(self, answer: str) -> "Question":
        """Return the question with this answer; an empty one opens it again."""
        return replace(self, answer=answer, status=QuestionStatus.ANSWERED if answer else QuestionStatus.OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedTopic(Record):
    """A topic in the parking lot, to be discussed at another time."""

    letter: ClassVar[str] = "P"

    discussed_in: int | None = None
    """The number of the session that discussed it; None while it is open."""

    @property
    def status(self) -> ParkedStatus:
        """Whether it is open or discussed; an open one comes back at the next kick-off."""
        return ParkedStatus.OPEN if self.discussed_in is None else ParkedStatus.DISCUSSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """A remark, usually about one item."""

    letter: ClassVar[str] = "N"


AnyRecord = Decision | ActionItem | Question | ParkedTopic | Note


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDraft:
    """The fields of a record as a person entered them. A kind of record ignores the fields that it does not have."""

    text: str
    item: int | None = None
    because: str = ""
    owner: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RecordKind:
    """A kind of record: one entry of `RECORD_KINDS`."""

    DECISION: ClassVar["RecordKind"]
    ACTION: ClassVar["RecordKind"]
    QUESTION: ClassVar["RecordKind"]
    PARKED: ClassVar["RecordKind"]
    NOTE: ClassVar["RecordKind"]

    code: str
    """The stable name, used in the names of drafts and of key actions."""
    record_type: type[AnyRecord]
    key: str
    """The default key that adds a record of this kind."""
    noun: str
    """The name within a sentence: ``action item``."""
    title: str
    """The title of the capture line: ``Action item``."""
    section: str
    """The heading of a list of such records: ``Action items``."""
    hint: str
    """The placeholder of the capture line."""
    records: str
    """The field of `RefinementSession` with the records of this kind."""
    counter: str
    """The field of `Numbers` with the highest number assigned to this kind."""
    has_owner: bool = False
    has_due: bool = False
    has_reason: bool = False

    @property
    def letter(self) -> str:
        """The first letter of the labels: ``A``."""
        return self.record_type.letter

    def create(self, number: int, draft: RecordDraft, at: datetime) -> AnyRecord:
        """Return a new record with this number, recorded at *at* (aware, UTC)."""
        record = self.record_type(number=number, text=draft.text, item=draft.item, at=at)
        return with_fields(record, self._own_fields(draft))

    def update(self, record: AnyRecord, draft: RecordDraft) -> AnyRecord:
        """Return *record* with the fields of *draft*; number, time, status and answer stay."""
        return with_fields(record, {"text": draft.text, "item": draft.item, **self._own_fields(draft)})

    def _own_fields(self, draft: RecordDraft) -> dict[str, object]:
        """Return the optional fields of this kind, with their values in *draft*."""
        fields: dict[str, object] = {}
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
    hint="what we do not know yet, perhaps  @who  fri",
    records="questions",
    counter="question",
    has_owner=True,
    has_due=True,
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
"""All kinds of records, in the order of the key bar and of the sections."""

_BY_CODE = {kind.code: kind for kind in RECORD_KINDS}
_BY_TYPE = {kind.record_type: kind for kind in RECORD_KINDS}


def record_kind(code: str) -> RecordKind:
    """Return the kind with this `RecordKind.code`.

    Raises:
        KeyError: no kind has this code.
    """
    return _BY_CODE[code]


def kind_of(record: AnyRecord) -> RecordKind:
    """Return the kind of *record*."""
    return _BY_TYPE[type(record)]


class ActionReview(StrEnum):
    """The result of reviewing an earlier action item in the kick-off."""

    DONE = "done"
    KEPT = "kept"
    """The action item stays open."""
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierAction:
    """An action item that was open when the session began, and its review in this session."""

    action: ActionItem
    review: ActionReview | None = None
    """None until the group reviews it."""

    @property
    def number(self) -> int:
        """The number of the action item."""
        return self.action.number
