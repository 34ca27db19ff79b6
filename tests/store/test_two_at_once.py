"""Two programs on one database: nothing is lost, nothing doubled."""

import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from refine_tui.domain import recording, triage
from refine_tui.domain.dispositions import Disposition
from refine_tui.domain.errors import ConflictError
from refine_tui.domain.session import Change
from refine_tui.domain.transitions import bind
from refine_tui.store.sqlite.access import prepare_file
from refine_tui.store.sqlite.schema import migrate
from tests.driver import StoreDriver, open_store
from tests.support import NINE, TEAM, FakeClock, a_facilitator, a_session, a_started_session, an_item, items

ROOT = Path(__file__).parents[2]

RECORD_MANY = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from refine_tui.domain import recording
from refine_tui.domain.errors import ConflictError, RefineError
from tests.driver import open_store
from tests.support import FakeClock

store = open_store(Path(sys.argv[1]))
done = 0
session = store.load(1)
while done < int(sys.argv[3]):
    change = recording.add_decision(session, text=f"{sys.argv[2]} {done}", now=FakeClock().now())
    try:
        session = store.save(session, change.session, step=change.step, now=FakeClock().now())
        done += 1
    except RefineError as error:
        assert isinstance(error, ConflictError) or "another program is writing" in error.message, error
        session = store.load(1)
store.close()
"""


COUNT = """
import sys
from dataclasses import replace
from pathlib import Path
from refine_tui.domain.errors import ConflictError, RefineError
from refine_tui.domain.session import Change
from tests.driver import open_store
from tests.support import FakeClock, a_facilitator

def count(session, now):
    return Change(session=replace(session, goal=str(int(session.goal) + 1)), step="counted")

store = open_store(Path(sys.argv[1]))
store.lock_session = lambda session_id: None
facilitator = a_facilitator(store, FakeClock())
facilitator.resume(1)
print("ready", flush=True)
sys.stdin.readline()
for _ in range(int(sys.argv[2])):
    while True:
        try:
            facilitator.apply(count)
            break
        except RefineError as error:
            assert isinstance(error, ConflictError) or "another program is writing" in error.message, error
store.close()
"""


OPEN = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tests.driver import open_store

store = open_store(Path(sys.argv[1]))
store.team(sys.argv[2])
store.close()
"""


