"""A few options, each a digit; arrows and enter choose too."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from refine_tui.ui.dialogs.question_dialog import QuestionDialog
from refine_tui.ui.widgets.choices import Choices


class ChoiceDialog(QuestionDialog[int]):
    """Answers with the index of the chosen option, from 0; at most nine options."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up,k", "move(-1)", "Before", tooltip="The option before."),
        Binding("right,down,j", "move(1)", "After", tooltip="The option after."),
        Binding("enter", "choose", "Choose", tooltip="Take the marked option."),
    ]

    def __init__(self, title: str, options: tuple[str, ...], *, chosen: int = 0) -> None:
        digits = f"1–{len(options)}" if len(options) > 1 else "1"
        super().__init__(title, ((digits, "choose"), ("← → enter", "choose the marked one"), ("esc", "back")))
        self._options = options
        self._chosen = chosen

    def compose_question(self) -> ComposeResult:
        yield Static("", markup=False, id="content")

    def on_mount(self) -> None:
        self._paint()

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character in "123456789":
            event.stop()
            index = int(event.character) - 1
            if index < len(self._options):
                self.dismiss(index)

    def action_move(self, by: int) -> None:
        self._chosen = (self._chosen + by) % len(self._options)
        self._paint()

    def action_choose(self) -> None:
        self.dismiss(self._chosen)

    def _paint(self) -> None:
        choices = Choices(choices=self._options, key_colour=self.palette.accent, chosen=self._chosen)
        self.query_one("#content", Static).update(choices)
