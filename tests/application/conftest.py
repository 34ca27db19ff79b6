"""A store in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.driver import StoreDriver, open_store


@pytest.fixture(autouse=True)
def _quick_databases(quick_databases: None) -> None:
    """No use case depends on how the tables come about."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is."""
    return tmp_path / "refine.db"


@pytest.fixture
def store(path: Path) -> Iterator[StoreDriver]:
    """An empty store, closed at the end."""
    store = open_store(path)
    yield store
    store.close()
