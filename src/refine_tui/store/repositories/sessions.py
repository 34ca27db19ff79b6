"""The sessions of the store, each with its journal."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime, timedelta

import sqlalchemy as sa

from refine_tui.domain.backlog_item import BacklogItem
from refine_tui.domain.errors import ConflictError, RefineError
from refine_tui.domain.session import Numbers, RefinementSession, SessionStatus
from refine_tui.domain.timebox import ZERO
from refine_tui.store import journal, loaders
from refine_tui.store.fetching import fetch_value
from refine_tui.store.mappers.sessions import session_row
from refine_tui.store.mappers.teams import numbers_from_row
from refine_tui.store.public_views import write_public_view
from refine_tui.store.row_diff import backlog_changes, session_changes, session_insertions
from refine_tui.store.row_statements import insert_new
from refine_tui.store.row_writer import bump_revisions, reconcile, write_counters, write_rows, write_session
from refine_tui.store.stored_values import reading
from refine_tui.store.tables import METADATA
from refine_tui.store.tables.base import table_of
from refine_tui.store.tables.sessions import SessionRow
from refine_tui.store.team_usage import mark_used

BACKLOG_CHANGED = "The backlog was changed from another terminal meanwhile: try again."

_SESSION = table_of(SessionRow)
_IS_PLANNED = _SESSION.c.status == SessionStatus.PLANNED.value


class SqlSessions:
    """The sessions within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def create(self, session: RefinementSession, *, now: datetime) -> RefinementSession:
        """Insert a session and return it with its id.

        Raises:
            ConflictError: an item, action item or question that it takes up has changed meanwhile.
        """
        connection = self._connection
        number = insert_new(connection, session_row(session, seen_at=now))
        stored = replace(session, id=number, numbers=_raised(connection, session.team.id, session.numbers))
        changes = reconcile(connection, session.team.id, session_insertions(stored))
        if any(change.before is not None for change in changes):
            raise ConflictError(BACKLOG_CHANGED)
        write_rows(connection, changes)
        mark_used(connection, session.team.id)
        write_public_view(connection, stored)
        return stored

    def load(self, session_id: int) -> RefinementSession:
        """Return the session with this number.

        Raises:
            RefineError: there is none.
        """
        return loaders.load_session(self._connection, session_id)

    def save(
        self,
        before: RefinementSession,
        after: RefinementSession,
        *,
        step: str,
        now: datetime,
        refreshed: Sequence[tuple[BacklogItem, BacklogItem]] = (),
        shifted_by: timedelta = ZERO,
    ) -> RefinementSession:
        """Save the difference, add a journal row unless *step* is empty, and return *after* as it is stored.

        *refreshed* are items of the backlog, each before and after, that change with it and are not in the session.
        *shifted_by* is how far `shift_clock` moved the session: the times in its earlier steps move as far.

        Raises:
            ConflictError: the stored session is no longer *before*.
            RefineError: a record is removed that a later session holds.
        """
        connection = self._connection
        changes = session_changes(before, after)
        changes += backlog_changes(after.team.id, *zip(*refreshed, strict=True)) if refreshed else []
        own = next((change.after for change in changes if change.table == "session"), None)
        write_session(connection, after.id, (own or {}) | {"seen_at": now}, revision=before.revision)
        write_counters(connection, after.team.id, before.numbers, after.numbers)
        changes = reconcile(connection, after.team.id, changes)
        try:
            write_rows(connection, (change for change in changes if change.table != "session"))
        except sa.exc.IntegrityError as error:
            if not any(change.after is None for change in changes):
                raise
            raise RefineError("A later session uses what would be removed, so it stays.") from error
        bump_revisions(connection, after.id, changes)
        if before.started_at is None and after.started_at is not None:
            mark_used(connection, after.team.id)
        if shifted_by:
            journal.shift_times(connection, after.id, shifted_by)
        if step:
            journal.append(connection, after.id, step=step, changes=changes, now=now)
        stored = replace(after, revision=before.revision + 1)
        write_public_view(connection, stored)
        return stored

    def undo(self, session_id: int, *, now: datetime) -> str:
        """Undo the latest step of the session and return its name.

        Raises:
            NothingToUndoError: there is none.
            RefineError: something else has changed the same fields since; the sentence says what.
        """
        step = journal.undo(self._connection, session_id)
        self._bump(session_id, now)
        return step

    def redo(self, session_id: int, *, now: datetime) -> str:
        """Redo the step that was undone last and return its name; raises as `undo`."""
        step = journal.redo(self._connection, session_id)
        self._bump(session_id, now)
        return step

    def planned_after(self, session_id: int) -> int | None:
        """Return the number of the session that was planned when this one was closed and has not begun, or None."""
        planned = sa.select(_SESSION.c.id).where(_SESSION.c.follows == session_id, _IS_PLANNED)
        return self._connection.execute(planned.order_by(_SESSION.c.id).limit(1)).scalar()

    def delete_planned(self, session_id: int) -> None:
        """Delete a planned session; one that has begun stays."""
        planned = sa.select(_SESSION.c.id).where(_SESSION.c.id == session_id, _IS_PLANNED)
        if self._connection.execute(planned).first() is None:
            return
        for part in reversed(METADATA.sorted_tables):
            if "session_id" in part.c:
                self._connection.execute(sa.delete(part).where(part.c.session_id == session_id))
        self._connection.execute(sa.delete(_SESSION).where(_SESSION.c.id == session_id))

    def mark_seen(self, session_id: int, *, now: datetime) -> None:
        """Store *now* as the time at which a program was last running the session."""
        self._connection.execute(sa.update(_SESSION).where(_SESSION.c.id == session_id).values(seen_at=now))

    def last_seen(self, session_id: int) -> datetime | None:
        """Return the time at which a program was last running the session."""
        query = sa.select(_SESSION.c.seen_at).where(_SESSION.c.id == session_id)
        with reading(f"Session {session_id}"):
            seen = fetch_value(self._connection, query)
            return seen if isinstance(seen, datetime) else None

    def _bump(self, session_id: int, now: datetime) -> None:
        values = {"revision": _SESSION.c.revision + 1, "seen_at": now}
        self._connection.execute(sa.update(_SESSION).where(_SESSION.c.id == session_id).values(values))


def _raised(connection: sa.Connection, team_id: int, least: Numbers) -> Numbers:
    """Raise a team's counters to *least* where they are lower, and return them."""
    stored = numbers_from_row(loaders.team_row(connection, team_id))
    names = (field.name for field in fields(Numbers))
    raised = Numbers(**{name: max(getattr(stored, name), getattr(least, name)) for name in names})
    write_counters(connection, team_id, stored, raised)
    return raised
