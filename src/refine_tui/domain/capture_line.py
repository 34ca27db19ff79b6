"""The capture line: parses one line of text into a decision, an action item, a question, a parked topic or a note.

``Ask Legal about refund codes @chloe fri PAY-12`` is an action item of Chloé, due next Friday, about PAY-12.
The details (owner, date, item) start with the first ``@name`` or ``due …``. After that a date or an item counts
only next to another detail or at the end of the line, so that words of the sentence are not read as dates. A
question mark means *none*: ``@?``, ``due ?`` and, for the item, ``#?``. All other words stay in the text.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Literal

from refine_tui.domain.capture_warnings import capture_warnings, is_due
from refine_tui.domain.date_words import MAX_DATE_WORDS, format_day, read_date
from refine_tui.domain.owner_names import match_name
from refine_tui.domain.people import Participant
from refine_tui.domain.plain_text import casefold_key, clean_line, shortened
from refine_tui.domain.records import RecordKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureReading:
    """The fields that were parsed from a captured line."""

    kind: RecordKind
    text: str
    owner: str = ""
    """The full name of a known person, else the name as typed; empty if there is no owner."""
    owner_known: bool = False
    """Whether the owner is one of the people of the session."""
    due: date | None = None
    item_key: str = ""
    """The item's key as the backlog spells it; empty if there is no item."""
    because: str = ""
    """The reason; decisions only."""
    problems: tuple[str, ...] = ()
    """Warnings, one sentence each. None of them prevents saving the line."""


def read_capture(
    kind: RecordKind,
    text: str,
    *,
    people: Collection[Participant] = (),
    item_keys: Collection[str] = (),
    open_item_key: str = "",
    today: date,
    day_first: bool = True,
) -> CaptureReading:
    """Parse one line; any text can be parsed, and no word of it is lost.

    Only action items have a date; only they and questions have an owner. An ``@name`` can match one of *people*, a key
    one of *item_keys* (keys or labels). A line that names no item is about *open_item_key*. Relative dates refer to
    *today*; *day_first* reads ``3.12.`` as 3 December, else it is 12 March.
    """
    keys = {casefold_key(key): key for key in item_keys if key}
    parser = _Parser(kind=kind, people=people, keys=keys, open_item_key=open_item_key, today=today, day_first=day_first)
    return parser.parse(text)


def reading_summary(reading: CaptureReading, *, today: date) -> str:
    """Return the parsed details in one line: ``owner Chloé · due Fri 27 Nov · item PAY-12``, ``no owner · no date``."""
    is_action = reading.kind is RecordKind.ACTION
    parts = [
        f"owner {reading.owner}" + ("" if reading.owner_known else " (not on the list)")
        if reading.owner
        else "no owner" * is_action,
        f"due {format_day(reading.due, today)}" if reading.due else "no date" * is_action,
        f"because {shortened(reading.because, 40)}" if reading.because else "",
        f"item {reading.item_key}" if reading.item_key else "",
    ]
    return " · ".join(part for part in parts if part)


def as_capture_text(
    reading: CaptureReading,
    *,
    people: Collection[Participant] = (),
    item_keys: Collection[str] = (),
    open_item_key: str = "",
    today: date,
    day_first: bool = True,
) -> str:
    """Return a line, for editing, from which `read_capture` with the same arguments reads *reading* again."""
    read = partial(read_capture, reading.kind, people=people, item_keys=item_keys, open_item_key=open_item_key)
    lines = list(_candidate_lines(reading, default_item=open_item_key))
    expected = replace(reading, owner_known=False, problems=())
    for line in lines:
        reparsed = read(line, today=today, day_first=day_first)
        if replace(reparsed, owner_known=False, problems=()) == expected:
            return line
    return lines[0]


