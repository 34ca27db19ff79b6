"""One typed line, parsed into a record."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from refine_tui.domain.capture_line import (
    CaptureReading,
    as_capture_text,
    read_capture,
    reading_summary,
)
from refine_tui.domain.owner_names import complete_name
from refine_tui.domain.people import Participant, parse_people
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.records import RECORD_KINDS, RecordKind

TUESDAY = date(2026, 11, 24)
FRIDAY = date(2026, 11, 27)
PEOPLE = parse_people("Ana (PO), Ben, Chloé, Ana Lopez, Dev Raj, -Eli")
KEYS = ("PAY-12", "PAY-31", "acme/shop#7", "1234", "#5")
KINDS_WITH_OWNER = (RecordKind.ACTION, RecordKind.QUESTION)
KINDS_WITHOUT_OWNER = (RecordKind.DECISION, RecordKind.PARKED, RecordKind.NOTE)

TEXT_WORDS = (
    "Ask",
    "Legal",
    "refunds",
    "a@b.c",
    "to",
    "(see",
    "x,",
    "why?",
    "[/x]",
    "“q”",
    "@",
    "@10:00",
    "@@",
    "ana's",
)
NAMES = ("@ana", "@Ana", "lopez", "@chl", "@ben?", "@zoe", "@eli,", '@"Max', 'Frei"', '@"Zoe"', "@?")
DATES = ("fri", "+3d", "27.11.", "27", "Nov", "2026", "2026-12-03", "Fri", "?", "1/2", "fri,")
ITEMS = ("PAY-12", "(pay-31)", "NEW-9", "#7", "#5", "#99", "1234", "#1234", "#?", "(#?)", "UTF-8")
GLUE = ("due", "Due:", "because", "Because", ",", ", because")
LINES = st.lists(st.sampled_from((*TEXT_WORDS, *NAMES, *DATES, *ITEMS, *GLUE)), max_size=12).map(" ".join)


def read(
    kind: RecordKind, text: str, *, open_item_key: str = "", people: tuple[Participant, ...] = PEOPLE
) -> CaptureReading:
    """Read on a Tuesday, with the people and items of this module."""
    return read_capture(
        kind, text, people=people, item_keys=KEYS, open_item_key=open_item_key, today=TUESDAY, day_first=True
    )


def written(reading: CaptureReading, *, open_item_key: str = "", people: tuple[Participant, ...] = PEOPLE) -> str:
    """Write with the same people and items."""
    return as_capture_text(
        reading, people=people, item_keys=KEYS, open_item_key=open_item_key, today=TUESDAY, day_first=True
    )


def action(text: str, *, open_item_key: str = "") -> CaptureReading:
    """Read an action item."""
    return read(RecordKind.ACTION, text, open_item_key=open_item_key)


def test_owner_date_and_item_are_read_from_the_end_of_the_line() -> None:
    """What is left is the text."""
    assert action("Ask Legal about refund codes @chloe fri PAY-12") == CaptureReading(
        kind=RecordKind.ACTION,
        text="Ask Legal about refund codes",
        owner="Chloé",
        owner_known=True,
        due=FRIDAY,
        item_key="PAY-12",
    )


@pytest.mark.parametrize(
    ("line", "text", "owner", "due"),
    [
        ("Send the deck due fri @ana", "Send the deck", "Ana", FRIDAY),
        ("Send the deck @ana due fri", "Send the deck", "Ana", FRIDAY),
        ("Send the deck @ana, fri.", "Send the deck", "Ana", FRIDAY),
        ("Send the deck due 27 Nov", "Send the deck", "", FRIDAY),
        ("Send the deck due Fri 27 Nov @ben", "Send the deck", "Ben", FRIDAY),
        ("Send the deck due 27.11. @ben", "Send the deck", "Ben", FRIDAY),
        ("Send the deck @ben due ?", "Send the deck", "Ben", None),
        ("Send the deck @ana lopez +3d", "Send the deck", "Ana Lopez", FRIDAY),
        ("Send the deck @lop +3d", "Send the deck", "Ana Lopez", FRIDAY),
        ("Send the deck @zoe", "Send the deck", "zoe", None),
        ('Send the deck @"Max Frei" fri', "Send the deck", "Max Frei", FRIDAY),
        ("Send the deck @?", "Send the deck", "", None),
        ("@ana send the deck fri", "send the deck", "Ana", FRIDAY),
        ("Who pings @finance? fri", "Who pings?", "finance", FRIDAY),
    ],
)
def test_the_details_of_an_action_item_can_stand_in_many_orders(
    line: str, text: str, owner: str, due: date | None
) -> None:
    """The details start with the first name or ``due``, wherever it stands."""
    reading = action(line)

    assert (reading.text, reading.owner, reading.due, reading.problems) == (text, owner, due, ())


@pytest.mark.parametrize(
    "line",
    [
        "Prepare the fri demo",
        "Move the release from 3.12. to mon",
        "Write to ana@example.com today",
        "Split PAY-12",
        "Meet @ 10:00",
        "Meet @10:00",
        "The rent is due",
        "Due diligence for refunds",
        "Find out what is due to Legal",
    ],
)
def test_no_word_of_the_sentence_is_taken_for_a_date_an_owner_or_an_item(line: str) -> None:
    """Without an ``@name`` or a ``due`` with a date, the line is the text."""
    assert action(line) == CaptureReading(kind=RecordKind.ACTION, text=line)


def test_a_sentence_that_goes_on_behind_the_name_keeps_its_words() -> None:
    """Dates and items count only next to a name or at the very end."""
    reading = action("Ask @chloe about the mon report tomorrow")

    assert (reading.text, reading.owner, reading.due) == ("Ask about the mon report", "Chloé", date(2026, 11, 25))


def test_an_unknown_name_stays_as_typed() -> None:
    """Somebody outside the session may own an action item."""
    assert (action("Ask @Zoë").owner, action("Ask @Zoë").owner_known) == ("Zoë", False)
    assert action("Ask @ben").owner_known


def test_only_the_first_owner_counts_and_the_other_stays_in_the_text() -> None:
    """An action item has exactly one owner; the problem names the other."""
    reading = action("Write the spike @ana @ben fri")

    assert (reading.text, reading.owner, reading.due) == ("Write the spike @ben", "Ana", FRIDAY)
    assert reading.problems == ("Only one owner: “@ben” stays in the text.",)


def test_a_date_that_cannot_be_read_stays_in_the_text_with_a_warning() -> None:
    """Nothing typed gets lost."""
    reading = action("Send the deck due xyz @ben")

    assert (reading.text, reading.owner, reading.due) == ("Send the deck due xyz", "Ben", None)
    assert reading.problems == ("“due xyz” cannot be read as a date: it stays in the text.",)


@pytest.mark.parametrize("word", ["31.13.", "firday", "+3x", "2026-13-01", "tomorow"])
def test_a_misspelt_date_after_the_owner_gives_a_warning(word: str) -> None:
    """It would stand in the text unnoticed, and the action item without a date."""
    reading = read(RecordKind.ACTION, f"Ask Legal @chloe {word}")
    assert reading.due is None
    assert reading.problems == (f"“{word}” cannot be read as a date: it stays in the text.",)


@pytest.mark.parametrize(
    "line", ["Ask @chloe again", "Pair with @chloe and @ben", "Ask @chloe about the rates", "@chloe 7"]
)
def test_words_behind_the_owner_that_are_no_date_are_the_sentence(line: str) -> None:
    """No warning where nothing is wrong."""
    assert not any("no date" in problem for problem in read(RecordKind.ACTION, line).problems)


def test_a_date_that_has_passed_gives_a_warning_with_its_year() -> None:
    """The live reading shows no year, so a wrong one would go unseen."""
    assert action("Send it due 27.11.25").problems == ("Thu 27 Nov 2025 has passed.",)


def test_a_line_without_a_text_gives_a_warning() -> None:
    """An owner and a date alone say nothing; an empty line is no problem yet."""
    assert action("@ana fri").problems == ("The text is missing.",)
    assert action("").problems == ()


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("PAY-12", "PAY-12"),
        ("pay-12", "PAY-12"),
        ("(PAY-12)", "PAY-12"),
        ("PAY-12.", "PAY-12"),
        ("NEW-9", "NEW-9"),
        ("#7", "acme/shop#7"),
        ("ACME/Shop#7", "acme/shop#7"),
        ("you/it#8", "you/it#8"),
        ("#1234", "1234"),
        ("1234", "1234"),
        ("#5", "#5"),
        ("#99", "#99"),
        ("#?", ""),
    ],
)
def test_an_item_is_known_by_its_key_or_looks_like_one(word: str, key: str) -> None:
    """The backlog's spelling wins; ``#?`` says that there is no item."""
    reading = action(f"Ask Legal @ana {word}", open_item_key="PAY-31")

    assert (reading.text, reading.item_key) == ("Ask Legal", key)


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_a_line_that_names_no_item_is_about_the_open_one(kind: RecordKind) -> None:
    """Unless it says that it is about none."""
    assert read(kind, "Wait for Legal", open_item_key="PAY-31").item_key == "PAY-31"
    assert read(kind, "Wait for Legal").item_key == ""
    assert read(kind, "Wait for Legal #?", open_item_key="PAY-31").item_key == ""


