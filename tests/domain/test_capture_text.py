"""A record, written as the line that it would be typed as."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refine_tui.domain.capture_line import CaptureReading
from refine_tui.domain.capture_text import as_capture_text
from refine_tui.domain.people import Participant
from refine_tui.domain.records import RECORD_KINDS, RecordKind
from tests.domain.test_capture_line import (
    DATES,
    FRIDAY,
    KEYS,
    KINDS_WITH_OWNER,
    LINES,
    NAMES,
    PEOPLE,
    TEXT_WORDS,
    TUESDAY,
    read,
)


def written(reading: CaptureReading, *, open_item_key: str = "", people: tuple[Participant, ...] = PEOPLE) -> str:
    """Write with the people and items with which `read` reads."""
    return as_capture_text(
        reading, people=people, item_keys=KEYS, open_item_key=open_item_key, today=TUESDAY, day_first=True
    )


@pytest.mark.parametrize(
    ("reading", "line"),
    [
        (
            CaptureReading(kind=RecordKind.ACTION, text="Ask Legal", owner="Chloé", due=FRIDAY, item_key="PAY-12"),
            "Ask Legal @Chloé due 2026-11-27 PAY-12",
        ),
        (CaptureReading(kind=RecordKind.ACTION, text="Ask Legal"), "Ask Legal"),
        (CaptureReading(kind=RecordKind.ACTION, text="Ask Legal", item_key="PAY-12"), "Ask Legal due ? PAY-12"),
        (CaptureReading(kind=RecordKind.ACTION, text="Ask", owner="Max Frei"), 'Ask @"Max Frei"'),
        (CaptureReading(kind=RecordKind.ACTION, text="Ask @ben", owner="Ana"), "@Ana due ? #? Ask @ben"),
        (CaptureReading(kind=RecordKind.QUESTION, text="Which zone?", item_key="PAY-12"), "Which zone? (PAY-12)"),
        (CaptureReading(kind=RecordKind.QUESTION, text="Which zone?", owner="Ben"), "Which zone? @Ben"),
        (CaptureReading(kind=RecordKind.QUESTION, text="Which zone?", due=FRIDAY), "Which zone? due 2026-11-27"),
        (CaptureReading(kind=RecordKind.ACTION, text="Ask @ana and @ben"), "Ask @ana and @ben"),
        (CaptureReading(kind=RecordKind.ACTION, text="Write to", owner="Ana"), "@Ana due ? #? Write to"),
        (CaptureReading(kind=RecordKind.ACTION, text="Write to @ana", owner="Ben"), "Write to @ana @Ben"),
        (CaptureReading(kind=RecordKind.DECISION, text="A", because="b", item_key="NEW-9"), "A, because b (NEW-9)"),
    ],
)
def test_a_record_is_written_as_the_line_that_says_it(reading: CaptureReading, line: str) -> None:
    """The shortest of the lines that read the same."""
    assert written(reading) == line
    assert read(reading.kind, line).is_same_record(reading)


def test_the_open_item_need_not_be_written() -> None:
    """But its absence must be."""
    reading = CaptureReading(kind=RecordKind.ACTION, text="Ask", owner="Ben", item_key="PAY-31")

    assert written(reading, open_item_key="PAY-31") == "Ask @Ben"
    assert written(replace(reading, item_key=""), open_item_key="PAY-31") == "Ask @Ben #?"


@given(kind=st.sampled_from(RECORD_KINDS), line=LINES | st.text(), open_item_key=st.sampled_from(["", "PAY-31", "#5"]))
def test_what_is_read_can_be_written_and_read_again(kind: RecordKind, line: str, open_item_key: str) -> None:
    """Editing a record without a change changes nothing, whatever was typed."""
    once = read(kind, line, open_item_key=open_item_key)
    again = read(kind, written(once, open_item_key=open_item_key), open_item_key=open_item_key)

    assert again.is_same_record(once)


@given(
    kind=st.sampled_from(KINDS_WITH_OWNER),
    words=st.lists(st.sampled_from((*TEXT_WORDS, *NAMES[:2], *DATES, "due")), min_size=1, max_size=6),
    owner=st.sampled_from(["", "Ana", "Ana Lopez", "zoe", "Max Frei", "ana lopez jr."]),
    due=st.none() | st.dates(),
    item_key=st.sampled_from(["", *KEYS, "NEW-9"]),
    open_item_key=st.sampled_from(["", "PAY-31"]),
)
def test_a_record_made_elsewhere_can_be_edited_too(  # noqa: PLR0917 - hypothesis names them
    kind: RecordKind, words: list[str], owner: str, due: date | None, item_key: str, open_item_key: str
) -> None:
    """An owner who is no longer there, names and dates within the text: the line still says the same."""
    reading = CaptureReading(kind=kind, text=" ".join(words), owner=owner, due=due, item_key=item_key)
    again = read(kind, written(reading, open_item_key=open_item_key), open_item_key=open_item_key)

    assert again.is_same_record(reading)
