"""Writing rows: changes in few statements, and the checks that nobody else changed the same.

Every statement is built once and kept: building one costs more than carrying it out.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

import sqlalchemy as sa

from refine_tui.domain.errors import ConflictError
from refine_tui.domain.session import Numbers, SessionStatus
from refine_tui.store.fetching import fetch_values
from refine_tui.store.mappers.teams import counter_columns
from refine_tui.store.public_views import forget_public_views
from refine_tui.store.row_diff import RowChange, column_changes
from refine_tui.store.sql_types import Query, Values
from refine_tui.store.tables import METADATA
from refine_tui.store.tables.base import table_of
from refine_tui.store.tables.sessions import SessionRow

_ORDER = {table.name: place for place, table in enumerate(METADATA.sorted_tables)}
_MANY = 500
"""From this many rows on, all of the team are read rather than each by its number."""

_SESSION = table_of(SessionRow)
_SHARED = ("backlog_item", "action_item", "question", "parked_topic")
"""Tables with rows that several sessions of a team can change."""
_LINKS = {"action_item": "earlier_action", "question": "earlier_question", "parked_topic": "earlier_parked"}
"""The table that links a row to the later sessions that show it, by the table of the row."""
_LETTERS = {"action_item": "A", "question": "Q", "parked_topic": "P"}

_WAS = "was_"
"""Begins the names of the values that a row must hold for a statement to touch it."""


def write_rows(connection: sa.Connection, changes: Iterable[RowChange]) -> None:
    """Carry out changes: new rows, parents first; then changed ones; then those that go, children first.

    Raises:
        ConflictError: a row that is to change or go is not there.
    """
    inserted: dict[str, list[Values]] = defaultdict(list)
    updated: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[Values]] = defaultdict(list)
    deleted: dict[tuple[str, tuple[str, ...]], list[Values]] = defaultdict(list)
    changes = list(changes)
    for change in changes:
        if change.before is None:
            inserted[change.table].append({**change.key, **(change.after or {})})
        elif change.after is None:
            deleted[change.table, tuple(change.key)].append(_bound(change.key))
        else:
            updated[change.table, tuple(change.after), tuple(change.key)].append(_bound(change.key) | change.after)
    for name in sorted(inserted, key=_ORDER.__getitem__):
        connection.execute(_insert(name), inserted[name])
    statements: list[tuple[sa.Update | sa.Delete, list[Values]]]
    statements = [(_update(*where), rows) for where, rows in updated.items()]
    children_first = sorted(deleted, key=lambda where: _ORDER[where[0]], reverse=True)
    statements += [(_delete(*where), deleted[where]) for where in children_first]
    for statement, rows in statements:
        if connection.execute(statement, rows if len(rows) > 1 else rows[0]).rowcount != len(rows):
            raise ConflictError("It was changed from another terminal meanwhile: try again.")
    _forget_views(connection, changes)


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
    old, new = column_changes(counter_columns(before), counter_columns(after))
    if not new:
        return
    update = _update("team", tuple(new), ("id", *old))
    if connection.execute(update, new | _bound({"id": team_id} | old)).rowcount != 1:
        raise ConflictError("Another session of the team has taken the same number meanwhile: try again.")


def reconcile(connection: sa.Connection, team_id: int, changes: Iterable[RowChange]) -> list[RowChange]:
    """Compare *changes* with the rows stored now in the tables that several sessions share, and return what is left.

    The insertion of an item that is stored already becomes an update; a column that already has its new value is
    left out.

    Raises:
        ConflictError: a column that is to change no longer holds what it did before.
    """
    changes = list(changes)
    stored = {table: _stored(connection, table, team_id, changes) for table in _SHARED}
    settled = []
    for change in changes:
        row = stored[change.table].get(change.key["number"]) if change.table in stored else None
        if row is None or change.after is None:
            settled.append(change)
            continue
        was, becomes = column_changes(row, change.after)
        if change.before is not None and any(was[name] != change.before[name] for name in was):
            raise ConflictError(f"{_label(change.table, row)} was changed meanwhile: try again.")
        if becomes:
            settled.append(replace(change, before=was, after=becomes))
    return settled


def bump_revisions(connection: sa.Connection, session_id: int | None, changes: Sequence[RowChange]) -> None:
    """Raise the revision of every other open session that shows a changed action item, question or parked topic.

    A program that runs one of them finds a conflict at its next save, and loads the session again.
    """
    for table in _LINKS:
        keys = [change.key for change in changes if change.table == table and _is_update(change)]
        if keys:
            values = {"own": session_id or 0, "team": keys[0]["team_id"], "numbers": [key["number"] for key in keys]}
            connection.execute(_notice(table), values)


def _forget_views(connection: sa.Connection, changes: Iterable[RowChange]) -> None:
    """Delete the public views that show a changed item of the backlog."""
    keys = [change.key for change in changes if change.table == "backlog_item" and _is_update(change)]
    if keys:
        forget_public_views(connection, keys[0]["team_id"], [key["number"] for key in keys])


def _is_update(change: RowChange) -> bool:
    return change.before is not None and change.after is not None


def _label(table: str, row: Values) -> str:
    return str(row.get("key") or f"{_LETTERS.get(table, '#')}{row['number']}")


def _stored(connection: sa.Connection, table: str, team_id: int, changes: Iterable[RowChange]) -> dict[object, Values]:
    """Return the stored rows that *changes* refer to, also an item that another session has inserted meanwhile."""
    numbers = [
        change.key["number"]
        for change in changes
        if change.table == table and (table == "backlog_item" or _is_update(change))
    ]
    if not numbers:
        return {}
    if len(numbers) < _MANY:
        found = fetch_values(connection, _numbered(table), {"team": team_id, "numbers": numbers})
    else:
        found = fetch_values(connection, _all(table), {"team": team_id})
    return {row["number"]: row for row in found}


@cache
def _all(table: str) -> Query:
    found = METADATA.tables[table]
    return sa.select(found).where(found.c.team_id == sa.bindparam("team"))


@cache
def _numbered(table: str) -> Query:
    return _all(table).where(METADATA.tables[table].c.number.in_(sa.bindparam("numbers", expanding=True)))


@cache
def _notice(table: str) -> sa.Update:
    holders = [
        sa.select(held.c.session_id).where(
            held.c.team_id == sa.bindparam("team"), held.c.number.in_(sa.bindparam("numbers", expanding=True))
        )
        for held in (METADATA.tables[table], METADATA.tables[_LINKS[table]])
    ]
    others = (_SESSION.c.id != sa.bindparam("own"), _SESSION.c.status != SessionStatus.CLOSED.value)
    update = sa.update(_SESSION).where(*others, _SESSION.c.id.in_(sa.union(*holders)))
    return update.values(revision=_SESSION.c.revision + 1)


def _bound(values: Mapping[str, object]) -> Values:
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
