"""Lines pasted from anywhere become items."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.importers.formats.text.plain_lines import read


def one(text: str) -> ImportedItem:
    """Read a text that has one item."""
    (item,) = read(text).items
    return item


@pytest.mark.parametrize(
    "line",
    [
        "Refund a payment",
        "> Refund a payment",
        "> > Refund a payment",
        "• Refund a payment",
        "•Refund a payment",
        "– Refund a payment",
        "* Refund a payment",
        "- 1. Refund a payment",
        "1) Refund a payment",
        "(12) Refund a payment",
        "a) Refund a payment",
        "- [ ] Refund a payment",
        "☐ Refund a payment",
        "[10:42] Ana Lopez: Refund a payment",
        "[10:42 AM] Ana Lopez: Refund a payment",
        "[10:42] Refund a payment",
        "[22/09/2025, 10:42:11] Chloé de la Cruz: Refund a payment",
        "22/09/2025, 10:42 - Ana: Refund a payment",
        "Ana 10:42 AM Refund a payment",
        "[10:42] Ana Lopez: - Refund a payment (edited)",
    ],
)
def test_what_stands_around_the_words_is_taken_off(line: str) -> None:
    """Chats, mails and lists all wrap the same title."""
    assert one(line).title == "Refund a payment"


@pytest.mark.parametrize(
    "line",
    [
        "Checkout: refund a payment",
        "Bug: login fails",
        "3 items in the cart",
        "2.5 seconds are too long",
        "Meeting with legal 10:30",
        "Login fails :bug:",
        ":tada: Ship it",
        "UTF-8 names are broken",
        "Version 2.10",
        "COVID-19 banner",
        "Use [/x] and {y}",
        "Why – or why not",
        "日本語のタイトル",
    ],
)
def test_what_only_looks_like_it_stays(line: str) -> None:
    """A word before a colon is no author, a standard's name no key."""
    item = one(line)

    assert (item.title, item.key) == (line, "")


@pytest.mark.parametrize(
    ("line", "title", "key"),
    [
        ("PAY-12 Refund", "Refund", "PAY-12"),
        ("PAY-12: Refund", "Refund", "PAY-12"),
        ("PAY-12\tRefund", "Refund", "PAY-12"),
        ("PAY-12 - Refund", "Refund", "PAY-12"),
        ("[PAY-12] Refund", "Refund", "PAY-12"),
        ("Refund - PAY-12", "Refund", "PAY-12"),
        ("Refund (PAY-12)", "Refund", "PAY-12"),
        ("Refund [PAY-12]", "Refund", "PAY-12"),
        ("#12 Refund", "Refund", "#12"),
        ("acme/shop#12 Refund", "Refund", "acme/shop#12"),
        ("PAY-12", "PAY-12", "PAY-12"),
        ("Refund as in PAY-12 but better", "Refund as in PAY-12 but better", ""),
    ],
)
def test_keys_are_read_at_either_end(line: str, title: str, key: str) -> None:
    """In the middle of a sentence a key is a mention."""
    item = one(line)

    assert (item.title, item.key) == (title, key)


@pytest.mark.parametrize(
    ("line", "title", "key"),
    [
        ("https://acme.atlassian.net/browse/PAY-12?x=1", "PAY-12", "PAY-12"),
        ("https://github.com/acme/shop/issues/12", "acme/shop#12", "acme/shop#12"),
        ("https://gitlab.com/acme/team/shop/-/issues/12", "acme/team/shop#12", "acme/team/shop#12"),
        ("https://dev.azure.com/acme/shop/_workitems/edit/77", "#77", "#77"),
        ("https://linear.app/acme/issue/LIN-4/fix-the-login", "fix the login", "LIN-4"),
        ("https://example.org/docs/our%20plan.html", "our plan", ""),
        ("https://example.org", "example.org", ""),
        ("<https://acme.atlassian.net/browse/PAY-12|Refund>", "Refund", "PAY-12"),
        ("[Refund](https://acme.atlassian.net/browse/PAY-12)", "Refund", "PAY-12"),
        ("Refund https://acme.atlassian.net/browse/PAY-12", "Refund", "PAY-12"),
        ("https://acme.atlassian.net/browse/PAY-12 Refund", "Refund", "PAY-12"),
        ("PAY-12 Refund: https://example.org/x", "Refund", "PAY-12"),
    ],
)
def test_addresses_give_key_and_title(line: str, title: str, key: str) -> None:
    """An address alone is an item, too."""
    item = one(line)

    assert (item.title, item.key) == (title, key)
    assert item.url.startswith("https://")


