"""Imports into a team's backlog from a screen outside of a session, and their undo."""

from functools import partial
from typing import Any

from refine_tui.application.application import Application
from refine_tui.ui.flow_screen import FlowScreen
from refine_tui.ui.import_flow import ImportTarget, import_items_flow
from refine_tui.ui.progress import Progress


class DraftsInMemory:
    """The texts of a screen that were typed and not imported; they last as long as it does."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def text(self, name: str, otherwise: str) -> str:
        """Return the text of a line, or *otherwise* if there is none."""
        return self._texts.get(name, otherwise)

    def keep(self, name: str, text: str) -> str:
        """Keep the text of a line; nothing can go wrong."""
        self._texts[name] = text
        return ""


class TeamImports:
    """The imports of one screen, one at a time: while one is read or stored, the screen answers keys."""

    def __init__(self, screen: FlowScreen[Any], application: Application) -> None:
        self._screen = screen
        self._application = application
        self._drafts = DraftsInMemory()
        self._is_at_work = False

    async def import_items(self, team: str | None) -> bool:
        """Import items for a team, None: for the team used last; return whether any were imported."""
        if self._is_at_work:
            return False
        self._is_at_work = True
        try:
            name = self._application.views.team_name(team)
            store = partial(self._application.backlogs.import_items, name)
            target = ImportTarget(team=name, store=store, in_thread=True)
            return await import_items_flow(self._screen, self._application, target, self._drafts) is not None
        finally:
            self._is_at_work = False

    async def undo(self, team: str | None) -> None:
        """Undo the latest import of a team, None: of the team used last; say which it was, or why it stays.

        Raises:
            RefineError: there is none, or an imported item has been changed or used since.
        """
        if self._is_at_work:
            return
        self._is_at_work = True
        try:
            name = self._application.views.team_name(team)
            with Progress(self._screen, "Undoing the import"):
                step = await self._screen.in_thread(partial(self._application.backlogs.undo_import, name))
        finally:
            self._is_at_work = False
        self._screen.say(f"Undone: {step}")
