"""Detects the format of a file or a paste, reads its items and reports how they were read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from refine_tui.domain.nearest import did_you_mean, quoted
from refine_tui.domain.plain_text import clean_line
from refine_tui.importers.documents import json_documents
from refine_tui.importers.documents.decoding import DecodedText, check_size, decode
from refine_tui.importers.errors import ImportReadError
from refine_tui.importers.fields.item_fields import last_of_each_key
from refine_tui.importers.formats.definition import Document, DocumentFormat, Format, JsonFormat
from refine_tui.importers.formats.registry import DOCUMENT_FORMATS, FORMATS, JSON_FORMATS, TABLE_FORMATS
from refine_tui.importers.formats.text import chat_paste
from refine_tui.importers.formats.text.plain_lines import TEXT
from refine_tui.importers.report import ImportReport, ReadResult
from refine_tui.importers.sheet_detection import chosen_sheet, known_sheet
from refine_tui.importers.table_detection import (
    ADVICE,
    FoundTable,
    cells_without_headings,
    is_grid,
    is_table,
    known_table,
    mapped_table,
    read_first_records,
    unclear_columns_error,
)
from refine_tui.importers.tables import html_tables
from refine_tui.importers.tables.cell_sheet import CellSheet
from refine_tui.importers.tables.column_mapping import check_fields, column_uses, fingerprint, named_headings
from refine_tui.importers.tables.delimited import read_sheet, read_table
from refine_tui.importers.tables.table import Sheet, Table
from refine_tui.importers.workbook import xlsx_workbook

_ROWS = (".csv", ".tsv", ".tab")
_XML = re.compile(r"\s*(?:<\?xml|<!--|<!doctype|<rss\b|This XML file does not appear)", re.IGNORECASE)


def read_items(
    content: bytes | str,
    *,
    name: str,
    format: str | None = None,  # noqa: A002
    mapping: Mapping[str, str] | None = None,
    encoding: str | None = None,
) -> ImportReport:
    """Read the items of a file or a paste.

    Args:
        content: The bytes of a file, or pasted text.
        name: The name of the file in messages; its extension helps to distinguish tables from lines.
        format: One of `FORMATS`, instead of the detected one.
        mapping: The heading by the field, one of `refine_tui.importers.fields.item_fields.FIELDS`, where the person
            chose the columns of a table; empty for no column.
        encoding: The encoding of the bytes, instead of the detected one; a workbook has its own.

    Raises:
        UnclearColumnsError: it is a table, and a person has to choose the column of the title.
        ImportReadError: no item can be read; the message is one sentence that says what to do.
    """
    name = clean_line(name)
    if format is not None and format not in FORMATS:
        raise ImportReadError(_unknown_format(format))
    check_fields(mapping or {})
    if isinstance(content, bytes) and content.startswith(xlsx_workbook.SIGNATURE):
        return _from_cells(xlsx_workbook.read(content, name=name), "xlsx", name, format, mapping)
    decoded = _decoded(content, name, encoding)
    if not decoded.text.strip("\ufeff\x00 \t\r\n\f\v"):
        raise ImportReadError(f"{name} is empty: {ADVICE}.")
    if html_tables.is_page(decoded.text):
        return _from_page(decoded, name, format, mapping)
    if mapping and named_headings(mapping) and not (format is None and _has_no_columns(decoded.text, name)):
        return _mapped(decoded, name, mapping, format)
    report = _detected(decoded, name) if format is None else _as_requested(decoded, name, FORMATS[format])
    if mapping and report.fingerprint:
        return _mapped(decoded, name, mapping, format)
    return report  # without columns no field has one, as the mapping says


def _decoded(content: bytes | str, name: str, encoding: str | None) -> DecodedText:
    if isinstance(content, bytes):
        return decode(content, name=name, encoding=encoding)
    check_size(len(content), name=name)
    return DecodedText(text=content.removeprefix("\ufeff"), encoding="")


def _has_no_columns(text: str, name: str) -> bool:
    """Return whether a text is JSON or a document that its beginning identifies."""
    return json_documents.looks_like_json(text, name=name) or bool(
        _document_format(text, name, only_with_signature=True)
    )


def _detected(decoded: DecodedText, name: str) -> ImportReport:
    if json_documents.looks_like_json(decoded.text, name=name):
        return _from_json(decoded, name)
    document_format = _document_format(decoded.text, name, only_with_signature=True)
    if document_format:
        return _from_document(decoded, name, document_format)
    if _XML.match(decoded.text):
        raise ImportReadError(f"{name} looks like XML, which cannot be read: {ADVICE}.")
    document_format = _document_format(decoded.text, name, only_by_extension=True)
    if document_format:
        return _from_document(decoded, name, document_format)
    return _from_rows_or_lines(decoded, name)


def _from_cells(
    sheets: Sequence[CellSheet], kind: str, name: str, format_name: str | None, mapping: Mapping[str, str] | None
) -> ImportReport:
    """Read a table of cells; the report has *kind* in place of the encoding of a text."""
    wanted = [known for known in TABLE_FORMATS if format_name in (None, known.name)]
    if not wanted:
        raise ImportReadError(f"{name} cannot be read as {format_name}: it is a table.")
    found = chosen_sheet(sheets, wanted, mapping)
    table = found.sheet.table(found.heading_record, found.layout)
    return _report_of_table(DecodedText(text="", encoding=kind), found, table, delimiter=None)


def _from_page(
    decoded: DecodedText, name: str, format_name: str | None, mapping: Mapping[str, str] | None
) -> ImportReport:
    """Read the tables of a web page; if no heading is known, the error advises what to export instead."""
    cells = html_tables.read(decoded.text, name=name)
    if cells.sheet.records and (format_name or mapping or known_sheet([cells], TABLE_FORMATS)):
        return _from_cells([cells], decoded.encoding, name, format_name, mapping)
    raise ImportReadError(f"{name} looks like a web page, which cannot be read: {ADVICE}.")


def _from_rows_or_lines(decoded: DecodedText, name: str) -> ImportReport:
    is_file_of_rows = name.casefold().endswith(_ROWS)
    if not is_file_of_rows and chat_paste.is_log(decoded.text):
        return _from_document(decoded, name, TEXT)
    sheet = read_first_records(decoded.text, name)
    found = known_table(sheet, TABLE_FORMATS)
    if found and (not found.table_format.everyday_words or is_file_of_rows or is_table(decoded.text, found)):
        return _from_table(decoded, found)
    document_format = None if is_file_of_rows else _document_format(decoded.text, name)
    if document_format:
        return _from_document(decoded, name, document_format)
    cells = cells_without_headings(sheet)
    if cells:
        return _from_table(decoded, cells)
    if is_file_of_rows and not sheet.records:
        read_sheet(decoded.text, name=name)  # raises the error of the first record
    if is_file_of_rows or is_grid(sheet):
        raise unclear_columns_error(sheet)
    return _from_document(decoded, name, TEXT)


def _mapped(decoded: DecodedText, name: str, mapping: Mapping[str, str], format_name: str | None) -> ImportReport:
    wanted = [known for known in TABLE_FORMATS if format_name in (None, known.name)]
    if not wanted:
        raise ImportReadError(f"{name} cannot be read as {format_name} by its columns: only a table has any.")
    return _from_table(decoded, mapped_table(read_first_records(decoded.text, name), wanted, mapping))


def _document_format(
    text: str, name: str, *, only_with_signature: bool = False, only_by_extension: bool = False
) -> DocumentFormat | None:
    """Return the first format that recognises a text; the extension of the name alone is not enough."""
    for document_format in DOCUMENT_FORMATS:
        if only_with_signature and not document_format.has_signature:
            continue
        if only_by_extension and not name.casefold().endswith(document_format.extensions):
            continue
        if document_format.recognises(text):
            return document_format
    return None


def _as_requested(decoded: DecodedText, name: str, requested: Format) -> ImportReport:
    if isinstance(requested, DocumentFormat):
        return _from_document(decoded, name, requested)
    if isinstance(requested, JsonFormat):
        return _from_json(decoded, name, requested)
    sheet = read_first_records(decoded.text, name)
    found = known_table(sheet, [requested])
    if found is None and requested.everyday_words and any(len(record.cells) > 1 for record in sheet.records):
        raise unclear_columns_error(sheet)
    if found is None:
        raise ImportReadError(
            f"{name} is not {requested.name}: there are no headings such as {requested.required_headings}."
        )
    return _from_table(decoded, found)


def _from_table(decoded: DecodedText, found: FoundTable) -> ImportReport:
    name, delimiter = found.sheet.name, found.sheet.delimiter
    heading_record = found.heading_record if found.headings_are_in_file else -1
    table = read_table(decoded.text, name=name, delimiter=delimiter, heading_record=heading_record, layout=found.layout)
    return _report_of_table(decoded, found, table, delimiter=delimiter)


def _report_of_table(decoded: DecodedText, found: FoundTable, table: Table, *, delimiter: str | None) -> ImportReport:
    name = table.name
    guessed = found.is_mapped or found.table_format.everyday_words
    report = _report(
        found.table_format,
        decoded,
        name,
        found.table_format.read(table),
        delimiter=delimiter,
        if_empty="" if table.rows else f"{name} has headings but no rows below them.",
    )
    return replace(
        report,
        columns=column_uses(table.columns, found.rows, found.layout) if guessed else (),
        fingerprint=fingerprint(table.columns),
        mapping=found.mapping,
    )


def _from_json(decoded: DecodedText, name: str, requested: JsonFormat | None = None) -> ImportReport:
    """Read JSON in the requested format, else in the first one that recognises it."""
    value = json_documents.parse_json(decoded.text, name=name)
    knowing = next((known for known in JSON_FORMATS if known.recognises(value)), None)
    json_format = requested if requested and requested.recognises(value) else knowing
    if json_format is None:
        raise json_documents.unknown_json_error(value, name=name)
    if requested and json_format is not requested:
        raise ImportReadError(f"{name} is not {requested.name}: import it as {json_format.name} instead.")
    return _report(json_format, decoded, name, json_format.read(value, name))


def _from_document(decoded: DecodedText, name: str, document_format: DocumentFormat) -> ImportReport:
    document = Document(name=name, text=decoded.text, read_table=_table_within)
    otherwise = f"No line of {name} names an item."
    return _report(document_format, decoded, name, document_format.read(document), if_empty=otherwise)


def _table_within(sheet: Sheet) -> ReadResult | None:
    """Read a table whose first record holds the headings."""
    found = known_table(sheet, TABLE_FORMATS, at_most=1)
    return found.table_format.read(sheet.table(0, found.layout)) if found else None


def _report(
    known: Format,
    decoded: DecodedText,
    name: str,
    reading: ReadResult,
    *,
    delimiter: str | None = None,
    if_empty: str = "",
) -> ImportReport:
    items, repeated = last_of_each_key(reading.items, name=name)
    without = (if_empty,) if if_empty and not items else ()
    return ImportReport(
        format=known.name,
        label=known.label,
        language=reading.language,
        encoding=decoded.encoding or None,
        delimiter=delimiter,
        items=items,
        skipped=reading.skipped,
        warnings=(*decoded.warnings, *reading.warnings, *repeated, *without),
        actions=reading.actions,
    )


def _unknown_format(requested: str) -> str:
    return f"{quoted(requested)} is not a format: {did_you_mean(requested, FORMATS, otherwise='the formats are')}"