_KEY = re.compile(r"[A-Z][A-Z0-9_]+-[0-9]+|#[0-9]+|[\w.-]+/[\w.-]+#[0-9]+", flags=re.ASCII)
_NONE = "#?"
_PUNCTUATION = ",;.:"
_MAX_WORDS = 8
"""The most words that a name or a date can have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """Consecutive words of the line that form one detail, or one word of the text."""

    type: Literal["word", "owner", "date", "item"]
    words: list[str]
    name: str = ""
    day: date | None = None
    punctuation: str = ""
    """The ``?`` or ``!`` after a name, which belongs to the text: ``ask @finance?``."""
    starts_details: bool = False
    """Whether the details of the line can start here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parser:
    """Parses one line, with the people, items and dates that its words can refer to."""

    kind: RecordKind
    people: Collection[Participant]
    keys: dict[str, str]
    """The items' keys by their `casefold_key`."""
    open_item_key: str
    today: date
    day_first: bool

    def parse(self, text: str) -> CaptureReading:
        words = clean_line(text).split()
        reading = self.parse_details(words) or self.parse_trailing_item(words)
        if self.kind is RecordKind.DECISION:
            decision, because = _split_reason(reading.text)
            reading = replace(reading, text=decision, because=because)
        warnings = capture_warnings(
            words,
            text=reading.text,
            due=reading.due,
            has_due=self.kind.has_due,
            today=self.today,
            is_readable=lambda rest: self.parse_due(rest[:_MAX_WORDS]) is not None,
        )
        return replace(reading, problems=(*reading.problems, *warnings))

    def parse_details(self, words: list[str]) -> CaptureReading | None:
        """Parse a line with details; None if the line has none, or if records of its kind have no owner."""
        if not self.kind.has_owner:
            return None
        starts = (index for index in range(len(words)) if self.starts_details(words[index : index + _MAX_WORDS]))
        if (start := next(starts, None)) is None:
            return None
        pieces, index = list[_Piece](), start
        while index < len(words):
            pieces.append(self.parse_piece(words[index : index + _MAX_WORDS]))
            index += len(pieces[-1].words)
        last_word = max((index for index, piece in enumerate(pieces) if piece.type == "word"), default=-1)
        text, details, problems = words[:start], dict[str, _Piece](), list[str]()
        is_detail = False
        for index, piece in enumerate(pieces):
            is_detail = piece.starts_details or (piece.type != "word" and (is_detail or index > last_word))
            if is_detail and piece.type not in details:
                details[piece.type] = piece
                text[-1:] = [word + piece.punctuation for word in text[-1:]]
                continue
            text += piece.words
            if is_detail:
                problems.append(f"Only one {piece.type}: “{' '.join(piece.words)}” stays in the text.")
        no_piece = _Piece(type="word", words=[])
        owner, due = details.get("owner", no_piece), details.get("date", no_piece)
        return CaptureReading(
            kind=self.kind,
            text=" ".join(text),
            owner=owner.name,
            owner_known=any(person.name == owner.name for person in self.people),
            due=due.day,
            item_key=details["item"].name if "item" in details else self.open_item_key,
            problems=tuple(problems),
        )

    def parse_trailing_item(self, words: list[str]) -> CaptureReading:
        """Parse a line without details, where only a known or bracketed key at the end names an item."""
        last = words[-1].rstrip(_PUNCTUATION) if len(words) > 1 else ""
        key = self.resolve_key(last)
        bracketed = last.startswith("(") and last.endswith(")")
        names_item = bracketed or last == _NONE or (self.known_key(last) is not None and not last.isdecimal())
        if self.kind is RecordKind.ACTION or key is None or not names_item:
            return CaptureReading(kind=self.kind, text=" ".join(words), item_key=self.open_item_key)
        return CaptureReading(kind=self.kind, text=" ".join(words[:-1]), item_key=key)

    def starts_details(self, rest: list[str]) -> bool:
        return bool(self.parse_owner(rest) or self.parse_due(rest) or rest[0].strip("()" + _PUNCTUATION) == _NONE)

    def parse_piece(self, rest: list[str]) -> _Piece:
        detail = self.parse_owner(rest) or self.parse_due(rest) or self.parse_day(rest) or self.parse_item(rest)
        return detail or _Piece(type="word", words=rest[:1])

    def parse_owner(self, rest: list[str]) -> _Piece | None:
        if not rest[0].startswith("@"):
            return None
        if rest[0].rstrip(_PUNCTUATION) == "@?":
            return _Piece(type="owner", words=rest[:1], starts_details=True)
        for count in range(len(rest), 0, -1):
            typed = " ".join(rest[:count])[1:]
            name = typed.rstrip(_PUNCTUATION + "?!")
            if full_name := self.resolve_name(name, count):
                mark = "".join(character for character in typed[len(name) :] if character in "?!")
                return _Piece(type="owner", words=rest[:count], name=full_name, punctuation=mark, starts_details=True)
        return None

    def resolve_name(self, typed: str, count: int) -> str:
        """Return the name in *typed* (*count* words): in quotes, of one word, or known; empty if it is not a name."""
        if re.fullmatch(r'"[^"@ ][^"@]*"', typed):
            return next((p.name for p in self.people if casefold_key(p.name) == casefold_key(typed[1:-1])), typed[1:-1])
        if count == 1:
            return match_name(typed, self.people) if typed[:1].isalpha() else ""
        name_words = casefold_key(typed).split()
        names = [p.name for p in self.people if casefold_key(p.name).split() == name_words]
        return names[0] if len(names) == 1 else ""

    def parse_due(self, rest: list[str]) -> _Piece | None:
        if self.kind is not RecordKind.ACTION or not is_due(rest[0]) or len(rest) == 1:
            return None
        if rest[1].rstrip(_PUNCTUATION) == "?":
            return _Piece(type="date", words=rest[:2], starts_details=True)
        day = self.parse_day(rest[1:])
        return replace(day, words=[rest[0], *day.words], starts_details=True) if day else None

    def parse_day(self, rest: list[str]) -> _Piece | None:
        if self.kind is not RecordKind.ACTION:
            return None
        for count in range(min(len(rest), MAX_DATE_WORDS), 0, -1):
            words = " ".join(rest[:count]).rstrip(_PUNCTUATION)
            if day := read_date(words, today=self.today, day_first=self.day_first):
                return _Piece(type="date", words=rest[:count], day=day)
        return None

    def parse_item(self, rest: list[str]) -> _Piece | None:
        key = self.resolve_key(rest[0])
        return None if key is None else _Piece(type="item", words=rest[:1], name=key, starts_details=not key)

    def resolve_key(self, word: str) -> str | None:
        """Return the key in *word* as the backlog spells it; empty for ``#?``; None if *word* is not a key."""
        bare = re.sub(r"\((.*)\)", r"\1", word.rstrip(_PUNCTUATION))
        if bare == _NONE:
            return ""
        return self.known_key(word) or self.known_key(bare) or (bare if _KEY.fullmatch(bare) else None)

    def known_key(self, word: str) -> str | None:
        """Return the known key that *word* refers to, or None: ``#7`` can mean ``7`` or the only ``owner/repo#7``."""
        word_key = casefold_key(word)
        if word_key in self.keys or not _KEY.fullmatch(word) or not word_key.startswith("#"):
            return self.keys.get(word_key)
        matches = [key for name, key in self.keys.items() if name == word_key[1:] or name.endswith(word_key)]
        return matches[0] if len(matches) == 1 else None


