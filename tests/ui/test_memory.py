"""What is left is freed: an hour opens a line or a list hundreds of times."""

import gc

import pytest
from textual.screen import Screen

from refine_tui.ui.dialogs.line_dialog import LineDialog
from refine_tui.ui.dialogs.recorded_dialog import RecordedDialog
from refine_tui.ui.minutes.screen import MinutesScreen
from tests.ui.driving import TRIAGE, Desk, running


@pytest.mark.parametrize(("key", "kind"), [("d", LineDialog), ("r", RecordedDialog), ("m", MinutesScreen)])
async def test_a_screen_that_was_left_is_freed(desk: Desk, key: str, kind: type[Screen[object]]) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        for _ in range(4):
            await pilot.press(key, "escape")
        gc.collect()
        alive = sum(isinstance(each, kind) for each in gc.get_objects())

    assert alive <= 1


async def test_garbage_is_collected_again_once_the_first_content_is_painted(desk: Desk) -> None:
    """The command line disables it for the start."""
    frozen = gc.get_freeze_count()
    gc.disable()
    try:
        async with running(desk.begun(phase=TRIAGE)) as pilot:
            await pilot.pause()
            assert gc.isenabled()
            assert gc.get_freeze_count() > frozen
    finally:
        gc.enable()
        gc.unfreeze()
        gc.collect()
        gc.freeze()
