"""Items brought in: pasted or from a file dropped here, read, shown, and taken in when somebody says so."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from textual.screen import Screen

from refine_tui.application.application import Application
from refine_tui.application.importing import ImportPreview
from refine_tui.domain.backlog_item import MergeResult
from refine_tui.domain.errors import RefineError
from refine_tui.domain.item_import import ItemImport
from refine_tui.domain.plain_text import shortened
from refine_tui.importers.errors import UnclearColumnsError
from refine_tui.importers.item_file import dropped_file, read_content
from refine_tui.importers.report import ImportReport
from refine_tui.importers.tables.column_mapping import mapping_line, parse_mapping_line
from refine_tui.ui.dialogs.choice_dialog import ChoiceDialog
from refine_tui.ui.dialogs.line_dialog import Line, LineDialog
from refine_tui.ui.dialogs.paste_dialog import PasteDialog
from refine_tui.ui.dialogs.preview_dialog import PreviewChoice, PreviewDialog
from refine_tui.ui.live.drafts import Drafts
from refine_tui.ui.screens.progress import Progress
from refine_tui.ui.widgets.counted import counted
from refine_tui.ui.widgets.import_words import count_words

DRAFT = "bring"
"""The name of the lines that are brought in, among the drafts of a session."""

PASTED = "the pasted text"
"""What sentences and steps call what comes from no file."""

_SHORT = 20_000
"""Characters up to which a paste is read at every key, and at once."""
_MANY = 500
"""Items from which on they are stored beside the screen."""
_COLUMNS_SHOWN = 9
"""As many as there are digits."""
_LONGEST_OPTION = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What is to become of items once they are taken in."""

    team: str
    take: Callable[[ItemImport], MergeResult]
    """Imports the items and returns what became of them."""
    taken: Callable[[MergeResult], None]
    """Told afterwards."""
    undo: str
    """What takes it back: ``u undo``."""
    beside_the_screen: bool
    """Many items can be stored in a thread of their own: nobody else has the session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What was brought, and what somebody said of its columns."""

    content: Path | str
    """A file, or the text itself."""
    mapping: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The heading by the field."""

    @property
    def name(self) -> str:
        """What sentences and steps call it."""
        return self.content.name if isinstance(self.content, Path) else PASTED


class Bringing:
    """Asks for lines or a file and takes what they hold into a backlog."""

    def __init__(
        self,
        *,
        screen: Screen[Any],
        application: Application,
        say: Callable[[str, bool], None],
        drafts: Drafts | None = None,
    ) -> None:
        self._screen = screen
        self._application = application
        self._say = say
        self._drafts = drafts
        self._draft = ""
        self._compared: ImportPreview | None = None

    def open(self, intake: Intake, *, error: str = "") -> None:
        """Ask for items."""
        self._compared = None
        initial = self._drafts.text(DRAFT, "") if self._drafts else self._draft
        dialog = PasteDialog(initial=initial, error=error, read=self._reading, keep=self._keep)
        self._screen.app.push_screen(dialog, partial(self._answered, intake))
        self._screen.run_worker(self._compare(intake.team, dialog), group="comparing", exclusive=True)

    async def _compare(self, team: str, dialog: PasteDialog) -> None:
        """Read the backlog that pasted items are compared with, while keys are answered."""
        try:
            self._compared = await asyncio.to_thread(self._application.backlogs.preview, team)
        except RefineError as problem:
            self._say(problem.message, True)
        else:
            dialog.refresh_reading()

    def _keep(self, text: str) -> str:
        self._draft = text
        return self._drafts.keep(DRAFT, text) if self._drafts else ""

    def _reading(self, text: str) -> str:
        """Return what the lines hold, in one line."""
        if path := dropped_file(text):
            return f"the file {path.name} · ctrl+s reads it"
        if len(text) > _SHORT:
            return f"{len(text):,} characters · ctrl+s reads them"
        try:
            report = self._report(Source(content=text))
        except UnclearColumnsError:
            return "a table · ctrl+s asks which column is the title"
        except RefineError as problem:
            return problem.message
        first = next(iter(report.items), None)
        named = f" · first: {first.key} {first.title}".rstrip()[:70] if first else ""
        if self._compared is None:
            return counted(len(report.items), "item") + named
        return count_words(self._compared.merge(report.item_import()), len(report.skipped)) + named

    def _report(self, source: Source) -> ImportReport:
        """Read what was brought.

        Raises:
            UnclearColumnsError: somebody has to say which column is the title.
            RefineError: nothing can be read from it.
        """
        from refine_tui.importers.mapped_reading import read_mapped  # noqa: PLC0415 - not before the first paint

        content = read_content(str(source.content)) if isinstance(source.content, Path) else source.content
        saved = self._application.backlogs.saved_columns
        return read_mapped(content, name=source.name, mapping=source.mapping, saved=saved)

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
            self._read(intake, Source(content=dropped_file(line.text) or line.text))

    def _read(self, intake: Intake, source: Source, refused: Callable[[str], None] | None = None) -> None:
        """Read what was brought, off the screen's own time where it may be long, and show what it would do.

        *refused* is called with the reason why it cannot be read; without it the text is asked for again.
        """
        if isinstance(source.content, Path) or len(source.content) > _SHORT:
            self._screen.run_worker(self._read_long(intake, source, refused), group="bringing", exclusive=True)
            return
        try:
            report = self._report(source)
            self._show(intake, source, report, self._preview(intake.team, report))
        except RefineError as problem:
            self._ask_again(intake, source, problem, refused)

    async def _read_long(self, intake: Intake, source: Source, refused: Callable[[str], None] | None) -> None:
        try:
            with Progress(self._screen, self._say, f"Reading {source.name}"):
                report = await asyncio.to_thread(self._report, source)
                merged = await asyncio.to_thread(self._preview, intake.team, report)
        except RefineError as problem:
            self._ask_again(intake, source, problem, refused)
        else:
            self._show(intake, source, report, merged)

    def _ask_again(
        self, intake: Intake, source: Source, problem: RefineError, refused: Callable[[str], None] | None
    ) -> None:
        """Ask which column is the title where that is all that is missing; else say what is wrong."""
        if not isinstance(problem, UnclearColumnsError):
            if refused is None:
                self.open(intake, error=problem.message)
            else:
                refused(problem.message)
            return
        columns = [column for column in problem.columns if column.samples][:_COLUMNS_SHOWN]
        options = tuple(shortened(f"{each.heading}: {' · '.join(each.samples)}", _LONGEST_OPTION) for each in columns)

        def chosen(index: int | None) -> None:
            if index is None:
                self.open(intake)
            else:
                self._read(intake, replace(source, mapping={**source.mapping, "title": columns[index].heading}))

        if options:
            self._screen.app.push_screen(ChoiceDialog("Which column is the title?", options), chosen)
        else:
            self.open(intake, error=problem.message)

    def _show(self, intake: Intake, source: Source, report: ImportReport, merged: MergeResult) -> None:
        dialog = PreviewDialog(report, merged, name=source.name)
        self._screen.app.push_screen(dialog, partial(self._decided, intake, source, report))

    def _preview(self, team: str, report: ImportReport) -> MergeResult:
        """Return what an import would do to the team's backlog, which is read once for each time the dialog opens."""
        if self._compared is None:
            self._compared = self._application.backlogs.preview(team)
        return self._compared.merge(report.item_import())

    def _decided(self, intake: Intake, source: Source, report: ImportReport, choice: PreviewChoice | None) -> None:
        if choice is PreviewChoice.COLUMNS:
            self._ask_columns(intake, source, report)
        elif choice is PreviewChoice.TAKE:
            self._take(intake, source, report)
        else:
            self.open(intake)

    def _ask_columns(
        self, intake: Intake, source: Source, report: ImportReport, *, typed: str = "", error: str = ""
    ) -> None:
        """Ask for the columns of all fields, with the current ones as the line to edit."""

        def read(text: str) -> str:
            others = [column.heading for column in report.columns if f"={column.heading}" not in text]
            return f"not read: {', '.join(others)}" if others else "every column is read"

        def answered(line: Line | None) -> None:
            if line is None or not line.entered:
                self._read(intake, source)
                return

            def again(error: str) -> None:
                self._ask_columns(intake, source, report, typed=line.text, error=error)

            try:
                mapping = parse_mapping_line(line.text, report.columns, chosen=source.mapping)
            except RefineError as problem:
                again(problem.message)
            else:
                self._read(intake, replace(source, mapping=mapping), again)

        hint = "title=Feature, estimate=Size   ·   a field that is left out has no column"
        title = "Which column holds what?"
        self._screen.app.push_screen(
            LineDialog(title, initial=typed or mapping_line(report.columns), hint=hint, error=error, read=read),
            answered,
        )

    def _take(self, intake: Intake, source: Source, report: ImportReport) -> None:
        """Take in what was shown; many items beside the screen, where nothing else writes meanwhile."""
        if intake.beside_the_screen and len(report.items) > _MANY:
            self._screen.run_worker(self._take_many(intake, source, report), group="bringing", exclusive=True)
            return
        try:
            self._taken(intake, report, self._store(intake, source, report))
        except RefineError as problem:
            self.open(intake, error=problem.message)

    async def _take_many(self, intake: Intake, source: Source, report: ImportReport) -> None:
        try:
            with Progress(self._screen, self._say, f"Storing {len(report.items):,} items"):
                merged = await asyncio.to_thread(self._store, intake, source, report)
        except RefineError as problem:
            self.open(intake, error=problem.message)
        else:
            self._taken(intake, report, merged)

    def _store(self, intake: Intake, source: Source, report: ImportReport) -> MergeResult:
        return intake.take(report.item_import(name=source.name))

    def _taken(self, intake: Intake, report: ImportReport, merged: MergeResult) -> None:
        problem = self._keep("")
        words = count_words(merged, len(report.skipped))
        if merged.added or merged.updated or merged.actions:
            words += f"   ·   {intake.undo}"
        intake.taken(merged)
        self._say(problem or words, bool(problem))


def backlog_intake(application: Application, team: str, taken: Callable[[MergeResult], None]) -> Intake:
    """Return the intake of items into a team's backlog, outside a session."""
    return Intake(
        team=team,
        take=partial(application.backlogs.import_items, team),
        taken=taken,
        undo="u takes the import back",
        beside_the_screen=True,
    )


def session_intake(application: Application, taken: Callable[[MergeResult], None]) -> Intake:
    """Return the intake of items into the session that is open, and so into its team's backlog."""
    team = application.live.session.team.name
    return Intake(team=team, take=application.live.import_items, taken=taken, undo="u undo", beside_the_screen=False)


def undo_import(
    screen: Screen[Any],
    application: Application,
    team: str,
    say: Callable[[str, bool], None],
    done: Callable[[], None],
) -> None:
    """Take a team's latest import back beside the screen, tell which it was or why it stays, then call *done*."""

    async def undo() -> None:
        try:
            with Progress(screen, say, "Undoing the import"):
                step = await asyncio.to_thread(application.backlogs.undo_import, team)
        except RefineError as problem:
            words, wrong = problem.message, True
        else:
            words, wrong = f"Undone: {step}", False
        done()
        say(words, wrong)

    screen.run_worker(undo(), group="bringing", exclusive=True)
