"""A program with a home of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.program import Program
from tests.end_to_end.warm import Warm


@pytest.fixture(scope="session")
def warm() -> Iterator[Warm]:
    """The process that starts the program many times; it has loaded all of it once."""
    warm = Warm()
    yield warm
    warm.close()


@pytest.fixture
def program(tmp_path: Path, warm: Warm) -> Program:
    """Return the program with an empty home folder."""
    home = tmp_path / "home"
    home.mkdir()
    return Program(home, warm=warm)
