"""An app that ends in order whatever happens to it, and in which no key acts where it was not meant."""

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import RenderableType
from textual import constants, events
from textual._compositor import ChopsUpdate
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen
from textual.worker import WorkerFailed

from refine_tui.ui.app_options import Ending
from refine_tui.ui.key_queue import KeyApp, KeyQueue
from refine_tui.ui.partial_update import PartialUpdate
from refine_tui.ui.shutdown import (
    CRASHED,
    end_if_terminal_is_gone,
    watch_signals,
    watch_terminal,
    write_crash_report,
)
from refine_tui.ui.terminal_input import InputFailed, KeysRead
from refine_tui.ui.text import PlainTextFilter

NOT_TEXT = "A key that is no text was ignored"


class HardenedApp(KeyApp):
    """Cleans what comes in by paste and what goes out to the terminal, and leaves in order.

    Screens with a line for messages have a method ``say(words, wrong)``. A screen that opens a line for text by other
    keys than those in `LINE_KEYS` has a method ``opens_line(key)``.
    """

    def __init__(self, *, crash_folder: Path) -> None:
        super().__init__()
        self._crash_folder = crash_folder
        self._plain_text = PlainTextFilter()
        self.keys = KeyQueue(self, super().on_event)
        """The keys that wait for their turn."""
        self._watches = False
        self.ending = Ending()
        """How the app ended."""

    def let_go(self, *, paused: bool) -> None:
        """Let go of what is open; whoever holds something overrides this. It must not raise a RefineError."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), self._plain_text]  # one and the same: Textual caches by it

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Send only the cells that changed. Private to Textual, and the only place where every update passes."""
        if isinstance(renderable, ChopsUpdate):
            renderable = PartialUpdate.of(renderable)
        super()._display(screen, renderable)

    def get_driver_class(self) -> type[Driver]:
        if constants.DRIVER is not None or sys.platform == "win32":
            return super().get_driver_class()
        from refine_tui.ui.terminal_driver import TerminalDriver  # noqa: PLC0415 - Windows cannot import it

        return TerminalDriver

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self.keys.put(event)
            return
        await super().on_event(event)

    async def on_keys_read(self, message: KeysRead) -> None:
        """Queue the keys of one read from the terminal."""
        await self.keys.put_burst(message.keys)

    def on_unreadable_input(self) -> None:
        self.say_quietly(NOT_TEXT)

    def on_input_failed(self, message: InputFailed) -> None:
        if isinstance(message.error, Exception):
            self._handle_exception(message.error)

    def on_screen_damaged(self) -> None:
        self.screen.refresh()

    def watch_for_the_end(self) -> None:
        """Listen to signals and check the terminal from now on; further calls do nothing."""
        if not self.is_headless and not self._watches:
            self._watches = True
            watch_signals(self.told_to_leave)
            watch_terminal(self.told_to_leave)

    def told_to_leave(self, status: int) -> None:
        """Leave with *status*, as after a kill: the meeting goes on, so its clock does."""
        self.let_go(paused=False)
        end_if_terminal_is_gone(status)
        self.ending = Ending(status=status, message="Told to end. Everything recorded is saved: refine resume")
        self.exit(return_code=status)

    def _handle_exception(self, error: Exception) -> None:
        """End with one plain sentence: no traceback, and nobody's text, on a screen that is shared.

        Private to Textual, and the only place where every failure passes.
        """
        if isinstance(error, WorkerFailed) and isinstance(error.error, Exception):
            error = error.error
        if self.is_headless:  # a test wants to see it
            super()._handle_exception(error)
            return
        self.let_go(paused=False)
        end_if_terminal_is_gone(CRASHED)
        report = write_crash_report(error, self._crash_folder)
        where = f" Where it happened is noted in {report}." if report else ""
        self.ending = Ending(
            status=CRASHED,
            message=f"refine failed ({type(error).__name__}). Everything recorded is saved: refine resume.{where}",
        )
        self.exit(return_code=CRASHED)