def _split_reason(text: str) -> tuple[str, str]:
    """Split a decision and its reason at the first ``because`` with words on both sides; drop the comma before it."""
    words = text.split()
    for index in range(1, len(words) - 1):
        decision = " ".join(words[:index]).removesuffix(",").rstrip()
        if words[index].casefold() == "because" and decision:
            return decision, " ".join(words[index + 1 :])
    return text, ""


def _candidate_lines(reading: CaptureReading, *, default_item: str) -> Iterator[str]:
    """Yield the lines that can express *reading*: the most readable first, the least ambiguous last."""
    text, is_action = clean_line(reading.text), reading.kind is RecordKind.ACTION
    if reading.because:
        text = f"{text}, because {clean_line(reading.because)}"
    explicit_item = reading.item_key or _NONE
    item = "" if reading.item_key == default_item else explicit_item
    due = f"due {reading.due.isoformat()}" if reading.due else ""
    if not is_action and not reading.owner:
        yield _joined(text, f"({item})" if item else "")
        yield _joined(text, f"({explicit_item})")
    for owner in (f"@{reading.owner}", f'@"{reading.owner}"') if reading.owner else ("",):
        yield _joined(text, owner, due or "due ?" * bool(item and not owner), item)
        details = (owner or "@?", due or "due ?" * is_action, explicit_item)
        yield _joined(text, *details)
        yield _joined(*details, text)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
