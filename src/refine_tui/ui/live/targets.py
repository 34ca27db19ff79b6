"""What a row of the stage stands for: typed values, by which rows are marked and opened."""

from dataclasses import dataclass
from enum import Enum

from refine_tui.domain.deep_dive import StoryField


class GoalRow(Enum):
    """A goal of the kick-off."""

    SESSION = "session"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A participant, by id."""

    person: int


@dataclass(frozen=True, slots=True)
class EarlierActionRow:
    """An action item of an earlier session, by number."""

    number: int


@dataclass(frozen=True, slots=True)
class EarlierQuestionRow:
    """A question of an earlier session, by number."""

    number: int


@dataclass(frozen=True, slots=True)
class ParkedRow:
    """A parked topic of an earlier session, by number."""

    number: int


@dataclass(frozen=True, slots=True)
class FieldRow:
    """Why, outcome or measure of the open story."""

    field: StoryField


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """An acceptance criterion of the open story, by index."""

    index: int


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question of this session, or one about the open story from an earlier session, by number."""

    number: int


@dataclass(frozen=True, slots=True)
class DependencyRow:
    """A dependency of the open story, by index."""

    index: int


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action item of this session, by number."""

    number: int


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item of this session, by its number."""

    item: int


class TextRow(Enum):
    """A long text that opens."""

    DESCRIPTION = "description"


RowTarget = (
    GoalRow
    | PersonRow
    | EarlierActionRow
    | EarlierQuestionRow
    | ParkedRow
    | FieldRow
    | CriterionRow
    | QuestionRow
    | DependencyRow
    | ActionRow
    | ItemRow
    | TextRow
)
