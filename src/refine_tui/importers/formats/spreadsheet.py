"""Any other table with a column of titles: a sheet of a team's own, or an export without a format of its own."""

import re
from dataclasses import replace

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.domain.plain_text import clean_line
from refine_tui.importers.fields.dates import DateReader
from refine_tui.importers.fields.item_fields import is_finished, is_open, marks_done
from refine_tui.importers.formats.definition import TableFormat
from refine_tui.importers.formats.titled_rows import plain_item, read_rows
from refine_tui.importers.report import ReadResult
from refine_tui.importers.tables.heading_words import has_titles, headings_for
from refine_tui.importers.tables.table import Row, Table

_RULE = re.compile(r"[\s:=_-]+")
_NUMBERED = frozenset({"#", "ref"})
"""Headings of numbers that people write with a ``#``."""
_LISTS = frozenset({"section/column", "list", "column"})
"""Headings of the list of an item, which a done item need not leave."""


def read(table: Table) -> ReadResult:
    """Read every row with a title; rows that only draw a line are ignored."""
    rows = tuple(row for row in table.rows if not all(_RULE.fullmatch(cell) for cell in row.cells if cell.strip()))
    return read_rows(replace(table, rows=rows), _item, is_title=lambda text: not _RULE.fullmatch(text))


SPREADSHEET = TableFormat(
    name="csv",
    label="a table",
    recognises=has_titles,
    headings=headings_for,
    read=read,
    required_headings="Title, Summary or Name",
    everyday_words=True,
)


def _item(row: Row, dates: DateReader) -> ImportedItem:
    item = plain_item(row, dates)
    return replace(item, key=_key(row), done=_done(row, item.status))


def _key(row: Row) -> str:
    for heading, cell in row.named("key"):
        return f"#{cell}" if heading in _NUMBERED and cell.isdecimal() else clean_line(cell)
    return ""


def _done(row: Row, status: str) -> bool:
    """Return whether an item is done, by its status or by a column of done items.

    A date in that column does not count if the status means that the item is open.
    """
    if is_finished(status):
        return True
    is_open_still = is_open(status) and not any(heading in _LISTS for heading, _ in row.named("status"))
    return any(
        marks_done(cell) and not (is_open_still and _is_date(cell) and "archived" not in heading)
        for heading, cell in row.named("done")
    )


def _is_date(cell: str) -> bool:
    return len(cell) > 1 and any(map(str.isdecimal, cell))
