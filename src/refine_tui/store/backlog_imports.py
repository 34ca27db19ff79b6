"""The latest imports of a team, each with what it changed, to take it back as a whole."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from refine_tui.domain.errors import NothingToUndoError
from refine_tui.store.difference import RowChange
from refine_tui.store.journal import packed, replay, unpacked
from refine_tui.store.tables import METADATA

KEPT = 5
"""How many imports of a team can be taken back, the latest first: a large one holds a copy of a whole backlog."""

_IMPORT = METADATA.tables["backlog_import"]


def append(connection: sa.Connection, team_id: int, *, step: str, changes: Sequence[RowChange], now: datetime) -> None:
    """Write an import down, and forget the oldest; one without a name or without a change is none."""
    if not (step and changes):
        return
    row = {"team_id": team_id, "at": now, "step": step, "changes": [packed(change) for change in changes]}
    connection.execute(sa.insert(_IMPORT), row)
    own = _IMPORT.c.team_id == team_id
    latest = sa.select(_IMPORT.c.id).where(own).order_by(_IMPORT.c.id.desc()).limit(KEPT)
    connection.execute(sa.delete(_IMPORT).where(own, _IMPORT.c.id.not_in(latest)))


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
