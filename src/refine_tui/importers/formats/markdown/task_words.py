"""Reads title, key, address, estimate, assignee and labels from one item of a list."""

import re
from dataclasses import dataclass, field

from refine_tui.domain.plain_text import clean_line
from refine_tui.importers.fields.item_fields import distinct, estimate_text
from refine_tui.importers.formats.text.line_titles import titled
from refine_tui.importers.markup.markdown_text import without_emphasis

_NUMBER = r"\d{1,3}(?:[.,]\d{1,2})?"
_UNIT = r"(?:story ?points?|points?|pts?|sp)"
_SAID = rf"(?:{_UNIT}|estimate|size)[ ]?[:=][ ]?"
_ESTIMATE = (
    rf"(?:[(\[](?:{_SAID})?(?P<enclosed>{_NUMBER})(?:[ ]?{_UNIT})?[)\]]"
    rf"|[(\[]?{_SAID}(?P<said>{_NUMBER})[)\]]?"
    rf"|(?P<bare>{_NUMBER})[ ]?(?:story ?points?|pts?|sp))"
)
_PERSON = r"@(?P<person>\w(?:[\w.-]{0,60}\w)?)"
_LABEL = r"#(?P<label>(?!\d+(?!\w))\w(?:[\w/:-]{0,60}\w)?)"
_WORD = rf"(?:{_ESTIMATE}|{_PERSON}|{_LABEL})"
_LAST_WORD = re.compile(rf"(?:^|\s){_WORD}$", re.IGNORECASE)
_FIRST_WORD = re.compile(rf"{_WORD}:?(?:\s|$)", re.IGNORECASE)
_WORD_WITHIN = re.compile(rf"(?<!\S)(?:{_PERSON}|{_LABEL})(?![\w@/])")
_BLANK_ENDS = " ,–—|-"
_LONGEST_WORD = 90
"""The largest length of a match of the patterns above."""
_MOST_WORDS = 50
"""The largest number of words to remove at either end."""


@dataclass(slots=True, kw_only=True)
class TaskWords:
    """The fields of an item in one line."""

    title: str = ""
    key: str = ""
    url: str = ""
    estimate: str = ""
    people: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)

    @property
    def assignee(self) -> str:
        """All people who are named."""
        return ", ".join(distinct(self.people))

    def add_word(self, match: re.Match[str]) -> None:
        """Add the person, the label or the estimate of one word."""
        found = match.groupdict()
        if found["person"]:
            self.people.append(found["person"])
        elif found["label"]:
            self.labels.append(found["label"])
        else:
            self.estimate = self.estimate or estimate_text(found["enclosed"] or found["said"] or found["bare"])


def task_words(line: str) -> TaskWords:
    """Read a line such as ``PAY-12 Refund a payment (5) #billing @ana``.

    Words such as ``(5)`` are removed from the title at its beginning and its end. Within the title they stay, and only
    a number is an estimate.
    """
    whole = clean_line(without_emphasis(line))
    words = TaskWords()
    found = titled(_without_outer_words(_without_outer_words(whole, words, _LAST_WORD), words, _FIRST_WORD))
    words.key, words.url = found.key, found.url
    title = _without_outer_words(_without_outer_words(found.title, words, _LAST_WORD), words, _FIRST_WORD)
    people = list(words.people)
    for match in _WORD_WITHIN.finditer(title):
        words.add_word(match)
    words.people = people or words.people
    words.title = title or found.title or whole
    return words


def _without_outer_words(text: str, words: TaskWords, pattern: re.Pattern[str]) -> str:
    """Add the words at the beginning or the end of *text*, and return the text without them."""
    at_end = pattern is _LAST_WORD
    for _ in range(_MOST_WORDS):
        start = max(0, len(text) - _LONGEST_WORD) if at_end else 0
        match = pattern.search(text, start) if at_end else pattern.match(text)
        if match is None:
            break
        words.add_word(match)
        text = text[: match.start()].rstrip(_BLANK_ENDS) if at_end else text[match.end() :].lstrip()
    return text
