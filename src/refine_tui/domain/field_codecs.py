"""How the value of one field is written as JSON and read back, by the type of the value."""

from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from typing import Generic, NamedTuple, TypeVar

from refine_tui.domain.agenda import PhaseKind, phase_kind_or_other

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
E = TypeVar("E", bound=Enum)


class FieldCodec(NamedTuple, Generic[T_co]):
    """Two functions that convert a field to its JSON value and back."""

    write: Callable[[object], object]
    """`unchanged` if JSON holds the value as it is."""
    read: Callable[[object], T_co]
    """Raises a TypeError or a ValueError if `write` cannot have returned the JSON value."""


def unchanged(value: object) -> object:
    """Return *value*: JSON holds it as it is."""
    return value


def optional(codec: FieldCodec[T]) -> FieldCodec[T | None]:
    """Return the codec of a field that can be None."""
    write, read = codec
    return FieldCodec(
        write=unchanged if write is unchanged else lambda value: None if value is None else write(value),
        read=lambda value: None if value is None else read(value),
    )


def tuple_of(codec: FieldCodec[T]) -> FieldCodec[tuple[T, ...]]:
    """Return the codec of a tuple whose parts *codec* converts; JSON has a list."""
    write, read = codec

    def write_parts(values: tuple[object, ...]) -> list[object]:
        return list(values) if write is unchanged else [write(value) for value in values]

    return FieldCodec(
        write=_writer(tuple, write_parts), read=lambda values: tuple(read(value) for value in _LIST.read(values))
    )


def enum_codec(kind: type[E]) -> FieldCodec[E]:
    """Return the codec of an enum; JSON has the value of the member."""
    return FieldCodec(write=_writer(kind, lambda member: member.value), read=kind)


def _writer(kind: type[T], write: Callable[[T], object]) -> Callable[[object], object]:
    """Return *write* with a check of the type of its argument."""

    def checked(value: object) -> object:
        if not isinstance(value, kind):
            raise TypeError(f"{value!r} is not a {kind.__name__}")
        return write(value)

    return checked


def _instance_of(kind: type[T]) -> FieldCodec[T]:
    """Return the codec of a type that JSON has, too."""

    def read(value: object) -> T:
        if type(value) is not kind:  # True is an integer to Python
            raise TypeError(f"{value!r} is not a {kind.__name__}")
        return value

    return FieldCodec(write=unchanged, read=read)


_LIST: FieldCodec[list[object]] = _instance_of(list)
TEXT, NUMBER, FLAG = _instance_of(str), _instance_of(int), _instance_of(bool)
TEXTS = tuple_of(TEXT)
MOMENT = FieldCodec(
    write=_writer(datetime, datetime.isoformat), read=lambda value: datetime.fromisoformat(TEXT.read(value))
)
DAY = FieldCodec(write=_writer(date, date.isoformat), read=lambda value: date.fromisoformat(TEXT.read(value)))
PHASE_KIND = FieldCodec(
    write=_writer(PhaseKind, lambda kind: kind.code), read=lambda value: phase_kind_or_other(TEXT.read(value))
)
