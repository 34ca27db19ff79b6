"""The latest imports of a team, each with what it changed, to take it back as a whole."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from refine_tui.domain.errors import NothingToUndoError
from refine_tui.domain.session import Numbers, RefinementSession
from refine_tui.store import mappers
from refine_tui.store.journal import packed, replay, unpacked
from refine_tui.store.row_diff import RowChange, session_insertions
from refine_tui.store.row_writer import write_counters, write_rows
from refine_tui.store.tables import METADATA

KEPT = 5
"""How many imports of a team can be taken back, the latest first: a large one holds a copy of a whole backlog."""

_IMPORT = METADATA.tables["backlog_import"]
_SESSION = mappers.SESSION.table


def append(connection: sa.Connection, team_id: int, *, step: str, changes: Sequence[RowChange], now: datetime) -> None:
    """Write an import down, and forget the oldest; one without a name or without a change is none."""
    if not (step and changes):
        return
    row = {"team_id": team_id, "at": now, "step": step, "changes": [packed(change) for change in changes]}
    connection.execute(sa.insert(_IMPORT), row)
    own = _IMPORT.c.team_id == team_id
    latest = sa.select(_IMPORT.c.id).where(own).order_by(_IMPORT.c.id.desc()).limit(KEPT)
    connection.execute(sa.delete(_IMPORT).where(own, _IMPORT.c.id.not_in(latest)))


def insert_minutes(connection: sa.Connection, minutes: RefinementSession, *, now: datetime) -> list[RowChange]:
    """Store a closed session that was not held here, with its action items, and return what that changes.

    Raises:
        ConflictError: the team has given out their numbers meanwhile.
    """
    own = mappers.SESSION.values({"team_id": minutes.team.id}, minutes)
    insert = sa.insert(_SESSION).values(own | {"revision": minutes.revision, "seen_at": now})
    key = connection.execute(insert).inserted_primary_key
    stored = replace(minutes, id=key[0] if key else 0)
    first = stored.numbers.action - len(stored.actions)
    write_counters(connection, minutes.team.id, Numbers(action=first), Numbers(action=stored.numbers.action))
    parts = session_insertions(stored)
    write_rows(connection, parts)
    return [RowChange(table="session", key={"id": stored.id}, before=None, after=own), *parts]


def undo(connection: sa.Connection, team_id: int) -> str:
    """Take the latest import back and return what it was.

    Raises:
        NothingToUndoError: there is none.
        RefineError: something that it brought has been changed or used since.
    """
    query = sa.select(_IMPORT).where(_IMPORT.c.team_id == team_id).order_by(_IMPORT.c.id.desc()).limit(1)
    row = connection.execute(query).mappings().first()
    if row is None:
        raise NothingToUndoError("There is no import to undo.")
    changes = [unpacked(kept).reversed for kept in row["changes"]]
    replay(connection, changes, refusal=f"“{row['step']}” cannot be undone")
    connection.execute(sa.delete(_IMPORT).where(_IMPORT.c.id == row["id"]))
    return str(row["step"])
