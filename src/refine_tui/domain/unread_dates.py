"""The words around a date in a sentence, and what looks like a date but is none."""

import re
from collections.abc import Callable, Sequence

from refine_tui.domain.date_words import MAX_DATE_WORDS
from refine_tui.domain.nearest import nearest

DATE_PREPOSITIONS = frozenset({"by", "until", "till", "til", "on", "before", "for", "at"})
"""The prepositions that go with the date behind them."""
CONJUNCTIONS = frozenset({"and", "or", "&", "+"})
DATE_TIES = CONJUNCTIONS | DATE_PREPOSITIONS | {
    "to", "from", "with", "without", "of", "about", "between", "than", "like", "as", "in", "after", "since", "the", "a",
    "an", "not", "every", "each", "per", "this", "next", "last", "past", "coming", "following",
}  # fmt: skip
"""The words that tie the date behind them to the sentence: ``the report from friday``, ``every friday``."""
_DEADLINE = frozenset({"by", "until", "till", "til", "before"})
"""The prepositions behind which people expect a deadline."""
_BE = frozenset({"is", "are", "was", "were", "be", "been"})
_PUNCTUATION = ".,;:!?)"
_DAY_WORDS = (
    "today", "tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "mon", "tue", "wed", "thu", "fri", "sat", "sun",
)  # fmt: skip
_MIN_SIMILARITY = 0.7
"""From which similarity on, from 0 to 1, a word counts as a typing error in the name of a day."""
_SPAN = r"(?:day|week|month|quarter|year|sprint|iteration)s?"
_NUMBER = r"(?:an?|[0-9]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:a )?few|(?:a )?couple of)"
_PERIOD = re.compile(
    rf"(?:the )?(?:this|next|following|coming) {_SPAN}|(?:in|within) {_NUMBER} {_SPAN}|{_NUMBER} {_SPAN} from now"
    rf"|(?:the )?end of (?:the |this |next )*{_SPAN}|q[1-4]|eoq|eoy"
)
"""Matches the times that people name and that are no day."""
_LENGTH = re.compile(rf"{_NUMBER} {_SPAN}")

ReadsDay = Callable[[str], bool]
"""Returns whether the whole of a text is a date."""


def is_due(word: str) -> bool:
    """Return whether *word* is the ``due`` or ``due:`` that precedes a date."""
    return word.casefold().removesuffix(":") == "due"


def is_due_prose(words: Sequence[str], index: int) -> bool:
    """Return whether the ``due`` at *index* is a word of the sentence: ``what is due to Legal``, ``is it due fri``."""
    following = words[index + 1] if index + 1 < len(words) else ""
    return following.casefold() == "to" or any(word.casefold() in _BE for word in words[max(0, index - 2) : index])


def date_length(words: Sequence[str], reads_day: ReadsDay) -> int:
    """Return how many words at the start look like a date or are one; 0 if none do."""
    return _time_length(words, reads_day, _LENGTH) or int(bool(words) and resembles_date(words[0]))


def unread_date(words: Sequence[str], reads_day: ReadsDay, *, is_last: bool) -> str:
    """Return the first part of the text that its writer may have meant as the due date, or an empty text.

    That is what looks like a date right behind a detail, behind a preposition that leads to a date, or at the end of
    the line. A word that ties it to the sentence is shown with it: ``every friday``.

    Args:
        words: The words of the text behind a detail.
        reads_day: Whether a text is a date.
        is_last: Whether the line ends with *words*.
    """
    for index in range(len(words)):
        before = words[index - 1].casefold() if index else ""
        leads = not before or before in _DEADLINE
        length = _time_length(words[index:], reads_day, _LENGTH if leads else None)
        at_end = is_last and index + max(length, 1) == len(words)
        if not length and leads and resembles_date(words[index]) and (before or at_end):
            length = 1
        if length and (leads or at_end) and not is_due(before):
            first = index - 1 if before in DATE_TIES else index
            return " ".join(words[first : index + length]).rstrip(",;:!?")
    return ""


def due_hint(words: Sequence[str], reads_day: ReadsDay) -> str:
    """Return the deadline at the end of a sentence without ``due``, as in ``by friday``; empty if there is none."""
    for index in range(1, len(words) - 1):
        day = " ".join(words[index + 1 :]).rstrip(_PUNCTUATION)
        if words[index].casefold() in _DEADLINE and len(words) - index - 1 <= MAX_DATE_WORDS and reads_day(day):
            return f"{words[index]} {day}"
    return ""


def resembles_date(word: str) -> bool:
    """Return whether *word* looks like a date with a typing error: ``31.13.``, ``2026-11-2``, ``firday``, ``+3x``."""
    bare_word = word.rstrip(_PUNCTUATION).casefold()
    if bare_word[:1] == "+" or (bare_word[:1].isdecimal() and not bare_word.isdecimal()):
        return True
    return nearest(bare_word, _DAY_WORDS, similarity=_MIN_SIMILARITY) is not None


def _time_length(words: Sequence[str], reads_day: ReadsDay, other: re.Pattern[str] | None) -> int:
    """Return how many words at the start are a date or another time, or match *other*; 0 if none do."""
    for count in range(min(len(words), MAX_DATE_WORDS), 0, -1):
        text = " ".join(words[:count]).rstrip(_PUNCTUATION).casefold()
        if _PERIOD.fullmatch(text) or reads_day(text) or (other and other.fullmatch(text)):
            return count
    return 0
