"""Fetching rows: the only place where SQLAlchemy parses what the columns hold."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from refine_tui.store.mappers import Values
from refine_tui.store.stored_values import StoredValueError, check_types


def fetch(connection: sa.Connection, query: sa.Select[Any], values: Values | None = None) -> list[Values]:
    """Return the rows that *query* finds, each by the names of its columns.

    Raises:
        StoredValueError: a column holds what cannot be parsed.
    """
    result = connection.execute(query, values)
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
    return [dict(zip(names, row, strict=True)) for row in rows]


def fetch_first(connection: sa.Connection, query: sa.Select[Any], values: Values | None = None) -> Values | None:
    """Return the first row that *query* finds, or None; raises as `fetch`."""
    return next(iter(fetch(connection, query.limit(1), values)), None)


def fetch_value(connection: sa.Connection, query: sa.Select[Any], values: Values | None = None) -> Any:
    """Return the only column of the first row that *query* finds, or None; raises as `fetch`."""
    row = fetch_first(connection, query, values)
    return None if row is None else next(iter(row.values()))


@lru_cache(maxsize=256)
def _columns(query: sa.Select[Any]) -> Mapping[str, sa.ColumnElement[Any]]:
    return dict(query.selected_columns.items())
