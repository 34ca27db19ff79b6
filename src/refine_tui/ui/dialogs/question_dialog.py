"""What all dialogs share: a box at the bottom, so that the screen above stays in sight."""

from typing import ClassVar, Generic, TypeVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from refine_tui.ui.theme import Palette, palette_of

Result = TypeVar("Result")


class QuestionDialog(ModalScreen[Result], Generic[Result]):
    """A typed question: plain values in, `dismiss` with the answer. It knows no store and no app."""

    CSS_PATH = "question.tcss"
    AUTO_FOCUS = ""
    takes_text = False
    """Whether the dialog has a field; in one without, letters are keys."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", tooltip="Back without an answer; what was typed is kept.", priority=True)
    ]

    def __init__(self, title: str, keys: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._title = title
        self._keys = keys

    @property
    def palette(self) -> Palette:
        """The colours of the theme."""
        return palette_of(self.app)

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(Text(self._title, overflow="fold"), id="title")
            yield from self.compose_question()
            yield Static(self._key_text(), id="keys")

    def compose_question(self) -> ComposeResult:
        """Yield what stands between the title and the keys."""
        raise NotImplementedError

    def insert(self, text: str) -> None:
        """Take text that was typed or pasted before the field had the focus; dialogs with a field override this."""

    def keep_text(self) -> None:
        """Have the text that is being typed kept, now; dialogs with a field override this."""

    def on_key(self, event: events.Key) -> None:
        if self.takes_text and event.is_printable and event.character:  # a field that has the focus keeps it to itself
            event.stop()
            self.insert(event.character)

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        if self.focused is None:  # a field that has the focus has taken it already
            self.insert(event.text)

    def _key_text(self) -> Text:
        text = Text(no_wrap=True, overflow="ellipsis")
        for index, (key, label) in enumerate(self._keys):
            text.append("  " if index else "").append(key, style=f"bold {self.palette.accent}")
            text.append(f" {label}", style=self.palette.text)
        return text

    def action_leave(self) -> None:
        self.dismiss(None)
