"""The times in the database, and those that undo and redo restore, follow the computer's clock when it is set."""

from datetime import timedelta

import pytest

from refine_tui.domain import recording, timekeeping, wrap_up
from refine_tui.domain.transitions import bind
from tests.driver import StoreDriver
from tests.store.test_sessions import HOUR
from tests.store.test_undo import as_a_step
from tests.support import NINE, FakeClock, a_started_session


@pytest.mark.parametrize("minutes", [-60 * 24, -60, 2, 60])
@pytest.mark.parametrize("undone", [0, 4, 99])
def test_a_whole_hour_is_undone_and_made_again_over_a_clock_that_was_set(
    store: StoreDriver, minutes: int, undone: int
) -> None:
    """Also what had been undone before it was set: the times that come back are those of the clock as it is now."""
    clock = FakeClock()
    facilitator = a_started_session(store, clock, new=3, candidates=3)
    values = [facilitator.session]
    for transition, asked in HOUR:
        clock.advance(minutes=1)
        change = facilitator.apply(bind(transition, **asked))
        if change.step:
            values.append(change.session)
    steps = len(values) - 1
    for _ in range(min(undone, steps)):
        facilitator.undo()
    clock.set_by(minutes=minutes)
    facilitator.tick()
    shifted = [timekeeping.shift_clock(value, by=timedelta(minutes=minutes)).session for value in values]

    for expected in reversed(shifted[: max(0, steps - undone)]):
        facilitator.undo()
        assert as_a_step(facilitator.session) == as_a_step(expected)
    for expected in shifted[1:]:
        facilitator.redo()
        assert as_a_step(store.load(1)) == as_a_step(expected)


def test_a_shift_leaves_the_steps_of_other_sessions_and_the_dates_in_its_own_alone(store: StoreDriver) -> None:
    clock = FakeClock()
    other = a_started_session(store, clock, team="Search")
    other.apply(bind(timekeeping.pause))
    other.leave()
    facilitator = a_started_session(store, clock)
    facilitator.apply(bind(wrap_up.set_next_session, at=NINE))
    facilitator.apply(bind(recording.add_action, text="Ask Legal", due=NINE.date()))
    facilitator.apply(bind(wrap_up.set_next_session, at=None))
    clock.set_by(minutes=60 * 24)
    facilitator.tick()
    facilitator.undo()

    assert facilitator.session.next_session_at == NINE
    assert facilitator.session.actions[0].due == NINE.date()
    facilitator.leave()
    other.resume(1)
    assert other.undo() == "clock paused"


def test_a_shift_moves_what_is_said_of_the_session_in_the_same_transaction(store: StoreDriver) -> None:
    clock = FakeClock()
    facilitator = a_started_session(store, clock)
    facilitator.apply(bind(timekeeping.next_phase))
    clock.set_by(minutes=-60)
    facilitator.tick()
    stored = store.load(1)

    assert stored == facilitator.session
    assert [mark.at for mark in stored.item_focus] == [NINE - timedelta(hours=1)]
    assert store.last_seen(1) == NINE - timedelta(hours=1)
