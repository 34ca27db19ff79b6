"""The script of the demo: a TOML file that is part of the program."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Self, TypeVar

T = TypeVar("T")


class ScriptTable:
    """A table of the script. Each method reads the value of a key and checks its type.

    They raise a KeyError if the key is missing and there is no default, and a TypeError if the value has another type.
    """

    def __init__(self, values: Mapping[str, object]) -> None:
        self.values = values
        """The values as the parser returned them."""

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text."""
        return _checked(key, self._value(key, default), str)

    def number(self, key: str) -> float:
        """Return a number; a whole one stays an integer."""
        return _checked_number(key, self.values[key])

    def texts(self, key: str, default: list[object] | None = None) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple(_checked(key, part, str) for part in _checked(key, self._value(key, default), list))

    def numbers(self, key: str) -> tuple[float, ...]:
        """Return a list of numbers."""
        return tuple(_checked_number(key, part) for part in _checked(key, self.values[key], list))

    def tables(self, key: str, default: list[object] | None = None) -> tuple[Self, ...]:
        """Return a list of tables."""
        parts = _checked(key, self._value(key, default), list)
        return tuple(type(self)(_checked(key, part, dict)) for part in parts)

    def _value(self, key: str, default: object) -> object:
        return self.values[key] if default is None else self.values.get(key, default)


def read_script() -> ScriptTable:
    """Return the script, which lies beside this module."""
    return ScriptTable(tomllib.loads(Path(__file__).with_name("demo.toml").read_text(encoding="utf-8")))


def _checked(key: str, value: object, kind: type[T]) -> T:
    if not isinstance(value, kind):
        raise TypeError(f"{key} must be of the type {kind.__name__}, not {value!r}")
    return value


def _checked_number(key: str, value: object) -> float:
    return value if isinstance(value, int) else _checked(key, value, float)
