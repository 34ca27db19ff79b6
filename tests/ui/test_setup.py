"""A session is prepared with a few keys, and every line of it can stay as it is."""

from dataclasses import replace
from datetime import timedelta

from refine_tui.domain.people import format_people
from refine_tui.domain.session import SessionStatus
from refine_tui.domain.transitions import bind
from refine_tui.domain.wrap_up import set_next_session
from refine_tui.ui.app import RefineApp
from refine_tui.ui.app_options import Start
from refine_tui.ui.home.screen import HomeScreen
from refine_tui.ui.live.screen import LiveScreen
from refine_tui.ui.setup.screen import SetupScreen
from tests.driver import Driver
from tests.support import NINE, a_setup, an_agenda, items
from tests.ui.driving import (
    Desk,
    enter,
    is_asking,
    line_with,
    notice,
    paste,
    running,
    screens_open,
    shown,
    typed,
    write,
)


async def test_a_session_is_prepared_line_by_line_and_started_with_one_key(desk: Desk) -> None:
    short = replace(an_agenda(), id="short", title="Refinement 30", phases=an_agenda().phases[:2])
    app = desk.app(agendas=lambda: (an_agenda(), short))

    async with running(app) as pilot:
        await pilot.press("1", "2")
        choices = shown(app)
        await pilot.press("2")
        for digit, text in (("1", "Checkout"), ("3", "Two stories ready"), ("4", "Ana (PO), Ben, -Eli")):
            await pilot.press(digit)
            await enter(pilot, text)
        await pilot.press("5")
        await paste(pilot, "CHK-1 Pay with a card\nCHK-2 Pay by invoice")
        reading = shown(app)
        await pilot.press("ctrl+s", "1")
        prepared = shown(app)
        await pilot.press("6")
        await pilot.pause()
        seen = shown(app)

    assert "1 Refinement 60 (60 min)" in choices
    assert "2 Refinement 30 (25 min)" in choices
    assert "2 new items · first: CHK-1 Pay with a card" in reading
    for words in ("Checkout", "Refinement 30", "Two stories ready", "Ana (PO), Ben (Dev), -Eli (Dev)"):
        assert words in prepared
    assert "2 new items to triage" in prepared
    assert "Imported 2 new   ·   u undo" in prepared
    assert "Checkout · Refinement 30" in seen
    saved = desk.saved()
    assert (saved.team.name, saved.title, saved.goal) == ("Checkout", "Refinement 30", "Two stories ready")
    assert format_people(saved.people) == "Ana (PO), Ben (Dev), -Eli (Dev)"
    assert [item.label for item in saved.triage_items] == ["CHK-1", "CHK-2"]
    assert saved.is_running
    assert saved.started_at == NINE


async def test_enter_alone_starts_a_session(app: RefineApp, desk: Desk) -> None:
    async with running(app) as pilot:
        await pilot.press("1")
        prepared = line_with(app, "▶")
        await pilot.press("enter")
        await pilot.pause()
        kind = type(app.screen)

    assert "Start the clock" in prepared
    assert kind is LiveScreen
    assert desk.saved().team.name == "Team"


async def test_a_parenthesis_that_is_not_closed_is_refused_beside_the_text(app: RefineApp) -> None:
    async with running(app) as pilot:
        await pilot.press("1", "4")
        await enter(pilot, "Ana (Queen")
        seen, text = shown(app), typed(app)

    assert "! “Ana (Queen” is not a name with a role" in seen
    assert text == "Ana (Queen"


async def test_escape_leads_home_and_starts_nothing(app: RefineApp, desk: Desk) -> None:
    async with running(app) as pilot:
        await pilot.press("1", "escape")
        kind = type(app.screen)

    assert kind is HomeScreen
    assert desk.store().summaries() == ()


async def test_a_team_comes_back_with_its_people_and_its_product_goal(desk: Desk) -> None:
    with desk.facilitating():
        pass
    app = desk.app()

    async with running(app) as pilot:
        await pilot.press("1")
        seen = shown(app)

    assert "Payments" in seen
    assert "Ana (PO), Ben (Dev), Chloé (Dev)" in seen


