"""What the settings and the environment change on the screen: keys, the bell, colours."""

import os
import re
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from textual.color import Color

from refine_tui.domain.timekeeping import extend
from refine_tui.domain.transitions import bind
from refine_tui.ui.app import RefineApp
from refine_tui.ui.keymap import textual_keys
from refine_tui.ui.live.screen import LiveScreen
from refine_tui.ui.theme import PALETTES
from tests.cli.conftest import RUN, Machine
from tests.end_to_end.terminal import Terminal
from tests.ui.colour_vision import contrast
from tests.ui.driving import Desk, asked, running
from tests.ui.test_theme import GROUNDS, LEAST, WORDS

COLOUR = re.compile(rb"[34]8;2;(\d+);(\d+);(\d+)")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a desk for one test."""
    desk = Desk(tmp_path)
    yield desk
    desk.clear()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("+", "plus"),
        ("], >", "right_square_bracket,greater_than_sign"),
        ("space", "space"),
        (",", "comma"),
        ("esc,Del, PgDn,return", "escape,delete,pagedown,enter"),
        ("U,shift+u", "U,U"),
        ("Ctrl+K,ctrl++,control+]", "ctrl+k,ctrl+plus,ctrl+right_square_bracket"),
        ("shift+ctrl+left", "ctrl+shift+left"),
        ("F5,ß,§,↑", "f5,ß,section_sign,up"),
        ("right_square_bracket,plus", "right_square_bracket,plus"),
    ],
)
def test_keys_can_be_written_as_people_write_them(written: str, meant: str) -> None:
    """Or as Textual names them."""
    assert textual_keys(written) == meant


async def test_an_action_has_its_other_keys_and_no_longer_its_own(desk: Desk) -> None:
    """All of those that were given."""
    app = desk.begun(keymap={"session.decision": "], f2", "session.next_phase": "x", "session.absence": "ctrl+a"})
    titles = []

    async with running(app) as pilot:
        for key in ("right_square_bracket", "f2", "d"):
            await pilot.press(key)
            titles.append(asked(app))
            await pilot.press("escape")
        before = desk.saved().phase
        await pilot.press("x")

    assert titles == ["Decision", "Decision", ""]
    assert (before, desk.saved().phase) == (0, 1)


async def test_two_actions_can_swap_their_keys(desk: Desk) -> None:
    """Each is given the other's."""
    app = desk.begun(keymap={"session.pause": "]", "session.next_phase": "space"})

    async with running(app) as pilot:
        await pilot.press("right_square_bracket")
        paused = not desk.saved().is_running
        await pilot.press("space")

    assert paused
    assert desk.saved().phase == 1


async def test_the_key_to_leave_can_be_another_one(desk: Desk) -> None:
    """On every screen, and while text is typed."""
    app = desk.begun(keymap={"app.quit": "f10"})

    async with running(app) as pilot:
        await pilot.press("ctrl+q", "d", "x")
        stayed = app._exit
        await pilot.press("f10")

    assert (stayed, app._exit) == (False, True)


async def rings(desk: Desk, app: RefineApp, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return how often the bell had sounded: within the box, at its end, later, longer, and over again."""
    sounded: list[None] = []
    counts = []
    monkeypatch.setattr(app, "bell", lambda: sounded.append(None))

    async with running(app):
        screen = app.screen
        assert isinstance(screen, LiveScreen)
        for minutes in (4, 1, 2):
            desk.clock.advance(minutes=minutes)
            for _ in range(3):
                screen._ticker.tick()
            counts.append(len(sounded))
        screen.controls.application.live.apply(bind(extend, minutes=5))
        for minutes in (0, 6):
            desk.clock.advance(minutes=minutes)
            screen._ticker.tick()
            counts.append(len(sounded))
    return counts


async def test_the_bell_sounds_once_when_a_box_is_over(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """And again where the box got more time that has run out, too."""
    assert await rings(desk, desk.begun(bell=True), monkeypatch) == [0, 1, 1, 1, 2]


async def test_without_the_setting_no_bell_sounds(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is off by default."""
    assert await rings(desk, desk.begun(), monkeypatch) == [0, 0, 0, 0, 0]


@pytest.mark.parametrize("name", PALETTES)
def test_every_word_can_be_read_without_colours(name: str) -> None:
    """Each colour becomes the grey of its brightness where NO_COLOR is set."""
    palette = PALETTES[name]

    def grey(colour: str) -> tuple[int, int, int]:
        return Color.parse(getattr(palette, colour)).monochrome.rgb

    faint = [pair for pair in product(WORDS, GROUNDS) if contrast(grey(pair[0]), grey(pair[1])) < LEAST]

    assert faint == []


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_a_terminal_without_colours_shows_the_same_words_in_greys(machine: Machine) -> None:
    """What is marked, planned or late says so by a sign or a word."""
    del machine
    command = [sys.executable, "-c", RUN, "demo"]
    environment = dict(os.environ) | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    screens, colours = [], []
    for extra in ({}, {"NO_COLOR": "1"}):
        with Terminal.start(command, environment | extra) as terminal:
            terminal.wait_for("1 overdue", "Planned", "▶", "1 ready of 8", "ctrl+q leave")
            screens.append(terminal.text)
            colours.append(set(COLOUR.findall(bytes(terminal.raw))))
            terminal.press("ctrl+q")
            assert terminal.wait_exit() == 0

    assert screens[0] == screens[1]
    assert any(len(set(colour)) > 1 for colour in colours[0])
    assert {colour for colour in colours[1] if len(set(colour)) > 1} == set()
    assert len(colours[1]) > 3
