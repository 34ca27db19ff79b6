"""Splits Markdown into lines of a kind: headings, items of lists, rows of tables, code, text."""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

_LINE_END = re.compile(r"\r\n?|[\n\u0085\u2028\u2029\x0b\x0c]")
_HEADING = re.compile(r" {0,3}#{1,6} (?P<text>.*)")
_CLOSING_MARKS = re.compile(r"(?:^| )#+$")
_UNDERLINE = re.compile(r" {0,3}={3,}\s*")
_ITEM = re.compile(r"(?P<mark>\s*(?:[-*+]|\d{1,4}[.)])(?:\s+|$))(?:\[(?P<box>[ xX✓~-]?)\](?:\s+|$))?(?P<text>.*)")
_RULE = re.compile(r"\s*([-*_])(?:\s*\1){2,}\s*")
_FENCE = re.compile(r"\s*(?P<mark>`{3,}|~{3,})(?P<rest>.*)")
_COMMENT = re.compile(r"\s*<!--.*-->\s*")
_TAB = 4
_FRONT_MATTER = 100


class Kind(Enum):
    """The kind of a line."""

    BLANK = auto()
    HEADING = auto()
    ITEM = auto()
    TABLE = auto()
    """A row of a table, or its headings, or the line below them."""
    CODE = auto()
    """Within a fence, or the fence itself."""
    TEXT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line."""

    number: int
    """Counted from 1."""
    kind: Kind
    text: str
    """The text without the mark of a heading or an item; with tabs as blanks."""
    indent: int = 0
    box: str | None = None
    """The content of the check box of an item: ``x``, ``~`` or empty; None if there is no box."""


def markdown_lines(text: str) -> list[Line]:
    """Return all lines of *text* below its front matter; lines without Markdown are text."""
    raw = [line.expandtabs(_TAB) for line in _LINE_END.sub("\n", text).split("\n")]
    margin = min((_indent(line) for line in raw if line.strip()), default=0)
    raw = [line[margin:] for line in raw]
    code, tables = _fenced(raw), set(_tables(raw))
    lines: list[Line] = []
    for number, line in enumerate(raw[_front_matter(raw) :], start=_front_matter(raw) + 1):
        if number in code:
            lines.append(Line(number=number, kind=Kind.CODE, text=line, indent=_indent(line)))
        elif number in tables:
            lines.append(Line(number=number, kind=Kind.TABLE, text=line, indent=_indent(line)))
        elif _UNDERLINE.fullmatch(line) and lines and lines[-1].kind is Kind.TEXT:
            lines[-1] = Line(number=number - 1, kind=Kind.HEADING, text=lines[-1].text.strip())
        else:
            lines.append(_line(number, line))
    return lines


def is_table_line(text: str) -> bool:
    """Return whether this is the line between the headings and the rows of a table."""
    cells = text.strip().removeprefix("|").removesuffix("|").split("|")
    return "|" in text and all("-" in cell and not cell.strip().strip(":").strip("-") for cell in cells)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _line(number: int, line: str) -> Line:
    if not line.strip() or _RULE.fullmatch(line) or _COMMENT.fullmatch(line):
        return Line(number=number, kind=Kind.BLANK, text="")
    if heading := _HEADING.fullmatch(line):
        return Line(number=number, kind=Kind.HEADING, text=_CLOSING_MARKS.sub("", heading["text"].strip()).strip())
    if item := _ITEM.fullmatch(line):
        return Line(number=number, kind=Kind.ITEM, text=item["text"], indent=_indent(line), box=item["box"])
    return Line(number=number, kind=Kind.TEXT, text=line, indent=_indent(line))


def _front_matter(lines: Sequence[str]) -> int:
    """Return the number of lines of front matter at the top, between two lines of three hyphens."""
    if lines[0].rstrip() != "---":
        return 0
    for index, line in enumerate(lines[1:_FRONT_MATTER], start=1):
        if line.rstrip() in {"---", "..."}:
            return index + 1
        if line.strip() and ":" not in line and not line.startswith((" ", "-", "#")):
            return 0
    return 0


def _fenced(lines: Sequence[str]) -> set[int]:
    """Return the numbers of the lines of code; a fence that is never closed begins no code."""
    fences = [(index, match) for index, line in enumerate(lines) if (match := _fence(line))]
    code: set[int] = set()
    end = -1
    unclosed = dict.fromkeys("`~", sys.maxsize)  # from this length on, no fence below is closed
    for place, (index, opening) in enumerate(fences):
        mark = opening["mark"]
        if index <= end or len(mark) >= unclosed[mark[0]]:
            continue
        closing = next(
            (fences[later][0] for later in range(place + 1, len(fences)) if _closes(fences[later][1], mark)), None
        )
        if closing is None:
            unclosed[mark[0]] = len(mark)
        else:
            end = closing
            code.update(range(index + 1, end + 2))
    return code


def _fence(line: str) -> re.Match[str] | None:
    match = _FENCE.fullmatch(line)
    return None if match and match["mark"][0] == "`" and "`" in match["rest"] else match


def _closes(fence: re.Match[str], mark: str) -> bool:
    return fence["mark"].startswith(mark) and not fence["rest"].strip()


def _tables(lines: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the lines of tables: headings, the line below them, and rows."""
    index = 0
    while index + 1 < len(lines):
        if "|" in lines[index] and is_table_line(lines[index + 1]) and not is_table_line(lines[index]):
            while index < len(lines) and "|" in lines[index]:
                yield index + 1
                index += 1
        index += 1
