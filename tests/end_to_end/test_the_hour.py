"""A whole session, as a Scrum Master holds it: from the tracker's export to the minutes in everybody's hands."""

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.program import JIRA_EXPORT, Program, answer, capture, notice, shows
from tests.end_to_end.terminal import Terminal

GOLDEN = Path(__file__).parent / "golden" / "the-hour.md"
PEOPLE = "Ana (PO), Ben, Chloé (SM), Dev"
GOAL = "Two checkout stories ready for sprint 42"
OUTCOMES = {
    "PAY-11": "ready",
    "PAY-12": "ready",
    "PAY-13": "next_session",
    "PAY-15": "needs_information",
    "PAY-16": "not_now",
    "PAY-17": "archived",
    "PAY-18": "not_reached",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Return the program after the whole hour: each test of this file reads what it left."""
    program = Program(tmp_path_factory.mktemp("the-hour"))
    program.stop_the_clock()
    items = ("--items", str(JIRA_EXPORT))
    with program.start_session("--goal", GOAL, "--with", PEOPLE, *items, columns=120, rows=40) as terminal:
        kick_off(terminal)
        program.advance(minutes=4)
        triage(terminal, program)
        first_story(terminal, program)
        second_story(terminal, program)
        wrap_up(terminal, program)
        assert terminal.wait_exit() == 0
        assert terminal.is_restored
    return program


@pytest.fixture(scope="module")
def told(held: Program) -> Any:
    """Return what the program tells of the session as JSON."""
    return held.json("show", "last")


def kick_off(terminal: Terminal) -> None:
    """State the product goal, see who is here, and decide something before the first item."""
    terminal.wait_for("Imported 7 new, skipped 1 done", GOAL)
    terminal.press("2")
    answer(terminal, "Fewer abandoned checkouts", said="Product goal: Fewer abandoned checkouts")
    terminal.press("down", "down", "down", "down", "down", "enter")
    notice(terminal, "Dev is away")
    capture(terminal, "d", "Refunds below 50 € need no approval because support decides on them already", "D1")


def triage(terminal: Terminal, program: Program) -> None:
    """Sort six of seven items, each in its own way; the talk about the seventh takes too long."""
    terminal.press("]")
    notice(terminal, "Triage started")
    terminal.wait_for("PAY-11")
    terminal.press("enter")
    for question, digit in (("Valid request?", "1"), ("Urgent?", "2"), ("Serves our goal?", "1")):
        terminal.wait_for(f"PAY-11  {question}", "choose the marked one")
        terminal.press(digit)
    notice(terminal, "PAY-11: serves our goal yes")
    program.advance(minutes=2)
    sort(terminal, "1", "PAY-11 deep dive")
    sort(terminal, "4", "PAY-12 later")
    sort(terminal, "u", "Undone: PAY-12 later")
    terminal.wait_for("PAY-12  Show the refund")
    program.advance(minutes=1)
    sort(terminal, "1", "PAY-12 deep dive")
    program.advance(seconds=45)
    sort(terminal, "2", "PAY-13 next session")
    terminal.press("3")
    answer(terminal, "Which banks, and since when @ben thu", said="PAY-15: what to find out (A1)")
    program.advance(minutes=3)
    terminal.press("5")
    answer(terminal, "no room before sprint 44", said="PAY-16 not now: no room before sprint 44")
    terminal.press("6")
    answer(terminal, "the new importer replaced it", said="PAY-17 archived: the new importer replaced it")
    terminal.wait_for("PAY-18  Rate limits")
    capture(terminal, "q", "Whose limits count, ours or the partners'? @ana", "Q1")
    capture(terminal, "a", "Ask the partners for their peak load", "A2")
    terminal.wait_for("no owner · no date")
    program.advance(minutes=5, seconds=15)


def sort(terminal: Terminal, key: str, said: str) -> None:
    """Press the one key that finishes an item."""
    terminal.press(key)
    notice(terminal, said)


def add_criterion(terminal: Terminal, line: str, *, number: int) -> None:
    """Add one acceptance criterion; the line for the next one opens by itself and is left."""
    terminal.press("4")
    terminal.wait_for(f"Criterion {number}", "enter save")
    terminal.press(line)
    terminal.wait_until(lambda: shows(terminal, line[-30:]), f"the line “{line}”")
    terminal.press("enter")
    terminal.wait_for(f"Criterion {number + 1}", "enter save")
    terminal.press("esc")
    notice(terminal, f"criterion {number} added")


def first_story(terminal: Terminal, program: Program) -> None:
    """Take a minute more, and make the first story ready."""
    terminal.press("]")
    notice(terminal, "Deep dive started")
    terminal.wait_for("PAY-11  Partial refunds", "○ why  ✓ criteria  ○ estimate")
    terminal.press("+")
    notice(terminal, "1 min more for Deep dive, from Wrap-up")
    for key, line, said in (
        ("1", "support refunds parts of an order by hand, forty a week", "PAY-11 why: support refunds"),
        ("2", "one click instead of a phone call", "PAY-11 outcome: one click"),
        ("3", "refunds by hand below 4 a week", "PAY-11 measure: refunds by hand"),
    ):
        terminal.press(key)
        answer(terminal, line, said=said)
    add_criterion(terminal, "Given a paid order, when one line is refunded, then the ledger shows it", number=3)
    terminal.press("5")
    terminal.wait_for("Estimate", "enter save")
    terminal.press("6", "enter")
    terminal.wait_for("“6” is not on the scale")
    terminal.press("backspace")
    terminal.wait_for("leave empty to clear", gone="is not on the scale")
    answer(terminal, "5", said="PAY-11: estimate 5")
    terminal.wait_for("✓ why  ✓ criteria  ✓ estimate  ○ small")
    program.advance(minutes=9)
    ready_anyway(terminal, "PAY-11")


def ready_anyway(terminal: Terminal, key: str) -> None:
    """Mark the open story as ready although some checks are open; it stays on the screen."""
    terminal.press("6")
    terminal.wait_for(f"{key} has open checks", "ready anyway")
    terminal.press("1")
    notice(terminal, f"{key} ready, with open checks")
    terminal.wait_for("○ Ready, with open checks")


def second_story(terminal: Terminal, program: Program) -> None:
    """Make the second story ready, with a pause in between."""
    terminal.press("right")
    terminal.wait_for("PAY-12  Show the refund", "estimate 3 before")
    capture(terminal, "d", "The receipt names the refund, not its reason, because reasons are private", "D2")
    terminal.press("1")
    answer(terminal, "customers ask where their money is", said="PAY-12 why: customers ask")
    add_criterion(terminal, "The receipt shows the refunded amount below the total", number=1)
    terminal.press("5")
    answer(terminal, "3", said="PAY-12: estimate 3")
    terminal.press("space")
    notice(terminal, "clock paused")
    terminal.wait_for("paused", "space resume")
    program.advance(minutes=2)
    terminal.press("space")
    notice(terminal, "clock running")
    capture(terminal, "a", "Tell support about the receipt @ana tomorrow", "A3")
    capture(terminal, "p", "How do we refund gift cards?", "P1")
    capture(terminal, "n", "Design has drafts already", "N1")
    program.advance(minutes=7)
    ready_anyway(terminal, "PAY-12")


def wrap_up(terminal: Terminal, program: Program) -> None:
    """Decide on what is open, agree on the next session, close, leave."""
    terminal.press("]")
    notice(terminal, "Wrap-up started")
    terminal.wait_for("2 ready", "1 left to decide", "1 action without owner or date")
    terminal.press("1")
    notice(terminal, "1 item carried over")
    terminal.press("2")
    terminal.wait_for("Action item A2", "Ask the partners for their peak load")
    answer(terminal, "@chloe fri", said="A2 edited")
    terminal.press("3")
    answer(terminal, "fri 10:00", said="Next session: Fri 4 Dec 10:00")
    terminal.wait_for("Fri 4 Dec 2026 10:00")
    terminal.press("r")
    terminal.wait_for("enter done, answer", "▶ A3")
    terminal.press("enter")
    terminal.wait_for("enter done, answer", "A3 done", "✓ done")
    terminal.press("esc")
    notice(terminal, "A3 done")
    program.advance(minutes=6)
    terminal.press("5")
    terminal.wait_for("Close the session?", "close and write the minutes", "choose the marked one")
    terminal.press("1")
    terminal.wait_for("Closed. Minutes:", "reopen the session")
    terminal.press("esc")
    terminal.wait_for("Past sessions", "2 ready of 7")
    terminal.press("ctrl+q")


def test_minutes_are_what_they_were(held: Program) -> None:
    markdown = held.run("export", "last", "--output", "-").stdout
    if os.environ.get("REFINE_WRITE_GOLDEN"):
        GOLDEN.write_text(markdown, encoding="utf-8")
    assert markdown == GOLDEN.read_text(encoding="utf-8")


def test_closing_wrote_the_same_minutes_into_the_folder(held: Program, told: Any) -> None:
    names = {path.name for path in held.minutes_folder.iterdir() if not path.name.startswith(".")}
    stem = "2026-11-27-payments-refinement-minutes"
    assert names == {f"{stem}.md", f"{stem}.json"}
    markdown = (held.minutes_folder / f"{stem}.md").read_text(encoding="utf-8")
    assert markdown == GOLDEN.read_text(encoding="utf-8")
    exported = held.run("export", "last", "--format", "json").stdout
    assert (held.minutes_folder / f"{stem}.json").read_text(encoding="utf-8") == exported
    assert json.loads(exported) == told


def test_the_json_says_what_happened_to_each_item(told: Any) -> None:
    assert {item["key"]: item["outcome"] for item in told["items"]} == OUTCOMES
    reasons = {item["key"]: item["reason"] for item in told["items"] if item["reason"]}
    assert reasons == {
        "PAY-15": "Which banks, and since when",
        "PAY-16": "no room before sprint 44",
        "PAY-17": "the new importer replaced it",
    }
    first = told["items"][0]
    assert first["answers"] == {"valid": True, "urgent": False, "aligned": True}
    assert first["agreed_estimate"] == "5"
    assert len(first["acceptance_criteria"]) == 3
    assert first["url"] == "https://payments.example.atlassian.net/browse/PAY-11"
    assert first["seconds"] == (2 + 9) * 60
    assert {item["key"]: item["fate"] for item in told["items"] if item["fate"]} == {"PAY-18": "carried"}


def test_the_json_has_the_records_with_owner_date_and_reason(told: Any) -> None:
    assert [(each["id"], each["text"], each["because"], each["item"]) for each in told["decisions"]] == [
        ("D1", "Refunds below 50 € need no approval", "support decides on them already", None),
        ("D2", "The receipt names the refund, not its reason", "reasons are private", "PAY-12"),
    ]
    assert [(each["id"], each["owner"], each["due"], each["status"], each["item"]) for each in told["actions"]] == [
        ("A1", "Ben", "2026-12-03", "open", "PAY-15"),
        ("A2", "Chloé", "2026-12-04", "open", "PAY-18"),
        ("A3", "Ana", "2026-11-28", "done", "PAY-12"),
    ]
    assert [(each["id"], each["owner"], each["status"]) for each in told["questions"]] == [("Q1", "Ana", "open")]
    assert [each["text"] for each in told["parked"]] == ["How do we refund gift cards?"]
    assert [each["text"] for each in told["notes"]] == ["Design has drafts already"]


def test_the_json_has_the_session_its_people_and_its_times(told: Any) -> None:
    assert told["session"] == {
        "id": 1,
        "team": "Payments",
        "title": "Refinement 60",
        "goal": GOAL,
        "product_goal": "Fewer abandoned checkouts",
        "status": "closed",
        "started_at": "2026-11-27T09:00:00Z",
        "ended_at": "2026-11-27T09:40:00Z",
        "next_session_at": "2026-12-04T09:00:00Z",
        "planned_for": None,
        "zone": "Europe/Madrid",
    }
    assert [(each["name"], each["present"]) for each in told["people"]] == [
        ("Ana", True), ("Ben", True), ("Chloé", True), ("Dev", False),
    ]  # fmt: skip
    phases = [(each["kind"], each["spent_seconds"], each["extended_minutes"]) for each in told["phases"]]
    assert phases == [("kickoff", 240, 0), ("triage", 720, 0), ("deep_dive", 960, 1), ("wrap_up", 360, -1)]


def test_the_json_has_the_promised_names(told: Any) -> None:
    promised: dict[str, set[str]] = {
        "items": {"id", "key", "url", "title", "outcome", "reason", "answers", "seconds", "agreed_estimate", "votes"},
        "decisions": {"id", "text", "because", "item"},
        "actions": {"id", "text", "owner", "due", "status", "item"},
        "questions": {"id", "text", "status", "answer", "item"},
        "phases": {"kind", "title", "planned_minutes", "spent_seconds", "extended_minutes"},
    }
    for name, keys in promised.items():
        assert all(keys <= set(each) for each in told[name])


def test_the_lists_agree_with_the_session(held: Program, told: Any) -> None:
    planned, listed = held.json("sessions")
    assert (planned["status"], planned["planned_for"]) == ("planned", told["session"]["next_session_at"])
    assert {key: listed[key] for key in told["session"]} == told["session"]
    counts = ("brought", "ready", "decisions", "actions", "questions")
    assert tuple(listed[count] for count in counts) == (7, 2, 2, 3, 1)

    backlog = {item["key"]: item for item in held.json("items")}
    states = {key: item["state"] for key, item in backlog.items() if key in OUTCOMES}
    assert states == OUTCOMES | {"PAY-18": "next_session"}
    estimates = {key: item["estimate"] for key, item in backlog.items() if item["estimate"]}
    assert estimates == {"PAY-11": "5", "PAY-12": "3"}
    assert backlog["PAY-12"]["why"] == "customers ask where their money is"


def test_only_their_owner_can_read_what_was_written(held: Program) -> None:
    modes = {
        path: stat.S_IMODE(path.stat().st_mode)
        for path in (held.database, held.database.parent, held.minutes_folder, *held.minutes_folder.iterdir())
    }
    assert modes == {path: 0o700 if path.is_dir() else 0o600 for path in modes}
    beside = [path for path in held.database.parent.iterdir() if stat.S_IMODE(path.stat().st_mode) != 0o600]
    assert beside == []


def test_a_past_session_opens_from_home_and_shows_its_minutes(held: Program) -> None:
    with held.start() as terminal:
        terminal.wait_for("Planned", "Past sessions", "Payments · Refinement 60", "set up or start")
        terminal.press("j")
        terminal.wait_for("read the minutes")
        terminal.press("enter")
        terminal.wait_for("Minutes   Payments", "Refunds below 50", "reopen the session")
        terminal.press("esc")
        terminal.wait_for("Past sessions", gone="reopen the session")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0


def test_the_same_export_taken_in_again_doubles_nothing(program: Program) -> None:
    program.run("import", str(JIRA_EXPORT), "--team", "Payments")
    before = without_times(program.json("items"))
    with program.start_session("--items", str(JIRA_EXPORT)) as terminal:
        terminal.wait_for("7 unchanged, skipped 1 done")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert without_times(program.json("items")) == before
    assert len(program.json("show", "last")["items"]) == 7


def without_times(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return items without the moments at which they were seen."""
    return [{name: value for name, value in item.items() if not name.endswith("_at")} for item in items]
