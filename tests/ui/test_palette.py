"""What the palette finds, and in which order."""

import pytest

from refine_tui.ui.dialogs.palette_dialog import Command, matching

COMMANDS = [
    Command(title=title, key=key, help=words, run=lambda: None)
    for title, key, words in [
        ("Open", "enter", "Open or answer what is marked."),
        ("Next phase", "]", "Go to the next phase."),
        ("Previous phase", "[", "Go back to the phase before."),
        ("Phases", "f", "All phases."),
        ("Café", "c", "A break."),
    ]
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["Open", "Next phase", "Previous phase", "Phases", "Café"]),
        ("phase", ["Phases", "Next phase", "Previous phase"]),
        ("phase next", ["Next phase"]),
        ("PREV", ["Previous phase"]),
        ("cafe", ["Café"]),
        ("back", ["Previous phase"]),
        ("xyz", []),
    ],
)
def test_names_that_begin_with_what_is_typed_come_first(typed: str, found: list[str]) -> None:
    assert [command.title for command in matching(COMMANDS, typed)] == found
