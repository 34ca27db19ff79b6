"""What is asked across sessions: lists of sessions and action items, what is planned."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from refine_tui.domain import recording, triage, wrap_up
from refine_tui.domain.errors import NothingToUndoError, RefineError
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.session import SessionStatus
from refine_tui.domain.transitions import bind
from tests.driver import StoreDriver
from tests.support import NINE, TEAM, FakeClock, a_facilitator, a_past_session, a_setup, a_started_session

MONDAY, FRIDAY = date(2026, 11, 30), date(2026, 12, 4)


@pytest.fixture
def clock() -> FakeClock:
    """Nine o'clock."""
    return FakeClock()


def test_action_items_are_listed_open_ones_first_by_day(store: StoreDriver, clock: FakeClock) -> None:
    """Those without a day last; then those that are settled; of all teams or of one."""
    desk = a_started_session(store, clock)
    for text, due in (("No day", None), ("Friday", FRIDAY), ("Done", MONDAY), ("Monday", MONDAY)):
        desk.apply(bind(recording.add_action, text=text, due=due, item=2 if text == "Friday" else None))
    desk.apply(bind(recording.set_action_status, number=3, status=ActionStatus.DONE))
    other = a_facilitator(store, clock)
    other.start(a_setup(team="Search"))
    other.apply(bind(recording.add_action, text="Friday there", due=FRIDAY))

    assert [line.action.text for line in store.actions()] == ["Monday", "Friday", "Friday there", "No day", "Done"]
    lines = store.actions(" PAYMENTS ")
    assert [(line.team, line.session, line.item) for line in lines] == [
        (TEAM, 1, ""), (TEAM, 1, "PAY-12"), (TEAM, 1, ""), (TEAM, 1, ""),
    ]  # fmt: skip
    assert lines[1].action == desk.session.actions[1]
    assert store.actions("Nobody") == ()


def test_an_item_without_a_key_is_named_by_its_number(store: StoreDriver, clock: FakeClock) -> None:
    """And one that is in no backlog not at all."""
    desk = a_started_session(store, clock)
    typed_in = replace(desk.session.items[0].item, id=4, key="", title="Typed in")
    desk.apply(bind(triage.add_items, items=(typed_in,), last_item=4))
    desk.apply(bind(recording.add_action, text="On it", item=4))
    desk.apply(bind(recording.add_action, text="On nothing", item=99))

    assert [line.item for line in store.actions()] == ["#4", ""]


def test_a_status_is_set_whatever_session_the_action_item_is_from(store: StoreDriver, clock: FakeClock) -> None:
    """The line comes back as it is now; no undo takes it back."""
    closed = a_past_session(store, clock)
    line = store.set_action_status(closed.team, 2, ActionStatus.DONE)

    assert (line.action.status, line.team, line.session) == (ActionStatus.DONE, TEAM, 1)
    assert line in store.actions()
    assert store.load(1).revision == closed.revision
    store.set_action_status(closed.team, 2, ActionStatus.OPEN)
    assert store.load(1) == closed


def test_a_status_is_set_in_no_journal(store: StoreDriver, clock: FakeClock) -> None:
    """A session that runs is found changed, and its undo has nothing of it."""
    desk = a_started_session(store, clock)
    desk.apply(bind(recording.add_action, text="Mine"))
    revision = desk.session.revision
    store.set_action_status(desk.session.team, 1, ActionStatus.DONE)
    store.set_action_status(desk.session.team, 1, ActionStatus.DONE)

    assert store.load(1).revision == revision + 1
    with pytest.raises(RefineError, match="“A1 Mine” cannot be undone: A1 was changed since"):
        desk.undo()
    store.set_action_status(desk.session.team, 1, ActionStatus.OPEN)
    assert desk.undo() == "A1 Mine"
    with pytest.raises(NothingToUndoError):
        desk.undo()


def test_an_action_item_that_is_not_there_is_told_in_a_sentence(store: StoreDriver, clock: FakeClock) -> None:
    """The numbers are the team's."""
    a_past_session(store, clock)

    with pytest.raises(RefineError, match="Search has no action item A1: “refine actions” lists"):
        store.set_action_status(store.team("Search"), 1, ActionStatus.DONE)


def test_planned_sessions_stand_in_the_list_by_their_day(store: StoreDriver, clock: FakeClock) -> None:
    """One that is still to come first; one whose day has passed behind what began since."""
    desk = a_started_session(store, clock)
    desk.apply(bind(wrap_up.set_next_session, at=NINE + timedelta(days=7)))
    desk.close()
    desk.leave()
    planned, closed = store.summaries()

    assert (planned.id, planned.status, planned.planned_for) == (2, SessionStatus.PLANNED, NINE + timedelta(days=7))
    assert (planned.started_at, planned.item_count, closed.id, closed.planned_for) == (None, 0, 1, None)
    clock.advance(minutes=60 * 24 * 8)
    a_started_session(store, clock)
    assert [summary.id for summary in store.summaries(TEAM)] == [3, 2, 1]


def test_a_planned_session_is_found_and_forgotten_by_the_one_before(store: StoreDriver, clock: FakeClock) -> None:
    """With all that it had; the sessions around it stay."""
    desk = a_started_session(store, clock)
    desk.apply(bind(wrap_up.set_next_session, at=NINE + timedelta(days=7)))
    closed = desk.close()

    assert (store.planned_after(1), store.planned_after(2)) == (2, None)
    assert store.load(2).phases
    store.delete_planned(2)
    assert store.planned_after(1) is None
    assert [summary.id for summary in store.summaries()] == [1]
    assert store.load(1) == closed
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM phase WHERE session_id = 2").scalar() == 0


def test_a_session_that_has_begun_is_never_forgotten(store: StoreDriver, clock: FakeClock) -> None:
    """Whoever was about to take it away sees it run."""
    desk = a_started_session(store, clock)
    desk.apply(bind(wrap_up.set_next_session, at=NINE + timedelta(days=7)))
    desk.close()
    desk.leave()
    desk.start(replace(a_setup(), planned=2))

    store.delete_planned(2)
    store.delete_planned(1)
    store.delete_planned(99)

    assert store.planned_after(1) is None
    assert store.load(2) == desk.session


def test_items_are_found_by_their_numbers_among_those_of_the_team(store: StoreDriver) -> None:
    a_started_session(store, new=3).leave()
    a_started_session(store, new=3, team="Search").leave()
    team = store.team("Search")
    with store.read() as work:
        found = work.backlogs.find(team, {3, 1, 9})
        assert work.backlogs.find(team, ()) == ()

    backlog = store.backlog(team)
    assert found == (backlog.items[0], backlog.items[2])