@pytest.mark.parametrize(
    "line", ["Ana Lopez, 10:42", "Ana Lopez  10:42 AM", "Ana López (PO) 10:42", "10:42 AM", "Today", "Ana | 9:05"]
)
def test_who_and_when_alone_are_no_item_but_are_reported(line: str) -> None:
    """Nothing disappears in silence."""
    reading = read(f"Refund\n{line}\nOther")

    assert [item.title for item in reading.items] == ["Refund", "Other"]
    assert [skipped.row for skipped in reading.skipped] == [2]


def test_lines_without_words_are_reported() -> None:
    """Rules and dots name nothing."""
    assert [skipped.row for skipped in read("---\n\n...\n").skipped] == [1, 3]


def test_what_belongs_to_an_item_goes_into_it() -> None:
    """Indented lines, stories, criteria and steps."""
    first, second = read(
        "PAY-1 Refund\n"
        "As a clerk I want to refund\n"
        "    on the same day\n"
        "    - [ ] full\n"
        "AC: partial\n"
        "Given a paid order\n"
        "When I refund it\n"
        "Then money returns\n"
        "PAY-2 Other\n"
        "Acceptance criteria:\n"
        "- one\n"
        "- two\n"
    ).items

    assert first.description == "As a clerk I want to refund\non the same day"
    assert first.acceptance_criteria == (
        "full",
        "partial",
        "Given a paid order When I refund it Then money returns",
    )
    assert (second.title, second.acceptance_criteria) == ("Other", ("one", "two"))


def test_a_list_of_stories_is_a_list_of_items() -> None:
    """A second story begins a second item."""
    assert len(read("As a clerk I refund\nAs a clerk I void\n- As a buyer I pay\n").items) == 3


def test_a_paste_that_is_indented_as_a_whole_is_not_one_item() -> None:
    """Only what is further in than the rest belongs to it."""
    assert len(read("   Refund\n   Other\n").items) == 2


def test_a_ticked_box_is_done() -> None:
    """Both ways to draw it."""
    assert [item.done for item in read("- [x] a\n- [ ] b\n☑ c\n").items] == [True, False, True]


def test_the_same_key_or_title_counts_once_and_adds_what_it_knows() -> None:
    """Two keys are two items, whatever their titles."""
    reading = read(
        "https://acme.atlassian.net/browse/PAY-1\nPAY-1 Refund\nrefund\nCAFÉ\ncafe\nPAY-2 Refund\nVoid\nPAY-3 Void\n"
    )

    assert [(item.key, item.title) for item in reading.items] == [
        ("PAY-1", "Refund"),
        ("", "CAFÉ"),
        ("PAY-2", "Refund"),
        ("PAY-3", "Void"),
    ]
    assert reading.items[0].url == "https://acme.atlassian.net/browse/PAY-1"
    assert reading.skipped[0].reason == "It is the same item as line 1."


def test_a_very_long_line_keeps_its_beginning_as_the_title() -> None:
    """All of it is the description."""
    item = one("word " * 100)

    assert len(item.title) <= 255
    assert item.description == ("word " * 100).strip()


def test_long_lines_of_marks_take_no_time() -> None:
    """No pattern goes astray on a long line."""
    for text in (
        "a" * 200_000,
        "a/" * 100_000,
        "https://" + "a/" * 100_000,
        "- " * 100_000,
        "[" * 100_000,
        "A " * 100_000,
    ):
        read(text)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """Every item has a title that fits."""
    reading = read(text)

    assert all(item.title and len(item.title) <= 255 for item in reading.items)
