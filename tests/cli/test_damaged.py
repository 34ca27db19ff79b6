"""A damaged database: each command ends with its answer or with one sentence, and nothing is changed."""

import random
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from refine_tui.domain import recording, triage
from refine_tui.domain.dispositions import Disposition
from refine_tui.domain.transitions import bind
from tests.cli.conftest import Machine
from tests.driver import open_store
from tests.store.damage import KINDS, PAGES_LOST, Files
from tests.support import FakeClock, a_facilitator, a_past_session, a_started_session

SEED = 20261127
AT_ONCE = "the database is damaged; nothing was changed, and a copy is kept as refine.db.damaged"
FIRST = ("sessions", "--json")
THEN = (
    ("show", "last"),
    ("show", "1", "--json"),
    ("export", "last", "--output", "-"),
    ("items",),
    ("actions", "--all"),
    ("actions", "done", "A1"),
    ("import", "more.txt"),
)


def some_files(folder: Path, *, sessions: int) -> Files:
    """Return a database of a team that has worked for a while, with a log that is not written back yet."""
    path, clock = folder / "refine.db", FakeClock()
    store = open_store(path)
    for _ in range(sessions):
        a_past_session(store, clock)
    facilitator = a_started_session(store, clock, new=20)
    for item in range(1, 16):
        facilitator.apply(bind(triage.set_disposition, item=item, disposition=Disposition.LATER))
        facilitator.apply(bind(recording.add_decision, text=f"Decision {item} about refunds" * 5))
    facilitator.leave()
    store.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM")  # a page that nothing uses can be lost without harm, and nobody would notice
    whole = path.read_bytes()
    store = open_store(path)
    facilitator = a_facilitator(store, clock)
    facilitator.resume(sessions + 1)
    facilitator.apply(bind(recording.add_decision, text="What stands in the log"))
    files = Files(database=whole, log=path.with_name("refine.db-wal").read_bytes())
    facilitator.leave()
    store.close()
    shutil.rmtree(folder)
    return files


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The files before the damage."""
    return some_files(tmp_path_factory.mktemp("whole"), sessions=6)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The files of another database."""
    return some_files(tmp_path_factory.mktemp("other"), sessions=2)


def is_one_sentence(result: Result) -> bool:
    """Return whether a command has told people what is wrong, and no more."""
    said = result.stderr.strip()
    return said.count("\n") == 0 and said.endswith(".") and "Traceback" not in said


@pytest.mark.parametrize("copies", [4, pytest.param(34, marks=pytest.mark.long)])
@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_database_is_told_in_a_sentence(
    machine: Machine, whole: Files, other: Files, kind: str, copies: int
) -> None:
    """Whatever the damage is, whatever the command; where it was found at once, nothing is changed, and a copy kept."""
    chance = random.Random(f"{SEED} {kind}")  # noqa: S311 - nothing secret
    machine.write("more.txt", "One more story\n")
    machine.database.parent.mkdir(parents=True)
    found: Counter[bool] = Counter()
    for _ in range(copies):
        files = KINDS[kind](whole, other, chance)
        files.put(machine.database)
        results = {command: machine.run(*command) for command in (FIRST, *chance.sample(THEN, 3))}
        for command, result in results.items():
            assert isinstance(result.exception, SystemExit | None), f"{command}: {result.exception!r}"
            assert result.exit_code in (0, 1), f"{command}: {result.stderr}"
            assert result.exit_code == 0 or is_one_sentence(result), f"{command}: {result.stderr}"
        refusals = [AT_ONCE in result.stderr for result in results.values()]
        found[refusals[0]] += 1
        if refusals[0]:
            assert all(refusals)
            assert Files.at(machine.database) == files
            assert Files.at(machine.database.with_name("refine.db.damaged")) == files
    assert kind not in PAGES_LOST or found == {True: copies}


def test_the_sentence_names_the_file_and_says_how_to_go_on(machine: Machine, whole: Files) -> None:
    """And the way that it names works."""
    machine.database.parent.mkdir(parents=True)
    KINDS["a zeroed page"](whole, whole, random.Random(SEED)).put(machine.database)  # noqa: S311 - nothing secret

    result = machine.run("sessions")

    assert result.exit_code == 1
    assert result.stderr == (
        f"{machine.database}: the database is damaged; nothing was changed, and a copy is kept as refine.db.damaged: "
        "put a backup in its place, or go on with another file (--db FILE).\n"
    )
    assert machine.database.with_name("refine.db.damaged").stat().st_mode & 0o777 == 0o600
    assert machine.run("--db", "other.db", "sessions").exit_code == 0


def test_a_copy_of_the_same_damage_is_made_once_and_of_another_beside_it(machine: Machine, whole: Files) -> None:
    """A copy is never replaced."""
    machine.database.parent.mkdir(parents=True)
    KINDS["a zeroed page"](whole, whole, random.Random(1)).put(machine.database)  # noqa: S311 - nothing secret
    for _ in range(3):
        machine.run("sessions")
    first = machine.database.with_name("refine.db.damaged").read_bytes()
    again = KINDS["a page of noise"](whole, whole, random.Random(2)).database  # noqa: S311 - nothing secret
    machine.database.write_bytes(again)
    said = machine.run("sessions").stderr

    assert "a copy is kept as refine.db.damaged-2" in said
    assert machine.database.with_name("refine.db.damaged").read_bytes() == first
    names = sorted(file.name for file in machine.database.parent.glob("*damaged*"))
    assert names == ["refine.db.damaged", "refine.db.damaged-2"]
