"""Every screen and every dialog there is, and a way to each."""

import importlib
import inspect
import pkgutil
from typing import Any

from textual.screen import Screen

import refine_tui.ui
from refine_tui.ui.dialogs.question_dialog import QuestionDialog
from refine_tui.ui.flow_screen import FlowScreen
from refine_tui.ui.list_screen import ListScreen

SHARED: tuple[type[Screen[Any]], ...] = (QuestionDialog, FlowScreen, ListScreen)
"""What screens have in common and is none itself."""


def screen_kinds() -> list[type[Screen[Any]]]:
    """Return every class of screen and dialog in the program, found in its modules, in order of name."""
    kinds: set[type[Screen[Any]]] = set()
    for module in pkgutil.walk_packages(refine_tui.ui.__path__, "refine_tui.ui."):
        for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(kind, Screen) and kind.__module__.startswith("refine_tui.ui.") and kind not in SHARED:
                kinds.add(kind)
    return sorted(kinds, key=lambda kind: kind.__name__)
