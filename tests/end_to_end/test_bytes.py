"""How many bytes a key sends to the terminal: ten people watch a compressed video of it.

Each count is of a terminal of 120 × 36 with all colours, plain and through tmux, which draws anew what it is sent.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.end_to_end.program import JIRA_EXPORT, Program
from tests.end_to_end.terminal import Terminal

COLUMNS, ROWS = 120, 36
QUIET = 0.4
"""Seconds without a byte after which everything that a key causes is there."""
WINDOW = 0.2
"""Seconds; two looks at the clock are 0.5 s apart."""
OPEN_LINE, RECORD, TRIAGE, TICK = 3_000, 6_000, 4_000, 150


@dataclass(frozen=True, slots=True)
class Counter:
    """A terminal whose bytes are counted."""

    terminal: Terminal

    def settle(self) -> None:
        """Read until nothing has come for a moment."""
        size = -1
        while size != len(self.terminal.raw):
            size = len(self.terminal.raw)
            self.terminal.watch(QUIET)

    def cost(self, *keys: str, shows: str) -> int:
        """Return how many bytes some keys cause until the screen shows *shows* and is quiet."""
        return self.count(lambda: self._press(keys, shows))

    def count(self, action: Callable[[], object]) -> int:
        """Return how many bytes an action causes."""
        self.settle()
        before = len(self.terminal.raw)
        action()
        self.settle()
        return len(self.terminal.raw) - before

    def largest(self, action: Callable[[], object], *, seconds: float = 1.6) -> int:
        """Return the most bytes that come at once after an action, in windows shorter than the time between ticks."""
        self.settle()
        action()
        sizes = []
        for _ in range(round(seconds / WINDOW)):
            before = len(self.terminal.raw)
            self.terminal.watch(WINDOW)
            sizes.append(len(self.terminal.raw) - before)
        return max(sizes)

    def _press(self, keys: Sequence[str], shows: str) -> None:
        self.terminal.press(*keys)
        self.terminal.wait_for(shows)


@contextmanager
def session(program: Program, *, through_tmux: bool) -> Iterator[Counter]:
    """Start a session with items, at the beginning of its triage; tmux has no line of its own."""
    program.environment["COLORTERM"] = "truecolor"
    program.stop_the_clock()
    arguments = ("start", "--team", "Payments", "--items", str(JIRA_EXPORT), "--with", "Ana (PO), Ben", "--goal", "Two")
    command = [str(program.refine), *arguments]
    if through_tmux:
        name = f"bytes-{os.getpid()}"
        setup = ("set", "-g", "status", "off", ";", "set", "-ga", "terminal-features", "*:RGB")
        command = ["tmux", "-L", name, "-f", "/dev/null", *setup, ";", "new-session", *command]
    with Terminal.start(command, program.environment, columns=COLUMNS, rows=ROWS) as terminal:
        counter = Counter(terminal)
        terminal.wait_for("Who is here", "? keys")
        counter.settle()
        terminal.press("]")
        terminal.wait_for("Triage started")
        counter.settle()
        yield counter
        terminal.press("ctrl+q")
        terminal.wait_exit()


TMUX = pytest.param(True, id="through tmux", marks=pytest.mark.skipif(not shutil.which("tmux"), reason="no tmux here"))


@pytest.mark.parametrize("through_tmux", [pytest.param(False, id="plain"), TMUX])
def test_a_key_repaints_what_it_changes_and_nothing_else(program: Program, through_tmux: bool) -> None:
    with session(program, through_tmux=through_tmux) as counter:
        triage = [counter.cost("1", shows="deep dive   ·   u undo"), counter.cost("4", shows="later   ·   u undo")]
        opened = counter.cost("d", shows="enter save")
        counter.cost("Wait for Legal, because they know the law", shows="because they know the law")
        recorded = counter.cost("enter", shows="D1 added: Wait for Legal")

    assert max(triage) <= TRIAGE
    assert opened <= OPEN_LINE
    assert recorded <= RECORD


@pytest.mark.parametrize("through_tmux", [pytest.param(False, id="plain"), TMUX])
def test_a_record_stays_cheap_when_it_moves_a_full_column_of_records(program: Program, through_tmux: bool) -> None:
    with session(program, through_tmux=through_tmux) as counter:
        for number in range(1, 11):
            counter.terminal.press("a")
            counter.terminal.wait_for("enter save")
            counter.terminal.press(f"Ask Legal whether refunds need a reason code {number} @ana fri", "enter")
            counter.terminal.wait_for(f"A{number} added")
        opened = counter.cost("d", shows="enter save")
        counter.cost("Wait for Legal, because they know the law", shows="because they know the law")
        recorded = counter.cost("enter", shows="D1 added: Wait for Legal")

    assert opened <= OPEN_LINE
    assert recorded <= RECORD


@pytest.mark.parametrize("through_tmux", [pytest.param(False, id="plain"), TMUX])
def test_the_clock_repaints_a_few_cells_and_only_when_they_change(program: Program, through_tmux: bool) -> None:
    with session(program, through_tmux=through_tmux) as counter:
        counter.terminal.wait_for("Triage started")
        counter.settle()
        ticks = [counter.largest(lambda: program.advance(seconds=20)) for _ in range(7)]

    assert sum(tick > 0 for tick in ticks) >= 2, "two minutes have gone by"
    assert max(ticks) <= TICK


def test_the_counts_are_of_a_program_that_runs(program: Program, tmp_path: Path) -> None:
    """A count of nothing would pass every limit."""
    del tmp_path
    with session(program, through_tmux=False) as counter:
        opened = counter.cost("d", shows="enter save")

    assert opened > 200
