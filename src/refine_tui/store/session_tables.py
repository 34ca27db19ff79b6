"""Teams, their backlogs, their sessions and what a session is made of."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint, Index
from sqlmodel import Field, SQLModel

from refine_tui.store.metadata import OfSession

_NONE_YET = {"server_default": "[]"}


class TeamRow(SQLModel, table=True):
    """A team, with the highest number given out to each kind of its records."""

    __tablename__ = "team"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    name_folded: str = Field(unique=True)
    """The name without case: two teams cannot differ in case only."""
    used: int
    """Grows with each session and import: the greatest is the team used last."""
    last_item: int
    last_decision: int
    last_action: int
    last_question: int
    last_parked: int
    last_note: int


class BacklogItemRow(SQLModel, table=True):
    """An item of a team's backlog."""

    __tablename__ = "backlog_item"
    __table_args__ = (Index(None, "team_id", "rank"),)

    team_id: int = Field(primary_key=True, foreign_key="team.id")
    number: int = Field(primary_key=True)
    title: str
    key: str
    url: str
    description: str
    why: str
    type: str
    status: str
    labels: list[str] = Field(sa_type=JSON)
    reporter: str
    assignee: str
    created: str | None
    updated: str | None
    priority: str
    estimate: str
    acceptance_criteria: list[str] = Field(sa_type=JSON)
    parent: str
    links: list[dict[str, str]] = Field(sa_type=JSON)
    done: bool
    source: str
    state: str
    rank: int
    first_seen_at: datetime
    triaged_at: datetime | None
    kind: str | None
    outcome: str
    measure: str
    edited: list[str] = Field(sa_type=JSON)
    marks: list[dict[str, str]] = Field(sa_type=JSON, sa_column_kwargs=_NONE_YET)
    dependencies: list[dict[str, str | None]] = Field(sa_type=JSON, sa_column_kwargs=_NONE_YET)


class SessionRow(SQLModel, table=True):
    """A refinement session, with its own copy of the agenda."""

    __tablename__ = "session"
    __table_args__ = (
        CheckConstraint("status IN ('planned', 'running', 'closed')", name="status"),
        Index(None, "team_id", "started_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
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
    agenda: dict[str, Any] = Field(sa_type=JSON)
    planned_for: datetime | None
    follows: int | None
    """The session that planned this one."""
    ratings: list[int] = Field(sa_type=JSON, sa_column_kwargs=_NONE_YET)


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


class AttentionRow(OfSession, table=True):
    """From a moment on, an item was on the screen."""

    __tablename__ = "attention"

    position: int = Field(primary_key=True)
    at: datetime
    item: int | None


class SessionItemRow(OfSession, table=True):
    """What happened to a backlog item in a session."""

    __tablename__ = "session_item"
    __table_args__: ClassVar[Any] = (
        ForeignKeyConstraint(["team_id", "item"], ["backlog_item.team_id", "backlog_item.number"]),
        CheckConstraint("fate IN ('carried', 'parked', 'dropped')", name="fate"),
        Index(None, "team_id", "item"),
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
    closed_item: dict[str, Any] | None = Field(sa_type=JSON)
    closed_seconds: int | None
