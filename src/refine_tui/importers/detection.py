"""One door for everything that comes from outside: which format it is, then its reader, then one report."""

import difflib
import re

from refine_tui.domain.plain_text import clean_line
from refine_tui.importers import json_documents, plain_lines
from refine_tui.importers.decoding import DecodedText, check_size, decode
from refine_tui.importers.errors import ImportProblem
from refine_tui.importers.formats import Document, DocumentFormat, JsonFormat, TableFormat
from refine_tui.importers.item_fields import last_of_each_key
from refine_tui.importers.known_formats import DOCUMENT_FORMATS, FORMATS, JSON_FORMATS, TABLE_FORMATS
from refine_tui.importers.report import ImportReport, Reading
from refine_tui.importers.table import Sheet, read_sheet
from refine_tui.importers.table_detection import ADVICE, first_records, found_headings, is_grid, is_table, unknown_table

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
        raise ImportProblem(f"{name} is empty: {ADVICE}.")
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
    document_format = _document_format(decoded.text, name, only_signed=True)
    if document_format:
        return _from_document(decoded, name, document_format)
    for shape, kind in _SHAPES:
        if shape.match(decoded.text):
            raise ImportProblem(f"{name} looks like {kind}, which cannot be read: {ADVICE}.")
    document_format = _document_format(decoded.text, name, only_by_ending=True)
    if document_format:
        return _from_document(decoded, name, document_format)
    return _from_rows_or_lines(decoded, name)


def _from_rows_or_lines(decoded: DecodedText, name: str) -> ImportReport:
    is_file_of_rows = name.casefold().endswith((".csv", ".tsv", ".tab"))
    sheet = first_records(decoded.text, name)
    found = found_headings(sheet, TABLE_FORMATS)
    if found and (not found[0].everyday_words or is_file_of_rows or is_table(decoded.text, sheet, found[1])):
        return _from_table(decoded, name, sheet.delimiter, *found)
    document_format = None if is_file_of_rows else _document_format(decoded.text, name)
    if document_format:
        return _from_document(decoded, name, document_format)
    if is_file_of_rows or is_grid(sheet):
        raise ImportProblem(unknown_table(sheet))
    return _from_lines(decoded, name)


def _document_format(
    text: str, name: str, *, only_signed: bool = False, only_by_ending: bool = False
) -> DocumentFormat | None:
    """Return the first format that recognises a text; a name's ending alone is not enough."""
    for document_format in DOCUMENT_FORMATS:
        if only_signed and not document_format.signed:
            continue
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
    sheet = first_records(decoded.text, name)
    found = found_headings(sheet, wanted)
    if found is None:
        raise ImportProblem(f"{name} is not {format_name}: there are no headings such as {wanted[0].wanted}.")
    return _from_table(decoded, name, sheet.delimiter, *found)


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
    found = found_headings(Sheet(name=sheet.name, delimiter=sheet.delimiter, records=sheet.records[:1]), TABLE_FORMATS)
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
