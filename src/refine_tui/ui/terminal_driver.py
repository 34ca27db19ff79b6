"""The terminal on Linux and macOS: Textual's driver with an input thread that no byte can end."""

import os
import selectors
import time
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Protocol

from textual.drivers.linux_driver import LinuxDriver

from refine_tui.ui.terminal_input import InputFailed, InputReader, ScreenDamaged

POLL_INTERVAL = 0.1
"""Seconds between two checks whether the app is ending."""
SAME_READ = 0.005
"""Seconds within which more bytes belong to the same read: a paste without marks may arrive in several pieces."""
LONGEST_READ = 0.02
"""Seconds after which a read ends, whatever follows: a mouse that moves never pauses."""
_PIECE = 4096


class DrivenApp(Protocol):
    """What the driver needs of its app."""

    def watch_for_the_end(self) -> None:
        """Listen to signals; the driver is about to change the modes of the terminal."""


class TerminalDriver(LinuxDriver):
    """Reads the keyboard with an `InputReader`."""

    def __init__(
        self, app: Any, *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        driven: DrivenApp = app
        driven.watch_for_the_end()

    def _sigcont_application(self, *_: object) -> None:
        """Start again after SIGTSTP; after SIGSTOP, which stopped nothing in the driver, only paint again.

        Textual would start a second pair of threads, of which one never ends.
        """
        if self._must_signal_resume:
            super()._sigcont_application()
        else:
            self.send_message(ScreenDamaged())

    def _run_input_thread(self) -> None:
        with ExitStack() as stack:
            stack.push(self._report_error)
            self.run_input_thread()

    def _report_error(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Send an error of the input thread to the app: Textual would print its traceback."""
        del kind, trace
        if error is not None:
            self.send_message(InputFailed(error))
        return True

    def run_input_thread(self) -> None:
        """Read the keyboard until the app ends."""
        reader = InputReader()
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                data = self._read(selector)
                for message in reader.feed(data) if data else reader.tick():
                    self.process_message(message)

    def _read(self, selector: selectors.BaseSelector) -> bytes:
        """Return what the terminal sends within `POLL_INTERVAL` seconds, with all that follows closely."""
        if not selector.select(POLL_INTERVAL):
            return b""
        data = self._piece()
        end = time.monotonic() + LONGEST_READ
        while data and time.monotonic() < end and selector.select(SAME_READ):
            data += self._piece()
        return data

    def _piece(self) -> bytes:
        """Return what can be read at once; nothing if the terminal is gone, and `watch_terminal` ends the process."""
        try:
            piece = os.read(self.fileno, _PIECE)
        except OSError:
            piece = b""
        if not piece:
            self.exit_event.wait(POLL_INTERVAL)
        return piece
