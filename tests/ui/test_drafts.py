"""Text that is being typed: on the disk after a second, offered again after a kill, forgotten once it is recorded."""

import pytest

from refine_tui.ui.app import RefineApp
from refine_tui.ui.dialogs.keys_dialog import KeysDialog
from refine_tui.ui.widgets.question_bar import DRAFT_HINT, KEEP_AFTER
from tests.driver import open_store
from tests.ui.driving import DEEP_DIVE, TRIAGE, Desk, enter, notice, paste, running, shown, typed, write


async def wait_for_drafts(desk: Desk, pilot: object, wanted: dict[str, str]) -> None:
    """Wait until the store has these drafts, three times as long as it may take."""
    for _ in range(int(3 * KEEP_AFTER / 0.1)):
        if desk.store().drafts(1) == wanted:
            break
        await pilot.pause(0.1)  # type: ignore[attr-defined]
    assert desk.store().drafts(1) == wanted


async def test_what_is_being_typed_is_on_the_disk_within_two_seconds(desk: Desk) -> None:
    app = desk.begun()

    async with running(app) as pilot:
        await pilot.press("d")
        await write(pilot, "Refunds wait for the led")
        await wait_for_drafts(desk, pilot, {"decision ": "Refunds wait for the led"})
        await write(pilot, "Refunds wait for the ledger")
        await wait_for_drafts(desk, pilot, {"decision ": "Refunds wait for the ledger"})


async def test_after_a_kill_the_draft_is_offered_and_its_key_brings_it_back(desk: Desk) -> None:
    with desk.facilitating() as facilitator:
        facilitator.save_draft("decision ", "Refunds wait for the led")
        facilitator.save_draft("action ", "Ask Legal")
    app = desk.resumed()

    async with running(app) as pilot:
        greeting = notice(app)
        await pilot.press("d")
        held = typed(app)
        await enter(pilot, "Refunds wait for the ledger")
        left = desk.store().drafts(1)

    assert "your drafts: d, a" in greeting
    assert held == "Refunds wait for the led"
    assert [decision.text for decision in desk.saved().decisions] == ["Refunds wait for the ledger"]
    assert left == {"action ": "Ask Legal"}


async def test_a_line_that_is_left_is_kept_at_once_and_an_empty_one_is_forgotten(desk: Desk) -> None:
    app = desk.begun(candidates=1, phase=DEEP_DIVE)

    async with running(app) as pilot:
        await pilot.press("n")
        await write(pilot, "Half a thought")
        await pilot.press("escape")
        said, kept = notice(app), desk.store().drafts(1)
        await pilot.press("n")
        held = typed(app)
        await write(pilot, "")
        await pilot.press("escape")
        forgotten = desk.store().drafts(1)

    assert said == "Your text is kept: the same key brings it back."
    assert kept == {"note ": "Half a thought"}
    assert held == "Half a thought"
    assert forgotten == {}


async def test_leaving_with_a_line_open_keeps_it(desk: Desk) -> None:
    app = desk.begun()

    async with running(app) as pilot:
        await pilot.press("q")
        await write(pilot, "Which cut-off zone")
        await pilot.press("ctrl+q")

    store = open_store(desk.database)
    assert store.drafts(1) == {"question ": "Which cut-off zone"}
    store.close()


async def test_leaving_with_a_dialog_over_a_line_keeps_the_line(desk: Desk) -> None:
    app = desk.begun()

    async with running(app) as pilot:
        await pilot.press("q")
        await write(pilot, "Which cut-off zone")
        app.push_screen(KeysDialog([]))
        await pilot.pause()
        await pilot.press("ctrl+q")

    store = open_store(desk.database)
    assert store.drafts(1) == {"question ": "Which cut-off zone"}
    store.close()


async def test_a_line_whose_record_could_not_be_saved_is_on_the_disk_soon_after(desk: Desk) -> None:
    app = desk.begun()

    async with running(app) as pilot:
        await pilot.press("d")
        with desk.locked():
            await enter(pilot, "Refunds wait")
        await wait_for_drafts(desk, pilot, {"decision ": "Refunds wait"})
        still = shown(app)

    assert "“D1 Refunds wait” is not saved" in still


async def test_lines_to_bring_in_are_kept_in_a_session_too(desk: Desk) -> None:
    with desk.facilitating():
        pass
    app = desk.resumed()

    async with running(app) as pilot:
        await pilot.press("i")
        await paste(pilot, "NEW-1 Pay by invoice")
        await wait_for_drafts(desk, pilot, {"bring": "NEW-1 Pay by invoice"})
        await pilot.press("ctrl+s", "1")
        await pilot.pause()
        left = desk.store().drafts(1)

    assert left == {}


