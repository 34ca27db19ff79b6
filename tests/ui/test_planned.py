"""The next session: planned by its date, prepared at home, begun with what waits."""

from datetime import UTC, datetime

from refine_tui.domain.people import format_people
from refine_tui.domain.session import SessionStatus
from refine_tui.domain.transitions import bind
from refine_tui.domain.wrap_up import set_next_session
from refine_tui.ui.live.screen import LiveScreen
from refine_tui.ui.screens.home import HomeScreen
from refine_tui.ui.screens.new_session import NewSessionScreen
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
        "what waits is brought when it begins",
        "enter prepare or begin",
    ):
        assert words in home
    assert (planned.status, planned.planned_for, planned.items) == (SessionStatus.PLANNED, THURSDAY, ())
    assert kind is NewSessionScreen
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
        await pilot.press("escape", "6")
        await pilot.pause()
        kind, seen = type(app.screen), shown(app)

    assert "! This session is planned for Payments: esc, then 1 prepares one of another team." in refused
    assert kind is LiveScreen
    assert "1 item carried over    PAY-11" in seen
    saved = desk.saved(2)
    assert (saved.status, saved.team.name) == (SessionStatus.RUNNING, "Payments")
    assert [item.label for item in saved.triage_items] == ["PAY-11"]
    assert format_people(saved.people) == "Ana (PO), Ben (Dev), Chloé (Dev)"


async def test_a_start_at_the_shell_asks_whether_the_planned_session_is_meant_and_begins_it(desk: Desk) -> None:
    with_a_plan(desk)
    app = desk.started(goal="Said just now", people=())

    async with running(app) as pilot:
        asked = shown(app)
        await pilot.press("1")
        await pilot.pause()
        kind = type(app.screen)

    assert "A session of Payments is planned for Thu 3 Dec 10:00. Is this it?" in asked
    assert "1 yes, begin it  2 no, another one" in asked
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
