"""The program is killed in the middle of a session: what the screen had shown is there, and the clock is right."""

import math
import os
import random
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.program import Program, capture, notice
from tests.end_to_end.terminal import Terminal

SEED = int(os.environ.get("REFINE_SEED", "20261127"))
MEETINGS = [
    pytest.param(SEED, 6, id="6 kills"),
    *(pytest.param(SEED + number, 20, id=f"20 kills, {number}", marks=pytest.mark.long) for number in range(1, 11)),
]
"""What chance begins with, and how often the program is killed."""
ITEMS = 20
"""With more of them the program asks how many to bring."""
KICK_OFF = 240
TRIAGE = 20 * 60
LONG_AWAY = 21 * 60
"""Seconds after which the program takes it that the meeting did not go on."""
WHOLE_ENTRY = 3

_SORTED = {"2": ("next session", "next_session"), "4": ("later", "later")}
"""What two digits of the triage do: as the notice says it, and as it is stored."""


@pytest.fixture
def backlog(tmp_path: Path) -> Path:
    """Return a file with as many items as come to a triage without a question."""
    path = tmp_path / "backlog.csv"
    rows = [f"PAY-{number},Story number {number},Story,To Do" for number in range(1, ITEMS + 1)]
    path.write_text("\n".join(["Issue key,Summary,Issue Type,Status", *rows]) + "\n", encoding="utf-8")
    return path


class Scribe:
    """Records and sorts at random, and keeps in mind what the screen has shown."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._count = 0
        self._doing = ("", "", "")
        self.shown: dict[str, str] = {}
        """By its label the text of each record, by its key the outcome of each item."""

    def do(self, terminal: Terminal) -> None:
        """Record something or sort an item, and wait until the screen shows it."""
        self._begin(terminal, WHOLE_ENTRY)
        terminal.wait_until(lambda: self._is_shown(terminal), f"“{self._doing[2]}”")
        self._keep()
        terminal.wait_for("? keys")

    def begin(self, terminal: Terminal) -> None:
        """Begin something, and leave off anywhere."""
        self._begin(terminal, self._chance.choice((1, 2, WHOLE_ENTRY, WHOLE_ENTRY, WHOLE_ENTRY)))

    def look(self, terminal: Terminal) -> None:
        """See whether what was begun is on the screen: then it counts."""
        if self._doing[0] and self._is_shown(terminal):
            self._keep()

    def compare(self, stored: dict[str, Any]) -> None:
        """Compare what is stored with what was shown; what was only begun is there as a whole or not at all."""
        records = {each["id"]: each["text"] for name in ("decisions", "actions", "questions") for each in stored[name]}
        held = records | {each["key"]: each["outcome"] for each in stored["items"] if each["outcome"]}
        if held.get(self._doing[0]) == self._doing[1]:
            self._keep()
        self._doing = ("", "", "")
        assert held == self.shown
        assert all((each["owner"], bool(each["due"])) == ("Ben", True) for each in stored["actions"])

    def _begin(self, terminal: Terminal, keys: int) -> None:
        kind = self._chance.choice("daqt")
        if kind == "t":
            digit, (words, outcome) = self._chance.choice(tuple(_SORTED.items()))
            item = open_item(terminal)
            self._doing = (item, outcome, f"{item} {words}")
            terminal.press(digit)
            return
        self._count += 1
        label = f"{kind.upper()}{1 + sum(known[0] == kind.upper() for known in self.shown)}"
        text = f"Record {self._count} of ours"
        self._doing = (label, text, f"{label} +Record {self._count}\\b")
        terminal.press(kind)
        if keys > 1:
            terminal.wait_for("enter save")
            terminal.press(text + (" @ben fri" if kind == "a" else ""))
            terminal.wait_for(text)
        if keys == WHOLE_ENTRY:
            terminal.press("enter")

    def _is_shown(self, terminal: Terminal) -> bool:
        return re.search(self._doing[2], terminal.text) is not None

    def _keep(self) -> None:
        self.shown[self._doing[0]] = self._doing[1]
        self._doing = ("", "", "")


def open_item(terminal: Terminal) -> str:
    """Return the key of the item on the screen."""
    pattern = re.compile(r"(PAY-\d+)  Story number")
    terminal.wait_until(lambda: pattern.search(terminal.text) is not None, "an item that is open")
    found = pattern.search(terminal.text)
    assert found, f"no item is open:\n{terminal.drawn()}"
    return found[1]


def quiet_line(away: int) -> str:
    """Return what is said after so many seconds."""
    if away > 15 * 60:
        return f"Back after {away // 60} min, left out"
    return f"Back after {f'{away} s' if away < 60 else f'{away // 60} min'}. The time counts"


def triage_left(spent: int) -> str:
    """Return what the ribbon says of the triage after so many seconds."""
    left = TRIAGE - spent
    return f"{math.ceil(left / 60)} min left" if left >= 0 else f"over by {math.ceil(-left / 60)} min"


class Meeting:
    """A session that goes on from life to life of the program."""

    def __init__(self, program: Program, chance: random.Random) -> None:
        self._program = program
        self._chance = chance
        self._scribe = Scribe(chance)
        self.counted = 0
        """How many seconds of the triage should have counted."""

    def live(self, terminal: Terminal) -> None:
        """Record this and that, with time going by."""
        for _ in range(self._chance.randint(1, 2)):
            self._pass(self._chance.randint(1, 40))
            self._scribe.do(terminal)

    def die(self, terminal: Terminal) -> None:
        """Begin something, as a rule, and be killed somewhere on the way."""
        if self._chance.random() < 0.8:
            self._scribe.begin(terminal)
        terminal.watch(self._chance.uniform(0, 0.12))
        terminal.kill()
        self._scribe.look(terminal)
        terminal.close()

    def come_back(self, *, item: str, long: bool) -> Terminal:
        """Resume after a while: everything that was shown is there, with the same *item*, and the clock is right."""
        away = LONG_AWAY if long else self._chance.randint(20, 200)
        self._pass(away, counts=not long)
        before = dict(self._scribe.shown)
        terminal = self._program.start("resume", rows=24)
        try:
            self._scribe.compare(self._program.json("show", "last"))  # while the other one starts
            assert before.items() <= self._scribe.shown.items()
            notice(terminal, quiet_line(away))
            assert open_item(terminal) == item or item in self._scribe.shown
            assert f"▶ Triage   {triage_left(self.counted)}" in terminal.text, terminal.drawn()
        except BaseException:
            terminal.close()
            raise
        return terminal

    def _pass(self, seconds: int, *, counts: bool = True) -> None:
        self._program.advance(seconds=seconds)
        self.counted += seconds if counts else 0


def hold(meeting: Meeting, terminal: Terminal, kills: int) -> None:
    """Hold the meeting through all its lives, and leave it."""
    try:
        for number in range(kills):
            meeting.live(terminal)
            item = open_item(terminal)
            meeting.die(terminal)
            terminal = meeting.come_back(item=item, long=number % 7 == 3)
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    finally:
        terminal.close()


@pytest.mark.parametrize(("seed", "kills"), MEETINGS)
def test_nothing_that_was_shown_is_lost(program: Program, backlog: Path, seed: int, kills: int) -> None:
    program.stop_the_clock()
    terminal = program.start_session("--items", str(backlog), "--with", "Ana (PO), Ben", rows=24)
    program.advance(seconds=KICK_OFF)
    terminal.press("]")
    notice(terminal, "Triage started")
    meeting = Meeting(program, random.Random(seed))  # noqa: S311 - nothing secret
    hold(meeting, terminal, kills)
    phases = {phase["kind"]: phase["spent_seconds"] for phase in program.json("show", "last")["phases"]}
    assert phases == {"kickoff": KICK_OFF, "triage": meeting.counted, "deep_dive": 0, "wrap_up": 0}
    assert quick_check(program.database) == [("ok",)]


def quick_check(database: Path) -> list[tuple[str]]:
    """Have SQLite look for damage."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("PRAGMA quick_check").fetchall()


