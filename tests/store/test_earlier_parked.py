"""Parked topics come back until a session has discussed them."""

import pytest

from refine_tui.domain import parking_lot, recording
from refine_tui.domain.errors import RefineError
from refine_tui.domain.records import RecordKind
from refine_tui.domain.transitions import bind
from refine_tui.minutes.document import document_of
from refine_tui.minutes.session_json import session_json
from tests.driver import Driver, StoreDriver
from tests.store.test_sessions import all_of
from tests.support import NINE, FakeClock, a_facilitator, a_past_session, a_started_session


@pytest.fixture
def clock() -> FakeClock:
    """Nine o'clock."""
    return FakeClock()


@pytest.fixture
def desk(store: StoreDriver, clock: FakeClock) -> Driver:
    """A session that began with P1 and P2 from session 1."""
    a_past_session(store, clock, parked=2)
    return a_started_session(store, clock)


def test_a_session_begins_with_the_open_topics_of_all_earlier_ones(
    store: StoreDriver, clock: FakeClock, desk: Driver
) -> None:
    desk.apply(bind(parking_lot.close_parked_topic, number=1))
    desk.apply(bind(recording.add_parked_topic, text="Mine"))
    desk.apply(bind(recording.add_parked_topic, text="Discussed at once"))
    desk.apply(bind(parking_lot.close_parked_topic, number=4))
    third = a_started_session(store, clock)

    assert [topic.text for topic in desk.session.earlier_parked] == ["Topic 1", "Topic 2"]
    assert [topic.text for topic in third.session.earlier_parked] == ["Topic 2", "Mine"]
    assert all_of(store.load(third.session.id)) == all_of(third.session)


def test_a_discussed_topic_is_stored_undone_and_made_again(store: StoreDriver, desk: Driver) -> None:
    first = desk.session
    desk.apply(bind(parking_lot.close_parked_topic, number=2))
    last = desk.session

    assert all_of(store.load(2)) == all_of(last)
    assert [topic.discussed_in for topic in store.load(1).parked] == [None, 2]
    assert desk.undo() == "P2 discussed"
    assert desk.session == first
    assert store.load(1).parked[1].discussed_in is None
    assert desk.redo() == "P2 discussed"
    assert desk.session == last


def test_two_sessions_that_discuss_the_same_topic_do_not_overwrite_each_other(
    store: StoreDriver, clock: FakeClock, desk: Driver
) -> None:
    other = a_started_session(store, clock)
    desk.apply(bind(parking_lot.close_parked_topic, number=1))

    with pytest.raises(RefineError, match="P1 is discussed already"):
        other.apply(bind(parking_lot.close_parked_topic, number=1))
    assert other.session.earlier_parked[0].discussed_in == 2


def test_a_session_that_runs_sees_what_another_has_discussed_at_its_next_save(
    store: StoreDriver, clock: FakeClock, desk: Driver
) -> None:
    other = a_started_session(store, clock)
    desk.apply(bind(parking_lot.close_parked_topic, number=1))
    other.apply(bind(recording.add_note, text="Go on"))

    assert [topic.discussed_in for topic in other.session.earlier_parked] == [2, None]


def test_a_topic_that_a_later_session_shows_cannot_be_removed(
    store: StoreDriver, clock: FakeClock, desk: Driver
) -> None:
    maker = a_facilitator(store, clock)
    maker.resume(1)
    maker.reopen()

    with pytest.raises(RefineError, match="A later session uses what would be removed, so it stays"):
        maker.apply(bind(recording.remove_record, kind=RecordKind.PARKED, number=1))


def test_the_minutes_of_an_earlier_session_stay_when_its_topic_is_discussed(store: StoreDriver, desk: Driver) -> None:
    before = document_of(store.load(1), now=NINE)
    desk.apply(bind(parking_lot.close_parked_topic, number=1))
    after = document_of(store.load(1), now=NINE)

    assert [line.status for line in before.parked] == [line.status for line in after.parked]
    assert session_json(before) == session_json(after)
