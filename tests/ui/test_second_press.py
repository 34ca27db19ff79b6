"""A key that is held down, or pressed twice by a nervous finger, counts once where it chooses or goes on."""

import pytest

from refine_tui.ui import key_queue
from tests.ui.driving import DEEP_DIVE, TRIAGE, Desk, asked, enter, notice, running, shown, typed


@pytest.fixture(autouse=True)
def _nervous_fingers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let presses of this pilot be as near to one another as those of a key that bounces."""
    monkeypatch.setattr(key_queue, "TWICE", 60.0)


async def test_a_digit_pressed_twice_sends_one_item_on_its_way(desk: Desk) -> None:
    app = desk.begun(new=3, phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("4", "4", "4")
        said = notice(app)

    assert said.startswith("PAY-11")
    assert [item.outcome is not None for item in desk.saved().triage_items] == [True, False, False]


async def test_another_key_in_between_makes_it_a_new_press(desk: Desk) -> None:
    app = desk.begun(new=3, phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("4", "2", "4")

    assert [item.outcome is not None for item in desk.saved().triage_items] == [True, True, True]


async def test_a_digit_pressed_twice_answers_one_question(desk: Desk) -> None:
    app = desk.begun(new=3, phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("enter", "1", "1", "1")
        question = asked(app)

    answers = desk.saved().items[0].answers
    assert (answers.valid, answers.urgent) == (True, None)
    assert question == "PAY-11  Urgent?"


async def test_a_digit_that_opens_a_question_does_not_answer_it(desk: Desk) -> None:
    app = desk.begun(new=0, candidates=1, phase=DEEP_DIVE)

    async with running(app) as pilot:
        await pilot.press("9", "9", "1", "1", "escape", "1")
        await pilot.press("1", "1")
        text = typed(app)

    assert text == "11"
    assert desk.saved().items[0].item.marks == ()


async def test_the_next_phase_comes_once(desk: Desk) -> None:
    app = desk.begun()

    async with running(app) as pilot:
        await pilot.press("right_square_bracket", "right_square_bracket")

    assert desk.saved().phase == 1


async def test_digits_that_are_typed_all_count(desk: Desk) -> None:
    app = desk.begun()

    async with running(app) as pilot:
        await pilot.press("d", "1", "1", "1")
        await pilot.press("enter")
        seen = shown(app)

    assert "111" in seen
    assert [decision.text for decision in desk.saved().decisions] == ["111"]


async def test_minutes_can_be_added_as_fast_as_one_likes(desk: Desk) -> None:
    app = desk.begun()

    async with running(app) as pilot:
        await pilot.press("plus", "plus", "plus")
        await pilot.press("n")
        await enter(pilot, "All three count")

    assert desk.saved().phases[0].extended_minutes == 3
