"""The panel of all records, the latest first: each can be edited, completed, answered, removed."""

import re
from datetime import date

import pytest

from refine_tui.domain.recording import add_action, add_decision, add_note, add_parked_topic, add_question
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.transitions import bind
from refine_tui.ui.app import RefineApp
from tests.ui.driving import (
    DEEP_DIVE,
    TRIAGE,
    Desk,
    enter,
    is_asking,
    line_with,
    marked_line,
    notice,
    running,
    shown,
    typed,
)


def with_records(desk: Desk) -> RefineApp:
    """Return the app that goes to a session with one record of each kind."""
    with desk.facilitating(phase=TRIAGE) as facilitator:
        for transition in (
            bind(add_decision, text="Refunds wait", because="Legal is asked"),
            bind(add_action, text="Ask Legal", owner="Chloé", due=date(2026, 12, 4), item=2),
            bind(add_question, text="Which zone?"),
            bind(add_parked_topic, text="The coffee machine"),
            bind(add_note, text="Seen at two shops"),
        ):
            desk.clock.advance(seconds=1)
            facilitator.apply(transition)
    return desk.resumed()


async def test_the_panel_shows_every_record_with_what_belongs_to_it_the_latest_first(desk: Desk) -> None:
    app = with_records(desk)

    async with running(app):
        seen = shown(app)

    for words in (
        "D1  Refunds wait",
        "because Legal is asked",
        "A1  Ask Legal",
        "Chloé · Fri 4 Dec  PAY-12",
        "Q1  Which zone?",
        "P1  The coffee machine",
        "N1  Seen at two shops",
    ):
        assert words in seen
    labels = [label for line in seen.splitlines() for label in re.findall(r"\b([DAQPN]1)  ", line)]
    assert labels == ["N1", "P1", "Q1", "A1", "D1"]


async def test_a_very_wide_screen_has_the_panel_too(desk: Desk) -> None:
    app = with_records(desk)

    async with running(app, size=(200, 44)):
        seen = shown(app)

    assert "D1  Refunds wait" in seen


async def test_r_marks_the_latest_record_and_names_the_keys_that_hold_there(desk: Desk) -> None:
    app = with_records(desk)

    async with running(app) as pilot:
        await pilot.press("r")
        marked = shown(app)
        await pilot.press("escape")
        left = shown(app)

    assert "▶ N1  Seen at two shops" in marked
    assert "enter done, answer  e edit  del remove  esc back" in marked
    assert "▶ N1" not in left
    assert "d decision" in left.splitlines()[-1]


async def test_e_edits_the_marked_record_as_it_would_be_typed(desk: Desk) -> None:
    app = with_records(desk)

    async with running(app) as pilot:
        await pilot.press("r", *["down"] * 4, "e")
        decision = typed(app)
        await enter(pilot, "Refunds wait, because Legal decides")
        said = notice(app)
        await pilot.press("up", "e")
        action = typed(app)
        await enter(pilot, "Call Legal @ben due 3 dec")
        marked = line_with(app, "Call Legal")
        seen = shown(app)

    assert decision == "Refunds wait, because Legal is asked"
    assert said == "D1 edited   ·   u undo"
    assert action == "Ask Legal @Chloé due 2026-12-04 "
    assert "▶ A1" in marked
    assert "because Legal decides" in seen
    saved = desk.saved()
    assert saved.decisions[0].because == "Legal decides"
    edited = saved.actions[0]
    assert (edited.text, edited.owner, edited.due, edited.item) == ("Call Legal", "Ben", date(2026, 12, 3), 2)


async def test_enter_marks_an_action_item_done_and_open_again(desk: Desk) -> None:
    app = with_records(desk)

    async with running(app) as pilot:
        await pilot.press("r", "j", "j", "j", "enter")
        done, marked, said = desk.saved().actions[0].status, line_with(app, "Ask Legal"), line_with(app, "✓ done")
        await pilot.press("enter")
        opened = desk.saved().actions[0].status

    assert done is ActionStatus.DONE
    assert "▶ A1" in marked
    assert said
    assert opened is ActionStatus.OPEN


async def test_enter_on_a_question_asks_for_its_answer(desk: Desk) -> None:
    app = with_records(desk)

    async with running(app) as pilot:
        await pilot.press("r", "j", "j", "enter")
        asked = shown(app)
        await enter(pilot, "Berlin")
        seen = shown(app)

    assert "Answer to Q1: Which zone?" in asked
    assert "✓ Berlin" in seen
    assert "▶ Q1" in seen
    assert desk.saved().questions[0].answer == "Berlin"


