"""The list of all records: what was said can be said anew, completed, answered, taken back."""

from datetime import date

from refine_tui.domain.recording import add_action, add_decision, add_note, add_parked_topic, add_question
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.transitions import bind
from refine_tui.ui.app import RefineApp
from refine_tui.ui.dialogs.recorded_dialog import RecordedDialog
from tests.ui.driving import TRIAGE, Desk, enter, line_with, notice, running, shown, typed


def with_records(desk: Desk) -> RefineApp:
    """Return the app that goes to a session with one record of each kind."""
    with desk.facilitating(phase=TRIAGE) as facilitator:
        facilitator.apply(bind(add_decision, text="Refunds wait", because="Legal is asked"))
        facilitator.apply(bind(add_action, text="Ask Legal", owner="Chloé", due=date(2026, 12, 4), item=2))
        facilitator.apply(bind(add_question, text="Which zone?"))
        facilitator.apply(bind(add_parked_topic, text="The coffee machine"))
        facilitator.apply(bind(add_note, text="Seen at two shops"))
    return desk.resumed()


async def test_the_column_shows_every_record_with_what_belongs_to_it(desk: Desk) -> None:
    app = with_records(desk)

    async with running(app) as pilot:
        column = shown(app)
        await pilot.press("r")
        listed = shown(app)

    for words in (
        "D1  Refunds wait",
        "because Legal is asked",
        "A1  Ask Legal",
        "Chloé · Fri 4 Dec",
        "Q1  Which zone?",
    ):
        assert words in column
        assert words in listed
    assert "P1  The coffee machine" in listed
    assert "N1  Seen at two shops" in listed


async def test_e_edits_the_marked_record_as_it_would_be_typed(desk: Desk) -> None:
    app = with_records(desk)

    async with running(app) as pilot:
        await pilot.press("r", "e")
        decision = typed(app)
        await enter(pilot, "Refunds wait, because Legal decides")
        listed = shown(app)
        await pilot.press("down", "e")
        action = typed(app)
        await enter(pilot, "Call Legal @ben due 3 dec")
        await pilot.press("escape")
        seen = shown(app)

    assert "e edit" in listed
    assert decision == "Refunds wait, because Legal is asked"
    assert action == "Ask Legal @Chloé due 2026-12-04 "
    assert "because Legal decides" in seen
    saved = desk.saved()
    assert saved.decisions[0].because == "Legal decides"
    edited = saved.actions[0]
    assert (edited.text, edited.owner, edited.due, edited.item) == ("Call Legal", "Ben", date(2026, 12, 3), 2)


async def test_enter_marks_an_action_item_done_and_open_again(desk: Desk) -> None:
    app = with_records(desk)

    async with running(app) as pilot:
        await pilot.press("r", "j", "enter")
        done, kind, said = desk.saved().actions[0].status, type(app.screen), line_with(app, "✓ done")
        await pilot.press("enter")
        opened = desk.saved().actions[0].status

    assert done is ActionStatus.DONE
    assert kind is RecordedDialog
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
    assert desk.saved().questions[0].answer == "Berlin"


async def test_delete_removes_the_marked_record_and_undo_brings_it_back(desk: Desk) -> None:
    app = with_records(desk)

    async with running(app) as pilot:
        await pilot.press("r", "delete")
        kind, removed = type(app.screen), desk.saved().decisions
        await pilot.press("escape")
        said = notice(app)
        await pilot.press("u")
        seen = shown(app)

    assert kind is RecordedDialog
    assert removed == ()
    assert said == "D1 removed   ·   u undoes"
    assert "D1  Refunds wait" in seen
    assert desk.saved().decisions[0].because == "Legal is asked"


async def test_an_empty_list_says_which_keys_record_something(desk: Desk) -> None:
    app = desk.begun()

    async with running(app) as pilot:
        await pilot.press("r", "e", "enter", "delete")
        seen = shown(app)

    assert "Nothing yet. d decision · a action item · q question · p parked topic · n note" in seen


async def test_many_records_keep_the_newest_in_sight_and_say_how_many_are_hidden(desk: Desk) -> None:
    with desk.facilitating() as facilitator:
        for number in range(1, 31):
            facilitator.apply(bind(add_decision, text=f"Number {number}"))
    app = desk.resumed()

    async with running(app):
        seen = shown(app)

    assert "D30 Number 30" in seen
    assert "D1  Number 1" not in seen
    assert "more, r shows all" in seen


async def test_u_inside_the_list_takes_the_latest_step_back_and_the_list_stays_open(desk: Desk) -> None:
    app = with_records(desk)

    async with running(app) as pilot:
        await pilot.press("r", "u")
        kind, listed, notes = type(app.screen), shown(app), desk.saved().notes
        await pilot.press("u", "escape")
        said = notice(app)

    assert kind is RecordedDialog
    assert "Seen at two shops" not in listed
    assert "P1  The coffee machine" in listed
    assert notes == ()
    assert said == "Undone: P1 The coffee machine"
    assert desk.saved().parked == ()
