"""The store: everything the facilitator needs of a database, each method one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from refine_tui.domain.backlog_item import BacklogItem
from refine_tui.domain.errors import ConflictError, RefineError
from refine_tui.domain.session import Numbers, RefinementSession, SessionStatus
from refine_tui.store import journal, loaders, mappers
from refine_tui.store.engine import prepare_file
from refine_tui.store.kept import KeptStore
from refine_tui.store.plain_sqlite import BUSY_SECONDS
from refine_tui.store.public_views import write_public_view
from refine_tui.store.queries import AcrossSessions
from refine_tui.store.row_diff import RowChange, backlog_changes, session_changes, session_insertions
from refine_tui.store.row_writer import bump_revisions, reconcile, write_counters, write_rows, write_session
from refine_tui.store.schema import migrate
from refine_tui.store.session_lock import SessionLock
from refine_tui.store.tables import METADATA
from refine_tui.store.teams import BACKLOG_CHANGED, TeamStore, mark_used

_SESSION = mappers.SESSION.table

_IS_PLANNED = _SESSION.c.status == SessionStatus.PLANNED.value


def open_store(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> "SqlStore":
    """Open the database at *path*, made now if it is not there, and brought up to date if it is an older one.

    A save waits *busy_seconds* for another program that writes. One that may only be read is opened for reading.

    Raises:
        RefineError: it cannot be made, read or brought up to date, is damaged, or a newer version of refine has
            written it.
    """
    path = path.absolute()
    prepare_file(path)
    migrate(path)
    store = SqlStore(path, busy_seconds=busy_seconds)
    try:
        store.team_names()
    except BaseException:
        store.close()
        raise
    return store


class SqlStore(TeamStore, AcrossSessions, KeptStore):
    """A store in an SQLite file."""

    def __init__(self, path: Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        super().__init__(path, busy_seconds=busy_seconds)
        self._claim: SessionLock | None = None

    def close(self) -> None:
        """Let go of everything; the database is one file afterwards, unless another process uses it."""
        self.release()
        super().close()

    # --- sessions -----------------------------------------------------------------------------------

    def create(self, session: RefinementSession, *, now: datetime) -> RefinementSession:
        """Store a session that is not stored yet and return it with its id.

        Raises:
            ConflictError: an item, action item or question that it takes up has been changed meanwhile.
        """
        own = mappers.SESSION.values({"team_id": session.team.id}, session)
        with self._writing() as connection:
            key = connection.execute(
                sa.insert(_SESSION).values(own | {"revision": session.revision, "seen_at": now})
            ).inserted_primary_key
            stored = replace(
                session, id=key[0] if key else 0, numbers=_raised(connection, session.team.id, session.numbers)
            )
            settled = reconcile(connection, session.team.id, session_insertions(stored))
            if any(change.before is not None for change in settled):
                raise ConflictError(BACKLOG_CHANGED)
            write_rows(connection, settled)
            mark_used(connection, session.team.id)
            write_public_view(connection, stored)
        return stored

    def load(self, session_id: int) -> RefinementSession:
        """Return a session.

        Raises:
            RefineError: there is none with this number.
        """
        with self._reading() as connection:
            return loaders.load_session(connection, session_id)

    def save(
        self,
        before: RefinementSession,
        after: RefinementSession,
        *,
        step: str,
        now: datetime,
        refreshed: Sequence[tuple[BacklogItem, BacklogItem]] = (),
    ) -> RefinementSession:
        """Save the difference with a journal row (none for an empty *step*) and return *after* as it is stored.

        *refreshed* are items of the backlog, each before and after, that change with it and are not in the session.

        Raises:
            ConflictError: the stored session is no longer *before*.
            RefineError: a record is to go that a later session holds.
        """
        changes = session_changes(before, after)
        changes += backlog_changes(after.team.id, *zip(*refreshed, strict=True)) if refreshed else []
        own = next((change.after for change in changes if change.table == "session"), None)
        stored = replace(after, revision=before.revision + 1)
        with self._writing() as connection:
            write_session(connection, after.id, (own or {}) | {"seen_at": now}, revision=before.revision)
            write_counters(connection, after.team.id, before.numbers, after.numbers)
            settled = reconcile(connection, after.team.id, changes)
            _write_parts(connection, settled)
            bump_revisions(connection, after.id, settled)
            if before.started_at is None and after.started_at is not None:
                mark_used(connection, after.team.id)
            if step:
                journal.append(connection, after.id, step=step, changes=settled, now=now)
            write_public_view(connection, stored)
        return stored

    def undo(self, session_id: int, *, now: datetime) -> str:
        """Take the latest step of the session back and return what it was.

        Raises:
            NothingToUndoError: there is none.
            RefineError: something else has changed the same fields since; the sentence says which.
        """
        with self._writing() as connection:
            step = journal.undo(connection, session_id)
            _touch(connection, session_id, now)
            write_public_view(connection, loaders.load_session(connection, session_id))
            return step

    def redo(self, session_id: int, *, now: datetime) -> str:
        """Make the step again that was undone last and return what it was; raises as `undo`."""
        with self._writing() as connection:
            step = journal.redo(connection, session_id)
            _touch(connection, session_id, now)
            write_public_view(connection, loaders.load_session(connection, session_id))
            return step

    def planned_after(self, session_id: int) -> int | None:
        """Return the number of the session that was planned when this one was closed and has not begun, or None."""
        planned = sa.select(_SESSION.c.id).where(_SESSION.c.follows == session_id, _IS_PLANNED)
        with self._reading() as connection:
            return connection.execute(planned.order_by(_SESSION.c.id).limit(1)).scalar()

    def forget_planned(self, session_id: int) -> None:
        """Take a planned session away; one that has begun stays."""
        with self._writing() as connection:
            planned = sa.select(_SESSION.c.id).where(_SESSION.c.id == session_id, _IS_PLANNED)
            if connection.execute(planned).first() is None:
                return
            for part in reversed(METADATA.sorted_tables):
                if "session_id" in part.c:
                    connection.execute(sa.delete(part).where(part.c.session_id == session_id))
            connection.execute(sa.delete(_SESSION).where(_SESSION.c.id == session_id))

    # --- who has a session ----------------------------------------------------------------------------

    def claim(self, session_id: int) -> None:
        """Hold the session for this process until it ends or releases it.

        Raises:
            RefineError: a living process holds it.
        """
        if self._claim is not None and self._claim.session_id == session_id:
            return
        claim = SessionLock(self.path, session_id)
        claim.acquire()
        self.release()
        self._claim = claim

    def release(self) -> None:
        """Let go of the session that this process holds, if any."""
        if self._claim is not None:
            self._claim.release()
            self._claim = None

    def seen(self, session_id: int, *, now: datetime) -> None:
        """Note that the program is alive."""
        with self._writing() as connection:
            connection.execute(sa.update(_SESSION).where(_SESSION.c.id == session_id).values(seen_at=now))

    def last_seen(self, session_id: int) -> datetime | None:
        """Return when a program with this session was last alive."""
        with self._reading() as connection:
            return connection.execute(sa.select(_SESSION.c.seen_at).where(_SESSION.c.id == session_id)).scalar()


def _write_parts(connection: sa.Connection, changes: Iterable[RowChange]) -> None:
    """Carry out what changes besides the session's own row.

    Raises:
        RefineError: a record is to go that a later session holds.
    """
    try:
        write_rows(connection, (change for change in changes if change.table != "session"))
    except sa.exc.IntegrityError as error:
        raise RefineError("What was to go is in use in another session by now, so it stays.") from error


def _raised(connection: sa.Connection, team_id: int, least: Numbers) -> Numbers:
    """Raise a team's counters to *least* where they are lower, and return them."""
    stored = mappers.numbers(loaders.team_row(connection, team_id))
    raised = Numbers(**{name: max(getattr(stored, name), getattr(least, name)) for name in mappers.COUNTERS})
    write_counters(connection, team_id, stored, raised)
    return raised


def _touch(connection: sa.Connection, session_id: int, now: datetime) -> None:
    values = {"revision": _SESSION.c.revision + 1, "seen_at": now}
    connection.execute(sa.update(_SESSION).where(_SESSION.c.id == session_id).values(values))
