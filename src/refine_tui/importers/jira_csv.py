"""Jira's CSV export, of the current fields or of all of them, from Cloud or from a server."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from refine_tui.domain.backlog_item import ImportedItem, ItemLink
from refine_tui.domain.plain_text import clean_line, folded
from refine_tui.importers import acceptance_criteria
from refine_tui.importers.dates import DateReader
from refine_tui.importers.errors import ImportProblem
from refine_tui.importers.formats import TableFormat
from refine_tui.importers.item_fields import ISSUE_KEY, distinct, estimate_text, is_finished, split_list
from refine_tui.importers.jira_headings import HEADINGS, language_of
from refine_tui.importers.report import Reading, SkippedRow
from refine_tui.importers.table import Columns, Row, Table
from refine_tui.importers.wiki_markup import plain_line, plain_text

PAGE = 1000
"""Jira exports no more rows than this at a time, and does not say so."""

_POINTS = re.compile(
    r"^(?!.*(?:original|remaining|time|hour|date|σ))"
    r"[^()]+ \((?:.*story ?points?.*|.*puntos de historia.*|.*estimat.*)\)$"
)
_LINK = re.compile(r"^(inward|outward) issue link \((.+)\)$")
_LINK_WORDS = {
    "blocks": ("is blocked by", "blocks"),
    "cloners": ("is cloned by", "clones"),
    "duplicate": ("is duplicated by", "duplicates"),
    "relates": ("relates to", "relates to"),
    "problem/incident": ("is caused by", "causes"),
    "issue split": ("split from", "split to"),
}
"""The type's name in the heading: what it says of an inward and of an outward key."""
_FEWEST_FIELDS = 4
_ADDRESS = re.compile(r"https?://[\w.-]+(?::\d+)?")
_CONTEXT = re.compile(r"(/[\w.-]+)/(?:secure|rest)/")


def read(table: Table) -> Reading:
    """Read every row that has a summary.

    Raises:
        ImportProblem: a spreadsheet program has damaged the file beyond repair.
    """
    _refuse_damage(table)
    language = language_of(table.columns) or "en"
    export = _Export.of(table, language)
    items, skipped = [], []
    for row in table.rows:
        if clean_line(row.first(*export.names("title"))):
            items.append(export.item(row))
        else:
            skipped.append(SkippedRow(row=row.line, reason="It has no summary."))
    warnings = (*table.warnings, *export.warnings(table))
    return Reading(items=tuple(items), skipped=tuple(skipped), warnings=warnings, language=language)


def _recognises(columns: Columns) -> bool:
    return language_of(columns) is not None or language_of(_within_one_cell(columns)) is not None


def _within_one_cell(columns: Columns) -> Columns:
    """Return the headings that stand, all of them, in the first cell: so they do after a spreadsheet's mistake."""
    filled = [heading for heading in columns.headings if heading.strip()]
    return Columns(filled[0].replace('"', "").split(",") if len(filled) == 1 else ())


FORMAT = TableFormat(
    name="jira-csv", recognises=_recognises, read=read, wanted="Summary, Issue key and Issue Type or Status"
)


def _refuse_damage(table: Table) -> None:
    whole = language_of(table.columns)
    if whole is not None:
        keys = HEADINGS[whole]["key"]
        sound = sum(ISSUE_KEY.fullmatch(row.first(*keys)) is not None for row in table.rows)
        if sound >= len(table.rows) * 0.95 or not _has_traces(table):
            return
    raise ImportProblem(
        f"{table.name} was damaged by Excel: whole rows stand in one cell; "
        "export it from Jira again and import that file without opening it in Excel first."
    )


