"""The themes, and in each of them every word can be read, and every state be told, by whoever looks."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import combinations, product

import pytest
from rich._palettes import STANDARD_PALETTE
from rich.color import Color
from rich.segment import Segment
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Button, Input, Label, OptionList, TextArea
from textual.widgets.option_list import Option

from refine_tui.domain.recording import add_action, add_decision, add_note, add_parked_topic, add_question
from refine_tui.domain.transitions import bind
from refine_tui.ui.app import RefineApp
from refine_tui.ui.theme import PALETTES, Palette
from tests.support import an_agenda
from tests.ui.colour_vision import Rgb, Vision, ciede2000, contrast, difference
from tests.ui.driving import DEEP_DIVE, TRIAGE, WRAP_UP, Desk, cells, running
from tests.ui.test_hostile_text import (
    Visitor,
    an_hour_of,
    visit_a_session,
    visit_home_and_a_new_session,
    visit_the_public_view,
)
from tests.ui.visits import screen_kinds

LEAST = 4.5
"""The ratio that WCAG 2 asks of text at level AA."""
MOST = 7
"""The one at level AAA."""

WORDS = ("text", "muted", "accent", "heading", "done", "gap", "person")
GROUNDS = ("background", "surface", "panel")

STATES = ("text", "muted", "accent", "done", "gap")
"""The roles that tell a state: open, to come or away, here and now, done, missing."""
APART = 12.0
"""The least CIEDE2000 between two of them: 1 is just noticeable side by side, 10 at a glance."""

DRAWING = re.compile("[\\s\u2500-\u259f]*")
"""Lines and bars, which are no text."""


def rgb(colour: str) -> Rgb:
    """Return the parts of ``#rrggbb``."""
    return tuple(Color.parse(colour).get_truecolor())  # type: ignore[return-value]


def test_black_on_white_has_the_contrast_that_is_known() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize(
    ("first", "second", "known"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1, 2), (50, 0, 0), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((35.0831, -44.1164, 3.7933), (35.0232, -40.0716, 1.5901), 1.8645),
        ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ],
)
def test_the_difference_of_two_colours_is_that_of_the_published_examples(
    first: tuple[float, float, float], second: tuple[float, float, float], known: float
) -> None:
    assert ciede2000(first, second) == pytest.approx(known, abs=0.0001)
    assert ciede2000(second, first) == pytest.approx(known, abs=0.0001)


@pytest.mark.parametrize("vision", [Vision.PROTANOPIA, Vision.DEUTERANOPIA])
def test_whoever_sees_no_red_or_no_green_takes_an_olive_for_a_brown_and_sees_greys_as_they_are(vision: Vision) -> None:
    olive, brown = (94, 103, 60), (128, 92, 60)

    assert difference(olive, brown) > 2 * difference(olive, brown, vision)
    assert difference((0, 0, 0), (255, 255, 255), vision) == pytest.approx(100, abs=0.1)
    assert difference((90, 90, 90), (120, 120, 120), vision) == pytest.approx(
        difference((90, 90, 90), (120, 120, 120)), abs=0.5
    )


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES.keys())
def test_every_colour_of_words_can_be_read_on_every_ground(palette: Palette) -> None:
    ratios = {
        (word, ground): contrast(rgb(getattr(palette, word)), rgb(getattr(palette, ground)))
        for word, ground in product(WORDS, GROUNDS)
    }

    assert {pair: ratio for pair, ratio in ratios.items() if ratio < LEAST} == {}


@pytest.mark.parametrize("vision", Vision)
@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES.keys())
def test_no_two_states_look_alike_to_anybody(palette: Palette, vision: Vision) -> None:
    apart = {
        (one, other): difference(rgb(getattr(palette, one)), rgb(getattr(palette, other)), vision)
        for one, other in combinations(STATES, 2)
    }

    assert {pair: round(distance, 1) for pair, distance in apart.items() if distance < APART} == {}


@pytest.mark.parametrize("name", ["refine-contrast-dark", "refine-contrast-light"])
def test_a_theme_of_high_contrast_has_seven_to_one_for_every_word(name: str) -> None:
    palette = PALETTES[name]
    ratios = [contrast(rgb(getattr(palette, w)), rgb(getattr(palette, g))) for w, g in product(WORDS, GROUNDS)]

    assert min(ratios) >= MOST


def faint(app: RefineApp) -> Iterator[tuple[str, str]]:
    """Yield the words on the screen that are too faint, each with its two colours."""
    for line in cells(app):
        for part in line:
            assert part.style is None or not part.style.dim, part
            if not DRAWING.fullmatch(part.text) and (ratio := contrast(*drawn(part))) < LEAST:
                yield part.text, f"{drawn(part)} {ratio:.2f}"


def drawn(part: Segment) -> tuple[Rgb, Rgb]:
    """Return the colours in which a run of text is drawn and on which."""
    style = part.style
    assert style is not None, part
    assert style.color is not None, part
    assert style.bgcolor is not None, part
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


class Examiner(Visitor):
    """Goes from screen to screen and looks for what cannot be read."""

    def __init__(self, app: RefineApp, pilot: Pilot[None], text: str) -> None:
        super().__init__(app, pilot, text)
        self.found: dict[tuple[str, str], str] = {}
        """The words that are too faint and their colours, by the name of the screen."""

    async def look(self, *keys: str) -> None:
        await super().look(*keys)
        self.found |= {(type(self.app.screen).__name__, words): why for words, why in faint(self.app)}


@pytest.mark.parametrize("theme", PALETTES)
async def test_every_cell_of_every_screen_and_dialog_can_be_read(desk: Desk, theme: str) -> None:
    an_hour_of("about refunds", desk)
    app = desk.app(theme=theme, agendas=lambda: (replace(an_agenda(), title="Say what waits"), an_agenda()))

    async with running(app, size=(160, 44)) as pilot:
        examiner = Examiner(app, pilot, "about refunds")
        await visit_the_public_view(examiner, desk.saved())
        await visit_home_and_a_new_session(examiner)
        await visit_a_session(examiner)

    assert examiner.found == {}
    assert set(examiner.seen) == set(screen_kinds())


class Hints(Screen[None]):
    """What Textual draws faint by itself."""

    CSS = "TextArea, OptionList { height: 4; }"

    def compose(self) -> ComposeResult:
        yield Input(placeholder="what to type")
        yield Input(placeholder="what to type", disabled=True)
        yield Input("typed", disabled=True)
        yield TextArea(placeholder="what to type")
        yield TextArea("typed", disabled=True)
        yield Button("press", disabled=True)
        yield OptionList(Option("one"), Option("not this one", disabled=True))
        yield OptionList(Option("none"), disabled=True)
        yield Label("said", disabled=True)


@pytest.mark.parametrize("theme", PALETTES)
async def test_what_is_disabled_and_what_is_only_a_hint_can_be_read(desk: Desk, theme: str) -> None:
    app = desk.app(theme=theme)

    async with running(app, size=(80, 50)) as pilot:
        await app.push_screen(Hints())
        await pilot.pause()
        found = list(faint(app))

    assert found == []


def last_row(app: RefineApp) -> list[tuple[str, tuple[Rgb, Rgb]]]:
    """Return the words of the last row of the screen, each run with its colours."""
    return [(part.text, drawn(part)) for part in cells(app)[-1] if part.text.strip()]


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
