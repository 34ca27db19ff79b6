"""A program with a home of its own for each test."""

from pathlib import Path

import pytest

from tests.end_to_end.program import Program
from tests.end_to_end.warm import Warm


@pytest.fixture
def program(tmp_path: Path, warm: Warm) -> Program:
    """Return the program with an empty home folder."""
    home = tmp_path / "home"
    home.mkdir()
    return Program(home, warm=warm)
