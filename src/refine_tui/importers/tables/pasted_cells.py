"""Reads cells copied from a spreadsheet without headings: the fields of columns follow from their cells."""

import re
from collections.abc import Sequence

from refine_tui.domain.plain_text import casefold_key
from refine_tui.importers.fields.item_fields import ISSUE_KEY
from refine_tui.importers.tables.table import Record, Sheet

_SHARE = 0.6
_FEWEST_ROWS = 2
_NUMBER = re.compile(r"[#-]?\d{1,9}(?:[.,]\d+)?")
_ADDRESS = re.compile(r"https?://\S+")
_MARK = re.compile(r"(?:\W|\d{1,3}[.)]|[a-z][.)]|o|\[[ xX]?\])?")
"""The mark of a list before a tab, as a word processor writes it; empty for an indented line."""
_WORDS = re.compile(r"[^\W\d].*\s\S.*", re.DOTALL)
_WORD = re.compile(r"[^\W\d]{2,}")


def with_numbered_headings(sheet: Sheet) -> Sheet | None:
    """Return the cells below added headings, ``column 1`` and so on; None if the text is lines and not cells."""
    rows = [record.cells for record in sheet.records]
    if sheet.delimiter != "\t" or len(rows) < _FEWEST_ROWS:
        return None
    with_tab = [cells for cells in rows if len(cells) > 1]
    if len(with_tab) < _SHARE * len(rows) or all(_MARK.fullmatch(cells[0].strip()) for cells in with_tab):
        return None
    width = max(map(len, rows))
    heading = Record(line=0, cells=tuple(f"column {number}" for number in range(1, width + 1)))
    return Sheet(name=sheet.name, delimiter="\t", records=(heading, *sheet.records), warnings=sheet.warnings)


def guess_columns(sheet: Sheet) -> dict[str, tuple[int, ...]]:
    """Return the positions of title, key and address below added headings; without a title if none is found.

    The title is the first column in which most cells are several words and no two are the same, else the first one
    of words.
    """
    rows = [record.cells for record in sheet.records[1:]]
    columns = [
        [row[position].strip() if position < len(row) else "" for row in rows]
        for position in range(len(sheet.records[0].cells))
    ]
    found: dict[str, tuple[int, ...]] = {}
    for field, shape in (("key", ISSUE_KEY), ("url", _ADDRESS), ("key", _NUMBER)):
        position = next((place for place, cells in enumerate(columns) if _mostly(cells, shape)), None)
        is_count = shape is _NUMBER and position is not None and _is_count(columns[position])
        if position is not None and field not in found and not is_count and (shape is not _NUMBER or not position):
            found[field] = (position,)
    free = [place for place in range(len(columns)) if (place,) not in found.values()]
    titles = [place for place in free if _mostly(columns[place], _WORDS) and _differ(columns[place])]
    titles += [place for place in free if _mostly(columns[place], _WORD, whole=False) and _differ(columns[place])]
    if titles:
        found["title"] = (titles[0],)
    return found


def _mostly(cells: Sequence[str], shape: re.Pattern[str], *, whole: bool = True) -> bool:
    filled = list(filter(None, cells))
    matches = sum((shape.fullmatch(cell) if whole else shape.match(cell)) is not None for cell in filled)
    return len(filled) >= _SHARE * len(cells) and matches >= _SHARE * len(filled) and matches > 0


def _is_count(cells: Sequence[str]) -> bool:
    """Return whether the cells only number the rows."""
    return list(cells) in [[str(first + number) for number in range(len(cells))] for first in (0, 1)]


def _differ(cells: Sequence[str]) -> bool:
    filled = list(map(casefold_key, filter(None, cells)))
    return len(set(filled)) > len(filled) * _SHARE
