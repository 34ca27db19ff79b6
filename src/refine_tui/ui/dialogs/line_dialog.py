"""One line of text, with its live reading under it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widgets import Input, Static

from refine_tui.ui.dialogs.question_dialog import QuestionDialog

KEEP_AFTER = 1.0
"""Seconds after which what was typed is kept: after a kill no more than these are missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What was typed, and whether it was entered or left."""

    text: str
    entered: bool


class LineDialog(QuestionDialog[Line]):
    """Asks for one line. Whatever way it is left, the text comes back."""

    takes_text = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "Complete", tooltip="Complete the @name at the end.", show=False),
        Binding("ctrl+z", "restore", "As it was", tooltip="Throw the draft away.", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        *,
        initial: str = "",
        original: str | None = None,
        hint: str = "",
        error: str = "",
        read: Callable[[str], str] | None = None,
        complete: Callable[[str], str | None] | None = None,
        keep: Callable[[str], str] | None = None,
    ) -> None:
        keys = [("enter", "save"), ("esc", "back, keeps the text")]
        keys += [("tab", "name")] if complete else []
        keys += [("ctrl+z", "as it was")] if original is not None and original != initial else []
        super().__init__(title, tuple(keys))
        self._original = initial if original is None else original
        self._initial = initial
        self._hint = hint
        self._error = error
        self._read = read
        self._complete = complete
        self._keep = keep
        self._timer: Timer | None = None

    def compose_question(self) -> ComposeResult:
        line = Input(self._initial, select_on_focus=False, id="line")
        line.cursor_blink = False
        yield line
        yield Static("", markup=False, id="reading")

    def on_mount(self) -> None:
        self.query_one(Input).focus()
        self._show_reading(self._initial)

    def insert(self, text: str) -> None:
        self.query_one(Input).insert_text_at_cursor(text)

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Show how the line is understood now."""
        if event.value != self._initial:
            self._error = ""
            if self._keep is not None and self._timer is None:
                self._timer = self.set_timer(KEEP_AFTER, self.keep_text)
        self._show_reading(event.value)

    def keep_text(self) -> None:
        self._timer = None
        if self._keep is None:
            return
        text = self.query_one(Input).value
        if problem := self._keep("" if text == self._original else text):
            self._error = problem
            self._show_reading(text)

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        """Answer with the line."""
        self.dismiss(Line(text=event.value, entered=True))

    def action_leave(self) -> None:
        self.dismiss(Line(text=self.query_one(Input).value, entered=False))

    def action_complete(self) -> None:
        line = self.query_one(Input)
        if self._complete is not None and (completed := self._complete(line.value)):
            line.value = completed + " "
            line.cursor_position = len(line.value)

    def action_restore(self) -> None:
        line = self.query_one(Input)
        line.value = self._original
        line.cursor_position = len(line.value)

    def _show_reading(self, text: str) -> None:
        reading = self._read(text) if self._read is not None and text.strip() else ""
        words = Text(overflow="fold")
        if self._error:
            words.append(f"! {self._error}", style=self.palette.gap)
        elif reading:
            words.append(f"→ {reading}", style=self.palette.person)
        else:
            words.append(self._hint, style=self.palette.muted)
        shown = self.query_one("#reading", Static)
        lines = len(words.wrap(self.app.console, max(1, shown.size.width)))
        shown.update(words, layout=lines != max(1, shown.size.height))
