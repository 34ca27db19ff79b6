"""The lines of the minutes that are about records: decisions, action items, questions, parked topics, notes."""

from dataclasses import dataclass
from datetime import date

from refine_tui.domain.records import ActionReview, ActionStatus, AnyRecord, ParkedStatus
from refine_tui.minutes.item_lines import ItemName


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """A note; the base of all records."""

    label: str
    """``D4``, ``A17``, ``Q3``, ``P2``, ``N5``; never reused in a team."""
    text: str
    item: ItemName | None
    """None if it is about no item of this session."""
    record: AnyRecord
    """The record itself, with names as they were typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine(RecordLine):
    """A decision with its reason."""

    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine(RecordLine):
    """An action item."""

    owner: str
    """Without ``@``; empty if nobody is named."""
    due: date | None
    """None if there is no date."""
    status: ActionStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierActionLine(ActionLine):
    """An action item of an earlier session; *status* is as this session left it."""

    review: ActionReview | None
    """None: the session did not review it."""
    fate: str
    """*review* in a word, for people: ``done``, ``still open``, ``dropped``, or ``not looked at``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLine(RecordLine):
    """A question; the answer is empty while it is open."""

    owner: str
    due: date | None
    """None if there is no date."""
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedLine(RecordLine):
    """A parked topic; *status* is as this session left it, whatever happened to it later."""

    status: ParkedStatus

    @property
    def discussed(self) -> bool:
        """Whether this session discussed it."""
        return self.status is ParkedStatus.DISCUSSED


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteGroup:
    """The notes on one item, or those on no item."""

    item: ItemName | None
    notes: tuple[RecordLine, ...]
