"""Reads Markdown within texts and lines: comments, code, marks, links."""

import html
import re
from operator import itemgetter

from refine_tui.domain.plain_text import clean_text

_LINE_END = re.compile(r"\r\n?")
_PICTURE = re.compile(r"!\[([^\[\]\n]{0,300})\]\([^()\s]{1,3000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,1000})\]\(((?:https?:|mailto:)[^()\s]{1,3000})\)")
_STRONG = re.compile(r"(?<![\w*])(\*\*|__)(?=[^\s*_])([^*_\n]*[^\s*_])\1(?![\w*])")
_CODE = re.compile(r"```.*?```|~~~.*?~~~|`[^`\n]*`", re.DOTALL)


def with_line_feeds(text: str) -> str:
    """Return *text* with line feeds for all line ends."""
    return _LINE_END.sub("\n", text) if "\r" in text else text


def without_comments(text: str) -> str:
    """Return *text* without HTML comments, which templates have and trackers do not show."""
    if "<" not in text:
        return text
    pieces, position = [], 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        pieces.append(text[position:start])
        position = end + 3
    return "".join(pieces) + text[position:]


def without_code(text: str) -> str:
    """Return *text* without code, in which numbers and names mean something else."""
    return _CODE.sub(" ", text) if "`" in text or "~" in text else text


def without_emphasis(line: str) -> str:
    """Return *line* without the marks of bold type."""
    return _STRONG.sub(itemgetter(2), line) if "**" in line or "__" in line else line


def plain_line(line: str) -> str:
    """Return a line without marks: a link as ``text (address)``, a picture as its description."""
    if "](" in line:
        line = _PICTURE.sub(r"(picture: \1)", line)
        line = _LINK.sub(lambda match: match[1] if match[1] == match[2] else f"{match[1]} ({match[2]})", line)
    return clean_text(html.unescape(without_emphasis(line)))
