"""Warnings about a captured line, apart from the line's parsing."""

from datetime import date, timedelta

import pytest

from refine_tui.domain.capture_warnings import capture_warnings, is_due

TUESDAY = date(2026, 11, 24)


def warnings(
    line: str,
    *,
    text: str = "Ask",
    due: date | None = None,
    has_due: bool = True,
    readable: bool = False,
) -> list[str]:
    """Return the warnings about a line; *readable*: whether a date follows every ``due`` in it."""
    return list(
        capture_warnings(
            line.split(), text=text, due=due, has_due=has_due, today=TUESDAY, is_readable=lambda words: readable
        )
    )


@pytest.mark.parametrize("word", ["due", "Due", "DUE:", "due:"])
def test_due_announces_a_date_in_any_case_and_with_a_colon(word: str) -> None:
    assert is_due(word)


@pytest.mark.parametrize("word", ["", ":", "dues", "due.", "due::", "overdue", "(due"])
def test_other_words_do_not_announce_a_date(word: str) -> None:
    assert not is_due(word)


def test_a_line_with_words_but_without_a_text_is_reported() -> None:
    assert warnings("@ana", text="") == ["The text is missing."]


def test_an_empty_line_is_not_reported() -> None:
    assert warnings("", text="") == []


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-1, ["Mon 23 Nov 2026 has passed."]), (-365, ["Mon 24 Nov 2025 has passed."]), (0, []), (1, [])],
)
def test_a_due_date_before_today_is_reported_with_its_year(days: int, expected: list[str]) -> None:
    assert warnings("Ask @ana", due=TUESDAY + timedelta(days=days)) == expected


def test_a_missing_text_and_a_past_date_are_both_reported() -> None:
    assert warnings("due 23.11.26", text="", due=TUESDAY - timedelta(days=1)) == [
        "The text is missing.",
        "Mon 23 Nov 2026 has passed.",
    ]


def test_due_before_words_that_are_not_a_date_is_reported() -> None:
    assert warnings("Send it due xyz soon") == ["“due xyz” cannot be read as a date: it stays in the text."]


def test_each_due_is_reported() -> None:
    assert [warning[:9] for warning in warnings("Send it due xyz and due: abc")] == ["“due xyz”", "“due: abc"]


def test_the_check_for_a_readable_date_receives_the_words_from_due_on() -> None:
    received: list[list[str]] = []

    def is_readable(words: list[str]) -> bool:
        received.append(words)
        return True

    words = ("Send", "it", "due", "fri", "@ana")
    found = capture_warnings(words, text="Send it", due=None, has_due=True, today=TUESDAY, is_readable=is_readable)

    assert list(found) == []
    assert received == [["due", "fri", "@ana"]]


@pytest.mark.parametrize(
    "line", ["Due diligence first", "Find what is due to Legal", "The rent is due @ana", "The rent is due", "due"]
)
def test_due_as_a_word_of_the_sentence_is_not_reported(line: str) -> None:
    assert warnings(line) == []


@pytest.mark.parametrize("word", ["31.13.", "2026-13-01", "+3x", "+", "firday", "tomorow", "Firday,", "Mond"])
def test_a_word_after_the_owner_that_resembles_a_date_is_reported(word: str) -> None:
    assert warnings(f"Ask @ana {word}") == [f"“{word}” cannot be read as a date: it stays in the text."]


@pytest.mark.parametrize(
    "word",
    [
        "todya", "tomrow", "modnay", "tuseday", "wendsday", "thrusday", "firday", "saterday", "sundya",
        "moon", "tueb", "weed", "thux", "frri", "sate", "sunn",
    ],
)  # fmt: skip
def test_a_misspelt_name_of_any_day_is_reported(word: str) -> None:
    assert warnings(f"Ask @ana {word}.") == [f"“{word}.” cannot be read as a date: it stays in the text."]


@pytest.mark.parametrize("word", ["again", "7", "7.", "report", "...", "rates", "toad"])
def test_a_word_after_the_owner_that_does_not_resemble_a_date_is_not_reported(word: str) -> None:
    assert warnings(f"Ask @ana {word}") == []


@pytest.mark.parametrize("line", ["Ask @ana the firday", "firday", "Ask firday", "Ask @ firday", "@ana firday Ask"])
def test_only_the_last_word_right_after_the_owner_is_compared_with_dates(line: str) -> None:
    assert warnings(line) == []


@pytest.mark.parametrize("line", ["Send it due xyz", "Ask @ana firday"])
def test_dates_are_not_reported_for_a_kind_without_a_due_date(line: str) -> None:
    assert warnings(line, has_due=False) == []


@pytest.mark.parametrize("line", ["Send it due xyz", "Ask @ana firday"])
def test_further_dates_are_not_reported_when_the_due_date_was_read(line: str) -> None:
    assert warnings(line, due=TUESDAY) == []
