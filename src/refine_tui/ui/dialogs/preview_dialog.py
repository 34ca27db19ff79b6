"""What an import will do, shown before anything is stored."""

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from refine_tui.domain.backlog_item import MergeResult
from refine_tui.domain.item_import import ImportEntry
from refine_tui.importers.report import ImportReport
from refine_tui.ui.dialogs.question_dialog import QuestionDialog
from refine_tui.ui.widgets.choices import Choices
from refine_tui.ui.widgets.import_words import preview_rows
from refine_tui.ui.widgets.row_list import RowList, choosable, moved

_ALL = 1_000_000
"""More rows than any list has."""
_PAGE = 8
"""The rows by which a page moves the mark."""


class PreviewChoice(Enum):
    """What to do with the import that is shown; the value is the label of the choice."""

    IMPORT = "import"
    COLUMNS = "other columns"
    EDIT = "edit text"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewAnswer:
    """The choice, and what is left out of the import."""

    choice: PreviewChoice
    excluded: frozenset[ImportEntry]


class PreviewDialog(QuestionDialog[PreviewAnswer]):
    """Answers whether to import what is shown, and without which items, or to read it otherwise."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Down", tooltip="The next row.", show=False),
        Binding("up,k", "move(-1)", "Up", tooltip="The previous row.", show=False),
        Binding("pagedown", f"move({_PAGE})", "Page down", tooltip="A page down.", show=False),
        Binding("pageup", f"move(-{_PAGE})", "Page up", tooltip="A page up.", show=False),
        Binding("home", f"move(-{_ALL})", "Top", tooltip="To the top.", show=False),
        Binding("end", f"move({_ALL})", "End", tooltip="To the end.", show=False),
        Binding("delete,backspace,space", "leave_out", "Leave out", tooltip="Leave the row out.", show=False),
        Binding("enter", "answer(1)", "Import", tooltip="The first choice.", show=False),
    ]

    def __init__(
        self, report: ImportReport, merged: MergeResult, *, name: str, excluded: frozenset[ImportEntry] = frozenset()
    ) -> None:
        """Make the dialog.

        Args:
            report: What was read.
            merged: What importing all of it would do.
            name: The name of the file, or of the paste.
            excluded: What is left out at first; entries that were not read are dropped.
        """
        imports = (PreviewChoice.IMPORT,) if merged.touched or merged.actions else ()
        asks = (PreviewChoice.COLUMNS,) if report.columns else ()
        self._choices = (*imports, *asks, PreviewChoice.EDIT)
        keys = [("enter", self._choices[0].value)]
        keys += [("↑ ↓", "choose a row"), ("del", "leave it out")] if imports else []
        super().__init__(f"Import {name}? Nothing is stored yet.", (*keys, ("esc", "edit text")))
        self._report = report
        self._merged = merged
        self._excluded = excluded
        self._marked: ImportEntry | None = None

    def compose_question(self) -> ComposeResult:
        yield RowList(id="content")
        choices = tuple(choice.value for choice in self._choices)
        yield Static(Choices(choices=choices, key_colour=self.palette.accent), id="choices")

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        rows = preview_rows(self._report, self._merged, self.palette, self._excluded)
        targets = choosable(rows)
        self._excluded &= frozenset(targets)
        self._marked = self._marked if self._marked in targets else next(iter(targets), None)
        self.query_one(RowList).show(rows, self._marked)

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character in "123456789":
            event.stop()
            self.action_answer(int(event.character))

    def action_answer(self, digit: int) -> None:
        if digit <= len(self._choices) and not (self._choices[digit - 1] is PreviewChoice.IMPORT and self._is_empty):
            self.dismiss(PreviewAnswer(choice=self._choices[digit - 1], excluded=self._excluded))

    @property
    def _is_empty(self) -> bool:
        """Whether everything that could be imported is left out."""
        rows = self.query_one(RowList).rows
        return self._excluded >= frozenset(choosable(rows)) and not self._merged.unchanged

    def action_move(self, by: int) -> None:
        rows = self.query_one(RowList)
        if choosable(rows.rows):
            self._marked = moved(rows.rows, self._marked, by)
            rows.mark(self._marked)
        else:
            rows.scroll_lines(by)

    def action_leave_out(self) -> None:
        if self._marked is not None:
            self._excluded ^= {self._marked}
            self._show()

    def action_leave(self) -> None:
        self.dismiss(PreviewAnswer(choice=PreviewChoice.EDIT, excluded=self._excluded))
