"""The nearest known word."""

import pytest

from refine_tui.domain.nearest import did_you_mean, nearest, quoted


@pytest.mark.parametrize(
    ("word", "expected"),
    [("estimat", "estimate"), ("ESTIMATE", "estimate"), ("acceptance criteria", "acceptance_criteria"), ("zzz", None)],
)
def test_the_most_similar_word_is_found(word: str, expected: str | None) -> None:
    """Case and separators do not matter; a word that resembles none has no nearest."""
    assert nearest(word, ("title", "estimate", "acceptance_criteria")) == expected


def test_a_message_names_the_nearest_word_or_all() -> None:
    """A lower similarity finds words that are less alike."""
    assert did_you_mean("titel", ["title", "key"], otherwise="there are") == "did you mean “title”?"
    assert did_you_mean("zzz", ["title", "key"], otherwise="there are") == "there are title, key."
    assert did_you_mean("bil", ["bell", "key"], otherwise="there are", similarity=0.9) == "there are bell, key."


def test_a_quoted_value_is_one_short_line() -> None:
    """Whatever was typed."""
    assert quoted("a\nb") == "“a b”"
    assert len(quoted("x" * 500)) < 70
