"""Rows as values: whose they are, and their columns."""

from datetime import date
from typing import NamedTuple, TypeVar

from refine_tui.store.sql_types import Values
from refine_tui.store.tables.base import Row, table_of

R = TypeVar("R", bound=Row)


class Owner(NamedTuple):
    """The team and the session that a row belongs to."""

    team_id: int
    session_id: int


def row_from_values(row: type[R], values: Values) -> R:
    """Return a row of the class *row* with these columns, whose types have been checked."""
    return row(**values)


def key_of(row: Row) -> Values:
    """Return the primary key of a row."""
    return {column.name: row.__dict__[column.name] for column in table_of(type(row)).primary_key}


def values_of(row: Row) -> Values:
    """Return the values of a row by the names of their columns, in the order in which it was made.

    The journal stores the columns in this order.
    """
    return dict(row.__dict__)


def values_to_json(values: Values) -> Values:
    """Return *values* as JSON stores them; `stored_values.columns_from_json` is the way back."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
