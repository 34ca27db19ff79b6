"""What one line of a list says of its item."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refine_tui.importers.formats.markdown.task_words import task_words


@pytest.mark.parametrize(
    ("line", "title", "estimate"),
    [
        ("Refund (5)", "Refund", "5"),
        ("Refund [5]", "Refund", "5"),
        ("Refund 5 pts", "Refund", "5"),
        ("Refund - 5pt", "Refund", "5"),
        ("Refund SP: 5", "Refund", "5"),
        ("Refund (SP: 5)", "Refund", "5"),
        ("Refund (0,5 points)", "Refund", "0.5"),
        ("Refund, 13 story points", "Refund", "13"),
        ("(5) Refund", "Refund", "5"),
        ("[5] Refund", "Refund", "5"),
        ("Customers earn 5 points", "Customers earn 5 points", ""),
        ("Close the year (2024)", "Close the year (2024)", ""),
        ("Read items[5]", "Read items[5]", ""),
        ("Give (5) to all", "Give (5) to all", ""),
    ],
)
def test_an_estimate_stands_before_or_behind_the_title(line: str, title: str, estimate: str) -> None:
    """Within the sentence it is only a number."""
    words = task_words(line)

    assert (words.title, words.estimate) == (title, estimate)


@pytest.mark.parametrize(
    ("line", "title", "assignee", "labels"),
    [
        ("Refund @ana", "Refund", "ana", []),
        ("@ana: Refund", "Refund", "ana", []),
        ("Refund @ana @ben.lee", "Refund", "ben.lee, ana", []),
        ("Refund #billing #api", "Refund", "", ["api", "billing"]),
        ("#bug Refund", "Refund", "", ["bug"]),
        ("Ask @ana about the #billing page", "Ask @ana about the #billing page", "ana", ["billing"]),
        ("Ask @ana about it @ben", "Ask @ana about it", "ben", []),
        ("Refund as in #123", "Refund as in #123", "", []),
        ("Mail ana@example.org", "Mail ana@example.org", "", []),
        ("Upgrade @angular/core now", "Upgrade @angular/core now", "", []),
        ("Use C#", "Use C#", "", []),
        ("#billing", "#billing", "", ["billing"]),
    ],
)
def test_people_and_labels_are_read(line: str, title: str, assignee: str, labels: list[str]) -> None:
    """They go where they only hang on to the title, and stay where its sentence needs them."""
    words = task_words(line)

    assert (words.title, words.assignee) == (title, assignee)
    assert words.labels == labels


@pytest.mark.parametrize(
    ("line", "title", "key", "url"),
    [
        ("PAY-12 Refund (5) #billing @ana", "Refund", "PAY-12", ""),
        ("PAY-12: Refund", "Refund", "PAY-12", ""),
        ("[PAY-12] Refund", "Refund", "PAY-12", ""),
        ("**PAY-12** - Refund", "Refund", "PAY-12", ""),
        ("(5) PAY-12 Refund", "Refund", "PAY-12", ""),
        ("#12 Refund", "Refund", "#12", ""),
        ("acme/shop#12 Refund", "Refund", "acme/shop#12", ""),
        ("[PAY-12](https://a.example/browse/PAY-12) Refund (5)", "Refund", "PAY-12", "https://a.example/browse/PAY-12"),
        (
            "https://github.com/acme/shop/issues/12",
            "acme/shop#12",
            "acme/shop#12",
            "https://github.com/acme/shop/issues/12",
        ),
        ("Refund https://a.example/browse/PAY-12 @ana", "Refund", "PAY-12", "https://a.example/browse/PAY-12"),
    ],
)
def test_keys_and_addresses_are_read(line: str, title: str, key: str, url: str) -> None:
    """In every form in which people write them down."""
    words = task_words(line)

    assert (words.title, words.key, words.url) == (title, key, url)


def test_long_lines_of_words_take_no_time() -> None:
    """Nobody hangs on thousands of labels."""
    for text in ("#a ", "@a ", "(5) ", "5 pts ", "**a ", "#", "@a.", "[5", "a/"):
        task_words(text * 50_000)


@given(st.text())
def test_any_line_is_read(line: str) -> None:
    """Only a line without any text has no title."""
    assert task_words(line).title or not line.strip() or not task_words(line).key
