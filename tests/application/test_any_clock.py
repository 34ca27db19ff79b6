"""Whatever the clocks do and whatever is done meanwhile, every second counts once."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refine_tui.domain import timekeeping
from refine_tui.domain.errors import DomainError, NothingToUndoError
from refine_tui.domain.session import Change
from refine_tui.domain.transitions import bind
from tests.application.meeting import Meeting
from tests.driver import StoreDriver, open_store

LENGTH = st.floats(0, 3000).map(lambda seconds: round(seconds, 6))
DAYS = st.floats(-3 * 86400, 3 * 86400).map(lambda seconds: round(seconds, 6))
SLEW = st.floats(-1.5, 1.5).map(lambda seconds: round(seconds, 6))

STEPS: dict[str, Callable[..., Change]] = {
    "pause": timekeeping.pause,
    "go on": timekeeping.resume,
    "next phase": timekeeping.next_phase,
    "previous phase": timekeeping.previous_phase,
    "count or leave out": timekeeping.toggle_absence,
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoreDriver]:
    """One database for all tests of this module; each session is of a team of its own."""
    store = open_store(tmp_path_factory.mktemp("clock") / "refine.db")
    yield store
    store.close()


def carry_out(meeting: Meeting, action: str, seconds: float) -> None:
    """Do one thing; what the rules forbid is not done."""
    doing: dict[str, Callable[[], object]] = {
        "advance": lambda: meeting.clock.advance(seconds=seconds),
        "sleep": lambda: meeting.clock.sleep(seconds=seconds),
        "set": lambda: meeting.clock.set_by(seconds=seconds),
        "undo": meeting.facilitator.undo,
        "redo": meeting.facilitator.redo,
        "tick": meeting.tick,
    }
    with suppress(DomainError, NothingToUndoError):
        if action in STEPS:
            meeting.facilitator.apply(bind(STEPS[action]))
        else:
            doing[action]()


ACTIONS = st.one_of(
    st.tuples(st.sampled_from(["advance", "sleep"]), LENGTH),
    st.tuples(st.just("set"), DAYS | SLEW),
    st.tuples(st.sampled_from([*STEPS, "undo", "redo", "tick"]), st.just(0.0)),
)


@settings(deadline=None, max_examples=80)
@given(actions=st.lists(ACTIONS, max_size=30))
def test_no_second_is_lost_and_none_counts_twice_in_any_sequence(
    store: StoreDriver, actions: list[tuple[str, float]]
) -> None:
    meeting = Meeting(store)
    for action, seconds in actions:
        carry_out(meeting, action, seconds)
        meeting.check()
    meeting.tick()

    assert abs(meeting.clock.now() - meeting.facilitator.now()) < timedelta(seconds=2)
    with suppress(NothingToUndoError):
        while True:
            meeting.facilitator.undo()
            meeting.check()
    meeting.facilitator.leave(paused=False)
