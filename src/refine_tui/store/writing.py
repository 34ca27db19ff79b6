"""Writing rows: changes in few statements, and the checks that nobody else changed the same.

Every statement is built once and kept: building one costs more than carrying it out.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import sqlalchemy as sa

from refine_tui.domain.errors import ConflictError
from refine_tui.domain.session import Numbers
from refine_tui.store import rows
from refine_tui.store.difference import RowChange, column_changes
from refine_tui.store.reading import fetch
from refine_tui.store.rows import Values
from refine_tui.store.tables import METADATA

_ORDER = {table.name: place for place, table in enumerate(METADATA.sorted_tables)}
_MANY = 500
"""From this many items on, the whole backlog is read rather than each item by its number."""

_BACKLOG = rows.BACKLOG_ITEM.table
_ALL = sa.select(_BACKLOG).where(_BACKLOG.c.team_id == sa.bindparam("team"))
_NUMBERED = _ALL.where(_BACKLOG.c.number.in_(sa.bindparam("numbers", expanding=True)))

_WAS = "was_"
"""Begins the names of the values that a row must hold for a statement to touch it."""


def write(connection: sa.Connection, changes: Iterable[RowChange]) -> None:
    """Carry out changes: new rows, parents first; then changed ones; then those that go, children first.

    Raises:
        ConflictError: a row that is to change or go is not there.
    """
    inserted: dict[str, list[Values]] = defaultdict(list)
    updated: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[Values]] = defaultdict(list)
    deleted: dict[tuple[str, tuple[str, ...]], list[Values]] = defaultdict(list)
    for change in changes:
        if change.before is None:
            inserted[change.table].append(change.key | (change.after or {}))
        elif change.after is None:
            deleted[change.table, tuple(change.key)].append(_bound(change.key))
        else:
            updated[change.table, tuple(change.after), tuple(change.key)].append(_bound(change.key) | change.after)
    for name in sorted(inserted, key=_ORDER.__getitem__):
        connection.execute(_insert(name), inserted[name])
    for where, each in updated.items():
        _execute_on_all(connection, _update(*where), each)
    for gone in sorted(deleted, key=lambda gone: _ORDER[gone[0]], reverse=True):
        _execute_on_all(connection, _delete(*gone), deleted[gone])


def write_session(connection: sa.Connection, session_id: int, values: Values, *, revision: int) -> None:
    """Change columns of a session's own row and raise its revision.

    Raises:
        ConflictError: its revision is no longer *revision*.
    """
    values = values | {"revision": revision + 1}
    update = _update("session", tuple(values), ("id", "revision"))
    if connection.execute(update, values | _bound({"id": session_id, "revision": revision})).rowcount != 1:
        raise ConflictError(f"Session {session_id} was changed from another terminal meanwhile: try again.")


def write_counters(connection: sa.Connection, team_id: int, before: Numbers, after: Numbers) -> None:
    """Raise a team's counters.

    Raises:
        ConflictError: one of those that change no longer is what *before* has.
    """
    old, new = column_changes(_counters(before), _counters(after))
    if not new:
        return
    update = _update("team", tuple(new), ("id", *old))
    if connection.execute(update, new | _bound({"id": team_id} | old)).rowcount != 1:
        raise ConflictError("Another session of the team has taken the same number meanwhile: try again.")


def settle(connection: sa.Connection, team_id: int, changes: Iterable[RowChange]) -> list[RowChange]:
    """Return *changes* as they are to be made now that the stored backlog is seen.

    An item that is stored already is not new but changed; a column that holds what it is to hold is left alone.

    Raises:
        ConflictError: a column of an item that is to change no longer holds what it did before.
    """
    changes = list(changes)
    numbers = [change.key["number"] for change in changes if change.table == "backlog_item"]
    stored = _stored_items(connection, team_id, numbers) if numbers else {}
    settled = []
    for change in changes:
        row = stored.get(change.key["number"]) if change.table == "backlog_item" else None
        if row is None or change.after is None:
            settled.append(change)
            continue
        was, becomes = column_changes(row, change.after)
        if change.before is not None and any(was[name] != change.before[name] for name in was):
            raise ConflictError(f"{row['key'] or '#' + str(row['number'])} was changed meanwhile: try again.")
        if becomes:
            settled.append(replace(change, before=was, after=becomes))
    return settled


def _counters(numbers: Numbers) -> Values:
    return {column: getattr(numbers, field) for field, column in rows.COUNTERS.items()}


def _stored_items(connection: sa.Connection, team_id: int, numbers: list[int]) -> dict[int, Values]:
    if len(numbers) < _MANY:
        found = fetch(connection, _NUMBERED, {"team": team_id, "numbers": numbers})
    else:
        found = fetch(connection, _ALL, {"team": team_id})
    return {row["number"]: row for row in found}


def _bound(values: Values) -> Values:
    return {f"{_WAS}{name}": value for name, value in values.items()}


@cache
def _insert(table: str) -> sa.Insert:
    return sa.insert(METADATA.tables[table])


@cache
def _update(table: str, columns: tuple[str, ...], held: tuple[str, ...]) -> sa.Update:
    """Return the update of *columns* where the columns *held* hold what they did."""
    values: Values = {column: sa.bindparam(column) for column in columns}
    return sa.update(METADATA.tables[table]).where(*_where(table, held)).values(values)


@cache
def _delete(table: str, held: tuple[str, ...]) -> sa.Delete:
    return sa.delete(METADATA.tables[table]).where(*_where(table, held))


def _where(table: str, held: tuple[str, ...]) -> list[sa.ColumnElement[bool]]:
    return [METADATA.tables[table].c[name] == sa.bindparam(f"{_WAS}{name}") for name in held]


def _execute_on_all(connection: sa.Connection, statement: sa.Update | sa.Delete, each: list[Values]) -> None:
    if connection.execute(statement, each if len(each) > 1 else each[0]).rowcount != len(each):
        raise ConflictError("It was changed from another terminal meanwhile: try again.")
