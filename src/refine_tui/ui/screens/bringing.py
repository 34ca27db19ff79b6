"""Items brought in: pasted or from a file dropped here, read, shown, and taken in when somebody says so."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from textual.screen import Screen

from refine_tui.domain.backlog_item import Merge
from refine_tui.domain.errors import RefineError
from refine_tui.facilitator import Facilitator
from refine_tui.importers.item_file import content_of, dropped_file
from refine_tui.importers.report import ImportReport
from refine_tui.ui.dialogs.line_dialog import Line
from refine_tui.ui.dialogs.paste_dialog import PasteDialog
from refine_tui.ui.dialogs.preview_dialog import PreviewDialog
from refine_tui.ui.screens.drafts import Drafts
from refine_tui.ui.screens.progress import Progress
from refine_tui.ui.widgets.import_words import count_words

DRAFT = "bring"
"""The name of the lines that are brought in, among the drafts of a session."""

PASTED = "the pasted text"
"""What sentences and steps call what comes from no file."""

_SHORT = 20_000
"""Characters up to which a paste is read at every key, and at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What is to become of items once they are taken in."""

    team: str
    take: Callable[..., Merge]
    """Takes items, by keyword `source` and `name`, and tells what became of them."""
    taken: Callable[[Merge], None]
    """Told afterwards."""
    undo: str
    """What takes it back: ``u undoes``."""


def _report(brought: Path | str, name: str) -> ImportReport:
    """Read a file or a text.

    Raises:
        RefineError: nothing can be read from it.
    """
    from refine_tui.importers.detection import read_items  # noqa: PLC0415 - not before the first paint

    return read_items(content_of(str(brought)) if isinstance(brought, Path) else brought, name=name)


class Bringing:
    """Asks for lines or a file and takes what they hold into a backlog."""

    def __init__(
        self,
        *,
        screen: Screen[Any],
        facilitator: Facilitator,
        say: Callable[[str, bool], None],
        drafts: Drafts | None = None,
    ) -> None:
        self._screen = screen
        self._facilitator = facilitator
        self._say = say
        self._drafts = drafts
        self._draft = ""

    def open(self, intake: Intake, *, error: str = "") -> None:
        """Ask for items."""
        initial = self._drafts.text(DRAFT, "") if self._drafts else self._draft
        read = partial(self._reading, intake.team)
        dialog = PasteDialog(initial=initial, error=error, read=read, keep=self._keep)
        self._screen.app.push_screen(dialog, partial(self._answered, intake))

    def _keep(self, text: str) -> str:
        self._draft = text
        return self._drafts.keep(DRAFT, text) if self._drafts else ""

    def _reading(self, team: str, text: str) -> str:
        """Return what the lines hold, in one line."""
        if path := dropped_file(text):
            return f"the file {path.name} · ctrl+s reads it"
        if len(text) > _SHORT:
            return f"{len(text):,} characters · ctrl+s reads them"
        try:
            report = _report(text, PASTED)
            merged = self._facilitator.preview(team, report.items, source=report.format)
        except RefineError as problem:
            return problem.message
        first = next(iter(report.items), None)
        named = f" · first: {first.key} {first.title}".rstrip()[:70] if first else ""
        return count_words(merged, len(report.skipped)) + named

    def _answered(self, intake: Intake, line: Line | None) -> None:
        if line is None:
            return
        problem = self._keep(line.text)
        if not line.entered:
            if problem or line.text.strip():
                self._say(problem or "What you brought is kept: the same key brings it back.", bool(problem))
        elif not line.text.strip():
            self._say("Nothing was pasted.", False)
        else:
            self._read(intake, line.text)

    def _read(self, intake: Intake, text: str) -> None:
        """Read what was brought, off the screen's own time where it may be long, and show what it would do."""
        if path := dropped_file(text):
            self._screen.run_worker(self._read_long(intake, path, path.name), group="bringing", exclusive=True)
        elif len(text) > _SHORT:
            self._screen.run_worker(self._read_long(intake, text, PASTED), group="bringing", exclusive=True)
        else:
            try:
                report = _report(text, PASTED)
                self._show(intake, report, self._preview(intake.team, report), PASTED)
            except RefineError as problem:
                self.open(intake, error=problem.message)

    async def _read_long(self, intake: Intake, brought: Path | str, name: str) -> None:
        try:
            with Progress(self._screen, self._say, f"Reading {name}"):
                report = await asyncio.to_thread(_report, brought, name)
                merged = await asyncio.to_thread(self._preview, intake.team, report)
        except RefineError as problem:
            self.open(intake, error=problem.message)
        else:
            self._show(intake, report, merged, name)

    def _show(self, intake: Intake, report: ImportReport, merged: Merge, name: str) -> None:
        self._screen.app.push_screen(
            PreviewDialog(report, merged, name=name), partial(self._decided, intake, report, name)
        )

    def _preview(self, team: str, report: ImportReport) -> Merge:
        return self._facilitator.preview(team, report.items, source=report.format)

    def _decided(self, intake: Intake, report: ImportReport, name: str, wanted: bool | None) -> None:
        if not wanted:
            self.open(intake)
            return
        try:
            merged = intake.take(report.items, source=report.format, name=name)
        except RefineError as problem:
            self.open(intake, error=problem.message)
            return
        problem_words = self._keep("")
        self._say(problem_words or f"{count_words(merged, len(report.skipped))}   ·   {intake.undo}", False)
        intake.taken(merged)


def backlog_intake(facilitator: Facilitator, team: str, taken: Callable[[Merge], None]) -> Intake:
    """Return the intake of items into a team's backlog, outside a session."""
    return Intake(team=team, take=partial(facilitator.take_in, team), taken=taken, undo="u takes the import back")


def session_intake(facilitator: Facilitator, taken: Callable[[Merge], None]) -> Intake:
    """Return the intake of items into the session that is open, and so into its team's backlog."""
    team = facilitator.session.team.name
    return Intake(team=team, take=facilitator.bring_in, taken=taken, undo="u undoes")


def undo_import(facilitator: Facilitator, team: str, say: Callable[[str, bool], None]) -> None:
    """Take a team's latest import back and tell which it was, or why it stays."""
    try:
        step = facilitator.undo_import(team)
    except RefineError as problem:
        say(problem.message, True)
    else:
        say(f"Undone: {step}", False)
