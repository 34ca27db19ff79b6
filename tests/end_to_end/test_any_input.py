"""Whatever the terminal sends, the meeting goes on: bytes that are no text, pastes with escapes, a wrong window."""

import signal

import pytest

from tests.end_to_end.program import Program, capture, notice
from tests.end_to_end.terminal import Terminal

START, END = b"\x1b[200~", b"\x1b[201~"


def texts(program: Program, kind: str = "decisions") -> list[str]:
    """Return the records of the session that was left."""
    return [record["text"] for record in program.json("show", "last")[kind]]


def leave(terminal: Terminal) -> None:
    """Leave in order."""
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert terminal.is_restored
    assert "Traceback" not in terminal.raw.decode("utf-8", "replace")


@pytest.mark.parametrize("data", [b"\xc0", b"\xff", b"\xe9\x80", b"\x1b[1114112u"])
def test_bytes_that_are_no_key_are_ignored_with_one_quiet_line(program: Program, data: bytes) -> None:
    with program.start_session() as terminal:
        terminal.send(data)
        notice(terminal, "A key that is no text was ignored")
        capture(terminal, "d", "We stay with cards", "D1")
        leave(terminal)

    assert texts(program) == ["We stay with cards"]


def test_bytes_that_are_no_key_do_not_disturb_what_is_typed(program: Program) -> None:
    with program.start_session() as terminal:
        terminal.press("d")
        terminal.wait_for("enter save")
        terminal.send("We stay with ca\xe9".encode("latin-1"))
        terminal.wait_for("We stay with ca")
        for byte in "fés".encode():
            terminal.send(bytes([byte]))
            terminal.watch(0.05)
        terminal.wait_for("We stay with cafés")
        terminal.press("enter")
        terminal.wait_for("D1")
        leave(terminal)

    assert texts(program) == ["We stay with cafés"]


@pytest.mark.parametrize(("pasted", "stored"), [("abc\x1b", "abc"), ("a\x1bé c", "aé c"), ("a \x1b[31mb", "a b")])
def test_a_paste_with_an_escape_stays_in_its_line(program: Program, pasted: str, stored: str) -> None:
    with program.start_session() as terminal:
        terminal.press("d")
        terminal.wait_for("enter save")
        terminal.send(START + pasted.encode() + END)
        terminal.wait_for(stored)
        terminal.press(" typed after")
        terminal.wait_for(f"{stored} typed after")
        terminal.press("enter")
        terminal.wait_for("D1")
        leave(terminal)

    assert texts(program) == [f"{stored} typed after"]


def test_text_typed_into_the_wrong_window_does_nothing(program: Program) -> None:
    with program.start_session() as terminal:
        capture(terminal, "d", "We stay with cards", "D1")
        terminal.send(b"unmute yourself")
        notice(terminal, "15 keys were typed or pasted into the wrong window: nothing was done")
        terminal.send(START + b"unmute yourself" + END)
        notice(terminal, "15 characters were pasted into the wrong window: nothing was done")
        leave(terminal)

    assert texts(program) == ["We stay with cards"]


def test_a_line_typed_ahead_in_one_read_is_recorded(program: Program) -> None:
    with program.start_session() as terminal:
        terminal.send(b"dunmute the alarms\r")
        notice(terminal, "D1 ")
        leave(terminal)

    assert texts(program) == ["unmute the alarms"]


def test_a_stopped_program_goes_on_and_leaves_in_order(program: Program) -> None:
    with program.start_session() as terminal:
        capture(terminal, "d", "We stay with cards", "D1")
        terminal.signal(signal.SIGSTOP)
        terminal.watch(0.2)
        terminal.signal(signal.SIGCONT)
        capture(terminal, "d", "And with refunds", "D2")
        leave(terminal)

    assert texts(program) == ["We stay with cards", "And with refunds"]
