"""A program on a pseudo-terminal, and the screen that a person would see.

Whoever drives it never sleeps: they press keys and wait for what the keys bring up.
"""

import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Protocol, Self

import pyte

NO_BOUNCE = 0.3
"""Seconds between what a press brings up and the next press of that key, so that they count as two."""
PATIENCE = 30.0
"""How many seconds a screen may take, on a busy machine, to show what is waited for."""

_KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "space": " ",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "ctrl+c": "\x03",
    "ctrl+p": "\x10",
    "ctrl+q": "\x11",
    "ctrl+s": "\x13",
    "ctrl+u": "\x15",
    "ctrl+z": "\x1a",
}
_CONTROL_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[=>])|\x1b\]22;[a-z-]*\x07")
"""What draws; the last one is the shape of the mouse pointer."""
_TITLE = re.compile(rb"\x1b\][012];([^\x07\x1b]*)")
_MODES = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<=>][0-9;]*[@-~]")
_ALTERNATE_SCREEN = 1049
_CURSOR = 25
_MOUSE = (1000, 1002, 1003, 1006)


class ScreenError(AssertionError):
    """The screen does not show what it should; the message holds all of it."""


class Process(Protocol):
    """A program that was started: a `subprocess.Popen`, or what is handled as one."""

    returncode: int | None

    def poll(self) -> int | None:
        """Return the exit status, or None while it runs."""

    def send_signal(self, number: int, /) -> None:
        """Send a signal, unless it has ended."""

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end and return the exit status."""
        ...


def in_a_process(command: Sequence[str], environment: Mapping[str, str], other_end: int) -> Process:
    """Run a command with the terminal at *other_end* as its own."""
    return subprocess.Popen(
        list(command),
        env=dict(environment),
        stdin=other_end,
        stdout=other_end,
        stderr=other_end,
        preexec_fn=lambda: _take(other_end),  # noqa: PLW1509 - no thread of ours is running
    )


class Terminal:
    """A program that runs on a pseudo-terminal of its own."""

    def __init__(self, process: Process, descriptor: int, *, columns: int, rows: int) -> None:
        self._process = process
        self._descriptor = descriptor
        self._open = True
        self._last = ("", 0.0)
        self._wrote_at = 0.0
        self._flags_before = _flags(descriptor)
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._pending = b""
        self._lines: list[str] | None = None
        self.raw = bytearray()
        """Every byte that the program wrote."""

    @classmethod
    def start(
        cls,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        columns: int = 100,
        rows: int = 30,
        launch: Callable[[Sequence[str], Mapping[str, str], int], Process] = in_a_process,
    ) -> Self:
        """Run *command* on a new terminal of the given size; it is the terminal's foreground process."""
        descriptor, other_end = pty.openpty()
        fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        try:
            process = launch(command, environment, other_end)
        except OSError:
            os.close(descriptor)
            raise
        finally:
            os.close(other_end)
        return cls(process, descriptor, columns=columns, rows=rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def lines(self) -> list[str]:
        """The rows of the screen, without the blanks at their ends."""
        if self._lines is None:
            cells, width = self._screen.buffer, range(self._screen.columns)
            rows = ("".join([cells[row][column].data for column in width]) for row in range(self._screen.lines))
            self._lines = [row.rstrip() for row in rows]
        return self._lines

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines)

    @property
    def is_running(self) -> bool:
        """Whether the program has not ended."""
        return self._process.poll() is None

    def press(self, *keys: str) -> None:
        """Press keys one after the other: names such as ``enter``, anything else as it is typed.

        A single key that is pressed again is a new press, and not one that bounces: some time lies between. A busy
        program reads a press late, but not after it has shown what the press brings up.
        """
        for key in keys:
            if len(key) == 1 and key == self._last[0]:
                time.sleep(max(0.0, max(self._last[1], self._wrote_at) + NO_BOUNCE - time.monotonic()))
            self._last = (key, time.monotonic())
            self.send(_KEYS.get(key, key).encode())

    def send(self, data: bytes) -> None:
        """Send bytes as they are, in writes that a terminal passes on whole."""
        while data:
            self._read(0)
            data = data[os.write(self._descriptor, data[:256]) :]

    def wait_for(self, *texts: str, gone: str = "", timeout: float = PATIENCE) -> None:
        """Wait until all *texts* stand on the screen, and *gone* does not.

        Raises:
            ScreenError: they do not come up in time, or the program has ended without them.
        """

        def shown() -> bool:
            screen = self.text
            return all(text in screen for text in texts) and not (gone and gone in screen)

        wanted = " and ".join(f"“{text}”" for text in texts) or "a change"
        self.wait_until(shown, wanted + (f" without “{gone}”" if gone else ""), timeout=timeout)

    def wait_until(self, met: Callable[[], bool], wanted: str, *, timeout: float = PATIENCE) -> None:
        """Wait until *met* says so; it is asked anew whenever the screen has changed.

        Raises:
            ScreenError: it does not in time, or the program has ended without it.
        """
        end = time.monotonic() + timeout
        while not met():
            ended = not self.is_running
            if self._read(0.1):
                self.drain()
            elif ended:
                raise ScreenError(f"the program ended with {self._process.returncode} before {wanted}:\n{self.drawn()}")
            if time.monotonic() > end:
                raise ScreenError(f"{wanted} did not come up within {timeout:g} s:\n{self.drawn()}")

    def wait_exit(self, *, timeout: float = PATIENCE) -> int:
        """Wait for the program to end by itself and return its exit status.

        Raises:
            ScreenError: it does not in time.
        """
        end = time.monotonic() + timeout
        while self.is_running:
            self._read(0.05)
            if time.monotonic() > end:
                raise ScreenError(f"the program has not ended within {timeout:g} s:\n{self.drawn()}")
        self.drain()
        return self._process.wait()

    def watch(self, seconds: float) -> None:
        """Keep the screen up to date for so long, whatever comes."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(left)

    def kill(self) -> None:
        """Kill the program as a power switch would, then show what it had written until then."""
        with suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        self.drain()

    def close(self) -> None:
        """Kill the program if it still runs, and take the terminal away."""
        if self.is_running:
            self.kill()
        if self._open:
            os.close(self._descriptor)
            self._open = False

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    def hang_up(self, *, timeout: float = PATIENCE) -> int:
        """Take the terminal away under the running program, and return the status that it ends with."""
        os.close(self._descriptor)
        self._open = False
        return self._process.wait(timeout)

    def drain(self) -> None:
        """Show everything that has been written so far."""
        while self._read(0):
            pass

    def drawn(self) -> str:
        """Return the screen in a frame, for a message."""
        edge = "+" + "-" * self._screen.columns + "+"
        return "\n".join([edge, *(f"|{line}" for line in self.lines), edge])

    @property
    def is_restored(self) -> bool:
        """Whether the terminal is as it was found: first screen, cursor shown, no mouse, echo on."""
        modes = self._modes()
        first_screen = not modes.get(_ALTERNATE_SCREEN, False)
        cursor_shown = modes.get(_CURSOR, True)
        as_before = _flags(self._descriptor) == self._flags_before
        return first_screen and cursor_shown and not self.takes_the_mouse and as_before

    @property
    def takes_the_mouse(self) -> bool:
        """Whether the terminal sends the mouse to the program."""
        modes = self._modes()
        return any(modes.get(mode, False) for mode in _MOUSE)

    def _modes(self) -> dict[int, bool]:
        """Return the private modes that the program has switched, by whether they are on now."""
        return {int(mode): switch == b"h" for group, switch in _MODES.findall(self.raw) for mode in group.split(b";")}

    @property
    def parting_words(self) -> str:
        """What was written after the first screen had come back: the last words to the person."""
        return _CONTROL_SEQUENCE.sub("", self.raw.decode("utf-8", "replace").rpartition("\x1b[?1049l")[2]).strip()

    @property
    def plain_output(self) -> str:
        """All that was written less the control sequences that draw: no control character should be left in it."""
        return _CONTROL_SEQUENCE.sub("", self.raw.decode("utf-8", "surrogateescape"))

    @property
    def titles(self) -> set[str]:
        """The window titles that were set."""
        return {title.decode("utf-8", "replace") for title in _TITLE.findall(self.raw)}

    def _read(self, seconds: float) -> bool:
        """Draw what comes within *seconds*; return whether anything came."""
        ready, _, _ = select.select([self._descriptor], [], [], seconds)
        if not ready:
            return False
        try:
            written = os.read(self._descriptor, 65536)
        except OSError as error:  # how Linux says that nobody has the other end
            if error.errno != errno.EIO:
                raise
            return False
        self._wrote_at = time.monotonic()
        self.raw += written
        self._draw(written)
        return bool(written)

    def _draw(self, written: bytes) -> None:
        """Feed the emulator, but for the sequences that it would show as letters; half a sequence waits."""
        whole = _UNKNOWN_TO_PYTE.sub(b"", self._pending + written)
        cut = whole.rfind(b"\x1b", -32)
        if cut >= 0 and not re.match(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[^\[])", whole[cut:]):
            whole, self._pending = whole[:cut], whole[cut:]
        else:
            self._pending = b""
        self._stream.feed(whole)
        self._lines = None


def _take(other_end: int) -> None:
    """Make the terminal the controlling one of this process, which is about to become the program."""
    os.login_tty(other_end)


def _flags(descriptor: int) -> tuple[int, int, int]:
    """Return how the terminal treats input, output and echo."""
    attributes = termios.tcgetattr(descriptor)
    return attributes[0], attributes[1], attributes[3]
