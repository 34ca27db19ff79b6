"""A person's text in Markdown: it reads exactly as it was typed and never changes the structure around it.

What is done, and what is left alone:

- Ordinary sentences stay as they are. Punctuation is escaped with a backslash only where a renderer would act
  on it, alone or together with another text of the same line; the result is checked with a Markdown parser that
  also turns bare addresses into links, and where it still reads otherwise all punctuation is escaped.
- Web and mail addresses within a text stay text: they read as typed and are no links.
- ``@name`` is written as code. GitHub looks for names in the rendered page, where a backslash is gone and an
  entity is resolved; of all that leaves the text as typed, only code is spared there and on GitLab.
- A text that begins with ``/`` has it escaped, since GitLab carries out lines such as ``/assign``.
- ``#12``, ``!12`` and ``owner/repo#12`` are written as code for the same reason: they would become links to whatever
  has that number where the minutes are pasted. The key of an item stays as it is.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from refine_tui.domain.plain_text import clean_line
from refine_tui.minutes.safe_text import SafeText

if TYPE_CHECKING:  # loading the parser takes 40 ms, and most minutes need none
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_PLAIN = re.compile(
    r"""(?!\d{1,9}[.)])[^\W_](?:      # no numbered list
        [^\W_]
      | [ ][-+=&](?=[ ])
      | [ ,;'"()?%–—…·“”‘’«»„€£°]
      | !(?!\d)
      | \.(?=[ )]|\Z) | (?<=\d)\.(?=\d)   # a sentence's end or a number, never a bare address
      | :(?=[ ]|\Z)
      | (?<=[^\W_])[-/](?=[^\W_])
    )*""",
    re.VERBOSE,
)
"""Texts that read as they stand wherever they are put; most are of this kind, and need no parser."""

_REFERENCE = r"(?:[\w.-]{1,100}(?:/[\w.-]{1,100}){0,5})?[#!]\d+"
_MENTION = rf"(?P<mention>(?<![^\W_])(?:@\w+(?:[./@\#!-]\w+)*|{_REFERENCE}(?:[./@\#!-]*\w+)*))"
_MARK = r"[!-/:-@\[-`{-~]"
_WHERE_ACTIVE = (
    rf"{_MENTION}"
    r"|\A(?:[-+](?!\w)|[>|=/]|:(?=-)|\#{1,6}(?=[ ]|\Z)|\d{1,9}[.)](?=[ ]|\Z))"  # what begins a block
    r"|(?<=[ ])\#+\Z"  # what ends a heading
    rf"|\\(?={_MARK}|\Z)"
    r"|[`\[\]]"
    r"|[*~](?![ ])|(?<![ ])[*~]"
    r"|(?<![^\W_])_++(?![ ])|(?<![ ])_++(?![^\W_])"
    r"|<(?=[A-Za-z/!?]|\Z)|&(?=\#?\w+;)"
    r"|@(?=\w)|:/(?=/)|(?i:(?<=\bwww)\.)"  # addresses
)
_STEPS = tuple(
    re.compile(pattern)
    for pattern in (_WHERE_ACTIVE, rf"{_WHERE_ACTIVE}|(?<=\S)\.(?=\w)", rf"{_MENTION}|{_MARK}")  # the last: all
)
_EACH_MARK = re.compile(_MARK)

_PROBE = "\n\n".join(("x\n{0}", "- {0}", "# {0}", "x {0} — {0} x", "[{0}](https://example.org)"))
"""Where a text can stand: at the start of a line, of a bullet, of a heading, twice in one line, in a link."""
_INLINE = {"softbreak": "\n", "link_open": "\x00", "link_close": "\x00"}


class SafeMarkdown(SafeText):
    """Text that is Markdown already."""

    __slots__ = ()

    @classmethod
    def escape_line(cls, text: str) -> str:
        """Return *text* as one line of Markdown that reads exactly as it was typed, anywhere in a line."""
        text = clean_line(text)
        if not text or _PLAIN.fullmatch(text):
            return text
        escaped = text
        for step in _STEPS:
            escaped = step.sub(_escaped, text)
            if _reads_as(escaped, text):
                break
        return escaped


def inline(text: str) -> SafeMarkdown:
    """Return one line of a person's *text* as Markdown that reads exactly as it was typed, anywhere in a line."""
    return SafeMarkdown.escape(text)


def link(text: str, url: str) -> SafeMarkdown:
    """Return *text* as a link to *url*, or as plain text where *url* is not a web address."""
    target = web_address(url)
    return SafeMarkdown(f"[{inline(text)}]({target})") if target and clean_line(text) else inline(text)


def key_link(key: str, url: str, *, numbered: bool) -> SafeMarkdown:
    """Return the key of an item as a link, or alone where *url* is not a web address.

    A tracker's own ``#12`` may become a link by itself; a number of ours (*numbered*) means nothing there.
    """
    key, target = clean_line(key), web_address(url)
    if not re.fullmatch(_REFERENCE, key):
        return link(key, url)
    if target:
        return SafeMarkdown(f"[{key}]({target})")
    return inline(key) if numbered else SafeMarkdown(key)


def web_address(url: str) -> str:
    """Return *url* with everything percent-encoded that could end a link, or nothing where it is not a web address."""
    url = "".join(clean_line(url).split())
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return ""
    return re.sub(r"[^\w:/?#@!$&+,=%.~-]", _percent_encoded, url)


def _percent_encoded(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())


def _escaped(found: re.Match[str]) -> str:
    if found.lastgroup == "mention":
        return f"`{found[0]}`"
    return _EACH_MARK.sub(r"\\\g<0>", found[0])


def _reads_as(escaped: str, text: str) -> bool:
    """Tell whether *escaped* is rendered as *text*, and as nothing else, in every place where it can stand."""
    expected = [f"x\n{text}", text, text, f"x {text} — {text} x", f"\x00{text}\x00"]
    tokens = _parser().parse(_PROBE.format(escaped))
    shape = tuple(token.type for token in tokens)
    return shape == _shape() and [_read(token.children) for token in tokens if token.type == "inline"] == expected


def _read(children: "Sequence[Token] | None") -> str:
    """Return the text of an inline token; one that we never write stands out as a control."""
    return "".join(
        child.content if child.type in {"text", "code_inline"} else _INLINE.get(child.type, "\x01")
        for child in children or ()
    )


@cache
def _shape() -> tuple[str, ...]:
    return tuple(token.type for token in _parser().parse(_PROBE.format("x")))


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - takes 40 ms, and most minutes need none

    return MarkdownIt("gfm-like")