@pytest.mark.parametrize("kind", KINDS_WITHOUT_OWNER)
def test_a_decision_a_topic_and_a_note_have_neither_owner_nor_date(kind: RecordKind) -> None:
    """What looks like one is part of the sentence."""
    reading = read(kind, "Ping @ana due fri")

    assert (reading.text, reading.owner, reading.due, reading.problems) == ("Ping @ana due fri", "", None, ())


@pytest.mark.parametrize("kind", [*KINDS_WITHOUT_OWNER, RecordKind.QUESTION])
@pytest.mark.parametrize(
    ("line", "text", "key"),
    [
        ("Wait for Legal PAY-12", "Wait for Legal", "PAY-12"),
        ("Wait for Legal (pay-12)", "Wait for Legal", "PAY-12"),
        ("Wait for Legal (NEW-9).", "Wait for Legal", "NEW-9"),
        ("Wait for Legal NEW-9", "Wait for Legal NEW-9", ""),
        ("Export as UTF-8", "Export as UTF-8", ""),
        ("The limit is 1234", "The limit is 1234", ""),
        ("The limit is (1234)", "The limit is", "1234"),
        ("PAY-12 waits", "PAY-12 waits", ""),
        ("PAY-12", "PAY-12", ""),
    ],
)
def test_without_a_name_only_a_known_or_bracketed_key_at_the_end_counts(
    kind: RecordKind, line: str, text: str, key: str
) -> None:
    """A bare number at the end is a number."""
    assert (read(kind, line).text, read(kind, line).item_key) == (text, key)


