"""Ways to leave that nobody asked for: signals, a terminal that went away, a failure of the program itself."""

import asyncio
import contextlib
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

try:
    import termios
except ImportError:  # Windows has none
    termios = None  # type: ignore[assignment]

HUNG_UP = 128 + 1
"""The exit status when the terminal went away, as after SIGHUP."""
LOOK = 1.0
"""Seconds between two looks whether the terminal is still there."""
PATIENCE = 1.0
"""Seconds for an orderly end once it is gone."""
CRASHED = 70
"""The exit status after a failure of the program itself (EX_SOFTWARE)."""
SIGNALS = ("SIGHUP", "SIGTERM", "SIGINT")


def watch_signals(leave: Callable[[int], None]) -> None:
    """Have *leave* called with 128 plus the signal's number when the process is told to end.

    Where the platform has no handlers on its event loop, its defaults stay.
    """
    loop = asyncio.get_running_loop()
    for name in SIGNALS:
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, leave, 128 + number)
        except (NotImplementedError, RuntimeError, ValueError):
            return


def terminal_is_gone() -> bool:
    """Return whether the terminal that the keys come from is not there any more."""
    if termios is None:
        return False
    try:
        termios.tcgetattr(sys.__stdin__ if sys.__stdin__ is not None else 0)
    except (termios.error, OSError, ValueError):
        return True
    return False


def watch_terminal(leave: Callable[[int], None]) -> None:
    """Have *leave* called with 129 when the terminal goes away, also where SIGHUP is ignored.

    A thread of its own looks: with its terminal gone, Textual's writer dies, and the event loop may be waiting for it.
    What is not gone a moment after *leave* was called is ended at once: every step is on disk already.
    """
    loop = asyncio.get_running_loop()

    def look() -> None:
        while not terminal_is_gone():
            time.sleep(LOOK)
        with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(leave, HUNG_UP)
        time.sleep(PATIENCE)
        os._exit(HUNG_UP)

    threading.Thread(target=look, name="terminal watch", daemon=True).start()


def end_if_terminal_is_gone(status: int) -> None:
    """End the process now if there is no terminal left to give back: Textual would wait for it for ever."""
    if terminal_is_gone():
        os._exit(status)


def write_crash_report(error: BaseException, folder: Path) -> Path | None:
    """Write where the program failed, without any value of anybody's text; return the file, or None.

    Only the owner can read it. The lines of code are named, never what the variables held.
    """
    path = folder / "crash.log"
    lines = [
        f"{frame.filename}:{frame.lineno} in {frame.name}\n" for frame in traceback.extract_tb(error.__traceback__)
    ]
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.writelines([*lines, f"{type(error).__name__}\n"])
    except OSError:
        return None
    return path
