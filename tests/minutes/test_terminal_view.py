"""The minutes as lines to read on a screen."""

from hypothesis import given, settings

from refine_tui.domain.plain_text import clean_line
from refine_tui.minutes.document import document_of
from refine_tui.minutes.escaping import inline, link
from refine_tui.minutes.markdown import render_markdown
from refine_tui.minutes.terminal_view import LineKind, TerminalLine, terminal_lines
from tests.minutes.building import START, closed_session
from tests.minutes.hostile import HOSTILE
from tests.minutes.test_escaping import rendered


def test_each_line_is_told_by_its_kind() -> None:
    """Title, heading, bullet, bullet below it, action item, text, blank."""
    markdown = "# T\n\n## H\n- b **5** [K](https://x.y)\n  - s \\*\n- [x] A1 `@bob`\n- [ ] A2\nplain\n"

    assert terminal_lines(markdown) == (
        TerminalLine(kind=LineKind.TITLE, text="T"),
        TerminalLine(kind=LineKind.BLANK, text=""),
        TerminalLine(kind=LineKind.HEADING, text="H"),
        TerminalLine(kind=LineKind.BULLET, text="b 5 K"),
        TerminalLine(kind=LineKind.SUB_BULLET, text="s *"),
        TerminalLine(kind=LineKind.ACTION, text="A1 @bob", done=True),
        TerminalLine(kind=LineKind.ACTION, text="A2"),
        TerminalLine(kind=LineKind.TEXT, text="plain"),
    )


def test_the_minutes_read_as_a_renderer_shows_them() -> None:
    """Every line of real minutes: the same text as in the browser."""
    for line in render_markdown(document_of(closed_session(), now=START)).splitlines():
        (read,) = terminal_lines(line)
        shown = rendered(line.lstrip())[1].removeprefix("[x] ").removeprefix("[ ] ")

        assert read.text == shown


@settings(max_examples=300, deadline=None)
@given(text=HOSTILE, key=HOSTILE)
def test_a_line_reads_as_it_was_typed(text: str, key: str) -> None:
    """Backslashes and code signs of ours are gone, those of the person are there."""
    (read,) = terminal_lines(f"- x {inline(text)} — {link(key, 'https://example.org/')} x")

    assert read.text == f"x {clean_line(text)} — {clean_line(key)} x"
