"""A desk for each test, and a pilot who does not dawdle."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from refine_tui.ui.app import RefineApp
from tests.quick_pilot import use_quick_pilot
from tests.shared_caches import forget_widgets
from tests.ui.driving import Desk


@pytest.fixture(autouse=True)
def _quick_pilot(monkeypatch: pytest.MonkeyPatch) -> None:
    use_quick_pilot(monkeypatch)


@pytest.fixture(autouse=True)
def _colourful_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw as in a terminal of all colours, wherever the tests run."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def desk(tmp_path: Path, empty_database: Path) -> Iterator[Desk]:
    """A database, a clock, folders, and whatever app the test makes of them."""
    shutil.copy(empty_database, tmp_path / "refine.db")
    desk = Desk(tmp_path)
    yield desk
    desk.clear()
    forget_widgets()


@pytest.fixture
def app(desk: Desk) -> RefineApp:
    """The app as it is at its very first start, not running."""
    return desk.app()
