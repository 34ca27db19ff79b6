"""Converts the values of cells: numbers in their usual form, dates as ISO 8601, texts without escapes."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

DATE_FORMATS = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
"""The built-in number formats that show a day."""

_NOT_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_HALF_SECOND = timedelta(milliseconds=500)
_FIRST_OF_MARCH_1900 = 61
_LAST_SERIAL = 2_958_465
"""The last day of the year 9999."""


def shows_day(code: str) -> bool:
    """Return whether a number format such as ``dd/mm/yyyy;@`` shows a day."""
    shown = _NOT_SHOWN.sub("", code.casefold()).partition(";")[0]
    if "general" in shown or "standard" in shown:
        return False
    return re.search(r"[yd]", shown) is not None or re.search(r"m{3,}", shown) is not None


def number_text(raw: str, *, is_date: bool, from_1904: bool) -> str:
    """Return a number in its usual form: ``5`` for ``5.0``, ``2026-03-12`` for a day; other text unchanged."""
    try:
        number = float(raw)
    except ValueError:
        return raw
    if is_date and (moment := _moment(number, from_1904=from_1904)):
        return moment
    return f"{number:.15g}" if abs(number) < 1e15 else raw  # noqa: PLR2004 - as many digits as a workbook keeps


def text_of_cell(text: str) -> str:
    """Return a text without the escapes of characters that XML cannot hold."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def column_of(reference: str, otherwise: int) -> int:
    """Return the column of a cell such as ``AB12``, counted from 1; *otherwise* without a reference."""
    column = 0
    for letter in reference[:4].upper():
        if not "A" <= letter <= "Z":
            break
        column = column * 26 + ord(letter) - ord("A") + 1
    return column or otherwise


def corners(reference: str) -> Sequence[int]:
    """Return first column, first row, last column and last row of ``A2:B7`` or one cell; empty if unreadable."""
    first, _, last = reference.replace("$", "").partition(":")
    found = []
    for cell in (first, last or first):
        row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        if not (row.isascii() and row.isdecimal() and len(row) <= 7 and len(row) < len(cell)):  # noqa: PLR2004
            return ()
        found += [column_of(cell, 1), int(row)]
    return found


def _moment(serial: float, *, from_1904: bool) -> str:
    if not 1 <= serial <= _LAST_SERIAL:
        return ""
    # Lotus, and Excel after it, took 1900 for a leap year: before March, serials are one less than the days.
    base = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 if serial >= _FIRST_OF_MARCH_1900 - 1 else 31)  # noqa: DTZ001 - a sheet has no zone
    try:
        moment = base + timedelta(days=serial) + _HALF_SECOND
    except OverflowError:
        return ""
    moment = moment.replace(microsecond=0)
    return moment.date().isoformat() if moment.hour == moment.minute == moment.second == 0 else moment.isoformat()
