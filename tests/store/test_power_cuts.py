"""The power goes at any moment: the database is whole, and all that was confirmed is in it."""

import os
import random
import sqlite3
import sys
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from tests.driver import open_store
from tests.store.power_cut import Call, Disk, can_trace, traced
from tests.support import a_started_session

pytestmark = pytest.mark.skipif(not can_trace(), reason="strace is not installed, or may not trace")

ROOT = Path(__file__).parents[2]
SEED = 20261127
LIVES = 3
EACH = 20
"""Decisions that each life of the program records."""

WRITER = """
import os
import sys
from pathlib import Path
import sqlalchemy as sa
from refine_tui.domain import recording
from refine_tui.domain.transitions import bind
from tests.driver import open_store
from tests.support import FakeClock, a_facilitator

path, lives, each, synchronous = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
for life in range(lives):
    store = open_store(path)
    if synchronous != "FULL":
        store._engine.dispose()
        weaken = lambda connection, _: connection.execute(f"PRAGMA synchronous={synchronous}").close()
        sa.event.listen(store._engine, "connect", weaken)
    facilitator = a_facilitator(store, FakeClock())
    facilitator.resume(1)
    os.write(1, b"begun")
    for number in range(each):
        facilitator.apply(bind(recording.add_decision, text=f"Decision {life * each + number + 1}"))
        os.write(1, b"confirmed")
    facilitator.leave()
    store.close()
"""


class Written:
    """A store as it was, and everything that the program then wrote into it."""

    def __init__(self, folder: Path, synchronous: str) -> None:
        self.path = folder / "refine.db"
        store = open_store(self.path)
        a_started_session(store).leave()
        store.close()
        self.before = self.path.read_bytes()
        command = [sys.executable, "-c", WRITER, str(self.path), str(LIVES), str(EACH), synchronous]
        environment = {
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "PATH": os.environ["PATH"],
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        calls = traced(command, folder / "calls", cwd=ROOT, env=environment)
        ours = {str(self.path), f"{self.path}-wal", f"{self.path}-journal"}
        self.calls = [call for call in calls if call.path in ours or call.name == "say"]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """What the store writes as it is."""
    return Written(tmp_path_factory.mktemp("full"), "FULL")


def losses(written: Written, folder: Path, cuts: int) -> list[str]:
    """Cut the power so often, and return what was lost or damaged each time, if anything."""
    chance = random.Random(SEED)  # noqa: S311 - nothing secret
    moments = sorted(chance.randrange(len(written.calls) + 1) for _ in range(cuts))
    disk, done, confirmed, found = Disk({str(written.path): written.before}), 0, 0, []
    for moment in moments:
        for call in written.calls[done:moment]:
            disk.do(call)
            confirmed += call.data == b"confirmed"
        done = moment
        complaint = after_restart(disk.cut(chance), written.path.name, folder, confirmed)
        if complaint:
            found.append(f"{confirmed} confirmed, call {moment}: {complaint}")
    return found


def after_restart(files: dict[str, bytes], name: str, folder: Path, confirmed: int) -> str:
    """Have plain SQLite open what is left; return what is wrong with it."""
    for each in folder.iterdir():
        each.unlink()
    for path, content in files.items():
        (folder / Path(path).name).write_bytes(content)
    try:
        with closing(sqlite3.connect(folder / name)) as connection:
            state = connection.execute("PRAGMA integrity_check").fetchall()
            kept = connection.execute("SELECT text FROM decision ORDER BY number").fetchall()
            steps = connection.execute("SELECT count(*) FROM journal WHERE step LIKE 'D%'").fetchone()[0]
    except sqlite3.Error as error:
        return f"damaged: {error}"
    if state != [("ok",)]:
        return f"damaged: {state}"
    if kept != [(f"Decision {number + 1}",) for number in range(len(kept))] or steps != len(kept):
        return f"half an action: {len(kept)} decisions, {steps} steps"
    return f"{confirmed - len(kept)} lost" if len(kept) < confirmed else ""


@pytest.mark.parametrize("cuts", [200, pytest.param(2_000, marks=pytest.mark.long)])
def test_nothing_that_was_confirmed_is_lost_when_the_power_goes(written: Written, tmp_path: Path, cuts: int) -> None:
    """Whatever the disk makes of the writes that were not synced."""
    assert losses(written, tmp_path, cuts) == []


def test_with_less_than_full_synchronisation_something_would_be_lost(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    """So the proof above can fail."""
    weaker = Written(tmp_path_factory.mktemp("normal"), "NORMAL")

    found = losses(weaker, tmp_path, 200)

    assert len(found) > 20
    assert not [each for each in found if "damaged" in each]


def test_a_step_is_one_transaction_and_waits_for_the_disk_once(written: Written) -> None:
    """A second wait would double what it takes to record something."""
    lives = split(written.calls, b"begun")[1:]

    assert len(lives) == LIVES
    for life in lives:
        steps = split(life, b"confirmed")[:EACH]
        assert [sum(call.name == "sync" for call in step) for step in steps[1:]] == [1] * (EACH - 1)
        assert sum(call.name == "sync" for call in steps[0]) in {1, 2}, "the first one may begin a new log"


def test_the_log_is_written_back_before_the_program_ends(written: Written) -> None:
    """The database is one file then, and every write to it has been synced."""
    last = {path: [call.name for call in written.calls if call.path == path][-1:] for path in map(str, [written.path])}

    assert last == {str(written.path): ["sync"]}
    assert not written.path.with_name("refine.db-wal").exists()


def split(calls: list[Call], word: bytes) -> list[list[Call]]:
    """Return the calls between the moments at which the program said *word*."""
    moments = [-1, *(index for index, call in enumerate(calls) if call.data == word), len(calls)]
    return [calls[begin + 1 : end] for begin, end in pairwise(moments)]
