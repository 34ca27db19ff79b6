"""A machine of its own for each test: no command sees the developer's data, settings or time."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import tzlocal
from click.testing import CliRunner, Result

from refine_tui.cli.root import refine
from tests.driver import Driver, open_store
from tests.support import NINE, FakeClock

RUN = "from refine_tui.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Machine:
    """A home folder, and the program in it."""

    home: Path

    @property
    def database(self) -> Path:
        return self.home / ".local" / "share" / "refine" / "refine.db"

    @property
    def config(self) -> Path:
        return self.home / ".config" / "refine"

    def run(self, *arguments: str, stdin: str | bytes | None = None) -> Result:
        """Run a command in this process."""
        return CliRunner().invoke(refine, arguments, input=stdin, prog_name="refine")

    def json(self, *arguments: str) -> Any:
        """Run a command that prints one JSON value and nothing else on standard output."""
        result = self.run(*arguments)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    def process(self, *arguments: str, **options: Any) -> "subprocess.CompletedProcess[str]":
        """Run a command in a process of its own, as a shell would."""
        return subprocess.run(
            [sys.executable, "-c", RUN, *arguments], capture_output=True, text=True, check=False, **options
        )

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file into the home folder."""
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def facilitator(self, clock: FakeClock | None = None) -> Driver:
        """Open the store; whoever asked closes it."""
        return Driver(open_store(self.database), clock or FakeClock())


@pytest.fixture
def machine(tmp_path: Path, quick_databases: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    """Return a machine on which nothing has been done yet, at nine o'clock, in UTC."""
    for name in [name for name in os.environ if name.startswith(("REFINE_", "XDG_", "_REFINE"))]:
        monkeypatch.delenv(name)
    clock = tmp_path / "clock"
    clock.write_text(NINE.isoformat(), encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("REFINE_CLOCK_FILE", str(clock))
    source = Path(__file__).parents[2] / "src"
    monkeypatch.setenv("PYTHONPATH", str(source))
    monkeypatch.chdir(tmp_path)
    tzlocal.reload_localzone()
    yield Machine(home=tmp_path)
    monkeypatch.undo()
    tzlocal.reload_localzone()
