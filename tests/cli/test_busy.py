"""Another program writes to the database: commands that read do not mind, commands that write wait a while."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from refine_tui.store.sqlite import connection
from tests.cli.conftest import Machine
from tests.support import FakeClock, a_past_session


@contextmanager
def locked(database: Path) -> Iterator[sqlite3.Connection]:
    """Hold the write lock, as another program would."""
    connection = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
    connection.execute("BEGIN IMMEDIATE")
    yield connection
    connection.close()


@pytest.fixture
def busy(machine: Machine) -> Machine:
    """A machine with a past session."""
    facilitator = machine.facilitator(clock := FakeClock())
    a_past_session(facilitator.store, clock)
    facilitator.store.close()
    return machine


@pytest.mark.parametrize(
    "command", [("sessions",), ("show", "last"), ("items",), ("actions",), ("export", "1", "--output", "-")]
)
def test_a_command_that_reads_does_not_wait_for_whoever_writes(
    busy: Machine, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """Nor does it at its end, when it would write the log back."""
    monkeypatch.setattr(connection, "PATIENT_SECONDS", 60)
    with locked(busy.database) as other:
        gone = threading.Timer(20, lambda: other.execute("ROLLBACK"))
        gone.start()
        read = busy.run(*command)
        waited = not other.in_transaction
        gone.cancel()

    assert (read.exit_code, waited) == (0, False)


def test_a_command_that_writes_waits_longer_than_the_screen_may(busy: Machine) -> None:
    with locked(busy.database) as other:
        gone = threading.Timer(2 * connection.BUSY_SECONDS, lambda: other.execute("ROLLBACK"))
        gone.start()
        done = busy.run("actions", "done", "A1")
        gone.join()

    assert (done.exit_code, done.stdout) == (0, "A1 done: Promise 1\n")


def test_a_command_that_waited_in_vain_says_why(busy: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENT_SECONDS", 0.1)
    busy.write("more.txt", "One more story\n")
    with locked(busy.database):
        told = [busy.run(*command) for command in (("actions", "done", "A1"), ("import", "more.txt"))]

    assert [(each.exit_code, each.stdout) for each in told] == [(1, "")] * 2
    assert [each.stderr for each in told] == [
        f"refine.db: another program is writing to the database, so {what} is not saved; try again.\n"
        for what in ("the status of A1", "the import of more.txt")
    ]
