"""Items pasted into the app: read while one types, taken into the backlog when one says so."""

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.screen import Screen

from refine_tui.domain.backlog_item import Merge
from refine_tui.domain.errors import RefineError
from refine_tui.facilitator import Facilitator
from refine_tui.importers.report import ImportReport
from refine_tui.ui.dialogs.line_dialog import Line
from refine_tui.ui.dialogs.paste_dialog import PasteDialog
from refine_tui.ui.widgets.phase_view import counted


def _read(text: str) -> ImportReport:
    from refine_tui.importers.detection import read_items  # noqa: PLC0415 - not before the first paint

    return read_items(text, name="the pasted text")


_LONG_PASTE = 20_000
"""Characters from which on the paste is not read at every key."""


class Bringing:
    """Asks for lines and takes what they hold into a team's backlog."""

    def __init__(self, *, screen: Screen[Any], facilitator: Facilitator, say: Callable[[str, bool], None]) -> None:
        self._screen = screen
        self._facilitator = facilitator
        self._say = say
        self._draft = ""

    def open(self, team: str, taken: Callable[[Merge], None], *, error: str = "") -> None:
        """Ask for items of *team*; *taken* is told what became of them."""
        dialog = PasteDialog(initial=self._draft, error=error, read=partial(self._reading, team))
        self._screen.app.push_screen(dialog, partial(self._answered, team, taken))

    def _reading(self, team: str, text: str) -> str:
        if len(text) > _LONG_PASTE:
            return f"{len(text):,} characters: ctrl+s reads them"
        try:
            report = _read(text)
            merged = self._facilitator.preview(team, report.items, source=report.format)
        except RefineError as problem:
            return problem.message
        words = [counted(len(report.items), "item"), f"{len(merged.added)} new", f"{len(merged.updated)} changed"]
        words += [f"{len(merged.done)} done, left out"] if merged.done else []
        words += [f"{len(report.skipped)} skipped"] if report.skipped else []
        first = next(iter(report.items), None)
        return " · ".join(words) + (f" · first: {first.key} {first.title}".rstrip()[:70] if first else "")

    def _answered(self, team: str, taken: Callable[[Merge], None], line: Line | None) -> None:
        if line is None:
            return
        self._draft = line.text
        if not line.entered:
            return
        if not line.text.strip():
            self._say("Nothing was pasted.", False)
            return
        try:
            report = _read(line.text)
            merged = self._facilitator.take_in(team, report.items, source=report.format)
        except RefineError as problem:
            self.open(team, taken, error=problem.message)
            return
        self._draft = ""
        self._say(taken_words(merged, len(report.skipped)), False)
        taken(merged)


def taken_words(merged: Merge, skipped: int = 0) -> str:
    """Return what an import did, in one sentence."""
    words = [f"{counted(len(merged.added), 'new item')}", f"{len(merged.updated)} updated"]
    words += [f"{len(merged.unchanged)} known and unchanged"] if merged.unchanged else []
    words += [f"{len(merged.done)} done, left out"] if merged.done else []
    words += [f"{skipped} skipped"] if skipped else []
    return " · ".join(words)
