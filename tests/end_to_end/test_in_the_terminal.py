"""How the program treats the terminal that it runs in: its size, its mouse, its colours, and the keys of the shell."""

import re
import signal

import pytest

from tests.end_to_end.program import Program, capture, notice

_COLOUR = re.compile(rb"[34]8;(?:5;\d+|2;\d+;\d+;\d+)")


def settings(program: Program, text: str) -> None:
    """Write the settings file."""
    path = program.home / ".config" / "refine" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("columns", "lines"), [("200", "50"), ("40", "10")])
def test_the_screen_is_as_large_as_the_terminal_whatever_the_environment_says(
    program: Program, columns: str, lines: str
) -> None:
    program.environment |= {"COLUMNS": columns, "LINES": lines}

    with program.start_session(columns=100, rows=30) as terminal:
        capture(terminal, "d", "We stay with cards", "D1")
        terminal.wait_for("Payments", "Recorded", "We stay with cards")
        assert "? keys" in terminal.lines[-1]


def test_an_empty_no_color_means_colours(program: Program) -> None:
    found = []
    for value in ("", "1"):
        program.environment["NO_COLOR"] = value
        with program.start() as terminal:
            terminal.wait_for("ctrl+q leave")
            found.append(set(_COLOUR.findall(bytes(terminal.raw))))
    program.environment.pop("NO_COLOR")
    with program.start() as terminal:
        terminal.wait_for("ctrl+q leave")
        found.append(set(_COLOUR.findall(bytes(terminal.raw))))

    assert found[0] == found[2] != found[1]


@pytest.mark.parametrize("mouse", [False, True])
def test_the_mouse_is_left_to_the_terminal_unless_the_settings_want_it(program: Program, mouse: bool) -> None:
    if mouse:
        settings(program, "mouse = true\n")

    with program.start() as terminal:
        terminal.wait_for("ctrl+q leave")
        assert terminal.takes_the_mouse is mouse
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        assert terminal.is_restored


def test_the_keys_of_a_shell_end_nothing_and_say_so_quietly(program: Program) -> None:
    with program.start_session() as terminal:
        terminal.press("ctrl+c")
        notice(terminal, "ctrl+q leaves refine")
        terminal.press("ctrl+z")
        notice(terminal, "No line is open, so there is no typing to undo")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0

    assert "quit" not in terminal.plain_output


def test_the_key_that_leaves_is_named_as_the_settings_have_it(program: Program) -> None:
    settings(program, '[keymap]\napp.quit = "f10"\n')

    with program.start_session() as terminal:
        terminal.press("ctrl+c")
        notice(terminal, "f10 leaves refine")


def test_the_program_is_suspended_where_the_settings_allow_it(program: Program) -> None:
    settings(program, "suspend = true\n")

    with program.start_session() as terminal:
        capture(terminal, "d", "We stay with cards", "D1")
        terminal.press("ctrl+z")
        terminal.wait_until(lambda: terminal.is_restored, "the terminal as it was")
        terminal.watch(0.3)
        terminal.signal(signal.SIGCONT)
        terminal.wait_until(lambda: not terminal.is_restored, "the program again")
        capture(terminal, "d", "And with refunds", "D2")
        terminal.press("ctrl+q")

        assert terminal.wait_exit() == 0
        assert terminal.is_restored
