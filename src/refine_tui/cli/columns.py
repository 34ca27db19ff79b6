"""Tables for people: cells lined up by the width that they have on a terminal, which is not their length."""

import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from refine_tui.cli.output import is_terminal
from refine_tui.domain.plain_text import clean_line

_JOINER = "\u200d"
_EMOJI_LOOK = "\ufe0f"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_READABLE = 30
"""Where the flexible column would get fewer cells than this, the spare ones are left out."""
_SHORTEST = 10


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    heading: str
    right: bool = False
    """Whether the cells stand at its right edge, as numbers do."""
    flexible: bool = False
    """Whether it is cut where the terminal is narrow."""
    spare: bool = False
    """Whether it is left out where the flexible column would have to be cut short."""


def display_width(text: str) -> int:
    """Return how many cells of a terminal *text* takes."""
    width, before = 0, ""
    for character in text:
        width += _extra(character, before)
        before = character
    return width


def _extra(character: str, before: str) -> int:
    if character == _EMOJI_LOOK:
        return 1 if before and _own(before) == 1 else 0
    if before == _JOINER or (ord(character) in _SKIN_TONES and before):
        return 0
    return _own(character)


def _own(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def fitted(text: str, width: int) -> str:
    """Return *text*, cut with an ellipsis where it is wider than *width* cells."""
    if display_width(text) <= width:
        return text
    kept = text
    while kept and display_width(kept) > width - 1:
        kept = kept[:-1]
    return f"{kept.rstrip(_JOINER).rstrip()}…"


def screen_width() -> int | None:
    """Return how wide the terminal is; None where standard output is none, so that nothing is cut."""
    return shutil.get_terminal_size().columns if is_terminal(sys.stdout) else None


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]], *, width: int | None) -> list[str]:
    """Return the lines of a table below its headings, at most *width* cells wide (None: as wide as it needs)."""
    cells = [[clean_line(cell) for cell in row] for row in rows]
    widths = _widths(columns, cells)
    over = 0 if width is None else max(0, sum(widths) + 2 * (len(columns) - 1) - width)
    flexible = [own for column, own in zip(columns, widths, strict=True) if column.flexible]
    if over and any(column.spare for column in columns) and max(flexible, default=0) - over < _READABLE:
        kept = [index for index, column in enumerate(columns) if not column.spare]
        return table([columns[index] for index in kept], [[row[index] for index in kept] for row in cells], width=width)
    widths = [
        max(min(own, _SHORTEST), own - over) if column.flexible else own
        for column, own in zip(columns, widths, strict=True)
    ]
    lines = [[column.heading for column in columns], *cells]
    return [
        "  ".join(_cell(column, text, own) for column, text, own in zip(columns, line, widths, strict=True)).rstrip()
        for line in lines
    ]


def _widths(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[int]:
    return [
        max(display_width(column.heading), *(display_width(row[index]) for row in cells), 0)
        for index, column in enumerate(columns)
    ]


def _cell(column: Column, text: str, width: int) -> str:
    text = fitted(text, width)
    blanks = " " * (width - display_width(text))
    return f"{blanks}{text}" if column.right else f"{text}{blanks}"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: ``1 item``, ``3 items``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def wrapped(text: str, *, width: int, first: str = "") -> list[str]:
    """Return *text* in lines of at most *width* cells, broken between words; *first* stands before the first line."""
    lines, indentation = [first], " " * display_width(first)
    for word in clean_line(text).split(" "):
        joined = f"{lines[-1]}{word}" if lines[-1] in (first, indentation) else f"{lines[-1]} {word}"
        if display_width(joined) <= width or lines[-1] in (first, indentation):
            lines[-1] = joined
        else:
            lines.append(f"{indentation}{word}")
    return lines
