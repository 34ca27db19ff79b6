"""A desk for each test, and a pilot who does not dawdle."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import textual._wait
from textual._compositor import Compositor
from textual.pilot import Pilot

from refine_tui.ui import hardened_app
from refine_tui.ui.app import RefineApp
from tests.driver import open_store
from tests.ui.driving import Desk

_PRESS = Pilot.press


@pytest.fixture(autouse=True)
def _quick_pilot(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for the end of the work more often, and paint only those frames that a test looks at.

    Without a terminal nobody sees the others; painting them is three quarters of the work.
    """
    monkeypatch.setattr(textual._wait, "SLEEP_GRANULARITY", 0.005)
    monkeypatch.setattr(textual._wait, "SLEEP_IDLE", 0.002)
    monkeypatch.setattr(Compositor, "render_update", lambda self, **_: self._dirty_regions.clear())
    monkeypatch.setattr(Pilot, "press", _press_and_look)
    monkeypatch.setattr(hardened_app, "TWICE", 0.0)  # this pilot presses faster than any finger, and means it


async def _press_and_look(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait until what they changed has its place on the screen, also on a busy machine."""
    await _PRESS(pilot, *keys)
    await pilot.pause()
    await pilot.pause()


@pytest.fixture(autouse=True)
def _colourful_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw as in a terminal of all colours, wherever the tests run."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with nothing in it, made once: its schema takes longer than most tests."""
    path = tmp_path_factory.mktemp("empty") / "refine.db"
    open_store(path).close()
    return path


@pytest.fixture
def desk(tmp_path: Path, empty_database: Path) -> Iterator[Desk]:
    """A database, a clock, folders, and whatever app the test makes of them."""
    shutil.copy(empty_database, tmp_path / "refine.db")
    desk = Desk(tmp_path)
    yield desk
    desk.clear()


@pytest.fixture
def app(desk: Desk) -> RefineApp:
    """The app as it is at its very first start, not running."""
    return desk.app()
