"""What an import would do, shown before anything is stored."""

from enum import Enum
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from refine_tui.domain.backlog_item import MergeResult
from refine_tui.importers.report import ImportReport
from refine_tui.ui.dialogs.question_dialog import QuestionDialog
from refine_tui.ui.widgets.choices import Choices
from refine_tui.ui.widgets.import_words import preview_rows
from refine_tui.ui.widgets.row_list import RowList


class PreviewChoice(Enum):
    """What is to become of an import that is shown."""

    TAKE = "take them in"
    COLUMNS = "other columns"
    BACK = "back to the text"


class PreviewDialog(QuestionDialog[PreviewChoice]):
    """Answers whether the import is to be taken in, or read otherwise."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll(1)", "Down", tooltip="Further down.", show=False),
        Binding("up,k", "scroll(-1)", "Up", tooltip="Further up.", show=False),
        Binding("pagedown", "scroll(8)", "Page down", tooltip="A page further down.", show=False),
        Binding("pageup", "scroll(-8)", "Page up", tooltip="A page further up.", show=False),
        Binding("enter", "answer(1)", "Take", tooltip="Take the first choice.", show=False),
    ]

    def __init__(self, report: ImportReport, merged: MergeResult, *, name: str) -> None:
        takes = (PreviewChoice.TAKE,) if merged.touched or merged.actions else ()
        asks = (PreviewChoice.COLUMNS,) if report.columns else ()
        self._choices = (*takes, *asks, PreviewChoice.BACK)
        digits = f"1–{len(self._choices)}" if len(self._choices) > 1 else "1"
        enter = self._choices[0].value
        keys = ((digits, "choose"), ("enter", enter), ("↑ ↓", "scroll"), ("esc", "back, keeps the text"))
        super().__init__(f"Bring in {name}? Nothing is stored yet.", keys)
        self._report = report
        self._merged = merged

    def compose_question(self) -> ComposeResult:
        yield RowList(id="content")
        yield Static(
            Choices(choices=tuple(choice.value for choice in self._choices), key_colour=self.palette.accent),
            id="choices",
        )

    def on_mount(self) -> None:
        self.query_one(RowList).show(preview_rows(self._report, self._merged, self.palette))

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character in "123456789":
            event.stop()
            self.action_answer(int(event.character))

    def action_answer(self, digit: int) -> None:
        if digit <= len(self._choices):
            self.dismiss(self._choices[digit - 1])

    def action_scroll(self, lines: int) -> None:
        self.query_one(RowList).scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        self.dismiss(PreviewChoice.BACK)
