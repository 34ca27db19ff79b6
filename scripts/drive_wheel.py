"""Holds a short session with an installed ``refine`` on a terminal, and reads back what it left.

Usage: ``python scripts/drive_wheel.py PATH/TO/refine`` with a Python that has pyte. Ends with 0 when the minutes hold
what was recorded, else with 1, the step that failed, and the screen as it was then.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.end_to_end.program import Program, answer, capture, notice
from tests.end_to_end.terminal import Terminal

BACKLOG = """\
Issue key,Summary,Issue Type,Status,Reporter
PAY-1,Partial refunds in the checkout,Story,To Do,Ana
PAY-2,Rate limits on the public API,Bug,To Do,Ben
"""


def play(terminal: Terminal) -> None:
    """Sort one item, decide something on the other, close the session, leave."""
    terminal.press("]")
    notice(terminal, "Triage started")
    terminal.wait_for("PAY-1  Partial refunds")
    terminal.press("5")
    answer(terminal, "no room this quarter", said="PAY-1 not now: no room this quarter")
    done("one item sorted, with a reason")
    capture(terminal, "d", "Limits wait for the partners because they are many", "D1")
    done("one decision recorded")
    for phase in ("Deep dive", "Wrap-up"):
        terminal.press("]")
        notice(terminal, f"{phase} started")
    terminal.press("5")
    terminal.wait_for("Close the session?", "choose the marked one")
    terminal.press("1")
    terminal.wait_for("Closed. Minutes:", "reopen the session")
    terminal.press("ctrl+q")
    expect("exit status", terminal.wait_exit(), 0)
    expect("the terminal is as it was", terminal.is_restored, True)
    done("closed and left")


def check(program: Program) -> None:
    """Compare what the commands and the minutes folder tell with what was played."""
    told = program.json("show", "last")
    expect("status", told["session"]["status"], "closed")
    expect("decisions", [(each["text"], each["because"], each["item"]) for each in told["decisions"]],
           [("Limits wait for the partners", "they are many", "PAY-2")])  # fmt: skip
    expect("outcomes", {each["key"]: (each["outcome"], each["reason"]) for each in told["items"]},
           {"PAY-1": ("not_now", "no room this quarter"), "PAY-2": ("not_reached", None)})  # fmt: skip
    minutes = program.run("export", "last", "--output", "-").stdout
    for text in ("Limits wait for the partners, because they are many", "no room this quarter", "PAY-2"):
        expect(f"“{text}” in the minutes", text in minutes, True)
    kept = sorted(program.minutes_folder.glob("*.md"))
    expect("the minutes in their folder", [path.read_text(encoding="utf-8") for path in kept], [minutes])
    folder = program.home / "handed out"
    program.run("export", "last", "--format", "all", "--output", str(folder))
    written = {path.name.partition("-refinement-")[2] for path in folder.iterdir()}
    for name in ("minutes.md", "minutes.html", "minutes.json", "short.txt", "items.csv"):
        expect(f"{name} among the formats", name in written, True)
    done("exported: the minutes hold what was recorded")


def expect(what: str, found: Any, wanted: Any) -> None:
    """Raise an AssertionError unless the two are equal."""
    if found != wanted:
        raise AssertionError(f"{what}: expected {wanted!r}, found {found!r}")


def done(step: str) -> None:
    """Tell that a step is done."""
    sys.stdout.write(f"ok  {step}\n")
    sys.stdout.flush()


def main() -> int:
    """Drive the program that the command line names."""
    with tempfile.TemporaryDirectory(prefix="refine-drive-") as folder:
        program = Program(Path(folder), refine=Path(sys.argv[1]).absolute())
        backlog = program.home / "backlog.csv"
        backlog.write_text(BACKLOG, encoding="utf-8")
        arguments = ("--items", str(backlog), "--goal", "Two stories ready", "--with", "Ana (PO), Ben")
        try:
            with program.start_session(*arguments) as terminal:
                done("started, with two items")
                play(terminal)
            check(program)
        except AssertionError as problem:
            sys.stderr.write(f"{problem}\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
