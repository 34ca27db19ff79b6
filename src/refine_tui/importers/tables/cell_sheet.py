"""The cells of a sheet of a workbook or of a web page, with the addresses of their links."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from refine_tui.importers.tables.table import Record, Sheet, normalised

_ADDRESSES = frozenset({"url", "link"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CellSheet:
    """The cells of one sheet, and the addresses of the links in some of them."""

    sheet: Sheet
    addresses: Mapping[int, str] = field(default_factory=dict)
    """The first address of each row, by the number of the row."""

    def with_addresses(self, heading_record: int) -> Sheet:
        """Return the sheet with a last column of addresses, unless there are none or it has such a column."""
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
