"""Converts cells into the fields of an item, for all formats."""

import re
from collections.abc import Iterable
from functools import lru_cache

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.domain.plain_text import casefold_key, clean_line, clean_text
from refine_tui.importers.fields.status_words import FINISHED, NO, OPEN, UNRESOLVED
from refine_tui.importers.markup import html_text

ISSUE_KEY = re.compile(r"[A-Z][A-Z0-9_]{1,12}-\d+")
"""The form of keys in Jira, Linear and similar trackers, in every language."""

FIELDS = (
    "title", "key", "url", "description", "why", "type", "status", "labels", "reporter", "assignee", "created",
    "updated", "priority", "estimate", "acceptance_criteria", "parent", "done",
)  # fmt: skip
"""The fields that a column can hold, as a mapping names them."""

_SHOWN = 5
_DECIMAL = re.compile(r"(\d+)[.,](\d+)")


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the texts as clean lines, each one once, without empty ones, in the order in which they came."""
    lines = [line for line in map(clean_line, texts) if line]
    if len(lines) <= 1:
        return tuple(lines)
    by_key: dict[str, str] = {}
    for line in lines:
        by_key.setdefault(casefold_key(line), line)
    return tuple(by_key.values())


@lru_cache(maxsize=5000)
def word_of(cell: str) -> str:
    """Return a cell as a clean line; cached, since there are few types, statuses and people."""
    return clean_line(cell)


def small_letters(text: str) -> str:
    """Return *text* in small letters as patterns that ignore case compare it, also a Turkish i."""
    small = text.casefold()
    return small if small.isascii() else small.replace("\u0131", "i").replace("i\u0307", "i")


def split_list(cells: Iterable[str]) -> tuple[str, ...]:
    """Return the entries of several cells, separated by commas, semicolons or line ends."""
    return distinct(part for cell in cells for part in re.split(r"[,;\n]", cell))


def long_text(cell: str) -> str:
    """Return a cell of several lines as clean text; HTML is converted, with marks for its headings."""
    return html_text.plain_text(cell, marked=True) if html_text.looks_like_html(cell) else clean_text(cell)


@lru_cache(maxsize=1000)
def estimate_text(cell: str) -> str:
    """Return an estimate in its usual form: ``3`` for ``3.0``, ``0.5`` for ``0,50``; other text unchanged."""
    text = clean_line(cell)
    match = _DECIMAL.fullmatch(text)
    return f"{match[1]}.{match[2]}".rstrip("0").rstrip(".") if match else text


@lru_cache(maxsize=1000)
def is_finished(status: str) -> bool:
    """Return whether a status, a resolution or a status category means that the item is done."""
    return casefold_key(status) in FINISHED


@lru_cache(maxsize=1000)
def is_open(status: str) -> bool:
    """Return whether a status or a status category means that the item is open; many mean neither."""
    return casefold_key(status) in OPEN


@lru_cache(maxsize=1000)
def is_unresolved(resolution: str) -> bool:
    """Return whether a resolution means that the item is not resolved."""
    return casefold_key(resolution) in UNRESOLVED


def marks_done(cell: str) -> bool:
    """Return whether a cell in a column of done items marks its item: ``TRUE``, ``x``, a date."""
    return casefold_key(cell) not in NO


def last_of_each_key(items: Iterable[ImportedItem], *, name: str) -> tuple[tuple[ImportedItem, ...], tuple[str, ...]]:
    """Return the items with the last one of each key at the place of the first, and a warning about repeated keys."""
    kept: dict[str, ImportedItem] = {}
    repeated: dict[str, str] = {}
    for position, item in enumerate(items):
        identity = (
            f"key {item.key.casefold() if item.key.isascii() else casefold_key(item.key)}"
            if item.key
            else str(position)
        )
        if identity in kept:
            repeated[identity] = item.key
        kept[identity] = item
    warnings: tuple[str, ...] = ()
    if repeated:
        keys = list(repeated.values())
        named = ", ".join(keys[:_SHOWN]) + (f" and {len(keys) - _SHOWN} more" if len(keys) > _SHOWN else "")
        warnings = (f"{name} has {named} more than once: the last row of each was taken.",)
    return tuple(kept.values()), warnings