def start(program: str, *arguments: object) -> "subprocess.Popen[str]":
    """Run a program of a few lines in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", program, *map(str, arguments)],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PATH": ""},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(*processes: "subprocess.Popen[str]") -> None:
    """Wait for processes and see that they went well."""
    complaints = [process.communicate(timeout=60)[1] for process in processes]
    assert [(process.returncode, complaint) for process, complaint in zip(processes, complaints, strict=True)] == [
        (0, "") for _ in processes
    ]


def test_two_processes_that_record_at_once_lose_nothing(store: StoreDriver, path: Path) -> None:
    """Each waits for the other, takes the newer value and tries again; no number is given twice."""
    a_started_session(store)
    finish(*(start(RECORD_MANY, path, name, 40) for name in ("left", "right")))

    decisions = store.load(1).decisions
    assert [decision.number for decision in decisions] == list(range(1, 81))
    assert {decision.text for decision in decisions} == {
        f"{name} {index}" for name in ("left", "right") for index in range(40)
    }
    assert store.load(1).revision == 80


def test_two_processes_that_count_on_one_another_miss_no_number(store: StoreDriver, path: Path) -> None:
    """Each reads a number, adds one and writes it, 400 times."""
    facilitator = a_started_session(store)
    facilitator.apply(lambda session, _: Change(session=replace(session, goal="0"), step="counted"))
    facilitator.leave(paused=False)
    counting = [start(COUNT, path, 400) for _ in range(2)]
    for process in counting:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    revision = store.load(1).revision
    for process in counting:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    finish(*counting)

    assert store.load(1).goal == "800"
    assert store.load(1).revision == revision + 800
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM journal WHERE step = 'counted'").scalar() == 801


def test_whoever_writes_has_the_lock_before_reading(store: StoreDriver, path: Path) -> None:
    """So that what is read inside a change is still true when it is written; whoever only reads holds nobody up."""
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:
        with store.reading() as connection:
            connection.exec_driver_sql("SELECT * FROM team")
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
        with store.writing(), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")


def test_processes_that_make_the_database_at_once_all_succeed(path: Path) -> None:
    """One makes the tables; the others wait and find them."""
    finish(*(start(OPEN, path, f"Team {index}") for index in range(3)))

    store = open_store(path)
    assert sorted(store.team_names()) == [f"Team {index}" for index in range(3)]
    store.close()


def test_opening_waits_while_another_program_makes_the_same_database(path: Path) -> None:
    """SQLite itself does not wait where the journal of a database that another one writes to is switched."""
    prepare_file(path)
    migrate(path)
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("PRAGMA journal_mode=DELETE").close()
    other.execute("BEGIN IMMEDIATE")
    ends = threading.Timer(0.2, other.rollback)
    ends.start()

    store = open_store(path)

    assert store.team_names() == ()
    ends.join()
    other.close()
    store.close()


def test_a_change_from_an_older_value_is_made_again_from_the_newer_one(store: StoreDriver, path: Path) -> None:
    """Both records are there, under numbers of their own."""
    clock = FakeClock()
    first = a_started_session(store, clock)
    other_store = open_store(path)
    store.unlock_session()
    second = a_facilitator(other_store, clock)
    second.resume(1)

    first.apply(bind(recording.add_decision, text="First"))
    second.apply(bind(recording.add_decision, text="Second"))
    first.apply(bind(triage.set_disposition, item=1, disposition=Disposition.LATER))

    assert [(d.number, d.text) for d in first.session.decisions] == [(1, "First"), (2, "Second")]
    assert store.load(1) == first.session
    other_store.close()


def test_two_sessions_of_a_team_take_different_numbers(store: StoreDriver, path: Path) -> None:
    """The counters are the team's."""
    clock = FakeClock()
    first = a_started_session(store, clock)
    other_store = open_store(path)
    second = a_started_session(other_store, clock)

    first.apply(bind(recording.add_action, text="One"))
    second.apply(bind(recording.add_action, text="Two"))
    first.apply(bind(recording.add_action, text="Three"))

    assert [action.number for action in first.session.actions] == [1, 3]
    assert [action.number for action in second.session.actions] == [2]
    other_store.close()


def test_the_same_item_in_two_sessions_is_a_conflict_only_where_it_is_the_same_field(store: StoreDriver) -> None:
    """The second of two who send an item somewhere sees where the first has sent it."""
    clock = FakeClock()
    first, second = (a_started_session(store, clock, new=0, candidates=3) for _ in range(2))
    stale = second.session

    first.apply(bind(triage.set_disposition, item=1, disposition=Disposition.LATER))
    change = triage.set_disposition(stale, item=1, disposition=Disposition.NOT_NOW, now=clock.now())
    with pytest.raises(ConflictError, match="PAY-11"):
        store.save(stale, change.session, step=change.step, now=clock.now())
    second.apply(bind(triage.set_item_kind, item=1, kind=None))
    second.apply(bind(triage.set_disposition, item=1, disposition=Disposition.NOT_NOW))

    assert second.session == store.load(2)
    assert store.load(1).item(1).item.state == "not_now"


def test_an_import_while_a_session_runs_is_kept(store: StoreDriver) -> None:
    """What the session does to an item afterwards leaves the imported fields alone."""
    clock = FakeClock()
    facilitator = a_started_session(store, clock)
    facilitator.import_items(TEAM, (an_item("Renamed in the tracker", "PAY-12"),), source="jira-csv")

    facilitator.apply(bind(triage.set_disposition, item=2, disposition=Disposition.LATER))

    item = store.load(1).item(2).item
    assert (item.title, item.state) == ("Renamed in the tracker", "later")


