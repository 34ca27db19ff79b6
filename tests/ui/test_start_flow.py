"""Starting where something waits: a session that runs, one that is planned, more items than an hour holds."""

from dataclasses import replace

import pytest
from textual.events import Key

from refine_tui.application.application import Application
from refine_tui.domain.errors import RefineError
from refine_tui.domain.session import SessionStatus
from refine_tui.importers.detection import read_items
from refine_tui.ui.app_options import ItemFile, Start
from refine_tui.ui.live.screen import LiveScreen
from refine_tui.ui.setup.screen import SetupScreen
from tests.support import TEAM, a_facilitator, a_setup, an_agenda, items
from tests.ui.driving import Desk, notice, running, shown
from tests.ui.test_planned import with_a_plan


async def test_a_session_that_is_not_closed_is_offered_before_another_is_begun(desk: Desk) -> None:
    with desk.facilitating():
        pass
    app = desk.started()

    async with running(app) as pilot:
        asked = shown(app)
        await pilot.press("1")
        await pilot.pause()
        kind, said = type(app.screen), notice(app)

    assert "Payments has a session that is not closed, started Fri 27 Nov 10:00. Resume it?" in asked
    assert "1 resume it  2 start another one" in asked
    assert kind is LiveScreen
    assert said.startswith("Back after")
    assert len(desk.store().summaries()) == 1


async def test_another_one_can_be_begun_all_the_same_or_none(desk: Desk) -> None:
    with desk.facilitating():
        pass
    app, again = desk.started(), desk.started()

    async with running(app) as pilot:
        await pilot.press("escape")
        said, count = notice(app), len(desk.store().summaries())
    async with running(again) as pilot:
        await pilot.press("2")
        await pilot.pause()
        kind = type(again.screen)

    assert (said, count) == ("No session was started.", 1)
    assert kind is LiveScreen
    assert desk.saved(2).status is SessionStatus.RUNNING


async def test_an_agenda_that_was_named_takes_the_place_of_the_planned_one(desk: Desk) -> None:
    with_a_plan(desk)
    short = replace(an_agenda(), id="short", title="Refinement 30", phases=an_agenda().phases[:2])
    asked = desk.app(Start(setup=replace(a_setup(), agenda=short, agenda_requested=True)))

    async with running(asked) as pilot:
        await pilot.press("1")
        await pilot.pause()

    assert (desk.saved(2).title, desk.saved(2).status) == ("Refinement 30", SessionStatus.RUNNING)


async def test_without_a_named_agenda_the_planned_one_stays(desk: Desk) -> None:
    with_a_plan(desk)
    short = replace(an_agenda(), id="short", title="Refinement 30", phases=an_agenda().phases[:2])
    app = desk.app(Start(setup=replace(a_setup(), agenda=short)))

    async with running(app) as pilot:
        await pilot.press("1")
        await pilot.pause()

    assert desk.saved(2).title == "Refinement 60"


async def test_a_start_that_is_called_off_says_so_where_it_was_asked_for(desk: Desk) -> None:
    a_facilitator(desk.store(), desk.clock).import_items(TEAM, items(1), source="text")
    many = tuple(replace(items(1)[0], key=f"NEW-{number}") for number in range(30))
    a_facilitator(desk.store(), desk.clock).import_items(TEAM, many, source="text")
    app = desk.app(team=TEAM)

    async with running(app) as pilot:
        await pilot.press("1", "6")
        asked = shown(app)
        await pilot.press("escape")
        kind, said = type(app.screen), notice(app)

    assert "31 new items are waiting. How many shall we triage today?" in asked
    assert kind is SetupScreen
    assert said == "No session was started."


async def test_files_are_imported_before_the_start_and_undo_names_each(desk: Desk) -> None:
    report = read_items("NEW-1 Pay by invoice\nNEW-2 Pay in rates\n", name="backlog.txt")
    app = desk.app(Start(setup=a_setup(), files=(ItemFile(name="backlog.txt", report=report),)))

    async with running(app):
        said = notice(app)

    assert said.startswith("Imported 2 new   ·   ")
    with pytest.raises(RefineError, match=r"import of 2 items from backlog\.txt"):  # the session uses them
        Application(desk.store(), desk.clock).backlogs.undo_import(TEAM)


async def test_keys_that_are_typed_ahead_of_the_first_question_answer_it(desk: Desk) -> None:
    """The store opens behind the first frame; the keys are held until the question is there."""
    a_facilitator(desk.store(), desk.clock).import_items(TEAM, items(30), source="text")
    app = desk.started()
    open_store = app._options.open_application

    def open_late() -> Application:
        for key in ("backspace", "backspace", "5", "enter"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        return open_store()

    app._options = replace(app._options, open_application=open_late)

    async with running(app) as pilot:
        for _ in range(20):
            await pilot.pause()
        kind = type(app.screen)

    assert kind is LiveScreen
    assert len(desk.saved().triage_items) == 5
