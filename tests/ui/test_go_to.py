"""Going to an item by its key or by words of its title; one of the backlog is added on the spot."""

from refine_tui.domain.dispositions import Disposition
from refine_tui.domain.transitions import bind
from refine_tui.domain.triage import set_disposition
from refine_tui.ui.app import RefineApp
from refine_tui.ui.widgets.question_bar import KEEP_AFTER
from tests.driver import Driver
from tests.support import TEAM, items
from tests.ui.driving import TRIAGE, Desk, enter, is_asking, line_with, notice, running, shown, typed, write


def with_a_backlog(desk: Desk) -> RefineApp:
    """Return the app that starts a session with the first of four items; three wait in the backlog."""
    Driver(desk.store(), desk.clock).import_items(TEAM, items(4), source="text")
    return desk.started(triage_limit=1)


async def test_o_adds_an_item_to_the_deep_dive_by_its_key_and_to_the_triage_by_words(desk: Desk) -> None:
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

    assert "1 item here, 3 in the backlog (added to the deep dive)" in asked
    assert "→ PAY-13  Retry a declined card once" in by_key
    assert "2 items here, 2 in the backlog (added to the triage)" in triage
    assert "→ PAY-12  Show the refund on the receipt" in by_words
    saved = desk.saved()
    assert [item.label for item in saved.candidates] == ["PAY-13"]
    assert [item.label for item in saved.triage_items] == ["PAY-11", "PAY-12"]


async def test_what_o_added_is_named_with_its_place(desk: Desk) -> None:
    app = with_a_backlog(desk)

    async with running(app) as pilot:
        await pilot.press("o")
        await enter(pilot, "pay-12")
        story = notice(app)
        await pilot.press("o")
        await enter(pilot, "pay-13")
        second = notice(app)
        await pilot.press("u")
        undone = notice(app)
        await pilot.press("right_square_bracket", "o")
        await enter(pilot, "pay-14")
        item = notice(app)

    assert story == "PAY-12 added: story 1 of 1   ·   u undo"
    assert second == "PAY-13 added: story 2 of 2   ·   u undo"
    assert undone == "Undone: PAY-13 added"
    assert item == "PAY-14 added: new item 2 of 2   ·   u undo"


async def test_o_goes_to_an_item_that_is_here_already_and_else_says_where_it_is(desk: Desk) -> None:
    Driver(desk.store(), desk.clock).import_items(TEAM, items(7), source="text")
    app = desk.started(triage_limit=4)

    async with running(app) as pilot:
        await pilot.press("right_square_bracket", "1", "1", "5", "escape", "o")
        await write(pilot, "pay-14")
        waiting = line_with(app, "→")
        await write(pilot, "pay-13")
        triaged = line_with(app, "→")
        await pilot.press("escape", "right_square_bracket", "o")
        await write(pilot, "pay-12")
        candidate = line_with(app, "→")
        await pilot.press("enter")
        opened, said = shown(app), notice(app)
        await pilot.press("o")
        await enter(pilot, "pay-13")
        refused, held = shown(app), typed(app)
        await enter(pilot, "pay-14")
        elsewhere = shown(app)

    assert "→ PAY-14 is new item 4 of 4" in waiting
    assert "PAY-13 was triaged: not now" in triaged
    assert "→ PAY-12 is story 2 of 2" in candidate
    assert "PAY-12  Show the refund on the receipt" in opened
    assert said == "PAY-12 is story 2 of 2"
    assert desk.saved().label_of(desk.saved().open_item) == "PAY-12"
    assert "! PAY-13 was triaged: not now." in refused
    assert held == "pay-13"
    assert "! PAY-14 is new item 4 of 4, in another phase: change the phase first." in elsewhere


async def test_o_goes_to_the_item_that_it_added_so_that_what_is_typed_next_belongs_to_it(desk: Desk) -> None:
    app = with_a_backlog(desk)

    async with running(app) as pilot:
        await pilot.press("o")
        await enter(pilot, "pay-12")
        await pilot.press("right_square_bracket", "right_square_bracket", "o")
        await enter(pilot, "pay-13")
        seen = shown(app)
        await pilot.press("d")
        await enter(pilot, "Retry once")

    assert "PAY-13  Retry a declined card once" in seen
    saved = desk.saved()
    assert [saved.label_of(decision.item) for decision in saved.decisions] == ["PAY-13"]


async def test_o_says_before_enter_that_an_item_is_in_another_phase(desk: Desk) -> None:
    Driver(desk.store(), desk.clock).import_items(TEAM, items(7), source="text")
    app = desk.started(triage_limit=4)

    async with running(app) as pilot:
        await pilot.press("right_square_bracket", "right_square_bracket", "o")
        await write(pilot, "pay-14")
        elsewhere = shown(app)

    assert "→ PAY-14 is new item 4 of 4, in another phase: change the phase first." in elsewhere


async def test_o_says_when_nothing_fits_and_opens_when_nothing_is_left_in_the_backlog(desk: Desk) -> None:
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
        last, asks = shown(app), is_asking(app)

    assert "→ No item matches. Type its key or part of its title." in nothing
    assert "! No item matches. Type its key or part of its title." in refused
    assert held == "unicorns"
    assert asks
    assert "4 items here" in last
    assert "in the backlog" not in last
    assert [item.label for item in desk.saved().candidates] == ["PAY-12", "PAY-13", "PAY-14"]


async def test_an_item_that_is_added_says_that_it_was_here_before(desk: Desk) -> None:
    with desk.facilitating(new=1, phase=TRIAGE) as facilitator:
        desk.clock.advance(minutes=9)
        facilitator.apply(bind(set_disposition, item=1, disposition=Disposition.NOT_NOW))
        facilitator.close()
    app = desk.started()

    async with running(app, size=(160, 44)) as pilot:
        await pilot.press("o")
        await enter(pilot, "pay-11")
        await pilot.press("right_square_bracket", "right_square_bracket")
        seen = shown(app)

    assert "PAY-11  Partial refunds in the checkout" in seen
    assert "2nd session, 9 min before this session, last time: not now" in seen


async def test_o_begins_with_an_empty_line_whatever_was_typed_before_and_says_what_enter_does(desk: Desk) -> None:
    app = with_a_backlog(desk)

    async with running(app) as pilot:
        await pilot.press("o", *"PAY-1")
        keys = line_with(app, "undo typing")
        await pilot.pause(KEEP_AFTER + 0.2)
        while_typed = desk.store().drafts(1)
        await pilot.press("escape")
        said, left = shown(app), desk.store().drafts(1)
        await pilot.press("o")
        held = typed(app)
        await pilot.press(*"nothing", "enter", "escape", "o")
        after_a_refusal = typed(app)

    assert keys.split("   ")[0].strip() == "enter go"
    assert "esc cancel   ctrl+z" in keys
    assert "kept" not in said
    assert while_typed == left == {}
    assert held == after_a_refusal == ""
