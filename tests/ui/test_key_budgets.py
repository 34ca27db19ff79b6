"""How many keys the usual things cost, beside the text that is typed: the facilitator's load, as a contract."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from textual.pilot import Pilot

from refine_tui.domain.backlog_item import CheckMark
from refine_tui.domain.dispositions import Outcome
from refine_tui.domain.session import RefinementSession
from tests.ui.driving import DEEP_DIVE, KICK_OFF, TRIAGE, Desk, enter, running, write


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is typed into the open line."""

    text: str


Press = str | Text


@dataclass(frozen=True, slots=True)
class Budget:
    """Something the facilitator does: where, with which presses, and at most how many keys that may be."""

    what: str
    phase: int
    presses: Sequence[Press]
    keys: int
    reached: Callable[[RefinementSession, RefinementSession], bool]
    """Whether what the presses are for is saved, by the session before and after them."""
    candidates: int = 2
    prepare: Sequence[Press] = ()
    """Presses before it that are not counted."""


BUDGETS = (
    Budget("triage of a plain item", TRIAGE, ("1",), 1, lambda _, after: after.triage_items[0].deep_dive is not None),
    Budget(
        "a decision", TRIAGE, ("d", Text("Refunds wait"), "enter"), 2, lambda _, after: decided(after, "Refunds wait")
    ),
    Budget(
        "an action with owner and date",
        TRIAGE,
        ("a", Text("Ask Legal @chloe fri"), "enter"),
        2,
        lambda _, after: after.actions[0].owner == "Chloé" and after.actions[0].due is not None,
    ),
    Budget(
        "three criteria",
        DEEP_DIVE,
        ("4", Text("One"), "enter", Text("Two"), "enter", Text("Three"), "enter", "enter"),
        5,
        lambda _, after: after.candidates[0].item.acceptance_criteria == ("One", "Two", "Three"),
    ),
    Budget("tick a check", DEEP_DIVE, ("9", "4"), 2, lambda _, after: marks(after) == (CheckMark(check="small"),)),
    Budget(
        "waive a check",
        DEEP_DIVE,
        ("9", "0", "4", Text("too large, we know @ana"), "enter"),
        4,
        lambda _, after: marks(after)[0].waived_by == "Ana",
    ),
    Budget(
        "ready with open checks",
        DEEP_DIVE,
        ("6", "1"),
        2,
        lambda _, after: after.candidates[0].outcome is Outcome.READY,
    ),
    Budget(
        "the next phase", TRIAGE, ("right_square_bracket",), 1, lambda before, after: after.phase == before.phase + 1
    ),
    Budget("undo", TRIAGE, ("u",), 1, lambda _, after: after.triage_items[0].deep_dive is None, prepare=("1",)),
    Budget(
        "somebody comes late",
        DEEP_DIVE,
        ("w", "2"),
        3,
        lambda before, after: after.people[1].present and not before.people[1].present,
        prepare=("w", "2"),
    ),
    Budget(
        "story five to the first place",
        DEEP_DIVE,
        ("right", "right", "right", "right", "T"),
        5,
        lambda before, after: after.candidates[0].id == before.candidates[4].id,
        candidates=5,
    ),
    Budget(
        "correct the latest record",
        TRIAGE,
        ("r", "e", Text("Refunds go on"), "enter"),
        3,
        lambda _, after: decided(after, "Refunds go on"),
        prepare=("d", Text("Refunds wait"), "enter"),
    ),
)


def decided(session: RefinementSession, text: str) -> bool:
    """Return whether this is the only decision."""
    return [decision.text for decision in session.decisions] == [text]


def marks(session: RefinementSession) -> tuple[CheckMark, ...]:
    """Return what is ticked or waived of the first story."""
    return session.candidates[0].item.marks


async def press(pilot: Pilot[None], presses: Sequence[Press]) -> int:
    """Press and type; return the number of keys without the text."""
    keys = 0
    for each in presses:
        if isinstance(each, Text):
            await write(pilot, each.text)
        else:
            await pilot.press(each)
            keys += 1
    return keys


@pytest.mark.parametrize("budget", BUDGETS, ids=lambda budget: budget.what)
async def test_the_usual_things_cost_few_keys(desk: Desk, budget: Budget) -> None:
    app = desk.begun(new=3, candidates=budget.candidates, phase=budget.phase)

    async with running(app) as pilot:
        await press(pilot, budget.prepare)
        before = desk.saved()
        keys = await press(pilot, budget.presses)
        after = desk.saved()

    assert keys <= budget.keys
    assert budget.reached(before, after)


async def test_a_story_whose_checks_are_met_is_ready_with_one_key(desk: Desk) -> None:
    app = desk.begun(candidates=1, phase=DEEP_DIVE)

    async with running(app) as pilot:
        for key, text in (("1", "So that"), ("4", "It works"), ("5", "5")):
            await pilot.press(key)
            await enter(pilot, text)
            await pilot.press("escape")
        await pilot.press("9", "4", "5", "escape")
        await pilot.press("6")

    assert desk.saved().candidates[0].outcome is Outcome.READY


async def test_the_kick_off_states_a_goal_with_two_keys(desk: Desk) -> None:
    app = desk.begun(phase=KICK_OFF)

    async with running(app) as pilot:
        await pilot.press("1")
        await enter(pilot, "Two stories ready")

    assert desk.saved().goal == "Two stories ready"
