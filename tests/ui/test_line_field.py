"""The field of the line: what is typed and pasted into it is what is stored."""

import pytest
from rich.console import RenderableType
from textual.screen import Screen

from refine_tui.ui.app import RefineApp
from refine_tui.ui.widgets.line_area import LineArea
from tests.ui.driving import DEEP_DIVE, TRIAGE, Desk, enter, line_with, paste, running, shown, typed, write

LONG = (
    "We only refund whole orders in the first release until the ledger can split an amount, "
    "which Legal and Finance will look at"
)


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


async def test_a_long_text_is_shown_whole_when_its_record_is_edited_and_ctrl_u_clears_all_of_it(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app, size=(80, 24)) as pilot:
        await pilot.press("d")
        await enter(pilot, LONG)
        await pilot.press("r", "e")
        held, seen = typed(app), bar_text(app)
        await pilot.press("ctrl+u")
        cleared = bar_text(app)
        await pilot.press(*"Short", "enter")

    assert held == LONG
    assert LONG in seen
    assert "look at" not in cleared
    assert [decision.text for decision in desk.saved().decisions] == ["Short"]


async def test_a_long_draft_is_shown_whole_by_the_first_line_of_a_session_that_is_resumed(desk: Desk) -> None:
    with desk.facilitating(phase=TRIAGE) as facilitator:
        facilitator.save_draft("decision ", LONG)
    app = desk.resumed()

    async with running(app, size=(80, 24)) as pilot:
        await pilot.press("d")
        seen = bar_text(app)

    assert LONG in seen


async def test_all_rows_of_the_field_are_on_the_first_frame_that_shows_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = desk.begun(phase=TRIAGE)
    frames: list[str] = []

    async with running(app, size=(80, 24)) as pilot:
        await pilot.press("d")
        await enter(pilot, LONG)
        await pilot.press("r")
        display = app._display

        def watch(screen: Screen[object], renderable: RenderableType | None) -> None:
            frames.append(bar_text(app))
            display(screen, renderable)

        monkeypatch.setattr(app, "_display", watch)
        await pilot.press("e")

    opened = [frame for frame in frames if "enter save" in frame]
    assert opened
    assert all(LONG in frame for frame in opened)


async def test_the_end_of_a_draft_of_more_than_three_rows_is_shown_when_it_comes_back(desk: Desk) -> None:
    with desk.facilitating(phase=TRIAGE) as facilitator:
        facilitator.save_draft("decision ", " ".join(f"word{number}" for number in range(60)))
    app = desk.resumed()

    async with running(app, size=(80, 24)) as pilot:
        await pilot.press("d")
        seen = bar_text(app)

    assert "word50" in seen
    assert "word59 → PAY-11" in seen


async def test_ctrl_u_clears_pasted_lines_too_and_ctrl_z_brings_them_back(desk: Desk) -> None:
    app = desk.begun(candidates=1, phase=DEEP_DIVE)

    async with running(app) as pilot:
        await pilot.press("4")
        await paste(pilot, "- A line is refunded\n- The ledger shows it")
        await pilot.press("up", "ctrl+u")
        cleared = typed(app)
        await pilot.press("ctrl+z")
        back = typed(app)

    assert cleared == ""
    assert back == "- A line is refunded\n- The ledger shows it"


async def test_home_and_end_go_to_the_ends_of_a_text_of_several_rows(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app, size=(80, 24)) as pilot:
        await pilot.press("d")
        await write(pilot, LONG)
        await pilot.press("home", *"So: ", "end", "!", "enter")

    assert desk.saved().decisions[0].text == f"So: {LONG}!"


async def test_the_cursor_stays_in_view_when_the_terminal_becomes_narrower(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app, size=(120, 36)) as pilot:
        await pilot.press("d")
        await write(pilot, f"{LONG} {LONG}, the last word")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        seen = bar_text(app)

    assert "the last word" in seen.partition("→")[0]


def bar_text(app: RefineApp) -> str:
    """Return the lower part of the screen as one line, however its rows are wrapped."""
    return " ".join(" ".join(shown(app).splitlines()[-10:]).split())


async def test_the_title_of_a_question_is_the_one_that_is_asked_now(desk: Desk) -> None:
    app = desk.begun(candidates=1, phase=DEEP_DIVE)

    async with running(app) as pilot:
        await pilot.press("6")
        first = bar_text(app)
        await pilot.press("1", "d")
        await enter(pilot, "Refunds wait")
        await pilot.press("7")
        second = bar_text(app)

    assert "has open checks" in first
    assert "has open checks" not in second
    assert "Not ready: what is missing?" in second
