"""The home screen: useful with nothing, and the way back to everything."""

from refine_tui.domain.agenda import Agenda
from refine_tui.domain.errors import RefineError
from refine_tui.domain.transitions import bind
from refine_tui.domain.wrap_up import close
from refine_tui.ui.app import RefineApp
from refine_tui.ui.home.screen import HomeScreen
from refine_tui.ui.live.screen import LiveScreen
from refine_tui.ui.minutes.screen import MinutesScreen
from tests.support import GOAL
from tests.ui.driving import Desk, notice, running, shown


async def test_an_empty_home_says_how_to_begin(app: RefineApp) -> None:
    async with running(app):
        seen = shown(app)

    assert "No sessions yet" in seen
    assert "refine import jira.csv" in seen
    assert "refine demo" in seen
    assert "1 start a session" in seen
    assert "2 import items" in seen


async def test_without_a_usable_agenda_home_opens_and_a_new_session_says_what_to_do(desk: Desk) -> None:
    def agendas() -> tuple[Agenda, ...]:
        raise RefineError("No agenda can be used: put one into agendas.")

    app = desk.app(agendas=agendas)

    async with running(app) as pilot:
        await pilot.press("1")
        await pilot.pause()
        seen, kind = notice(app), type(app.screen)

    assert seen == "! No agenda can be used: put one into agendas."
    assert kind is HomeScreen


async def test_home_lists_an_unfinished_session_and_enter_resumes_it(desk: Desk) -> None:
    with desk.facilitating():
        pass
    app = desk.app()

    async with running(app) as pilot:
        home = shown(app)
        await pilot.press("enter")
        await pilot.pause()
        seen = shown(app)
        kind = type(app.screen)

    assert "Payments · Refinement 60" in home
    assert GOAL in home
    assert "Fri 27 Nov 2026 10:00" in home
    assert "enter resume" in home
    assert kind is LiveScreen
    assert "Who is here" in seen


async def test_enter_on_a_past_session_shows_its_minutes_and_changes_nothing(desk: Desk) -> None:
    with desk.facilitating() as facilitator:
        facilitator.apply(bind(close))
    before = desk.saved()
    app = desk.app()

    async with running(app) as pilot:
        home = shown(app)
        await pilot.press("enter")
        await pilot.pause()
        kind, minutes = type(app.screen), shown(app)
        await pilot.press("d", "a", "space", "u", "escape")
        back = shown(app)

    assert "Past sessions" in home
    assert "enter read the minutes" in home
    assert kind is MinutesScreen
    assert "Minutes   Payments · Refinement 60" in minutes
    assert "Past sessions" in back
    assert desk.saved() == before
