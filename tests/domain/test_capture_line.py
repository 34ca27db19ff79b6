"""One typed line, parsed into a record."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from refine_tui.domain.capture_line import (
    CaptureReading,
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
DATE_PHRASES = (
    *("by", "until", "for", "on", "next", "this", "friday", "week", "in", "3", "days", "end", "of", "the", "month"),
    *("by fri", "next friday", "in 3 days", "end of the month", "due by fri", "with", "and"),
)
ITEMS = ("PAY-12", "(pay-31)", "NEW-9", "#7", "#5", "#99", "1234", "#1234", "#?", "(#?)", "UTF-8")
GLUE = ("due", "Due:", "because", "Because", ",", ", because")
LINES = st.lists(st.sampled_from((*TEXT_WORDS, *NAMES, *DATES, *DATE_PHRASES, *ITEMS, *GLUE)), max_size=12).map(
    " ".join
)


def read(
    kind: RecordKind, text: str, *, open_item_key: str = "", people: tuple[Participant, ...] = PEOPLE
) -> CaptureReading:
    """Read on a Tuesday, with the people and items of this module."""
    return read_capture(
        kind, text, people=people, item_keys=KEYS, open_item_key=open_item_key, today=TUESDAY, day_first=True
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
        has_details=True,
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
        ("Who pings @finance fri?", "Who pings?", "finance", FRIDAY),
        ("Send the deck @ana by friday", "Send the deck", "Ana", FRIDAY),
        ("Send the deck @ana until fri", "Send the deck", "Ana", FRIDAY),
        ("Send the deck @ana till fri", "Send the deck", "Ana", FRIDAY),
        ("Send the deck @ana on friday", "Send the deck", "Ana", FRIDAY),
        ("Send the deck @ana before fri.", "Send the deck", "Ana", FRIDAY),
        ("Send the deck @ana for fri PAY-12", "Send the deck", "Ana", FRIDAY),
        ("Send the deck @ana this friday", "Send the deck", "Ana", FRIDAY),
        ("Send the deck @ana next friday", "Send the deck", "Ana", date(2026, 12, 4)),
        ("Send the deck due by fri @ana", "Send the deck", "Ana", FRIDAY),
        ("Send the deck due next friday", "Send the deck", "", date(2026, 12, 4)),
        ("Send the deck @ana by the end of the month", "Send the deck", "Ana", date(2026, 11, 30)),
        ("Send the deck @ana in 3 days", "Send the deck", "Ana", FRIDAY),
        ("Send the deck @ana next week", "Send the deck", "Ana", date(2026, 12, 4)),
        ("Send the deck @ana eod", "Send the deck", "Ana", TUESDAY),
        ("Send the deck by @ana by fri", "Send the deck", "Ana", FRIDAY),
        ("Ask @ana to look at by fri", "Ask to look at", "Ana", FRIDAY),
        ("Ask @ana for mon notes fri", "Ask for mon notes", "Ana", FRIDAY),
        ("Ask @ana the day after tomorrow", "Ask", "Ana", date(2026, 11, 26)),
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
        "Find out what is due friday",
        "Is it due friday",
        "Meet on friday",
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


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Write the spike @ana @ben fri", "two owners: the text stays as typed"),
        ("Ask @ben and @chloe to review fri", "two owners: the text stays as typed"),
        ("@ben and @zoë to draft spec by fri", "two owners: the text stays as typed"),
        ("@ben, @zoë & @ana draft the spec", "3 owners: the text stays as typed"),
        ("Ask @ben and Chloé to review fri", "two owners: the text stays as typed"),
        ("Ask Legal or @ben to review fri", "two owners: the text stays as typed"),
        ("Write the spike @ana fri due mon", "two dates: the text stays as typed"),
        ("Write the spike @ana thu 27 Nov", "two dates: the text stays as typed"),
        ("Write the spike @ana PAY-12 PAY-31", "two items: the text stays as typed"),
    ],
)
def test_a_line_that_cannot_be_taken_apart_without_harm_stays_whole(line: str, problem: str) -> None:
    """The reading says why, and nothing is guessed."""
    reading = action(line, open_item_key="#5")

    assert reading == CaptureReading(kind=RecordKind.ACTION, text=line, item_key="#5", problems=(problem,))


def test_a_name_that_fits_two_people_is_kept_as_typed_and_asked_about() -> None:
    """It is ambiguous, not unknown."""
    people = parse_people("Ben Stone, Ben Ortiz, Ana")
    reading = read(RecordKind.ACTION, "Ask Legal @ben fri", people=people)

    assert (reading.owner, reading.owner_known) == ("ben", False)
    assert reading.owner_candidates == ("Ben Stone", "Ben Ortiz")
    assert reading_summary(reading, today=TUESDAY) == "“Ask Legal” · ben: Ben Stone or Ben Ortiz? · Fri 27 Nov"


@pytest.mark.parametrize(
    ("line", "mention"),
    [
        ("Send the deck to @ana fri", "to @ana"),
        ("Pair with @chloe, fri", "with @chloe"),
        ("Review @ana's draft fri", "@ana's"),
        ("@ana’s draft needs a review", "@ana’s"),
    ],
)
def test_a_name_that_the_sentence_needs_is_not_the_owner(line: str, mention: str) -> None:
    """Without it the sentence would be torn."""
    assert action(line) == CaptureReading(
        kind=RecordKind.ACTION, text=line, problems=(f"“{mention}” is part of the sentence, not the owner",)
    )


def test_a_name_in_the_sentence_leaves_the_owner_to_another() -> None:
    reading = action("Send the deck to @ana @ben by fri")

    assert (reading.text, reading.owner, reading.due) == ("Send the deck to @ana", "Ben", FRIDAY)
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("due xyz @ben", "“due xyz” is not a date; it stays in the text"),
        ("@ben due 2026-11-2", "“due 2026-11-2” is not a date; it stays in the text"),
        ("due next month @ben", "“due next month” is not a date; it stays in the text"),
        ("@ben 31.13.", "“31.13.” was not read as a date"),
        ("@ben firday", "“firday” was not read as a date"),
        ("@ben +3x", "“+3x” was not read as a date"),
        ("@ben 2026-13-01", "“2026-13-01” was not read as a date"),
        ("@ben next month", "“next month” was not read as a date"),
        ("@ben in two months", "“in two months” was not read as a date"),
        ("@ben by 31.13. please", "“by 31.13.” was not read as a date"),
        ("@ben to read this sprint", "“this sprint” was not read as a date"),
        ("@ben to read every fri", "“every fri” was not read as a date"),
        ("@ben to move it to next friday", "“to next friday” was not read as a date"),
    ],
)
def test_what_looks_like_a_date_and_is_not_read_says_so(words: str, problem: str) -> None:
    """It stays in the text, where the summary shows it."""
    reading = action(f"Send it {words}")

    assert (reading.owner, reading.due, reading.problems) == ("Ben", None, (problem,))
    assert reading.text == f"Send it {words.replace('@ben', '').strip()}".replace("  ", " ")


def test_a_deadline_in_a_line_without_details_is_not_read_and_the_reading_says_how() -> None:
    assert action("Send the deck by next friday").problems == (
        "“by next friday” was not read as a date: write “due next friday”",
    )
    assert action("Send the deck by next friday").text == "Send the deck by next friday"
    assert read(RecordKind.QUESTION, "Can we ship by friday").problems == ()


@pytest.mark.parametrize(
    "line", ["Ask @chloe again", "Ask @chloe about the rates", "Ask @chloe 7", "Ask @chloe how long a sprint takes"]
)
def test_words_behind_the_owner_that_are_no_date_are_the_sentence(line: str) -> None:
    """No warning where nothing is wrong."""
    assert read(RecordKind.ACTION, line).problems == ()


def test_a_date_that_has_passed_says_so() -> None:
    assert action("Send it due 27.11.25").problems == ("Thu 27 Nov 2025 has passed",)
    assert action("Send it @ana 23.11.").problems == ("23 Nov has passed: read as 23 Nov 2027",)
    assert action("Send it @ana 3.1.").problems == ()


def test_a_line_without_a_text_says_so() -> None:
    """An owner and a date alone say nothing; an empty line is no problem yet."""
    assert action("@ana fri").problems == ("the text is missing",)
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


def test_a_question_may_have_an_owner_a_date_and_an_item() -> None:
    """The owner is the person to ask; the date says by when."""
    reading = read(RecordKind.QUESTION, "Does the page charge twice? @chloe by fri PAY-12")

    assert (reading.text, reading.owner) == ("Does the page charge twice?", "Chloé")
    assert (reading.due, reading.item_key) == (FRIDAY, "PAY-12")
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
        (RecordKind.ACTION, "Ask Legal @chloe fri PAY-12", "“Ask Legal” · Chloé · Fri 27 Nov · PAY-12"),
        (RecordKind.ACTION, "Ask Legal", "no owner · no date"),
        (RecordKind.ACTION, "Ask @ana @ben", "no owner · no date"),
        (RecordKind.ACTION, "Ask Legal @zoe", "“Ask Legal” · zoe (not on the list) · no date"),
        (RecordKind.ACTION, "@zoe", "zoe (not on the list) · no date"),
        (RecordKind.ACTION, "Ask Legal due 1.2.", "“Ask Legal” · no owner · Mon 1 Feb 2027"),
        (RecordKind.QUESTION, "Which zone?", ""),
        (RecordKind.QUESTION, "Which zone? @ben", "“Which zone?” · Ben"),
        (RecordKind.QUESTION, "Which zone? @ben fri", "“Which zone?” · Ben · Fri 27 Nov"),
        (RecordKind.DECISION, "A because b PAY-12", "“A” · because b · PAY-12"),
        (RecordKind.NOTE, "Slow", ""),
        (RecordKind.NOTE, "Slow PAY-12", "“Slow” · PAY-12"),
    ],
)
def test_the_parsed_details_are_shown_in_one_line(kind: RecordKind, line: str, expected: str) -> None:
    """The text is shown where it is not the whole line; an action item needs an owner and a date."""
    assert reading_summary(read(kind, line), today=TUESDAY) == expected


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
    if "by @?" in line:
        accounted.add("by")
    if reading.owner:
        accounted |= {*names, "lopez", "by", *bare(f'{reading.owner}"')}
    if reading.due:
        accounted |= set(bare(" ".join((*DATES, *DATE_PHRASES))))
    if reading.because:
        accounted |= {"because", "Because"}
    accounted |= set(bare(" ".join(ITEMS))) if reading.item_key else {"#", "(#?)"}

    assert missing.keys() <= accounted
    assert len(names) <= 1
    assert all(count == 1 or word in {"by", "the"} for word, count in missing.items())


@given(kind=st.sampled_from(RECORD_KINDS), text=st.text(), open_item_key=st.sampled_from(["", "PAY-31"]))
def test_any_text_can_be_read_and_described(kind: RecordKind, text: str, open_item_key: str) -> None:
    """Half a line is the usual case: it is read at every key."""
    reading = read(kind, text, open_item_key=open_item_key)
    reading_summary(reading, today=TUESDAY)

    if not any(sign in text.casefold() for sign in ("@", "#", "due", "because")):
        assert reading == CaptureReading(kind=kind, text=" ".join(clean_line(text).split()), item_key=open_item_key)


@given(
    kind=st.sampled_from(KINDS_WITH_OWNER),
    words=st.lists(st.sampled_from((*TEXT_WORDS, *DATES, *DATE_PHRASES, "lopez", "overdue", "is due", "what was due")))
    .map(" ".join)
    .filter(lambda line: "due by" not in line),
)
@example(kind=RecordKind.ACTION, words="Move the release from 3.12. to next friday")
def test_a_sentence_without_details_is_the_text(kind: RecordKind, words: str) -> None:
    """Whatever dates it speaks of."""
    reading = read(kind, words)

    assert (reading.text, reading.owner, reading.due, reading.item_key) == (words, "", None, "")
    assert not reading.has_details


@given(person=st.sampled_from(PEOPLE), text_before=st.sampled_from(["", "Ask Legal "]))
def test_a_completed_name_is_read_as_that_person(person: Participant, text_before: str) -> None:
    """Several words too."""
    completed = complete_name(f"{text_before}@{person.name[:-1]}", (person,))

    assert completed == f"{text_before}@{person.name}"
    assert action(completed).owner == person.name
