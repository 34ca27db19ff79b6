"""All keys of a screen, with what they do."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from refine_tui.ui.dialogs.question_dialog import QuestionDialog
from refine_tui.ui.widgets.columns import columns, plain
from refine_tui.ui.widgets.row_list import Row, RowList
from refine_tui.ui.widgets.styled import styled


class KeysDialog(QuestionDialog[None]):
    """Shows the keys until esc or ``?`` is pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,enter,q", "leave", "Back", show=False),
        Binding("down,j", "scroll(3)", "Down", show=False),
        Binding("up,k", "scroll(-3)", "Up", show=False),
        Binding("pagedown,space", "scroll(12)", "Page down", show=False),
        Binding("pageup", "scroll(-12)", "Page up", show=False),
    ]

    def __init__(self, lines: Sequence[tuple[str, str]]) -> None:
        super().__init__("Keys", (("↑ ↓", "scroll"), ("ctrl+p", "palette"), ("esc", "back")))
        self._lines = tuple(lines)
        self.add_class("tall")

    def compose_question(self) -> ComposeResult:
        yield RowList(id="content")

    def on_mount(self) -> None:
        palette, style = self.palette, f"bold {self.palette.accent}"
        self.query_one(RowList).show(
            [
                Row(content=columns("", styled(keys, style), plain(words), width=16, palette=palette))
                for keys, words in self._lines
            ]
        )

    def action_scroll(self, by: int) -> None:
        self.query_one(RowList).scroll_relative(y=by, animate=False)
