"""Linear's CSV export: 29, 30 or 34 columns, dates in two styles, rows that may be short."""

import re
from collections.abc import Iterator
from dataclasses import replace

from refine_tui.domain.backlog_item import ImportedItem, ItemLink
from refine_tui.domain.plain_text import clean_line, clean_text
from refine_tui.importers.fields.dates import DateReader
from refine_tui.importers.fields.item_fields import split_list
from refine_tui.importers.formats.definition import TableFormat
from refine_tui.importers.formats.titled_rows import NO_HEADINGS, plain_item, read_rows
from refine_tui.importers.markup.markdown_text import plain_line, without_comments
from refine_tui.importers.report import ReadResult
from refine_tui.importers.tables.table import Headings, Row, Table

_SIGNATURE = frozenset({"id", "team", "title", "status", "cycle number"})
_LINKS = {
    "is blocked by": ("blocked by",),
    "blocks": ("blocks",),
    "relates to": ("related to",),
    "duplicates": ("duplicate of",),
}
"""The heading of the keys of each relation."""
_HEADINGS: Headings = {
    **NO_HEADINGS,
    **_LINKS,
    "key": ("id",),
    "url": ("url",),
    "title": ("title",),
    "description": ("description",),
    "status": ("status",),
    "labels": ("labels",),
    "reporter": ("creator",),
    "assignee": ("assignee",),
    "created": ("created",),
    "updated": ("updated",),
    "priority": ("priority",),
    "estimate": ("estimate",),
    "parent": ("parent issue",),
    "done": ("completed", "canceled", "archived"),
}
_GUARD = re.compile(r"'(?=[^\w\s'\"])")
"""Linear guards not only formulas but also cells that begin with ``∑``, ``√``, ``<``, ``≥``, ``±`` and similar."""


def read(table: Table) -> ReadResult:
    """Read every row with a title; completed, canceled and archived issues are done."""
    return read_rows(table, _item)


LINEAR_CSV = TableFormat(
    name="linear-csv",
    label="Linear CSV",
    recognises=lambda columns: columns.names >= _SIGNATURE,
    headings=lambda _: _HEADINGS,
    read=read,
    required_headings="ID, Team, Title, Status and Cycle Number",
)


def _item(row: Row, dates: DateReader) -> ImportedItem:
    item = plain_item(row, dates, text=_text, line=plain_line)
    return replace(item, title=clean_line(_unguarded(item.title)), links=tuple(dict.fromkeys(_links(row))))


def _links(row: Row) -> Iterator[ItemLink]:
    for relation in _LINKS:
        for key in split_list(row.all(relation)):
            yield ItemLink(type=relation, key=key)


def _text(cell: str) -> str:
    return clean_text(without_comments(_unguarded(cell)))


def _unguarded(cell: str) -> str:
    return cell[1:] if _GUARD.match(cell) else cell
