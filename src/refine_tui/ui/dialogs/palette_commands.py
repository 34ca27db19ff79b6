"""What the command palette offers: the keys of the screen that is shown, and the themes."""

from functools import partial
from typing import Any

from textual.screen import Screen

from refine_tui.ui.dialogs.palette_dialog import Command
from refine_tui.ui.key_queue import KeyApp
from refine_tui.ui.keymap import shown_keys
from refine_tui.ui.theme import PALETTES

_MOVES = frozenset({"up", "down", "page_up", "page_down", "top", "end"})
"""What the ids of bindings end with that only move the mark or the page: no commands for the palette."""


def palette_commands(app: KeyApp, screen: Screen[Any]) -> list[Command]:
    """Return what the palette offers on *screen*: themes, and its visible bindings but for those that only move."""
    keys = shown_keys(app.screen_stack[0]) | shown_keys(screen)  # the first has the keys of the app
    commands: dict[str, Command] = {}
    for active in [*screen.active_bindings.values(), *app.app_bindings.values()]:
        binding = active.binding
        if binding.id in keys and binding.show and binding.id.rpartition(".")[2] not in _MOVES:
            run = partial(app.run_action, binding.action, active.node)
            key, words = keys[binding.id]
            commands.setdefault(binding.id, Command(title=binding.description, key=key, help=words, run=run))
    themes = [
        Command(
            title=f"Theme {name.removeprefix('refine-')}",
            key="",
            help="The colours of now." if name == app.theme else "Change the colours.",
            run=partial(setattr, app, "theme", name),
        )
        for name in PALETTES
    ]
    return [*commands.values(), *themes]
