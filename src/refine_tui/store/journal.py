"""The journal of a session: what each step changed, to take it back and to make it again."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from refine_tui.domain.errors import NothingToUndoError, RefineError
from refine_tui.store import mappers
from refine_tui.store.mappers import Values, from_json, to_json
from refine_tui.store.row_diff import RowChange
from refine_tui.store.row_writer import bump_revisions, write_rows
from refine_tui.store.tables import METADATA

_JOURNAL = METADATA.tables["journal"]
_UNDISPUTED = {("session", "open_item")}
"""Columns that undo restores whatever they hold: moving about is no step, so they may have changed since."""
_FACTS = frozenset({"attention"})
"""Tables that no undo touches."""
_TIMES = {"session": ("started_at", "ended_at"), "span": ("start", "end"), "absence": ("start", "end")}
"""The columns of a session's time line, which moves when the computer's clock is set."""

_OF_SESSION = _JOURNAL.c.session_id == sa.bindparam("session")
_LAST = (
    sa.select(_JOURNAL.c.sequence, _JOURNAL.c.undone).where(_OF_SESSION).order_by(_JOURNAL.c.sequence.desc()).limit(1)
)
_FORGET = sa.delete(_JOURNAL).where(_OF_SESSION, _JOURNAL.c.undone)
_WRITE_DOWN = sa.insert(_JOURNAL)


def append(
    connection: sa.Connection, session_id: int, *, step: str, changes: Iterable[RowChange], now: datetime
) -> None:
    """Write a step down, and forget the steps that had been undone: they cannot be made again after it.

    What changes nothing but the place on the screen is no step.
    """
    kept = [change for change in changes if change.table not in _FACTS]
    if not any(_disputed(change) for change in kept):
        return
    last = connection.execute(_LAST, {"session": session_id}).first()
    if last is not None and last.undone:
        connection.execute(_FORGET, {"session": session_id})
    row = {
        "session_id": session_id,
        "sequence": last.sequence + 1 if last is not None else 1,
        "at": now,
        "step": step,
        "undone": False,
        "changes": [packed(change) for change in kept],
    }
    connection.execute(_WRITE_DOWN, row)


def undo(connection: sa.Connection, session_id: int) -> str:
    """Take the latest step back and return what it was.

    Raises:
        NothingToUndoError: there is none.
        RefineError: something that it changed has been changed since.
    """
    row = _next(connection, session_id, undone=False)
    if row is None:
        raise NothingToUndoError("There is nothing to undo.")
    changes = [unpacked(kept).reversed for kept in row["changes"]]
    replay(connection, changes, refusal=f"“{row['step']}” cannot be undone")
    bump_revisions(connection, session_id, changes)
    _mark(connection, row, undone=True)
    return str(row["step"])


def redo(connection: sa.Connection, session_id: int) -> str:
    """Make the step again that was undone last and return what it was; raises as `undo`."""
    row = _next(connection, session_id, undone=True)
    if row is None:
        raise NothingToUndoError("There is nothing to redo.")
    changes = [unpacked(kept) for kept in row["changes"]]
    replay(connection, changes, refusal=f"“{row['step']}” cannot be made again")
    bump_revisions(connection, session_id, changes)
    _mark(connection, row, undone=False)
    return str(row["step"])


def shift_times(connection: sa.Connection, session_id: int, by: timedelta) -> None:
    """Move the times in all steps of a session, undone ones too, as `timekeeping.shift_clock` moves its time line."""
    kept = sa.select(_JOURNAL.c.sequence, _JOURNAL.c.changes).where(_JOURNAL.c.session_id == session_id)
    for row in connection.execute(kept).all():
        shifted = [_shifted(change, by) for change in row.changes]
        if shifted != row.changes:
            this = (_JOURNAL.c.session_id == session_id, _JOURNAL.c.sequence == row.sequence)
            connection.execute(sa.update(_JOURNAL).where(*this).values(changes=shifted))


def _shifted(kept: dict[str, Any], by: timedelta) -> dict[str, Any]:
    times = _TIMES.get(kept["table"], ())
    sides = {side: kept[side] and _with_times_shifted(kept[side], times, by) for side in ("before", "after")}
    return kept | sides


def _with_times_shifted(values: Values, times: Iterable[str], by: timedelta) -> Values:
    moved = {name: datetime.fromisoformat(values[name]) + by for name in times if values.get(name) is not None}
    return values | to_json(moved)


def _next(connection: sa.Connection, session_id: int, *, undone: bool) -> sa.RowMapping | None:
    order = _JOURNAL.c.sequence if undone else _JOURNAL.c.sequence.desc()
    query = sa.select(_JOURNAL).where(_JOURNAL.c.session_id == session_id, _JOURNAL.c.undone == undone)
    return connection.execute(query.order_by(order).limit(1)).mappings().first()


def _mark(connection: sa.Connection, row: sa.RowMapping, *, undone: bool) -> None:
    this = (_JOURNAL.c.session_id == row["session_id"], _JOURNAL.c.sequence == row["sequence"])
    connection.execute(sa.update(_JOURNAL).where(*this).values(undone=undone))


def replay(connection: sa.Connection, changes: list[RowChange], *, refusal: str) -> None:
    """Make changes again, or back, where each row still is what it was left as.

    Raises:
        RefineError: one of them is not; nothing is to be kept of what was written.
    """
    for change in changes:
        table = METADATA.tables[change.table]
        stored = _stored(connection, table, change.key)
        if not _holds(change, stored):
            thing = _name(connection, change, stored)
            raise RefineError(f"{refusal}: {thing} was changed since, by an import or from another terminal.")
    try:
        write_rows(connection, changes)
    except sa.exc.IntegrityError as error:
        raise RefineError(f"{refusal}: something that it brought is in use in another session by now.") from error


def _holds(change: RowChange, stored: Values | None) -> bool:
    if change.before is None or stored is None:
        return change.before is None and stored is None
    return all(stored[name] == held for name, held in change.before.items() if (change.table, name) not in _UNDISPUTED)


def _stored(connection: sa.Connection, table: sa.Table, key: Values) -> Values | None:
    query = sa.select(table).where(*(table.c[name] == value for name, value in key.items()))
    row = connection.execute(query).mappings().first()
    return None if row is None else dict(row)


def _disputed(change: RowChange) -> bool:
    if change.before is None or change.after is None:
        return True
    return any((change.table, name) not in _UNDISPUTED for name in change.after)


def packed(change: RowChange) -> dict[str, Any]:
    """Return a change as a row of the journal keeps it."""
    return {
        "table": change.table,
        "key": change.key,
        "before": None if change.before is None else to_json(change.before),
        "after": None if change.after is None else to_json(change.after),
    }


def unpacked(kept: dict[str, Any]) -> RowChange:
    """Return a change that a row of the journal keeps."""
    table = METADATA.tables[kept["table"]]
    before, after = (None if kept[side] is None else from_json(table, kept[side]) for side in ("before", "after"))
    return RowChange(table=kept["table"], key=kept["key"], before=before, after=after)


_LETTERS = {
    "decision": "D", "action_item": "A", "earlier_action": "A", "question": "Q", "earlier_question": "Q",
    "parked_topic": "P", "note": "N",
}  # fmt: skip
_NAMES = {"span": "the clock", "absence": "the clock", "phase": "the agenda", "participant": "who is here"}


def _name(connection: sa.Connection, change: RowChange, stored: Values | None) -> str:
    if letter := _LETTERS.get(change.table):
        return f"{letter}{change.key['number']}"
    if change.table not in ("backlog_item", "session_item"):
        return _NAMES.get(change.table, "the session")
    number = change.key.get("number", change.key.get("item"))
    held = (change.before or {}) | (change.after or {}) | change.key | (stored or {})
    table = mappers.BACKLOG_ITEM.table
    item = None
    if "team_id" in held:
        item = _stored(connection, table, {"team_id": held["team_id"], "number": number})
    return str(item["key"]) if item and item["key"] else f"#{number}"
