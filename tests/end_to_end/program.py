"""The installed program with a home of its own, a clock that stands until it is told to move, and practised hands."""

import json
import os
import re
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.end_to_end.terminal import Terminal, in_a_process
from tests.end_to_end.warm import Warm

NINE = datetime(2026, 11, 27, 9, tzinfo=UTC)
"""When every session begins: ten o'clock in Madrid, on a Friday."""

JIRA_EXPORT = Path(__file__).parent / "fixtures" / "jira.csv"
"""What a tracker hands out: every field, eight issues, one of them done."""


class Program:
    """``refine`` for a person who has never used it: a home folder with nothing in it.

    It runs as it is installed, or, where there is a *warm* process, as a fork of that one.
    """

    def __init__(self, home: Path, *, refine: Path | None = None, warm: Warm | None = None) -> None:
        self._warm = warm
        self.home = home
        """The home folder of that person."""
        self.refine = refine or Path(sys.executable).parent / "refine"
        self.environment = {
            "HOME": str(home),
            "PATH": os.environ["PATH"],
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "TZ": "Europe/Madrid",
        }
        self._clock_file: Path | None = None
        self._now = NINE

    def stop_the_clock(self) -> None:
        """Have the program go by a clock that stands at nine until `advance` moves it."""
        self._clock_file = self.home / "the-time"
        self.environment["REFINE_CLOCK_FILE"] = str(self._clock_file)
        self.advance()

    def advance(self, *, minutes: float = 0, seconds: float = 0) -> None:
        """Let time go by."""
        assert self._clock_file is not None, "the clock is the machine's own"
        self._now += timedelta(minutes=minutes, seconds=seconds)
        beside = self._clock_file.with_suffix(".next")
        beside.write_text(self._now.isoformat(), encoding="utf-8")
        beside.replace(self._clock_file)  # the program may be reading it right now

    @property
    def database(self) -> Path:
        """Where the sessions are kept."""
        return self.home / ".local" / "share" / "refine" / "refine.db"

    @property
    def minutes_folder(self) -> Path:
        """Where minutes are written."""
        return self.home / "Documents" / "refine-minutes"

    def start(self, *arguments: str, columns: int = 100, rows: int = 30) -> Terminal:
        """Run a command on a terminal of its own; close it at the end."""
        command, warm = [str(self.refine), *arguments], self._warm
        launch = in_a_process if warm is None else lambda _, env, end: warm.start(arguments, env, [end])
        return Terminal.start(command, self.environment, columns=columns, rows=rows, launch=launch)

    def start_session(self, *arguments: str, columns: int = 100, rows: int = 30) -> Terminal:
        """Run ``refine start`` for the team Payments and wait for its kick-off."""
        terminal = self.start("start", "--team", "Payments", *arguments, columns=columns, rows=rows)
        terminal.wait_for("Who is here", "? keys")
        return terminal

    def run(self, *arguments: str, status: int = 0) -> "subprocess.CompletedProcess[str]":
        """Run a command without a terminal; it must end with *status*."""
        done = self._run_cold(arguments) if self._warm is None else run_warm(self._warm, arguments, self.environment)
        assert done.returncode == status, f"refine {' '.join(arguments)} ended with {done.returncode}: {done.stderr}"
        return done

    def _run_cold(self, arguments: tuple[str, ...]) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [str(self.refine), *arguments],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def json(self, *arguments: str) -> Any:
        """Return the JSON value that a command prints."""
        return json.loads(self.run(*arguments, "--json").stdout)


def run_warm(warm: Warm, arguments: tuple[str, ...], environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """Run a command in a fork of the warm process, its output in files; return what it left as it was written."""
    with Path(os.devnull).open() as nothing, tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as complaint:
        streams = [nothing.fileno(), output.fileno(), complaint.fileno()]
        status = warm.start(arguments, environment, streams).wait()
        texts = [os.pread(stream, 1 << 26, 0).decode() for stream in streams[1:]]
    return subprocess.CompletedProcess(arguments, status, *texts)


def capture(terminal: Terminal, key: str, line: str, label: str) -> None:
    """Record a line with its key, and wait until it stands among the records under its *label*."""
    terminal.press(key)
    answer(terminal, line, said=f"{label} ")


def answer(terminal: Terminal, line: str, *, said: str) -> None:
    """Type a line into the question that is open, enter it, and wait for what the notice then says."""
    terminal.wait_for("enter save")
    terminal.press(line)
    end = line.rstrip()[-30:]
    terminal.wait_until(lambda: any(row.endswith(end) for row in terminal.lines[-6:]), f"the line “{line}”")
    terminal.press("enter")
    notice(terminal, said)


def notice(terminal: Terminal, said: str) -> None:
    """Wait until the line above the keys says it, and no question is open."""
    terminal.wait_until(lambda: shows_notice(terminal, said), f"the notice “{said}”")


def shows_notice(terminal: Terminal, said: str) -> bool:
    """Return whether the line above the keys says it."""
    *_, line, keys = terminal.lines
    return said in line and "? keys" in keys


def shows(terminal: Terminal, text: str) -> bool:
    """Return whether the screen shows a text, wherever its lines break."""
    return _squeezed(text) in _squeezed(terminal.text)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
