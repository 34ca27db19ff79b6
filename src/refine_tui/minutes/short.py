"""The minutes in a few lines for a chat such as Slack or Teams, which have neither headings nor tables."""

import re
from dataclasses import replace

from refine_tui.domain.field_changes import with_fields
from refine_tui.domain.plain_text import clean_line, shortened
from refine_tui.domain.records import ActionStatus
from refine_tui.minutes.item_lines import ItemName
from refine_tui.minutes.markdown import tidy
from refine_tui.minutes.model import MinutesDocument
from refine_tui.minutes.safe_text import SafeText
from refine_tui.minutes.templating import Target, render_template, shipped_text

TEMPLATE_NAME = "short.txt.j2"
LONGEST = 3000
"""In characters of the output: some chats cut or reject longer messages."""

SECTIONS = (
    "actions", "decisions", "ready", "needs_work", "open_questions", "triaged", "not_reached",
)  # fmt: skip
"""The sections of the short minutes, the most important first; entries that do not fit are dropped from the end."""

_LONGEST_TEXT = 300
_CUT = "… the rest is in the full minutes\n"
_ACTIVE = re.compile(r"(?<![^\W_])@\w|(?<![^\W_])[*_~]+(?=\S)|(?<=\S)[*_~]+(?![^\W_])|<[@#!\w]|&\w+;")
"""Matches what makes a word bold, italic or struck out, is a link, notifies somebody, or writes a character."""
_WORD = re.compile(r"\S+")


def render_short(document: MinutesDocument, *, template: str | None = None, template_name: str = TEMPLATE_NAME) -> str:
    """Return the short minutes of a session, at most `LONGEST` characters.

    *template* is the text of a Jinja template that replaces ours; error messages call it *template_name*.

    Raises:
        RefineError: the template is broken.
    """
    source = shipped_text(TEMPLATE_NAME) if template is None else template
    document = replace(document, actions=tuple(a for a in document.actions if a.status is ActionStatus.OPEN))

    def rendered(count: int) -> str:
        shown = _first(document, count)
        return tidy(render_template(CHAT, source, name=template_name, minutes=shown, more=entries - count))

    entries = sum(len(getattr(document, section)) for section in SECTIONS)
    text = rendered(entries)
    if len(text) <= LONGEST:
        return text
    fits, too_many = 0, entries
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        fits, too_many = (middle, too_many) if len(rendered(middle)) <= LONGEST else (fits, middle)
    return _cut(rendered(fits))


class SafeChatText(SafeText):
    """Text that is written for a chat already."""

    __slots__ = ()

    @classmethod
    def escape_line(cls, text: str) -> str:
        """Return *text* as one line for a chat, shortened to a few lines on the screen.

        A word with characters that a chat would interpret is written as code, which Slack and Teams leave alone. An
        accent replaces a backtick, which would end the code. The text is pasted, so that ``&`` and ``<`` stay: only
        what a program posts needs entities for them.
        """
        text, length = clean_line(text), _LONGEST_TEXT
        while len(escaped := _escaped(shortened(text, length))) > _LONGEST_TEXT * 4 // 3:
            length = length * 3 // 4
        return escaped


def chat_text(text: str) -> SafeChatText:
    """Return one line of a person's *text* for a chat, which shows it as it was typed."""
    return SafeChatText.escape(text)


def _escaped(text: str) -> str:
    return _WORD.sub(_in_code, text.replace("`", "ˋ"))


def _in_code(word: re.Match[str]) -> str:
    return f"`{word[0]}`" if _ACTIVE.search(word[0]) else word[0]


def _first(document: MinutesDocument, count: int) -> MinutesDocument:
    """Return *document* with the *count* most important entries."""
    sections: dict[str, tuple[object, ...]] = {}
    for section in SECTIONS:
        entries = getattr(document, section)
        sections[section] = entries[:count]
        count = max(0, count - len(entries))
    return with_fields(document, sections)


def _cut(text: str) -> str:
    """Return as many lines of *text* as fit: a team's own template may write more."""
    if len(text) <= LONGEST:
        return text
    return text[: text.rfind("\n", 0, LONGEST - len(_CUT)) + 1] + _CUT


def _mention(item: ItemName) -> SafeChatText:
    return chat_text(item.key)


CHAT = Target(safe_text=SafeChatText, mention=_mention)
"""How templates write for a chat."""
