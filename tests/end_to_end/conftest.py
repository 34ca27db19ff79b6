"""A program with a home of its own for each test."""

from pathlib import Path

import pytest

from tests.end_to_end.program import Program


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Return the installed program with an empty home folder."""
    home = tmp_path / "home"
    home.mkdir()
    return Program(home)
