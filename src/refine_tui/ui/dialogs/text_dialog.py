"""A long text, whole."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from refine_tui.ui.dialogs.question_dialog import QuestionDialog
from refine_tui.ui.widgets.columns import plain
from refine_tui.ui.widgets.row_list import Row, RowList


class TextDialog(QuestionDialog[None]):
    """Shows a text until esc or enter is pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "leave", "Back", show=False),
        Binding("down,j", "scroll(3)", "Down", show=False),
        Binding("up,k", "scroll(-3)", "Up", show=False),
        Binding("pagedown,space", "scroll(12)", "Page down", show=False),
        Binding("pageup", "scroll(-12)", "Page up", show=False),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__(title, (("↑ ↓", "scroll"), ("esc", "back")))
        self._text = text
        self.add_class("tall")

    def compose_question(self) -> ComposeResult:
        yield RowList(id="content")

    def on_mount(self) -> None:
        rows: list[Row[str]] = [Row(content=plain(line, self.palette.text)) for line in self._text.splitlines()]
        self.query_one(RowList).show(rows)

    def action_scroll(self, by: int) -> None:
        self.query_one(RowList).scroll_lines(by)
