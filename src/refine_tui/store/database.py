"""The store: everything the facilitator needs of a database, each method one transaction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from refine_tui.domain.backlog_item import Backlog
from refine_tui.domain.errors import ConflictError
from refine_tui.domain.people import Team
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.session import Numbers, RefinementSession
from refine_tui.domain.summary import SessionSummary, TeamMemory
from refine_tui.store import journal, reading, rows
from refine_tui.store.claims import Claim
from refine_tui.store.difference import RowChange, backlog_differences, differences, insertions
from refine_tui.store.engine import checkpoint, for_writing, make_engine, prepare_file, told
from refine_tui.store.schema import bring_up_to_date
from refine_tui.store.tables import METADATA
from refine_tui.store.writing import settle, write, write_counters, write_session

_TEAM = METADATA.tables["team"]
_SESSION = rows.SESSION.table

_BACKLOG_CHANGED = "The backlog was changed from another terminal meanwhile: try again."


def open_store(path: Path) -> "SqlStore":
    """Open the database at *path*, made now if it is not there, and brought up to date if it is an older one.

    Raises:
        RefineError: it cannot be made, read or brought up to date, or a newer version of refine has written it.
    """
    path = path.absolute()
    prepare_file(path)
    bring_up_to_date(path)
    store = SqlStore(path)
    try:
        store.team_names()
    except BaseException:
        store.close()
        raise
    return store


class SqlStore:
    """A store in an SQLite file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = make_engine(path)
        self._writer = for_writing(self._engine)
        self._claim: Claim | None = None
        self._closed = False

    def close(self) -> None:
        """Let go of everything; the database is one file afterwards, unless another process uses it."""
        self.release()
        if self._closed:
            return
        self._closed = True
        try:
            with told(self.path.name):
                checkpoint(self._engine)
        finally:
            self._engine.dispose()

    # --- teams and their backlogs ----------------------------------------------------------------

    def team_names(self) -> tuple[str, ...]:
        """Return the names of all teams, the one used last first."""
        with self._reading() as connection:
            return reading.team_names(connection)

    def team(self, name: str) -> Team:
        """Return the team of this name (compared without case), made now if there is none."""
        name = clean_line(name)
        with self._reading() as connection:
            found = reading.team_called(connection, name.casefold())
        if found is not None:
            return found
        with self._writing() as connection:
            found = reading.team_called(connection, name.casefold())
            if found is not None:
                return found
            row = dict.fromkeys(rows.COUNTERS.values(), 0)
            insert = sa.insert(_TEAM).values(name=name, name_folded=name.casefold(), used=0, **row)
            key = connection.execute(insert).inserted_primary_key
            return Team(id=key[0] if key else 0, name=name)

    def memory(self, team: Team) -> TeamMemory:
        """Return what the team's last session leaves."""
        with self._reading() as connection:
            return reading.memory(connection, team)

    def backlog(self, team: Team) -> Backlog:
        """Return the team's items in order of rank."""
        with self._reading() as connection:
            return reading.backlog(connection, team)

    def save_backlog(self, before: Backlog, after: Backlog) -> None:
        """Save the items that are new or changed in *after*.

        Raises:
            ConflictError: another process changed the backlog meanwhile.
        """
        changes = backlog_differences(after.team.id, before.items, after.items)
        with self._writing() as connection:
            write_counters(connection, after.team.id, Numbers(item=before.last_item), Numbers(item=after.last_item))
            settled = settle(connection, after.team.id, changes)
            if _insertions(settled) != _insertions(changes):
                raise ConflictError(_BACKLOG_CHANGED)
            write(connection, settled)
            _mark_used(connection, after.team.id)

    # --- sessions -----------------------------------------------------------------------------------

    def create(self, session: RefinementSession, *, now: datetime) -> RefinementSession:
        """Store a session that is not stored yet and return it with its id.

        Raises:
            ConflictError: an item that it brings has been changed meanwhile.
        """
        own = rows.SESSION.values({"team_id": session.team.id}, session)
        with self._writing() as connection:
            key = connection.execute(
                sa.insert(_SESSION).values(own | {"revision": session.revision, "seen_at": now})
            ).inserted_primary_key
            stored = replace(
                session, id=key[0] if key else 0, numbers=_raised(connection, session.team.id, session.numbers)
            )
            settled = settle(connection, session.team.id, insertions(stored))
            if any(change.before is not None for change in settled):
                raise ConflictError(_BACKLOG_CHANGED)
            write(connection, settled)
            _mark_used(connection, session.team.id)
        return stored

    def load(self, session_id: int) -> RefinementSession:
        """Return a session.

        Raises:
            RefineError: there is none with this number.
        """
        with self._reading() as connection:
            return reading.session(connection, session_id)

    def save(
        self, before: RefinementSession, after: RefinementSession, *, step: str, now: datetime
    ) -> RefinementSession:
        """Save the difference with a journal row (none for an empty *step*) and return *after* as it is stored.

        Raises:
            ConflictError: the stored session is no longer *before*.
        """
        changes = differences(before, after)
        own = next((change.after for change in changes if change.table == "session"), None)
        with self._writing() as connection:
            write_session(connection, after.id, (own or {}) | {"seen_at": now}, revision=before.revision)
            write_counters(connection, after.team.id, before.numbers, after.numbers)
            settled = settle(connection, after.team.id, changes)
            write(connection, (change for change in settled if change.table != "session"))
            if step:
                journal.append(connection, after.id, step=step, changes=settled, now=now)
        return replace(after, revision=before.revision + 1)

    def undo(self, session_id: int, *, now: datetime) -> str:
        """Take the latest step of the session back and return what it was.

        Raises:
            NothingToUndoError: there is none.
            RefineError: something else has changed the same fields since; the sentence says which.
        """
        with self._writing() as connection:
            step = journal.undo(connection, session_id)
            _touch(connection, session_id, now)
            return step

    def redo(self, session_id: int, *, now: datetime) -> str:
        """Make the step again that was undone last and return what it was; raises as `undo`."""
        with self._writing() as connection:
            step = journal.redo(connection, session_id)
            _touch(connection, session_id, now)
            return step

    def summaries(self, team: str | None = None) -> tuple[SessionSummary, ...]:
        """Return the sessions, newest first, of one team or of all."""
        with self._reading() as connection:
            return reading.summaries(connection, None if team is None else clean_line(team).casefold())

    # --- who has a session ----------------------------------------------------------------------------

    def claim(self, session_id: int) -> None:
        """Hold the session for this process until it ends or releases it.

        Raises:
            RefineError: a living process holds it.
        """
        if self._claim is not None and self._claim.session_id == session_id:
            return
        claim = Claim(self.path, session_id)
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

    # --- transactions ---------------------------------------------------------------------------------

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with told(self.path.name), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with told(self.path.name), self._writer.begin() as connection:
            yield connection


def _insertions(changes: Iterable[RowChange]) -> int:
    return sum(change.before is None for change in changes)


def _raised(connection: sa.Connection, team_id: int, least: Numbers) -> Numbers:
    """Raise a team's counters to *least* where they are lower, and return them."""
    stored = rows.numbers(reading.team_row(connection, team_id))
    raised = Numbers(**{name: max(getattr(stored, name), getattr(least, name)) for name in rows.COUNTERS})
    write_counters(connection, team_id, stored, raised)
    return raised


def _mark_used(connection: sa.Connection, team_id: int) -> None:
    latest = sa.select(sa.func.max(_TEAM.c.used) + 1).scalar_subquery()
    connection.execute(sa.update(_TEAM).where(_TEAM.c.id == team_id).values(used=latest))


def _touch(connection: sa.Connection, session_id: int, now: datetime) -> None:
    values = {"revision": _SESSION.c.revision + 1, "seen_at": now}
    connection.execute(sa.update(_SESSION).where(_SESSION.c.id == session_id).values(values))
