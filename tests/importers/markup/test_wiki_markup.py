"""Jira's markup reads as plain text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refine_tui.importers.markup.wiki_markup import plain_line, plain_text


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("h2. Why\nBecause", "Why\nBecause"),
        ("a *bold* and _leaning_ and {{code}} word", "a bold and leaning and code word"),
        ("**strong** words", "strong words"),
        ("snake_case_name and 2*3*4 and __init__", "snake_case_name and 2*3*4 and __init__"),
        ("* one\n** deeper\n* two", "- one\n  - deeper\n- two"),
        ("# one\n# two\n\n# again", "1. one\n2. two\n\n1. again"),
        ("{panel:title=Note|borderColor=#fff}\ntext\n{panel}", "Note\n\ntext"),
        ("{color:#ff0000}red{color} {quote}said{quote}", "red said"),
        ("[the docs|https://example.org/a]", "the docs (https://example.org/a)"),
        ("[https://example.org|https://example.org|smart-link]", "https://example.org"),
        ("[https://example.org]", "https://example.org"),
        ("[docs](https://example.org)", "docs (https://example.org)"),
        ("see [PAY-12] and [x]", "see [PAY-12] and [x]"),
        ("[~accountid:5b1f] and [~ana]", "@someone and @ana"),
        ("!screen shot.png|width=800,height=2!", "(picture: screen shot.png)"),
        ("Stop! Now! Really!", "Stop! Now! Really!"),
        ("||Key||Title||\n|A|B|", "Key | Title\nA | B"),
        ("{code:java}\n* not a *list*\n{code}\nafter", "* not a *list*\n\nafter"),
        ("bq. said", "said"),
        (r"one\\two \{kept\}", "one\ntwo {kept}"),
        ("5 &gt; 3&nbsp;x", "5 > 3\u00a0x"),
        ("un{closed *bold", "un{closed *bold"),
        ("red\x1b[31m\x9d", "red"),
    ],
)
def test_markup_becomes_plain_text(markup: str, expected: str) -> None:
    """What people marked reads as they meant it."""
    assert plain_text(markup) == expected


@given(st.text(alphabet="ab*_+{}[]|!h2.# \n~:-\\"))
def test_any_markup_is_read(markup: str) -> None:
    """No markup breaks the reader."""
    assert isinstance(plain_text(markup), str)


def test_a_cell_full_of_marks_takes_no_time() -> None:
    """No pattern goes astray on a long cell."""
    for mark in ("*a ", "_", "[", "{panel:", "!a.", "|", "[a|", "{{"):
        plain_text(mark * 20_000)


@given(st.sampled_from("_+"), st.text(alphabet="m \n.(aé"))
def test_emphasis_is_a_pair_of_marks_around_words(mark: str, text: str) -> None:
    """Neither a mark within a word nor one beside another mark begins or ends it."""
    line, sign = text.replace("m", mark), re.escape(mark)
    pair = rf"(?<![\w{sign}]){sign}(?=[^\s{sign}])([^{sign}\n]*[^\s{sign}]){sign}(?![\w{sign}])"

    assert plain_line(line) == re.sub(pair, r"\1", line).strip()
