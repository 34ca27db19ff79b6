"""What looks like a date in a sentence and is none."""

from datetime import date

import pytest

from refine_tui.domain.date_words import read_date
from refine_tui.domain.unread_dates import date_length, due_hint, is_due, is_due_prose, resembles_date, unread_date


def reads_day(text: str) -> bool:
    """Read as on a Tuesday."""
    return read_date(text, today=date(2026, 11, 24)) is not None


def unread(text: str, *, is_last: bool = True) -> str:
    return unread_date(text.split(), reads_day, is_last=is_last)


@pytest.mark.parametrize("word", ["due", "Due", "DUE:", "due:"])
def test_due_announces_a_date_in_any_case_and_with_a_colon(word: str) -> None:
    assert is_due(word)


@pytest.mark.parametrize("word", ["", ":", "dues", "due.", "due::", "overdue", "(due"])
def test_other_words_do_not_announce_a_date(word: str) -> None:
    assert not is_due(word)


@pytest.mark.parametrize("text", ["what is due to", "due to", "is it due fri", "the rent was due", "It is due"])
def test_due_may_be_a_word_of_the_sentence(text: str) -> None:
    words = text.split()

    assert is_due_prose(words, words.index("due"))


@pytest.mark.parametrize("text", ["send it due fri", "is the whole text due fri", "due"])
def test_due_is_not_a_word_of_the_sentence_otherwise(text: str) -> None:
    words = text.split()

    assert not is_due_prose(words, words.index("due"))


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("next month please", 2),
        ("in a few weeks", 4),
        ("2 weeks from now on", 4),
        ("the end of the quarter", 5),
        ("Q3.", 1),
        ("two sprints", 2),
        ("31.13. please", 1),
        ("fri please", 1),
        ("please", 0),
        ("", 0),
    ],
)
def test_times_that_are_no_day_are_recognised(text: str, length: int) -> None:
    assert date_length(text.split(), reads_day) == length


@pytest.mark.parametrize("word", ["31.13.", "2026-13-01", "2026-11-2", "+3x", "+", "firday", "Firday,", "Mond", "27th"])
def test_a_word_resembles_a_date(word: str) -> None:
    assert resembles_date(word)


@pytest.mark.parametrize(
    "word",
    [
        "todya", "tomrow", "modnay", "tuseday", "wendsday", "thrusday", "firday", "saterday", "sundya",
        "moon", "tueb", "weed", "thux", "frri", "sate", "sunn",
    ],
)  # fmt: skip
def test_a_misspelt_name_of_any_day_resembles_a_date(word: str) -> None:
    assert resembles_date(f"{word}.")


@pytest.mark.parametrize("word", ["again", "7", "7.", "report", "...", "rates", "toad", ""])
def test_a_word_does_not_resemble_a_date(word: str) -> None:
    assert not resembles_date(word)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("firday", "firday"),
        ("2 weeks", "2 weeks"),
        ("mon, if that", "mon"),
        ("next month to be safe", "next month"),
        ("to review by next month at least", "by next month"),
        ("to review by 31.13. at least", "by 31.13."),
        ("to review next sprint.", "next sprint."),
        ("to review every fri", "every fri"),
        ("what comes from next friday", "from next friday"),
    ],
)
def test_the_first_part_that_may_be_meant_as_a_date_is_found(text: str, found: str) -> None:
    """Behind a detail, behind a preposition of deadlines, or at the end of the line."""
    assert unread(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "", "the firday", "firday Ask", "to work two weeks", "next to it", "due next month", "due fri",
        "what next month brings", "by the way",
    ],
)  # fmt: skip
def test_other_words_are_the_sentence(text: str) -> None:
    assert unread(text) == ""


def test_the_end_of_the_words_counts_only_at_the_end_of_the_line() -> None:
    assert unread("to review next sprint", is_last=False) == ""
    assert unread("next sprint", is_last=False) == "next sprint"
    assert unread("firday", is_last=False) == ""


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Send it by friday", "by friday"),
        ("Send it until the end of the month.", "until the end of the month"),
        ("Send it before 3.12.", "before 3.12"),
        ("by friday", ""),
        ("Send it on friday", ""),
        ("Send it by friday or so", ""),
        ("Send it by mail", ""),
        ("", ""),
    ],
)
def test_a_deadline_at_the_end_of_a_sentence_is_found(text: str, hint: str) -> None:
    assert due_hint(text.split(), reads_day) == hint
