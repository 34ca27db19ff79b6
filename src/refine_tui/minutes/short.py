"""The minutes in a few lines for a chat: Slack, Teams, and their like, which know neither headings nor tables."""

import re
from dataclasses import replace
from datetime import datetime

from refine_tui.domain.plain_text import clean_line, shortened
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.session import RefinementSession
from refine_tui.minutes.document import document_of
from refine_tui.minutes.escaping import Written
from refine_tui.minutes.markdown import tidy
from refine_tui.minutes.model import ItemName, MinutesDocument
from refine_tui.minutes.templating import Target, render_template, shipped_text

TEMPLATE_NAME = "short.txt.j2"
LONGEST = 3000
"""In characters, as they are written: a message that is longer is cut or refused by some chats."""

SECTIONS = (
    "actions", "decisions", "ready", "needs_work", "open_questions", "triaged", "not_reached",
)  # fmt: skip
"""The sections of the short minutes, the most important first; what does not fit is left out from the end."""

_LONGEST_TEXT = 300
_CUT = "… the rest is in the full minutes\n"
_ACTS = re.compile(r"(?<![^\W_])@\w|(?<![^\W_])[*_~]+(?=\S)|(?<=\S)[*_~]+(?![^\W_])")
"""What makes a word bold, slanted or struck out, or notifies somebody."""
_WORD = re.compile(r"\S+")


def render_short(
    session: RefinementSession, *, now: datetime, template: str | None = None, template_name: str = TEMPLATE_NAME
) -> str:
    """Return the short minutes of *session*, at most `LONGEST` characters.

    *template* is the text of a Jinja template that takes the place of ours; *template_name* is what an error calls it.

    Raises:
        RefineError: the template is broken.
    """
    source = shipped_text(TEMPLATE_NAME) if template is None else template
    document = document_of(session, now=now)
    document = replace(document, actions=tuple(a for a in document.actions if a.status is ActionStatus.OPEN))

    def rendered(kept: int) -> str:
        shown = _first(document, kept)
        return tidy(render_template(CHAT, source, name=template_name, minutes=shown, more=entries - kept))

    entries = sum(len(getattr(document, section)) for section in SECTIONS)
    text = rendered(entries)
    if len(text) <= LONGEST:
        return text
    fits, too_many = 0, entries
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        fits, too_many = (middle, too_many) if len(rendered(middle)) <= LONGEST else (fits, middle)
    return _cut(rendered(fits))


def chat_text(text: str) -> Written:
    """Return one line of a person's *text* for a chat: it reads as typed, within a few lines.

    Words with signs that a chat would act on stand in code, which is all that Slack and Teams leave alone. An accent
    takes the place of a backtick, which would end the code.
    """
    if isinstance(text, Written):
        return text
    text, length = clean_line(text), _LONGEST_TEXT
    while len(written := _escaped(shortened(text, length))) > _LONGEST_TEXT * 4 // 3:
        length = length * 3 // 4
    return Written(written)


def _escaped(text: str) -> str:
    text = _WORD.sub(_in_code, text.replace("`", "ˋ"))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _in_code(word: re.Match[str]) -> str:
    return f"`{word[0]}`" if _ACTS.search(word[0]) else word[0]


def _first(document: MinutesDocument, kept: int) -> MinutesDocument:
    """Return *document* with the *kept* most important entries."""
    left: dict[str, tuple[object, ...]] = {}
    for section in SECTIONS:
        entries = getattr(document, section)
        left[section] = entries[:kept]
        kept = max(0, kept - len(entries))
    return replace(document, **left)  # type: ignore[arg-type]  # each section keeps its own type


def _cut(text: str) -> str:
    """Return *text*, or as many of its lines as fit: a template of a team's own may say more than fits."""
    if len(text) <= LONGEST:
        return text
    return text[: text.rfind("\n", 0, LONGEST - len(_CUT)) + 1] + _CUT


def _mention(item: ItemName) -> Written:
    return chat_text(item.key)


CHAT = Target(escape=chat_text, written=Written, mention=_mention)
"""A person's text in a chat."""