async def test_delete_removes_the_marked_record_and_undo_brings_it_back(desk: Desk) -> None:
    app = with_records(desk)

    async with running(app) as pilot:
        await pilot.press("r", *["j"] * 4, "delete")
        said, seen, removed = notice(app), shown(app), desk.saved().decisions
        await pilot.press("u")
        back = shown(app)

    assert removed == ()
    assert said == "D1 removed   ·   u undo"
    assert "Refunds wait" not in seen
    assert "D1  Refunds wait" in back
    assert desk.saved().decisions[0].because == "Legal is asked"


async def test_after_a_removal_the_next_record_is_marked_or_the_one_before_the_last(desk: Desk) -> None:
    app = with_records(desk)
    marked = []

    async with running(app) as pilot:
        await pilot.press("r", "j", "j", "j", "delete")
        marked.append(marked_line(app))
        await pilot.press("delete")
        marked.append(marked_line(app))

    assert "▶ D1  Refunds wait" in marked[0]
    assert "▶ Q1  Which zone?" in marked[1]
    assert (desk.saved().actions, desk.saved().decisions) == ((), ())


async def test_an_empty_panel_says_which_keys_record_something(desk: Desk) -> None:
    app = desk.begun()

    async with running(app) as pilot:
        await pilot.press("r", "e", "enter", "delete")
        seen, asks = shown(app), is_asking(app)

    assert not asks
    for words in ("Nothing yet.", "d  decision", "a  action item", "q  question", "p  parked topic", "n  note"):
        assert words in seen


async def test_where_the_panel_has_no_place_one_line_shows_the_latest_record_and_r_unfolds_all(desk: Desk) -> None:
    app = with_records(desk)

    async with running(app, size=(80, 24)) as pilot:
        folded = shown(app)
        await pilot.press("r")
        unfolded = shown(app)
        await pilot.press("down", "escape")
        again = shown(app)

    assert "Recorded  N1 Seen at two shops   +4  r all" in folded
    assert "D1" not in folded
    assert "▶ N1  Seen at two shops" in unfolded
    assert "D1  Refunds wait" in unfolded
    assert again == folded


async def test_many_records_keep_the_latest_in_sight_and_the_mark_goes_to_the_first(desk: Desk) -> None:
    with desk.facilitating() as facilitator:
        for number in range(1, 31):
            facilitator.apply(bind(add_decision, text=f"Number {number}"))
    app = desk.resumed()

    async with running(app) as pilot:
        seen = shown(app)
        await pilot.press("r", *["pagedown"] * 7)
        first = shown(app)

    assert "D30 Number 30" in seen
    assert "D1  Number 1" not in seen
    assert "▶ D1  Number 1" in first


async def test_u_inside_the_panel_undoes_the_latest_step_and_the_panel_keeps_the_keys(desk: Desk) -> None:
    app = with_records(desk)

    async with running(app) as pilot:
        await pilot.press("r", "u")
        seen, notes = shown(app), desk.saved().notes
        await pilot.press("u")
        said = notice(app)

    assert "Seen at two shops" not in seen.replace("Undone: N1 Seen at two shops", "")
    assert "▶ P1  The coffee machine" in seen
    assert notes == ()
    assert said == "Undone: P1 The coffee machine"
    assert desk.saved().parked == ()


@pytest.mark.parametrize("size", [(120, 36), (80, 24)], ids=["at the side", "over the stage"])
async def test_one_mark_says_where_the_keys_act_while_the_records_have_them(desk: Desk, size: tuple[int, int]) -> None:
    with desk.facilitating(candidates=1, phase=DEEP_DIVE) as facilitator:
        facilitator.apply(bind(add_note, text="Seen at two shops"))
    app = desk.resumed()

    async with running(app, size=size) as pilot:
        await pilot.press("down", "r")
        in_records = [line for line in stage_lines(app) if "▶ " in line]
        await pilot.press("escape")
        back = [line for line in stage_lines(app) if "▶ " in line]

    assert len(in_records) == 1
    assert "N1" in in_records[0]
    assert len(back) == 1
    assert "N1" not in back[0]


async def test_unfolded_records_cover_the_whole_stage_of_a_narrow_screen(desk: Desk) -> None:
    app = with_records(desk)

    async with running(app, size=(80, 24)) as pilot:
        before = shown(app)
        await pilot.press("r")
        seen = shown(app)

    assert "1 deep dive" in before
    assert "1 deep dive" not in seen
    assert "Valid request?" not in seen


def stage_lines(app: RefineApp) -> list[str]:
    """Return the lines but those of the ribbon and the strip, which mark the phase and the open story."""
    return [line for line in shown(app).splitlines() if "Deep dive" not in line and "story 1 of 1" not in line]
