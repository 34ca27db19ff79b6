"""An item of the backlog comes in on the spot, by its key or by words of its title."""

from refine_tui.domain.triage import Disposition, dispose
from refine_tui.facilitator import Facilitator
from refine_tui.ui.app import RefineApp
from tests.support import TEAM, items
from tests.ui.driving import TRIAGE, Desk, enter, notice, running, shown, typed, write


def with_a_backlog(desk: Desk) -> RefineApp:
    """Return the app that starts a session with the first of four items; three wait in the backlog."""
    Facilitator(desk.store(), desk.clock).take_in(TEAM, items(4), source="text")
    return desk.started(triage_limit=1)


async def test_o_brings_an_item_to_the_deep_dive_by_its_key_and_to_the_triage_by_words(desk: Desk) -> None:
    app = with_a_backlog(desk)

    async with running(app) as pilot:
        await pilot.press("o")
        asked = shown(app)
        await write(pilot, "pay-13")
        by_key = shown(app)
        await pilot.press("enter", "right_square_bracket", "o")
        triage = shown(app)
        await write(pilot, "RECEIPT refund")
        by_words = shown(app)
        await pilot.press("enter")

    assert "Bring an item in, to the deep dive" in asked
    assert "3 items in the backlog" in asked
    assert "→ PAY-13  Retry a declined card once" in by_key
    assert "Bring an item in, to the triage" in triage
    assert "→ PAY-12  Show the refund on the receipt" in by_words
    saved = desk.saved()
    assert [item.label for item in saved.candidates] == ["PAY-13"]
    assert [item.label for item in saved.triage_items] == ["PAY-11", "PAY-12"]


async def test_o_tells_when_nothing_fits_and_when_nothing_is_left(desk: Desk) -> None:
    app = with_a_backlog(desk)

    async with running(app) as pilot:
        await pilot.press("o")
        await write(pilot, "unicorns")
        nothing = shown(app)
        await pilot.press("enter")
        refused, held = shown(app), typed(app)
        await enter(pilot, "pay-1")
        for _ in range(2):
            await pilot.press("o")
            await enter(pilot, "pay-1")
        await pilot.press("o")
        said = notice(app)

    assert "→ nothing like it" in nothing
    assert "! No item of the backlog is called so: type its key, or words of its title." in refused
    assert held == "unicorns"
    assert said == "Every open item of the backlog is here already. i brings new ones in."
    assert [item.label for item in desk.saved().candidates] == ["PAY-12", "PAY-13", "PAY-14"]


async def test_an_item_that_is_brought_tells_that_it_was_here_before(desk: Desk) -> None:
    with desk.facilitating(new=1, phase=TRIAGE) as facilitator:
        desk.clock.advance(minutes=9)
        facilitator.apply(dispose, item=1, disposition=Disposition.NOT_NOW)
        facilitator.close()
    app = desk.started()

    async with running(app, size=(160, 44)) as pilot:
        await pilot.press("o")
        await enter(pilot, "pay-11")
        await pilot.press("right_square_bracket", "right_square_bracket")
        seen = shown(app)

    assert "PAY-11  Partial refunds in the checkout" in seen
    assert "second time here, 9 min so far, last time not now" in seen
