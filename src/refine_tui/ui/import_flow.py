"""Imports items from a paste, or from a file that is dropped here: ask, read, preview, commit."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol, TypeVar

from refine_tui.application.application import Application
from refine_tui.domain.backlog_item import MergeResult
from refine_tui.domain.errors import RefineError
from refine_tui.domain.item_import import ImportEntry, ItemImport
from refine_tui.domain.plain_text import shortened
from refine_tui.importers.errors import UnclearColumnsError
from refine_tui.importers.item_file import dropped_file
from refine_tui.importers.report import ImportReport
from refine_tui.importers.tables.column_mapping import mapping_line, parse_mapping_line
from refine_tui.ui.dialogs.paste_dialog import PasteDialog
from refine_tui.ui.dialogs.preview_dialog import PreviewChoice, PreviewDialog
from refine_tui.ui.flow_screen import FlowScreen
from refine_tui.ui.import_reader import ImportReader, ImportSource
from refine_tui.ui.progress import Progress
from refine_tui.ui.questions import ChoiceQuestion, LineQuestion, Option, Reading
from refine_tui.ui.widgets.import_words import imported_words
from refine_tui.ui.widgets.notice import NEXT

Value = TypeVar("Value")

IMPORT_DRAFT = "bring"
"""The name under which the text is stored among the drafts of a session."""

_MANY = 500
"""Items from which on they are stored in a thread."""
_MOST_COLUMNS = 9
"""As many columns as there are digits can be chosen from."""
_LONGEST_OPTION = 70


class TextDrafts(Protocol):
    """Texts that were typed and not recorded yet, by the names of their lines."""

    def text(self, name: str, otherwise: str) -> str:
        """Return the text of a line, or *otherwise* if there is none."""

    def keep(self, name: str, text: str) -> str:
        """Store the text of a line, or delete it where it is empty; return what went wrong, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportTarget:
    """Where items are imported to."""

    team: str
    store: Callable[[ItemImport], MergeResult]
    """Imports the items and returns the result."""
    in_thread: bool = False
    """Whether many items may be stored in a thread: nothing else writes meanwhile."""


def session_target(application: Application) -> ImportTarget:
    """Return the session that is open, and so its team's backlog, as the target."""
    return ImportTarget(team=application.live.session.team.name, store=application.live.import_items)


async def import_items_flow(
    screen: FlowScreen[Any], application: Application, target: ImportTarget, drafts: TextDrafts
) -> MergeResult | None:
    """Ask for items on *screen*, show what they would change, and import them.

    Args:
        screen: Where it is asked; its notice says what was done.
        application: The use cases.
        target: Where the items go.
        drafts: Where the text is kept until it is imported.

    Returns:
        What became of the items; None: nothing was imported.
    """
    flow = _ImportFlow(screen, ImportReader(application, target.team), target, drafts)
    error = ""
    while (source := await flow.ask(error)) is not None:
        try:
            error, result = "", await flow.read_preview_store(source)
        except RefineError as problem:  # the text is asked for again, with the reason
            error, result = problem.message, None
        if result is not None:
            return result
    return None


