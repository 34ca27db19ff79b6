"""What a person types reads in the minutes exactly as typed, and never becomes an element."""

import os
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from refine_tui.domain.plain_text import clean_line
from refine_tui.minutes.escaping import SafeMarkdown, inline, key_link, link
from tests.minutes.hostile import HOSTILE

EXAMPLES = int(os.environ.get("REFINE_EXAMPLES", "600"))
"""How many texts are tried; more of them take longer and find more."""
PARSER = MarkdownIt("gfm-like")


def rendered(markdown: str) -> tuple[list[str], str]:
    """Return the elements of *markdown* and its text; code, which stands for a mention, counts as text."""
    elements, text = [], []
    for token in PARSER.parse(markdown):
        if token.type != "inline":
            elements.append(token.type)
        for child in token.children or ():
            if child.type in {"text", "code_inline"}:
                text.append(child.content)
            else:
                elements.append(child.type)
    return elements, "".join(text)


@settings(max_examples=EXAMPLES, deadline=None)
@given(text=HOSTILE, owner=HOSTILE)
def test_a_line_of_the_minutes_reads_as_typed_and_has_no_element_but_ours(text: str, owner: str) -> None:
    """Two hostile texts in one line, which could also act together, with a link of ours behind them."""
    line = f"- {inline(text)} — {inline(owner)} — {link('PAY-12', 'https://example.org/PAY-12')}"
    elements, shown = rendered(line)

    assert shown == f"{clean_line(text)} — {clean_line(owner)} — PAY-12".lstrip()
    assert elements == rendered("- x — y — [PAY-12](https://example.org/PAY-12)")[0]


@settings(max_examples=EXAMPLES // 4, deadline=None)
@given(text=HOSTILE.filter(lambda text: bool(clean_line(text))))
@example(text="@bob__@bob")
def test_a_heading_and_a_line_of_its_own_read_as_typed(text: str) -> None:
    """Also where the text begins the line, nothing but a heading and a paragraph comes of it."""
    elements, shown = rendered(f"# {inline(text)}\n\n{inline(text)}\n")

    assert shown == clean_line(text) * 2
    assert elements == ["heading_open", "heading_close", "paragraph_open", "paragraph_close"]


@settings(max_examples=EXAMPLES // 4, deadline=None)
@given(text=HOSTILE.filter(lambda text: bool(clean_line(text))), url=HOSTILE)
def test_a_link_has_the_typed_text_and_leads_to_the_web_only(text: str, url: str) -> None:
    """Whatever stands in an item's address, the line holds at most the one link that we wrote."""
    elements, shown = rendered(f"- {link(text, f'https://example.org/{url}')} x")

    assert shown == f"{clean_line(text)} x"
    assert elements == rendered("- [x](https://example.org/) x")[0]


@pytest.mark.parametrize(
    "text",
    [
        "Refund a payment, in full (or in part): 3.5 % of 1,000?",
        "Kick-off & alignment – “quoted”, and/or not; 2 + 2 = 4!",
        "snake_case and 3 * 4 and a < b",
        "C# and F#; item # 7!",
        "Ünïcödé 日本語 — … ½",
    ],
)
def test_ordinary_sentences_stay_as_they_are(text: str) -> None:
    """No backslash where none is needed."""
    assert inline(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("[draft] x", r"\[draft\] x"),
        ("1. not a list", r"1\. not a list"),
        ("*bold*", r"\*bold\*"),
        ("/assign me", r"\/assign me"),
        ("see https://example.org/x", r"see https\:\//example.org/x"),
        ("owner/repo#7 follows #12, !3 and x.y/z!4", "`owner/repo#7` follows `#12`, `!3` and `x.y/z!4`"),
        ("ask @chloe, @org/team and a@b", r"ask `@chloe`, `@org/team` and a\@b"),
    ],
)
def test_only_what_would_act_is_escaped(text: str, written: str) -> None:
    """The smallest change that keeps the text."""
    assert inline(text) == written


@settings(max_examples=EXAMPLES // 4, deadline=None)
@given(text=HOSTILE)
def test_no_text_begins_a_command_or_notifies_anybody(text: str) -> None:
    """A slash never comes first, and a name behind an at sign stands in code."""
    written = inline(text)

    assert not written.startswith("/")
    assert not re.search(r"(?<![\w`\\])@\w", written)


@settings(max_examples=EXAMPLES // 4, deadline=None)
@given(text=HOSTILE | st.lists(st.sampled_from([*"#!@1a /-._~"]), max_size=8).map("".join))
def test_no_number_in_a_text_becomes_a_reference(text: str) -> None:
    """What a renderer would link to whatever has that number stands in code."""
    outside = [
        child.content
        for token in PARSER.parse(f"- {inline(text)}")
        for child in token.children or ()
        if child.type == "text"
    ]

    assert not [part for part in outside if re.search(r"(?<![^\W_])[#!]\d|^[#!]\d", part)]


@pytest.mark.parametrize(
    ("key", "url", "numbered", "written"),
    [
        ("#12", "", False, "#12"),
        ("#12", "https://github.example.com/a/b/issues/12", False, "[#12](https://github.example.com/a/b/issues/12)"),
        ("#47", "", True, "`#47`"),
        ("#47", "https://example.org/47", True, "[#47](https://example.org/47)"),
        ("owner/repo#7", "javascript:alert(1)", False, "owner/repo#7"),
        ("#12 /assign @bob", "", False, "`#12` /assign `@bob`"),
    ],
)
def test_the_key_of_an_item_stays_a_reference_and_our_own_number_does_not(
    key: str, url: str, numbered: bool, written: str
) -> None:
    """A tracker may link its own key; our numbers mean nothing to it."""
    assert key_link(key, url, numbered=numbered) == written


def test_what_is_written_is_not_escaped_again() -> None:
    """Text that is Markdown already passes through."""
    assert inline(inline("*a*")) == r"\*a\*"
    assert inline(SafeMarkdown("**a**")) == "**a**"


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "file:///etc/passwd", "https://", "http://[", "PAY-12"])
def test_only_a_web_address_becomes_a_link(url: str) -> None:
    """Everything else leaves the key alone."""
    assert link("PAY-12", url) == "PAY-12"
