"""Takes a line of text apart: the text, and the details in it (owner, date, item).

The details start with the first ``@name`` or ``due …``. After that a date or an item counts only next to another
detail or at the end of the line, so that words of the sentence are not read as dates. A preposition that leads to a
date goes with it (``by fri``). A word that ties a name or a date to the sentence keeps it there: ``the deck to @ana``,
``the report from friday``. Where two owners, dates or items compete, the whole line stays as it was typed.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from refine_tui.domain.date_words import MAX_DATE_WORDS, read_date, read_passed_date
from refine_tui.domain.owner_names import meant_names
from refine_tui.domain.people import Participant
from refine_tui.domain.plain_text import casefold_key, clean_line, name_key
from refine_tui.domain.unread_dates import CONJUNCTIONS, DATE_PREPOSITIONS, DATE_TIES, is_due, is_due_prose

NO_ITEM = "#?"
"""The word that says that a line is about no item."""
PUNCTUATION = ",;.:"
_MARKS = "?!"
"""The punctuation that belongs to the text where a detail stands before it: ``ask @finance?``."""
_NAME_TIES = frozenset(
    {"to", "from", "with", "without", "of", "about", "via", "between", "than", "like", "as", "in", "after", "since"}
) | (DATE_PREPOSITIONS - {"by"})
"""The words that tie the name behind them to the sentence; ``by @ana`` names the owner."""
_KEY = re.compile(r"[A-Z][A-Z0-9_]+-[0-9]+|#[0-9]+|[\w.-]+/[\w.-]+#[0-9]+", flags=re.ASCII)
_MAX_WORDS = 8
"""The most words that a detail can have."""

PieceType = Literal["word", "owner", "date", "item"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Consecutive words of a line that are one detail, or one word of the text."""

    type: PieceType
    words: Sequence[str]
    name: str = ""
    """The owner or the key; empty if the words say that there is none."""
    candidates: tuple[str, ...] = ()
    """The people whom an owner's name fits, if it fits several."""
    day: date | None = None
    passed: date | None = None
    """The day just before today that the words may mean, too; see `read_passed_date`."""
    marks: str = ""
    """The ``?`` or ``!`` after the words."""
    starts_details: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitLine:
    """A line that was taken apart, or that stays whole because that would do harm."""

    text: str
    details: Mapping[PieceType, Piece]
    """One piece of each type that was found; empty if the line stays whole."""
    rests: tuple[tuple[str, ...], ...] = ()
    """The words behind each detail, up to the next one."""
    problem: str = ""
    """Why the line stays whole."""

    def detail(self, piece_type: PieceType) -> Piece:
        """Return the detail of a type, or one without words."""
        return self.details.get(piece_type, Piece(type=piece_type, words=()))


