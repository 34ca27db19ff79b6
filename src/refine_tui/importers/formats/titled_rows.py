"""Converts the rows of a table into items: every field that a column can hold is read here."""

from collections.abc import Callable

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.domain.plain_text import casefold_key, clean_line
from refine_tui.importers.fields import acceptance_criteria
from refine_tui.importers.fields.dates import DateReader
from refine_tui.importers.fields.item_fields import (
    FIELDS,
    estimate_text,
    is_finished,
    long_text,
    marks_done,
    split_list,
    word_of,
)
from refine_tui.importers.report import ReadResult, SkippedRow
from refine_tui.importers.tables.table import Headings, Row, Table

NO_HEADINGS: Headings = dict.fromkeys(FIELDS, ()) | {"acceptance_criteria": (acceptance_criteria.COLUMN,)}
"""All fields of `plain_item` without headings; a format adds its own, and a mapping may name a column for any."""

_NO_PRIORITY = frozenset({"none", "no priority", "-"})
_NO_ESTIMATE = "-1"


def read_rows(
    table: Table,
    item: Callable[[Row, DateReader], ImportedItem],
    *,
    is_title: Callable[[str], bool] = bool,
) -> ReadResult:
    """Read every row with a title; day and month have one order in all dates of the file.

    Args:
        table: The table, with a layout for all fields of `NO_HEADINGS`.
        item: Converts a row into an item.
        is_title: Returns whether a clean line that is not empty is a title.
    """
    dates = DateReader.for_cells(cell for row in table.rows for cell in (row.first("created"), row.first("updated")))
    items, skipped = [], []
    for row in table.rows:
        title = clean_line(row.first("title"))
        if title and is_title(title):
            items.append(item(row, dates))
        else:
            skipped.append(SkippedRow(row=row.line, reason="It has no title."))
    warnings = table.warnings
    if dates.ambiguous:
        warnings += (f"Nothing in {table.name} tells day from month in its dates: they are kept as they stand.",)
    return ReadResult(items=tuple(items), skipped=tuple(skipped), warnings=warnings)


def plain_item(
    row: Row,
    dates: DateReader,
    *,
    text: Callable[[str], str] = long_text,
    line: Callable[[str], str] = clean_line,
) -> ImportedItem:
    """Return the item of a row, from the fields of `NO_HEADINGS`.

    Args:
        row: A row with a title.
        dates: The reader of the dates of the file.
        text: Converts a cell of several lines into plain text.
        line: Converts one line of such a cell into plain text.
    """
    status, priority = word_of(row.first("status")), word_of(row.first("priority"))
    estimate = estimate_text(row.first("estimate"))
    description = text(row.first("description"))
    criteria = (acceptance_criteria.from_field(text(cell), line) for cell in row.all("acceptance_criteria"))
    return ImportedItem(
        title=clean_line(row.first("title")),
        key=clean_line(row.first("key")),
        url=clean_line(row.first("url")),
        description=description,
        why=text(row.first("why")),
        type=word_of(row.first("type")),
        status=status,
        labels=split_list(row.all("labels")),
        reporter=word_of(row.first("reporter")),
        assignee=word_of(row.first("assignee")),
        created=dates.read(row.first("created")),
        updated=dates.read(row.first("updated")),
        priority="" if casefold_key(priority) in _NO_PRIORITY else priority,
        estimate="" if estimate == _NO_ESTIMATE else estimate,
        acceptance_criteria=next(filter(None, criteria), ()) or acceptance_criteria.from_description(description, line),
        parent=clean_line(row.first("parent")),
        done=is_finished(status) or any(map(marks_done, row.all("done"))),
    )
