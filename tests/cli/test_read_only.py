"""A database that may only be read: what reads works, what writes says so."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from refine_tui.domain import recording
from refine_tui.domain.transitions import bind
from tests.cli.conftest import Machine
from tests.permissions import as_somebody
from tests.support import FakeClock, a_past_session, a_started_session

READING = (
    ("sessions",),
    ("show", "last"),
    ("show", "last", "--json"),
    ("export", "last", "--output", "-"),
    ("items", "--json"),
    ("actions",),
)
WRITING = (("actions", "done", "A1"), ("import", "more.txt"))

RUN_ALL = """
import json, sys
from click.testing import CliRunner
from refine_tui.cli.root import refine
told = []
for command in json.loads(sys.argv[1]):
    result = CliRunner().invoke(refine, command, prog_name="refine")
    told.append([result.exit_code, result.stdout, result.stderr, repr(result.exception)])
print(json.dumps(told))
"""


@pytest.fixture
def written(machine: Machine) -> Iterator[Machine]:
    """A machine with two sessions; the permissions come back at the end, so that it can be cleared away."""
    facilitator = machine.facilitator(clock := FakeClock())
    a_past_session(facilitator.store, clock)
    facilitator = a_started_session(facilitator.store, clock)
    facilitator.apply(bind(recording.add_decision, text="Refunds wait"))
    facilitator.leave()
    facilitator.store.close()
    machine.write("more.txt", "One more story\n")
    yield machine
    machine.database.parent.chmod(0o700)


def ran(*commands: tuple[str, ...]) -> list[Any]:
    """Run commands in a process that heeds permissions; return status, output, complaint and exception of each."""
    process = [*as_somebody(), sys.executable, "-c", RUN_ALL, json.dumps(commands)]
    return list(json.loads(subprocess.run(process, check=True, capture_output=True, text=True).stdout))


@pytest.mark.parametrize("what", ["folder", "file", "both"])
def test_what_only_reads_works_where_writing_is_forbidden(written: Machine, what: str) -> None:
    """And what writes says in one sentence why it cannot; nothing lies beside the database afterwards."""
    before = [(result.exit_code, result.stdout) for result in (written.run(*command) for command in READING)]
    content = written.database.read_bytes()
    if what != "folder":
        written.database.chmod(0o400)
    if what != "file":
        written.database.parent.chmod(0o500)

    told = ran(*READING, *WRITING)

    assert [(status, output) for status, output, *_ in told[: len(READING)]] == before
    assert [status for status, *_ in before] == [0] * len(READING)
    assert [(status, output) for status, output, *_ in told[len(READING) :]] == [(1, "")] * len(WRITING)
    assert [complaint for _, _, complaint, _ in told[len(READING) :]] == [
        f"refine.db: the database cannot be written to, so {what} is not saved; "
        "check the permissions of the file and its folder.\n"
        for what in ("the status of A1", "the import of more.txt")
    ]
    assert written.database.read_bytes() == content
    assert [file.name for file in written.database.parent.iterdir()] == ["refine.db"]


def test_what_a_killed_program_left_unread_beside_a_database_is_told(written: Machine) -> None:
    """Without a right to write, SQLite cannot put the log and the database together."""
    facilitator = written.facilitator(FakeClock())
    facilitator.resume(2)
    log = written.database.with_name("refine.db-wal")
    content = log.read_bytes()
    facilitator.leave()
    facilitator.store.close()
    log.write_bytes(content)
    written.database.parent.chmod(0o500)

    [[status, output, complaint, _]] = ran(("sessions",))

    assert (status, output) == (1, "")
    assert complaint == (
        f"{written.database}: the database cannot be opened; "
        "copy it with refine.db-wal into a folder of yours, and open it there with --db.\n"
    )


def test_a_missing_database_in_a_folder_that_may_not_be_written_is_told(written: Machine) -> None:
    written.database.unlink()
    written.database.parent.chmod(0o500)

    [[read, _, said, _], [status, _, complaint, _]] = ran(("sessions",), ("import", "more.txt"))

    assert (read, said) == (0, "No sessions yet. Begin one: refine start\n")
    assert status == 1
    assert complaint == f"{written.database}: the database cannot be made (permission denied).\n"


@pytest.mark.parametrize("mode", [0o000, 0o600])
@pytest.mark.parametrize("above", [0, 1])
def test_a_folder_that_may_not_be_entered_is_told_by_every_command(written: Machine, mode: int, above: int) -> None:
    """Wherever it stands on the way to the database, and whether or not the command would create one."""
    folder = written.database.parents[above]
    folder.chmod(mode)
    commands = (*READING, *WRITING, ("import", "more.txt", "--dry-run"), ("import", "--undo"))

    answers = ran(*commands)
    folder.chmod(0o700)

    sentence = f"{written.database}: the folder of the database may not be entered; check its permissions.\n"
    for command, (status, output, complaint, _) in zip(commands, answers, strict=True):
        assert (command, status, output, complaint) == (command, 1, "", sentence)


def test_a_link_into_a_folder_that_may_not_be_entered_is_told(written: Machine) -> None:
    link = written.home / "link.db"
    link.symlink_to(written.database)
    written.database.parent.chmod(0o000)

    [[status, _, complaint, _]] = ran(("--db", str(link), "sessions"))

    assert status == 1
    assert complaint == f"{link}: the folder of the database may not be entered; check its permissions.\n"