def test_a_session_that_runs_is_not_resumed_a_second_time(program: Program, backlog: Path) -> None:
    with program.start_session("--items", str(backlog)) as first:
        with program.start("resume") as second:
            assert second.wait_exit() == 1
            assert second.is_restored
            said = "Session 1 is open in another terminal. Go on there, or leave it there with ctrl+q first."
            assert second.parting_words == said
        capture(first, "d", "We go on here", "D1")
        first.press("ctrl+q")
        assert first.wait_exit() == 0
    assert [each["text"] for each in program.json("show", "last")["decisions"]] == ["We go on here"]


def test_leaving_pauses_and_gives_the_terminal_back(program: Program, backlog: Path) -> None:
    program.stop_the_clock()
    with program.start_session("--items", str(backlog)) as terminal:
        assert not terminal.is_restored
        program.advance(minutes=2)
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        assert terminal.is_restored
        assert terminal.parting_words == ""
    program.advance(minutes=30)
    assert program.json("show", "last")["phases"][0]["spent_seconds"] == 120
    with program.start("resume") as terminal:
        notice(terminal, "Paused 30 min ago · space resume")
        terminal.wait_for("paused", "▶ Kick-off   3 min left")
        terminal.press("space")
        notice(terminal, "clock running")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0


def test_undo_reaches_back_over_a_kill(program: Program, backlog: Path) -> None:
    with program.start_session("--items", str(backlog)) as terminal:
        capture(terminal, "d", "Refunds wait for Legal", "D1")
        terminal.kill()
    with program.start("resume") as terminal:
        notice(terminal, "Back after")
        terminal.press("u")
        notice(terminal, "Undone: D1 Refunds wait for Legal")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert program.json("show", "last")["decisions"] == []
