"""What is kept beside the record: the material of undo, drafts, and what was learned from files and calendars."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from refine_tui.store.metadata import OfSession


class JournalRow(OfSession, table=True):
    """One step of a session, with what it changed: the material of undo and redo."""

    __tablename__ = "journal"

    sequence: int = Field(primary_key=True)
    at: datetime
    step: str
    undone: bool
    changes: list[dict[str, Any]] = Field(sa_type=JSON)


class BacklogImportRow(SQLModel, table=True):
    """An import into a team's backlog, with what it changed: the material of its undo."""

    __tablename__ = "backlog_import"

    id: int | None = Field(default=None, primary_key=True)
    team_id: int = Field(foreign_key="team.id", index=True)
    at: datetime
    step: str
    changes: list[dict[str, Any]] = Field(sa_type=JSON)


class DraftRow(OfSession, table=True):
    """Text that was being typed in a session and is not recorded yet."""

    __tablename__ = "draft"

    name: str = Field(primary_key=True)
    """Which line it belongs to."""
    text: str


class ColumnMappingRow(SQLModel, table=True):
    """Which columns of a table of this shape hold what, as somebody said it."""

    __tablename__ = "column_mapping"

    fingerprint: str = Field(primary_key=True)
    """Of the headings."""
    columns: dict[str, str] = Field(sa_type=JSON)
    """The heading by the field."""


class InvitationRow(OfSession, table=True):
    """The invitation to the next session as it was handed out last."""

    __tablename__ = "invitation"

    starts_at: datetime
    sequence: int
    """Grows by one whenever another time is handed out."""
