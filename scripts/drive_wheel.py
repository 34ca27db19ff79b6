"""Plays a whole session with an installed ``refine`` on a pseudo-terminal, and reads back what it left.

Usage: ``python scripts/drive_wheel.py PATH/TO/refine`` with an environment that has pyte. Ends with 0 when the
minutes hold what was recorded, else with 1 and the last screen.
"""

import fcntl
import json
import os
import pty
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyte

COLUMNS, ROWS = 110, 34
PATIENCE = 30.0
"""How many seconds a screen may take to show what is waited for."""
QUIET = 0.3
"""A screen that has not changed for so many seconds is drawn."""

BACKLOG = """\
Issue key,Summary,Issue Type,Status,Reporter
PAY-1,Partial refunds in the checkout,Story,To Do,Ana
PAY-2,Rate limits on the public API,Bug,To Do,Ben
PAY-3,Dark colours for the receipts,Story,To Do,Ana
"""


class DriveError(Exception):
    """Something is not as a user would expect it."""


class Terminal:
    """A program on a pseudo-terminal, and the screen that a person would see."""

    def __init__(self, command: list[str], environment: Mapping[str, str]) -> None:
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self._process, self._terminal = pty.fork()
        if self._process == 0:
            os.execve(command[0], command, dict(environment))  # noqa: S606 - the child
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def read(self, seconds: float) -> bool:
        """Draw what the program writes within *seconds*; return whether it wrote anything."""
        ready, _, _ = select.select([self._terminal], [], [], seconds)
        if not ready:
            return False
        try:
            written = os.read(self._terminal, 65536)
        except OSError:  # how Linux says that the other end is closed
            return False
        self._stream.feed(written)
        return bool(written)

    def wait_for(self, *texts: str) -> None:
        """Wait until one of *texts* stands on the screen and the screen is at rest."""
        end = time.monotonic() + PATIENCE
        while not any(text in self.text for text in texts):
            if time.monotonic() > end:
                raise DriveError(f"none of {texts} came up; the screen:\n{self.text}")
            self.read(0.2)
        while self.read(QUIET):
            pass

    def press(self, keys: str, *shows: str) -> None:
        """Press keys, and wait for one of the texts that they should bring up."""
        os.write(self._terminal, keys.encode())
        while self.read(QUIET):
            pass
        if shows:
            self.wait_for(*shows)

    def capture(self, key: str, line: str, shows: str) -> None:
        """Type a line of the record behind its key."""
        self.press(key, "enter record")
        self.press(line)
        self.press("\r", shows)

    def status(self) -> int:
        """Wait for the program to end and return its exit status."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.read(0.1)
            process, status = os.waitpid(self._process, os.WNOHANG)
            if process:
                return os.waitstatus_to_exitcode(status)
        os.kill(self._process, 9)
        raise DriveError(f"the program does not end; the screen:\n{self.text}")


def play(terminal: Terminal) -> None:
    """Hold the session: one decision, one action item, one question, three items sorted, one of them made ready."""
    terminal.wait_for("Kick-off")
    terminal.wait_for("Payments")
    terminal.capture("d", "Refunds wait for Legal because the fees are open", "D1")
    terminal.press("]", "PAY-1")
    terminal.press("1", "PAY-2")
    terminal.capture("a", "Ask the partners about their limits @ben due +1w", "A1")
    terminal.press("2", "PAY-3")
    terminal.press("5", "enter record")
    terminal.press("no room this quarter\r", "All 3")
    terminal.press("]", "PAY-1")
    terminal.capture("q", "Who pays the fee of a refund?", "Q1")
    terminal.press("6")
    terminal.press("]", "close")
    terminal.press("4", "Close", "close and write")
    terminal.press("1", "Closed", "Minutes")
    terminal.press("\x11")


def check(refine: str, environment: Mapping[str, str], home: Path) -> None:
    """Compare what the commands and the minutes folder tell with what was played."""
    held = json.loads(run(refine, environment, "show", "last", "--json"))
    expect("status", held["session"]["status"], "closed")
    expect("decision", [(each["text"], each["because"]) for each in held["decisions"]],
           [("Refunds wait for Legal", "the fees are open")])  # fmt: skip
    expect("action item", [(each["text"], each["owner"]) for each in held["actions"]],
           [("Ask the partners about their limits", "Ben")])  # fmt: skip
    expect("question", [each["text"] for each in held["questions"]], ["Who pays the fee of a refund?"])
    outcomes = {each["key"]: each["outcome"] for each in held["items"]}
    expect("outcomes", outcomes, {"PAY-1": "ready", "PAY-2": "next_session", "PAY-3": "not_now"})
    reasons = {each["key"]: each["reason"] for each in held["items"]}
    expect("reason", reasons["PAY-3"], "no room this quarter")
    minutes = run(refine, environment, "export", "last")
    for text in ("Refunds wait for Legal", "Ask the partners about their limits", "Who pays the fee", "PAY-2"):
        expect(f"“{text}” in the minutes", text in minutes, True)
    kept = sorted(home.glob("**/*minutes.md"))
    expect("minutes files", len(kept), 1)
    expect("the minutes file and the export", kept[0].read_text(encoding="utf-8"), minutes)
    expect("sessions", len(json.loads(run(refine, environment, "sessions", "--json"))), 1)
    expect("items", len(json.loads(run(refine, environment, "items", "--json"))), 3)


def run(refine: str, environment: Mapping[str, str], *arguments: str) -> str:
    """Run a command that must succeed and return its standard output."""
    done = subprocess.run([refine, *arguments], env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise DriveError(f"refine {' '.join(arguments)} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def expect(what: str, found: Any, wanted: Any) -> None:
    """Raise a DriveError unless the two are equal."""
    if found != wanted:
        raise DriveError(f"{what}: expected {wanted!r}, found {found!r}")


def main() -> int:
    """Drive the program that the command line names."""
    refine = sys.argv[1]
    with tempfile.TemporaryDirectory(prefix="refine-drive-") as folder:
        home = Path(folder)
        backlog = home / "backlog.csv"
        backlog.write_text(BACKLOG, encoding="utf-8")
        environment = {"HOME": folder, "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        command = [refine, "start", "--items", str(backlog), "--team", "Payments", "--goal", "Two stories ready"]
        terminal = Terminal([*command, "--with", "Ana (PO), Ben"], environment)
        try:
            play(terminal)
            expect("exit status", terminal.status(), 0)
            check(refine, environment, home)
        except DriveError as error:
            sys.stderr.write(f"{error}\n")
            return 1
    sys.stdout.write("a whole session, from its start to its minutes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
