"""GitHub projects: the TSV of “Export view data”, with the columns of the view."""

from dataclasses import replace

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.importers.fields.dates import DateReader
from refine_tui.importers.fields.item_fields import split_list
from refine_tui.importers.formats.definition import TableFormat
from refine_tui.importers.formats.github.references import ADDRESS, key_of
from refine_tui.importers.formats.titled_rows import NO_HEADINGS, plain_item, read_rows
from refine_tui.importers.report import ReadResult
from refine_tui.importers.tables.table import Headings, Row, Table

_SIGNATURE = frozenset({"title", "url", "assignees", "status"})
_HEADINGS: Headings = {
    **NO_HEADINGS,
    "url": ("url",),
    "title": ("title",),
    "description": ("description",),
    "type": ("type", "issue type"),
    "status": ("status",),
    "labels": ("labels",),
    "assignee": ("assignees",),
    "created": ("created",),
    "updated": ("updated",),
    "priority": ("priority",),
    "estimate": ("story points", "points", "estimate", "size"),
    "parent": ("parent issue", "milestone"),
}


def read(table: Table) -> ReadResult:
    """Read every row with a title; pull requests are only counted, drafts have neither key nor address."""
    issues = tuple(row for row in table.rows if not _is_pull_request(row))
    reading = read_rows(replace(table, rows=issues), _item)
    pull_requests = len(table.rows) - len(issues)
    if not pull_requests:
        return reading
    warning = f"{pull_requests:,} pull request{'' if pull_requests == 1 else 's'} left out."
    return replace(reading, warnings=(*reading.warnings, warning))


GITHUB_PROJECT_TSV = TableFormat(
    name="github-projects-tsv",
    label="GitHub project, TSV",
    recognises=lambda columns: columns.names >= _SIGNATURE,
    headings=lambda _: _HEADINGS,
    read=read,
    required_headings="Title, URL, Assignees and Status, separated by tabs",
    delimiter="\t",
)


def _is_pull_request(row: Row) -> bool:
    match = ADDRESS.match(row.first("url"))
    return match is not None and match["kind"].startswith("pull")


def _item(row: Row, dates: DateReader) -> ImportedItem:
    item = plain_item(row, dates)
    return replace(
        item,
        key=item.key or _key(item.url),
        assignee=", ".join(split_list([item.assignee])),
        parent=_key(item.parent) or item.parent,
    )


def _key(address: str) -> str:
    match = ADDRESS.match(address)
    return key_of(match["number"], match["repository"]) if match else ""
