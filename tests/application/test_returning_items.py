"""An item that needed information is in the triage as soon as its action item is done."""

import pytest

from refine_tui.domain.carried_over import review_earlier_action
from refine_tui.domain.dispositions import Disposition
from refine_tui.domain.records import ActionReview, ActionStatus
from refine_tui.domain.timekeeping import next_phase
from refine_tui.domain.transitions import bind
from refine_tui.domain.triage import set_disposition
from tests.driver import Driver, StoreDriver
from tests.store.test_sessions import all_of
from tests.support import TEAM, FakeClock, a_facilitator, a_setup, a_started_session, an_item


@pytest.fixture
def clock() -> FakeClock:
    """Nine o'clock."""
    return FakeClock()


@pytest.fixture
def desk(store: StoreDriver, clock: FakeClock) -> Driver:
    """The second session of a team: A1 of the first is to find out more about PAY-11."""
    first = a_started_session(store, clock, new=2)
    first.apply(bind(next_phase))
    first.apply(bind(set_disposition, item=1, disposition=Disposition.NEEDS_INFORMATION))
    first.apply(bind(set_disposition, item=2, disposition=Disposition.LATER))
    first.close()
    first.leave()
    clock.advance(minutes=60)
    second = a_facilitator(store, clock)
    second.start(a_setup())
    return second


def triage(desk: Driver) -> list[str]:
    return [item.label for item in desk.session.triage_items]


def test_it_waits_while_the_action_item_is_open(desk: Driver) -> None:
    desk.apply(bind(next_phase))

    assert triage(desk) == []


def test_ticked_off_between_the_sessions_it_is_there_from_the_start(store: StoreDriver, desk: Driver) -> None:
    store.set_action_status(store.team(TEAM), 1, ActionStatus.DONE)
    third = a_facilitator(store)
    third.start(a_setup())

    assert triage(third) == ["PAY-11"]


def test_ticked_off_in_the_kick_off_it_comes_into_the_triage_in_the_same_step(store: StoreDriver, desk: Driver) -> None:
    before = desk.session
    change = desk.apply(bind(review_earlier_action, number=1, review=ActionReview.DONE))

    assert change.step == "A1 done · PAY-11 is back in the triage"
    assert triage(desk) == ["PAY-11"]
    assert all_of(store.load(2)) == all_of(desk.session)
    after = desk.session
    assert desk.undo() == change.step
    assert desk.session == before
    assert desk.redo() == change.step
    assert desk.session == after


def test_ticked_off_by_mistake_it_leaves_the_triage_again(store: StoreDriver, desk: Driver) -> None:
    desk.apply(bind(review_earlier_action, number=1, review=ActionReview.DONE))
    desk.apply(bind(review_earlier_action, number=1, review=ActionReview.KEPT))

    assert triage(desk) == []
    assert all_of(store.load(2)) == all_of(desk.session)


def test_ticked_off_in_another_terminal_it_is_there_when_the_triage_begins(store: StoreDriver, desk: Driver) -> None:
    store.set_action_status(store.team(TEAM), 1, ActionStatus.DONE)
    change = desk.apply(bind(next_phase))

    assert change.step == "Triage started · PAY-11 is back in the triage"
    assert triage(desk) == ["PAY-11"]
    assert desk.session.open_item == 1


def test_it_comes_back_as_it_is_in_the_backlog_now(store: StoreDriver, desk: Driver) -> None:
    renamed = an_item(title="As the tracker has it now")
    a_facilitator(store).import_items(TEAM, (renamed,), source="jira-csv")
    desk.apply(bind(review_earlier_action, number=1, review=ActionReview.DONE))

    assert desk.session.item(1).item.title == "As the tracker has it now"
    assert store.backlog(store.team(TEAM)).items[0].title == "As the tracker has it now"
