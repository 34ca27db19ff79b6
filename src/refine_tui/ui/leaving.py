"""Ways to leave that nobody asked for: signals, a terminal that went away, a failure of the program itself."""

import asyncio
import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

try:
    import termios
except ImportError:  # Windows has none
    termios = None  # type: ignore[assignment]

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
