"""One item of a list becomes a title, a key, an address, an estimate, an assignee and labels."""

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
"""No word above is longer."""
_MOST_WORDS = 50
"""How many are taken off at either end; nobody writes more."""


@dataclass(slots=True, kw_only=True)
class TaskWords:
    """What a line says of its item."""

    title: str = ""
    key: str = ""
    url: str = ""
    estimate: str = ""
    people: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)

    @property
    def assignee(self) -> str:
        """Everybody who is named."""
        return ", ".join(distinct(self.people))

    def take(self, match: re.Match[str]) -> None:
        """Keep what one word says."""
        said = match.groupdict()
        if said["person"]:
            self.people.append(said["person"])
        elif said["label"]:
            self.labels.append(said["label"])
        else:
            self.estimate = self.estimate or estimate_text(said["enclosed"] or said["said"] or said["bare"])


def task_words(line: str) -> TaskWords:
    """Read a line such as ``PAY-12 Refund a payment (5) #billing @ana``.

    Words of that kind go from the title where they stand before or behind it, and stay where they are part of its
    sentence; there an estimate is only a number.
    """
    whole = clean_line(without_emphasis(line))
    words = TaskWords()
    found = titled(_taken_off(_taken_off(whole, words, _LAST_WORD), words, _FIRST_WORD))
    words.key, words.url = found.key, found.url
    title = _taken_off(_taken_off(found.title, words, _LAST_WORD), words, _FIRST_WORD)
    people = list(words.people)
    for match in _WORD_WITHIN.finditer(title):
        words.take(match)
    words.people = people or words.people
    words.title = title or found.title or whole
    return words


def _taken_off(text: str, words: TaskWords, pattern: re.Pattern[str]) -> str:
    """Return *text* without the words at its beginning or its end."""
    at_end = pattern is _LAST_WORD
    for _ in range(_MOST_WORDS):
        start = max(0, len(text) - _LONGEST_WORD) if at_end else 0
        match = pattern.search(text, start) if at_end else pattern.match(text)
        if match is None:
            break
        words.take(match)
        text = text[: match.start()].rstrip(_BLANK_ENDS) if at_end else text[match.end() :].lstrip()
    return text
