"""A line that was being typed when the program went: kept, offered, and brought back by its key."""

import signal
import sqlite3
from contextlib import closing
from time import monotonic, sleep

import pytest

from tests.end_to_end.program import Program

TYPED = "Refunds wait for the led"


def kept(program: Program) -> list[str]:
    """Return the drafts as they lie on the disk, read beside the program."""
    with closing(sqlite3.connect(f"{program.database.as_uri()}?mode=ro", uri=True)) as connection:
        return [text for (text,) in connection.execute("SELECT text FROM draft")]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_what_was_being_typed_comes_back_after_the_program_was_ended(program: Program, number: signal.Signals) -> None:
    with program.start_session() as terminal:
        terminal.press("d")
        terminal.wait_for("enter save")
        terminal.press(TYPED)
        terminal.wait_for(TYPED)
        if number is signal.SIGKILL:  # nobody is told: it has to be on the disk already
            deadline = monotonic() + 10
            while kept(program) != [TYPED] and monotonic() < deadline:
                sleep(0.05)
        terminal.signal(number)
        terminal.wait_exit()

    assert kept(program) == [TYPED]
    with program.start("resume") as terminal:
        terminal.wait_for("d goes on with “Refunds wait for")
        terminal.press("d")
        terminal.wait_for(TYPED, "enter save")
        terminal.press("ger")
        terminal.press("enter")
        terminal.wait_for("D1")

    assert kept(program) == []
    (decision,) = program.json("show", "last")["decisions"]
    assert decision["text"] == "Refunds wait for the ledger"
