"""One door for everything that comes from outside: which format it is, then its reader, then one report."""

import difflib
import re
from collections.abc import Sequence

from refine_tui.domain.plain_text import clean_line
from refine_tui.importers import (
    github_json,
    jira_csv,
    json_documents,
    markdown_tasks,
    plain_lines,
    spreadsheet,
)
from refine_tui.importers.decoding import DecodedText, check_size, decode
from refine_tui.importers.errors import ImportProblem
from refine_tui.importers.formats import Document, DocumentFormat, JsonFormat, TableFormat
from refine_tui.importers.item_fields import ISSUE_KEY, last_of_each_key
from refine_tui.importers.report import ImportReport, Reading
from refine_tui.importers.table import Columns, Sheet, read_sheet

TABLE_FORMATS = (jira_csv.FORMAT, spreadsheet.FORMAT)
"""The formats of rows and columns, in the order in which they are tried."""
JSON_FORMATS = (github_json.FORMAT,)
"""The formats of JSON, in the order in which they are tried."""
DOCUMENT_FORMATS = (markdown_tasks.FORMAT,)
"""The formats of any other text, in the order in which they are tried."""
FORMATS = (*(known.name for known in (*TABLE_FORMATS, *JSON_FORMATS, *DOCUMENT_FORMATS)), "text")
"""Every name that can be asked for."""

_HEADING_RECORDS = 10
_LONGEST_HEADING = 40
_SHARE_OF_ROWS = 0.6
_FEWEST_ROWS = 3
_SHOWN = 6
_ADVICE = "export the issues as CSV from Jira, or paste one item per line"
_SHAPES = (
    (re.compile(r"\s*(?:<!doctype html|<html|<table|<head|<body)\b", re.IGNORECASE), "a web page"),
    (re.compile(r"\s*(?:<\?xml|<!--|<!doctype|<rss\b|This XML file does not appear)", re.IGNORECASE), "XML"),
)


def read_items(content: bytes | str, *, name: str, format: str | None = None) -> ImportReport:  # noqa: A002
    """Read the items of a file or a paste.

    Args:
        content: The bytes of a file, or text that somebody pasted.
        name: What the sentences call it; its ending helps to tell a table from lines.
        format: One of `FORMATS`, where the person knows better than the detection.

    Raises:
        ImportProblem: nothing can be read from it; the message is one sentence that says what to do.
    """
    name = clean_line(name)
    if format is not None and format not in FORMATS:
        raise ImportProblem(_unknown_format(format))
    decoded = _decoded(content, name)
    if not decoded.text.strip("\ufeff\x00 \t\r\n\f\v"):
        raise ImportProblem(f"{name} is empty: {_ADVICE}.")
    if format is None:
        return _detected(decoded, name)
    return _as_asked(decoded, name, format)


def _decoded(content: bytes | str, name: str) -> DecodedText:
    if isinstance(content, bytes):
        return decode(content, name=name)
    check_size(len(content), name=name)
    return DecodedText(text=content.removeprefix("\ufeff"), encoding="")


def _detected(decoded: DecodedText, name: str) -> ImportReport:
    if json_documents.looks_like_json(decoded.text, name=name):
        return _from_json(decoded, name)
    for shape, kind in _SHAPES:
        if shape.match(decoded.text):
            raise ImportProblem(f"{name} looks like {kind}, which cannot be read: {_ADVICE}.")
    document_format = _document_format(decoded.text, name, only_by_ending=True)
    if document_format:
        return _from_document(decoded, name, document_format)
    is_file_of_rows = name.casefold().endswith((".csv", ".tsv", ".tab"))
    sheet = _first_records(decoded.text, name)
    found = _headings(sheet, TABLE_FORMATS)
    if found and (not found[0].everyday_words or is_file_of_rows or _is_table(decoded.text, sheet, found[1])):
        return _from_table(decoded, name, sheet.delimiter, *found)
    document_format = None if is_file_of_rows else _document_format(decoded.text, name)
    if document_format:
        return _from_document(decoded, name, document_format)
    if is_file_of_rows or _is_grid(sheet):
        raise ImportProblem(_unknown_table(sheet))
    return _from_lines(decoded, name)


def _document_format(text: str, name: str, *, only_by_ending: bool = False) -> DocumentFormat | None:
    """Return the first format that recognises a text; a name's ending alone is not enough."""
    for document_format in DOCUMENT_FORMATS:
        if only_by_ending and not name.casefold().endswith(document_format.endings):
            continue
        if document_format.recognises(text):
            return document_format
    return None


def _as_asked(decoded: DecodedText, name: str, format_name: str) -> ImportReport:
    if format_name == "text":
        return _from_lines(decoded, name)
    for document_format in DOCUMENT_FORMATS:
        if document_format.name == format_name:
            return _from_document(decoded, name, document_format)
    for json_format in JSON_FORMATS:
        if json_format.name == format_name:
            return _from_json(decoded, name, json_format)
    wanted = [table_format for table_format in TABLE_FORMATS if table_format.name == format_name]
    sheet = _first_records(decoded.text, name)
    found = _headings(sheet, wanted)
    if found is None:
        raise ImportProblem(f"{name} is not {format_name}: there are no headings such as {wanted[0].wanted}.")
    return _from_table(decoded, name, sheet.delimiter, *found)


