"""How long reading an export takes, and how much memory, beside what the standard library needs for the same file.

Every reading is a process of its own: nothing is warm, and its peak is its own. The time is the processor's, without
the start of Python and its imports; the memory is all of the process.
"""

import argparse
import csv
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

ROWS, COLUMNS = 10_000, 200
JSON_SIZE = 5_000_000
"""Of the list of issues, in bytes."""
MEBIBYTE = 1 << 20
AIM_TIME, AIM_MEMORY = 3, 150
"""Times the standard library's reading; MiB at the peak."""

_WORDS = ("refund", "payment", "customer", "mail", "limit", "partner", "report", "search", "order", "invoice", "login")


def write_jira(path: Path) -> None:
    """Write an export of all fields: a third of the columns is filled, every second issue has a description."""
    chance = random.Random(7)  # noqa: S311 - made-up text
    known = ["Summary", "Issue key", "Issue id", "Issue Type", "Status", "Priority", "Assignee", "Reporter", "Created"]
    known += ["Updated", "Description", "Labels", "Labels", "Custom field (Story Points)", "Parent", "Status Category"]
    known += ["Outward issue link (Blocks)", "Inward issue link (Blocks)"]
    others = [f"Custom field (Own {number})" for number in range(COLUMNS - len(known))]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(known + others)
        for number in range(1, ROWS + 1):
            writer.writerow(_jira_row(chance, number, len(others)))


def _jira_row(chance: random.Random, number: int, others: int) -> list[str]:
    def words(count: int) -> str:
        return " ".join(chance.choices(_WORDS, k=count))

    moment = f"{chance.randint(1, 28)}/Sep/25 {chance.randint(1, 12)}:{chance.randint(10, 59)} AM"
    lines = [f"h3. {words(2)}", f"* {words(8)}", f"* *{words(1)}* {words(7)}", words(20)]
    row = [
        words(7),
        f"PAY-{number}",
        str(10_000 + number),
        "Story",
        "To Do",
        "Medium",
        words(2),
        words(2),
        moment,
        moment,
    ]
    row += ["\n".join(lines) if number % 2 else "", words(1), "", "3.0", str(9_000 + number), "To Do", "", ""]
    return row + [words(1) if chance.random() < 1 / 3 else "" for _ in range(others)]


def write_github(path: Path) -> None:
    """Write what ``gh issue list --json`` writes."""
    chance = random.Random(7)  # noqa: S311 - made-up text
    issues: list[object] = []
    size = 0
    while size < JSON_SIZE:
        number = len(issues) + 1
        body = "\n\n".join(" ".join(chance.choices(_WORDS, k=40)) for _ in range(5)) + f"\n\n- [ ] one\n\nSee #{number}"
        issue = {
            "number": number,
            "title": "Refund a payment",
            "body": body,
            "state": "OPEN",
            "labels": [{"name": "api"}],
        }
        issue |= {"url": f"https://github.com/shop/pay/issues/{number}", "createdAt": "2026-03-01T10:00:00Z"}
        issues.append(issue)
        size += len(json.dumps(issue))
    path.write_text(json.dumps(issues), encoding="utf-8")


def read_items(path: Path) -> object:
    """Read as ``refine import`` does."""
    from refine_tui.importers.detection import read_items  # noqa: PLC0415 - what is measured

    content = path.read_bytes()
    return lambda: read_items(content, name=path.name)


def read_rows(path: Path) -> object:
    """Read all rows and drop them."""
    return lambda: [None for _ in csv.reader(path.open(encoding="utf-8", newline=""))]


def read_json(path: Path) -> object:
    """Load everything."""
    return lambda: json.loads(path.read_bytes())


READINGS: dict[str, Callable[[Path], object]] = {"refine": read_items, "csv.reader": read_rows, "json.load": read_json}


def measure(reading: str, path: Path) -> tuple[float, float]:
    """Return milliseconds and MiB at the peak of one reading in a process of its own."""
    line = [sys.executable, __file__, "--child", reading, str(path)]
    time, memory = subprocess.run(line, check=True, capture_output=True, text=True).stdout.split()
    return float(time), float(memory)


def child(reading: str, path: Path) -> None:
    """Read once and print what it took."""
    run = READINGS[reading](path)
    assert callable(run)  # noqa: S101
    start = process_time()
    run()
    time = (process_time() - start) * 1000
    print(time, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MEBIBYTE)


def report(path: Path, floor: str, rounds: int) -> None:
    """Measure both readings in turn and print them."""
    size = path.stat().st_size / 1_000_000
    found: dict[str, list[tuple[float, float]]] = {floor: [], "refine": []}
    for number in range(rounds):
        for reading in list(found)[:: 1 if number % 2 == 0 else -1]:
            found[reading].append(measure(reading, path))
    print(f"\n{path.name}, {size:.1f} MB")
    base = statistics.median(time for time, _ in found[floor])
    for reading, taken in found.items():
        time, memory = statistics.median(time for time, _ in taken), max(memory for _, memory in taken)
        per_size = f"{time:7.0f} ms {time / size:7.1f} ms/MB {time / base:6.2f} x"
        print(f"  {reading:<12} {per_size}  {memory:6.0f} MiB at the peak")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    parser.add_argument("--child", nargs=2, metavar=("READING", "FILE"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        child(asked.child[0], Path(asked.child[1]))
        return
    print(f"aims: at most {AIM_TIME} x csv.reader, at most {AIM_MEMORY} MiB at the peak")
    with tempfile.TemporaryDirectory() as folder:
        table, issues = Path(folder, "Jira.csv"), Path(folder, "issues.json")
        write_jira(table)
        write_github(issues)
        report(table, "csv.reader", asked.rounds)
        report(issues, "json.load", asked.rounds)


if __name__ == "__main__":
    main()
