"""The team's action items, from the home screen: ticked off, dropped, opened again."""

from refine_tui.domain.records import ActionStatus
from refine_tui.ui.actions.screen import ActionsScreen
from refine_tui.ui.app import RefineApp
from refine_tui.ui.home.screen import HomeScreen
from tests.support import a_past_session
from tests.ui.driving import Desk, notice, running, shown

A_DAY = 24 * 60


def statuses(desk: Desk) -> list[ActionStatus]:
    """Return the status of each action item as it is on the disk, by number."""
    return [line.action.status for line in sorted(desk.store().actions(), key=lambda line: line.action.number)]


async def test_action_items_are_done_dropped_and_opened_again_and_home_counts_them(desk: Desk) -> None:
    a_past_session(desk.store(), desk.clock)
    desk.clock.advance(minutes=A_DAY)
    app = desk.app()
    opened, done, dropped = ActionStatus.OPEN, ActionStatus.DONE, ActionStatus.DROPPED

    async with running(app) as pilot:
        home = shown(app)
        await pilot.press("3")
        listed = shown(app)
        for keys, row, said, saved in (
            (["1"], "A1    Promise 1  Ben  due Fri 27 Nov  ✓ done", "A1 done: Promise 1", [done, opened]),
            (["k", "2"], "A2    Promise 2  Ben  due Fri 27 Nov  dropped", "A2 dropped: Promise 2", [done, dropped]),
            (["3"], "A2    Promise 2  Ben  due Fri 27 Nov  overdue", "A2 open: Promise 2", [done, opened]),
        ):
            await pilot.press(*keys)
            await pilot.pause()
            assert f"▶ {row}" in shown(app)
            assert "Closed" in shown(app)
            assert notice(app) == f"{said}   ·   u undo"
            assert statuses(desk) == saved
        await pilot.press("u", "u")
        taken_back, undone = notice(app), statuses(desk)
        await pilot.press("u", "u")
        in_vain, all_undone = notice(app), statuses(desk)
        await pilot.press("1", "escape")
        await pilot.pause()
        back = shown(app)

    assert (taken_back, undone) == ("A2 open: Promise 2 again", [done, opened])
    assert (in_vain, all_undone) == ("There is nothing to undo here.", [opened, opened])
    assert "2 action items open · 2 overdue" in home
    assert "3 action items" in home
    assert "Action items   Payments" in listed
    assert "▶ A1    Promise 1  Ben  due Fri 27 Nov  overdue" in listed
    assert "1 done  2 drop  3 reopen" in listed
    assert "Closed" not in listed
    assert "1 action item open · 1 overdue" in back


async def test_without_action_items_the_screen_says_where_they_come_from(app: RefineApp) -> None:
    async with running(app) as pilot:
        await pilot.press("3", "1", "2", "3", "enter", "j", "k")
        kind, seen = type(app.screen), shown(app)
        await pilot.press("escape")
        left = type(app.screen)

    assert kind is ActionsScreen
    assert "No action items yet: a records one in a session." in seen
    assert "reopen" not in seen
    assert left is HomeScreen
