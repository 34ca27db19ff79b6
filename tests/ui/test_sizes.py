"""From a small terminal to a wide one: what must be seen is seen."""

import pytest

from tests.ui.driving import DEEP_DIVE, KICK_OFF, TRIAGE, WRAP_UP, Desk, running, shown

CHOICES = {
    KICK_OFF: ("session goal", "product goal", "who is here"),
    TRIAGE: ("deep dive", "next session", "needs info", "later", "not now", "archive"),
    DEEP_DIVE: ("why", "outcome", "measure", "criterion", "estimate", "ready", "not ready", "depends on"),
    WRAP_UP: ("carry all not reached", "owners and dates", "next session", "close the session", "how it went"),
}


async def test_a_terminal_of_80_by_24_shows_the_counts_and_every_choice(desk: Desk) -> None:
    app = desk.begun(candidates=1)

    async with running(app, size=(80, 24)) as pilot:
        for choices in CHOICES.values():
            seen = shown(app)
            assert "r  0 decisions · 0 actions · 0 open questions · 0 parked" in seen
            assert "Recorded" not in seen
            assert [choice for digit, choice in enumerate(choices, 1) if f"{digit} {choice}" not in seen] == []
            assert "? keys" in seen.splitlines()[-1]
            await pilot.press("right_square_bracket")


async def test_the_smallest_terminal_shows_the_item_every_choice_and_the_way_to_the_keys(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app, size=(60, 18)):
        seen = shown(app)

    assert "PAY-11" in seen
    for digit, choice in enumerate(CHOICES[TRIAGE], 1):
        assert f"{digit} {choice}" in seen
    assert "? keys" in seen.splitlines()[-1]
    assert "make this window larger" not in seen


async def test_a_smaller_one_says_so_and_comes_back_when_it_grows(desk: Desk) -> None:
    app = desk.begun()

    async with running(app, size=(59, 17)) as pilot:
        for size in ((59, 17), (59, 30), (120, 17), (20, 5)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            small = shown(app)
            assert "Please make this" in small
            assert "Who is here" not in small
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        large = shown(app)

    assert "Please make this" not in large
    assert "Who is here" in large


async def test_a_wide_terminal_shows_the_recorded_column_and_all_letters(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app, size=(140, 40)):
        seen = shown(app)

    assert "Recorded" in seen
    keys = seen.splitlines()[-1]
    for words in ("d decision", "a action", "q question", "p park", "n note", "space pause", "] next phase", "u undo"):
        assert words in keys


async def test_the_choices_stay_complete_when_the_window_is_made_narrower(desk: Desk) -> None:
    app = desk.begun(candidates=1, phase=DEEP_DIVE)

    async with running(app) as pilot:
        await pilot.resize_terminal(64, 22)
        await pilot.pause()
        seen = shown(app)

    for digit, choice in enumerate(CHOICES[DEEP_DIVE], 1):
        assert f"{digit} {choice}" in seen


@pytest.mark.parametrize(
    ("width", "begins"),
    [(120, "d decision a action q question p park n note enter"), (80, "d a q p n record enter")],
)
async def test_the_bar_names_all_five_records_at_every_width(desk: Desk, width: int, begins: str) -> None:
    """With their words where there is room, and as letters before one word where there is not."""
    app = desk.begun(new=3, phase=TRIAGE)

    async with running(app, size=(width, 36)):
        bar = shown(app).splitlines()[-1].split()

    assert " ".join(bar).startswith(begins)
    assert bar[-2:] == ["?", "keys"]
