"""Azure Boards: the CSV export of a query, flat or as a tree, with long texts in HTML."""

import re
from dataclasses import dataclass, field, replace

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.domain.plain_text import clean_line
from refine_tui.importers.fields.dates import DateReader
from refine_tui.importers.fields.item_fields import distinct
from refine_tui.importers.formats.definition import TableFormat
from refine_tui.importers.formats.titled_rows import NO_HEADINGS, plain_item, read_rows
from refine_tui.importers.report import ReadResult
from refine_tui.importers.tables.table import Columns, Headings, Row, Table

_TITLE = re.compile(r"^title(?: (?P<depth>\d{1,2}))?(?: \(.*\))?$")
_HEADINGS: Headings = {
    **NO_HEADINGS,
    "key": ("id",),
    "url": ("url", "link"),
    "title": (_TITLE,),
    "description": ("description", "repro steps", "system info"),
    "type": ("work item type",),
    "status": ("state",),
    "labels": ("tags",),
    "reporter": ("created by",),
    "assignee": ("assigned to",),
    "created": ("created date",),
    "updated": ("changed date",),
    "priority": ("priority",),
    "estimate": ("story points", "effort", "size"),
    "parent": ("parent",),
}
_IDENTITY = re.compile(r"\s*<[^<>]*>$")


@dataclass(slots=True)
class _Tree:
    """The last row of each depth, which can be a parent of the next rows."""

    above: dict[int, str] = field(default_factory=dict)

    def parent(self, depth: int, name: str) -> str:
        """Return the parent of a row, the nearest one above with a smaller depth, and add the row."""
        self.above = {level: row for level, row in self.above.items() if level < depth}
        parent = self.above[max(self.above)] if self.above else ""
        self.above[depth] = name
        return parent


def read(table: Table) -> ReadResult:
    """Read every row with a title at any depth. The remaining work is in hours and is not an estimate."""
    tree = _Tree()
    return read_rows(table, lambda row, dates: _item(row, dates, tree))


def _recognises(columns: Columns) -> bool:
    return "work item type" in columns.names and bool(columns.positions(_TITLE))


AZURE_DEVOPS_CSV = TableFormat(
    name="azure-devops-csv",
    label="Azure DevOps CSV",
    recognises=_recognises,
    headings=lambda _: _HEADINGS,
    read=read,
    required_headings="Work Item Type and Title",
)


def _item(row: Row, dates: DateReader, tree: _Tree) -> ImportedItem:
    item = plain_item(row, dates)
    match = _TITLE.match(next(heading for heading, _ in row.named("title")))
    above = tree.parent(int(match["depth"] or 1) if match else 1, item.key or item.title)
    return replace(
        item,
        labels=distinct(tag for cell in row.all("labels") for tag in cell.split(";")),
        reporter=_name(item.reporter),
        assignee=_name(item.assignee),
        parent=item.parent or above,
    )


def _name(identity: str) -> str:
    """Return the name of a person without the address behind it."""
    return clean_line(_IDENTITY.sub("", identity)) or identity
