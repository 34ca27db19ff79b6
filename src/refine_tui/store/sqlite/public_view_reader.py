"""Reading a public view with plain SQLite: a few milliseconds, where the store takes a hundred times as long."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from refine_tui.domain.errors import RefineError
from refine_tui.store.revision import HEAD
from refine_tui.store.sqlite.access import database_exists
from refine_tui.store.sqlite.connection import connect_reading

if TYPE_CHECKING:
    from refine_tui.domain.public_view import PublicView

_NEWEST = """
SELECT session.id, public_view.view, session.seen_at
  FROM session
  LEFT JOIN public_view ON public_view.session_id = session.id AND public_view.revision = session.revision
 WHERE session.status = 'running' AND (:session IS NULL OR session.id = :session)
   AND (SELECT version_num FROM alembic_version) = :head
 ORDER BY coalesce(session.started_at, session.planned_for, session.created_at) DESC, session.id DESC
 LIMIT 1
"""
"""In the order of `SqlStore.summaries`."""


class StoredView(NamedTuple):
    """The public view of a session, as it is stored."""

    session_id: int
    view: "PublicView"
    seen_at: datetime
    """When a program with the session was last alive, aware, in UTC."""


def read_public_view(path: Path, session_id: int | None = None) -> StoredView | None:
    """Return the public view of a session that runs; None in any doubt, and never an error.

    Args:
        path: The database, which is not changed.
        session_id: The session; None: the newest one that runs.
    """
    path = path.absolute()
    try:
        if not database_exists(path):
            return None
        with closing(connect_reading(path, busy_seconds=0)) as connection:
            row = connection.execute(_NEWEST, {"session": session_id, "head": HEAD}).fetchone()
    except (sqlite3.Error, OSError, RefineError):
        return None  # the store opens next, and says what is wrong
    if row is None or not isinstance(row[1], str):
        return None
    number, text, seen_at = row
    from refine_tui.domain.public_view import PublicView  # noqa: PLC0415 - where there is none, nothing is loaded

    view = PublicView.from_json(text)
    if view is None or view.id != number:
        return None
    try:
        seen = datetime.fromisoformat(seen_at)
    except (ValueError, TypeError):
        return None
    return StoredView(session_id=number, view=view, seen_at=seen if seen.tzinfo else seen.replace(tzinfo=UTC))
