"""Keys: each explains itself, letters mean one thing all through a session, and nothing takes them away."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from textual.binding import Binding
from textual.events import Key
from textual.keys import _character_to_key
from textual.screen import ModalScreen, Screen

from refine_tui.domain.public_view import PublicView
from refine_tui.domain.recording import add_decision
from refine_tui.domain.transitions import bind
from refine_tui.store.sqlite.public_view_reader import read_public_view
from refine_tui.ui import key_queue
from refine_tui.ui.app import RefineApp
from refine_tui.ui.dialogs.keys_dialog import KeysDialog
from refine_tui.ui.dialogs.palette_commands import palette_commands
from refine_tui.ui.dialogs.paste_dialog import PasteDialog
from refine_tui.ui.home.screen import HomeScreen
from refine_tui.ui.keymap import ARROWS, written
from refine_tui.ui.live.record_list import RecordPanel
from refine_tui.ui.live.screen import LiveScreen
from refine_tui.ui.minutes.screen import MinutesScreen
from refine_tui.ui.setup.screen import SetupScreen
from tests.ui.driving import (
    DEEP_DIVE,
    KICK_OFF,
    TRIAGE,
    WRAP_UP,
    Desk,
    asked,
    line_with,
    running,
    screens_open,
    shown,
    typed,
)
from tests.ui.visits import screen_kinds

PHASES = (KICK_OFF, TRIAGE, DEEP_DIVE, WRAP_UP)


def bindings(kind: type[Screen[Any]] | type[RefineApp]) -> Iterator[Binding]:
    """Yield the bindings that a class declares itself."""
    yield from (binding for binding in vars(kind).get("BINDINGS", ()) if isinstance(binding, Binding))


MEANING: dict[str, tuple[type[Screen[Any]], str]] = {
    "d": (LiveScreen, "Decision"),
    "a": (LiveScreen, "Action item"),
    "q": (LiveScreen, "Open question"),
    "p": (LiveScreen, "Parking lot"),
    "n": (LiveScreen, "Note"),
    "w": (LiveScreen, "Who comes or goes?"),
    "o": (LiveScreen, "Go to"),
    "b": (LiveScreen, "We started how many minutes ago?"),
    "i": (PasteDialog, ""),
    "m": (MinutesScreen, ""),
    "question_mark": (KeysDialog, ""),
}


async def test_letters_mean_the_same_in_every_phase(desk: Desk) -> None:
    app = desk.begun(new=2, candidates=2)

    async with running(app) as pilot:
        for phase in PHASES:
            opened = {}
            for key in MEANING:
                await pilot.press(key)
                opened[key] = type(app.screen), asked(app)
                await pilot.press("escape")
            await pilot.press("r")
            records = app.focused.ancestors_with_self if app.focused is not None else []
            await pilot.press("escape")
            assert (desk.saved().phase, opened) == (phase, MEANING)
            assert app.screen.query_one(RecordPanel) in records
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


@pytest.mark.parametrize("key", ["d", "w"])
async def test_while_a_question_is_open_nothing_else_takes_the_focus(desk: Desk, key: str) -> None:
    with desk.facilitating() as facilitator:
        facilitator.apply(bind(add_decision, text="Refunds wait"))
    app = desk.resumed()

    async with running(app) as pilot:
        await pilot.press(key)
        bar = app.focused
        await pilot.press("tab", "shift+tab", "backspace", "delete")
        await pilot.click(RecordPanel)
        await pilot.press("backspace", "delete", "r")
        still = app.focused

    assert bar is still is not None
    assert [decision.text for decision in desk.saved().decisions] == ["Refunds wait"]


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

    assert "0 of 3" in seen
    assert desk.saved() == before


async def test_the_palette_has_every_action_of_the_session_once_with_its_key(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE, keymap={"session.decision": "z"})

    async with running(app):
        commands = palette_commands(app, app.screen)

    titles = [command.title for command in commands]
    moves = {"Down", "Up"}
    named = {binding.description for binding in bindings(LiveScreen) if binding.description and binding.show} - moves
    assert named - set(titles) == set()
    assert sorted(titles) == sorted(set(titles))
    assert not moves & set(titles)
    keys = {command.title: command.key for command in commands}
    assert (keys["Decision"], keys["Next phase"], keys["Leave"]) == ("z", "] >", "ctrl+q")
    assert all(command.key or command.title.startswith("Theme ") for command in commands)
    assert "There is nothing behind the session." not in {command.help for command in commands}


@pytest.mark.parametrize("name", ["Pause", "Leave"])
async def test_the_palette_carries_out_what_it_names(desk: Desk, name: str) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("ctrl+p", *name.lower(), "enter")
        for _ in range(3):
            await pilot.pause()
        left = app._exit

    assert not desk.saved().is_running
    assert left is (name == "Leave")


async def test_the_palette_lies_below_the_session_and_finds_an_action_by_its_name(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        opened = shown(app)
        await pilot.press(*"parked")
        await pilot.pause()
        found = shown(app)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        opened_line = asked(app)

    assert "PAY-11" in opened
    assert re.search(r"Decision +d +Record a decision\.", opened, flags=re.MULTILINE)
    assert "esc back" in opened
    assert "Parked topic" in found
    assert "Record a decision." not in found
    assert opened_line == "Parking lot"


async def test_the_palette_is_left_without_a_command(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        before = screens_open(app)
        await pilot.press("ctrl+p", "ctrl+p", *"zzzz")
        await pilot.pause()
        nothing = shown(app)
        await pilot.press("enter", "down", "escape")
        await pilot.pause()
        after = screens_open(app)

    assert "No command has that name." in nothing
    assert after == before


async def test_the_palette_offers_the_session_where_the_keys_are_shown(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("question_mark", "ctrl+p")
        await pilot.pause()
        seen = shown(app)
        await pilot.press("down", "down", "up", "enter")
        await pilot.pause()
        await pilot.pause()
        opened_line = asked(app)

    assert "Record a decision." in seen
    assert opened_line


async def test_the_palette_offers_to_leave_over_a_line_too(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("d", "ctrl+p")
        await pilot.pause()
        seen = line_with(app, "Leave")

    assert "ctrl+q" in seen


async def test_the_palette_changes_the_colours(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("ctrl+p", *"theme light", "enter")
        await pilot.pause()
        await pilot.pause()

    assert app.theme == "refine-light"


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
        last.time += 10 * key_queue.KEY_PATIENCE
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


TYPED_AHEAD: tuple[tuple[int, list[str], dict[str, object]], ...] = (
    (
        TRIAGE,
        ["3", *"Which fields? @ben", "enter", "4", "enter", "1", "2", "1", "1"],
        {
            "outcomes": ["needs_information", "later", None],
            "actions": ["Which fields?"],
            "answers": [True, False, True],
            "stories": [False, False, True],
        },
    ),
    (
        DEEP_DIVE,
        ["4", *"First 1]d", "enter", *"Second", "enter", "enter", "6", "1", "d", *"Buy u", "enter"],
        {"criteria": ("First 1]d", "Second"), "outcomes": ["ready"], "decisions": ["Buy u"]},
    ),
    (WRAP_UP, ["2", "3", *"+1w", "enter", "4", *"4 5", "enter", "1"], {"ratings": (4, 5), "carried": ["carried"]}),
)


@pytest.mark.parametrize(("phase", "keys", "wanted"), TYPED_AHEAD, ids=["triage", "deep dive", "wrap-up"])
async def test_keys_typed_ahead_of_a_chain_of_questions_go_to_the_question_that_they_are_for(
    desk: Desk, phase: int, keys: list[str], wanted: dict[str, object]
) -> None:
    """All of them are there before the first question is."""
    app = desk.begun(new=3 if phase == TRIAGE else 0, candidates=0 if phase == TRIAGE else 1, phase=phase)

    async with running(app) as pilot:
        for key in keys:
            character = key if len(key) == 1 else None
            app.post_message(Key(_character_to_key(key) if character else key, character))
        for _ in range(100):
            await pilot.pause()
            if app.keys.is_empty:
                break
        await pilot.pause()

    saved = desk.saved()
    found = {
        "outcomes": [None if item.outcome is None else item.outcome.value for item in saved.items],
        "actions": [action.text for action in saved.actions],
        "answers": [saved.items[-1].answers.valid, saved.items[-1].answers.urgent, saved.items[-1].answers.aligned],
        "stories": [item.deep_dive is not None for item in saved.items],
        "criteria": saved.items[0].item.acceptance_criteria,
        "decisions": [decision.text for decision in saved.decisions],
        "ratings": saved.ratings,
        "carried": [item.carry_over and item.carry_over.value for item in saved.items],
    }
    assert {name: found[name] for name in wanted} == wanted
    assert (saved.phase, desk.store().drafts(1)) == (phase, {})
