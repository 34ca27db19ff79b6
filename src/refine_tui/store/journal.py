"""The journal of a session: what each step changed, for undo and redo."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa

from refine_tui.domain.errors import NothingToUndoError, RefineError
from refine_tui.store.fetching import fetch, fetch_first, fetch_values
from refine_tui.store.row_diff import RowChange
from refine_tui.store.row_statements import insert_row
from refine_tui.store.row_writer import bump_revisions, write_rows
from refine_tui.store.rows import values_to_json
from refine_tui.store.sql_types import Values
from refine_tui.store.stored_values import (
    StoredValueError,
    columns_from_json,
    optional,
    parse_integer,
    parse_list,
    parse_object,
    reading,
)
from refine_tui.store.tables import METADATA
from refine_tui.store.tables.base import table_of
from refine_tui.store.tables.session_data import JournalRow

_JOURNAL = table_of(JournalRow)
_UNDISPUTED = {("session", "open_item")}
"""Columns that undo restores whatever they hold: moving about is not a step, so they may have changed since."""
_FACTS = frozenset({"attention"})
"""Tables that no undo touches."""
_TIMES = {
    "session": ("started_at", "ended_at"),
    "span": ("start", "end"),
    "absence": ("start", "end"),
    "participant": ("arrived_at", "left_at"),
}
"""The columns of a session's time line, which moves when the computer's clock is set."""

_OF_SESSION = _JOURNAL.c.session_id == sa.bindparam("session")
_LAST = (
    sa.select(_JOURNAL.c.sequence, _JOURNAL.c.undone).where(_OF_SESSION).order_by(_JOURNAL.c.sequence.desc()).limit(1)
)
_DELETE_UNDONE = sa.delete(_JOURNAL).where(_OF_SESSION, _JOURNAL.c.undone)


def append(
    connection: sa.Connection, session_id: int, *, step: str, changes: Iterable[RowChange], now: datetime
) -> None:
    """Insert a step, and delete the steps that had been undone: they cannot be redone after it.

    What changes nothing but the place on the screen is not a step.
    """
    kept = [change for change in changes if change.table not in _FACTS]
    if not any(_disputed(change) for change in kept):
        return
    last = connection.execute(_LAST, {"session": session_id}).first()
    if last is not None and last.undone:
        connection.execute(_DELETE_UNDONE, {"session": session_id})
    row = JournalRow(
        session_id=session_id,
        sequence=last.sequence + 1 if last is not None else 1,
        at=now,
        step=step,
        undone=False,
        changes=format_changes(kept),
    )
    insert_row(connection, row)


def undo(connection: sa.Connection, session_id: int) -> str:
    """Undo the latest step and return what it was.

    Raises:
        NothingToUndoError: there is none.
        RefineError: something that it changed has been changed since.
        StoredValueError: what it changed cannot be parsed.
    """
    row, changes = _next(connection, session_id, undone=False)
    if row is None:
        raise NothingToUndoError("There is nothing to undo.")
    changes = [change.reversed for change in changes]
    replay(connection, changes, refusal=f"“{row.step}” cannot be undone")
    bump_revisions(connection, session_id, changes)
    _mark(connection, row, undone=True)
    return row.step


def redo(connection: sa.Connection, session_id: int) -> str:
    """Redo the step that was undone last and return what it was; raises as `undo`."""
    row, changes = _next(connection, session_id, undone=True)
    if row is None:
        raise NothingToUndoError("There is nothing to redo.")
    replay(connection, changes, refusal=f"“{row.step}” cannot be made again")
    bump_revisions(connection, session_id, changes)
    _mark(connection, row, undone=False)
    return row.step


def shift_times(connection: sa.Connection, session_id: int, by: timedelta) -> None:
    """Move the times in all steps of a session, undone ones too, as `timekeeping.shift_clock` moves its time line."""
    steps = sa.select(_JOURNAL).where(_JOURNAL.c.session_id == session_id)
    with reading("The journal"):
        rows = [(row.sequence, parse_changes(row.changes)) for row in fetch(connection, JournalRow, steps)]
    for sequence, changes in rows:
        shifted = [_shifted(change, by) for change in changes]
        if shifted != changes:
            this = (_JOURNAL.c.session_id == session_id, _JOURNAL.c.sequence == sequence)
            connection.execute(sa.update(_JOURNAL).where(*this).values(changes=format_changes(shifted)))


def _shifted(change: RowChange, by: timedelta) -> RowChange:
    times = _TIMES.get(change.table, ())
    before, after = (_with_times_shifted(side, times, by) for side in (change.before, change.after))
    return replace(change, before=before, after=after)


def _with_times_shifted(values: Values | None, times: Iterable[str], by: timedelta) -> Values | None:
    if values is None:
        return None
    moments = ((name, values.get(name)) for name in times)
    return values | {name: moment + by for name, moment in moments if isinstance(moment, datetime)}


def _next(connection: sa.Connection, session_id: int, *, undone: bool) -> tuple[JournalRow | None, list[RowChange]]:
    """Return the row of the step that is undone or redone next, or None, and what it changed."""
    order = _JOURNAL.c.sequence if undone else _JOURNAL.c.sequence.desc()
    query = sa.select(_JOURNAL).where(_JOURNAL.c.session_id == session_id, _JOURNAL.c.undone == undone)
    with reading("The latest step"):
        row = fetch_first(connection, JournalRow, query.order_by(order).limit(1))
        return row, [] if row is None else parse_changes(row.changes)


def _mark(connection: sa.Connection, row: JournalRow, *, undone: bool) -> None:
    this = (_JOURNAL.c.session_id == row.session_id, _JOURNAL.c.sequence == row.sequence)
    connection.execute(sa.update(_JOURNAL).where(*this).values(undone=undone))


def replay(connection: sa.Connection, changes: list[RowChange], *, refusal: str) -> None:
    """Apply changes to rows that are still as the journal left them.

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
        raise RefineError(f"{refusal}: something that it added is used by another session now.") from error


