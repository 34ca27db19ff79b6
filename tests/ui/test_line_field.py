"""The field of the line: what is typed and pasted into it is what is stored."""

from refine_tui.ui.widgets.line_area import LineArea
from tests.ui.driving import DEEP_DIVE, TRIAGE, Desk, enter, line_with, paste, running, shown, typed, write


async def test_a_pasted_list_becomes_as_many_criteria_as_it_has_lines(desk: Desk) -> None:
    app = desk.begun(candidates=1, phase=DEEP_DIVE)

    async with running(app) as pilot:
        await pilot.press("4")
        await paste(pilot, "- A line is refunded\n- The customer gets a mail\n\n- The ledger shows it\n")
        await pilot.press("enter", "enter")

    assert desk.saved().candidates[0].item.acceptance_criteria == (
        "A line is refunded",
        "The customer gets a mail",
        "The ledger shows it",
    )


async def test_ctrl_z_undoes_typing_and_goes_back_to_what_was_stored(desk: Desk) -> None:
    app = desk.begun(candidates=1, phase=DEEP_DIVE)

    async with running(app) as pilot:
        await pilot.press("1")
        await enter(pilot, "Refunds take long")
        await pilot.press("1")
        await write(pilot, "Nonsense")
        await pilot.press("ctrl+z")
        back = typed(app)
        await pilot.press("escape")

    assert back == "Refunds take long"
    assert desk.saved().candidates[0].item.why == "Refunds take long"


async def test_zero_width_joiners_are_typed_as_a_part_of_words(desk: Desk) -> None:
    """They are spelling in Persian, and hold some emoji together."""
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("d")
        await pilot.press(*"می\u200cشود")
        held = typed(app)
        await pilot.press("enter")

    assert desk.saved().decisions[0].text == held
    assert held == "می\u200cشود"


async def test_the_field_grows_to_three_rows_and_shows_the_end_of_a_longer_text(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)
    text = " ".join(f"word{number}" for number in range(60))

    async with running(app, size=(80, 24)) as pilot:
        await pilot.press("d")
        await write(pilot, "short")
        short = app.screen.query_one(LineArea).size.height
        await write(pilot, text)
        await pilot.pause()
        high, seen = app.screen.query_one(LineArea).size.height, shown(app)
        await pilot.press("enter")

    assert (short, high) == (1, 3)
    assert "word59" in seen
    assert desk.saved().decisions[0].text == text


async def test_the_text_that_will_be_stored_stands_under_the_line(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("a")
        await write(pilot, "Ask Legal about codes @chloe by fri")
        reading = line_with(app, "→").strip()
        await pilot.press("enter")

    assert reading == "→ “Ask Legal about codes” · Chloé · Fri 4 Dec · PAY-11"
    assert desk.saved().actions[0].text == "Ask Legal about codes"
