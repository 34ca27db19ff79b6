"""Converts tables of Markdown into sheets."""

import re
from collections.abc import Sequence

from refine_tui.importers.formats.markdown.markdown_lines import Line, is_table_line
from refine_tui.importers.markup.markdown_text import without_emphasis
from refine_tui.importers.tables.table import Record, Sheet, normalised

_CELL_END = re.compile(r"(?<!\\)\|")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LINK = re.compile(r"\[(?P<text>[^\[\]\n]{1,1000})\]\((?P<address>https?://[^()\s]{1,3000})\)")
_ADDRESSES = frozenset({"url", "link"})


def sheet(lines: Sequence[Line], *, name: str) -> Sheet:
    """Return the table on *lines*.

    Links within cells become their text; the first address of each row goes to a column of its own, unless there is
    one.
    """
    rows = [(line.number, _cells(line.text)) for line in lines if not is_table_line(line.text)]
    with_addresses = _ADDRESSES.isdisjoint(map(normalised, rows[0][1])) if rows else False
    width = len(rows[0][1]) if rows else 0
    records = []
    for index, (number, cells) in enumerate(rows):
        plain = [_plain(cell) for cell in cells]
        if with_addresses:
            plain += [""] * (width - len(plain))
            plain.insert(width, _address(cells) if index else "URL")
        records.append(Record(line=number, cells=tuple(plain)))
    return Sheet(name=name, delimiter="|", records=tuple(record for record in records if any(record.cells)))


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [cell.strip().replace("\\|", "|") for cell in _CELL_END.split(inner)]


def _plain(cell: str) -> str:
    return without_emphasis(_LINE_BREAK.sub("\n", _LINK.sub(r"\g<text>", cell)))


def _address(cells: Sequence[str]) -> str:
    return next((match["address"] for cell in cells if (match := _LINK.search(cell))), "")
