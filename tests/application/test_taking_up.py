"""A session is taken up again after the computer's clock was set while no program had it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from refine_tui.application.session_clock import ResumeResult, Tick
from refine_tui.domain import timekeeping
from refine_tui.domain.clock_reading import read_clock
from refine_tui.domain.timebox import ZERO
from refine_tui.domain.transitions import bind
from tests.application.meeting import MINUTE, Meeting
from tests.driver import StoreDriver, open_store
from tests.support import a_facilitator


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoreDriver]:
    """One database for all tests of this module; each session is of a team of its own."""
    store = open_store(tmp_path_factory.mktemp("clock") / "refine.db")
    yield store
    store.close()


@pytest.mark.parametrize("minutes", [-2, -60, -60 * 24])
@pytest.mark.parametrize("runs", [True, False], ids=["killed", "left"])
def test_a_clock_that_was_set_back_while_the_program_was_away_takes_no_time(
    store: StoreDriver, runs: bool, minutes: int
) -> None:
    meeting = Meeting(store)
    meeting.clock.advance(minutes=3)
    meeting.facilitator.apply(bind(timekeeping.next_phase))
    meeting.let_go(runs=runs)
    meeting.clock.set_by(minutes=minutes)
    back = meeting.take_up()
    again = meeting.facilitator
    meeting.check()

    assert back == ResumeResult(away=ZERO, was_running=runs, counted=runs, clock_set_by=timedelta(minutes=minutes))
    assert again.now() == meeting.clock.now()
    assert again.session.started_at == meeting.clock.now() - 3 * MINUTE
    assert again.session.absences == ()
    assert store.last_seen(again.session.id) == meeting.clock.now()
    assert meeting.tick() == Tick()


def test_undo_and_redo_go_on_after_a_return_on_a_clock_that_was_set_back(store: StoreDriver) -> None:
    meeting = Meeting(store)
    meeting.clock.advance(minutes=3)
    meeting.facilitator.apply(bind(timekeeping.next_phase))
    meeting.let_go(runs=False)
    meeting.clock.set_by(minutes=-60)
    meeting.take_up()
    again = meeting.facilitator
    undone = [again.undo(), again.undo()]
    meeting.clock.advance(minutes=1)
    meeting.check()

    assert undone == ["clock paused", "Triage started"]
    assert read_clock(again.session, again.now()).phases[0].elapsed == 4 * MINUTE
    assert again.redo() == "Triage started"
    phases = read_clock(again.session, again.now()).phases
    assert [phase.elapsed for phase in phases[:2]] == [3 * MINUTE, MINUTE]


def test_a_clock_that_was_set_back_by_less_than_the_time_away_shortens_the_absence(store: StoreDriver) -> None:
    """Nobody can know how long it was: what the wall clock says is taken."""
    meeting = Meeting(store)
    meeting.let_go(runs=True)
    meeting.clock.advance(minutes=40)
    meeting.clock.set_by(minutes=-30)

    assert meeting.take_up() == ResumeResult(away=10 * MINUTE, was_running=True, counted=True)


def test_a_second_that_the_clock_lost_while_the_program_was_away_is_not_announced(store: StoreDriver) -> None:
    meeting = Meeting(store)
    meeting.let_go(runs=True)
    meeting.clock.set_by(seconds=-1)

    assert meeting.take_up().clock_set_by is None
    meeting.check()


def test_a_clock_that_was_set_back_to_after_the_last_step_but_before_the_kill_is_noticed(store: StoreDriver) -> None:
    meeting = Meeting(store)
    meeting.clock.advance(minutes=5)
    meeting.let_go(runs=True)
    meeting.clock.set_by(minutes=-3)

    assert meeting.take_up().clock_set_by == -3 * MINUTE
    meeting.check()


def test_times_that_are_later_than_the_last_sign_of_life_are_noticed_too(store: StoreDriver) -> None:
    """As a program leaves them that was killed while it took the session up on a clock that was set back."""
    meeting = Meeting(store)
    meeting.clock.advance(minutes=5)
    meeting.facilitator.apply(bind(timekeeping.next_phase))
    meeting.let_go(runs=True)
    meeting.clock.set_by(minutes=-60)
    store.mark_seen(meeting.session_id, now=meeting.clock.now())

    assert meeting.take_up().clock_set_by == -60 * MINUTE
    meeting.check()


def test_a_clock_that_was_set_back_after_the_close_takes_no_time_from_the_reopened_session(store: StoreDriver) -> None:
    meeting = Meeting(store)
    meeting.clock.advance(minutes=3)
    meeting.facilitator.close()
    meeting.facilitator.leave()
    meeting.clock.set_by(minutes=-60)
    meeting.facilitator = a_facilitator(store, meeting.clock)
    meeting.facilitator.application.lifecycle.reopen(meeting.session_id)
    meeting.check()
    meeting.facilitator.apply(bind(timekeeping.resume))
    meeting.clock.advance(minutes=4)
    meeting.check()

    assert read_clock(meeting.facilitator.session, meeting.facilitator.now()).phases[0].elapsed == 7 * MINUTE
    assert [meeting.facilitator.undo() for _ in range(3)] == ["clock running", "session opened again", "session closed"]
    meeting.check()
