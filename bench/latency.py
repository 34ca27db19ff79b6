"""How long from a key to the screen, how many bytes that takes, and what a screen costs that nobody touches.

The bare app and refine run side by side and take turns, so that a busy spell of the machine meets both.
"""

import argparse
from statistics import median

import profiles
from board import Board, machine
from practice import BARE, ITEM, PYTHON, REFINE, Practice, open_capture, practice, undo
from terminal import Terminal

FLOOR, TYPED, RECORDED = "key in the bare app's input", "key in the capture line", "enter, until recorded and shown"
QUIET = 0.1
"""Seconds of silence after which a key is taken as done with."""
IDLE = 20.0
"""Seconds for which nobody touches anything."""

LINE = "Ask Ben about the till "

LATENCY = Board(floor=FLOOR, unit="ms", aims={TYPED: 2.2, RECORDED: 10})
BYTES: dict[str, list[float]] = {FLOOR: [], TYPED: [], RECORDED: []}


def type_keys(terminal: Terminal, name: str, text: str) -> None:
    """Type a text key by key; each waits until the screen stands still again."""
    for key in text:
        before = len(terminal.raw)
        pressed = terminal.press(key.encode())
        came = terminal.wait(lambda: len(terminal.raw) > before, f"an answer to {key!r}")  # noqa: B023 - asked at once
        LATENCY.add(name, (came - pressed) * 1000)
        terminal.settle(QUIET)
        BYTES[name].append(len(terminal.raw) - before)


def bare_round(terminal: Terminal, number: int) -> None:
    """Type a line into the bare app and take it out again."""
    type_keys(terminal, FLOOR, f"{LINE}r{number:03}e")
    terminal.press(b"\x15")  # ctrl+u: the line is empty again
    terminal.settle()


def record_round(terminal: Terminal, number: int) -> None:
    """Record an action item and take it back, so that every round finds the same screen."""
    mark = f"r{number:03}e"
    open_capture(terminal, b"a")
    type_keys(terminal, TYPED, LINE + mark)
    terminal.settle()
    before = len(terminal.raw)
    pressed = terminal.press(b"\r")
    # Not painted anew in the line that closes: only the notice and the panel show it, both after the commit.
    shown = terminal.wait_for(mark.encode(), since=before)
    LATENCY.add(RECORDED, (shown - pressed) * 1000)
    terminal.settle()
    BYTES[RECORDED].append(len(terminal.raw) - before)
    undo(terminal)


def open_session(held: Practice) -> Terminal:
    """Take the session up again, with its clock running."""
    held.renew()
    terminal = Terminal([REFINE, "resume"], held.environment)
    go_on(terminal)
    return terminal


def go_on(terminal: Terminal) -> None:
    """Wait for the session and let its clock run."""
    terminal.wait_for(ITEM.encode())
    terminal.settle(0.3)
    before = len(terminal.raw)
    terminal.press(b" ")
    terminal.wait_for(b"pause", since=before)
    terminal.settle(0.3)


def idle(name: str, terminal: Terminal) -> str:
    """Return what the program writes and computes while nobody does anything."""
    busy = terminal.processor_time()
    written = terminal.watch(IDLE)
    busy = terminal.processor_time() - busy
    return f"{name}: {written / IDLE:.1f} bytes/s, {busy / IDLE:.2%} of a processor in {IDLE:g} s"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10, metavar="N")
    parser.add_argument("--profile", action="store_true", help="say where the time goes instead")
    asked = parser.parse_args()
    with practice() as held:
        if asked.profile:
            profiles.print_recording(held, rounds=asked.rounds)
            return
        before = machine()
        with Terminal([PYTHON, BARE, "--input"], held.environment) as bare, open_session(held) as session:
            bare.wait_for_text()
            bare.settle()
            for number in range(asked.rounds):
                runs = ((bare_round, bare), (record_round, session))
                for run, terminal in runs if number % 2 == 0 else runs[::-1]:
                    run(terminal, number)
            quiet = [idle("bare app", bare), idle("running session", session)]
    print(f"{asked.rounds} rounds of {len(LINE) + 5} keys; before: {before}; after: {machine()}", "", sep="\n")
    print(*LATENCY.lines(), "", sep="\n")
    print(*(f"{name}: {median(written):.0f} bytes" for name, written in BYTES.items()), "", sep="\n")
    print("Untouched", *quiet, sep="\n")


if __name__ == "__main__":
    main()
