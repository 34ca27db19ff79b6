"""Jira's CSV export, of the current fields or of all of them, from Cloud or from a server."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from refine_tui.domain.backlog_item import ImportedItem, ItemLink
from refine_tui.domain.plain_text import clean_line
from refine_tui.importers.errors import ImportReadError
from refine_tui.importers.fields import acceptance_criteria
from refine_tui.importers.fields.dates import DateReader
from refine_tui.importers.fields.item_fields import (
    ISSUE_KEY,
    distinct,
    estimate_text,
    is_finished,
    is_open,
    is_unresolved,
    marks_done,
    split_list,
    word_of,
)
from refine_tui.importers.formats.definition import TableFormat
from refine_tui.importers.formats.jira.headings import headings_for, language_of, link_of
from refine_tui.importers.markup.wiki_markup import plain_line, plain_text
from refine_tui.importers.report import ReadResult, SkippedRow
from refine_tui.importers.tables.table import Columns, Row, Table

PAGE = 1000
"""The largest number of rows that Jira exports at a time, without a notice."""

_LINK_WORDS = {
    "blocks": ("is blocked by", "blocks"),
    "cloners": ("is cloned by", "clones"),
    "duplicate": ("is duplicated by", "duplicates"),
    "relates": ("relates to", "relates to"),
    "problem/incident": ("is caused by", "causes"),
    "issue split": ("split from", "split to"),
}
"""The relations of an inward and an outward key, by the link type in the heading."""
_PARENT_FIELDS = ("parent", "epic", "parent id", "parent title")
_FEWEST_FIELDS = 4
_SOUND = 0.95
"""The smallest share of rows with a key, in a file that is not damaged."""
_ADDRESS = re.compile(r"https?://[\w.-]+(?::\d+)?")
_CONTEXT = re.compile(r"(/[\w.-]+)/(?:secure|rest)/")


def read(table: Table) -> ReadResult:
    """Read every row that has a summary.

    Raises:
        ImportReadError: a spreadsheet program has damaged the file beyond repair.
    """
    _refuse_damage(table)
    language = language_of(table.columns)
    export = _Export.of(table, language or "en")
    items, skipped = [], []
    for row in table.rows:
        if title := clean_line(row.first("title")):
            items.append(export.item(row, title))
        else:
            skipped.append(SkippedRow(row=row.line, reason="It has no summary."))
    warnings = (*table.warnings, *export.warnings(table))
    return ReadResult(items=tuple(items), skipped=tuple(skipped), warnings=warnings, language=language)


def _recognises(columns: Columns) -> bool:
    return language_of(columns) is not None or language_of(_within_one_cell(columns)) is not None


def _within_one_cell(columns: Columns) -> Columns:
    """Return the headings that a spreadsheet program put into the first cell together."""
    filled = [heading for heading in columns.headings if heading.strip()]
    return Columns(filled[0].replace('"', "").split(",") if len(filled) == 1 else ())


JIRA_CSV = TableFormat(
    name="jira-csv",
    label="Jira CSV",
    recognises=_recognises,
    headings=headings_for,
    read=read,
    required_headings="Summary, Issue key and Issue Type or Status",
)


def _refuse_damage(table: Table) -> None:
    sound = sum(ISSUE_KEY.fullmatch(row.first("key")) is not None for row in table.rows)
    if table.layout.fields["title"] and (sound >= len(table.rows) * _SOUND or not _has_traces(table)):
        return
    whole = f" ({sound:,} of {len(table.rows):,} rows are still whole)" if sound else ""
    raise ImportReadError(
        f"{table.name} was damaged by Excel: whole rows stand in one cell{whole}; "
        "export it from Jira again and import that file without opening it in Excel first."
    )


def _has_traces(table: Table) -> bool:
    """Return whether rows end in semicolons, or are whole in their first cell."""
    traces = (
        row
        for row in table.rows
        if row.cells[-1].endswith(";;") or (row.cells[0].count(",") >= _FEWEST_FIELDS - 1 and not any(row.cells[1:]))
    )
    return table.columns.headings[-1].endswith(";;") or any(traces)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Export:
    """The facts of a whole file that are needed to read one of its rows."""

    dates: DateReader
    keys: dict[str, str]
    """The issue key by the numeric issue id, which names parents."""
    site: str
    parents: tuple[str, ...]
    """The fields that name a parent and have columns, best one first."""

    @classmethod
    def of(cls, table: Table, language: str) -> "_Export":
        keys: dict[str, str] = {}
        if table.layout.fields["parent id"]:
            keys = {row.first("id"): clean_line(row.first("key")) for row in table.rows}
            keys.pop("", None)
        dates = (cell for row in table.rows for cell in (row.first("created"), row.first("updated")))
        return cls(
            dates=DateReader.for_cells(dates, language=language),
            keys=keys,
            parents=tuple(field for field in _PARENT_FIELDS if table.layout.fields[field]),
            site=_site(cell for row in table.rows for cell in row.all("attachment")),
        )

    def item(self, row: Row, title: str) -> ImportedItem:
        key, markup = clean_line(row.first("key")), row.first("description")
        return ImportedItem(
            key=key,
            url=word_of(row.first("url")) or self._address(key),
            title=title,
            description=plain_text(markup) if markup else "",
            why=plain_text(why) if (why := row.first("why")) else "",
            type=word_of(row.first("type")),
            status=word_of(row.first("status")),
            labels=_labels(row),
            reporter=word_of(row.first("reporter")),
            assignee=word_of(row.first("assignee")),
            created=self.dates.read(row.first("created")),
            updated=self.dates.read(row.first("updated")),
            priority=word_of(row.first("priority")),
            estimate=estimate_text(row.first("estimate")),
            acceptance_criteria=_criteria(row, markup),
            parent=self._parent(row, key),
            links=tuple(dict.fromkeys(_links(row))) if row.first("links") else (),
            done=_done(row),
        )

    def _address(self, key: str) -> str:
        return f"{self.site}/browse/{key}" if self.site and ISSUE_KEY.fullmatch(key) else ""

    def _parent(self, row: Row, own_key: str) -> str:
        for field in self.parents:
            for cell in row.all(field):
                by_number = field == "parent id" and cell.isdecimal()
                parent = self.keys.get(cell, "") if by_number else clean_line(cell)
                if parent and parent != own_key:
                    return parent
        return ""

    def warnings(self, table: Table) -> Iterator[str]:
        name, rows = table.name, table.rows
        if len(rows) == PAGE:
            yield (
                f"{name} has exactly {PAGE:,} rows, as many as Jira exports at a time: it is probably cut off; "
                "narrow the filter, or export the rest as a second file."
            )
        if table.columns.headings[-1].endswith(";;"):
            yield f"{name} was opened and saved by Excel: check that nothing is missing."
        if self.dates.ambiguous:
            yield f"Nothing in {name} tells day from month in its dates: they are kept as they stand."
        if len(table.layout.fields["estimate"]) > 1 and any(len(_estimates(row)) > 1 for row in rows):
            yield f"{name} has several columns of points that differ: the first filled one of each row was taken."


def _estimates(row: Row) -> set[str]:
    return set(map(estimate_text, row.all("estimate")))


def _labels(row: Row) -> tuple[str, ...]:
    labels, components = row.all("labels"), row.all("components")
    return _labels_of(tuple(labels), tuple(components)) if labels or components else ()


@lru_cache(maxsize=5000)
def _labels_of(labels: tuple[str, ...], components: tuple[str, ...]) -> tuple[str, ...]:
    return distinct([*split_list(labels), *components])


def _done(row: Row) -> bool:
    if marked := row.first("done"):
        return marks_done(marked)
    category = row.first("category")
    if is_open(category) or is_finished(category):
        return is_finished(category)
    if not is_unresolved(row.first("resolution")):
        return True
    return is_finished(row.first("status"))


def _criteria(row: Row, markup: str) -> tuple[str, ...]:
    for cell in row.all("acceptance_criteria"):
        if found := acceptance_criteria.from_field(cell, plain_line):
            return found
    return acceptance_criteria.from_description(markup, plain_line) if markup else ()


def _links(row: Row) -> Iterator[ItemLink]:
    for heading, cell in row.named("links"):
        inward, name = link_of(heading)
        words = _LINK_WORDS.get(name, (f"{name} (inward)", name))
        if key := clean_line(cell):
            yield ItemLink(type=clean_line(words[0 if inward else 1]), key=key)


def _site(attachments: Iterator[str]) -> str:
    """Return the address of the site, from the addresses of attachments; the most frequent one if they differ."""
    sites: Counter[str] = Counter()
    for cell in attachments:
        for match in list(_ADDRESS.finditer(cell))[-1:]:
            context = _CONTEXT.match(cell, match.end())
            api = context is not None and context[1] in {"/secure", "/rest"}
            sites[match[0] + (context[1] if context and not api else "")] += 1
    return next((site for site, _ in sites.most_common(1)), "")
