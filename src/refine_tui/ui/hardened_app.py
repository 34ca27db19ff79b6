"""An app that ends sanely whatever happens: told to end, without its terminal, or by a failure of its own."""

from collections.abc import Sequence
from pathlib import Path

from textual import events
from textual.app import App
from textual.filter import LineFilter
from textual.widgets import Input

from refine_tui.domain.plain_text import clean_line, clean_text
from refine_tui.ui.launch import Ending
from refine_tui.ui.leaving import CRASHED, terminal_is_gone, watch_signals, write_crash_report
from refine_tui.ui.text import PlainTextFilter

TERMINAL_WATCH = 5.0
"""Seconds between two looks whether the terminal is still there."""


class HardenedApp(App[None]):
    """Cleans what comes in by paste and what goes out to the terminal, and leaves in order."""

    def __init__(self, *, crash_folder: Path) -> None:
        super().__init__()
        self._crash_folder = crash_folder
        self.ending = Ending()
        """How the app ended."""

    def let_go(self, *, paused: bool) -> None:
        """Let go of what is open; whoever holds something overrides this. It must not raise a RefineError."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), PlainTextFilter()]

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Paste):
            event.text = clean_line(event.text) if isinstance(self.focused, Input) else clean_text(event.text)
        await super().on_event(event)

    def watch_for_the_end(self) -> None:
        """Listen to signals and look after the terminal; call it once the app is mounted."""
        if not self.is_headless:
            watch_signals(self.told_to_leave)
            self.set_interval(TERMINAL_WATCH, self._look_after_terminal)

    def told_to_leave(self, status: int) -> None:
        """Leave with *status*, as after a kill: the meeting goes on, so its clock does."""
        self.let_go(paused=False)
        self.ending = Ending(status=status, message="Told to end. Everything recorded is saved: refine resume")
        self.exit(return_code=status)

    def _look_after_terminal(self) -> None:
        if terminal_is_gone():
            self.told_to_leave(128 + 1)

    def _handle_exception(self, error: Exception) -> None:
        """End with one plain sentence: no traceback, and nobody's text, on a screen that is shared.

        Private to Textual, and the only place where every failure passes.
        """
        if self.is_headless:  # a test wants to see it
            super()._handle_exception(error)
            return
        self.let_go(paused=False)
        report = write_crash_report(error, self._crash_folder)
        where = f" Where it happened is noted in {report}." if report else ""
        self.ending = Ending(
            status=CRASHED,
            message=f"refine failed ({type(error).__name__}). Everything recorded is saved: refine resume.{where}",
        )
        self.exit(return_code=CRASHED)
