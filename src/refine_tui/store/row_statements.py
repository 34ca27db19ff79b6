"""Inserting and updating single rows, in statements that every dialect understands."""

from functools import cache

import sqlalchemy as sa

from refine_tui.store.rows import key_of, values_of
from refine_tui.store.tables.base import Row, table_of

_KEY = "key_"
"""Begins the names of the parameters that hold the primary key."""


def insert_row(connection: sa.Connection, row: Row) -> None:
    """Insert a row."""
    connection.execute(_insert(type(row)), values_of(row))


def insert_new(connection: sa.Connection, row: Row) -> int:
    """Insert a row without its id and return the id that the database gives it."""
    key = connection.execute(_insert(type(row)), values_of(row)).inserted_primary_key
    return int(key[0]) if key else 0


def upsert_row(connection: sa.Connection, row: Row) -> None:
    """Update the row with the same primary key, or insert *row* if there is none.

    The transaction holds the write lock, so no other one inserts the row between the two statements.
    """
    key = {f"{_KEY}{name}": value for name, value in key_of(row).items()}
    if not connection.execute(_update(type(row)), values_of(row) | key).rowcount:
        insert_row(connection, row)


@cache
def _insert(row: type[Row]) -> sa.Insert:
    return sa.insert(table_of(row))


@cache
def _update(row: type[Row]) -> sa.Update:
    table = table_of(row)
    key = [column == sa.bindparam(f"{_KEY}{column.name}") for column in table.primary_key]
    return sa.update(table).where(*key)
