"""Any other table with a column of titles: somebody's own sheet, or an export that has no reader of its own."""

import re
from dataclasses import replace

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.domain.plain_text import clean_line
from refine_tui.importers.fields.dates import DateReader
from refine_tui.importers.fields.item_fields import is_finished, is_open, marks_done
from refine_tui.importers.formats.definition import TableFormat
from refine_tui.importers.formats.titled_rows import plain_item, read_rows
from refine_tui.importers.report import Reading
from refine_tui.importers.tables.heading_words import has_titles, headings_for
from refine_tui.importers.tables.table import Row, Table

_RULE = re.compile(r"[\s:=_-]+")
_NUMBERED = frozenset({"#", "ref"})
"""Under these headings stand numbers that people write with a ``#``."""
_LISTS = frozenset({"section/column", "list", "column"})
"""Where an item stands, which it need not leave when it is done."""


def read(table: Table) -> Reading:
    """Read every row that has a title; rows that only draw a line are passed over."""
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
    """Tell what is done by the status, by a column that says so, or by the date when it was.

    A date alone is not believed against a status that says otherwise.
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
