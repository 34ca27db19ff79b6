"""Warnings about a captured line. They are shown while a person types, and they never prevent saving the line."""

from collections.abc import Iterator, Sequence
from datetime import date

from refine_tui.domain.capture_parser import LineParser, Piece, SplitLine, is_mention
from refine_tui.domain.date_words import format_full_day, format_month_day
from refine_tui.domain.records import RecordKind
from refine_tui.domain.unread_dates import date_length, due_hint, is_due, is_due_prose, unread_date

_PUNCTUATION = ".,;:!?)"


def capture_warnings(
    words: Sequence[str], split: SplitLine | None, *, kind: RecordKind, parser: LineParser
) -> Iterator[str]:
    """Yield the warnings about a line, one each, without a full stop.

    Args:
        words: All words of the line.
        split: The line taken apart; None if it has no details.
        kind: The kind of record that it becomes.
        parser: What took it apart.
    """
    if split is not None and split.problem:
        yield split.problem
        return
    if words and split is not None and not split.text:
        yield "the text is missing"
    if not kind.has_owner:
        return
    if split is None or "owner" not in split.details:
        yield from _mention_warnings(words)
    due = split.detail("date") if split else None
    if due and due.day:
        yield from _passed_warnings(due, due.day, parser.today)
    else:
        yield from _unread_dates(words, split, kind=kind, parser=parser)


def _mention_warnings(words: Sequence[str]) -> Iterator[str]:
    for index, word in enumerate(words):
        if is_mention(words, index):
            is_possessive = index == 0 or word.rstrip(_PUNCTUATION).endswith(("'s", "’s"))
            mention = word if is_possessive else f"{words[index - 1]} {word}"
            yield f"“{mention.rstrip(_PUNCTUATION)}” is part of the sentence, not the owner"


def _passed_warnings(due: Piece, day: date, today: date | None) -> Iterator[str]:
    if today and day < today:
        yield f"{format_full_day(day)} has passed"
    elif due.passed:
        yield f"{format_month_day(due.passed)} has passed: read as {format_month_day(day)} {day.year}"


def _unread_dates(
    words: Sequence[str], split: SplitLine | None, *, kind: RecordKind, parser: LineParser
) -> Iterator[str]:
    for index in range(len(words) - 1):
        if not is_due(words[index]) or is_due_prose(words, index) or parser.reads_due(words[index:]):
            continue
        length = date_length(words[index + 1 :], parser.reads_day)
        if length or (index and not words[index + 1].startswith("@")):
            length = length or 1
            yield f"“{' '.join(words[index : index + 1 + length])}” is not a date; it stays in the text"
    if split is None:
        hint = due_hint(words, parser.reads_day) if kind is RecordKind.ACTION else ""
        if hint:
            yield f"“{hint}” was not read as a date: write “due {hint.split(maxsplit=1)[1]}”"
        return
    for index, rest in enumerate(split.rests, start=1):
        if unread := unread_date(rest, parser.reads_day, is_last=index == len(split.rests)):
            yield f"“{unread}” was not read as a date"
