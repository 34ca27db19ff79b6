"""Text tables and wrapped lines, aligned by the display width of characters on a terminal."""

import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from refine_tui.cli.output import is_terminal
from refine_tui.domain.plain_text import clean_line

_JOINER = "\u200d"
_EMOJI_SELECTOR = "\ufe0f"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_MIN_FLEXIBLE_WIDTH = 30
"""If the flexible column gets fewer cells than this, the spare columns are left out."""
_MIN_WIDTH = 10
"""The flexible column gets at least this many cells."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    heading: str
    right: bool = False
    """Whether its cells are aligned to the right, as numbers are."""
    flexible: bool = False
    """Whether its cells are cut if the terminal is narrow."""
    spare: bool = False
    """Whether it is left out if the flexible column gets too narrow."""


def display_width(text: str) -> int:
    """Return the display width of *text* on a terminal, in cells."""
    width, previous = 0, ""
    for character in text:
        width += _added_width(character, previous)
        previous = character
    return width


def _added_width(character: str, previous: str) -> int:
    if character == _EMOJI_SELECTOR:
        return 1 if previous and _character_width(previous) == 1 else 0
    if previous == _JOINER or (ord(character) in _SKIN_TONES and previous):
        return 0
    return _character_width(character)


def _character_width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def truncated(text: str, width: int) -> str:
    """Return *text*, cut to at most *width* cells; an ellipsis marks the cut."""
    if display_width(text) <= width:
        return text
    start = text
    while start and display_width(start) > width - 1:
        start = start[:-1]
    return f"{start.rstrip(_JOINER).rstrip()}…"


def screen_width() -> int | None:
    """Return the width of the terminal in cells; None if standard output is not a terminal (then nothing is cut)."""
    return shutil.get_terminal_size().columns if is_terminal(sys.stdout) else None


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]], *, width: int | None) -> list[str]:
    """Return the lines of a table, headings first, at most *width* cells wide (None: not limited)."""
    cells = [[clean_line(cell) for cell in row] for row in rows]
    widths = _widths(columns, cells)
    excess = 0 if width is None else max(0, sum(widths) + 2 * (len(columns) - 1) - width)
    flexible = [own for column, own in zip(columns, widths, strict=True) if column.flexible]
    if excess and any(column.spare for column in columns) and max(flexible, default=0) - excess < _MIN_FLEXIBLE_WIDTH:
        used = [index for index, column in enumerate(columns) if not column.spare]
        return table([columns[index] for index in used], [[row[index] for index in used] for row in cells], width=width)
    widths = [
        max(min(own, _MIN_WIDTH), own - excess) if column.flexible else own
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
    text = truncated(text, width)
    blanks = " " * (width - display_width(text))
    return f"{blanks}{text}" if column.right else f"{text}{blanks}"


def wrapped(text: str, *, width: int, first: str = "") -> list[str]:
    """Wrap *text* between words to lines of at most *width* cells; the first line starts with *first*."""
    lines, indentation = [first], " " * display_width(first)
    for word in clean_line(text).split(" "):
        joined = f"{lines[-1]}{word}" if lines[-1] in (first, indentation) else f"{lines[-1]} {word}"
        if display_width(joined) <= width or lines[-1] in (first, indentation):
            lines[-1] = joined
        else:
            lines.append(f"{indentation}{word}")
    return lines
