"""What is stored with a session and is no part of its record: journal, drafts, invitation, public view."""

from datetime import datetime

from sqlalchemy import JSON
from sqlmodel import Field

from refine_tui.store.tables.base import OfSession


class JournalRow(OfSession, table=True):
    """One step of a session, with what it changed: the material of undo and redo."""

    __tablename__ = "journal"

    sequence: int = Field(primary_key=True)
    at: datetime
    step: str
    undone: bool
    changes: list[dict[str, object]] = Field(sa_type=JSON)


class DraftRow(OfSession, table=True):
    """Text that was being typed in a session and is not recorded yet."""

    __tablename__ = "draft"

    name: str = Field(primary_key=True)
    """Which line it belongs to."""
    text: str


class InvitationRow(OfSession, table=True):
    """The invitation to the next session that was exported last."""

    __tablename__ = "invitation"

    starts_at: datetime
    sequence: int
    """Grows by one whenever an invitation with another time is exported."""


class PublicViewRow(OfSession, table=True):
    """The public view of a session that runs; it is right only while `revision` is the session's."""

    __tablename__ = "public_view"

    revision: int
    view: str
    """A `PublicView` as JSON."""
