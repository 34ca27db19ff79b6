"""Reads what is to be imported, and compares it with the team's backlog."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from refine_tui.application.application import Application
from refine_tui.application.importing import ImportPreview
from refine_tui.domain.backlog_item import MergeResult
from refine_tui.domain.errors import RefineError
from refine_tui.domain.plain_text import counted, shortened
from refine_tui.importers.errors import UnclearColumnsError
from refine_tui.importers.item_file import dropped_file, read_content
from refine_tui.importers.report import ImportReport
from refine_tui.ui.widgets.import_words import preview_words

PASTED = "the pasted text"
"""The name of a paste in sentences and in the steps of undo."""

_SHORT = 20_000
"""Characters up to which a paste is read at every key, and at once."""
_LONGEST_FIRST = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSource:
    """What is imported, and the columns that a person chose for it."""

    content: Path | str
    """A file, or the text itself."""
    mapping: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The heading by the field."""

    @property
    def name(self) -> str:
        """Its name in sentences and in the step of undo."""
        return self.content.name if isinstance(self.content, Path) else PASTED

    @property
    def is_long(self) -> bool:
        """Whether reading it may take so long that keys have to be answered meanwhile."""
        return isinstance(self.content, Path) or len(self.content) > _SHORT

    def has_headings_of(self, other: "ImportSource") -> bool:
        """Return whether it is the same file, or a text with the same first line: the columns hold for both."""
        if isinstance(self.content, Path) or isinstance(other.content, Path):
            return self.content == other.content
        return self.content.lstrip().partition("\n")[0] == other.content.lstrip().partition("\n")[0]


class ImportReader:
    """Reads texts and files for one team. The backlog is read once for each time that the text is asked for."""

    def __init__(self, application: Application, team: str) -> None:
        self._backlogs = application.backlogs
        self._team = team
        self._backlog: ImportPreview | None = None
        """None: the backlog has not been read yet."""

    def read_backlog(self) -> None:
        """Read the backlog anew; safe in a thread.

        Raises:
            RefineError: it cannot be read.
        """
        self._backlog = self._backlogs.preview(self._team)

    def read(self, source: ImportSource) -> ImportReport:
        """Read a text or a file; safe in a thread.

        Raises:
            UnclearColumnsError: a person has to say which column is the title.
            RefineError: nothing can be read from it.
        """
        from refine_tui.importers.mapped_reading import read_mapped  # noqa: PLC0415 - when it is needed

        content = read_content(str(source.content)) if isinstance(source.content, Path) else source.content
        return read_mapped(content, name=source.name, mapping=source.mapping, saved=self._backlogs.saved_columns)

    def read_and_merge(self, source: ImportSource) -> tuple[ImportReport, MergeResult]:
        """Read a text or a file, and return what importing it would do, too; errors as `read`."""
        report = self.read(source)
        if self._backlog is None:
            self.read_backlog()
        if self._backlog is None:
            raise RefineError("The backlog could not be read.")
        return report, self._backlog.merge(report.item_import())

    def reading_words(self, text: str) -> str:
        """Return what a text that is being typed holds, in one line."""
        if path := dropped_file(text):
            return f"the file {path.name} · ctrl+s reads it"
        if len(text) > _SHORT:
            return f"{len(text):,} characters · ctrl+s reads them"
        try:
            report = self.read(ImportSource(content=text))
        except UnclearColumnsError:
            return "a table · ctrl+s asks which column is the title"
        except RefineError as error:
            return error.message
        first = next(iter(report.items), None)
        named = shortened(f" · first: {f'{first.key} {first.title}'.strip()}", _LONGEST_FIRST) if first else ""
        if self._backlog is None:
            return counted(len(report.items), "item") + named
        return preview_words(self._backlog.merge(report.item_import()), len(report.skipped)) + named
