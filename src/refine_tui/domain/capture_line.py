"""The capture line: one typed line read as a decision, an action item, a question, a parked topic or a note.

``Ask Legal about refund codes @chloe fri PAY-12`` is an action item of Chloé, due on the next Friday, on
PAY-12. Owner, date and item are read only from the first ``@name`` or ``due …`` on, and there only where
they stand beside each other or at the end of the line: no word of the sentence is taken for a date. A
question mark says *none*: ``@?``, ``due ?`` and, for the item, ``#?``. What is not understood stays in the text.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Literal

from refine_tui.domain.capture_warnings import capture_warnings, is_due
from refine_tui.domain.date_words import format_day, read_date
from refine_tui.domain.people import Participant, match_name
from refine_tui.domain.plain_text import casefold_key, clean_line, shortened
from refine_tui.domain.records import RecordKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a captured line says."""

    kind: RecordKind
    text: str
    owner: str = ""
    """The full name of somebody known, else the name as typed; empty where there is none."""
    owner_known: bool = False
    due: date | None = None
    item_key: str = ""
    """The item's key, as the backlog spells it; empty where there is none."""
    because: str = ""
    """The reason; decisions only."""
    problems: tuple[str, ...] = ()
    """Sentences about what could not be read as it was probably meant. None of them forbids to keep the line."""


def read_capture(
    kind: RecordKind,
    text: str,
    *,
    people: Collection[Participant] = (),
    item_keys: Collection[str] = (),
    open_item_key: str = "",
    today: date,
    day_first: bool = True,
) -> Reading:
    """Read one typed line; any text can be read, and no word of it is lost.

    Only action items have a date, only they and questions an owner. *people* are those whose names an ``@name``
    may mean, *item_keys* the keys or labels of the items that a line may be about, and *open_item_key* is the item
    of a line that names none. Dates count from *today*; *day_first* says whether ``3.12.`` is in December.
    """
    keys = {casefold_key(key): key for key in item_keys if key}
    reader = _Reader(kind=kind, people=people, keys=keys, open_item_key=open_item_key, today=today, day_first=day_first)
    return reader.read(text)


def reading_summary(reading: Reading) -> str:
    """Return the live reading under the line: ``owner Chloé · due Fri 27 Nov · item PAY-12``; an action's gaps too."""
    is_action = reading.kind is RecordKind.ACTION
    parts = [
        f"owner {reading.owner}" + ("" if reading.owner_known else " (not on the list)")
        if reading.owner
        else "no owner" * is_action,
        f"due {format_day(reading.due)}" if reading.due else "no date" * is_action,
        f"because {shortened(reading.because, 40)}" if reading.because else "",
        f"item {reading.item_key}" if reading.item_key else "",
    ]
    return " · ".join(part for part in parts if part)


def as_capture_text(
    reading: Reading,
    *,
    people: Collection[Participant] = (),
    item_keys: Collection[str] = (),
    open_item_key: str = "",
    today: date,
    day_first: bool = True,
) -> str:
    """Write *reading* as a line that `read_capture`, with the same arguments, reads the same way: for editing."""
    read = partial(read_capture, reading.kind, people=people, item_keys=item_keys, open_item_key=open_item_key)
    lines = list(_lines(reading, default_item=open_item_key))
    wanted = replace(reading, owner_known=False, problems=())
    for line in lines:
        again = read(line, today=today, day_first=day_first)
        if replace(again, owner_known=False, problems=()) == wanted:
            return line
    return lines[0]


def complete_name(text: str, people: Collection[Participant]) -> str | None:
    """Return *text* with the unfinished ``@name`` at its end completed, those present first; else None."""
    match = re.search(r"(?:^|\s)@([^@]*)$", text)
    if match is None or match[1] != match[1].strip() or not (begun := casefold_key(match[1])):
        return None
    for person in sorted(people, key=lambda person: not person.present):
        name = casefold_key(person.name)
        completed = f"{text[: match.start(1)]}{person.name}"
        if any(part.startswith(begun) for part in (name, *name.split())) and completed != text:
            return completed
    return None


