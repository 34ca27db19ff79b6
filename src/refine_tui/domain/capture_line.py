"""The capture line: parses one line of text into a decision, an action item, a question, a parked topic or a note.

``Ask Legal about refund codes @chloe by fri PAY-12`` is an action item of Chloé, due next Friday, about PAY-12.
`capture_parser` describes which words are details. A question mark means *none*: ``@?``, ``due ?`` and, for the item,
``#?``. A line that begins with an owner, a date and an item has only text behind them. All other words are the text.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from refine_tui.domain.capture_parser import NO_ITEM, PUNCTUATION, LineParser, SplitLine
from refine_tui.domain.capture_warnings import capture_warnings
from refine_tui.domain.date_words import format_day
from refine_tui.domain.owner_names import which_name
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
    owner_candidates: tuple[str, ...] = ()
    """The people whom the owner's name fits, if it fits several."""
    due: date | None = None
    item_key: str = ""
    """The item's key as the backlog spells it; empty if there is no item."""
    because: str = ""
    """The reason; decisions only."""
    has_details: bool = False
    """Whether the text is only a part of the line."""
    problems: tuple[str, ...] = ()
    """Warnings, one each, without a full stop. None of them prevents saving the line."""

    def is_same_record(self, other: "CaptureReading") -> bool:
        """Return whether the fields that are stored are the same."""
        return (self.kind, self.text, self.owner, self.due, self.item_key, self.because) == (
            other.kind,
            other.text,
            other.owner,
            other.due,
            other.item_key,
            other.because,
        )


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

    Only action items and questions have an owner and a date. An ``@name`` can match one of *people*, a key one of
    *item_keys* (keys or labels). A line that names no item is about *open_item_key*. Relative dates refer to *today*;
    *day_first* reads ``3.12.`` as 3 December, else it is 12 March.
    """
    line = clean_line(text)
    keys = {casefold_key(key): key for key in item_keys if key}
    parser = LineParser(people=people, keys=keys, today=today, day_first=day_first)
    split = parser.split(line) if kind.has_owner else None
    if split is None:
        reading = _with_trailing_item(CaptureReading(kind=kind, text="", item_key=open_item_key), line, parser)
    else:
        reading = _with_details(CaptureReading(kind=kind, text=split.text, item_key=open_item_key), split, people)
    if kind.has_reason:
        decision, because = _split_reason(reading.text)
        reading = replace(reading, text=decision, because=because)
    warnings = capture_warnings(line.split(), split, kind=kind, parser=parser)
    return replace(reading, has_details=reading.text != " ".join(line.split()), problems=tuple(warnings))


def reading_summary(reading: CaptureReading, *, today: date) -> str:
    """Return what will be stored, in one line: ``“Ask Legal” · Chloé · Fri 27 Nov · PAY-12``, ``no owner · no date``.

    The text stands there if it is only a part of the line. The problems are not part of it.
    """
    is_action = reading.kind is RecordKind.ACTION
    parts = [
        f"“{reading.text}”" if reading.has_details and reading.text else "",
        _owner_words(reading) or "no owner" * is_action,
        format_day(reading.due, today) if reading.due else "no date" * is_action,
        f"because {shortened(reading.because, 40)}" if reading.because else "",
        reading.item_key,
    ]
    return " · ".join(part for part in parts if part)


def _owner_words(reading: CaptureReading) -> str:
    if reading.owner_candidates:
        return which_name(reading.owner, reading.owner_candidates)
    return reading.owner + " (not on the list)" * (bool(reading.owner) and not reading.owner_known)


def _with_details(reading: CaptureReading, split: SplitLine, people: Collection[Participant]) -> CaptureReading:
    owner = split.detail("owner")
    return replace(
        reading,
        owner=owner.name,
        owner_known=any(person.name == owner.name for person in people),
        owner_candidates=owner.candidates,
        due=split.detail("date").day,
        item_key=split.detail("item").name if "item" in split.details else reading.item_key,
    )


def _with_trailing_item(reading: CaptureReading, line: str, parser: LineParser) -> CaptureReading:
    """Parse a line without details, where only a known or bracketed key at the end names an item."""
    words = line.split()
    last = words[-1].rstrip(PUNCTUATION) if len(words) > 1 else ""
    key = parser.resolve_key(last)
    bracketed = last.startswith("(") and last.endswith(")")
    names_item = bracketed or last == NO_ITEM or (parser.known_key(last) is not None and not last.isdecimal())
    if reading.kind is RecordKind.ACTION or key is None or not names_item:
        return replace(reading, text=" ".join(words))
    return replace(reading, text=" ".join(words[:-1]), item_key=key)


def _split_reason(text: str) -> tuple[str, str]:
    """Split a decision and its reason at the first ``because`` with words on both sides; drop the comma before it."""
    words = text.split()
    for index in range(1, len(words) - 1):
        decision = " ".join(words[:index]).removesuffix(",").rstrip()
        if words[index].casefold() == "because" and decision:
            return decision, " ".join(words[index + 1 :])
    return text, ""
