"""Beginning where something waits already: a session that runs, one that is planned, more items than an hour holds."""

from dataclasses import replace

from refine_tui.domain.session import SessionStatus
from refine_tui.ui.app_options import Start
from refine_tui.ui.live.screen import LiveScreen
from refine_tui.ui.screens.new_session import NewSessionScreen
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

    assert "Payments has a session that is not closed, begun Fri 27 Nov 10:00. Go on with it?" in asked
    assert "1 yes, go on with it  2 no, begin another one" in asked
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
    asked = desk.app(Start(opening=replace(a_setup(), agenda=short, agenda_requested=True)))

    async with running(asked) as pilot:
        await pilot.press("1")
        await pilot.pause()

    assert (desk.saved(2).title, desk.saved(2).status) == ("Refinement 30", SessionStatus.RUNNING)


async def test_without_a_named_agenda_the_planned_one_stays(desk: Desk) -> None:
    with_a_plan(desk)
    short = replace(an_agenda(), id="short", title="Refinement 30", phases=an_agenda().phases[:2])
    app = desk.app(Start(opening=replace(a_setup(), agenda=short)))

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

    assert "31 new items came in. How many shall we triage today?" in asked
    assert kind is NewSessionScreen
    assert said == "No session was started."
