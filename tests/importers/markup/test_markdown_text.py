"""Marks of Markdown are read the same whether a text has any of them or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refine_tui.importers.markup.markdown_text import plain_line, with_line_feeds, without_code, without_comments

PIECES = (
    "[a]",
    "(https://a.example)",
    "![",
    "](",
    "**",
    "__",
    "*",
    "_",
    "b",
    " ",
    "`",
    "~~~",
    "~",
    "<!--",
    "-->",
    "&amp;",
)
texts = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@given(texts)
def test_a_line_without_marks_reads_as_one_that_is_searched_for_them(text: str) -> None:
    """Marks with a blank on either side mark nothing, and stand for a search."""
    assert plain_line(f"{text}x ]( ** __") == f"{plain_line(f'{text}x')} ]( ** __"


@given(texts)
def test_code_is_looked_for_wherever_there_may_be_some(text: str) -> None:
    """A single wave is no mark."""
    assert without_code(f"~ {text}") == f"~ {without_code(text)}"


@given(texts)
def test_comments_are_looked_for_wherever_there_may_be_one(text: str) -> None:
    """A single bracket is no comment."""
    assert without_comments(f"< {text}") == f"< {without_comments(text)}"


def test_every_line_end_becomes_a_line_feed() -> None:
    """Of whatever system."""
    assert with_line_feeds("a\r\nb\rc\nd") == "a\nb\nc\nd"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("see [docs](https://a.example)", "see docs (https://a.example)"),
        ("![screen](https://a.example/s.png)", "(picture: screen)"),
        ("**a** and __b__", "a and b"),
        ("__b__ &amp; c", "b & c"),
    ],
)
def test_a_line_reads_as_it_is_shown(line: str, expected: str) -> None:
    """Each mark alone is enough to be looked for."""
    assert plain_line(line) == expected


@pytest.mark.parametrize("code", ["`#1`", "~~~#1~~~", "```#1```"])
def test_code_of_every_kind_is_left_out(code: str) -> None:
    """Numbers in there are no issues."""
    assert without_code(f"a{code}b") == "a b"
