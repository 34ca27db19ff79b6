"""Records, which are numbered per team and outlive the session in which they were made."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlalchemy.schema import SchemaItem
from sqlmodel import Field

from refine_tui.store.tables.base import OfSession, Row


class OfTeam(Row):
    """What every record has: a number of its team, and the session in which it was made."""

    team_id: int = Field(primary_key=True, foreign_key="team.id")
    number: int = Field(primary_key=True)
    session_id: int = Field(foreign_key="session.id", index=True)
    text: str
    item: int | None
    at: datetime


class DecisionRow(OfTeam, table=True):
    """What was decided, and why."""

    __tablename__ = "decision"

    because: str


class ActionItemRow(OfTeam, table=True):
    """Something that one person will do."""

    __tablename__ = "action_item"
    __table_args__ = (
        CheckConstraint("status IN ('open', 'done', 'dropped')", name="status"),
        Index(None, "team_id", "status"),
    )

    owner: str
    due: date | None
    status: str


class QuestionRow(OfTeam, table=True):
    """A question that came up."""

    __tablename__ = "question"
    __table_args__ = (CheckConstraint("status IN ('open', 'answered')", name="status"),)

    owner: str
    status: str
    answer: str
    due: date | None = None


class EarlierActionRow(OfSession, table=True):
    """An action item of another session that was open when this one began, and what this one said of it."""

    __tablename__ = "earlier_action"
    __table_args__: ClassVar[tuple[SchemaItem, ...]] = (
        ForeignKeyConstraint(["team_id", "number"], ["action_item.team_id", "action_item.number"]),
        CheckConstraint("promise IN ('done', 'kept', 'dropped')", name="promise"),
        Index(None, "team_id", "number"),
    )

    number: int = Field(primary_key=True)
    team_id: int
    promise: str | None


class EarlierQuestionRow(OfSession, table=True):
    """A question of another session that was open when this one began."""

    __tablename__ = "earlier_question"
    __table_args__: ClassVar[tuple[SchemaItem, ...]] = (
        ForeignKeyConstraint(["team_id", "number"], ["question.team_id", "question.number"]),
        Index(None, "team_id", "number"),
    )

    number: int = Field(primary_key=True)
    team_id: int


class ParkedTopicRow(OfTeam, table=True):
    """A topic set aside."""

    __tablename__ = "parked_topic"

    discussed_in: int | None
    """The session that discussed it."""


class EarlierParkedRow(OfSession, table=True):
    """A parked topic of another session that was open when this one began."""

    __tablename__ = "earlier_parked"
    __table_args__: ClassVar[tuple[SchemaItem, ...]] = (
        ForeignKeyConstraint(["team_id", "number"], ["parked_topic.team_id", "parked_topic.number"]),
        Index(None, "team_id", "number"),
    )

    number: int = Field(primary_key=True)
    team_id: int


class NoteRow(OfTeam, table=True):
    """A remark."""

    __tablename__ = "note"
