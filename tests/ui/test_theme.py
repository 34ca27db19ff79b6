"""The themes, and in each of them every word can be read: at least 4.5 to 1, measured where it is drawn."""

from collections.abc import Iterator
from dataclasses import fields
from itertools import product

import pytest
from rich._palettes import STANDARD_PALETTE
from rich.color import Color
from rich.segment import Segment

from refine_tui.domain.recording import add_action, add_decision, add_note, add_parked_topic, add_question
from refine_tui.domain.transitions import bind
from refine_tui.ui.app import RefineApp
from refine_tui.ui.theme import PALETTES, Palette
from tests.ui.driving import DEEP_DIVE, TRIAGE, WRAP_UP, Desk, cells, running

LEAST = 4.5
"""The ratio that WCAG 2 asks of text at level AA."""

WORDS = ("text", "muted", "accent", "heading", "done", "gap", "person")
GROUNDS = ("background", "surface", "panel")

Rgb = tuple[int, int, int]


def luminance(colour: Rgb) -> float:
    """Return the relative luminance of a colour, as WCAG 2 defines it."""
    parts = (value / 255 for value in colour)
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: Rgb, second: Rgb) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def rgb(colour: str) -> Rgb:
    """Return the parts of ``#rrggbb``."""
    return tuple(Color.parse(colour).get_truecolor())  # type: ignore[return-value]


def test_black_on_white_has_the_contrast_that_is_known() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES.keys())
def test_every_colour_of_words_can_be_read_on_every_ground(palette: Palette) -> None:
    ratios = {
        (word, ground): contrast(rgb(getattr(palette, word)), rgb(getattr(palette, ground)))
        for word, ground in product(WORDS, GROUNDS)
    }

    assert {pair: ratio for pair, ratio in ratios.items() if ratio < LEAST} == {}


def faint(app: RefineApp) -> Iterator[tuple[str, str]]:
    """Yield the words on the screen that are too faint, each with its two colours."""
    for line in cells(app):
        for part in line:
            if any(character.isalnum() for character in part.text) and (colours := drawn(part)) is not None:
                ratio = contrast(*colours)
                if ratio < LEAST:
                    yield part.text, f"{colours} {ratio:.2f}"


def drawn(part: Segment) -> tuple[Rgb, Rgb] | None:
    """Return the colours in which a run of text is drawn and on which; None where it has none of its own."""
    style = part.style
    assert style is not None, part
    assert style.color is not None, part
    assert style.bgcolor is not None, part
    assert not style.dim, part
    ink, ground = tuple(style.color.get_truecolor()), tuple(style.bgcolor.get_truecolor())
    return (ground, ink) if style.reverse else (ink, ground)  # type: ignore[return-value]


def full(desk: Desk, phase: int, theme: str) -> RefineApp:
    """Return the app that goes to a session with something of everything, in *phase*."""
    with desk.facilitating(new=3, candidates=2, phase=phase) as facilitator:
        facilitator.apply(bind(add_decision, text="Refunds wait", because="Legal is asked"))
        facilitator.apply(bind(add_action, text="Ask Legal", owner="Chloé"))
        facilitator.apply(bind(add_question, text="Which zone?", item=facilitator.session.open_item))
        facilitator.apply(bind(add_parked_topic, text="The coffee machine"))
        facilitator.apply(bind(add_note, text="Seen at two shops"))
    return desk.resumed(theme=theme)


@pytest.mark.parametrize("theme", PALETTES)
async def test_every_cell_of_the_live_screen_and_its_dialogs_can_be_read(desk: Desk, theme: str) -> None:
    app = full(desk, TRIAGE, theme)

    found = {}
    async with running(app) as pilot:
        for key in ("a", "r", "i", "question_mark", "enter", "m"):
            await pilot.press(key)
            await pilot.pause()
            found[key] = list(faint(app))
            await pilot.press("escape")
        for phase in (TRIAGE, DEEP_DIVE, WRAP_UP):
            found[f"phase {phase}"] = list(faint(app))
            await pilot.press("right_square_bracket")
        found["refused"] = list(faint(app))

    assert {where: words for where, words in found.items() if words} == {}


async def test_a_theme_chosen_while_the_session_runs_paints_every_cell_anew(desk: Desk) -> None:
    app = full(desk, DEEP_DIVE, "refine-dark")

    found = {}
    async with running(app) as pilot:
        for theme in [*PALETTES, "refine-dark"]:
            app.theme = theme
            await pilot.pause()
            await pilot.pause()
            found[theme] = list(faint(app))

    assert {theme: words for theme, words in found.items() if words} == {}


async def test_home_new_session_and_minutes_can_be_read_in_each_theme(desk: Desk) -> None:
    with desk.facilitating():
        pass
    app = desk.app()

    found = {}
    async with running(app) as pilot:
        for theme in PALETTES:
            app.theme = theme
            await pilot.pause()
            found[theme, "home"] = list(faint(app))
            await pilot.press("1")
            found[theme, "new"] = list(faint(app))
            await pilot.press("2")
            found[theme, "choice"] = list(faint(app))
            await pilot.press("escape", "escape")

    assert {where: words for where, words in found.items() if words} == {}


async def test_a_theme_that_nobody_knows_is_the_default_one(desk: Desk) -> None:
    app = desk.app(theme="no-such-theme")

    async with running(app):
        theme = app.theme

    assert theme == "refine-dark"


async def test_a_terminal_of_sixteen_colours_has_the_theme_made_for_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLORTERM")
    monkeypatch.setenv("TERM", "xterm")
    app, asked = desk.app(), desk.app(theme="refine-contrast-light")

    async with running(app):
        by_itself = app.theme
    async with running(asked):
        as_asked = asked.theme

    assert by_itself == "refine-16-colours"
    assert as_asked == "refine-contrast-light"


def test_the_theme_of_sixteen_colours_uses_no_other() -> None:
    palette = PALETTES["refine-16-colours"]
    ansi = {tuple(STANDARD_PALETTE[number]) for number in range(16)}
    colours = [getattr(palette, field.name) for field in fields(palette) if field.name != "dark"]

    assert {rgb(colour) for colour in colours} <= ansi
    assert palette.background == palette.surface == palette.panel == "#000000"
