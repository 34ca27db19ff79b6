"""The latest imports of a team, each with what it changed, so that it can be undone as a whole."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from refine_tui.domain.errors import NothingToUndoError
from refine_tui.domain.session import Numbers, RefinementSession
from refine_tui.store.fetching import fetch_first
from refine_tui.store.journal import format_changes, parse_changes, replay
from refine_tui.store.mappers.sessions import session_row
from refine_tui.store.row_diff import RowChange, session_columns, session_insertions
from refine_tui.store.row_statements import insert_new, insert_row
from refine_tui.store.row_writer import write_counters, write_rows
from refine_tui.store.stored_values import reading
from refine_tui.store.tables.base import table_of
from refine_tui.store.tables.teams import BacklogImportRow

KEPT = 5
"""How many imports of a team can be undone, the latest first: a large one holds a copy of a whole backlog."""

_IMPORT = table_of(BacklogImportRow)


def append(connection: sa.Connection, team_id: int, *, step: str, changes: Sequence[RowChange], now: datetime) -> None:
    """Insert an import, and delete the oldest; one without a name or without a change is none."""
    if not (step and changes):
        return
    row = BacklogImportRow(team_id=team_id, at=now, step=step, changes=format_changes(changes))
    insert_row(connection, row)
    own = _IMPORT.c.team_id == team_id
    latest = sa.select(_IMPORT.c.id).where(own).order_by(_IMPORT.c.id.desc()).limit(KEPT)
    connection.execute(sa.delete(_IMPORT).where(own, _IMPORT.c.id.not_in(latest)))


def insert_minutes(connection: sa.Connection, minutes: RefinementSession, *, now: datetime) -> list[RowChange]:
    """Store a closed session that was not held here, with its action items, and return what that changes.

    Raises:
        ConflictError: the team has used their numbers meanwhile.
    """
    stored = replace(minutes, id=insert_new(connection, session_row(minutes, seen_at=now)))
    first = stored.numbers.action - len(stored.actions)
    write_counters(connection, minutes.team.id, Numbers(action=first), Numbers(action=stored.numbers.action))
    parts = session_insertions(stored)
    write_rows(connection, parts)
    return [RowChange(table="session", key={"id": stored.id}, before=None, after=session_columns(minutes)), *parts]


def undo(connection: sa.Connection, team_id: int) -> str:
    """Undo the latest import and return what it was.

    Raises:
        NothingToUndoError: there is none.
        RefineError: something that it added has been changed or used since.
        StoredValueError: what it changed cannot be parsed.
    """
    query = sa.select(_IMPORT).where(_IMPORT.c.team_id == team_id).order_by(_IMPORT.c.id.desc()).limit(1)
    with reading("The latest import"):
        row = fetch_first(connection, BacklogImportRow, query)
        if row is None:
            raise NothingToUndoError("There is no import to undo.")
        changes = [change.reversed for change in parse_changes(row.changes)]
    replay(connection, changes, refusal=f"“{row.step}” cannot be undone")
    connection.execute(sa.delete(_IMPORT).where(_IMPORT.c.id == row.id))
    return row.step
