"""The next session: planned by its date, set up at home, started with the items that wait."""

from datetime import UTC, datetime

import pytest

from refine_tui.domain.people import format_people
from refine_tui.domain.session import SessionStatus
from refine_tui.domain.transitions import bind
from refine_tui.domain.wrap_up import set_next_session
from refine_tui.ui.home.screen import HomeScreen
from refine_tui.ui.live.screen import LiveScreen
from refine_tui.ui.setup.screen import SetupScreen
from tests.ui.driving import WRAP_UP, Desk, enter, notice, running, shown

THURSDAY = datetime(2026, 12, 3, 9, tzinfo=UTC)


def with_a_plan(desk: Desk) -> None:
    """Close a session whose next one is on Thursday."""
    with desk.facilitating(new=1) as facilitator:
        facilitator.apply(bind(set_next_session, at=THURSDAY))
        facilitator.close()


async def test_a_date_plans_a_session_that_home_shows_and_escape_keeps_what_was_prepared(desk: Desk) -> None:
    app = desk.begun(new=2, phase=WRAP_UP)

    async with running(app) as pilot:
        await pilot.press("3")
        await enter(pilot, "thu 10:00")
        await pilot.press("5", "1")
        await pilot.pause()
        await pilot.press("escape", "k")
        await pilot.pause()
        home, planned = shown(app), desk.saved(2)
        await pilot.press("enter")
        await pilot.pause()
        kind = type(app.screen)
        await pilot.press("3")
        await enter(pilot, "Two stories ready")
        await pilot.press("escape")
        await pilot.pause()
        prepared = shown(app)

    for words in (
        "Planned",
        "▶ Thu 3 Dec 2026 10:00",
        "Waiting items are added when it starts",
        "enter set up or start",
    ):
        assert words in home
    assert (planned.status, planned.planned_for, planned.items) == (SessionStatus.PLANNED, THURSDAY, ())
    assert kind is SetupScreen
    assert "Two stories ready" in prepared
    saved = desk.saved(2)
    assert (saved.status, saved.goal) == (SessionStatus.PLANNED, "Two stories ready")


async def test_a_planned_session_keeps_its_team_and_begins_with_what_waits(desk: Desk) -> None:
    with_a_plan(desk)
    app = desk.app()

    async with running(app) as pilot:
        await pilot.press("enter", "1")
        await enter(pilot, "Checkout")
        refused = shown(app)
        await pilot.press("escape", "6", "1")
        await pilot.pause()
        kind, seen = type(app.screen), shown(app)

    assert "! This session is planned for Payments. To set one up for another team: esc twice, then 1." in refused
    assert kind is LiveScreen
    assert "1 item carried over    PAY-11" in seen
    saved = desk.saved(2)
    assert (saved.status, saved.team.name) == (SessionStatus.RUNNING, "Payments")
    assert [item.label for item in saved.triage_items] == ["PAY-11"]
    assert format_people(saved.people) == "Ana (PO), Ben (Dev), Chloé (Dev)"


@pytest.mark.parametrize("keys", [("2",), ("escape",)])
async def test_a_session_of_a_later_day_starts_only_when_asked_for_twice(desk: Desk, keys: tuple[str, ...]) -> None:
    with_a_plan(desk)
    app = desk.app()

    async with running(app) as pilot:
        await pilot.press("enter", "enter")
        asked = shown(app)
        await pilot.press(*keys)
        said, kind = notice(app), type(app.screen)
        before = desk.saved(2).status
        await pilot.press("enter", "enter")
        await pilot.pause()
        started = type(app.screen)

    assert "It is planned for Thu 3 Dec 10:00. Start it now?" in asked
    assert "1 start it now  2 not yet" in asked
    assert (said, kind, before) == ("No session was started.", SetupScreen, SessionStatus.PLANNED)
    assert (started, desk.saved(2).status) == (LiveScreen, SessionStatus.RUNNING)


async def test_a_session_of_another_year_is_asked_about_with_its_year(desk: Desk) -> None:
    with desk.facilitating(new=1) as facilitator:
        facilitator.apply(bind(set_next_session, at=datetime(2027, 1, 7, 9, tzinfo=UTC)))
        facilitator.close()
    app = desk.started()

    async with running(app):
        asked = shown(app)

    assert "A session of Payments is planned for Thu 7 Jan 2027 10:00. Is this it?" in asked


async def test_a_session_of_today_starts_without_a_question(desk: Desk) -> None:
    with_a_plan(desk)
    desk.clock.advance(minutes=6 * 24 * 60 - 120)
    app = desk.app()

    async with running(app) as pilot:
        await pilot.press("enter", "enter")
        await pilot.pause()
        kind = type(app.screen)

    assert desk.clock.now() < THURSDAY
    assert kind is LiveScreen


async def test_a_start_at_the_shell_asks_whether_the_planned_session_is_meant_and_begins_it(desk: Desk) -> None:
    with_a_plan(desk)
    app = desk.started(goal="Said just now", people=())

    async with running(app) as pilot:
        asked = shown(app)
        await pilot.press("1")
        await pilot.pause()
        kind = type(app.screen)

    assert "A session of Payments is planned for Thu 3 Dec 10:00. Is this it?" in asked
    assert "1 yes, start it  2 no, start another one" in asked
    assert kind is LiveScreen
    saved = desk.saved(2)
    assert (saved.status, saved.goal) == (SessionStatus.RUNNING, "Said just now")
    assert [person.name for person in saved.people] == ["Ana", "Ben", "Chloé"]
    assert len(desk.store().summaries()) == 2


async def test_another_session_begins_beside_the_planned_one_and_escape_begins_none(desk: Desk) -> None:
    with_a_plan(desk)
    app = desk.started()

    async with running(app) as pilot:
        await pilot.press("escape")
        left, said, sessions = type(app.screen), notice(app), len(desk.store().summaries())
        await pilot.press("1", "6")
        asked = shown(app)
        await pilot.press("2")
        await pilot.pause()
        kind = type(app.screen)

    assert left is HomeScreen
    assert (said, sessions) == ("No session was started.", 2)
    assert "Is this it?" in asked
    assert kind is LiveScreen
    assert desk.saved(2).status is SessionStatus.PLANNED
    assert desk.saved(3).status is SessionStatus.RUNNING