class _ImportFlow:
    """The steps of one import, with the source that was read last and the entries that are left out."""

    def __init__(self, screen: FlowScreen[Any], reader: ImportReader, target: ImportTarget, drafts: TextDrafts) -> None:
        self._screen = screen
        self._reader = reader
        self._target = target
        self._drafts = drafts
        self._source = ImportSource(content="")
        self._excluded: frozenset[ImportEntry] = frozenset()

    async def ask(self, error: str) -> ImportSource | None:
        """Ask for a text or a file; None: there is none. Columns that were chosen for the same headings are kept."""
        dialog = PasteDialog(
            initial=self._drafts.text(IMPORT_DRAFT, ""),
            error=error,
            read=self._reader.reading_words,
            keep=partial(self._drafts.keep, IMPORT_DRAFT),
        )
        self._screen.run_worker(self._read_backlog(dialog), group="backlog", exclusive=True)
        line = await self._screen.show_dialog(dialog)
        if line is None:
            return None
        problem = self._drafts.keep(IMPORT_DRAFT, line.text)
        if line.entered and line.text.strip():
            source = ImportSource(content=dropped_file(line.text) or line.text)
            return replace(source, mapping=self._source.mapping) if source.has_headings_of(self._source) else source
        if line.entered:
            self._screen.say("Nothing was pasted.")
        elif problem or line.text.strip():
            self._screen.say(problem or "The text is kept: the same key opens it again.", wrong=bool(problem))
        return None

    async def _read_backlog(self, dialog: PasteDialog) -> None:
        """Read the backlog in a thread, then show what the text would change in it."""
        try:
            await asyncio.to_thread(self._reader.read_backlog)
        except RefineError as error:
            self._screen.say(error.message, wrong=True)
        else:
            dialog.refresh_reading()

    async def read_preview_store(self, source: ImportSource) -> MergeResult | None:
        """Read, show and import; None: the text is to be edited.

        Raises:
            RefineError: it cannot be read or stored.
        """
        asked: ImportSource | None = source
        while asked is not None:
            source = self._source = asked
            try:
                report, merged = await self._run(
                    partial(self._reader.read_and_merge, source), f"Reading {source.name}", in_thread=source.is_long
                )
            except UnclearColumnsError as error:
                asked = await self._ask_title_column(source, error)
                continue
            except RefineError:
                self._source = ImportSource(content="")  # the chosen columns may be what cannot be read
                raise
            dialog = PreviewDialog(report, merged, name=source.name, excluded=self._excluded)
            answer = await self._screen.show_dialog(dialog)
            choice = PreviewChoice.EDIT if answer is None else answer.choice
            self._excluded = self._excluded if answer is None else answer.excluded
            if choice is PreviewChoice.IMPORT:
                return await self._store(source, report)
            asked = await self._ask_columns(source, report) if choice is PreviewChoice.COLUMNS else None
        return None

    async def _run(self, function: Callable[[], Value], words: str, *, in_thread: bool) -> Value:
        """Return the result of *function*; where it runs in a thread, the notice says so with *words*."""
        if not in_thread:
            return function()
        with Progress(self._screen, words):
            return await self._screen.in_thread(function)

    async def _ask_title_column(self, source: ImportSource, error: UnclearColumnsError) -> ImportSource | None:
        """Ask which column is the title, and return the source with it; None: the question was left.

        Raises:
            UnclearColumnsError: no column has any content.
        """
        columns = [column for column in error.columns if column.samples][:_MOST_COLUMNS]
        if not columns:
            raise error
        labels = [f"{column.heading}: {' · '.join(column.samples)}" for column in columns]
        options = tuple(
            Option(label=shortened(label, _LONGEST_OPTION), value=column.heading)
            for label, column in zip(labels, columns, strict=True)
        )
        heading = await self._screen.ask_choice(ChoiceQuestion(title="Which column is the title?", options=options))
        return None if heading is None else replace(source, mapping={**source.mapping, "title": heading})

    async def _ask_columns(self, source: ImportSource, report: ImportReport) -> ImportSource:
        """Ask for the columns of all fields, with the current ones as the line to edit; return what is read next."""

        def read(text: str) -> Reading:
            others = [column.heading for column in report.columns if f"={column.heading}" not in text]
            return Reading(words=f"not read: {', '.join(others)}" if others else "every column is read")

        question = LineQuestion(
            title="Which column holds what?",
            initial=mapping_line(report.columns),
            hint="title=Feature, estimate=Size   ·   a field that is left out has no column",
            read=read,
            keeps_draft=False,
            enter="apply",
        )
        text, error = None, ""
        while True:
            line = await self._screen.ask_line(question, text=text, error=error)
            if not line.entered:
                return source
            try:
                mapping = parse_mapping_line(line.text, report.columns, chosen=source.mapping)
                changed = replace(source, mapping=mapping)
                await self._run(partial(self._reader.read, changed), f"Reading {source.name}", in_thread=source.is_long)
            except RefineError as problem:
                text, error = line.text, problem.message
            else:
                return changed

    async def _store(self, source: ImportSource, report: ImportReport) -> MergeResult:
        request = report.item_import(name=source.name).without(self._excluded)
        in_thread = self._target.in_thread and len(request.items) > _MANY
        result = await self._run(
            partial(self._target.store, request), f"Storing {len(request.items):,} items", in_thread=in_thread
        )
        words = imported_words(result, len(report.skipped))
        if result.added or result.updated or result.actions:
            words += f"{NEXT}u undo"
        problem = self._drafts.keep(IMPORT_DRAFT, "")
        self._screen.say(problem or words, wrong=bool(problem))
        return result