def _first_records(text: str, name: str) -> Sheet:
    """Read enough to look for headings; a quotation mark that is never closed does not matter yet."""
    for records in (_HEADING_RECORDS, 1):
        try:
            return read_sheet(text, name=name, at_most=records)
        except ImportProblem:
            continue
    return Sheet(name=name, delimiter=",", records=())


def _headings(sheet: Sheet, formats: Sequence[TableFormat]) -> tuple[TableFormat, int] | None:
    for table_format in formats:
        for index, record in enumerate(sheet.records):
            if table_format.recognises(Columns(record.cells)):
                return table_format, index
    return None


def _is_table(text: str, sheet: Sheet, heading_record: int) -> bool:
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


def _is_grid(sheet: Sheet) -> bool:
    """Whether the records are too regular for prose; what is pasted from a spreadsheet still is taken as lines."""
    widths = {len(record.cells) for record in sheet.records}
    return (
        sheet.delimiter != "\t"
        and len(sheet.records) >= _FEWEST_ROWS
        and len(widths) == 1
        and widths.pop() > _FEWEST_ROWS
    )


def _from_table(
    decoded: DecodedText, name: str, delimiter: str, table_format: TableFormat, heading_record: int
) -> ImportReport:
    table = read_sheet(decoded.text, name=name, delimiter=delimiter).table(heading_record)
    otherwise = f"{name} has headings but no rows below them."
    reading = table_format.read(table)
    return _report(
        table_format.name, decoded, name, reading, delimiter=delimiter, if_empty="" if table.rows else otherwise
    )


def _from_json(decoded: DecodedText, name: str, asked: JsonFormat | None = None) -> ImportReport:
    """Read JSON as the format that was asked for, or as the first one that knows it."""
    value = json_documents.parsed(decoded.text, name=name)
    for json_format in (asked,) if asked else JSON_FORMATS:
        if json_format.recognises(value):
            return _report(json_format.name, decoded, name, json_format.read(value, name))
    raise json_documents.unreadable(value, name=name)


def _from_document(decoded: DecodedText, name: str, document_format: DocumentFormat) -> ImportReport:
    document = Document(name=name, text=decoded.text, read_table=_table_within)
    otherwise = f"No line of {name} names an item."
    return _report(document_format.name, decoded, name, document_format.read(document), if_empty=otherwise)


def _from_lines(decoded: DecodedText, name: str) -> ImportReport:
    otherwise = f"No line of {name} names an item."
    return _report("text", decoded, name, plain_lines.read(decoded.text), if_empty=otherwise)


def _table_within(sheet: Sheet) -> Reading | None:
    """Read a table of which the first record holds the headings."""
    found = _headings(Sheet(name=sheet.name, delimiter=sheet.delimiter, records=sheet.records[:1]), TABLE_FORMATS)
    return found[0].read(sheet.table(0)) if found else None


def _report(
    format_name: str,
    decoded: DecodedText,
    name: str,
    reading: Reading,
    *,
    delimiter: str | None = None,
    if_empty: str = "",
) -> ImportReport:
    items, repeated = last_of_each_key(reading.items, name=name)
    without = (if_empty,) if if_empty and not items else ()
    return ImportReport(
        format=format_name,
        language=reading.language,
        encoding=decoded.encoding or None,
        delimiter=delimiter,
        items=items,
        skipped=reading.skipped,
        warnings=(*decoded.warnings, *reading.warnings, *repeated, *without),
    )


def _unknown_format(asked: str) -> str:
    near = difflib.get_close_matches(asked.casefold(), FORMATS, n=1)
    hint = f"did you mean {near[0]}? " if near else ""
    return f"“{asked}” is not a format: {hint}Known are {', '.join(FORMATS[:-1])} and {FORMATS[-1]}."


def _unknown_table(sheet: Sheet) -> str:
    headings = [" ".join(cell.split())[:30] for cell in sheet.records[0].cells if cell.strip()] if sheet.records else []
    columns = list(zip(*(record.cells for record in sheet.records[1:]), strict=False))
    if any(sum(ISSUE_KEY.fullmatch(cell) is not None for cell in cells) >= 0.95 * len(cells) for cells in columns):
        return (
            f"{sheet.name} looks like an export of Jira with headings in a language that is not known here: "
            "set your Jira language to English and export it again."
        )
    shown = ", ".join(headings[:_SHOWN]) + (", …" if len(headings) > _SHOWN else "")
    return (
        f"{sheet.name} looks like a table ({shown}) without a column of titles: "
        f"name one of its columns Title, or {_ADVICE}."
    )
