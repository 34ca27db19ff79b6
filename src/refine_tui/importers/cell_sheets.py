"""Tables that come as cells and not as text: what a workbook or a web page hands to the formats of rows and columns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from refine_tui.importers.formats import TableFormat
from refine_tui.importers.table import Record, Sheet, normalised
from refine_tui.importers.table_detection import FoundTable, known_table, mapped_table, unclear

HEADING_ROWS = 20
"""Headings stand within that many of the first rows."""

_ADDRESSES = frozenset({"url", "link"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CellSheet:
    """The cells of one sheet, and the addresses that lie behind some of them."""

    sheet: Sheet
    addresses: Mapping[int, str] = field(default_factory=dict)
    """By the row's number: the first address of the row."""

    def with_addresses(self, heading_record: int) -> Sheet:
        """Return the sheet with a last column of addresses, unless it has one of its own."""
        records = self.sheet.records
        headings = records[heading_record].cells
        if not self.addresses or not _ADDRESSES.isdisjoint(map(normalised, headings)):
            return self.sheet
        width = len(headings)

        def extended(record: Record, address: str) -> Record:
            cells = [*record.cells[:width], *[""] * (width - len(record.cells)), address]
            return Record(line=record.line, cells=cells)

        return replace(
            self.sheet,
            records=(
                *records[:heading_record],
                extended(records[heading_record], "URL"),
                *(extended(record, self.addresses.get(record.line, "")) for record in records[heading_record + 1 :]),
            ),
        )


def known_sheet(sheets: Iterable[CellSheet], formats: Sequence[TableFormat]) -> FoundTable | None:
    """Return the first sheet of which a format knows the headings."""
    for cells in sheets:
        found = known_table(cells.sheet, formats, at_most=HEADING_ROWS)
        if found:
            sheet = cells.with_addresses(found.heading_record)
            return known_table(sheet, formats, at_most=HEADING_ROWS) or found
    return None


def chosen_sheet(
    sheets: Sequence[CellSheet], formats: Sequence[TableFormat], mapping: Mapping[str, str] | None
) -> FoundTable:
    """Return the first sheet whose headings are known, or are those that the mapping names.

    Raises:
        UnclearColumns: somebody has to say which of the columns is the title.
        ImportProblem: no sheet has the headings that the mapping names.
    """
    if mapping:
        return mapped_table(sheets[0].sheet, formats, mapping)
    found = known_sheet(sheets, formats)
    if found is None:
        raise unclear(sheets[0].sheet)
    return found
