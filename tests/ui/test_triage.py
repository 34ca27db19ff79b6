"""Triage: one digit sends an item on, and whatever else is to be said can be said, or left."""

import re
from dataclasses import replace
from datetime import date

import pytest

from refine_tui.domain.backlog_item import ItemKind, ItemState
from refine_tui.domain.dispositions import Outcome
from refine_tui.domain.session import Answers
from tests.support import an_item
from tests.ui.driving import TRIAGE, Desk, enter, is_asking, line_with, notice, paste, running, shown, tick, typed

SENT = (
    ("1", None, ItemState.DEEP_DIVE, "deep dive"),
    ("2", Outcome.NEXT_SESSION, ItemState.NEXT_SESSION, "next session"),
    ("3", Outcome.NEEDS_INFORMATION, ItemState.NEEDS_INFORMATION, "needs information: A1, no owner and no date"),
    ("4", Outcome.LATER, ItemState.LATER, "later"),
    ("5", Outcome.NOT_NOW, ItemState.NOT_NOW, "not now, without a reason"),
    ("6", Outcome.ARCHIVED, ItemState.ARCHIVED, "archived, without a reason"),
)


async def test_one_digit_alone_sends_an_item_on_and_opens_the_next_that_waits(desk: Desk) -> None:
    app = desk.begun(new=7, phase=TRIAGE)

    async with running(app) as pilot:
        for done, (key, outcome, state, words) in enumerate(SENT):
            assert f"▶ PAY-{11 + done} " in line_with(app, f"{done} of 7")
            await pilot.press(key)
            await pilot.press("escape")
            assert notice(app) == f"PAY-{11 + done} {words}   ·   u undo"
            sent = desk.saved().items[done]
            assert (sent.outcome, sent.item.state, sent.answers) == (outcome, state, Answers())
        assert "PAY-17  Show the refund on the receipt" in shown(app)


@pytest.mark.parametrize(("key", "words"), [("5", "not now"), ("6", "archive")])
async def test_saying_no_asks_for_the_reason_and_keeps_it(desk: Desk, key: str, words: str) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press(key)
        asked, sent = shown(app), desk.saved()
        await enter(pilot, "After the audit")
        said, moved_on = notice(app), shown(app)
        await pilot.press("left")
        seen = shown(app)

    assert f"Why {words}? PAY-11  Partial refunds in the checkout" in asked
    assert "esc leaves the reason out" in asked
    assert "PAY-12  Show the refund on the receipt" not in asked
    assert (sent.items[0].item.state.value.startswith(words.replace(" ", "_")), sent.open_item) == (True, 1)
    assert said.startswith("PAY-11 ")
    assert said.endswith(": After the audit   ·   u undo")
    assert "PAY-12  Show the refund on the receipt" in moved_on
    assert "After the audit" in seen
    assert desk.saved().items[0].reason == "After the audit"


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_left_without_a_reason_the_item_says_so_and_undo_brings_it_back(desk: Desk, key: str) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("6", key)
        said, seen = notice(app), shown(app)
        await pilot.press("u")
        undone, back = notice(app), shown(app)

    assert said == "PAY-11 archived, without a reason   ·   u undo"
    assert "PAY-12  Show the refund on the receipt" in seen
    assert undone == "Undone: PAY-11 archived"
    assert "PAY-11  Partial refunds in the checkout" in back
    assert (desk.saved().items[0].outcome, desk.saved().open_item) == (None, 1)


