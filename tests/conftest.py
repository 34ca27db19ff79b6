"""What the tests of one process share, so that the suite takes two minutes."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import refine_tui.store.sqlite.upgrade
from refine_tui.store.revision import HEAD, SCRIPTS
from tests.driver import open_store
from tests.end_to_end.warm import Warm
from tests.shared_caches import make_line_caches_when_used, share_statements, share_style_sheets

# A machine that does other things too is no failure; a test that is slow is seen in `--durations`.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")

MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder in it that is its user's alone
"""Where Linux keeps files in memory."""
_ROOM = 1 << 30
"""Bytes that must be free there; a run takes a tenth of it."""


def pytest_configure() -> None:
    """Put the temporary folders into memory where there is room, so that no test waits for a disk to sync."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > _ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_collection_finish() -> None:
    """Take the modules, which stay, from the garbage collector's rounds, and have it go round less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


@pytest.fixture(scope="session", autouse=True)
def _shared_caches() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        share_statements(patch)
        share_style_sheets(patch)
        make_line_caches_when_used(patch)
        yield


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with nothing in it, made once: its schema takes longer than most tests."""
    path = tmp_path_factory.mktemp("empty") / "refine.db"
    open_store(path).close()
    return path


@pytest.fixture
def quick_databases(empty_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a new database of this process be a copy of one that the migrations have made."""

    def upgrade(path: Path, *, head: str, scripts: Path) -> None:
        if path.stat().st_size or (head, scripts) != (HEAD, SCRIPTS):
            migrations(path, head=head, scripts=scripts)
        else:
            path.write_bytes(empty_database.read_bytes())

    migrations = refine_tui.store.sqlite.upgrade.upgrade
    monkeypatch.setattr(refine_tui.store.sqlite.upgrade, "upgrade", upgrade)


@pytest.fixture(scope="session")
def warm() -> Iterator[Warm]:
    """The process that starts the program many times; it has loaded all of it once."""
    warm = Warm()
    yield warm
    warm.close()
