"""Replaces fields of an immutable value by their names, where only the running program knows which fields these are."""

from collections.abc import Callable, Mapping
from dataclasses import Field, replace
from typing import ClassVar, Protocol, TypeVar


class _Dataclass(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Field[object]]]


D = TypeVar("D", bound=_Dataclass)


def with_fields(value: D, fields: Mapping[str, object]) -> D:
    """Return a copy of the dataclass instance *value* with the values of *fields* by name.

    The caller answers for their types; where the names are known, `dataclasses.replace` checks more.

    Raises:
        TypeError: the class has no such field.
    """
    replace_by_name: Callable[..., D] = replace
    return replace_by_name(value, **fields)
