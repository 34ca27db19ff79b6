"""What may be wrong with a captured line: told while it is typed, never in the way."""

import difflib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from refine_tui.domain.date_words import format_day

_PUNCTUATION = ".,;:!?)"
_DAY_WORDS = (
    "today", "tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "mon", "tue", "wed", "thu", "fri", "sat", "sun",
)  # fmt: skip
_ALIKE = 0.7
"""How much a word has to be like the name of a day to be taken for a slip of it, from 0 to 1."""


def is_due(word: str) -> bool:
    """Whether the word announces a date."""
    return word.casefold().removesuffix(":") == "due"


def capture_warnings(
    words: Sequence[str], *, text: str, due: date | None, dated: bool, today: date, reads: Callable[[list[str]], bool]
) -> Iterator[str]:
    """Yield what may be wrong, a sentence each.

    Args:
        words: The line, word by word.
        text: What is left of it without owner, date and item.
        due: The date that was read.
        dated: Whether a record of this kind has a date.
        today: The day in the session's time zone.
        reads: Whether the words, the first of which announces a date, begin with one that can be read.
    """
    if words and not text:
        yield "The text is missing."
    if due and due < today:
        yield f"{format_day(due)} {due.year} has passed."
    if not dated or due:
        return
    for index, (word, following) in enumerate(pairwise(words)):
        prose = index == 0 or following.casefold() == "to" or following.startswith("@")
        if is_due(word) and not prose and not reads(list(words[index:])):
            yield f"“{word} {following}” is no date that can be read: it stays in the text."
    if len(words) > 1 and words[-2].startswith("@") and words[-2] != "@" and _is_meant_as_day(words[-1]):
        yield f"“{words[-1]}” is no date that can be read: it stays in the text."


def _is_meant_as_day(word: str) -> bool:
    """Whether the word behind the owner looks like a date that went wrong: ``31.13.``, ``firday``, ``+3x``."""
    bare = word.rstrip(_PUNCTUATION).casefold()
    if bare[:1] == "+" or (bare[:1].isdecimal() and not bare.isdecimal()):
        return True
    return bool(difflib.get_close_matches(bare, _DAY_WORDS, n=1, cutoff=_ALIKE))
