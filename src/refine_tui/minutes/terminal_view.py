"""Splits our Markdown into lines for a terminal: the kind of each line, and its text without the markup."""

import re
from dataclasses import dataclass
from enum import StrEnum


class LineKind(StrEnum):
    """The kind of a line of the minutes."""

    TITLE = "title"
    HEADING = "heading"
    BULLET = "bullet"
    SUB_BULLET = "sub_bullet"
    ACTION = "action"
    TEXT = "text"
    BLANK = "blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalLine:
    """One line of the minutes."""

    kind: LineKind
    text: str
    """The text as rendered Markdown shows it."""
    done: bool = False
    """Whether the checkbox of an action item is checked."""


_PREFIXES = (
    (re.compile(r"# +"), LineKind.TITLE),
    (re.compile(r"#{2,6} +"), LineKind.HEADING),
    (re.compile(r"- \[(?P<tick>[ xX])\] +"), LineKind.ACTION),
    (re.compile(r"- +"), LineKind.BULLET),
    (re.compile(r" {2,}- +"), LineKind.SUB_BULLET),
)
_MARKUP = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|`(?P<code>[^`]+)`"
    r"|\*\*(?P<bold>(?:\\.|[^*\\\s])(?:(?:\\.|[^*\\])*(?:\\.|[^*\\\s]))?)\*\*"
    r"|\[(?P<link>(?:\\.|[^\[\]\\])+)\]\([^()\s]*\)"
)


def terminal_lines(markdown: str) -> tuple[TerminalLine, ...]:
    """Return one line for each line of *markdown*, which our template wrote."""
    return tuple(_line(line) for line in markdown.removesuffix("\n").split("\n"))


def _line(line: str) -> TerminalLine:
    if not line.strip():
        return TerminalLine(kind=LineKind.BLANK, text="")
    for prefix, kind in _PREFIXES:
        if found := prefix.match(line):
            is_checked = kind is LineKind.ACTION and found["tick"] != " "
            return TerminalLine(kind=kind, text=_without_markup(line[found.end() :]), done=is_checked)
    return TerminalLine(kind=LineKind.TEXT, text=_without_markup(line))


def _without_markup(text: str) -> str:
    return _MARKUP.sub(_replacement, text)


def _replacement(found: re.Match[str]) -> str:
    if found.lastgroup in {"bold", "link"}:
        return _without_markup(found[found.lastgroup])
    return found["escaped"] or found["code"]
