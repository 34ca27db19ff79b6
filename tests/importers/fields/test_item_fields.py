"""What all readers share."""

import re
import sys

import pytest

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.importers.fields.item_fields import (
    distinct,
    estimate_text,
    is_finished,
    last_of_each_key,
    small_letters,
    split_list,
)


def test_texts_are_clean_and_stand_once_in_their_order() -> None:
    """Case and accents do not make another label."""
    assert distinct(["b", " a\n", "", "B", "é", "e"]) == ("b", "a", "é")


def test_lists_within_cells_are_parted() -> None:
    """Commas, semicolons and lines all part."""
    assert split_list(["a, b; c", "a\nd"]) == ("a", "b", "c", "d")


@pytest.mark.parametrize(
    ("cell", "expected"), [("3.0", "3"), ("0,50", "0.5"), ("10", "10"), ("13.25", "13.25"), ("XL", "XL"), ("", "")]
)
def test_estimates_read_as_people_write_them(cell: str, expected: str) -> None:
    """Trackers write 3.0 where people say 3."""
    assert estimate_text(cell) == expected


def test_statuses_that_end_the_work_are_known() -> None:
    """Case does not matter."""
    assert is_finished("DONE")
    assert is_finished("Won't Do")
    assert not is_finished("In Progress")


def test_items_without_a_key_are_never_the_same() -> None:
    """Equal titles may be two wishes."""
    items = (ImportedItem(title="a"), ImportedItem(title="a"))

    assert last_of_each_key(items, name="x.csv") == (items, ())


def test_small_letters_are_what_a_pattern_without_case_takes_them_for() -> None:
    """So that a text without a word in small letters is one that no pattern finds that word in."""
    everything = "".join(map(chr, range(sys.maxunicode + 1)))

    taken = set(re.findall("[a-z]", everything, re.IGNORECASE))

    assert {"\u0130", "\u0131", "\u017f", "\u212a"} < taken
    for letter in taken:
        assert re.fullmatch(small_letters(letter), letter, re.IGNORECASE)
        assert small_letters(f"a{letter}") in {f"a{plain}" for plain in "abcdefghijklmnopqrstuvwxyz"}
