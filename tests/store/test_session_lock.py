"""A living program keeps its session; a dead one holds nobody up."""

import signal
from pathlib import Path

import pytest

from refine_tui.domain import timekeeping
from refine_tui.domain.errors import RefineError
from refine_tui.domain.transitions import bind
from tests.driver import StoreDriver, open_store
from tests.store.test_two_at_once import start
from tests.support import FakeClock, a_facilitator, a_started_session

HOLD = """
import sys, time
from pathlib import Path
from tests.driver import open_store

store = open_store(Path(sys.argv[1]))
store.lock_session(1)
print("held", flush=True)
time.sleep(60)
"""


def test_a_session_that_is_open_in_another_terminal_is_refused(store: StoreDriver, path: Path) -> None:
    """The sentence says where to go on."""
    facilitator = a_started_session(store)
    other = open_store(path)

    with pytest.raises(RefineError, match="Session 1 is open in another terminal"):
        other.lock_session(1)

    store.lock_session(1)
    facilitator.leave()
    other.lock_session(1)
    other.close()
    assert [file.name for file in path.parent.iterdir() if file.suffix == ".lock"] == []


def test_a_killed_process_lets_go_of_its_session(store: StoreDriver, path: Path) -> None:
    """The lock is the system's: a file that was left behind holds nobody up."""
    a_started_session(store).leave()
    process = start(HOLD, path)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"

    with pytest.raises(RefineError, match="open in another terminal"):
        store.lock_session(1)
    process.send_signal(signal.SIGKILL)
    process.communicate()

    assert path.with_name("refine.db.session-1.lock").exists()
    store.lock_session(1)


def test_another_session_is_held_instead_of_the_one_before(store: StoreDriver, path: Path) -> None:
    """A program runs one session at a time."""
    clock = FakeClock()
    a_started_session(store, clock)
    second = a_started_session(store, clock)
    other = open_store(path)

    other.lock_session(1)

    assert second.session.id == 2
    with pytest.raises(RefineError, match="Session 2"):
        other.lock_session(2)
    other.close()


def test_a_session_goes_on_after_its_program_was_killed(store: StoreDriver, path: Path) -> None:
    """What was committed is there, and the clock went on."""
    clock = FakeClock()
    killed = a_started_session(store, clock)
    killed.apply(bind(timekeeping.next_phase))
    store.unlock_session()
    clock.advance(minutes=5)

    again = open_store(path)
    facilitator = a_facilitator(again, clock)
    back = facilitator.resume(1)

    assert (back.was_running, back.counted) == (True, True)
    assert facilitator.session.phase == 1
    assert facilitator.session == again.load(1)
    again.close()
