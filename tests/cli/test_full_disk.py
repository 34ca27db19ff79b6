"""An import on a disk that is full: its status and its sentence agree with what the database holds, at every limit."""

import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing

from tests.cli.conftest import Machine

LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)), resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
from refine_tui.cli import main
main()
"""
BEFORE, MORE = 7, 600
NOT_SAVED = "refine.db: the disk cannot be read or written, so the import of more.csv is not saved.\n"
NOT_MERGED = (
    "refine.db: everything recorded is saved, but refine.db-wal could not be merged into the database "
    "(the disk cannot be read or written); keep both files: the next command tries it again.\n"
)


def limited(size: int, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a command in a process that cannot make a file longer than *size* bytes."""
    command = [sys.executable, "-c", LIMITED, str(size), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def held(machine: Machine) -> int:
    """Return how many items the database holds, with what its log holds."""
    with closing(sqlite3.connect(machine.database)) as connection:
        count: int = connection.execute("SELECT count(*) FROM backlog_item").fetchone()[0]
    return count


def test_the_answer_of_an_import_agrees_with_what_the_database_holds(machine: Machine) -> None:
    """From where the log does not fit, past where it fits but not the database, to where all of it does."""
    machine.write("few.csv", _rows("OLD", BEFORE, "A sentence of a description that takes room. " * 1_000))
    machine.write("more.csv", _rows("PAY", MORE, ""))
    assert machine.run("import", "few.csv").exit_code == 0
    before = machine.database.read_bytes()
    found: Counter[str] = Counter()
    for size in (100_000, 300_000, 450_000, 600_000, 2_000_000):
        shutil.rmtree(machine.database.parent)
        machine.database.parent.mkdir()
        machine.database.write_bytes(before)
        done = limited(size, "import", "more.csv")
        items = held(machine)
        found[done.stderr] += 1
        if done.stderr == NOT_SAVED:
            assert (done.returncode, done.stdout, items) == (1, "", BEFORE)
        else:
            assert done.stderr in (NOT_MERGED, "")
            assert (done.returncode, items) == (0, BEFORE + MORE)
            assert f"{MORE} added" in done.stdout

    assert found.keys() == {NOT_SAVED, NOT_MERGED, ""}


def _rows(project: str, count: int, description: str) -> str:
    rows = [f"{project}-{number},Item {number},{description}\n" for number in range(count)]
    return f"Issue key,Summary,Description\n{''.join(rows)}"
