"""Kills the program at every statement of an upgrade; run as a process of its own, whose forks are killed.

Arguments: the database to begin with, which may be an empty file, and which statements: every how manieth. Ends with 0
and prints how many kills there were, or fails with what was found.
"""

import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

import refine_tui.store.sqlite.upgrade  # noqa: F401 - loaded once, and not by each fork
from refine_tui.store.revision import HEAD
from refine_tui.store.sqlite.schema import migrate
from tests.driver import open_store

OFTEN = 4
"""After every so manieth kill the program is started again."""


def main(first: Path, every: int) -> None:
    """Kill an upgrade of *first* at every so manieth statement, and at its end."""
    before = everything(first)
    finished = folder_for(first, "finished")
    assert in_a_fork(lambda: migrate(finished)) == 0
    after = everything(finished)
    statements, kills = statements_of(first), 0
    assert statements > 1, "nothing to upgrade"
    for number in sorted({*range(1, statements, every), statements - 1, statements}):
        path = folder_for(first, str(number))
        assert in_a_fork(lambda: killed_at(path, number)) == -signal.SIGKILL, number  # noqa: B023 - runs at once
        kills += 1
        backup = path.with_name(f"{path.name}.before-{HEAD}")
        assert not backup.exists() or everything(backup) == before, f"the backup at statement {number}"
        assert everything(path) == before, f"half an upgrade at statement {number}"
        if kills % OFTEN == 1:  # from the same database, but for what SQLite has left beside it
            assert in_a_fork(lambda: open_store(path).close()) == 0, f"no start after statement {number}"  # noqa: B023
            assert everything(path) == after, f"another end after statement {number}"
        shutil.rmtree(path.parent)
    sys.stdout.write(f"{kills} of {statements}\n")


def everything(path: Path) -> list[str]:
    """Return the whole database as text, its tables in the order of their names."""
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.iterdump())


def folder_for(first: Path, name: str) -> Path:
    """Return a copy of the database in a folder of its own."""
    folder = first.parent / name
    folder.mkdir()
    return Path(shutil.copy(first, folder / "refine.db"))


def statements_of(first: Path) -> int:
    """Return how many statements the upgrade has, its commit too."""
    reader, writer = os.pipe()
    path = folder_for(first, "counted")

    def count() -> None:
        seen = at_each_statement(lambda _: None)
        migrate(path)
        os.write(writer, str(len(seen)).encode())

    assert in_a_fork(count) == 0
    return int(os.read(reader, 20))


def killed_at(path: Path, number: int) -> None:
    """Upgrade, and be killed before the statement of this number."""
    at_each_statement(lambda count: os.kill(os.getpid(), signal.SIGKILL) if count == number else None)
    migrate(path)


def at_each_statement(act: Callable[[int], None]) -> list[str]:
    """Have *act* called with the number of each statement before it is run; return the list that grows meanwhile."""
    seen: list[str] = []

    def note(statement: str) -> None:
        seen.append(statement)
        act(len(seen))

    sa.event.listen(sa.Engine, "before_cursor_execute", lambda _c, _r, statement, *_: note(statement))
    sa.event.listen(sa.Engine, "commit", lambda _: note("COMMIT"))
    return seen


def in_a_fork(act: Callable[[], None]) -> int:
    """Run something in a process of its own; return how that ended."""
    child = os.fork()
    if child == 0:
        act()
        sys.stdout.flush()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
