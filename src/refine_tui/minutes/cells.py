"""Writes CSV (RFC 4180) without cells that a spreadsheet would run as formulas."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from refine_tui.domain.plain_text import clean_text

BYTE_ORDER_MARK = "\ufeff"
"""Marks a file as UTF-8 for Excel, Azure DevOps and our own importer; Jira does not expect it."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,3})?", re.ASCII)


def rows_text(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return headings and rows as one text with CRLF after each row; every cell is cleaned and guarded."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return text.getvalue()


def guarded(cell: str) -> str:
    """Return a cleaned cell, with an apostrophe in front if a spreadsheet would run it as a formula."""
    cell = clean_text(cell)
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def points(estimate: str) -> str:
    """Return an estimate for a tracker's number field: empty if it is not a number, such as ``M``."""
    number = estimate.replace(",", ".", 1)
    return number if _NUMBER.fullmatch(number) else ""