def _has_traces(table: Table) -> bool:
    """Whether rows end in a run of semicolons, or stand as a whole in their first cell."""
    traces = (
        row
        for row in table.rows
        if row.cells[-1].endswith(";;") or (row.cells[0].count(",") >= _FEWEST_FIELDS - 1 and not any(row.cells[1:]))
    )
    return table.columns.headings[-1].endswith(";;") or any(traces)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Export:
    """What must be known of a whole file before one of its rows can be read."""

    headings: dict[str, tuple[str, ...]]
    dates: DateReader
    keys: dict[str, str]
    """Issue key by the numeric issue id: parents are named by the id."""
    site: str

    @classmethod
    def of(cls, table: Table, language: str) -> "_Export":
        headings = HEADINGS[language]
        dates = (cell for row in table.rows for cell in row.all(*headings["created"], *headings["updated"]))
        keys = {row.first(*headings["id"]): clean_line(row.first(*headings["key"])) for row in table.rows}
        keys.pop("", None)
        return cls(
            headings=headings,
            dates=DateReader.for_cells(dates, language=language),
            keys=keys,
            site=_site(cell for row in table.rows for cell in row.all(*headings["attachment"])),
        )

    def names(self, field: str) -> tuple[str, ...]:
        return self.headings[field]

    def item(self, row: Row) -> ImportedItem:
        def line(field: str) -> str:
            return clean_line(row.first(*self.headings[field]))

        key, markup = line("key"), row.first(*self.headings["description"])
        return ImportedItem(
            key=key,
            url=f"{self.site}/browse/{key}" if self.site and ISSUE_KEY.fullmatch(key) else "",
            title=line("title"),
            description=plain_text(markup),
            type=line("type"),
            status=line("status"),
            labels=self._labels(row),
            reporter=line("reporter"),
            assignee=line("assignee"),
            created=self.dates.read(row.first(*self.headings["created"])),
            updated=self.dates.read(row.first(*self.headings["updated"])),
            priority=line("priority"),
            estimate=next((estimate_text(cell) for cell in self.points(row)), ""),
            acceptance_criteria=_criteria(row, markup),
            parent=self._parent(row, key),
            links=tuple(dict.fromkeys(_links(row))),
            done=self._done(row),
        )

    def _labels(self, row: Row) -> tuple[str, ...]:
        return distinct([*split_list(row.all(*self.headings["labels"])), *row.all(*self.headings["components"])])

    def points(self, row: Row) -> list[str]:
        """Every cell that may be the estimate, the likeliest first; times are none."""
        return row.all(*self.headings["points"]) + [cell for _, cell in row.matching(_POINTS)]

    def _parent(self, row: Row, own_key: str) -> str:
        named = row.all(*self.headings["parent key"])
        for cell in row.all(*self.headings["parent id"]):
            named.append(self.keys.get(cell, "") if cell.isdecimal() else cell)
        named += row.all(*self.headings["parent title"])
        return next((parent for cell in named if (parent := clean_line(cell)) and parent != own_key), "")

    def _done(self, row: Row) -> bool:
        category = folded(row.first(*self.headings["category"]))
        if category in {"to do", "in progress", "new", "done", "complete"}:
            return category in {"done", "complete"}
        resolution = row.first(*self.headings["resolution"])
        if resolution and folded(resolution) not in {"unresolved", "none", "-"}:
            return True
        return is_finished(row.first(*self.headings["status"]))

    def warnings(self, table: Table) -> Iterator[str]:
        name, rows = table.name, table.rows
        if len(rows) == PAGE:
            yield (
                f"{name} has exactly {PAGE:,} rows, as many as Jira exports at a time: it is probably cut off; "
                "narrow the filter, or export the rest as a second file."
            )
        if table.columns.headings[-1].endswith(";;"):
            yield f"{name} was opened and saved by Excel: check that nothing is missing."
        if any(self.dates.is_unclear(cell) for row in rows for cell in self._dates(row)):
            yield f"Nothing in {name} tells day from month in its dates: they are kept as they stand."
        filled = (cells for row in rows if len(cells := self.points(row)) > 1)
        if any(len(set(map(estimate_text, cells))) > 1 for cells in filled):
            yield f"{name} has several columns of points that differ: the first filled one of each row was taken."

    def _dates(self, row: Row) -> list[str]:
        return row.all(*self.headings["created"], *self.headings["updated"])


def _criteria(row: Row, markup: str) -> tuple[str, ...]:
    for _, cell in row.matching(acceptance_criteria.COLUMN):
        if found := acceptance_criteria.from_field(cell, plain_line):
            return found
    return acceptance_criteria.from_description(markup, plain_line)


def _links(row: Row) -> Iterator[ItemLink]:
    for match, cell in row.matching(_LINK):
        inward = match[1] == "inward"
        words = _LINK_WORDS.get(match[2], (f"{match[2]} (inward)", match[2]))
        if key := clean_line(cell):
            yield ItemLink(type=clean_line(words[0 if inward else 1]), key=key)


def _site(attachments: Iterator[str]) -> str:
    """Return the address of the site, which only attachments give away; the most frequent one if they differ."""
    sites: Counter[str] = Counter()
    for cell in attachments:
        for match in list(_ADDRESS.finditer(cell))[-1:]:
            context = _CONTEXT.match(cell, match.end())
            api = context is not None and context[1] in {"/secure", "/rest"}
            sites[match[0] + (context[1] if context and not api else "")] += 1
    return next((site for site, _ in sites.most_common(1)), "")
