"""Fetching rows: the only place where SQLAlchemy parses what the columns hold."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

import sqlalchemy as sa

from refine_tui.store.rows import row_from_values
from refine_tui.store.sql_types import AnyColumn, Query, Values
from refine_tui.store.stored_values import StoredValueError, check_types
from refine_tui.store.tables.base import Row

R = TypeVar("R", bound=Row)
S = TypeVar("S", bound=Row)


def fetch(connection: sa.Connection, row: type[R], query: Query, parameters: Values | None = None) -> list[R]:
    """Return the rows that *query* finds, each as an object of the class *row*, which has the query's columns.

    Raises:
        StoredValueError: a column holds what cannot be parsed.
    """
    names, found = _fetch(connection, query, parameters)
    return [row_from_values(row, dict(zip(names, values, strict=True))) for values in found]


def fetch_pairs(
    connection: sa.Connection, first: type[R], second: type[S], query: Query, parameters: Values | None = None
) -> list[tuple[R, S]]:
    """Return the rows that a join finds, each as objects of two classes; raises as `fetch`."""
    return [
        (row_from_values(first, values), row_from_values(second, values))
        for values in fetch_values(connection, query, parameters)
    ]


def fetch_first(connection: sa.Connection, row: type[R], query: Query, parameters: Values | None = None) -> R | None:
    """Return the first of the rows that *query* finds, which are few, or None; raises as `fetch`."""
    return next(iter(fetch(connection, row, query, parameters)), None)


def fetch_value(connection: sa.Connection, query: Query, parameters: Values | None = None) -> object:
    """Return the only column of the only row that *query* finds, or None; raises as `fetch`."""
    values = next(iter(fetch_values(connection, query, parameters)), None)
    return None if values is None else next(iter(values.values()))


def fetch_values(connection: sa.Connection, query: Query, parameters: Values | None = None) -> list[Values]:
    """Return the rows that *query* finds, each by the names of its columns; raises as `fetch`."""
    names, found = _fetch(connection, query, parameters)
    return [dict(zip(names, values, strict=True)) for values in found]


def _fetch(
    connection: sa.Connection, query: Query, parameters: Values | None
) -> tuple[tuple[str, ...], Sequence[sa.Row[*tuple[object, ...]]]]:
    """Return the names of the columns, and the values of each row once their types are checked."""
    result = connection.execute(query, parameters)
    names = tuple(result.keys())
    try:
        rows = result.all()
    except (ValueError, TypeError) as error:  # SQLAlchemy's parsers of dates and times
        raise StoredValueError from error
    checked = set()
    for row in rows:
        types = tuple(map(type, row))
        if types not in checked:
            check_types(_columns(query), dict(zip(names, types, strict=True)))
            checked.add(types)
    return names, rows


@lru_cache(maxsize=256)
def _columns(query: Query) -> Mapping[str, AnyColumn]:
    return dict(query.selected_columns.items())
