"""The page: nothing from outside, nothing that runs, and what people typed is text."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given

from refine_tui.minutes.document import document_of
from refine_tui.minutes.html_page import render_html
from refine_tui.minutes.templating import shipped_text
from tests.minutes.building import START, Table, closed_session, item, opened
from tests.minutes.hostile import NAME, NAMES, TEXT, THOROUGH, TYPED, as_typed, saying

VOID = {"meta", "link", "br", "hr", "img", "input", "base", "source", "embed"}


class Page(HTMLParser):
    """What a browser makes of the page."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.broken: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.broken.append(tag)

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.broken.append(f"comment {data}")


def policies_of(page: Page) -> list[str]:
    """Return the page's Content-Security-Policies."""
    metas = [dict(attributes) for tag, attributes in page.elements if tag == "meta"]
    return [meta["content"] or "" for meta in metas if meta.get("http-equiv") == "Content-Security-Policy"]


@THOROUGH
@given(text=TYPED, name=NAMES)
def test_the_page_has_our_elements_and_the_text_as_typed(text: str, name: str) -> None:
    """Whatever was typed, the same elements with the same attributes come in the same order."""
    page, expected = (
        Page(render_html(document_of(saying(text, name), now=START))),
        Page(render_html(document_of(saying(TEXT, NAME), now=START))),
    )

    assert page.elements == expected.elements
    assert page.texts == [as_typed(part, text, name) for part in expected.texts]
    assert (page.open, page.broken) == ([], [])


@THOROUGH
@given(address=TYPED)
def test_an_address_leads_to_the_web_and_stays_within_its_attribute(address: str) -> None:
    """Links are the only attributes that come from outside."""
    table = Table(opened(new=(item(1, "x", url=f"https://example.org/{address}"), item(2, "y", url=address))))
    page = Page(render_html(document_of(table.session, now=START)))
    links = [dict(attributes) for tag, attributes in page.elements if tag == "a"]

    assert page.broken == []
    assert all(set(link) == {"href", "rel"} and link["rel"] == "noopener noreferrer" for link in links)
    assert all(re.match(r"https?://[^\s\"'<>]*$", link["href"] or "") for link in links)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.org", "x"])
def test_only_web_addresses_become_links(url: str) -> None:
    """A key with any other address is text."""
    table = Table(opened(new=(item(1, "x", url=url),)))

    assert not [tag for tag, _ in Page(render_html(document_of(table.session, now=START))).elements if tag == "a"]


def test_the_page_asks_nobody_for_anything_and_runs_nothing() -> None:
    """No script, no picture, no style sheet, font or frame from elsewhere; its policy forbids them, too."""
    text = render_html(document_of(closed_session(), now=START))
    page = Page(text)
    policies = policies_of(page)
    names = {name for _, attributes in page.elements for name, _ in attributes}

    assert not {tag for tag, _ in page.elements} & {
        "script", "img", "link", "iframe", "object", "embed", "form", "base", "video", "audio", "svg", "source",
    }  # fmt: skip
    assert names <= {"lang", "charset", "http-equiv", "content", "name", "class", "href", "rel", "scope"}
    assert not re.search(r"@import|url\(|expression\(", shipped_text("minutes.css"))
    assert len(policies) == 1
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'", policies[0]
    )


def test_the_policy_lets_our_own_style_sheet_pass() -> None:
    """Its digest is that of what stands between the tags, byte for byte."""
    text = render_html(document_of(closed_session(), now=START))
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

    assert f"'sha256-{digest}'" in policies_of(Page(text))[0]


def test_the_page_prints_on_a4_and_follows_the_readers_colours() -> None:
    """Dark and light, with the same names for the colours, and white paper."""
    style = shipped_text("minutes.css")

    assert re.search(r"@page \{ size: A4;", style)
    assert "@media (prefers-color-scheme: dark)" in style
    assert len(set(map(frozenset, map(_colours, _roots(style))))) == 1


def test_every_colour_can_be_read() -> None:
    """At least 4.5 to 1 on the ground and on the panels, in dark, in light and on paper (WCAG AA)."""
    for root in _roots(shipped_text("minutes.css")):
        colours = _colours(root)
        for name in ("text", "muted", "heading", "done", "gap", "amber"):
            for ground in ("ground", "panel"):
                assert _contrast(colours[name], colours[ground]) >= 4.5, (name, ground)


def test_a_template_of_a_team_is_escaped_as_ours_is() -> None:
    """In text and in attributes, through macros, lists and filters; it may use our style and policy."""
    template = (
        "{% macro bold(text) %}<b>{{ text }}</b>{% endmacro %}"
        '{% for a in minutes.actions %}{{ bold(a.text) }}<i title="{{ a.owner }}">{{ [a.text] }}</i>{% endfor %}'
        "{{ minutes.people | listed }}{{ style | length > 100 }}{{ policy[:11] }}"
    )
    session = saying("<u>&", 'x" onload="y')
    text = render_html(document_of(session, now=START), template=template)

    assert text.startswith("<b>&lt;u&gt;&amp;</b>")
    assert 'title="x&#34; onload=&#34;y"' in text or 'title="x&quot; onload=&quot;y"' in text
    assert "<u>" not in text
    assert text.endswith("Truedefault-src\n")


def _roots(style: str) -> list[str]:
    return re.findall(r":root \{(.*?)\}", style, re.DOTALL)


def _colours(root: str) -> dict[str, str]:
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", root))


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
