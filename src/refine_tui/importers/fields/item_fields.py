"""What the readers of all formats share: cells become the fields of an item."""

import re
from collections.abc import Iterable
from functools import lru_cache

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.domain.plain_text import casefold_key, clean_line, clean_text
from refine_tui.importers.fields.status_words import FINISHED, NO, OPEN, UNRESOLVED
from refine_tui.importers.markup import html_text

ISSUE_KEY = re.compile(r"[A-Z][A-Z0-9_]{1,12}-\d+")
"""How Jira, Linear and their like name an item, in every language."""

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
    kept: dict[str, str] = {}
    for line in lines:
        kept.setdefault(casefold_key(line), line)
    return tuple(kept.values())


@lru_cache(maxsize=5000)
def word_of(cell: str) -> str:
    """Return a cell as a clean line, remembered: of types, statuses and people there are few."""
    return clean_line(cell)


def small_letters(text: str) -> str:
    """Return *text* as patterns compare it that ignore case: to them, a Turkish i is one with or without its dot."""
    small = text.casefold()
    return small if small.isascii() else small.replace("\u0131", "i").replace("i\u0307", "i")


def split_list(cells: Iterable[str]) -> tuple[str, ...]:
    """Return what several cells list, in each of them parted by commas, semicolons or lines."""
    return distinct(part for cell in cells for part in re.split(r"[,;\n]", cell))


def long_text(cell: str) -> str:
    """Return a cell of several lines as clean text; some trackers keep HTML in theirs, headings keep a mark then."""
    return html_text.plain_text(cell, marked=True) if html_text.looks_like_html(cell) else clean_text(cell)


@lru_cache(maxsize=1000)
def estimate_text(cell: str) -> str:
    """Return an estimate as people write it: ``3`` for ``3.0``, ``0.5`` for ``0,50``; anything else as it stands."""
    text = clean_line(cell)
    match = _DECIMAL.fullmatch(text)
    return f"{match[1]}.{match[2]}".rstrip("0").rstrip(".") if match else text


@lru_cache(maxsize=1000)
def is_finished(status: str) -> bool:
    """Whether a status, a resolution or a status category says that nothing is left to do."""
    return casefold_key(status) in FINISHED


@lru_cache(maxsize=1000)
def is_open(status: str) -> bool:
    """Whether a status or a status category says that something is left to do; many statuses say neither."""
    return casefold_key(status) in OPEN


@lru_cache(maxsize=1000)
def is_unresolved(resolution: str) -> bool:
    """Whether a resolution says that there is none yet."""
    return casefold_key(resolution) in UNRESOLVED


def marks_done(cell: str) -> bool:
    """Whether a cell of a column that tells what is done says that this is: ``TRUE``, ``x``, the date when it was."""
    return casefold_key(cell) not in NO


def last_of_each_key(items: Iterable[ImportedItem], *, name: str) -> tuple[tuple[ImportedItem, ...], tuple[str, ...]]:
    """Return the items with the last one of each key, at the place of the first, and a warning for each other one."""
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
