"""Whatever reaches the terminal is text: nothing that could steer it."""

import pytest
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.color import Color

from refine_tui.ui.app import RefineApp
from refine_tui.ui.text import PlainTextFilter
from tests.ui.driving import running

BLACK = Color(0, 0, 0)


def cleaned(*segments: Segment) -> list[Segment]:
    """Return a line of segments as it leaves the filter."""
    return PlainTextFilter().apply(list(segments), BLACK)


@pytest.mark.parametrize(
    "character",
    [
        "\x00",
        "\x07",
        "\x08",
        "\x0b",
        "\x1b",
        "\x7f",
        "\x80",
        "\x9b",
        "\x9f",
        "\u061c",
        "\u200e",
        "\u202e",
        "\u2066",
        "\ufeff",
    ],
)
def test_a_character_that_could_steer_a_terminal_becomes_a_blank(character: str) -> None:
    assert cleaned(Segment(f"a{character}b")) == [Segment("a b")]


@pytest.mark.parametrize("text", ["plain", "é ü ß", "見積もり", "עברית", "👩\u200d👩\u200d👧", "a\tb", "🇩🇪"])
def test_text_of_any_script_stays_as_it_is(text: str) -> None:
    assert cleaned(Segment(text)) == [Segment(text)]


def test_the_style_stays_with_the_cleaned_text() -> None:
    style = Style(bold=True)

    assert cleaned(Segment("a\x1b[31m", style)) == [Segment("a [31m", style)]


def test_what_the_program_itself_sends_to_steer_the_terminal_stays() -> None:
    control = Segment("\x1b[2J", None, [(ControlType.CLEAR,)])

    assert cleaned(control, Segment("a")) == [control, Segment("a")]


async def test_the_app_filters_every_line_with_the_same_filters(app: RefineApp) -> None:
    """Textual caches each filtered line by its filter: a new one would filter and store all lines at each frame."""
    async with running(app):
        assert app.get_line_filters() == app.get_line_filters()
