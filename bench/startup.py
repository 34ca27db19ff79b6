"""How long until something is to be seen, until the session is, and how much memory that takes.

Rounds are interleaved, and every second one goes the other way round, so that a busy spell of the machine meets all.
"""

import argparse
import os
from collections.abc import Callable
from functools import partial
from time import perf_counter, sleep

import profiles
from board import Board, machine
from practice import BARE, GREETING, ITEM, PYTHON, REFINE, TEAM, Practice, practice
from terminal import Terminal

MEBIBYTE = 1 << 20
REST = 2.0
"""Seconds after which memory is looked at."""

PAINT = Board(
    floor="bare app, first paint",
    unit="ms",
    aims={
        "refine resume, content": 2.2,
        "refine resume, live": 4.5,
        "refine, first paint": 1.5,
        "refine, content": 3.5,
    },
)
COMMAND = Board(floor="python -c pass", unit="ms", aims={"refine --version": 6})
MEMORY = Board(floor="bare app", unit="MiB", aims={"refine resume": 2.6, "refine": 2.6})


def bare(held: Practice) -> None:
    """Start the bare app."""
    with Terminal([PYTHON, BARE], held.environment) as terminal:
        PAINT.add("bare app, first paint", _milliseconds(terminal, terminal.wait_for_text()))
        terminal.watch(REST)
        MEMORY.add("bare app", terminal.memory() / MEBIBYTE)


def program(held: Practice, *, name: str, arguments: list[str], content: bytes, live: bytes = b"") -> None:
    """Start refine, until *content* is painted; *live* is painted once its keys act."""
    held.renew()
    with Terminal([REFINE, *arguments], held.environment) as terminal:
        PAINT.add(f"{name}, first paint", _milliseconds(terminal, terminal.wait_for_text()))
        PAINT.add(f"{name}, content", _milliseconds(terminal, terminal.wait_for(content)))
        if live:
            PAINT.add(f"{name}, live", _milliseconds(terminal, terminal.wait_for(live)))
        terminal.watch(REST)
        MEMORY.add(name, terminal.memory() / MEBIBYTE)


def command(held: Practice, *, name: str, line: list[str]) -> None:
    """Run a command without a terminal, five times in a row."""
    nowhere = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    for _ in range(5):
        start = perf_counter()
        _, status = os.waitpid(os.posix_spawn(line[0], line, held.environment, file_actions=nowhere), 0)
        COMMAND.add(name, (perf_counter() - start) * 1000)
        if status:
            raise RuntimeError(f"{name} ended with {status}")


RUNS: tuple[Callable[[Practice], None], ...] = (
    bare,
    partial(program, name="refine resume", arguments=["resume"], content=ITEM.encode(), live=GREETING),
    partial(program, name="refine", arguments=[], content=TEAM.encode()),
    partial(command, name="python -c pass", line=[PYTHON, "-c", "pass"]),
    partial(command, name="refine --version", line=[REFINE, "--version"]),
)


def warm_up(held: Practice) -> None:
    """Run everything once before the clock counts: byte code is written, files are in the cache."""
    for line in ([PYTHON, BARE], [REFINE, "resume"]):
        with Terminal(line, held.environment) as terminal:
            terminal.wait_for_text()
            terminal.settle(1.0)
    sleep(0.5)


def _milliseconds(terminal: Terminal, moment: float) -> float:
    return (moment - terminal.started) * 1000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10, metavar="N")
    parser.add_argument("--profile", action="store_true", help="say where the time goes instead")
    asked = parser.parse_args()
    with practice() as held:
        warm_up(held)
        if asked.profile:
            profiles.print_imports(held)
            profiles.print_start(held)
            return
        before = machine()
        for number in range(asked.rounds):
            for run in RUNS if number % 2 == 0 else RUNS[::-1]:
                run(held)
    print(f"{asked.rounds} rounds; before: {before}; after: {machine()}")
    for title, board in (("Painting", PAINT), ("The command line", COMMAND), (f"Memory after {REST:g} s", MEMORY)):
        print(f"\n{title}", *board.lines(), sep="\n")


if __name__ == "__main__":
    main()
