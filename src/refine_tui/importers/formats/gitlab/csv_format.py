"""GitLab issues as CSV, which GitLab sends by mail: three generations of headings."""

import re
from dataclasses import replace

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.domain.plain_text import clean_line, clean_text
from refine_tui.importers.fields.dates import DateReader
from refine_tui.importers.fields.item_fields import is_finished
from refine_tui.importers.formats.definition import TableFormat
from refine_tui.importers.formats.titled_rows import NO_HEADINGS, plain_item, read_rows
from refine_tui.importers.markup.markdown_text import plain_line, without_comments
from refine_tui.importers.report import ReadResult
from refine_tui.importers.tables.table import Columns, Headings, Row, Table

_SIGNATURES = (
    frozenset({"title", "state", "url", "author username"}),
    frozenset({"issue id", "url", "created at (utc)"}),
    frozenset({"iid", "title", "url", "state"}),
)
_HEADINGS: Headings = {
    **NO_HEADINGS,
    "key": ("iid", "issue id"),
    "url": ("url",),
    "title": ("title",),
    "description": ("description",),
    "type": ("type",),
    "status": ("state",),
    "labels": ("labels",),
    "reporter": ("author", "author username"),
    "assignee": ("assignee", "assignees", "assignee username"),
    "created": ("created at (utc)", "created at"),
    "updated": ("updated at (utc)", "updated at"),
    "priority": ("priority",),
    "estimate": ("weight",),
    "parent": ("parent iid",),
    "parent title": ("parent title", "epic title", "milestone"),
    "done": ("closed at (utc)", "closed at"),
}
_ADDRESS = re.compile(r"https?://[^/\s]+/(?P<project>[^\s?#]+?)/(?:-/)?(?:issues|work_items)/(?P<number>\d+)")
_NO_ZONE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}")


def read(table: Table) -> ReadResult:
    """Read every row with a title. The weight is the estimate, since the estimated time is in seconds."""
    keys = {_key(row) for row in table.rows}
    return read_rows(table, lambda row, dates: _item(row, dates, keys))


def _recognises(columns: Columns) -> bool:
    return any(columns.names >= signature for signature in _SIGNATURES)


GITLAB_CSV = TableFormat(
    name="gitlab-csv",
    label="GitLab CSV",
    recognises=_recognises,
    headings=lambda _: _HEADINGS,
    read=read,
    required_headings="Title, URL, State and Author Username",
)


def _item(row: Row, dates: DateReader, keys: set[str]) -> ImportedItem:
    item = plain_item(row, dates, text=_text, line=plain_line)
    return replace(
        item,
        key=_key(row),
        status=item.status.casefold(),
        created=_in_utc(item.created),
        updated=_in_utc(item.updated),
        parent=_parent(row, keys),
        done=is_finished(item.status) if item.status else item.done,
    )


def _key(row: Row) -> str:
    """Return ``group/project#12``; ``#12`` if no address names the project."""
    number = clean_line(row.first("key")).removeprefix("#")
    match = _ADDRESS.match(row.first("url"))
    if match:
        return f"{match['project']}#{number or match['number']}"
    return f"#{number}" if number else ""


def _parent(row: Row, keys: set[str]) -> str:
    """Return the key of the parent if it is a row of the same file; the numbers of epics are others."""
    own = _key(row)
    named = clean_line(row.first("parent"))
    key = f"{own.partition('#')[0]}#{named.removeprefix('#')}" if named.removeprefix("#").isdecimal() else named
    if key in keys and key != own:
        return key
    return clean_line(row.first("parent title")) or key


def _in_utc(moment: str | None) -> str | None:
    """Return a time with its zone, which only the heading names."""
    return f"{moment}+00:00" if moment and _NO_ZONE.fullmatch(moment) else moment


def _text(cell: str) -> str:
    return clean_text(without_comments(cell))