def test_a_question_may_have_an_owner_and_an_item_but_no_date() -> None:
    """The owner is the person to ask."""
    reading = read(RecordKind.QUESTION, "Which cut-off zone? @finance PAY-12")

    assert (reading.text, reading.owner, reading.item_key) == ("Which cut-off zone?", "finance", "PAY-12")
    assert read(RecordKind.QUESTION, "Is it due fri @ana").text == "Is it due fri"


@pytest.mark.parametrize(
    ("line", "text", "because"),
    [
        ("Refunds wait because the ledger is slow", "Refunds wait", "the ledger is slow"),
        ("Refunds wait, because the ledger is slow", "Refunds wait", "the ledger is slow"),
        ("Refunds wait BECAUSE a because b", "Refunds wait", "a because b"),
        ("Because of Legal refunds wait", "Because of Legal refunds wait", ""),
        ("Refunds wait because", "Refunds wait because", ""),
        ("Refunds wait, because it is slow (PAY-12)", "Refunds wait", "it is slow"),
    ],
)
def test_a_decision_keeps_its_because(line: str, text: str, because: str) -> None:
    """The first one that has words on both sides."""
    assert (read(RecordKind.DECISION, line).text, read(RecordKind.DECISION, line).because) == (text, because)


def test_only_a_decision_has_a_because() -> None:
    """In any other line it is a word like all others."""
    assert read(RecordKind.NOTE, "Slow because old").text == "Slow because old"


