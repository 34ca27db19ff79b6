"""Sessions and what a session is made of, except its records."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint, Index
from sqlalchemy.schema import SchemaItem
from sqlmodel import Field

from refine_tui.store.tables.base import OfSession, Row


class SessionRow(Row, table=True):
    """A refinement session, with its own copy of the agenda."""

    __tablename__ = "session"
    __table_args__ = (
        CheckConstraint("status IN ('planned', 'running', 'closed')", name="status"),
        Index(None, "team_id", "started_at"),
    )

    id: int = Field(default=None, primary_key=True)  # given by the database
    team_id: int = Field(foreign_key="team.id")
    title: str
    goal: str
    product_goal: str
    zone: str
    status: str
    created_at: datetime
    started_at: datetime | None = Field(index=True)
    ended_at: datetime | None
    next_session_at: datetime | None
    phase: int
    open_item: int | None
    revision: int
    """Raised by each save."""
    seen_at: datetime
    """When a program with this session was last alive."""
    agenda: dict[str, object] = Field(sa_type=JSON)
    planned_for: datetime | None
    follows: int | None
    """The session that planned this one."""
    ratings: list[int] = Field(sa_type=JSON, sa_column_kwargs={"server_default": "[]"})
    closed_records: dict[str, object] | None = Field(sa_type=JSON)
    """The action items and questions as they were when it was closed."""


class PhaseRow(OfSession, table=True):
    """One timebox of a session."""

    __tablename__ = "phase"

    position: int = Field(primary_key=True)
    kind: str
    title: str
    planned_minutes: int
    extended_minutes: int
    prompts: list[str] = Field(sa_type=JSON)
    minutes_per_item: int | None


class SpanRow(OfSession, table=True):
    """A stretch of time in which the clock of one phase ran."""

    __tablename__ = "span"

    id: int = Field(primary_key=True)
    phase: int
    start: datetime
    end: datetime | None


class AbsenceRow(OfSession, table=True):
    """A stretch in which no program had the session while its clock ran."""

    __tablename__ = "absence"

    id: int = Field(primary_key=True)
    start: datetime
    end: datetime
    counted: bool


class ParticipantRow(OfSession, table=True):
    """Somebody who was expected at a session."""

    __tablename__ = "participant"
    __table_args__ = (
        CheckConstraint("role IN ('scrum_master', 'product_owner', 'developer', 'stakeholder')", name="role"),
    )

    id: int = Field(primary_key=True)
    name: str
    role: str
    present: bool
    role_text: str = Field(sa_column_kwargs={"server_default": ""})
    """The role as it was written; empty if it is a name of the role."""
    arrived_at: datetime | None
    left_at: datetime | None


class AttentionRow(OfSession, table=True):
    """From a moment on, an item was on the screen."""

    __tablename__ = "attention"

    position: int = Field(primary_key=True)
    at: datetime
    item: int | None


class SessionItemRow(OfSession, table=True):
    """What happened to a backlog item in a session."""

    __tablename__ = "session_item"
    __table_args__: ClassVar[tuple[SchemaItem, ...]] = (
        ForeignKeyConstraint(["team_id", "item"], ["backlog_item.team_id", "backlog_item.number"]),
        CheckConstraint("fate IN ('carried', 'parked', 'dropped')", name="fate"),
        Index(
            "ix_session_item_past", "team_id", "item", "session_id", "outcome", "closed_seconds", "agreed_estimate"
        ),  # all that `item_past` reads of many sessions, beside whole items
    )

    item: int = Field(primary_key=True)
    team_id: int
    position: int
    for_triage: bool
    deep_dive: int | None
    outcome: str | None
    reason: str
    valid: bool | None
    urgent: bool | None
    aligned: bool | None
    agreed_estimate: str
    fate: str | None
    information: int | None
    closed_item: dict[str, object] | None = Field(sa_type=JSON)
    closed_seconds: int | None
    edits: list[dict[str, str]] = Field(sa_type=JSON, sa_column_kwargs={"server_default": "[]"})
    """The fields of the item that the session edited, with their texts before."""
