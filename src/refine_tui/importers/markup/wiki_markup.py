"""Converts Jira's wiki markup into plain text; unknown markup stays unchanged."""

import html
import re
from collections.abc import Callable
from functools import partial
from operator import itemgetter

from refine_tui.domain.plain_text import clean_text

_VERBATIM = re.compile(r"(?<!\{)\{(?:code|noformat)(?::[^{}\n]{0,200})?\}(?!\})")
_PANEL_TITLE = re.compile(r"\{panel:(?:[^{}\n|]*\|)*?title=([^{}|\n]*)[^{}\n]*\}")
_TAG = re.compile(
    r"(?<!\{)\{(?:panel|color|quote|anchor|toc|info|note|tip|warning|expand|section|column|adf)(?::[^{}\n]*)?\}"
)
_PICTURE = re.compile(r"!([^!\s|][^!\n|]*\.(?:png|jpe?g|gif|svg|webp|bmp|mp4|mov|pdf))(?:\|[^!\n]*)?!", re.IGNORECASE)
_MENTION = re.compile(r"\[~(accountid:)?([^\]\n]{1,200})\]")
_ATTACHMENT = re.compile(r"\[\^([^\]\n|]{1,300})\]")
_LINK = re.compile(r"\[([^\[\]|\n]{1,1000})\|((?:https?:|mailto:|ftp:|/|#)[^\[\]|\n]{1,3000})(?:\|[^\[\]\n]{0,100})?\]")
_BARE_LINK = re.compile(r"\[((?:https?|mailto|ftp):[^\[\]|\n\s]{1,3000})\]")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]\n]{1,1000})\]\(((?:https?:|mailto:)[^()\s]{1,3000})\)")
_MONOSPACED = re.compile(r"\{\{([^{}\n]+)\}\}")
_EMPHASIS = tuple(
    (mark[-1], re.compile(rf"{mark}(?<![\w{mark}]{mark})(?=[^\s{mark}])([^{mark}\n]*[^\s{mark}]){mark}(?![\w{mark}])"))
    for mark in (r"\*", "_", r"\+")
)
"""The mark comes before the check of the character before it, so that a search skips to the next mark."""
_STRONG = re.compile(r"\*\*(?=\S)([^*\n]*[^*\s])\*\*")
_HEADING = re.compile(r"[ \t]*h[1-6]\.[ \t]*")
_BULLET = re.compile(r"[ \t]*([*#-]{1,8})[ \t]+(?=\S)")
_TABLE_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*")
_NO_NUMBERS = (0,) * 9
_INLINE_MARK = re.compile(r"[!\[{*_+&\\]")
"""Matches a character of every mark; most lines have none."""
_ESCAPED = re.compile(r"\\([{}\[\]*_!|+-])")


def plain_text(markup: str) -> str:
    """Return wiki markup, or the Markdown that newer sites mix in, as plain text.

    Bullets become ``- ``, numbered items ``1. ``, links ``text (address)``, table rows ``a | b``; code is
    unchanged. The text is clean in the sense of `clean_text`.
    """
    if "{" not in markup:
        return clean_text(_blocks(markup)) if markup else ""
    parts = _VERBATIM.split(markup)
    rendered = [part if index % 2 else _blocks(part) for index, part in enumerate(parts)]
    return clean_text("".join(rendered))


def plain_line(markup: str) -> str:
    """Convert the marks within one line of markup; those at its beginning stay."""
    return clean_text(_inline(markup))


def _blocks(text: str) -> str:
    if "{" in text:
        text = _TAG.sub("", _PANEL_TITLE.sub(r"\1\n", text))
    lines, numbers = [], [0] * 9
    for line in text.replace("\\\\", "\n").split("\n"):
        bullet = _BULLET.match(line)
        if bullet is None or bullet[1] == "--":
            numbers[:] = _NO_NUMBERS
            lines.append(_inline(_without_block_marks(line)))
            continue
        depth = len(bullet[1])
        numbers[depth:] = [numbers[depth] + 1] + [0] * (8 - depth)
        mark = f"{numbers[depth]}." if bullet[1].endswith("#") else "-"
        lines.append("  " * (depth - 1) + f"{mark} {_inline(line[bullet.end() :])}")
    return "\n".join(lines)


def _without_block_marks(line: str) -> str:
    line = _HEADING.sub("", line, count=1) if _HEADING.match(line) else line.removeprefix("bq. ")
    if "|" in line and _TABLE_ROW.fullmatch(line):
        cells = (cell.strip() for cell in line.strip().strip("|").replace("||", "|").split("|"))
        return " | ".join(cells)
    return line


def _inline(line: str) -> str:
    if _INLINE_MARK.search(line) is None:
        return line
    for sign, plain in _PLAINLY:
        if sign in line:
            line = plain(line)
    return line


def _without_brackets(line: str) -> str:
    line = _MENTION.sub(lambda match: "@someone" if match[1] else f"@{match[2]}", line)
    line = _ATTACHMENT.sub(r"\1", line)
    line = _LINK.sub(_link, line)
    line = _MARKDOWN_LINK.sub(_link, line)
    return _BARE_LINK.sub(r"\1", line)


def _link(match: re.Match[str]) -> str:
    text, address = match[1].strip(), match[2].strip()
    return address if text in {address, address.removeprefix("mailto:")} else f"{text} ({address})"


def _without(pattern: re.Pattern[str]) -> Callable[[str], str]:
    """Return a function that replaces a match by its first group; it is faster than a template."""
    return partial(pattern.sub, itemgetter(1))


_PLAINLY: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("!", partial(_PICTURE.sub, r"(picture: \1)")),
    ("[", _without_brackets),
    ("**", _without(_STRONG)),
    ("{{", _without(_MONOSPACED)),
    *((mark, _without(emphasis)) for mark, emphasis in _EMPHASIS),
    ("\\", _without(_ESCAPED)),
    ("&", html.unescape),
)
"""The conversion of lines with each sign, in this order."""