_KEY = re.compile(r"[A-Z][A-Z0-9_]+-[0-9]+|#[0-9]+|[\w.-]+/[\w.-]+#[0-9]+", flags=re.ASCII)
_NONE = "#?"
_PUNCTUATION = ",;.:"
_LONGEST = 8
"""No name or date has more words than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A few words of the line that belong together, and what they name."""

    sort: Literal["word", "owner", "date", "item"]
    words: list[str]
    name: str = ""
    day: date | None = None
    mark: str = ""
    """The end of the sentence, where it clings to a name: ``ask @finance?``."""
    opens: bool = False
    """From here on dates and items are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """What one line is read with."""

    kind: RecordKind
    people: Collection[Participant]
    keys: dict[str, str]
    """The items' keys by their folded form."""
    open_item_key: str
    today: date
    day_first: bool

    def read(self, text: str) -> Reading:
        words = clean_line(text).split()
        reading = self.tail(words) or self.trailing_item(words)
        if self.kind is RecordKind.DECISION:
            said, because = _split_reason(reading.text)
            reading = replace(reading, text=said, because=because)
        found = capture_warnings(
            words,
            text=reading.text,
            due=reading.due,
            dated=self.kind is RecordKind.ACTION,
            today=self.today,
            reads=lambda rest: self.due(rest[:_LONGEST]) is not None,
        )
        return replace(reading, problems=(*reading.problems, *found))

    def tail(self, words: list[str]) -> Reading | None:
        """Read a line that has an opening word; None if it has none, or is of a kind that cannot have one."""
        if self.kind not in (RecordKind.ACTION, RecordKind.QUESTION):
            return None
        start = next((index for index in range(len(words)) if self.opens(words[index : index + _LONGEST])), None)
        if start is None:
            return None
        pieces, index = list[_Piece](), start
        while index < len(words):
            pieces.append(self.piece(words[index : index + _LONGEST]))
            index += len(pieces[-1].words)
        last_word = max((index for index, piece in enumerate(pieces) if piece.sort == "word"), default=-1)
        text, taken, problems = words[:start], dict[str, _Piece](), list[str]()
        readable = False
        for index, piece in enumerate(pieces):
            readable = piece.opens or (piece.sort != "word" and (readable or index > last_word))
            if readable and piece.sort not in taken:
                taken[piece.sort] = piece
                text[-1:] = [word + piece.mark for word in text[-1:]]
                continue
            text += piece.words
            if readable:
                problems.append(f"Only one {piece.sort}: “{' '.join(piece.words)}” stays in the text.")
        nothing = _Piece(sort="word", words=[])
        owner, due = taken.get("owner", nothing), taken.get("date", nothing)
        return Reading(
            kind=self.kind,
            text=" ".join(text),
            owner=owner.name,
            owner_known=any(person.name == owner.name for person in self.people),
            due=due.day,
            item_key=taken["item"].name if "item" in taken else self.open_item_key,
            problems=tuple(problems),
        )

    def trailing_item(self, words: list[str]) -> Reading:
        """Read a line without an opening word: there only a known or bracketed key at the end counts."""
        last = words[-1].rstrip(_PUNCTUATION) if len(words) > 1 else ""
        key = self.key(last)
        bracketed = last.startswith("(") and last.endswith(")")
        named = bracketed or last == _NONE or (self.known_key(last) is not None and not last.isdecimal())
        if self.kind is RecordKind.ACTION or key is None or not named:
            return Reading(kind=self.kind, text=" ".join(words), item_key=self.open_item_key)
        return Reading(kind=self.kind, text=" ".join(words[:-1]), item_key=key)

    def opens(self, rest: list[str]) -> bool:
        return bool(self.owner(rest) or self.due(rest) or rest[0].strip("()" + _PUNCTUATION) == _NONE)

    def piece(self, rest: list[str]) -> _Piece:
        found = self.owner(rest) or self.due(rest) or self.day(rest) or self.item(rest)
        return found or _Piece(sort="word", words=rest[:1])

    def owner(self, rest: list[str]) -> _Piece | None:
        if not rest[0].startswith("@"):
            return None
        if rest[0].rstrip(_PUNCTUATION) == "@?":
            return _Piece(sort="owner", words=rest[:1], opens=True)
        for count in range(len(rest), 0, -1):
            typed = " ".join(rest[:count])[1:]
            name = typed.rstrip(_PUNCTUATION + "?!")
            if full_name := self.name(name, count):
                mark = "".join(character for character in typed[len(name) :] if character in "?!")
                return _Piece(sort="owner", words=rest[:count], name=full_name, mark=mark, opens=True)
        return None

    def name(self, typed: str, count: int) -> str:
        """Return whom *typed*, of *count* words, means: whole names in quotes, of several words if it is known."""
        if re.fullmatch(r'"[^"@ ][^"@]*"', typed):
            return next((p.name for p in self.people if casefold_key(p.name) == casefold_key(typed[1:-1])), typed[1:-1])
        if count == 1:
            return match_name(typed, self.people) if typed[:1].isalpha() else ""
        wanted = casefold_key(typed).split()
        names = [p.name for p in self.people if casefold_key(p.name).split() == wanted]
        return names[0] if len(names) == 1 else ""

    def due(self, rest: list[str]) -> _Piece | None:
        if self.kind is not RecordKind.ACTION or not is_due(rest[0]) or len(rest) == 1:
            return None
        if rest[1].rstrip(_PUNCTUATION) == "?":
            return _Piece(sort="date", words=rest[:2], opens=True)
        day = self.day(rest[1:])
        return replace(day, words=[rest[0], *day.words], opens=True) if day else None

    def day(self, rest: list[str]) -> _Piece | None:
        if self.kind is not RecordKind.ACTION:
            return None
        for count in range(min(len(rest), 4), 0, -1):
            words = " ".join(rest[:count]).rstrip(_PUNCTUATION)
            if day := read_date(words, today=self.today, day_first=self.day_first):
                return _Piece(sort="date", words=rest[:count], day=day)
        return None

    def item(self, rest: list[str]) -> _Piece | None:
        key = self.key(rest[0])
        return None if key is None else _Piece(sort="item", words=rest[:1], name=key, opens=not key)

    def key(self, word: str) -> str | None:
        """Return the key that *word* is, as the backlog spells it; empty for an explicit none; None: it is no key."""
        bare = re.sub(r"\((.*)\)", r"\1", word.rstrip(_PUNCTUATION))
        if bare == _NONE:
            return ""
        return self.known_key(word) or self.known_key(bare) or (bare if _KEY.fullmatch(bare) else None)

    def known_key(self, word: str) -> str | None:
        """Return the one known key that *word* means: ``#7`` is also ``7``, or the only ``owner/repo#7``."""
        wanted = casefold_key(word)
        if wanted in self.keys or not _KEY.fullmatch(word) or not wanted.startswith("#"):
            return self.keys.get(wanted)
        alike = [key for name, key in self.keys.items() if name == wanted[1:] or name.endswith(wanted)]
        return alike[0] if len(alike) == 1 else None


