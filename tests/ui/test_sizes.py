"""From a small terminal to a wide one: what must be seen is seen."""

import re

import pytest

from refine_tui.ui.widgets.key_bar import KeyBar
from tests.ui.driving import DEEP_DIVE, KICK_OFF, TRIAGE, WRAP_UP, Desk, enter, line_with, running, shown

CHOICES = {
    KICK_OFF: ("session goal", "product goal", "who is here"),
    TRIAGE: ("deep dive", "next session", "needs info", "later", "not now", "archive"),
    DEEP_DIVE: ("why", "outcome", "measure", "criterion", "estimate", "ready", "not ready", "depends on", "checks"),
    WRAP_UP: (
        "carry over everything not reached",
        "add missing owners and dates",
        "next session",
        "rate the session",
        "close the session",
    ),
}
RECORD_KEYS = ("d decision", "a action item", "q question", "p parked topic", "n note")


async def test_a_terminal_of_80_by_24_shows_the_latest_record_and_every_choice(desk: Desk) -> None:
    app = desk.begun(candidates=1)

    async with running(app, size=(80, 24)) as pilot:
        empty = shown(app)
        await pilot.press("d")
        await enter(pilot, "Refunds wait")
        for choices in CHOICES.values():
            seen = shown(app)
            assert "D1 Refunds wait" in line_with(app, "Recorded")
            assert [choice for digit, choice in enumerate(choices, 1) if f"{digit} {choice}" not in seen] == []
            assert "? keys" in seen.splitlines()[-1]
            await pilot.press("right_square_bracket")

    assert "Nothing yet" in empty
    assert [key for key in RECORD_KEYS if key not in empty] == []


@pytest.mark.parametrize("phase", CHOICES)
async def test_the_smallest_terminal_shows_the_item_every_choice_and_the_way_to_the_keys(
    desk: Desk, phase: int
) -> None:
    app = desk.begun(candidates=1, phase=phase)

    async with running(app, size=(60, 18)):
        seen = shown(app)

    if phase in (TRIAGE, DEEP_DIVE):
        assert "PAY-1" in seen
    for digit, choice in enumerate(CHOICES[phase], 1):
        assert f"{digit} {choice}" in seen
    assert "d a q p n record" in seen
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
    assert [key for key in RECORD_KEYS if re.sub(" ", "  ", key, count=1) not in seen] == []


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
    [(140, "d decision a action q question enter"), (80, "d a q record enter"), (60, "d a q record enter")],
)
@pytest.mark.parametrize("phase", CHOICES)
async def test_the_bar_names_at_most_seven_keys_the_records_first(
    desk: Desk, width: int, begins: str, phase: int
) -> None:
    """With their words where there is room, and as letters before one word where there is not."""
    app = desk.begun(new=3, candidates=1, phase=phase)

    async with running(app, size=(width, 36)):
        keys = app.screen.query_one(KeyBar)
        bar = keys.words

    assert len(keys._keys) <= 7
    assert " ".join(bar.split()).startswith(begins)
    assert bar.endswith("? keys")