def test_items_are_brought_into_a_running_session(store: StoreDriver) -> None:
    """An import into the backlog, then a step of the session that can be undone without losing the import."""
    clock = FakeClock()
    facilitator = a_started_session(store, clock)
    merged = facilitator.import_items(TEAM, (an_item("Renamed", "PAY-12"), *items(5)[3:]), source="jira-csv")
    facilitator.apply(bind(triage.add_items, items=merged.touched, last_item=merged.backlog.last_item))

    assert [item.label for item in facilitator.session.items] == ["PAY-11", "PAY-12", "PAY-13", "PAY-14", "PAY-15"]
    assert store.load(1) == facilitator.session
    facilitator.undo()
    assert [item.label for item in facilitator.session.items] == ["PAY-11", "PAY-12", "PAY-13"]
    assert len(store.backlog(facilitator.session.team).items) == 5


def test_a_backlog_that_another_process_changed_is_a_conflict(store: StoreDriver) -> None:
    """Two imports never give out the same number."""
    clock = FakeClock()
    facilitator = a_facilitator(store, clock)
    team = store.team(TEAM)
    before = store.backlog(team)
    mine = facilitator.preview(TEAM, (an_item("Mine", "PAY-1"),), source="csv").backlog
    facilitator.import_items(TEAM, (an_item("Theirs", "PAY-2"),), source="csv")

    with pytest.raises(ConflictError):
        store.save_backlog(before, mine, step="", now=NINE)
    assert [item.key for item in store.backlog(team).items] == ["PAY-2"]


def test_a_new_item_never_takes_the_place_of_another(store: StoreDriver) -> None:
    """Whatever number it comes with."""
    facilitator = a_facilitator(store, FakeClock())
    taken = facilitator.import_items(TEAM, (an_item("Theirs", "PAY-2"),), source="csv").backlog
    mine = replace(taken.items[0], title="Mine", key="PAY-1")

    with pytest.raises(ConflictError):
        store.save_backlog(replace(taken, items=()), replace(taken, items=(mine,)), step="", now=NINE)
    assert store.backlog(taken.team) == taken


def test_a_session_made_elsewhere_brings_its_items_and_their_numbers(store: StoreDriver) -> None:
    """Items that are in no backlog yet come into it, and the next import numbers on."""
    team = store.team(TEAM)
    stored = store.create(a_session(new=3), now=FakeClock().now())
    merged = a_facilitator(store).import_items(TEAM, (an_item("New", "PAY-99"),), source="csv")

    assert (stored.team, stored.numbers.item) == (team, 3)
    assert store.load(stored.id) == stored
    assert [item.id for item in merged.added] == [4]


def test_a_session_is_not_begun_with_items_that_are_out_of_date(store: StoreDriver) -> None:
    """Or it would write the old values over the newer ones."""
    clock = FakeClock()
    facilitator = a_started_session(store, clock)
    stale = facilitator.session
    facilitator.import_items(TEAM, (an_item("Renamed", "PAY-12"),), source="csv")

    with pytest.raises(ConflictError):
        store.create(stale, now=clock.now())


def test_a_thread_reads_while_the_screen_saves(store: StoreDriver) -> None:
    """Long work goes to a thread: it has a connection of its own, and holds nobody up."""
    facilitator = a_started_session(store)
    with ThreadPoolExecutor(max_workers=2) as pool:
        reads = [pool.submit(store.load, 1) for _ in range(20)]
        for index in range(20):
            facilitator.apply(bind(recording.add_decision, text=f"Decision {index}"))
        seen = [len(read.result().decisions) for read in reads]

    assert all(0 <= count <= 20 for count in seen)
    assert store.load(1) == facilitator.session
