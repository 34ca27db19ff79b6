"""Text that was typed or pasted into the wrong window does nothing, and the notice says so."""

import pytest
from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.pilot import Pilot

from refine_tui.ui.dialogs.keys_dialog import KeysDialog
from refine_tui.ui.terminal_input import InputFailed, KeysRead, with_bursts
from tests.ui.driving import DEEP_DIVE, TRIAGE, Desk, notice, paste, running, screens_open, shown


def keys_of(text: str) -> list[Key]:
    names = {"\r": "enter", "\x1b": "escape"}
    return [Key(names.get(character) or _character_to_key(character), character) for character in text]


async def burst(pilot: Pilot[None], text: str) -> None:
    """Send keys as one read from the terminal brings them."""
    for message in with_bursts([*keys_of(text)]):
        pilot.app.post_message(message)
    for _ in range(5):
        await pilot.pause()


@pytest.mark.parametrize(
    "text", ["unmute yourself", "let me just share the link 13", "]]4+", "4312", "\x1b[unmute", "xyz "]
)
async def test_a_burst_that_opens_no_line_does_nothing(desk: Desk, text: str) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        before, screens = desk.saved(), screens_open(app)
        await burst(pilot, text)
        said = notice(app)
        still = screens_open(app)

    printable = sum(character.isprintable() for character in text)
    assert said == f"{printable} keys were typed or pasted into the wrong window: nothing was done"
    assert (desk.saved(), still) == (before, screens)


async def test_text_that_is_typed_ahead_behind_its_key_goes_into_the_line(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await burst(pilot, "dunmute the alarms\r")

    assert [decision.text for decision in desk.saved().decisions] == ["unmute the alarms"]


async def test_what_follows_the_line_in_the_same_burst_does_nothing(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await burst(pilot, "dCards first\runmute yourself")
        said = notice(app)

    saved = desk.saved()
    assert [decision.text for decision in saved.decisions] == ["Cards first"]
    assert said.startswith("15 keys were typed or pasted")


async def test_an_open_line_takes_a_burst(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("d")
        await burst(pilot, "unmute yourself\r")

    assert [decision.text for decision in desk.saved().decisions] == ["unmute yourself"]


async def test_a_key_that_has_another_id_in_the_keymap_opens_the_line_too(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE, keymap={"session.decision": "z"})

    async with running(app) as pilot:
        await burst(pilot, "zunmute\r")
        await burst(pilot, "decide")
        said = notice(app)

    assert [decision.text for decision in desk.saved().decisions] == ["unmute"]
    assert said.startswith("6 keys")


async def test_three_keys_and_a_key_that_is_held_down_act(desk: Desk) -> None:
    app = desk.begun(new=3, phase=TRIAGE)

    async with running(app) as pilot:
        await burst(pilot, "42 ")
        await burst(pilot, "++++")

    saved = desk.saved()
    assert (sum(item.outcome is not None for item in saved.triage_items), saved.is_running) == (2, False)
    assert saved.phases[TRIAGE].extended_minutes == 4


@pytest.mark.parametrize("under", [(), ("question_mark",)])
async def test_leaving_works_within_a_burst(desk: Desk, under: tuple[str, ...]) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press(*under)
        app.post_message(KeysRead((*keys_of("unmute"), Key("ctrl+q", "\x11"))))
        await pilot.pause()
        left = app._exit

    assert left
    assert not desk.saved().is_running


async def test_a_dialog_without_a_line_takes_no_burst(desk: Desk) -> None:
    app = desk.begun(new=0, candidates=2, phase=DEEP_DIVE)

    async with running(app) as pilot:
        await pilot.press("question_mark")
        await burst(pilot, "quite another text")
        still = screens_open(app)
        await pilot.press("escape")
        said = notice(app)

    assert still[-1] is KeysDialog
    assert said.startswith("18 keys were typed")


async def test_a_paste_without_a_line_does_nothing(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        before = desk.saved()
        await paste(pilot, "unmute yourself")
        await pilot.pause()
        said = notice(app)

    assert said == "15 characters were pasted into the wrong window: nothing was done"
    assert desk.saved() == before


async def test_a_paste_right_behind_its_key_goes_into_the_line(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        app.post_message(Key("d", "d"))
        app.post_message(Paste("Cards first\x1b"))
        app.post_message(Key("enter", "\r"))
        for _ in range(8):
            await pilot.pause()
        seen = shown(app)

    assert [decision.text for decision in desk.saved().decisions] == ["Cards first"], seen


async def test_an_error_of_the_thread_that_reads_the_keyboard_ends_the_app_as_any_other_does(desk: Desk) -> None:
    app = desk.begun()

    async def fail() -> None:
        async with running(app) as pilot:
            app.post_message(InputFailed(ZeroDivisionError()))
            await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await fail()
