"""Our Markdown as lines to read on a screen: what each line is, and its text without the signs."""

import re
from dataclasses import dataclass
from enum import StrEnum


class LineKind(StrEnum):
    """What a line of the minutes is."""

    TITLE = "title"
    HEADING = "heading"
    BULLET = "bullet"
    SUB_BULLET = "sub_bullet"
    ACTION = "action"
    TEXT = "text"
    BLANK = "blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLine:
    """One line of the minutes."""

    kind: LineKind
    text: str
    """Exactly what a reader of the rendered Markdown sees."""
    done: bool = False
    """The box of an action item is ticked."""


_BEGINNINGS = (
    (re.compile(r"# +"), LineKind.TITLE),
    (re.compile(r"#{2,6} +"), LineKind.HEADING),
    (re.compile(r"- \[(?P<tick>[ xX])\] +"), LineKind.ACTION),
    (re.compile(r"- +"), LineKind.BULLET),
    (re.compile(r" {2,}- +"), LineKind.SUB_BULLET),
)
_SIGNS = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|`(?P<code>[^`]+)`"
    r"|\*\*(?P<bold>(?:\\.|[^*\\\s])(?:(?:\\.|[^*\\])*(?:\\.|[^*\\\s]))?)\*\*"
    r"|\[(?P<link>(?:\\.|[^\[\]\\])+)\]\([^()\s]*\)"
)


def reading_lines(markdown: str) -> tuple[ReadingLine, ...]:
    """Return the lines of minutes in the Markdown that we write, one for each."""
    return tuple(_line(line) for line in markdown.removesuffix("\n").split("\n"))


def _line(line: str) -> ReadingLine:
    if not line.strip():
        return ReadingLine(kind=LineKind.BLANK, text="")
    for beginning, kind in _BEGINNINGS:
        if found := beginning.match(line):
            ticked = kind is LineKind.ACTION and found["tick"] != " "
            return ReadingLine(kind=kind, text=_readable(line[found.end() :]), done=ticked)
    return ReadingLine(kind=LineKind.TEXT, text=_readable(line))


def _readable(text: str) -> str:
    return _SIGNS.sub(_plain, text)


def _plain(found: re.Match[str]) -> str:
    if found.lastgroup in {"bold", "link"}:
        return _readable(found[found.lastgroup])
    return found["escaped"] or found["code"]