async def test_a_draft_that_cannot_be_kept_says_so_and_typing_goes_on(desk: Desk) -> None:
    app = desk.begun()

    async with running(app) as pilot:
        await pilot.press("d")
        with desk.locked():
            await write(pilot, "Refunds wait")
            await pilot.pause(KEEP_AFTER + 0.6)
            seen, held = shown(app), typed(app)
        await write(pilot, "Refunds wait for")
        await wait_for_drafts(desk, pilot, {"decision ": "Refunds wait for"})

    assert "! refine.db: another program is writing to the database, so what you are typing is not saved" in seen
    assert held == "Refunds wait"


async def test_what_is_typed_replaces_a_draft_that_comes_back_and_ctrl_z_brings_it_back(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("d", *"Half a", "escape", "d")
        offered = shown(app)
        await pilot.press(*"We wait")
        replaced, after_typing = typed(app), shown(app)
        await pilot.press("ctrl+z")
        undone = typed(app)
        await pilot.press(*" loaf", "enter")

    assert DRAFT_HINT in offered
    assert replaced == "We wait"
    assert DRAFT_HINT not in after_typing
    assert undone == "Half a"
    assert [decision.text for decision in desk.saved().decisions] == ["Half a loaf"]


async def test_a_draft_is_replaced_by_text_that_is_typed_ahead_behind_the_key(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("d", *"uplicate", "escape")
        await pilot.press("d", *"We only do whole orders", "enter")

    assert [decision.text for decision in desk.saved().decisions] == ["We only do whole orders"]


async def test_a_draft_is_replaced_by_what_is_pasted_and_ctrl_z_brings_it_back(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("d", *"Half a", "escape", "d")
        await paste(pilot, "We wait")
        pasted, seen = typed(app), shown(app)
        await pilot.press("ctrl+z")
        undone = typed(app)

    assert (pasted, undone) == ("We wait", "Half a")
    assert DRAFT_HINT not in seen


@pytest.mark.parametrize(
    ("key", "then"),
    [("right", "Half a!"), ("end", "Half a!"), ("backspace", "Half !"), ("left", "!Half a"), ("home", "!Half a")],
)
async def test_a_key_that_moves_or_deletes_works_on_the_draft_that_came_back(desk: Desk, key: str, then: str) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("d", *"Half a", "escape", "d", key)
        seen = shown(app)
        await pilot.press("!")
        held = typed(app)

    assert DRAFT_HINT not in seen
    assert held == then


async def test_typing_goes_on_with_a_text_at_which_the_program_ended_until_it_is_left(desk: Desk) -> None:
    with desk.facilitating() as facilitator:
        facilitator.save_draft("decision ", "Refunds wait for the led")
    app = desk.resumed()

    async with running(app) as pilot:
        await pilot.press("d")
        offered = shown(app)
        await pilot.press(*"ger")
        held = typed(app)
        await pilot.press("escape", "d")
        left = shown(app)
        await pilot.press(*"No refunds", "enter")

    assert DRAFT_HINT not in offered
    assert held == "Refunds wait for the ledger"
    assert DRAFT_HINT in left
    assert [decision.text for decision in desk.saved().decisions] == ["No refunds"]


async def test_typing_goes_on_with_the_text_of_a_record_that_is_edited(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("d")
        await enter(pilot, "Refunds wait")
        await pilot.press("r", "e")
        seen = shown(app)
        await pilot.press(*" a week", "enter")

    assert DRAFT_HINT not in seen
    assert [decision.text for decision in desk.saved().decisions] == ["Refunds wait a week"]


async def test_typing_goes_on_with_a_text_that_was_refused(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("d")
        with desk.locked():
            await enter(pilot, "Refunds wait")
        await pilot.press(*" a week", "enter")

    assert [decision.text for decision in desk.saved().decisions] == ["Refunds wait a week"]


async def test_a_line_of_the_setup_that_was_left_is_replaced_by_what_is_typed(app: RefineApp) -> None:
    async with running(app) as pilot:
        await pilot.press("1", "3")
        await write(pilot, "Two stor")
        await pilot.press("escape", "3")
        offered = shown(app)
        await pilot.press(*"Web")
        held = typed(app)

    assert DRAFT_HINT in offered
    assert held == "Web"
