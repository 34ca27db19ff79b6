"""Detects whether delimited text is a table, and which of its first records holds the headings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from refine_tui.importers.errors import ImportReadError, UnclearColumnsError
from refine_tui.importers.formats.definition import TableFormat
from refine_tui.importers.formats.jira.csv_format import JIRA_CSV
from refine_tui.importers.formats.spreadsheet import SPREADSHEET
from refine_tui.importers.tables import column_mapping, heading_words, pasted_cells
from refine_tui.importers.tables.delimited import read_sheet
from refine_tui.importers.tables.table import Columns, Layout, Record, Sheet

ADVICE = "export the issues as CSV from Jira, or paste one item per line"
"""The end of error messages: what can be read instead."""

_HEADING_RECORDS = 10
_FIRST_RECORDS = 40
"""The number of records that are read to find headings, and samples of the cells below them."""
_LONGEST_HEADING = 40
_SHARE_OF_ROWS = 0.6
_FEWEST_ROWS = 3
_SHOWN = 6
_WIDE = 12
"""The number of columns from which on a table with keys of issues is a tracker's."""
_KEY_WORDS = frozenset({"key", "issue key"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTable:
    """A recognised table: where its headings are, and how its records are read."""

    sheet: Sheet
    """The first records, or all of them."""
    table_format: TableFormat
    heading_record: int
    layout: Layout
    headings_are_in_file: bool = True
    """False if the headings are numbered ones, and the first record of the file is a row."""
    mapping: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The columns that a person chose; empty if none were."""

    @property
    def is_mapped(self) -> bool:
        """Whether a person chose columns."""
        return bool(self.mapping)

    @property
    def rows(self) -> tuple[Record, ...]:
        """The records below the headings."""
        return self.sheet.records[self.heading_record + 1 :]


def read_first_records(text: str, name: str) -> Sheet:
    """Read enough records to find the headings; a quotation mark that is never closed is not an error yet."""
    for records in (_FIRST_RECORDS, _HEADING_RECORDS, 1):
        try:
            return read_sheet(text, name=name, at_most=records)
        except ImportReadError:
            continue
    return Sheet(name=name, delimiter=",", records=())


def known_table(sheet: Sheet, formats: Sequence[TableFormat], *, at_most: int = _HEADING_RECORDS) -> FoundTable | None:
    """Return the table of the first format that recognises one of the first records as its headings."""
    for table_format in formats:
        if table_format.delimiter not in ("", sheet.delimiter):
            continue
        for index, record in enumerate(sheet.records[:at_most]):
            if table_format.recognises(Columns(record.cells)):
                return _found(sheet, table_format, index)
    return None


def mapped_table(
    sheet: Sheet,
    formats: Sequence[TableFormat],
    mapping: Mapping[str, str],
    *,
    at_most: int = _HEADING_RECORDS,
) -> FoundTable:
    """Return the table whose headings the mapping names; one of the first *at_most* records holds them.

    Raises:
        ImportReadError: the table has no such headings.
        UnclearColumnsError: neither the mapping nor a known heading names the title.
    """
    named = column_mapping.named_headings(mapping)
    by_heading = known_table(sheet, formats, at_most=at_most)
    known_by_heading = None if named else by_heading
    numbered = None if known_by_heading else pasted_cells.with_numbered_headings(sheet)
    chosen: dict[str, tuple[int, ...]] = {}
    if numbered and named <= set(numbered.records[0].cells):
        sheet, heading_record = numbered, 0
        chosen = pasted_cells.guess_columns(sheet)
    else:
        numbered = None
        if known_by_heading:
            heading_record = known_by_heading.heading_record
        elif named:
            # Below known headings there are only items, and a cell of one may read like a heading.
            last = by_heading.heading_record + 1 if by_heading else at_most
            heading_record = column_mapping.mapped_record(sheet, mapping, at_most=last)
        else:
            raise unclear_columns_error(sheet)
    columns = Columns(sheet.records[heading_record].cells)
    mapped = column_mapping.positions(mapping, columns)
    taken = {position for found in mapped.values() for position in found}
    chosen = {name: found for name, found in chosen.items() if taken.isdisjoint(found)} | mapped
    known = [table_format for table_format in formats if table_format.recognises(columns)]
    unknown = JIRA_CSV if _looks_like_jira(sheet, heading_record) else SPREADSHEET
    table_format = next(iter(known), unknown if unknown in formats else formats[0])
    found = _found(sheet, table_format, heading_record, chosen, headings_are_in_file=numbered is None, mapping=mapping)
    if not found.layout.fields["title"]:
        raise unclear_columns_error(sheet, heading_record)
    return found


def cells_without_headings(sheet: Sheet) -> FoundTable | None:
    """Return the table of cells copied from a spreadsheet without headings; None if no column of titles is found."""
    numbered = pasted_cells.with_numbered_headings(sheet)
    chosen = pasted_cells.guess_columns(numbered) if numbered else {}
    if numbered is None or "title" not in chosen:
        return None
    return _found(numbered, SPREADSHEET, 0, chosen, headings_are_in_file=False)


def is_table(text: str, found: FoundTable) -> bool:
    """Return whether text that is not named as a table is one: headings on top, and most rows as wide."""
    columns, records = found.layout.columns, found.sheet.records
    width = len(columns.headings)
    if found.heading_record or width <= 1 or any(len(heading) > _LONGEST_HEADING for heading in columns.headings):
        return False
    if len(records) == 1:
        return heading_words.known_headings(columns) > 1 and len(text.strip().splitlines()) == 1
    rows = records[1:]
    alike = sum(1 < len(record.cells) <= width <= 2 * len(record.cells) for record in rows)
    return alike >= _SHARE_OF_ROWS * len(rows)


def is_grid(sheet: Sheet) -> bool:
    """Return whether the records are too regular for prose, as cells without headings are."""
    records = sheet.records[:_HEADING_RECORDS]
    widths = {len(record.cells) for record in records}
    return sheet.delimiter != "\t" and len(records) >= _FEWEST_ROWS and len(widths) == 1 and widths.pop() > _FEWEST_ROWS


def unclear_columns_error(sheet: Sheet, heading_record: int = 0) -> UnclearColumnsError:
    """Return the error for a table without a known column of titles."""
    cells = sheet.records[heading_record].cells if sheet.records else ()
    columns, below = Columns(cells), sheet.records[heading_record + 1 :]
    named = [" ".join(cell.split())[:30] for cell in cells if cell.strip()]
    shown = ", ".join(named[:_SHOWN]) + (", …" if len(named) > _SHOWN else "")
    if column_mapping.key_column(below, among=range(len(cells))) is not None:
        message = (
            f"{sheet.name} looks like an export of Jira with headings in a language that is not known here ({shown}): "
            "say which of its columns is the title, or set your Jira language to English and export it again."
        )
    else:
        message = (
            f"{sheet.name} looks like a table ({shown}) without a column of titles: "
            "say which of its columns is the title, or name one of them Title."
        )
    return UnclearColumnsError(
        message,
        columns=column_mapping.column_uses(columns, below),
        fingerprint=column_mapping.fingerprint(columns),
    )


def _found(
    sheet: Sheet,
    table_format: TableFormat,
    heading_record: int,
    chosen: Mapping[str, Sequence[int]] | None = None,
    *,
    headings_are_in_file: bool = True,
    mapping: Mapping[str, str] | None = None,
) -> FoundTable:
    columns = Columns(sheet.records[heading_record].cells)
    headings, chosen = table_format.headings(columns), dict(chosen or {})
    layout = Layout(columns, headings, chosen=chosen)
    by_name = {columns.normalised[position] for position in layout.fields.get("key", ())}
    if "key" not in chosen and headings_are_in_file and (table_format.everyday_words or not by_name):
        others = {position for name, found in layout.fields.items() if name != "key" for position in found}
        free = [position for position in range(len(columns.headings)) if position not in others]
        position = column_mapping.key_column(sheet.records[heading_record + 1 :], among=free)
        if position is not None and by_name.isdisjoint(_KEY_WORDS):
            layout = Layout(columns, headings, chosen={**chosen, "key": (position,)})
    return FoundTable(
        sheet=sheet,
        table_format=table_format,
        heading_record=heading_record,
        layout=layout,
        headings_are_in_file=headings_are_in_file,
        mapping=mapping or {},
    )


def _looks_like_jira(sheet: Sheet, heading_record: int) -> bool:
    """Return whether a table with unknown headings is Jira's: as wide as its exports, and with keys of issues."""
    width, below = len(sheet.records[heading_record].cells), sheet.records[heading_record + 1 :]
    return width >= _WIDE and column_mapping.key_column(below, among=range(width)) is not None