async def test_a_reason_that_is_left_unsaved_keeps_the_item_so_that_the_same_key_is_right(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("5", *"After the au", "escape")
        said, seen = notice(app), shown(app)
        await pilot.press("5")
        held = typed(app)
        await enter(pilot, "After the audit")
        moved_on = shown(app)
        await pilot.press("left", "5")
        again = typed(app)
        await pilot.press("escape")
        kept = desk.saved().items[0]

    assert said == "Your text is kept: the same key brings it back."
    assert "✓ not now" in seen
    assert "PAY-11  Partial refunds in the checkout" in seen
    assert held == "After the au"
    assert "PAY-12  Show the refund on the receipt" in moved_on
    assert again == "After the audit"
    assert (kept.outcome, kept.reason) == (Outcome.NOT_NOW, "After the audit")


async def test_the_next_phase_tells_how_many_items_were_not_triaged(desk: Desk) -> None:
    app = desk.begun(new=3, phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("4", "right_square_bracket")
        some = notice(app)
        await pilot.press("left_square_bracket", "4", "4", "right_square_bracket")
        none = notice(app)

    assert some == "Deep dive started · 2 items not triaged   ·   u undo"
    assert none == "Deep dive started   ·   u undo"


async def test_the_pace_counts_the_open_item_and_says_what_is_left_for_each_when_time_is_short(desk: Desk) -> None:
    app = desk.begun(new=6, phase=TRIAGE)

    async with running(app) as pilot:
        desk.clock.advance(minutes=2)
        await pilot.press("4")
        desk.clock.advance(seconds=59)
        await tick(pilot, app)
        begun = shown(app)
        desk.clock.advance(minutes=8, seconds=1)
        await tick(pilot, app)
        long = shown(app)

    assert "1 of 6" in begun
    assert "remaining" not in begun
    assert "1 of 6 · 1:48 per remaining item" in long


async def test_an_item_that_needs_information_leaves_an_action_item_with_owner_and_date(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("3")
        asked = shown(app)
        await enter(pilot, "Which cards are meant? @chlo due 3 dec")
        seen = shown(app)

    assert "What must we find out about PAY-11  Partial refunds in the checkout?" in asked
    assert "Which cards are meant?" in seen
    assert "Chloé · Thu 3 Dec" in seen
    action = desk.saved().actions[0]
    assert (action.text, action.owner, action.due) == ("Which cards are meant?", "Chloé", date(2026, 12, 3))
    assert action.item == desk.saved().items[0].id
    assert desk.saved().items[0].reason == "Which cards are meant?"


async def test_without_an_answer_the_action_item_stays_with_its_gaps_in_sight(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("3", "enter")
        seen = shown(app)

    assert "Get information: Partial" in seen
    assert "no owner · no date" in seen
    assert desk.saved().actions[0].gaps == ("no owner", "no date")


async def test_enter_asks_the_three_questions_and_the_kind_one_after_the_other(desk: Desk) -> None:
    with desk.facilitating(new=0, phase=TRIAGE) as facilitator:
        facilitator.import_here((replace(an_item(), type=""),), source="text")
    app = desk.resumed()

    async with running(app) as pilot:
        await pilot.press("enter")
        asked = [line_with(app, "PAY-11  Valid request?")]
        await pilot.press("1")
        asked.append(line_with(app, "PAY-11  Urgent?"))
        await pilot.press("2")
        asked.append(line_with(app, "PAY-11  Serves our goal?"))
        await pilot.press("down", "enter")
        asked.append(line_with(app, "PAY-11  What kind of work is it?"))
        await pilot.press("2")
        seen = shown(app)

    assert all(asked)
    assert "Valid request? yes  Urgent? no  Serves our goal? no  Kind bug" in seen
    saved = desk.saved().items[0]
    assert saved.answers == Answers(valid=True, urgent=False, aligned=False)
    assert saved.item.kind is ItemKind.BUG
    assert saved.outcome is None


async def test_the_kind_is_not_asked_where_the_tracker_named_the_type(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("enter", "1", "2", "2")
        asks, seen = is_asking(app), shown(app)

    assert not asks
    assert "Kind story" in seen
    assert desk.saved().items[0].answers == Answers(valid=True, urgent=False, aligned=False)


async def test_y_and_n_answer_the_questions_too(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("enter", "y", "n", "y")

    assert desk.saved().items[0].answers == Answers(valid=True, urgent=False, aligned=True)
    assert desk.saved().notes == ()


async def test_escape_amid_the_questions_keeps_the_answers_that_were_given(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("enter", "1", "escape")

    assert desk.saved().items[0].answers == Answers(valid=True)


async def test_the_strip_tells_how_far_the_group_is_and_the_end_where_each_item_went(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        desk.clock.advance(seconds=40)
        await pilot.press("4")
        pace = line_with(app, "1 of 3")
        await pilot.press("right", "4")
        wrapped = shown(app)
        await pilot.press("1")
        seen = shown(app)

    assert "1 of 3" in pace
    assert "PAY-12  Show the refund" in wrapped
    assert "✓ PAY-11 later   ▶ PAY-12   ✓ PAY-13 later" in wrapped
    assert "2 of 3" in wrapped
    assert "3 of 3" in seen
    assert "All new items are triaged" in seen
    assert re.search(r"PAY-11 Partial refunds in the checkout +✓ later ", seen)
    assert re.search(r"▶ PAY-12 Show the refund on the receipt +✓ deep dive ", seen)


async def test_in_the_overview_a_digit_sends_the_marked_item_somewhere_else(desk: Desk) -> None:
    app = desk.begun(new=2, phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("4", "4", "up", "5")
        asked = shown(app)
        await enter(pilot, "After the audit")
        seen, said = shown(app), notice(app)
        await pilot.press("down", "1", "u")
        undone = shown(app)

    assert "Why not now? PAY-11  Partial refunds in the checkout" in asked
    assert re.search(r"▶ PAY-11 Partial refunds in the checkout +✓ not now  After the audit ", seen)
    assert said == "PAY-11 not now: After the audit   ·   u undo"
    assert re.search(r"PAY-12 Show the refund on the receipt +✓ later ", undone)
    assert [item.outcome for item in desk.saved().items] == [Outcome.NOT_NOW, Outcome.LATER]


async def test_arrows_move_between_items_and_that_is_no_step(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("j", "down", "right")
        last = shown(app)
        await pilot.press("k")
        before = shown(app)
        await pilot.press("u")
        said = notice(app)

    assert "PAY-13  Retry a declined card once" in last
    assert "PAY-12  Show the refund on the receipt" in before
    assert said == "Undone: Triage started"


async def test_the_title_stays_while_one_scrolls_and_the_next_item_begins_at_its_top(desk: Desk) -> None:
    with desk.facilitating(new=0, phase=TRIAGE) as facilitator:
        text = "\n".join(f"line {number}" for number in range(90))
        long = (replace(an_item(key="NEW-1"), description=text), replace(an_item(key="NEW-2"), description=text))
        facilitator.import_here(long, source="text")
    app = desk.resumed()

    async with running(app) as pilot:
        await pilot.press("pagedown", "pagedown")
        below = shown(app)
        await pilot.press("right")
        other = shown(app)

    assert "NEW-1  Partial refunds in the checkout" in below
    assert "line 0" not in below
    assert "NEW-2  Partial refunds in the checkout" in other
    assert "line 0" in other


async def test_items_pasted_into_a_running_session_come_to_its_triage(desk: Desk) -> None:
    app = desk.begun(new=0, phase=TRIAGE)

    async with running(app) as pilot:
        empty = shown(app)
        await pilot.press("i")
        await paste(pilot, "NEW-1 Pay by invoice\nNEW-2 Pay in rates")
        await pilot.press("ctrl+s", "1")
        await pilot.pause()
        seen = shown(app)

    assert "No new items came in." in empty
    assert "NEW-1  Pay by invoice" in seen
    assert "▶ NEW-1   · NEW-2" in seen
    assert "0 of 2" in seen
    assert [item.label for item in desk.saved().triage_items] == ["NEW-1", "NEW-2"]
