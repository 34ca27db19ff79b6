"""Reads the tables of a web page, such as an old export with the extension ``.xls``, as cells."""

import re
from collections.abc import Iterator

from refine_tui.importers.markup.html_text import plain_text
from refine_tui.importers.markup.markdown_text import without_comments
from refine_tui.importers.tables.cell_sheet import CellSheet
from refine_tui.importers.tables.table import Record, Sheet

_PAGE = re.compile(r"\s*(?:<!doctype html|<html|<table|<head|<body)\b", re.IGNORECASE)
_ROW = re.compile(r"<tr\b[^<>]*>", re.IGNORECASE)
_CELL = re.compile(r"<t[dh]\b[^<>]*>", re.IGNORECASE)
_END = re.compile(r"</(?:t[dhr]|table|tbody|thead)\s*>", re.IGNORECASE)
_ADDRESS = re.compile(r"""<a\b[^<>]*\bhref\s*=\s*["'](?P<address>https?://[^"'<>\s]{1,3000})["']""", re.IGNORECASE)


def is_page(text: str) -> bool:
    """Return whether *text* begins like a web page or a table of one."""
    return _PAGE.match(text) is not None


def read(text: str, *, name: str) -> CellSheet:
    """Return the rows of all tables of a page as one sheet, with their numbers in the page."""
    records, addresses = [], {}
    for number, markup in enumerate(_ROW.split(without_comments(text))[1:], start=1):
        cells = list(_cells(markup))
        if any(cells):
            records.append(Record(line=number, cells=cells))
            if match := _ADDRESS.search(markup):
                addresses[number] = match["address"].replace("&amp;", "&")
    return CellSheet(sheet=Sheet(name=name, delimiter="\t", records=tuple(records)), addresses=addresses)


def _cells(row: str) -> Iterator[str]:
    for markup in _CELL.split(row)[1:]:
        end = _END.search(markup)
        yield _without_addresses(markup[: end.start()] if end else markup)


def _without_addresses(markup: str) -> str:
    """Return the text of a cell without the addresses of links."""
    return plain_text(re.sub(r"</?a\b[^<>]*>", "", markup, flags=re.IGNORECASE))
