"""A store in a folder of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.driver import StoreDriver, open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is."""
    return tmp_path / "refine.db"


@pytest.fixture
def store(path: Path, empty_database: Path) -> Iterator[StoreDriver]:
    """An empty store, closed at the end."""
    shutil.copyfile(empty_database, path)
    store = open_store(path)
    yield store
    store.close()
