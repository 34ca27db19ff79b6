"""What all tables share: one catalogue, the names of its constraints, and the first columns of a session's rows."""

from functools import cache

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

METADATA: sa.MetaData = SQLModel.metadata
METADATA.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(SQLModel):
    """A row of a table as an immutable value: it has the columns that it is made with.

    The type checker asks for each column. Nothing is validated, as in every table of SQLModel, so Pydantic builds no
    validator; what the database returns is checked by `fetching`.
    """

    model_config = {"defer_build": True}

    def __init__(self, **columns: object) -> None:
        object.__setattr__(self, "__dict__", columns)  # a dict of its own: no copy


class OfSession(Row):
    """The first part of the primary key of rows that belong to one session."""

    session_id: int = Field(primary_key=True, foreign_key="session.id")


@cache
def table_of(row: type[Row]) -> sa.Table:
    """Return the table whose rows are of the class *row*."""
    return METADATA.tables[str(row.__tablename__)]
