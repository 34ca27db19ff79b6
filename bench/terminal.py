"""A program on a pseudo-terminal, seen from outside: which bytes came when. Nothing is emulated meanwhile."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Self

COLUMNS, ROWS = 120, 40
PATIENCE = 60.0
"""Seconds after which what is waited for will not come any more."""

_CONTROL = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[ -/]*[0-~])")
_TEXT = re.compile(rb"[A-Za-z]{2}")
_ALTERNATE_SCREEN = b"\x1b[?1049h"
_TICKS = os.sysconf("SC_CLK_TCK")


class Terminal:
    """A running program with everything that it wrote and when."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.started = perf_counter()
        """When the program was about to be started."""
        self.process, self._descriptor = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execve(command[0], list(command), dict(environment))  # noqa: S606 - no shell is wanted
        self.raw = bytearray()
        """All bytes so far."""
        self.last = self.started
        """When the latest of them came."""
        self._ended = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def read(self, seconds: float) -> bool:
        """Take what comes within *seconds*; return whether anything came."""
        ready, _, _ = select.select([self._descriptor], [], [], seconds)
        if not ready:
            return False
        try:
            chunk = os.read(self._descriptor, 1 << 16)
        except OSError:  # how Linux says that nobody has the other end
            chunk = b""
        now = perf_counter()
        if not chunk:
            self._ended = True
            return False
        self.raw += chunk
        self.last = now
        return True

    def press(self, keys: bytes) -> float:
        """Press keys and return when."""
        pressed = perf_counter()
        os.write(self._descriptor, keys)
        return pressed

    def wait(self, met: Callable[[], bool], wanted: str) -> float:
        """Wait until *met*, asked anew with each chunk; return when the chunk came that did it.

        Raises:
            RuntimeError: it does not happen.
        """
        end = perf_counter() + PATIENCE
        while not met():
            if self._ended or (not self.read(1.0) and perf_counter() > end):
                raise RuntimeError(f"{wanted} did not come up; the last bytes were {bytes(self.raw[-2000:])!r}")
        return self.last

    def wait_for(self, marker: bytes, *, since: int = 0) -> float:
        """Wait for bytes behind the place *since*; return when they were complete."""
        return self.wait(lambda: self.raw.find(marker, since) >= 0, repr(marker))

    def wait_for_text(self) -> float:
        """Wait for the first frame with text in it on the alternate screen; return when it came."""
        return self.wait(self._has_text, "a frame with text")

    def settle(self, quiet: float = 0.1) -> None:
        """Read on until nothing has come for *quiet* seconds."""
        while self.read(quiet):
            pass

    def watch(self, seconds: float) -> int:
        """Read on for so long, and return how many bytes came."""
        before, end = len(self.raw), perf_counter() + seconds
        while (left := end - perf_counter()) > 0 and not self._ended:
            self.read(left)
        return len(self.raw) - before

    def memory(self) -> int:
        """Return what the program and its children hold in memory, in bytes; shared pages count in part (PSS)."""
        return sum(_memory(process) for process in _tree(self.process))

    def processor_time(self) -> float:
        """Return the seconds that the program has kept a processor busy."""
        fields = Path(f"/proc/{self.process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.process, number)

    def leave(self) -> None:
        """Leave with ctrl+q and wait for the end."""
        self.press(b"\x11")
        with suppress(RuntimeError):
            self.wait(lambda: self._ended, "the end")

    def close(self) -> None:
        """End the program if it still runs, and take the terminal away."""
        if self.process:
            with suppress(ProcessLookupError):
                os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
            os.close(self._descriptor)
            self.process = 0

    def _has_text(self) -> bool:
        start = self.raw.find(_ALTERNATE_SCREEN)
        return start >= 0 and _TEXT.search(_CONTROL.sub(b"", bytes(self.raw[start:]))) is not None


def _tree(process: int) -> list[int]:
    found = [process]
    for task in Path(f"/proc/{process}/task").iterdir():
        for child in (task / "children").read_text(encoding="ascii").split():
            found += _tree(int(child))
    return found


def _memory(process: int) -> int:
    folder = Path(f"/proc/{process}")
    try:
        for line in (folder / "smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return int((folder / "statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
