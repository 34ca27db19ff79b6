"""Calm: people look at this screen for an hour, so it moves only when something has changed."""

import pytest

from tests.ui.driving import DEEP_DIVE, KICK_OFF, TRIAGE, WRAP_UP, Desk, cells, live, running, tick


async def test_an_unchanged_tick_changes_nothing_and_asks_for_no_repaint(desk: Desk) -> None:
    app = desk.begun(new=3, candidates=2, phase=TRIAGE)

    async with running(app) as pilot:
        await tick(pilot, app)
        before, screen = cells(app), live(app)
        screen._ticker.tick()
        waiting = [node for node in screen.query("*") if node._repaint_required or node._layout_required]
        await pilot.pause()
        after = cells(app)

    assert waiting == []
    assert after == before


@pytest.mark.parametrize("phase", [KICK_OFF, TRIAGE, DEEP_DIVE, WRAP_UP])
async def test_within_a_minute_nothing_changes_by_itself(desk: Desk, phase: int) -> None:
    app = desk.begun(new=3, candidates=3, phase=phase)
    minutes = desk.saved().current_phase.planned_minutes

    moved = []
    async with running(app) as pilot:
        for minute in range(0, minutes - 1, max(1, minutes // 4)):
            desk.clock.advance(minutes=minute, seconds=1)
            await tick(pilot, app)
            before = cells(app)
            for _ in range(4):
                desk.clock.advance(seconds=14)
                await tick(pilot, app)
                moved += [minute] if cells(app) != before else []
            desk.clock.advance(minutes=-minute, seconds=-57)

    assert moved == []


async def in_the_last_minute(desk: Desk, **changes: bool) -> bool:
    """Return whether a second of the last minute changes the screen."""
    app = desk.begun(phase=TRIAGE, **changes)

    async with running(app) as pilot:
        desk.clock.advance(minutes=19, seconds=10)
        await tick(pilot, app)
        before = cells(app)
        desk.clock.advance(seconds=1)
        await tick(pilot, app)
        return cells(app) != before


async def test_in_the_last_minute_no_seconds_run(desk: Desk) -> None:
    assert not await in_the_last_minute(desk)


async def test_seconds_run_where_the_settings_ask_for_them(desk: Desk) -> None:
    assert await in_the_last_minute(desk, show_seconds=True)
