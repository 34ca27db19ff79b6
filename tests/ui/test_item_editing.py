"""E edits the item itself: its title, type, priority, assignee, labels, description."""

from tests.ui.driving import KICK_OFF, TRIAGE, Desk, enter, notice, running, shown, typed


async def test_a_field_of_the_open_item_is_chosen_by_digit_and_edited(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("E")
        asked = shown(app)
        await pilot.press("1")
        held = typed(app)
        await enter(pilot, "Partial refunds, everywhere")
        said, seen = notice(app), shown(app)
        await pilot.press("E", "5")
        await enter(pilot, "#checkout #refunds")
        edited = desk.saved().triage_items[0].item
        await pilot.press("u", "u")

    assert "Edit PAY-11: which field?" in asked
    assert "1 title: Partial refunds" in asked
    assert held == "Partial refunds in the checkout"
    assert said == "PAY-11: title “Partial refunds, everywhere”   ·   u undo"
    assert "PAY-11  Partial refunds, everywhere" in seen
    assert (edited.title, edited.labels) == ("Partial refunds, everywhere", ("checkout", "refunds"))
    assert desk.saved().triage_items[0].item.title == "Partial refunds in the checkout"


async def test_without_an_item_the_key_says_what_to_do(desk: Desk) -> None:
    app = desk.begun(phase=KICK_OFF)

    async with running(app) as pilot:
        await pilot.press("E")
        said = notice(app)

    assert said == "No item is open to edit. ← and → open one."


async def test_an_empty_title_is_refused_beside_the_line(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("E", "1")
        await enter(pilot, "")
        seen = shown(app)

    assert "! An item needs a title" in seen
    assert desk.saved().triage_items[0].item.title == "Partial refunds in the checkout"
