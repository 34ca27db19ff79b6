"""The types of what goes into statements and comes out: where SQLAlchemy says Any, it stays here."""

from typing import Any, TypeAlias

import sqlalchemy as sa

Values = dict[str, object]
"""Values by the names of their columns, as a statement takes them."""

Query: TypeAlias = sa.Select[Any]
"""A query, whatever its columns are: their types are checked when its rows are fetched."""

AnyColumn: TypeAlias = sa.ColumnElement[Any]
"""A column, or an expression, of any type."""

AnyType: TypeAlias = sa.types.TypeEngine[Any]
"""The type of a column."""