def _holds(change: RowChange, stored: Values | None) -> bool:
    if change.before is None or stored is None:
        return change.before is None and stored is None
    return all(stored[name] == held for name, held in change.before.items() if (change.table, name) not in _UNDISPUTED)


def _stored(connection: sa.Connection, table: sa.Table, key: Mapping[str, object]) -> Values | None:
    query = sa.select(table).where(*(table.c[name] == value for name, value in key.items()))
    return next(iter(fetch_values(connection, query)), None)


def _disputed(change: RowChange) -> bool:
    if change.before is None or change.after is None:
        return True
    return any((change.table, name) not in _UNDISPUTED for name in change.after)


def format_changes(changes: Iterable[RowChange]) -> list[dict[str, object]]:
    """Return changes as the journal stores them."""
    return [
        {
            "table": change.table,
            "key": change.key,
            "before": None if change.before is None else values_to_json(change.before),
            "after": None if change.after is None else values_to_json(change.after),
        }
        for change in changes
    ]


def parse_changes(held: object) -> list[RowChange]:
    """Return the changes that the journal stores.

    Raises:
        StoredValueError: one of them cannot be parsed.
    """
    return [_parse_change(parse_object(change)) for change in parse_list(held)]


def _parse_change(held: Values) -> RowChange:
    table = METADATA.tables.get(str(held.get("table")))
    if table is None or held.keys() != {"table", "key", "before", "after"}:
        raise StoredValueError
    columns = optional(partial(columns_from_json, table))
    key, before, after = (columns(held[part]) for part in ("key", "before", "after"))
    if key is None or key.keys() != set(table.primary_key.columns.keys()) or before is None is after:
        raise StoredValueError
    numbers = {name: parse_integer(value) for name, value in key.items()}
    return RowChange(table=table.name, key=numbers, before=before, after=after)


_LETTERS = {
    "decision": "D", "action_item": "A", "earlier_action": "A", "question": "Q", "earlier_question": "Q",
    "parked_topic": "P", "earlier_parked": "P", "note": "N",
}  # fmt: skip
_NAMES = {"span": "the clock", "absence": "the clock", "phase": "the agenda", "participant": "who is here"}


def _name(connection: sa.Connection, change: RowChange, stored: Values | None) -> str:
    if letter := _LETTERS.get(change.table):
        return f"{letter}{change.key['number']}"
    if change.table not in ("backlog_item", "session_item"):
        return _NAMES.get(change.table, "the session")
    number = change.key.get("number", change.key.get("item"))
    held = {**(change.before or {}), **(change.after or {}), **change.key, **(stored or {})}
    item = None
    if "team_id" in held:
        item = _stored(connection, METADATA.tables["backlog_item"], {"team_id": held["team_id"], "number": number})
    return str(item["key"]) if item and item["key"] else f"#{number}"
