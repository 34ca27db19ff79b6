"""Warnings about a captured line. They are shown while a person types, and they never prevent saving the line."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from refine_tui.domain.date_words import format_full_day
from refine_tui.domain.nearest import nearest

_PUNCTUATION = ".,;:!?)"
_DAY_WORDS = (
    "today", "tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "mon", "tue", "wed", "thu", "fri", "sat", "sun",
)  # fmt: skip
_MIN_SIMILARITY = 0.7
"""From which similarity on, from 0 to 1, a word counts as a typing error in the name of a day."""


def is_due(word: str) -> bool:
    """Return whether *word* is the ``due`` or ``due:`` that precedes a date."""
    return word.casefold().removesuffix(":") == "due"


def capture_warnings(
    words: Sequence[str],
    *,
    text: str,
    due: date | None,
    has_due: bool,
    today: date,
    is_readable: Callable[[list[str]], bool],
) -> Iterator[str]:
    """Yield the warnings about a line, one sentence each.

    Args:
        words: All words of the line.
        text: The text of the record, without its owner, date and item.
        due: The due date that was read from the line.
        has_due: Whether a record of this kind has a due date.
        today: The current day in the session's time zone.
        is_readable: Returns whether the words, of which the first is ``due``, start with a date that can be read.
    """
    if words and not text:
        yield "The text is missing."
    if due and due < today:
        yield f"{format_full_day(due)} has passed."
    if not has_due or due:
        return
    for index, (word, following) in enumerate(pairwise(words)):
        is_prose = index == 0 or following.casefold() == "to" or following.startswith("@")
        if is_due(word) and not is_prose and not is_readable(list(words[index:])):
            yield f"“{word} {following}” cannot be read as a date: it stays in the text."
    if len(words) > 1 and words[-2].startswith("@") and words[-2] != "@" and _resembles_date(words[-1]):
        yield f"“{words[-1]}” cannot be read as a date: it stays in the text."


def _resembles_date(word: str) -> bool:
    """Return whether *word* looks like a date with a typing error: ``31.13.``, ``firday``, ``+3x``."""
    bare_word = word.rstrip(_PUNCTUATION).casefold()
    if bare_word[:1] == "+" or (bare_word[:1].isdecimal() and not bare_word.isdecimal()):
        return True
    return nearest(bare_word, _DAY_WORDS, similarity=_MIN_SIMILARITY) is not None
