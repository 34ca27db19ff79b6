"""What is measured: the programs, a home folder of their own, and in it a session with forty items in triage."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from terminal import Terminal

PYTHON = sys.executable
REFINE = str(Path(sys.executable).with_name("refine"))
BARE = str(Path(__file__).with_name("bare.py"))
PROFILED = str(Path(__file__).with_name("profiled.py"))

TEAM = "Practice"
ITEM = "Guests pay by card, case"
"""How the title of every item begins: where it is painted, the session's content is on the screen."""
GREETING = b"ago"
"""Painted when the session has been taken up and its keys act: how long it was left."""
CAPTURE_OPEN = b"text is kept"
"""Painted when a line to type into is open."""
RECORDS = (
    (b"d", "Refunds stay out of the first release because the ledger cannot book them"),
    (b"a", "Ask Legal whether refunds need a reason code @ana fri"),
    (b"q", "Who owns the sandbox accounts @ben"),
    (b"p", "Vouchers at the till"),
) * 3
"""What the session holds already: about what half an hour leaves."""


class Practice:
    """A home folder in which every run can find the same store."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._kept = home / "kept.db"
        self.environment = {
            "HOME": str(home),
            "PATH": os.environ["PATH"],
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "REFINE_DB": str(home / "refine.db"),
        }
        """Without PYTHONDONTWRITEBYTECODE: what is compiled anew at each start is three times as slow."""

    def prepare(self) -> None:
        """Hold half a session, leave it, and keep its store."""
        items = self._home / "items.txt"
        items.write_text("\n".join(f"{ITEM} {number:02}" for number in range(1, 41)), encoding="utf-8")
        subprocess.run(
            [REFINE, "import", "--team", TEAM, str(items)], env=self.environment, check=True, stdout=subprocess.DEVNULL
        )
        command = [REFINE, "start", "--team", TEAM, "--goal", "Three stories ready", "--with", "Ana (PO), Ben, Chloé"]
        with Terminal(command, self.environment) as terminal:
            terminal.wait_for(b"How many")
            terminal.settle()
            terminal.press(b"\x1540\r")  # ctrl+u: how many of them shall be triaged
            terminal.settle()
            terminal.press(b"]")
            terminal.wait_for(ITEM.encode())
            for key, line in RECORDS:
                record(terminal, key, line)
            terminal.leave()
        shutil.copyfile(self._home / "refine.db", self._kept)

    def renew(self) -> None:
        """Put the store back as it was kept."""
        for file in self._home.glob("refine.db*"):
            file.unlink()
        shutil.copyfile(self._kept, self._home / "refine.db")
        (self._home / "refine.db").chmod(0o600)


@contextmanager
def practice() -> Iterator[Practice]:
    """Make the home folder with its session, and clear it away at the end."""
    with TemporaryDirectory(prefix="refine-bench-") as folder:
        made = Practice(Path(folder))
        made.prepare()
        yield made


def open_capture(terminal: Terminal, key: bytes) -> None:
    """Open the line with which something is recorded."""
    since = len(terminal.raw)
    terminal.press(key)
    terminal.wait_for(CAPTURE_OPEN, since=since)
    terminal.settle()


def record(terminal: Terminal, key: bytes, line: str) -> None:
    """Record a line."""
    open_capture(terminal, key)
    terminal.press(line.encode())
    terminal.settle()
    since = len(terminal.raw)
    terminal.press(b"\r")
    terminal.wait_for(b" undo", since=since)
    terminal.settle()


def undo(terminal: Terminal) -> None:
    """Take the latest step back."""
    since = len(terminal.raw)
    terminal.press(b"u")
    terminal.wait_for(b"Undone", since=since)
    terminal.settle()
