"""Statements that every dialect understands."""

from collections.abc import Mapping

import sqlalchemy as sa


def upsert(connection: sa.Connection, table: sa.Table, key: Mapping[str, object], values: Mapping[str, object]) -> None:
    """Update the row with the primary key *key*, or insert it if there is none.

    The transaction holds the write lock, so no other one inserts the row between the two statements.
    """
    same = (table.c[name] == value for name, value in key.items())
    if not connection.execute(sa.update(table).where(*same).values(**values)).rowcount:
        connection.execute(sa.insert(table).values(**key, **values))
