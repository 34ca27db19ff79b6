"""The field in which one line is typed: it wraps and grows to three rows, and enter submits it."""

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widgets import TextArea

HIGHEST = 3
"""The rows to which the field grows."""
_JOINERS = {"zero_width_non_joiner": "\u200c", "zero_width_joiner": "\u200d"}
"""Zero-width characters that are part of words in some scripts, by their key; Textual calls them not printable."""


class LineArea(TextArea):
    """A text area for one line. Pasted line ends stay, so that a list can be taken apart."""

    DEFAULT_CSS = """
    LineArea, LineArea:focus { width: 1fr; height: 1; border: none; padding: 0; background: $panel;
                               scrollbar-size: 0 0; }
    """

    @dataclass
    class Submitted(Message):
        """Enter was pressed."""

        text: str

    @dataclass
    class CompletionRequested(Message):
        """Tab was pressed."""

    def __init__(self) -> None:
        super().__init__(highlight_cursor_line=False, max_checkpoints=200, id="line")
        self.cursor_blink = False

    def begin(self, original: str, text: str) -> None:
        """Hold *text*; undo goes back to *original*."""
        self.load_text(original)
        self.move_cursor(self.document.end)
        if text != original:
            self.replace_all(text)

    def replace_all(self, text: str) -> None:
        """Replace the whole text, as an edit that can be undone."""
        self.history.checkpoint()
        self.replace(text, self.document.start, self.document.end)
        self.history.checkpoint()
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            self._consume(event)
            self.post_message(self.Submitted(self.text))
        elif event.key == "tab":
            self._consume(event)
            self.post_message(self.CompletionRequested())
        elif event.key in _JOINERS:
            self._consume(event)
            self.insert(_JOINERS[event.key])
        else:
            await super()._on_key(event)

    @staticmethod
    def _consume(event: events.Key) -> None:
        event.stop()
        event.prevent_default()

    def fit_height(self) -> None:
        """Take as many rows as the text needs, at most three."""
        rows = min(HIGHEST, max(1, self.wrapped_document.height))
        if self.styles.height is None or self.styles.height.value != rows:
            self.styles.height = rows
