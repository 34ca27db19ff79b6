"""Finds the sheet of a workbook or a web page whose headings a format recognises."""

from collections.abc import Iterable, Mapping, Sequence

from refine_tui.importers.formats.definition import TableFormat
from refine_tui.importers.table_detection import FoundTable, known_table, mapped_table, unclear_columns_error
from refine_tui.importers.tables.cell_sheet import CellSheet
from refine_tui.importers.tables.column_mapping import named_headings
from refine_tui.importers.tables.table import Sheet, normalised

HEADING_ROWS = 20
"""The number of first rows in which headings are searched."""


def known_sheet(sheets: Iterable[CellSheet], formats: Sequence[TableFormat]) -> FoundTable | None:
    """Return the first sheet whose headings a format recognises."""
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

    The addresses of links are a column in each case, so that the same workbook always has the same headings.

    Raises:
        UnclearColumnsError: a person has to choose the column of the title.
        ImportReadError: no sheet has the headings that the mapping names.
    """
    sheet = _mapped_sheet(sheets, mapping or {})
    if sheet is None:
        found = known_sheet(sheets, formats)
        if found and not mapping:
            return found
        sheet = found.sheet if found else sheets[0].with_addresses(0)
    if mapping:
        return mapped_table(sheet, formats, mapping, at_most=HEADING_ROWS)
    raise unclear_columns_error(sheet)


def _mapped_sheet(sheets: Iterable[CellSheet], mapping: Mapping[str, str]) -> Sheet | None:
    """Return the first sheet with a record that holds all headings that the mapping names; None if there is none."""
    named = {normalised(heading) for heading in named_headings(mapping)}
    if not named:
        return None
    for cells in sheets:
        for index in range(min(len(cells.sheet.records), HEADING_ROWS)):
            if named <= set(map(normalised, cells.headings(index))):
                return cells.with_addresses(index)
    return None
