"""The field in which one line is typed: it wraps and grows to three rows, and enter submits it."""

from dataclasses import dataclass

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Location, Selection

HIGHEST = 3
"""The rows to which the field grows."""
_JOINERS = {"zero_width_non_joiner": "\u200c", "zero_width_joiner": "\u200d"}
"""Zero-width characters that are part of words in some scripts, by their key; Textual calls them not printable."""
_DELETING = {"backspace", "delete", "ctrl+d", "ctrl+w", "ctrl+backspace", "alt+backspace"}
"""Keys that delete at the cursor, even where a draft is selected."""


class LineArea(TextArea):
    """A text area for one line. Pasted line ends stay, so that a list can be taken apart."""

    DEFAULT_CSS = """
    LineArea, LineArea:focus { width: 1fr; height: auto; border: none; padding: 0; background: $panel;
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
        self._measured = 0
        """The width at which the text was wrapped last, in cells."""
        self._is_fresh = False
        self._replaced_draft = False

    def begin(self, original: str, text: str, *, is_draft: bool = False) -> None:
        """Hold *text*; undo goes back to *original*.

        A draft is selected as a whole, so that what is typed replaces it.
        """
        self.load_text(original)
        self._measured = self.size.width
        self.move_cursor(self.document.end)
        if text != original:
            self.replace_all(text)
        self._is_fresh = is_draft and bool(text)
        self._replaced_draft = False
        if self._is_fresh:
            self.selection = self._whole

    @property
    def _whole(self) -> Selection:
        return Selection(self.document.start, self.document.end)

    @property
    def holds_fresh_draft(self) -> bool:
        """Whether the text is a draft, and no key was pressed since it came back."""
        return self._is_fresh and self.selection == self._whole

    def replace_all(self, text: str) -> None:
        """Replace the whole text, as an edit that can be undone."""
        self.history.checkpoint()
        self.replace(text, self.document.start, self.document.end)
        self.history.checkpoint()
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        self._leave_draft(event)
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

    def _leave_draft(self, event: events.Key) -> None:
        """Let the first key replace the draft that came back, or edit it at its end."""
        if self.holds_fresh_draft:
            if event.is_printable or event.key in _JOINERS:
                self.replace_all("")
                self._replaced_draft = True
            elif event.key in _DELETING:
                self.move_cursor(self.document.end)
        self._is_fresh = False

    def undo(self) -> None:
        """Undo the latest edits. A text that replaced a draft gives way to the draft, not to an empty field."""
        super().undo()
        if self._replaced_draft and not self.text:
            super().undo()
            self._replaced_draft = False
            self.move_cursor(self.document.end)

    @staticmethod
    def _consume(event: events.Key) -> None:
        event.stop()
        event.prevent_default()

    # The text is one line, however many rows it takes: home, end and the keys that delete mean all of it.

    def get_cursor_line_start_location(self, smart_home: bool = False) -> Location:
        del smart_home
        return self.document.start

    def get_cursor_line_end_location(self) -> Location:
        return self.document.end

    def action_delete_to_start_of_line(self) -> None:
        """Delete the whole text."""
        self.replace_all("")

    # The height is measured by the layout, which knows the width: the first frame has all rows.

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows that the text needs at *width* cells, at most three."""
        del container, viewport
        if width != self._measured:
            self._measured = width
            self.wrapped_document.wrap(max(0, width - 1), tab_width=self.indent_width)
        return min(HIGHEST, max(1, self.wrapped_document.height))
