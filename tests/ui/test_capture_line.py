"""The capture line: one line, read while one types, and never lost."""

from datetime import date
from typing import Any

from refine_tui.domain.session import RefinementSession
from tests.support import GOAL
from tests.ui.driving import TRIAGE, Desk, enter, line_with, notice, running, shown, typed, write

LINES: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    (
        "d",
        "Refunds wait, because Legal is asked",
        "because Legal is asked",
        {"text": "Refunds wait", "because": "Legal is asked", "item": 1},
    ),
    (
        "a",
        "Ask Legal @chlo fri",
        "Chloé · Fri 4 Dec",
        {"text": "Ask Legal", "owner": "Chloé", "due": date(2026, 12, 4), "item": 1},
    ),
    (
        "q",
        "Which zone? @Dora by 1 feb",
        "ask Dora · Mon 1 Feb 2027",
        {"text": "Which zone?", "owner": "Dora", "due": date(2027, 2, 1), "item": 1},
    ),
    ("p", "The coffee machine", "The coffee machine", {"text": "The coffee machine"}),
    ("n", "Seen at two shops", "Seen at two shops", {"text": "Seen at two shops", "item": 1}),
)


async def test_each_letter_records_its_kind_with_two_keys_beside_the_text(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        for key, line, panel, fields in LINES:
            await pilot.press(key)
            await enter(pilot, line)
            assert panel in shown(app)
            assert notice(app).startswith(f"{key.upper()}1 ")
            record = records(desk.saved())[key]
            assert {name: getattr(record, name) for name in fields} == fields


def records(session: RefinementSession) -> dict[str, Any]:
    """Return the first record of each kind by the letter that records it."""
    kinds = {
        "d": session.decisions,
        "a": session.actions,
        "q": session.questions,
        "p": session.parked,
        "n": session.notes,
    }
    return {letter: kind[0] for letter, kind in kinds.items() if kind}


async def test_the_line_is_read_aloud_while_one_types(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("a")
        readings = [line_with(app, "what, then")]
        for text in (
            "Ask Legal",
            "Ask Legal @chlo",
            "Ask Legal @chlo fri PAY-12",
            "Ask Legal @Zoe due 1 apr 2026",
            "Ask @ana NEW-9",
        ):
            await write(pilot, text)
            readings.append(line_with(app, "→").strip())

    assert readings[0].strip() == "what, then  @who  fri  or  due 27 Nov   ·   about PAY-11"
    assert readings[1:] == [
        "→ no owner · no date · PAY-11",
        "→ “Ask Legal” · Chloé · no date · PAY-11",
        "→ “Ask Legal” · Chloé · Fri 4 Dec · PAY-12",
        "→ “Ask Legal” · Zoe (not on the list) · Wed 1 Apr · PAY-11 · Wed 1 Apr 2026 has passed",
        "→ “Ask (NEW-9)” · Ana · no date",
    ]


async def test_day_and_month_are_read_in_the_order_of_the_setting(desk: Desk) -> None:
    app = desk.begun(day_first=False)

    async with running(app) as pilot:
        await pilot.press("a")
        await enter(pilot, "Ask Legal @ana due 3/12")

    assert desk.saved().actions[0].due == date(2027, 3, 12)


async def test_escape_keeps_the_draft_and_the_same_key_brings_it_back(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("d", *"Wait", "escape")
        said = notice(app)
        await pilot.press("a")
        other = typed(app)
        await pilot.press("escape", "d")
        back = typed(app)
        await pilot.press("escape", "d", "enter")

    assert said == "Your text is kept: the same key brings it back."
    assert other == ""
    assert back == "Wait"
    assert [decision.text for decision in desk.saved().decisions] == ["Wait"]


async def test_a_draft_that_was_recorded_does_not_come_back(desk: Desk) -> None:
    app = desk.begun()

    async with running(app) as pilot:
        await pilot.press("d", "W", "escape", "d", "enter", "d")
        held = typed(app)

    assert held == ""


async def test_an_empty_line_is_refused_beside_it(desk: Desk) -> None:
    app = desk.begun()

    async with running(app) as pilot:
        await pilot.press("d", "enter")
        seen = shown(app)

    assert "! Type the decision first, then press enter." in seen
    assert desk.saved().decisions == ()


async def test_a_save_that_fails_says_why_and_keeps_the_text_in_its_line(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("d")
        with desk.locked():
            await enter(pilot, "Refunds wait")
            failed, held = shown(app), typed(app)
            saved = desk.saved().decisions
        await pilot.press("escape")
        left = notice(app)
        await pilot.press("d", "enter")
        seen = shown(app)

    assert "! " in failed
    assert "another" in line_with_error(failed)
    assert (held, saved) == ("Refunds wait", ())
    assert left == "Your text is kept: the same key brings it back."
    assert "D1  Refunds wait" in seen
    assert [decision.text for decision in desk.saved().decisions] == ["Refunds wait"]


def line_with_error(seen: str) -> str:
    """Return the line that says what went wrong."""
    return next(line for line in seen.splitlines() if line.strip().startswith("! "))


async def test_a_step_without_a_line_that_cannot_be_saved_says_why_and_changes_nothing(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        with desk.locked():
            await pilot.press("4")
            said, seen = notice(app), shown(app)

    assert said.startswith("! ")
    assert "▶ PAY-11" in seen
    assert "0 of 3" in seen
    assert desk.saved().items[0].outcome is None


async def test_tab_completes_the_name_of_somebody_here(desk: Desk) -> None:
    app = desk.begun()

    async with running(app) as pilot:
        await pilot.press("a")
        await write(pilot, "Ask Legal @ch")
        await pilot.press("tab")
        completed = typed(app)
        await pilot.press(*"fri", "enter")

    assert completed == "Ask Legal @Chloé "
    action = desk.saved().actions[0]
    assert (action.text, action.owner, action.due) == ("Ask Legal", "Chloé", date(2026, 12, 4))


async def test_letters_typed_into_a_line_are_text_and_no_keys(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("n", *"daqpnujkermix1", "plus", "space", "right_square_bracket", "question_mark", "enter")

    saved = desk.saved()
    assert [note.text for note in saved.notes] == ["daqpnujkermix1+ ]?"]
    assert (saved.phase, saved.decisions, saved.actions, saved.is_running) == (TRIAGE, (), (), True)


async def test_ctrl_z_throws_the_draft_away_and_brings_back_what_was_there(desk: Desk) -> None:
    app = desk.begun()

    async with running(app) as pilot:
        await pilot.press("1")
        fresh = typed(app)
        await write(pilot, "Half a thought")
        await pilot.press("escape", "1")
        draft, keys = typed(app), shown(app)
        await pilot.press("ctrl+z")
        restored = typed(app)
        await pilot.press("escape", "1")
        again = typed(app)

    assert fresh == GOAL
    assert draft == "Half a thought"
    assert "ctrl+z undo typing" in keys
    assert restored == again == GOAL
    assert desk.saved().goal == GOAL
