"""Items whose titles would steer the terminal or break the screen, and places that are no terminal at all."""

import csv
import os
import pty
import re
import subprocess
from functools import partial
from pathlib import Path

import pytest

from tests.end_to_end.program import Program, capture, notice, shows
from tests.end_to_end.terminal import Terminal

LONG = "A story that nobody could shorten, " + "however hard they tried, " * 10 + "until its very end"
ZWJ_FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
HOSTILE = {
    "PAY-1": ("Close [/x] and [/] and [b]bold[/b]", "Close [/x] and [/] and [b]bold[/b]"),
    "PAY-2": ("Click [@click=app.quit]here[/] or [link=https://example.org]there[/]", "[@click=app.quit]here[/]"),
    "PAY-3": ("Retitle \x1b]0;pwn\x07the window, clear \x1b[2Jthe screen", "Retitle the window, clear the screen"),
    "PAY-4": ("Steer \x9b31min eight bits, ring\x07 the bell\x7f", "in eight bits, ring the bell"),
    "PAY-5": ("Turn \u202eround\u202c what \u2066follows\u2069", "Turn round what follows"),
    "PAY-6": (LONG, "A story that nobody could shorten, however hard they tried, however hard"),
    "PAY-7": (f"Cheer \U0001f389 for {ZWJ_FAMILY} and \U0001f1ea\U0001f1f8", "Cheer"),
    "PAY-8": ("部分退款 与 收据 한국어 日本語", "部分退款 与 收据"),
    "PAY-9": ("Copy \x1b]52;c;cHdu\x1b\\to the clipboard \x1bPq#0\x1b\\now", "Copy to the clipboard now"),
}
"""By key: the title, and what of it must be readable."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Return a CSV file with hostile titles."""
    path = tmp_path / "hostile.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Issue key", "Summary", "Issue Type", "Status", "Reporter", "Description"])
        for key, (title, _) in HOSTILE.items():
            writer.writerow([key, title, "Story", "To Do", f"{title[:40]}", f"{title}\n{title}"])
    return path


def assert_harmless(terminal: Terminal) -> None:
    """Assert that nothing but the program's own drawing reached the terminal."""
    assert set(_CONTROL.findall(terminal.plain_output)) == set()
    assert terminal.titles == set()
    for sequence in (b"pwn", b"\x1b]52", b"\x1bP", b"cHdu"):
        assert sequence not in terminal.raw


def test_hostile_titles_are_shown_and_do_nothing(program: Program, hostile: Path) -> None:
    goal = "[/] \x1b]0;pwn\x07"
    with program.start_session("--items", str(hostile), "--goal", goal, columns=80, rows=24) as terminal:
        terminal.press("]")
        notice(terminal, "Triage started")
        for key, (_, readable) in HOSTILE.items():
            terminal.wait_for(f"{key}  ")
            terminal.wait_until(partial(shows, terminal, readable), f"{key}: {readable}")
            terminal.press("1")
            notice(terminal, f"{key} deep dive")
        terminal.press("]")
        notice(terminal, "Deep dive started")
        for key in HOSTILE:
            terminal.wait_for(f"{key}  ")
            terminal.press("right")
        terminal.press("m")
        terminal.wait_for("Minutes so far")
        terminal.press("esc")
        terminal.wait_for("? keys", gone="Minutes so far")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        assert terminal.is_restored
        assert_harmless(terminal)


def test_what_is_typed_and_pasted_is_harmless_too(program: Program) -> None:
    with program.start_session("--with", "Ana (PO), [/] Ben", columns=80, rows=24) as terminal:
        capture(terminal, "d", "Take [/x] and [@click=app.quit]this[/] as text", "D1")
        terminal.press("a")
        terminal.wait_for("enter save")
        terminal.press("\x1b[200~Pasted\x07 \u202eover\u202c \x9b2Jtwo\nlines @ana\x1b[201~")
        terminal.wait_for("· Ana ·")
        terminal.press("enter")
        notice(terminal, "A1 ")
        terminal.press("r")
        terminal.wait_for("enter done, answer", "[@click=app.quit]this[/]")
        terminal.press("esc")
        terminal.wait_for("? keys")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        assert_harmless(terminal)
    stored = program.json("show", "last")
    assert stored["decisions"][0]["text"] == "Take [/x] and [@click=app.quit]this[/] as text"
    assert stored["actions"][0]["text"] == "Pasted over two lines"


def test_the_commands_print_hostile_titles_harmlessly(program: Program, hostile: Path) -> None:
    program.run("import", str(hostile))
    printed = program.run("items").stdout + program.run("items", "--json").stdout
    assert not _CONTROL.search(printed)
    assert "Retitle the window, clear the screen" in printed


@pytest.mark.parametrize("command", [(), ("start",), ("resume",), ("demo",)])
def test_without_a_terminal_there_is_a_sentence(program: Program, command: tuple[str, ...]) -> None:
    done = program.run(*command, status=1)
    assert done.stdout == ""
    assert done.stderr == (
        "Input and output must be a terminal for the live screen; `refine --help` lists what works without one.\n"
    )
    assert not program.database.exists()


def test_input_that_is_no_terminal_is_refused_though_output_is_one(program: Program) -> None:
    screen, other_end = pty.openpty()
    try:
        done = subprocess.run(
            [str(program.refine), "start"],
            env=program.environment,
            stdin=subprocess.DEVNULL,
            stdout=other_end,
            stderr=other_end,
            check=False,
            timeout=30,
        )
        said = os.read(screen, 4096).decode()
    finally:
        os.close(screen)
        os.close(other_end)
    assert done.returncode == 1
    assert said.startswith("Input and output must be a terminal")
    assert "\x1b" not in said


def test_a_terminal_that_cannot_draw_is_refused(program: Program) -> None:
    program.environment["TERM"] = "dumb"
    with program.start("start") as terminal:
        assert terminal.wait_exit() == 1
        assert terminal.text.strip().startswith("This terminal cannot draw the live screen (TERM is dumb)")
        assert b"\x1b" not in terminal.raw
