"""Ways to leave that nobody asked for: nothing is lost, the terminal is given back, the meeting goes on."""

import signal

import pytest

from tests.end_to_end.program import Program, capture


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGUSR1, signal.SIGALRM]
)
def test_a_program_that_is_told_to_end_gives_the_terminal_back_and_can_be_resumed(
    program: Program, number: signal.Signals
) -> None:
    with program.start_session() as terminal:
        capture(terminal, "d", "We stay with cards", "D1")
        terminal.signal(number)

        assert terminal.wait_exit() == 128 + number
        assert terminal.is_restored
        assert "Everything recorded is saved: refine resume" in terminal.parting_words

    with program.start("resume") as terminal:
        terminal.wait_for("We stay with cards", "The time counts")


def test_a_program_whose_terminal_goes_away_ends_and_holds_nothing(program: Program) -> None:
    with program.start_session() as terminal:
        capture(terminal, "d", "We stay with cards", "D1")

        assert terminal.hang_up() == 128 + signal.SIGHUP

    with program.start("resume") as terminal:
        terminal.wait_for("We stay with cards")


def test_a_program_that_is_told_to_end_while_it_starts_gives_the_terminal_back(program: Program) -> None:
    """From the moment on at which it takes the terminal."""
    with program.start() as terminal:
        terminal.wait_until(lambda: b"\x1b[?1049h" in terminal.raw, "the second screen of the terminal")
        terminal.signal(signal.SIGTERM)

        assert terminal.wait_exit() == 128 + signal.SIGTERM
        assert terminal.is_restored
