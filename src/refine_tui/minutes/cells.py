"""Files of rows and cells: RFC 4180, and no cell that a spreadsheet would calculate."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from refine_tui.domain.plain_text import clean_text

BYTE_ORDER_MARK = "\ufeff"
"""Tells Excel that a file is UTF-8; our own importer and Azure DevOps expect it, Jira does not."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,3})?", re.ASCII)


def rows_text(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return headings and rows as one text with CRLF behind each row, every cell cleaned and guarded."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return text.getvalue()


def guarded(cell: str) -> str:
    """Return a cleaned cell, with an apostrophe before what a spreadsheet would take for a formula."""
    cell = clean_text(cell)
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def points(estimate: str) -> str:
    """Return an estimate for a tracker's field of numbers: nothing where it is none, such as ``M``."""
    number = estimate.replace(",", ".", 1)
    return number if _NUMBER.fullmatch(number) else ""
