"""End the process in order on signals, when the terminal is gone, and after a crash."""

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
CHECK_INTERVAL = 1.0
"""Seconds between two checks whether the terminal still exists."""
GRACE_PERIOD = 1.0
"""Seconds that the app has to end by itself once the terminal is gone."""
CRASHED = 70
"""The exit status after an internal error (EX_SOFTWARE)."""
SIGNALS = ("SIGHUP", "SIGTERM", "SIGINT", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGXCPU")
"""The signals whose default is to end the process, which would leave the terminal as the app uses it."""


def watch_signals(leave: Callable[[int], None]) -> None:
    """Call *leave* with 128 plus the signal's number when one of `SIGNALS` arrives.

    Platforms whose event loop has no signal handlers keep their defaults.
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
    """Return whether the terminal of standard input no longer exists."""
    if termios is None:
        return False
    try:
        termios.tcgetattr(sys.__stdin__ if sys.__stdin__ is not None else 0)
    except (termios.error, OSError, ValueError):
        return True
    return False


def watch_terminal(leave: Callable[[int], None]) -> None:
    """Call *leave* with 129 when the terminal is gone, also where SIGHUP is ignored.

    The check runs in a thread: without a terminal Textual's writer thread dies, and the event loop may wait for it.
    If the process still runs `GRACE_PERIOD` after the call, it is ended at once: every step is on disk already.
    """
    loop = asyncio.get_running_loop()

    def check() -> None:
        while not terminal_is_gone():
            time.sleep(CHECK_INTERVAL)
        with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(leave, HUNG_UP)
        time.sleep(GRACE_PERIOD)
        os._exit(HUNG_UP)

    threading.Thread(target=check, name="terminal watch", daemon=True).start()


def end_if_terminal_is_gone(status: int) -> None:
    """End the process now if the terminal is gone: Textual would wait for ever to restore it."""
    if terminal_is_gone():
        os._exit(status)


def write_crash_report(error: BaseException, folder: Path) -> Path | None:
    """Write the traceback of *error* to ``crash.log`` in *folder*; return the file, or None if it cannot be written.

    Only the owner can read the file. It has file names and line numbers, but no values of variables and no message,
    which could hold what people typed.
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
