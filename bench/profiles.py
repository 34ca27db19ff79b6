"""Where the time goes inside the program. The shares are telling; the lengths are up to twice the real ones."""

import pstats
import re
import signal
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import Any

from practice import ITEM, PROFILED, PYTHON, REFINE, Practice, open_capture, undo
from terminal import Terminal

TOP = 24
"""How many lines of each table are printed."""
LINE = b"Ask Ben about the till"

_PLACE = re.compile(r".*/(?:site-packages|src|lib/python3\.\d+)/(?P<module>.+)")


def print_imports(held: Practice) -> None:
    """Print what is imported until the session is on the screen, by package."""
    held.renew()
    with Terminal([REFINE, "resume"], held.environment | {"PYTHONPROFILEIMPORTTIME": "1"}) as terminal:
        terminal.wait_for(ITEM.encode())
        lines = re.findall(rb"import time: +(\d+) \| +\d+ \| +([\w.]+)", bytes(terminal.raw))
    packages: dict[str, list[float]] = defaultdict(list)
    for microseconds, module in lines:
        packages[module.decode().partition(".")[0]].append(int(microseconds) / 1000)
    print("Imports until the content, by package, each without those it imports in turn")
    for name, times in sorted(packages.items(), key=lambda entry: -sum(entry[1]))[:TOP]:
        print(f"{sum(times):9.2f} ms {len(times):6} modules  {name}")
    print(f"{sum(map(sum, packages.values())):9.2f} ms {len(lines):6} modules  in all")


def print_start(held: Practice) -> None:
    """Profile a start until the session is on the screen."""

    def start(terminal: Terminal) -> None:
        terminal.wait_for(ITEM.encode())

    _print("A start, until the content", _profile(held, start, when="start"), per=1)


def print_recording(held: Practice, *, rounds: int) -> None:
    """Profile what a key in the capture line costs, and what entering the line does."""

    def type_keys(terminal: Terminal) -> None:
        _ready(terminal)
        for _ in range(rounds):
            open_capture(terminal, b"a")
            with _Window(terminal):
                _type(terminal)
            terminal.press(b"\x15\x1b")  # ctrl+u, esc: nothing is kept
            terminal.settle(0.3)  # an esc counts once no other key can belong to it

    def enter(terminal: Terminal) -> None:
        _ready(terminal)
        for _ in range(rounds):
            open_capture(terminal, b"a")
            _type(terminal)
            with _Window(terminal):
                before = len(terminal.raw)
                terminal.press(b"\r")
                terminal.wait_for(LINE, since=before)
            terminal.settle()
            undo(terminal)

    _print("A key in the capture line", _profile(held, type_keys, when="wait"), per=rounds * len(LINE))
    _print("Enter, until it is recorded and shown", _profile(held, enter, when="wait"), per=rounds)


class _Window:
    """The stretch in which the profiler runs."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal

    def __enter__(self) -> None:
        self._terminal.signal(signal.SIGPROF)
        sleep(0.02)

    def __exit__(self, *_: object) -> None:
        self._terminal.signal(signal.SIGVTALRM)
        sleep(0.1)


def _type(terminal: Terminal) -> None:
    for key in LINE:
        terminal.press(bytes([key]))
        terminal.settle()


def _ready(terminal: Terminal) -> None:
    terminal.wait_for(ITEM.encode())
    terminal.settle(0.5)


def _profile(held: Practice, work: Callable[[Terminal], None], *, when: str) -> dict[Any, Any]:
    held.renew()
    with TemporaryDirectory() as folder:
        out = Path(folder) / "profile"
        with Terminal([PYTHON, PROFILED, str(out), when, "resume"], held.environment) as terminal:
            work(terminal)
            terminal.signal(signal.SIGVTALRM)
            while not out.exists():
                sleep(0.05)
        found: dict[Any, Any] = vars(pstats.Stats(str(out)))["stats"]
        return found


def _print(what: str, stats: dict[Any, Any], *, per: int) -> None:
    scale = 1000 / per
    own: dict[str, float] = defaultdict(float)
    rows = []
    for (file, line, name), (_, calls, alone, whole, _) in stats.items():
        place = _place(file)
        if "poll" in name:  # waiting for a key
            continue
        own[place.partition("/")[0]] += alone * scale
        rows.append((whole * scale, alone * scale, calls / per, f"{place}:{line} {name}"))
    print(f"\n{what}: own time by package")
    for package, time in sorted(own.items(), key=lambda entry: -entry[1])[:8]:
        print(f"{time:9.2f} ms  {package}")
    ours = [row for row in rows if row[3].startswith("refine_tui/")]
    heaviest = sorted(rows, key=lambda row: -row[1])
    for title, chosen in (("ours, with all that they call", sorted(ours, reverse=True)), ("all, alone", heaviest)):
        print(f"{what}: {title}\n{'with calls':>12} {'alone':>9} {'calls':>8}")
        for whole, alone, calls, name in chosen[:TOP]:
            print(f"{whole:9.2f} ms {alone:9.2f} {calls:8.1f}  {name}")


def _place(file: str) -> str:
    found = _PLACE.search(file)
    if found is None:
        return "built in/" if file == "~" else f"else/{file}"
    return found["module"] if "site-packages" in file or "/src/" in file else f"standard library/{found['module']}"
