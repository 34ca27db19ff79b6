"""Several lines at once: a backlog pasted from a chat, a mail, a sheet."""

from collections.abc import Callable
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widgets import Static, TextArea

from refine_tui.ui.dialogs.question_dialog import QuestionDialog
from refine_tui.ui.questions import Line
from refine_tui.ui.widgets.question_bar import KEEP_AFTER


class PasteDialog(QuestionDialog[Line]):
    """Asks for lines. Whatever way it is left, the text comes back."""

    takes_text = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "preview", "Preview", tooltip="Show what will be imported.", priority=True)
    ]

    def __init__(
        self,
        *,
        initial: str = "",
        error: str = "",
        read: Callable[[str], str] | None = None,
        keep: Callable[[str], str] | None = None,
    ) -> None:
        title = "Import items: paste or type them, one per line, or drop a file here"
        super().__init__(title, (("ctrl+s", "preview"), ("esc", "cancel (text is kept)")))
        self._initial = initial
        self._error = error
        self._read = read
        self._keep = keep
        self._timer: Timer | None = None

    def compose_question(self) -> ComposeResult:
        area = TextArea(self._initial, tab_behavior="indent", show_line_numbers=False, id="lines")
        area.cursor_blink = False
        yield area
        yield Static("", markup=False, id="reading")

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)
        self._show_reading(self._initial)

    def insert(self, text: str) -> None:
        self.query_one(TextArea).insert(text)

    @on(TextArea.Changed)
    def typed(self, event: TextArea.Changed) -> None:
        """Show what the lines hold now."""
        if event.text_area.text != self._initial:
            self._error = ""
            if self._keep is not None and self._timer is None:
                self._timer = self.set_timer(KEEP_AFTER, self.keep_text)
        self._show_reading(event.text_area.text)

    def keep_text(self) -> None:
        self._timer = None
        if self._keep is not None and (problem := self._keep(self.query_one(TextArea).text)):
            self._error = problem
            self._show_reading(self.query_one(TextArea).text)

    def action_preview(self) -> None:
        self.dismiss(Line(text=self.query_one(TextArea).text, entered=True))

    def action_leave(self) -> None:
        self.dismiss(Line(text=self.query_one(TextArea).text, entered=False))

    def refresh_reading(self) -> None:
        """Show what the lines hold, after something that they are compared with has changed.

        A dialog that is not drawn yet, or was left meanwhile, shows nothing.
        """
        if self.is_mounted and self.is_attached and self in self.app.screen_stack:
            self._show_reading(self.query_one(TextArea).text)

    def _show_reading(self, text: str) -> None:
        reading = self._read(text) if self._read is not None and text.strip() else ""
        words = Text(overflow="fold")
        if self._error:
            words.append(f"! {self._error}", style=self.palette.gap)
        elif reading:
            words.append(f"→ {reading}", style=self.palette.person)
        else:
            words.append(
                "KEY title · a chat · a sheet · the text of an export · the path of a file", style=self.palette.muted
            )
        self.query_one("#reading", Static).update(words)
