"""Keys: each explains itself, letters mean one thing all through a session, and nothing takes them away."""

import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from textual.binding import Binding
from textual.events import Key
from textual.keys import _character_to_key
from textual.screen import ModalScreen, Screen

from refine_tui.domain.public_view import PublicView
from refine_tui.store.sqlite.public_view_reader import read_public_view
from refine_tui.ui import hardened_app
from refine_tui.ui.app import RefineApp
from refine_tui.ui.dialogs.keys_dialog import KeysDialog
from refine_tui.ui.dialogs.line_dialog import LineDialog
from refine_tui.ui.dialogs.paste_dialog import PasteDialog
from refine_tui.ui.dialogs.recorded_dialog import RecordedDialog
from refine_tui.ui.home.screen import HomeScreen
from refine_tui.ui.keymap import ARROWS, written
from refine_tui.ui.minutes.screen import MinutesScreen
from refine_tui.ui.screens.live import LiveScreen
from refine_tui.ui.setup.screen import SetupScreen
from tests.ui.driving import DEEP_DIVE, KICK_OFF, TRIAGE, WRAP_UP, Desk, line_with, running, shown, typed
from tests.ui.visits import screen_kinds

PHASES = (KICK_OFF, TRIAGE, DEEP_DIVE, WRAP_UP)


def bindings(kind: type[Screen[Any]] | type[RefineApp]) -> Iterator[Binding]:
    """Yield the bindings that a class declares itself."""
    yield from (binding for binding in vars(kind).get("BINDINGS", ()) if isinstance(binding, Binding))


MEANING: dict[str, tuple[type[Screen[Any]], str]] = {
    "d": (LineDialog, "Decision"),
    "a": (LineDialog, "Action item"),
    "q": (LineDialog, "Open question"),
    "p": (LineDialog, "Parking lot"),
    "n": (LineDialog, "Note"),
    "r": (RecordedDialog, "Recorded"),
    "i": (PasteDialog, "Import items: paste or type them, one per line, or drop a file here"),
    "m": (MinutesScreen, ""),
    "question_mark": (KeysDialog, "Keys"),
}


async def test_letters_mean_the_same_in_every_phase(desk: Desk) -> None:
    app = desk.begun(new=2, candidates=2)

    async with running(app) as pilot:
        for phase in PHASES:
            opened = {}
            for key in MEANING:
                await pilot.press(key)
                title = app.screen.query("#title").first() if isinstance(app.screen, ModalScreen) else None
                opened[key] = type(app.screen), str(title.render()).split("   ")[0] if title else ""
                await pilot.press("escape")
            assert (desk.saved().phase, opened) == (phase, MEANING)
            await pilot.press("right_square_bracket")


async def test_nothing_takes_the_focus_by_itself(desk: Desk) -> None:
    app = desk.begun(candidates=1)

    async with running(app) as pilot:
        for _ in PHASES:
            before = app.focused
            await pilot.press("tab")
            tabbed = app.focused
            await pilot.press("d")
            field = app.focused
            await pilot.press("escape")
            assert (before, tabbed, app.focused) == (None, None, None)
            assert field is not None
            assert field.id == "line"
            await pilot.press("right_square_bracket")


