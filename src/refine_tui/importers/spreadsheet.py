"""Any other table with a column of titles: somebody's own sheet, or an export that has no reader of its own."""

import re

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.domain.plain_text import clean_line, clean_text
from refine_tui.importers import acceptance_criteria
from refine_tui.importers.dates import DateReader
from refine_tui.importers.formats import TableFormat
from refine_tui.importers.item_fields import estimate_text, is_finished, split_list
from refine_tui.importers.report import Reading, SkippedRow
from refine_tui.importers.table import Columns, Row, Table

HEADINGS: dict[str, tuple[str, ...]] = {
    "title": (
        "title",
        "summary",
        "name",
        "subject",
        "user story",
        "story",
        "item",
        "thema",
        "titel",
        "titre",
        "título",
    ),
    "key": ("key", "issue key", "ticket", "id", "ref", "#", "number"),
    "url": ("url", "link"),
    "description": ("description", "details", "notes", "body", "beschreibung", "descripción", "descrição", "opis"),
    "why": ("why", "reason", "benefit", "rationale"),
    "type": ("type", "issue type", "kind", "tracker"),
    "status": ("status", "state", "current state"),
    "labels": ("labels", "tags", "label", "components"),
    "reporter": ("reporter", "author", "requester", "requested by", "creator", "created by"),
    "assignee": ("assignee", "assigned to", "owner", "owners", "owned by"),
    "created": ("created", "created at", "created on", "created_at", "creation date"),
    "updated": ("updated", "updated at", "updated on", "updated_at", "last updated"),
    "priority": ("priority", "prio"),
    "estimate": ("story points", "points", "sp", "estimate", "effort", "size"),
    "parent": ("parent", "epic", "parent issue", "feature"),
}
"""For each field the headings that may hold it, best one first."""

_RULE = re.compile(r"[\s:=_-]+")


def read(table: Table) -> Reading:
    """Read every row that has a title; rows that only draw a line are passed over."""
    cells = (cell for row in table.rows for cell in row.all(*HEADINGS["created"], *HEADINGS["updated"]))
    dates = DateReader.for_cells(cells)
    items, skipped = [], []
    for row in table.rows:
        title = clean_line(row.first(*HEADINGS["title"]))
        if title and not _RULE.fullmatch(title):
            items.append(_item(row, title, dates))
        elif not all(_RULE.fullmatch(cell) for cell in row.cells if cell.strip()):
            skipped.append(SkippedRow(row=row.line, reason="It has no title."))
    return Reading(items=tuple(items), skipped=tuple(skipped), warnings=table.warnings)


def known_headings(columns: Columns) -> int:
    """Return of how many fields the table has a heading."""
    return sum(not columns.names.isdisjoint(names) for names in HEADINGS.values())


def _recognises(columns: Columns) -> bool:
    return not columns.names.isdisjoint(HEADINGS["title"])


FORMAT = TableFormat(
    name="csv", recognises=_recognises, read=read, wanted="Title, Summary or Name", everyday_words=True
)


def _item(row: Row, title: str, dates: DateReader) -> ImportedItem:
    def line(field: str) -> str:
        return clean_line(row.first(*HEADINGS[field]))

    description = clean_text(row.first(*HEADINGS["description"]))
    return ImportedItem(
        title=title,
        key=line("key"),
        url=line("url"),
        description=description,
        why=clean_text(row.first(*HEADINGS["why"])),
        type=line("type"),
        status=line("status"),
        labels=split_list(row.all(*HEADINGS["labels"])),
        reporter=line("reporter"),
        assignee=line("assignee"),
        created=dates.read(row.first(*HEADINGS["created"])),
        updated=dates.read(row.first(*HEADINGS["updated"])),
        priority=line("priority"),
        estimate=estimate_text(row.first(*HEADINGS["estimate"])),
        acceptance_criteria=_criteria(row, description),
        parent=line("parent"),
        done=is_finished(line("status")),
    )


def _criteria(row: Row, description: str) -> tuple[str, ...]:
    for _, cell in row.matching(acceptance_criteria.COLUMN):
        if found := acceptance_criteria.from_field(cell):
            return found
    return acceptance_criteria.from_description(description)
