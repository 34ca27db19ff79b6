"""What is left is freed: an hour opens a line or a list hundreds of times."""

import gc

import pytest
from textual.screen import Screen

from refine_tui.ui.dialogs.keys_dialog import KeysDialog
from refine_tui.ui.dialogs.paste_dialog import PasteDialog
from refine_tui.ui.flow_screen import PendingAnswer
from refine_tui.ui.minutes.screen import MinutesScreen
from refine_tui.ui.questions import ChoiceQuestion, LineQuestion
from refine_tui.ui.widgets.line_area import LineArea
from tests.ui.driving import TRIAGE, Desk, running


@pytest.mark.parametrize(("key", "kind"), [("i", PasteDialog), ("question_mark", KeysDialog), ("m", MinutesScreen)])
async def test_a_screen_that_was_left_is_freed(desk: Desk, key: str, kind: type[Screen[object]]) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        for _ in range(4):
            await pilot.press(key, "escape")
        gc.collect()
        alive = sum(isinstance(each, kind) for each in gc.get_objects())

    assert alive <= 1


def questions_alive() -> int:
    """Return how many questions, answers that are waited for, and fields there are in this process."""
    gc.collect()
    kinds: tuple[type[object], ...] = (LineQuestion, ChoiceQuestion, PendingAnswer, LineArea)
    return sum(isinstance(each, kinds) for each in gc.get_objects())


async def test_a_question_that_was_answered_is_freed_with_what_its_flow_holds(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    alive = []
    async with running(app) as pilot:
        for _ in range(3):
            await pilot.press("d", "escape", "w", "escape", "o", "escape", "enter", "escape")
            alive.append(questions_alive())

    assert alive[0] == alive[1] == alive[2]


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