def is_mention(words: Sequence[str], index: int) -> bool:
    """Return whether the word at *index* is an ``@name`` that the sentence needs: ``to @ana``, ``@ana's``."""
    word = words[index].rstrip(PUNCTUATION + _MARKS)
    if not re.match(r'@"?[^\W\d_]', word):
        return False
    return word.endswith(("'s", "’s")) or (index > 0 and words[index - 1].casefold() in _NAME_TIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineParser:
    """Takes lines apart, with the people, items and dates that their words can refer to."""

    people: Collection[Participant]
    keys: Mapping[str, str]
    """The items' keys by their `casefold_key`."""
    today: date | None
    """The day to which relative dates refer; None: lines have no dates."""
    day_first: bool = True
    has_item: bool = True

    def split(self, text: str) -> SplitLine | None:
        """Take a line apart; None if it has no details."""
        words = clean_line(text).split()
        start = next((i for i in range(len(words)) if self._piece(words, i).starts_details), None)
        if start is None:
            return None
        pieces, index = list[Piece](), start
        while index < len(words):
            pieces.append(self._piece(words, index))
            index += len(pieces[-1].words)
        if start == 0 and (header := _header(pieces)):
            return header
        is_detail = _details(pieces)
        details = [piece for piece, counts in zip(pieces, is_detail, strict=True) if counts]
        if problem := self._conflict(words, pieces, details):
            return SplitLine(text=" ".join(words), details={}, problem=problem)
        return SplitLine(
            text=_text(words[:start], pieces, is_detail),
            details={piece.type: piece for piece in details},
            rests=_rests(pieces, is_detail),
        )

    def resolve_key(self, word: str) -> str | None:
        """Return the key in *word* as the backlog spells it; empty for ``#?``; None if *word* is not a key."""
        bare = re.sub(r"\((.*)\)", r"\1", word.rstrip(PUNCTUATION))
        if bare == NO_ITEM:
            return ""
        return self.known_key(word) or self.known_key(bare) or (bare if _KEY.fullmatch(bare) else None)

    def known_key(self, word: str) -> str | None:
        """Return the known key that *word* refers to, or None: ``#7`` can mean ``7`` or the only ``owner/repo#7``."""
        word_key = casefold_key(word)
        if word_key in self.keys or not _KEY.fullmatch(word) or not word_key.startswith("#"):
            return self.keys.get(word_key)
        matches = [key for name, key in self.keys.items() if name == word_key[1:] or name.endswith(word_key)]
        return matches[0] if len(matches) == 1 else None

    def reads_day(self, text: str) -> bool:
        """Return whether the whole of *text* is a date."""
        return self.today is not None and read_date(text, today=self.today, day_first=self.day_first) is not None

    def reads_due(self, words: Sequence[str]) -> bool:
        """Return whether *words*, of which the first is ``due``, start with a date."""
        return self._due(words[:_MAX_WORDS], ()) is not None

    def _piece(self, words: Sequence[str], index: int) -> Piece:
        rest, before = words[index : index + _MAX_WORDS], words[:index]
        detail = self._owner(words, index) or self._due(rest, before) or self._tied_day(rest, before)
        return detail or self._item(rest[0]) or Piece(type="word", words=rest[:1])

    def _owner(self, words: Sequence[str], index: int) -> Piece | None:
        if words[index].casefold() == "by" and index + 1 < len(words):
            owner = self._owner(words, index + 1)
            return replace(owner, words=[words[index], *owner.words]) if owner else None
        rest = words[index : index + _MAX_WORDS]
        if rest[0].rstrip(PUNCTUATION) == "@?":
            return Piece(type="owner", words=rest[:1], starts_details=True)
        if not rest[0].startswith("@") or is_mention(words, index):
            return None
        for count in range(len(rest), 0, -1):
            name, marks = _without_marks(" ".join(rest[:count])[1:])
            if names := self._names(name, count):
                candidates = names if len(names) > 1 else ()
                name = name if candidates else names[0]
                piece = Piece(type="owner", words=rest[:count], name=name, candidates=candidates, marks=marks)
                return replace(piece, starts_details=True)
        return None

    def _names(self, typed: str, count: int) -> tuple[str, ...]:
        """Return the names that *typed*, of *count* words, can stand for; empty if it is no name.

        A name is in quotes, is one word, or is that of a known person.
        """
        if re.fullmatch(r'"[^"@ ][^"@]*"', typed):
            return tuple(p.name for p in self.people if name_key(p.name) == name_key(typed[1:-1])) or (typed[1:-1],)
        if count == 1:
            return (meant_names(typed, self.people) or (typed,)) if typed[:1].isalpha() else ()
        return tuple(p.name for p in self.people if name_key(p.name) == name_key(typed))

    def _due(self, rest: Sequence[str], before: Sequence[str]) -> Piece | None:
        if not is_due(rest[0]) or len(rest) == 1 or self.today is None:
            return None
        if is_due_prose((*before, *rest), len(before)):
            return None
        if rest[1].rstrip(PUNCTUATION) == "?":
            return Piece(type="date", words=rest[:2], starts_details=True)
        day = self._day(rest[1:])
        return replace(day, words=[rest[0], *day.words], starts_details=True) if day else None

    def _tied_day(self, rest: Sequence[str], before: Sequence[str]) -> Piece | None:
        """Return the date at the start of *rest* if nothing ties it to the sentence."""
        ties = CONJUNCTIONS if rest[0].casefold() in DATE_PREPOSITIONS else DATE_TIES
        if before and before[-1].casefold() in ties:
            return None
        day = self._day(rest)
        following = rest[len(day.words) :] if day else ()
        if rest[0].casefold() == "for" and following and not following[0].startswith("@") and not is_due(following[0]):
            return None if self._item(following[0]) is None else day
        return day

    def _day(self, rest: Sequence[str]) -> Piece | None:
        if self.today is None:
            return None
        first = 1 if rest[0].casefold() in DATE_PREPOSITIONS else 0
        for end in range(min(len(rest), first + MAX_DATE_WORDS), first, -1):
            words, marks = _without_marks(" ".join(rest[first:end]))
            if day := read_date(words, today=self.today, day_first=self.day_first):
                passed = read_passed_date(words, today=self.today, day_first=self.day_first)
                return Piece(type="date", words=rest[:end], day=day, passed=passed, marks=marks)
        return None

    def _item(self, word: str) -> Piece | None:
        key = self.resolve_key(word) if self.has_item else None
        return None if key is None else Piece(type="item", words=[word], name=key, starts_details=not key)

    def _conflict(self, words: Sequence[str], pieces: Sequence[Piece], details: Sequence[Piece]) -> str:
        """Return why the line must stay whole, or an empty text."""
        owners = sum(piece.type == "owner" for piece in pieces)
        if owners > 1 or self._has_joined_name(words):
            return "two owners: the text stays as typed" if owners < 3 else f"{owners} owners: the text stays as typed"  # noqa: PLR2004 - one and two have words
        types = [piece.type for piece in details]
        twice = next((piece_type for piece_type in types if types.count(piece_type) > 1), "")
        return f"two {twice}s: the text stays as typed" if twice else ""

    def _has_joined_name(self, words: Sequence[str]) -> bool:
        """Return whether another name is joined to an ``@name``: ``@ben and Chloé``, ``Legal and @ben``."""
        known = {part for person in self.people for part in name_key(person.name).split()}
        for index in range(1, len(words) - 1):
            before, conjunction, after = words[index - 1 : index + 2]
            if conjunction.casefold() in CONJUNCTIONS and (
                after.startswith("@")
                or (before.startswith("@") and name_key(after.rstrip(PUNCTUATION + _MARKS)) in known)
            ):
                return True
        return False


def _without_marks(typed: str) -> tuple[str, str]:
    """Return *typed* without the punctuation at its end, and the question and exclamation marks in that."""
    bare = typed.rstrip(PUNCTUATION + _MARKS)
    return bare, "".join(character for character in typed[len(bare) :] if character in _MARKS)


def _header(pieces: Sequence[Piece]) -> SplitLine | None:
    """Return the line if it begins with a detail of each type, behind which everything is text, else None."""
    head, rest = pieces[:3], pieces[3:]
    details = {piece.type: piece for piece in head}
    if details.keys() != {"owner", "date", "item"}:
        return None
    return SplitLine(text=" ".join(word for piece in rest for word in piece.words), details=details)


def _details(pieces: Sequence[Piece]) -> list[bool]:
    """Return of each piece whether it is a detail of the line."""
    last_word = max((index for index, piece in enumerate(pieces) if piece.type == "word"), default=-1)
    found, is_detail = list[bool](), False
    for index, piece in enumerate(pieces):
        is_detail = piece.starts_details or (piece.type != "word" and (is_detail or index > last_word))
        found.append(is_detail)
    return found


def _text(before: Sequence[str], pieces: Sequence[Piece], is_detail: Sequence[bool]) -> str:
    """Return the words that are no details; the marks behind a detail go to the word before it."""
    text = list(before)
    for piece, counts in zip(pieces, is_detail, strict=True):
        if counts:
            text[-1:] = [word + piece.marks for word in text[-1:]]
        else:
            text += piece.words
    return " ".join(text)


def _rests(pieces: Sequence[Piece], is_detail: Sequence[bool]) -> tuple[tuple[str, ...], ...]:
    rests = list[list[str]]()
    for piece, counts in zip(pieces, is_detail, strict=True):
        if counts:
            rests.append([])
        else:
            rests[-1] += piece.words
    return tuple(map(tuple, rests))
