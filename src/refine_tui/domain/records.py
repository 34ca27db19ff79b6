"""What the group leaves behind: decisions, action items, open questions, parked topics, notes.

Numbers run on per team and kind and never return, so that ``A17`` means one thing for ever.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class RecordKind(StrEnum):
    """The kinds of records, in the order of their keys."""

    DECISION = "decision"
    ACTION = "action"
    QUESTION = "question"
    PARKED = "parked"
    NOTE = "note"


class ActionStatus(StrEnum):
    """What became of an action item."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class QuestionStatus(StrEnum):
    """Whether a question has been answered."""

    OPEN = "open"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has."""

    number: int
    """Runs on per team and kind."""
    text: str
    item: int | None = None
    """The number of the backlog item that it is about."""
    at: datetime
    """When it was recorded, in UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """What was decided, and why."""

    because: str = ""

    @property
    def label(self) -> str:
        """``D4``."""
        return f"D{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionItem(Record):
    """Something that one person will do after the session."""

    owner: str = ""
    """One person's name; empty is a gap that every screen and the minutes show."""
    due: date | None = None
    status: ActionStatus = ActionStatus.OPEN

    @property
    def label(self) -> str:
        """``A17``."""
        return f"A{self.number}"

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is missing: ``no owner``, ``no date``."""
        return (*(() if self.owner else ("no owner",)), *(() if self.due else ("no date",)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedAction:
    """An action item as the minutes of an earlier session have it."""

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
    """A question that came up, with its answer once there is one."""

    owner: str = ""
    status: QuestionStatus = QuestionStatus.OPEN
    answer: str = ""

    @property
    def label(self) -> str:
        """``Q3``."""
        return f"Q{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedTopic(Record):
    """A topic set aside so that the talk stays in its box."""

    @property
    def label(self) -> str:
        """``P2``."""
        return f"P{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """A remark, usually on one item."""

    @property
    def label(self) -> str:
        """``N5``."""
        return f"N{self.number}"


class Promise(StrEnum):
    """What the kick-off says of an action item from before, in the order of the keys ``1`` to ``3``."""

    DONE = "done"
    KEPT = "kept"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierAction:
    """An action item that was open when the session began, and what this session said of it."""

    action: ActionItem
    promise: Promise | None = None
    """None: not looked at."""

    @property
    def number(self) -> int:
        """The number of the action item."""
        return self.action.number


AnyRecord = Decision | ActionItem | Question | ParkedTopic | Note
