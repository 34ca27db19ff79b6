"""The app with a database that may only be read: it says so, shows what there is, and changes nothing."""

from collections.abc import Iterator

import pytest

from tests.end_to_end.program import Program, capture
from tests.end_to_end.terminal import Terminal
from tests.permissions import as_somebody


@pytest.fixture
def forbidden(program: Program) -> Iterator[Program]:
    """The program after a session, in a home whose database may not be written any more."""
    with program.start_session() as terminal:
        capture(terminal, "d", "Refunds wait", "D1")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    program.database.parent.chmod(0o500)
    yield program
    program.database.parent.chmod(0o700)


def start(program: Program, *arguments: str) -> Terminal:
    """Run the program so that it heeds permissions."""
    return Terminal.start([*as_somebody(), str(program.refine), *arguments], program.environment)


def test_home_says_that_nothing_can_be_saved_and_goes_on(forbidden: Program) -> None:
    content = forbidden.database.read_bytes()
    with start(forbidden) as terminal:
        terminal.wait_for("This database may only be read", "1 decision")
        terminal.press("enter")
        terminal.wait_for("Session 1 cannot be taken up: check the permissions of the database's folder.")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert forbidden.database.read_bytes() == content


def test_a_session_that_could_not_be_saved_is_not_taken_up(forbidden: Program) -> None:
    with start(forbidden, "resume") as terminal:
        assert terminal.wait_exit() == 1
        assert terminal.is_restored
        assert terminal.parting_words == (
            "Session 1 cannot be taken up: check the permissions of the database's folder."
        )


@pytest.mark.parametrize("arguments", [(), ("start",), ("resume",)])
def test_a_folder_that_may_not_be_entered_ends_the_app_with_a_sentence(
    forbidden: Program, arguments: tuple[str, ...]
) -> None:
    forbidden.database.parent.chmod(0o000)
    with start(forbidden, *arguments) as terminal:
        assert terminal.wait_exit() == 1
        assert terminal.is_restored
        words = " ".join(terminal.parting_words.split())
    assert words == f"{forbidden.database}: the folder of the database may not be entered; check its permissions."