def _split_reason(text: str) -> tuple[str, str]:
    """Split at the first ``because`` that has words on both sides; the comma before it belongs to neither."""
    words = text.split()
    for index in range(1, len(words) - 1):
        said = " ".join(words[:index]).removesuffix(",").rstrip()
        if words[index].casefold() == "because" and said:
            return said, " ".join(words[index + 1 :])
    return text, ""


def _lines(reading: Reading, *, default_item: str) -> Iterator[str]:
    """Write *reading* in every way there is, the most readable first, the safest last."""
    text, is_action = clean_line(reading.text), reading.kind is RecordKind.ACTION
    if reading.because:
        text = f"{text}, because {clean_line(reading.because)}"
    named = reading.item_key or _NONE
    item = "" if reading.item_key == default_item else named
    due = f"due {reading.due.isoformat()}" if reading.due else ""
    if not is_action and not reading.owner:
        yield _joined(text, f"({item})" if item else "")
        yield _joined(text, f"({named})")
    for owner in (f"@{reading.owner}", f'@"{reading.owner}"') if reading.owner else ("",):
        yield _joined(text, owner, due or "due ?" * bool(item and not owner), item)
        tail = (owner or "@?", due or "due ?" * is_action, named)
        yield _joined(text, *tail)
        yield _joined(*tail, text)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
