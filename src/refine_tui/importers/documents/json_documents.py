"""Parses JSON; the error says where it breaks off, or whose export it is."""

import json
import re

from refine_tui.domain.plain_text import clean_line
from refine_tui.importers.errors import ImportReadError

_BEGINNING = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[{\"]|\[\s*\]\s*$)")
_BLANKS = re.compile(r"[ \t\r\n]*")
_LINES = "paste one item per line"


def looks_like_json(text: str, *, name: str) -> bool:
    """Return whether *text* begins like JSON, or its file has the extension of JSON; a bracket alone is not enough."""
    return name.casefold().endswith(".json") or _BEGINNING.match(text) is not None


def parse_json(text: str, *, name: str) -> object:
    """Parse the value in *text*; several values, one after the other, become one list.

    Raises:
        ImportReadError: the text is not JSON; the message names line and column.
    """
    decoder = json.JSONDecoder(strict=False)
    values: list[object] = []
    position = _after_blanks(text, 0)
    try:
        while position < len(text):
            value, position = decoder.raw_decode(text, position)
            values.append(value)
            position = _after_blanks(text, position)
    except json.JSONDecodeError as error:
        raise ImportReadError(
            f"{name} is broken JSON: line {error.lineno}, column {error.colno} cannot be read; "
            f"export it again, or {_LINES}."
        ) from None
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets within brackets
        raise ImportReadError(f"{name} is JSON that no tool writes: export it again, or {_LINES}.") from None
    return values[0] if len(values) == 1 else flattened(values)


def flattened(values: list[object]) -> list[object]:
    """Return the values with each list among them replaced by its entries, as for pages of results."""
    return [entry for value in values for entry in (value if isinstance(value, list) else [value])]


def value_at(value: object, *path: str) -> object:
    """Return the value at the end of a path of names, or None."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def text_of(value: object) -> str:
    """Return a text or a number as text, and an empty text for any other value."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def list_of(value: object) -> list[object]:
    """Return a list unchanged, and an empty list for any other value."""
    return value if isinstance(value, list) else []


def line_of(value: object, *path: str) -> str:
    """Return the text or the number at the end of the path, as one clean line."""
    return clean_line(text_of(value_at(value, *path)))


def unknown_json_error(value: object, *, name: str) -> ImportReadError:
    """Return the error for a value that no format recognises: whose export it is, and what to export instead."""
    if value in ([], {}) or value_at(value, "issues") == []:
        return ImportReadError(f"{name} is JSON without any issues: export it again, or {_LINES}.")
    if isinstance(value_at(value, "_embedded", "elements"), list):
        return ImportReadError(
            f"{name} looks like JSON from OpenProject, which cannot be read: export the work packages as CSV instead."
        )
    return ImportReadError(
        f"{name} is JSON of a kind that is not known here: export the items as CSV with a column Title, or {_LINES}."
    )


def _after_blanks(text: str, position: int) -> int:
    match = _BLANKS.match(text, position)
    return match.end() if match else position
