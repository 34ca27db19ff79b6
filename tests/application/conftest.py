"""A store that the tests of one module share."""

from collections.abc import Iterator

import pytest

from refine_tui.store.database import SqlStore, open_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    """One database for all tests of a module; each session is of a team of its own."""
    store = open_store(tmp_path_factory.mktemp("clock") / "refine.db")
    yield store
    store.close()
