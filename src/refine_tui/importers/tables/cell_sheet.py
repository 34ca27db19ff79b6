"""The cells of a sheet of a workbook or of a web page, with the addresses of their links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from refine_tui.importers.tables.table import Record, Sheet, normalised

_ADDRESSES = frozenset({"url", "link"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CellSheet:
    """The cells of one sheet, and the addresses of the links in some of them."""

    sheet: Sheet
    addresses: Mapping[int, str] = field(default_factory=dict)
    """The first address of each row, by the number of the row."""

    def headings(self, heading_record: int) -> Sequence[str]:
        """Return the headings in a record, with that of the column which `with_addresses` adds."""
        headings = self.sheet.records[heading_record].cells
        if not self.addresses or not _ADDRESSES.isdisjoint(map(normalised, headings)):
            return headings
        return [*headings, "URL"]

    def with_addresses(self, heading_record: int) -> Sheet:
        """Return the sheet with a last column of addresses, unless there are none or it has such a column."""
        records, headings = self.sheet.records, self.headings(heading_record)
        width = len(records[heading_record].cells)
        if len(headings) == width:
            return self.sheet

        def extended(record: Record) -> Record:
            address = self.addresses.get(record.line, "")
            cells = [*record.cells[:width], *[""] * (width - len(record.cells)), address]
            return Record(line=record.line, cells=cells)

        above, below = records[:heading_record], records[heading_record + 1 :]
        named = Record(line=records[heading_record].line, cells=headings)
        return replace(self.sheet, records=(*above, named, *map(extended, below)))
