"""No byte more fits on the disk, wherever that happens: what was saved stays, and saving goes on when there is room."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

FILL = """
import resource
import signal
import sys
from pathlib import Path
from refine_tui.domain import recording
from refine_tui.domain.errors import RefineError
from refine_tui.domain.transitions import bind
from refine_tui.minutes.exporter import Exporter
from tests.driver import open_store
from tests.support import FakeClock, a_started_session

def limit(size):
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard if size is None else size, hard))

def until_it_fits(act, held, begin, step):
    "Leave more and more room for *act*; until it fits, what *held* returns stays as it was."
    before, size, failures = held(), begin, 0
    while True:
        limit(size)
        try:
            act()
        except RefineError as problem:
            limit(None)
            assert "the disk" in problem.message or "could not be written" in problem.message, problem.message
            assert held() == before, size
            failures, size = failures + 1, size + step
            continue
        limit(None)
        return failures

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path(sys.argv[1])
store = open_store(path)
facilitator = a_started_session(store, FakeClock())
log = path.with_name("refine.db-wal")
failures = 0
for number in range(2):
    act = lambda: facilitator.apply(bind(recording.add_note, text="A thought " * 300))
    failures += until_it_fits(act, lambda: store.load(1), log.stat().st_size, 509)
    assert len(store.load(1).notes) == number + 1
print(failures)

folder = path.parent / "minutes"
folder.mkdir()
sizes = lambda: {file.name: file.stat().st_size for file in folder.iterdir()}
exporter = Exporter(folder=folder, templates_folder=None, now=FakeClock().now, invitation=lambda *_: 0)
hand_out = lambda: exporter.write(facilitator.session)
print(until_it_fits(hand_out, lambda: 0 in sizes().values(), 0, 509))
old = sizes()
facilitator.apply(bind(recording.add_decision, text="One thing more"))
shorter = lambda: [name for name, size in old.items() if sizes()[name] < size]
print(until_it_fits(hand_out, shorter, 0, 509))
assert [file for file in folder.glob("*.md") if "One thing more" in file.read_text()]
assert not [name for name in sizes() if name.endswith(".tmp")]
store.close()
"""


def test_whatever_does_not_fit_leaves_all_as_it_was(path: Path) -> None:
    """Down to the byte: a step of 509 bytes meets each write of the log at another place."""
    filled = subprocess.run(
        [sys.executable, "-c", FILL, str(path)],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert filled.stderr == ""
    saves, minutes, minutes_again = map(int, filled.stdout.split())
    assert saves > 20
    assert minutes > 5
    assert minutes_again > 5


NAMES = """
import resource
import signal
import sys
from collections import Counter
from pathlib import Path
from refine_tui.domain import recording
from refine_tui.domain.errors import RefineError
from refine_tui.domain.transitions import bind
from tests.driver import open_store
from tests.support import FakeClock, a_started_session

def limit(size):
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard if size is None else size, hard))

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path, clock = Path(sys.argv[1]), FakeClock()
store = open_store(path)
facilitator = a_started_session(store, clock)
log = path.with_name("refine.db-wal")
long = "A thought " * 300
decide = lambda: facilitator.apply(bind(recording.add_decision, text=long))
others = " (everything recorded is)"

def writes():
    number = len(store.load(1).decisions) + 1
    yield f"“D{number} A thought A thought A thought A thought…”", "", decide, lambda: len(store.load(1).decisions)
    yield "what you are typing", others, lambda: facilitator.save_draft("d", f"{long}{room}"), lambda: store.drafts(1)
    yield "the sign of life", others, facilitator.heartbeat, lambda: store.last_seen(1)
    yield "the removal of a draft", others, lambda: facilitator.save_draft("d", ""), lambda: store.drafts(1)

fates = Counter()
for room in range(0, 80_000, 2_039):
    size, fate = log.stat().st_size + room, ""
    for what, note, write, held in writes():
        clock.advance(seconds=1)
        limit(None)
        before = held()
        limit(size)
        try:
            write()
        except RefineError as problem:
            limit(None)
            sentence = f"refine.db: the disk cannot be read or written, so {what} is not saved{note}."
            assert problem.message == sentence, problem.message
            assert held() == before, (size, what)
            fate += "-"
        else:
            limit(None)
            assert held() != before or "removal" in what, (size, what)
            fate += "+"
    fates[fate] += 1
limit(None)
store.close()
record_but_not_all = sum(count for fate, count in fates.items() if fate[0] == "+" and "-" in fate)
print(sum(count for fate, count in fates.items() if fate[0] == "-"), record_but_not_all, fates["++++"])
"""


def test_each_message_names_the_write_that_failed(path: Path) -> None:
    """A record is stored exactly when its own save succeeds, also where a later draft or sign of life does not fit."""
    filled = subprocess.run(
        [sys.executable, "-c", NAMES, str(path)],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert filled.stderr == ""
    assert all(int(count) > 1 for count in filled.stdout.split()), filled.stdout
