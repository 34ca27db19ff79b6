"""Teams, their backlogs, and what is stored with imports."""

from datetime import datetime

from sqlalchemy import JSON, Index
from sqlmodel import Field

from refine_tui.store.tables.base import Row

_NONE_YET = {"server_default": "[]"}


class TeamRow(Row, table=True):
    """A team, with the highest number given out to each kind of its records."""

    __tablename__ = "team"

    id: int = Field(default=None, primary_key=True)  # given by the database
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


class BacklogItemRow(Row, table=True):
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
    imported_title: str = Field(sa_column_kwargs={"server_default": ""})
    """The title before a session first edited it; empty if none did."""


class BacklogImportRow(Row, table=True):
    """An import into a team's backlog, with what it changed: the material of its undo."""

    __tablename__ = "backlog_import"

    id: int = Field(default=None, primary_key=True)  # given by the database
    team_id: int = Field(foreign_key="team.id", index=True)
    at: datetime
    step: str
    changes: list[dict[str, object]] = Field(sa_type=JSON)


class ColumnMappingRow(Row, table=True):
    """Which column of an imported table holds which field, as a person chose it."""

    __tablename__ = "column_mapping"

    fingerprint: str = Field(primary_key=True)
    """Of the headings."""
    columns: dict[str, str] = Field(sa_type=JSON)
    """The heading by the field."""
