"""Removes what chat programs add to the words of people: names, times, quotation marks, bullets."""

import re
from dataclasses import dataclass

from refine_tui.domain.plain_text import clean_line

_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?"
_DAY = r"(?:[^\W\d]{2,10},?\s(?:at\s)?)?(?:\d{1,4}[./-]\d{1,2}(?:[./-]\d{1,4})?,?\s+(?:at\s)?)?"
PERSON = (
    r"(?:(?!(?:and|at|in|on|the|with|for|to)\s)[^\W\d_][\w.'’-]*)(?:\s[^\W\d_][\w.'’-]*){0,4}(?:\s\([^()]{1,30}\))?"
)
"""A pattern for the name of a person; `is_person` checks more."""
_NAME = re.compile(PERSON)
_KEY = re.compile(r"\d")
_QUOTE = re.compile(r"(?:>\s?)+")
_STAMP = re.compile(rf"\[{_DAY}{_TIME}\]\s*|{_DAY}{_TIME}\s-\s(?=[^:]{{1,60}}:\s)", re.IGNORECASE)
_AUTHOR = re.compile(rf"({PERSON}):\s+(?=\S)")
_WHO_AND_WHEN = re.compile(
    rf"({PERSON})\s?[,|·•–—-]?\s*(?:[(\[]?{_DAY}{_TIME}[)\]]?|\d{{1,2}} min)(?:\s?\(edited\))?", re.IGNORECASE
)
_WHO_WHEN_WHAT = re.compile(r"([^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){0,2})\s\d{1,2}:\d{2}\s?[AP]M:?\s+(?=\S)")
_WHEN = re.compile(rf"\[?{_DAY}{_TIME}\]?", re.IGNORECASE)
_DIVIDER = re.compile(
    r"(?:today|yesterday|new|new messages|unread messages|last read|\d+ repl(?:y|ies)|view thread|edited|\(edited\)"
    r"|(?:like|heart|laugh|surprised|sad|angry|\d+ reactions?)\s\d{1,3}|(?::[\w+-]{1,40}:\s?\d{0,3}\s?)+)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[•‣◦▪▫●○·–—*+-]\s+|[•‣◦▪▫●○](?=\w)|\(?\d{1,3}[.)]\s+|[a-z]\)\s+")
_CHECK_BOX = re.compile(r"\[(?P<mark>[ xX✓]?)\]\s+|(?P<box>[☐☑☒])\s*")
_LONGEST_HEADER = 120
_NOT_PEOPLE = frozenset(
    {
        "ac",
        "bug",
        "chore",
        "debt",
        "defect",
        "enabler",
        "enhancement",
        "epic",
        "feat",
        "feature",
        "fix",
        "idea",
        "infra",
    }
    | {"issue", "refactor", "spike", "story", "subtask", "task", "tech debt", "todo", "us", "user story"}
)
_PARTICLES = frozenset({"al", "bin", "da", "de", "del", "der", "di", "dos", "el", "la", "le", "van", "von", "y"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatLine:
    """The words of one line of a chat."""

    text: str
    """Empty if the line has only a name and a time."""
    bulleted: bool = False
    checked: bool | None = None
    """Whether the check box is ticked; None if there is none."""


def unwrapped(line: str) -> ChatLine:
    """Remove names, times and quotation marks before the words, then bullet, number and check box."""
    text = _QUOTE.sub("", clean_line(line), count=1) if line.lstrip().startswith(">") else clean_line(line)
    if _is_header(text):
        return ChatLine(text="")
    text = _without_author(text).removesuffix("(edited)").rstrip()
    bulleted, checked = False, None
    while match := _BULLET.match(text) or _CHECK_BOX.match(text):
        if match.re is _CHECK_BOX:
            checked = (match["mark"] or match["box"] or "") in {"x", "X", "✓", "☑", "☒"}
        bulleted, text = True, text[match.end() :]
    return ChatLine(text=text, bulleted=bulleted, checked=checked)


def is_spoken(line: str) -> bool:
    """Return whether the line has a name or a time that a chat or a mail program added."""
    text = clean_line(line)
    if _STAMP.match(text):
        return True
    said = _WHO_WHEN_WHAT.match(text) or (len(text) <= _LONGEST_HEADER and _WHO_AND_WHEN.fullmatch(text)) or None
    return said is not None and is_person(said[1])


def _is_header(text: str) -> bool:
    if len(text) > _LONGEST_HEADER:
        return False
    if _WHEN.fullmatch(text) or _DIVIDER.fullmatch(text):
        return True
    match = _WHO_AND_WHEN.fullmatch(text)
    return match is not None and is_person(match[1])


def _without_author(text: str) -> str:
    stamp = _STAMP.match(text)
    if stamp:
        rest = text[stamp.end() :]
        author = _AUTHOR.match(rest)
        return rest[author.end() :] if author and is_person(author[1]) else rest
    author = _WHO_WHEN_WHAT.match(text)
    return text[author.end() :] if author and is_person(author[1]) else text


def is_person(words: str) -> bool:
    """Return whether the words can be a name: none but particles such as “de” begins with a small letter."""
    if words.strip().casefold() in _NOT_PEOPLE or not _NAME.fullmatch(words.strip()) or _KEY.search(words):
        return False
    return all(not word[0].islower() or word in _PARTICLES for word in words.replace("(", " ").split())


def is_when(line: str) -> bool:
    """Return whether the line is only a time, or a day and a time."""
    return _WHEN.fullmatch(clean_line(line)) is not None


def stamp_of(line: str) -> str:
    """Return the time in brackets at the beginning of a line, with the blanks after it; empty if there is none."""
    match = _STAMP.match(clean_line(line))
    return match[0] if match else ""
