"""Parsing stored values: what a column or a JSON document holds becomes a value, or a `StoredValueError`.

Only these functions, and SQLAlchemy while it fetches rows, decide that a stored value cannot be parsed. Any other
error in the store is an error of the program.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import MISSING, Field, fields
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any, ClassVar, Protocol, TypeVar

import sqlalchemy as sa

from refine_tui.domain.errors import RefineError
from refine_tui.store.sql_types import AnyColumn, AnyType, Values


class _Dataclass(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


E = TypeVar("E", bound=Enum)
T = TypeVar("T")
D = TypeVar("D", bound=_Dataclass)

Parser = Callable[[object], object]


class StoredValueError(RefineError):
    """A stored value cannot be parsed: the file is damaged, or a newer version of refine has written it."""

    def __init__(self, subject: str = "The database") -> None:
        super().__init__(
            f"{subject} cannot be read: the database holds something that this version of refine does not know; "
            "update refine, or put a backup of the database in its place."
        )


@contextmanager
def reading(subject: str) -> Iterator[None]:
    """Name *subject* (“Session 3”) in the error of a stored value that cannot be parsed; no other error is touched.

    Raises:
        StoredValueError: there was such a value.
    """
    try:
        yield
    except StoredValueError as error:
        raise StoredValueError(subject) from error


def parse_json(text: object) -> object:
    """Return the value of a JSON document.

    Raises:
        StoredValueError: it is none.
    """
    if not isinstance(text, str):
        raise StoredValueError
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise StoredValueError from error


def enum_parser(kind: type[E]) -> Callable[[object], E]:
    """Return the parser of the values of an enum."""
    values: dict[object, E] = {member.value: member for member in kind}

    def parse(held: object) -> E:
        member = values.get(held) if isinstance(held, str) else None
        if member is None:
            raise StoredValueError
        return member

    return parse


def optional(parse: Callable[[object], T]) -> Callable[[object], T | None]:
    """Return the parser that takes None as well."""
    return lambda held: None if held is None else parse(held)


def parse_date(held: object) -> date:
    """Return the date of an ISO 8601 text.

    Raises:
        StoredValueError: it is none.
    """
    try:
        return date.fromisoformat(parse_text(held))
    except ValueError as error:
        raise StoredValueError from error


def parse_datetime(held: object) -> datetime:
    """Return the moment of an ISO 8601 text with an offset.

    Raises:
        StoredValueError: it is none.
    """
    try:
        moment = datetime.fromisoformat(parse_text(held))
    except ValueError as error:
        raise StoredValueError from error
    if moment.utcoffset() is None:
        raise StoredValueError
    return moment


def parse_text(held: object) -> str:
    """Return a text.

    Raises:
        StoredValueError: it is none.
    """
    if not isinstance(held, str):
        raise StoredValueError
    return held


def parse_integer(held: object) -> int:
    """Return an integer.

    Raises:
        StoredValueError: it is none.
    """
    if type(held) is not int:  # True is an integer to Python
        raise StoredValueError
    return held


def parse_list(held: object) -> list[object]:
    """Return a list.

    Raises:
        StoredValueError: it is none.
    """
    if not isinstance(held, list):
        raise StoredValueError
    return held


def parse_object(held: object) -> dict[str, object]:
    """Return a JSON object.

    Raises:
        StoredValueError: it is none.
    """
    if not isinstance(held, dict):
        raise StoredValueError
    return held


def tuple_parser(parse: Callable[[object], T]) -> Callable[[object], tuple[T, ...]]:
    """Return the parser of a list whose parts *parse* takes."""
    return lambda held: tuple(map(parse, parse_list(held)))


parse_texts = tuple_parser(parse_text)


def record_parser(kind: type[D], /, **parsers: Parser) -> Callable[[object], D]:
    """Return the parser of a JSON object with the fields of the dataclass *kind*, by the parser of each field.

    A field with a default may be missing.
    """
    required = {field.name for field in fields(kind) if field.default is MISSING is field.default_factory}

    def parse(held: object) -> D:
        found = parse_object(held)
        if not (required <= found.keys() <= parsers.keys()):
            raise StoredValueError
        return kind(**{name: parsers[name](value) for name, value in found.items()})

    return parse


_TYPES: tuple[tuple[type[AnyType], type], ...] = (
    (sa.Boolean, bool),
    (sa.Integer, int),
    (sa.String, str),
    (sa.DateTime, datetime),
    (sa.Date, date),
)
"""The Python type of each type of column but JSON, which can hold any."""


@lru_cache(maxsize=1024)
def expected_type(column: AnyColumn) -> type | None:
    """Return the Python type of the values of a column; None: any."""
    kind: AnyType = column.type
    while isinstance(kind, sa.TypeDecorator):
        kind = kind.impl_instance
    return next((python for generic, python in _TYPES if isinstance(kind, generic)), None)


def check_types(columns: Mapping[str, AnyColumn], types: Mapping[str, type]) -> None:
    """Check that the *types* of the values of a row are those of its columns; SQLite enforces none.

    Raises:
        StoredValueError: one of them is another.
    """
    for name, found in types.items():
        column = columns[name]
        expected = expected_type(column)
        if found is type(None):
            # Only a stored column says for itself whether it can be empty: an outer join can leave others so.
            valid = not isinstance(column, sa.Column) or bool(column.nullable)
        else:
            valid = expected is None or found is expected
        if not valid:
            raise StoredValueError


def columns_from_json(table: sa.Table, held: object) -> Values:
    """Return what a JSON object, as the journal holds it, says of columns of *table*: by their names, as they take it.

    Raises:
        StoredValueError: it names another column, or holds a value that the column cannot have.
    """
    found = parse_object(held)
    if not found.keys() <= set(table.c.keys()):
        raise StoredValueError
    values = {name: _column_value(table.c[name], value) for name, value in found.items()}
    check_types({name: table.c[name] for name in values}, {name: type(value) for name, value in values.items()})
    return values


def _column_value(column: AnyColumn, held: object) -> object:
    if held is None:
        return None
    expected = expected_type(column)
    if expected is datetime:
        return parse_datetime(held)
    return parse_date(held) if expected is date else held
