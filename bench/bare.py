"""The least that a Textual app can be: one label and, with ``--input``, one line to type into."""

import sys

from textual.app import App, ComposeResult
from textual.widgets import Input, Static

LABEL = "A bare Textual app"


class BareApp(App[None]):
    """What everything else is measured against."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """Yield the label, and the line if it is asked for."""
        yield Static(LABEL, markup=False)
        if "--input" in sys.argv:
            line = Input()
            line.cursor_blink = False  # else a blink could pass for an answer to a key
            yield line


if __name__ == "__main__":
    BareApp().run()