@pytest.mark.parametrize(
    ("kind", "line", "expected"),
    [
        (RecordKind.ACTION, "Ask @chloe fri PAY-12", "owner Chloé · due Fri 27 Nov · item PAY-12"),
        (RecordKind.ACTION, "Ask Legal", "no owner · no date"),
        (RecordKind.ACTION, "Ask @zoe", "owner zoe (not on the list) · no date"),
        (RecordKind.QUESTION, "Which zone?", ""),
        (RecordKind.QUESTION, "Which zone? @ben", "owner Ben"),
        (RecordKind.DECISION, "A because b PAY-12", "because b · item PAY-12"),
        (RecordKind.NOTE, "Slow", ""),
    ],
)
def test_the_parsed_details_are_shown_in_one_line(kind: RecordKind, line: str, expected: str) -> None:
    """Gaps are named where they matter: an action item needs an owner and a date."""
    assert reading_summary(read(kind, line), today=TUESDAY) == expected


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
        (CaptureReading(kind=RecordKind.DECISION, text="A", because="b", item_key="NEW-9"), "A, because b (NEW-9)"),
    ],
)
def test_a_record_is_written_as_the_line_that_says_it(reading: CaptureReading, line: str) -> None:
    """The shortest of the lines that read the same."""
    assert written(reading) == line
    assert replace(read(reading.kind, line), owner_known=False, problems=()) == reading


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

    assert replace(again, problems=()) == replace(once, problems=())


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
    due = due if kind is RecordKind.ACTION else None
    if kind is RecordKind.QUESTION and not owner and any(word.startswith("@") for word in words):
        owner = "Ana"
    reading = CaptureReading(kind=kind, text=" ".join(words), owner=owner, due=due, item_key=item_key)
    again = read(kind, written(reading, open_item_key=open_item_key), open_item_key=open_item_key)

    assert replace(again, owner_known=False, problems=()) == reading


def bare(text: str) -> list[str]:
    """Return the words of *text* without the marks that may move or go."""
    return [word.strip("?!,.:") for word in text.split() if word.strip("?!,.:")]


@given(kind=st.sampled_from(RECORD_KINDS), line=LINES)
@example(kind=RecordKind.ACTION, line="x @ana fri fri 27 Nov due xyz PAY-12 #7")
def test_no_word_that_was_typed_is_lost(kind: RecordKind, line: str) -> None:
    """Every word is in the text, or is the owner's, the date's, the item's or the because."""
    reading = read(kind, line)
    missing = Counter(bare(line)) - Counter(bare(f"{reading.text} {reading.because}"))
    names = [word for word in missing if word.startswith("@") and word != "@"]
    accounted = {"@", "due", "Due"}
    if reading.owner:
        accounted |= {*names, "lopez", *bare(f'{reading.owner}"')}
    if reading.due:
        accounted |= set(bare(" ".join(DATES)))
    if reading.because:
        accounted |= {"because", "Because"}
    accounted |= set(bare(" ".join(ITEMS))) if reading.item_key else {"#", "(#?)"}

    assert missing.keys() <= accounted
    assert len(names) <= 1
    assert all(count == 1 for word, count in missing.items())


@given(kind=st.sampled_from(RECORD_KINDS), text=st.text(), open_item_key=st.sampled_from(["", "PAY-31"]))
def test_any_text_can_be_read_described(kind: RecordKind, text: str, open_item_key: str) -> None:
    """Half a line is the usual case: it is read at every key."""
    reading = read(kind, text, open_item_key=open_item_key)
    reading_summary(reading, today=TUESDAY)

    if not any(sign in text.casefold() for sign in ("@", "#", "due", "because")):
        assert reading == CaptureReading(kind=kind, text=" ".join(clean_line(text).split()), item_key=open_item_key)


@given(person=st.sampled_from(PEOPLE), text_before=st.sampled_from(["", "Ask Legal "]))
def test_a_completed_name_is_read_as_that_person(person: Participant, text_before: str) -> None:
    """Several words too."""
    completed = complete_name(f"{text_before}@{person.name[:-1]}", (person,))

    assert completed == f"{text_before}@{person.name}"
    assert action(completed).owner == person.name