async def with_many(desk: Desk, count: int) -> RefineApp:
    """Return the app that starts a session of a team with *count* new items."""
    Driver(desk.store(), desk.clock).import_items("Payments", items(count), source="text")
    return desk.app(Start(setup=a_setup()))


async def test_more_than_twenty_new_items_ask_how_many_to_triage(desk: Desk) -> None:
    app = await with_many(desk, 23)

    async with running(app) as pilot:
        asked, suggested = shown(app), typed(app)
        await enter(pilot, "24")
        refused = shown(app)
        await enter(pilot, "12")
        await pilot.pause()
        kind = type(app.screen)

    assert "23 new items are waiting. How many shall we triage today?" in asked
    assert suggested == "20"
    assert "! Type a number from 0 to 23." in refused
    assert kind is LiveScreen
    assert len(desk.saved().triage_items) == 12


async def test_leaving_the_question_how_many_starts_nothing_and_says_so(desk: Desk) -> None:
    app = await with_many(desk, 21)

    async with running(app) as pilot:
        asked = is_asking(app)
        await pilot.press("escape")
        seen = notice(app)

    assert asked
    assert seen == "No session was started."
    assert desk.store().summaries() == ()


async def test_twenty_new_items_start_without_a_question(desk: Desk) -> None:
    app = await with_many(desk, 20)

    async with running(app):
        kind = type(app.screen)

    assert kind is LiveScreen
    assert desk.saved().status is SessionStatus.RUNNING
    assert len(desk.saved().triage_items) == 20


async def test_what_was_typed_for_a_new_session_is_kept_when_it_is_left(app: RefineApp, desk: Desk) -> None:
    async with running(app) as pilot:
        await pilot.press("1")
        for digit, text in (("1", "Checkout"), ("3", "Two stories ready"), ("4", "Ana (PO), -Eli")):
            await pilot.press(digit)
            await enter(pilot, text)
        await pilot.press("escape", "1")
        seen = shown(app)

    for words in ("Checkout", "Two stories ready", "Ana (PO), -Eli (Dev)"):
        assert words in seen
    assert desk.store().summaries() == ()


async def test_a_line_that_was_left_is_there_again_with_its_text(app: RefineApp) -> None:
    """The bar says so of every line."""
    async with running(app) as pilot:
        await pilot.press("1", "3")
        await write(pilot, "Two stor")
        bar = shown(app)
        await pilot.press("escape")
        left = line_with(app, "Goal")
        await pilot.press("3")
        held = typed(app)
        await enter(pilot, "Two stories")
        await pilot.press("3")
        stored = typed(app)

    assert "esc cancel" in bar
    assert "Two stor" not in left
    assert held == "Two stor"
    assert stored == "Two stories"


async def test_the_agenda_that_was_chosen_takes_the_place_of_the_planned_ones(desk: Desk) -> None:
    with desk.facilitating(new=1) as facilitator:
        facilitator.apply(bind(set_next_session, at=NINE + timedelta(hours=3)))
        facilitator.close()
    short = replace(an_agenda(), id="short", title="Refinement 30", phases=an_agenda().phases[:2])
    app = desk.app(agendas=lambda: (an_agenda(), short))

    async with running(app) as pilot:
        await pilot.press("1", "2", "2", "6", "1")
        await pilot.pause()

    assert (desk.saved(2).title, desk.saved(2).status) == ("Refinement 30", SessionStatus.RUNNING)


async def test_no_key_of_the_screen_acts_while_a_question_is_open(app: RefineApp, desk: Desk) -> None:
    async with running(app) as pilot:
        await pilot.press("1", "2", "6", "question_mark", "u")
        asking, kinds = is_asking(app), screens_open(app)
        await pilot.press("escape")
        closed = is_asking(app)

    assert (asking, closed) == (True, False)
    assert kinds[-1] is SetupScreen
    assert desk.store().summaries() == ()
