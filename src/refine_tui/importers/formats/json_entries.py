"""The entries of a JSON export: where they stand, and what may stand in one of their fields."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.importers.documents.json_documents import flat, text_of
from refine_tui.importers.fields.item_fields import distinct, word_of
from refine_tui.importers.report import Reading, SkippedRow

_NAMES = ("login", "displayName", "name", "username", "title", "value", "number")


def entries(value: object, *wrappers: str) -> list[object]:
    """Return the entries of a list, of pages in a list, or of the list that an object wraps; or the one entry."""
    for name in wrappers:
        if isinstance(value, dict) and isinstance(value.get(name), list):
            value = value[name]
    return flat(value if isinstance(value, list) else [value])


def names_of(value: object, *, keys: Sequence[str] = _NAMES) -> list[str]:
    """Return what the things in *value*, one or many, are called: texts as they are, objects by the first of *keys*."""
    return [_name_of_one(one, keys) for one in (value if isinstance(value, list) else [value])]


def _name_of_one(one: object, keys: Sequence[str]) -> str:
    if not isinstance(one, dict):
        return text_of(one)
    for key in keys:
        if name := text_of(one.get(key)):
            return name
    return ""


def name_of(value: object, *, keys: Sequence[str] = _NAMES) -> str:
    """Return what the first thing in *value* is called, as one clean line."""
    if value is None:
        return ""
    return next((line for name in names_of(value, keys=keys) if (line := word_of(name))), "")


def words_of(*values: object) -> tuple[str, ...]:
    """Return what the things in all *values*, in each one or many, are called: as clean lines, each one once."""
    return _distinct(tuple(name for value in values if value is not None for name in names_of(value)))


@lru_cache(maxsize=5000)
def _distinct(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names as `distinct` does, remembered: the same labels and people stand at many entries."""
    return distinct(names)


def reading(
    numbered: Sequence[tuple[int, object]],
    *,
    title: Callable[[object], str],
    item: Callable[[Mapping[str, object]], ImportedItem],
    warnings: Sequence[str] = (),
) -> Reading:
    """Return the items of all entries that have a title, and the numbers of the others."""
    items, skipped = [], []
    for number, entry in numbered:
        if not title(entry):
            skipped.append(SkippedRow(row=number, reason=f"Entry {number} has no title."))
        elif isinstance(entry, dict):
            items.append(item(entry))
    return Reading(items=tuple(items), skipped=tuple(skipped), warnings=tuple(warnings))
