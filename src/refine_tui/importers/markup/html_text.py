"""Converts HTML, such as long texts of trackers, into plain text."""

import html
import re
from dataclasses import dataclass, field

from refine_tui.domain.plain_text import clean_text
from refine_tui.importers.markup.markdown_text import without_comments

_PIECE = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:]*)(?P<rest>[^<>]*)>|<[!?][^<>]*>")
_LOOKS_LIKE = re.compile(
    r"</?(?:div|p|ul|ol|li|br|span|b|strong|i|em|u|a|table|tr|td|th|h[1-6]|pre|code|img)\b[^<>]*>", re.IGNORECASE
)
_ATTRIBUTE = re.compile(
    r"""\b(?P<name>href|alt)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))"""
)
_BLANKS = re.compile(r"[ \t\r\n\f\u00a0]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_HIDDEN = frozenset({"script", "style", "head", "title", "template"})
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "blockquote", "table", "thead", "tbody", "tr", "dl", "dt", "dd", "hr", "pre"}
    | {"ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6"}
)
_SPACED = frozenset({"p", "table", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})
"""Tags of blocks with a blank line before and after them, outside lists."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_STRONG = frozenset({"b", "strong"})


def looks_like_html(text: str) -> bool:
    """Return whether *text* has tags of HTML."""
    return _LOOKS_LIKE.search(text) is not None


def plain_text(markup: str, *, marked: bool = False) -> str:
    """Return HTML as plain text: ``- `` and ``1. `` before items, ``text (address)`` for links, ``a | b`` for rows.

    Args:
        markup: HTML, a whole page or a fragment, however broken.
        marked: Mark headings and bold words as in Markdown, so that sections can be recognised.
    """
    markup = without_comments(markup)
    rendering = _Rendering(marked=marked)
    position = 0
    for piece in _PIECE.finditer(markup):
        rendering.write(markup[position : piece.start()])
        if piece["name"]:
            rendering.turn(piece["name"].casefold(), piece["rest"], end=bool(piece["end"]))
        position = piece.end()
    rendering.write(markup[position:])
    return rendering.text()


@dataclass(slots=True, kw_only=True)
class _Rendering:
    """The lines that were written, and the open tags."""

    marked: bool
    lines: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    lists: list[int | None] = field(default_factory=list)
    """The number of the last item of each open list; None for bullets."""
    hidden: str = ""
    """The open tag whose content is left out."""
    verbatim: int = 0
    address: str = ""
    link_begins: int = 0
    """The position in the line at which the text of the link begins."""

    def write(self, text: str) -> None:
        """Write text, with blanks and line ends as a browser shows them."""
        if self.hidden or not text:
            return
        text = html.unescape(text)
        if self.verbatim:
            first, *others = text.split("\n")
            self.line.append(first)
            for other in others:
                self._end_line(even_if_empty=True)
                self.line.append(other)
            return
        text = _BLANKS.sub(" ", text)
        if not self.line or self.line[-1].endswith(" "):
            text = text.lstrip(" ")
        if text:
            self.line.append(text)

    def turn(self, name: str, rest: str, *, end: bool) -> None:
        """Write what a tag stands for."""
        if self.hidden or name in _HIDDEN:
            self._hide(name, end=end, empty=rest.endswith("/"))
        elif name == "br":
            self._end_line(even_if_empty=True)
        elif name == "a":
            self._end_link() if end else self._begin_link(rest)
        elif name == "img" and not end:
            self.line += [f"(picture: {_attribute(rest, 'alt')})"] if _attribute(rest, "alt") else []
        elif name in {"td", "th"} and not end:
            self.line += [" | "] if self.line else []
        elif name in _STRONG and self.marked:
            self.line.append("**")
        elif name in _BLOCKS:
            self._block(name, end=end)

    def text(self) -> str:
        """Return the text."""
        self._end_link()
        self._end_line()
        return clean_text(_BLANK_LINES.sub("\n\n", "\n".join(self.lines)))

    def _hide(self, name: str, *, end: bool, empty: bool) -> None:
        if end and name == self.hidden:
            self.hidden = ""
        elif not self.hidden and not end and not empty:
            self.hidden = name

    def _begin_link(self, rest: str) -> None:
        self._end_link()
        self.address, self.link_begins = _attribute(rest, "href"), len(self.line)

    def _end_link(self) -> None:
        address, text = self.address, "".join(self.line[self.link_begins :]).strip()
        self.address = ""
        if address.startswith(("http://", "https://", "mailto:")) and text not in {
            address,
            address.removeprefix("mailto:"),
        }:
            self.line.append(f" ({address})" if text else address)

    def _block(self, name: str, *, end: bool) -> None:
        self._end_line()
        if name in _SPACED and not self.lists:
            self.lines.append("")
        if name == "pre":
            self.verbatim = max(0, self.verbatim + (-1 if end else 1))
        elif name in {"ul", "ol"}:
            self._list(ordered=name == "ol", end=end)
        elif name == "li" and not end:
            self._begin_item()
        elif name in _HEADINGS and self.marked and not end:
            self.line.append("## ")

    def _list(self, *, ordered: bool, end: bool) -> None:
        if not end:
            self.lists.append(0 if ordered else None)
        elif self.lists:
            self.lists.pop()

    def _begin_item(self) -> None:
        depth = max(0, len(self.lists) - 1)
        number = self.lists[-1] if self.lists else None
        if number is not None:
            self.lists[-1] = number = number + 1
        self.line.append("  " * min(depth, 9) + ("- " if number is None else f"{number}. "))

    def _end_line(self, *, even_if_empty: bool = False) -> None:
        self._end_link()
        line = "".join(self.line).rstrip()
        self.line, self.link_begins = [], 0
        if self.marked and line.strip("* #") == "":
            line = ""
        if line or even_if_empty:
            self.lines.append(line)


def _attribute(rest: str, name: str) -> str:
    for match in _ATTRIBUTE.finditer(rest):
        if match["name"].casefold() == name:
            return html.unescape(match["double"] or match["single"] or match["bare"] or "").strip()
    return ""
