"""HTML of trackers reads as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refine_tui.domain.plain_text import clean_text
from refine_tui.importers.markup.html_text import looks_like_html, plain_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Refund", "Refund"),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<div>One</div><div>Two<br>Three</div>", "One\nTwo\nThree"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c"),
        ("<ol><li>a</li>\n<li>b</li></ol>", "1. a\n2. b"),
        (
            "see <a href='https://example.com/?a=1&amp;b=2'>the <b>policy</b></a>.",
            "see the policy (https://example.com/?a=1&b=2).",
        ),
        ('<a href="https://example.com">https://example.com</a>', "https://example.com"),
        ('<a href="javascript:x()">here</a>', "here"),
        ("<a href=https://example.com>here", "here (https://example.com)"),
        ("<table><tr><th>Key</th><th>Days</th></tr><tr><td>a</td><td>2</td></tr></table>", "Key | Days\na | 2"),
        ("a&nbsp;b &quot;c&quot; &#39;d&#39; &lt;e&gt;", "a b \"c\" 'd' <e>"),
        ("<style>p { }</style><p>x</p><script>if (a<b) alert('<p>')</script>y", "x\n\ny"),
        ("<pre>a\n  b\n\n\n\nc</pre>", "a\n  b\n\nc"),
        ("<img alt='the form' src=x><img src=y>", "(picture: the form)"),
        ("a <!-- b <p> --> c", "a c"),
        ("  spread \n over \t lines  ", "spread over lines"),
        ("1 < 2 and 3 > 2, a<b", "1 < 2 and 3 > 2, a<b"),
        ("</ul></ol></pre></a><li>x", "- x"),
    ],
)
def test_html_reads_as_a_browser_shows_it(markup: str, text: str) -> None:
    """Fragments, pages, and what is broken."""
    assert plain_text(markup) == text


def test_headings_and_bold_words_can_keep_their_marks() -> None:
    """Sections are told apart by them; what is empty has no marks."""
    markup = "<h2>Why</h2><p>x</p><p><b>Acceptance <i>criteria</i></b></p><h3></h3><p><strong> </strong></p>"

    assert plain_text(markup, marked=True) == "## Why\n\nx\n\n**Acceptance criteria**"


@pytest.mark.parametrize(
    ("text", "expected"), [("<div>x</div>", True), ("a<br/>b", True), ("List<String> a", False), ("a < b > c", False)]
)
def test_html_is_told_from_text_with_angles(text: str, expected: bool) -> None:
    """Only tags that HTML has count."""
    assert looks_like_html(text) is expected


TAGS = [
    "<p>",
    "</p>",
    "<li>",
    "<ul>",
    "</ul>",
    "<ol>",
    "<pre>",
    "</pre>",
    "<a href='https://x.example'>",
    "</a>",
    "<a ",
    "<td>",
    "<h1>",
    "<b>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "&amp",
    "&#0;",
    "<br>",
    "<img alt=x>",
    "\n",
    "<",
]


@given(st.lists(st.sampled_from(TAGS) | st.text(max_size=4)).map("".join), st.booleans())
def test_any_text_gives_clean_text(markup: str, marked: bool) -> None:
    """However broken."""
    text = plain_text(markup, marked=marked)

    assert text == clean_text(text)
    assert len(text) <= 40 * len(markup) + 40