async def test_text_that_is_typed_as_fast_as_a_paste_goes_into_the_line_that_its_letter_opens(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("d", *"apun 1")
        text = typed(app)

    assert text == "apun 1"
    assert desk.saved().items[0].outcome is None


@pytest.mark.parametrize("kind", [kind for kind in screen_kinds() if not issubclass(kind, ModalScreen)])
def test_every_key_of_a_screen_has_an_id_of_its_own_and_says_what_it_does(kind: type[Screen[Any]]) -> None:
    keys = [*bindings(kind), *bindings(RefineApp)]

    ids = [binding.id for binding in keys]
    assert all(ids)
    assert len(ids) == len(set(ids))
    assert [binding.key for binding in keys if not binding.tooltip and "choice_" not in str(binding.id)] == []


def test_ids_of_keys_are_unique_in_the_whole_program() -> None:
    kinds: list[type[Screen[Any]] | type[RefineApp]] = [*screen_kinds(), RefineApp]
    ids = [binding.id for kind in kinds for binding in bindings(kind) if binding.id]

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("kind", [kind for kind in screen_kinds() if issubclass(kind, ModalScreen)])
def test_every_key_of_a_dialog_has_a_name(kind: type[Screen[Any]]) -> None:
    assert all(binding.description for binding in bindings(kind))


async def keys_shown(app: RefineApp, *way: str) -> str:
    """Return all that the list of keys shows, from its top to its end, once the keys of *way* were pressed."""
    async with running(app) as pilot:
        await pilot.press(*way)
        await pilot.pause()
        await pilot.press("question_mark")
        seen = [shown(app)]
        for _ in range(12):
            await pilot.press("down")
        seen.append(shown(app))
        await pilot.press("escape")
    return "\n".join(seen)


@pytest.mark.parametrize("phase", [KICK_OFF, DEEP_DIVE])
async def test_the_list_of_keys_has_every_key_of_the_session_and_its_choices(desk: Desk, phase: int) -> None:
    seen = await keys_shown(desk.begun(candidates=1, phase=phase))

    for binding in bindings(LiveScreen):
        if binding.description:
            assert f"{_as_written(binding.key):<16} {binding.tooltip}" in seen
    assert "1  " in seen


@pytest.mark.parametrize(("kind", "way"), [(HomeScreen, ()), (SetupScreen, ("1",)), (MinutesScreen, ("enter", "m"))])
async def test_the_list_of_keys_of_each_screen_has_all_of_them(
    desk: Desk, kind: type[Screen[Any]], way: tuple[str, ...]
) -> None:
    with desk.facilitating():
        pass

    seen = await keys_shown(desk.app(), *way)

    for binding in bindings(kind):
        assert f"{_as_written(binding.key):<16} {binding.tooltip}" in seen


async def test_arrows_and_enter_choose_as_well_as_digits(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("enter", "right", "enter")
        second = desk.saved().items[0].answers.valid
        await pilot.press("escape", "enter", "j", "enter")
        first = desk.saved().items[0].answers.valid

    assert second is False
    assert first is True


async def test_a_digit_without_a_choice_does_nothing(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)
    before = desk.saved()

    async with running(app) as pilot:
        await pilot.press("7", "8", "9")
        seen = shown(app)

    assert "New item 1 of 3 · 0 done" in seen
    assert desk.saved() == before


async def test_the_palette_has_every_action_of_the_session_once(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app):
        titles = [command.title for command in app.get_system_commands(app.screen)]

    named = {f"session: {binding.description}" for binding in bindings(LiveScreen) if binding.description}
    assert named - set(titles) == set()
    assert sorted(titles) == sorted(set(titles))


@pytest.mark.parametrize("name", ["Pause", "Leave"])
async def test_the_palette_carries_out_what_it_names(desk: Desk, name: str) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        command = next(c for c in app.get_system_commands(app.screen) if c.title.endswith(f": {name}"))
        done = command.callback()
        assert inspect.isawaitable(done)
        await done
        await pilot.pause()
        left = app._exit

    assert not desk.saved().is_running
    assert left is (name == "Leave")


async def test_the_palette_opens_over_the_session_and_finds_an_action_by_its_name(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"parking")
        await pilot.pause(0.3)
        seen = shown(app)
        await pilot.press("enter")
        await pilot.pause(0.1)
        await pilot.pause()
        opened = line_with(app, "Parking lot")

    assert "session: Parking lot" in seen
    assert opened


def _as_written(keys: str) -> str:
    """Return the keys of a binding as the list of keys shows them."""
    return " ".join(ARROWS.get(key, written(key)) for key in keys.split(","))


async def test_nothing_typed_ahead_is_lost_however_slow_the_screen_is(desk: Desk) -> None:
    """A hundred keys at once, and a key long after them that takes them in: it comes behind all of them."""
    app = desk.begun(new=0, phase=TRIAGE)
    text = "A story with a title that goes on and on " * 3

    async with running(app) as pilot:
        await pilot.press("i")
        for character in text:
            app.post_message(Key(_character_to_key(character), character))
        last = Key("ctrl+s", None)
        last.time += 10 * hardened_app.KEY_PATIENCE
        app.post_message(last)
        for _ in range(200):
            await pilot.pause()
            if "Nothing is stored yet" in shown(app):
                break
        seen = shown(app)
        await pilot.press("1")
        await pilot.pause()

    assert "1 new item" in seen
    assert [item.item.title for item in desk.saved().items] == [text.strip()]


@pytest.mark.parametrize("looking", [True, False])
async def test_what_is_typed_before_the_store_is_open_goes_into_the_line_that_its_letter_opens(
    desk: Desk, looking: bool
) -> None:
    """On the public view, or the home screen, no key acts yet: the letters behind ``d`` are no keys of the session."""
    with desk.facilitating(phase=TRIAGE):
        pass

    def typing() -> PublicView | None:
        for character in "dBuy it]3":
            app.post_message(Key(_character_to_key(character), character))
        app.post_message(Key("enter", None))
        found = read_public_view(desk.database)
        assert found is not None
        return found.view if looking else None

    app = desk.resumed(first_view=typing)

    async with running(app) as pilot:
        for _ in range(100):
            await pilot.pause()
            if desk.saved().decisions:
                break

    saved = desk.saved()
    assert [decision.text for decision in saved.decisions] == ["Buy it]3"]
    assert (saved.phase, saved.parked) == (TRIAGE, ())
