"""Starts the program many times for the price of one: a process that has loaded it all, and forks.

What a fork runs is the program from its first line on: `refine_tui.cli.main` with arguments, environment and a terminal
of its own. Only the second that Python needs to load the modules is saved.
"""

import gc
import importlib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from refine_tui.cli import main

ROOT = Path(__file__).parents[2]
_LOADED = (
    "refine_tui.cli.export_command",
    "refine_tui.cli.import_command",
    "refine_tui.cli.items_command",
    "refine_tui.cli.live_commands",
    "refine_tui.cli.session_commands",
    "refine_tui.domain.session_setup",
    "refine_tui.minutes.session_json",
    "refine_tui.store.sqlite.database",
    "refine_tui.store.sqlite.upgrade",
    "refine_tui.ui.app",
    "refine_tui.ui.live.commands",
    "refine_tui.ui.live.screen",
    "refine_tui.ui.live.ticker",
    "refine_tui.ui.widgets.question_bar",
    "textual.drivers.linux_driver",
    "textual.widgets._input",
    "textual.widgets._static",
    "textual.widgets._text_area",
    "tzlocal",
)
_LOOK = 0.005
"""Seconds between two looks whether a program has ended."""


class Warm:
    """The loaded process; `start` has it fork."""

    def __init__(self) -> None:
        self._socket, other_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with other_end:
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__, str(other_end.fileno())],
                cwd=ROOT,
                env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PATH": os.environ["PATH"], "LANG": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                pass_fds=(other_end.fileno(),),
            )

    def start(self, arguments: Sequence[str], environment: Mapping[str, str], descriptors: Sequence[int]) -> "Life":
        """Run the program; *descriptors* are its terminal, or its standard input, output and error."""
        order = json.dumps({"arguments": list(arguments), "environment": dict(environment)}).encode()
        socket.send_fds(self._socket, [order], list(descriptors))
        return Life(self, self._answer())

    def ended(self, pid: int) -> int | None:
        """Return how a program that was started ended: as `subprocess.Popen.returncode`."""
        self._socket.send(json.dumps({"pid": pid}).encode())
        status = self._answer()
        return None if status < 0 else os.waitstatus_to_exitcode(status)

    def close(self) -> None:
        """End the loaded process; what it started has ended by then."""
        self._socket.close()
        self._process.wait()

    def _answer(self) -> int:
        answer = self._socket.recv(64)
        assert answer, "the process that starts the programs has ended"
        return int(answer)


class Life:
    """One run of the program, to be handled as a `subprocess.Popen`."""

    def __init__(self, warm: Warm, pid: int) -> None:
        self._warm = warm
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return the exit status, or None while it runs."""
        if self.returncode is None:
            self.returncode = self._warm.ended(self.pid)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end and return the exit status.

        Raises:
            subprocess.TimeoutExpired: it does not end in time.
        """
        end = time.monotonic() + (timeout or 60)
        while (status := self.poll()) is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired("refine", timeout or 60)
            time.sleep(_LOOK)
        return status


def serve(orders: socket.socket) -> None:
    """Load the program, then start it as often as is asked for."""
    for name in _LOADED:
        importlib.import_module(name)
    gc.freeze()
    while True:
        message, descriptors, _, _ = socket.recv_fds(orders, 1 << 16, 3)
        if not message:
            return
        order = json.loads(message)
        if "pid" in order:
            orders.send(str(_looked_after(order["pid"])).encode())
            continue
        pid = os.fork()
        if pid == 0:
            orders.close()
            _become_the_program(order["arguments"], order["environment"], descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        orders.send(str(pid).encode())


def _looked_after(pid: int) -> int:
    """Return the wait status of a child, -1 while it runs."""
    ended, status = os.waitpid(pid, os.WNOHANG)
    return status if ended else -1


def _become_the_program(arguments: list[str], environment: dict[str, str], descriptors: list[int]) -> None:
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    if len(descriptors) == 1:
        os.login_tty(descriptors[0])
    else:
        os.setsid()
        for number, descriptor in enumerate(descriptors):
            os.dup2(descriptor, number)
            os.close(descriptor)
    sys.stdin = sys.__stdin__ = os.fdopen(0, closefd=False)  # type: ignore[misc]
    sys.stdout = sys.__stdout__ = os.fdopen(1, "w", closefd=False)  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = os.fdopen(2, "w", closefd=False)  # type: ignore[misc]
    sys.argv = ["refine", *arguments]
    main()


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
