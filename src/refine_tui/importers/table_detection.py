"""Whether delimited text is a table, and which of its first records holds the headings."""

from collections.abc import Sequence

from refine_tui.importers import spreadsheet
from refine_tui.importers.errors import ImportProblem
from refine_tui.importers.formats import TableFormat
from refine_tui.importers.item_fields import ISSUE_KEY
from refine_tui.importers.table import Columns, Sheet, read_sheet

ADVICE = "export the issues as CSV from Jira, or paste one item per line"
"""The end of a sentence: what can be read instead."""

_HEADING_RECORDS = 10
_LONGEST_HEADING = 40
_SHARE_OF_ROWS = 0.6
_FEWEST_ROWS = 3
_SHOWN = 6


def first_records(text: str, name: str) -> Sheet:
    """Read enough to look for headings; a quotation mark that is never closed does not matter yet."""
    for records in (_HEADING_RECORDS, 1):
        try:
            return read_sheet(text, name=name, at_most=records)
        except ImportProblem:
            continue
    return Sheet(name=name, delimiter=",", records=())


def found_headings(sheet: Sheet, formats: Sequence[TableFormat]) -> tuple[TableFormat, int] | None:
    """Return the first format that knows one of the records as its headings, and which record that is."""
    for table_format in formats:
        for index, record in enumerate(sheet.records):
            if table_format.recognises(Columns(record.cells)):
                return table_format, index
    return None


def is_table(text: str, sheet: Sheet, heading_record: int) -> bool:
    """Whether text that nobody called a table is one: headings on top, and most rows as wide as they are."""
    columns = Columns(sheet.records[heading_record].cells)
    width = len(columns.headings)
    if heading_record or width <= 1 or any(len(heading) > _LONGEST_HEADING for heading in columns.headings):
        return False
    if len(sheet.records) == 1:
        return spreadsheet.known_headings(columns) > 1 and len(text.strip().splitlines()) == 1
    rows = sheet.records[1:]
    alike = sum(1 < len(record.cells) <= width <= 2 * len(record.cells) for record in rows)
    return alike >= _SHARE_OF_ROWS * len(rows)


def is_grid(sheet: Sheet) -> bool:
    """Whether the records are too regular for prose; what is pasted from a spreadsheet still is taken as lines."""
    widths = {len(record.cells) for record in sheet.records}
    return (
        sheet.delimiter != "\t"
        and len(sheet.records) >= _FEWEST_ROWS
        and len(widths) == 1
        and widths.pop() > _FEWEST_ROWS
    )


def unknown_table(sheet: Sheet) -> str:
    """Return the sentence for a table in which no heading is known."""
    shown_headings = (
        [" ".join(cell.split())[:30] for cell in sheet.records[0].cells if cell.strip()] if sheet.records else []
    )
    columns = list(zip(*(record.cells for record in sheet.records[1:]), strict=False))
    if any(sum(ISSUE_KEY.fullmatch(cell) is not None for cell in cells) >= 0.95 * len(cells) for cells in columns):
        return (
            f"{sheet.name} looks like an export of Jira with headings in a language that is not known here: "
            "set your Jira language to English and export it again."
        )
    shown = ", ".join(shown_headings[:_SHOWN]) + (", …" if len(shown_headings) > _SHOWN else "")
    return (
        f"{sheet.name} looks like a table ({shown}) without a column of titles: "
        f"name one of its columns Title, or {ADVICE}."
    )
