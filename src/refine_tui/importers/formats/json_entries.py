"""Reads the entries of a JSON export and their fields, for the JSON formats."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.importers.documents.json_documents import flattened, text_of
from refine_tui.importers.fields.item_fields import distinct, word_of
from refine_tui.importers.report import ReadResult, SkippedRow

_NAMES = ("login", "displayName", "name", "username", "title", "value", "number")


def entries(value: object, *wrappers: str) -> list[object]:
    """Return the entries of a list, of a list of pages, or of the list in an object; or the one entry."""
    for name in wrappers:
        if isinstance(value, dict) and isinstance(value.get(name), list):
            value = value[name]
    return flattened(value if isinstance(value, list) else [value])


def names_of(value: object, *, keys: Sequence[str] = _NAMES) -> list[str]:
    """Return the names in *value*, one or a list: texts, and of objects the value of the first of *keys*."""
    return [_name_of_one(one, keys) for one in (value if isinstance(value, list) else [value])]


def _name_of_one(one: object, keys: Sequence[str]) -> str:
    if not isinstance(one, dict):
        return text_of(one)
    for key in keys:
        if name := text_of(one.get(key)):
            return name
    return ""


def name_of(value: object, *, keys: Sequence[str] = _NAMES) -> str:
    """Return the first name in *value*, as one clean line."""
    if value is None:
        return ""
    return next((line for name in names_of(value, keys=keys) if (line := word_of(name))), "")


def words_of(*values: object) -> tuple[str, ...]:
    """Return the names in all *values* as clean lines, each one once."""
    return _distinct(tuple(name for value in values if value is not None for name in names_of(value)))


@lru_cache(maxsize=5000)
def _distinct(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return `distinct` names; cached, since many entries have the same labels and people."""
    return distinct(names)


def read_entries(
    numbered: Sequence[tuple[int, object]],
    *,
    title: Callable[[object], str],
    item: Callable[[Mapping[str, object]], ImportedItem],
    warnings: Sequence[str] = (),
) -> ReadResult:
    """Read the items of all entries with a title, and report the numbers of the others."""
    items, skipped = [], []
    for number, entry in numbered:
        if not title(entry):
            skipped.append(SkippedRow(row=number, reason=f"Entry {number} has no title."))
        elif isinstance(entry, dict):
            items.append(item(entry))
    return ReadResult(items=tuple(items), skipped=tuple(skipped), warnings=tuple(warnings))
