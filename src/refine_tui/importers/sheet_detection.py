"""Finds the sheet of a workbook or a web page whose headings a format recognises."""

from collections.abc import Iterable, Mapping, Sequence

from refine_tui.importers.formats.definition import TableFormat
from refine_tui.importers.table_detection import FoundTable, known_table, mapped_table, unclear
from refine_tui.importers.tables.cell_sheet import CellSheet

HEADING_ROWS = 20
"""The number of first rows in which headings are searched."""


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
        UnclearColumnsError: somebody has to say which of the columns is the title.
        ImportReadError: no sheet has the headings that the mapping names.
    """
    if mapping:
        return mapped_table(sheets[0].sheet, formats, mapping)
    found = known_sheet(sheets, formats)
    if found is None:
        raise unclear(sheets[0].sheet)
    return found
