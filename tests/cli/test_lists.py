"""``refine items``, ``sessions``, ``show`` and ``export``: the texts for people and the JSON for scripts."""

import re
from pathlib import Path

import pytest

from refine_tui.cli import session_commands
from refine_tui.domain import deep_dive, recording, timekeeping, triage, wrap_up
from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.domain.dispositions import Disposition
from refine_tui.domain.transitions import bind
from tests.cli.conftest import Machine
from tests.driver import StoreDriver
from tests.support import GOAL, TEAM, FakeClock, a_setup

ITEMS = """\
Payments · 3 items

#  Item    State         Type   Est.   Age  Title
1  PAY-11  ready         Story     5  57 d  Partial refunds in the checkout
2  #2      next session                     Größe und 日本語 🧑‍💻
3  PAY-13  not now       Bug          10 d  Retry a declined card
"""

SESSIONS = """\
Payments

No.  When              Status  Items  Ready  Decisions  Actions  Questions  Goal
  1  2026-11-27 10:00  closed      3      1          1        1          0  {goal}
"""

SESSION = {"id", "team", "title", "goal", "product_goal", "status", "started_at", "ended_at", "next_session_at"}
WHOLE = {"session", "people", "phases", "items", "decisions", "actions", "questions", "parked", "notes"}
ITEM = {
    "id", "key", "url", "title", "description", "why", "type", "status", "labels", "reporter", "assignee", "created",
    "updated", "priority", "estimate", "acceptance_criteria", "parent", "links", "state", "rank", "source",
}  # fmt: skip
OUTCOME = {"outcome", "reason", "answers", "seconds", "agreed_estimate", "votes", "checks"}

IMPORTED = (
    ImportedItem(key="PAY-11", title="Partial refunds in the checkout", type="Story", created="2026-10-01"),
    ImportedItem(title="Größe und 日本語 🧑‍💻", created="sometime"),
    ImportedItem(key="PAY-13", title="Retry a declined card", type="Bug", created="2026-11-17T10:00:00+00:00"),
)


@pytest.fixture
def held(machine: Machine) -> Machine:
    """Return a machine on which one session was held and closed."""
    clock = FakeClock()
    facilitator = machine.facilitator(clock)
    facilitator.import_items(TEAM, IMPORTED, source="jira-csv")
    facilitator.start(a_setup())
    clock.advance(minutes=4)
    facilitator.apply(bind(timekeeping.next_phase))
    facilitator.apply(bind(triage.set_disposition, item=1, disposition=Disposition.DEEP_DIVE))
    facilitator.apply(bind(triage.set_disposition, item=2, disposition=Disposition.NEXT_SESSION))
    facilitator.apply(bind(triage.set_disposition, item=3, disposition=Disposition.NOT_NOW))
    facilitator.apply(bind(timekeeping.next_phase))
    clock.advance(minutes=20)
    facilitator.apply(bind(recording.add_decision, text="Refunds wait for Legal", because="the fees are open", item=1))
    facilitator.apply(bind(recording.add_action, text="Ask Legal", owner="Ben", item=1))
    facilitator.apply(bind(deep_dive.set_estimate, item=1, value="5"))
    facilitator.apply(bind(deep_dive.mark_ready, item=1))
    clock.advance(minutes=20)
    facilitator.apply(bind(wrap_up.close))
    facilitator.leave(paused=False)
    assert isinstance(facilitator.store, StoreDriver)
    facilitator.store.close()
    return machine


def test_items_are_lined_up_by_what_a_terminal_shows(held: Machine) -> None:
    """Wide letters, joined emoji, an item without a key, a date that nobody can read."""
    assert held.run("items").stdout == ITEMS


def test_sessions_are_listed_in_their_own_zone(held: Machine) -> None:
    """Ten in Berlin, where the session was, not nine."""
    assert held.run("sessions").stdout == SESSIONS.format(goal=GOAL)


def test_nothing_yet_says_what_to_do(machine: Machine) -> None:
    """On standard error: the list itself is empty."""
    for command, advice in (("items", "refine import backlog.csv"), ("sessions", "refine start")):
        result = machine.run(command)
        assert (result.exit_code, result.stdout) == (0, "")
        assert advice in result.stderr


def test_nothing_yet_is_an_empty_list_for_scripts(machine: Machine) -> None:
    """Not a sentence."""
    assert machine.json("items", "--json") == []
    assert machine.json("sessions", "--json") == []


def test_json_has_the_names_of_the_contract(held: Machine) -> None:
    """Scripts rely on each of them; more may come."""
    shown = held.json("show", "last", "--json")

    assert set(shown) >= WHOLE
    assert set(shown["session"]) >= SESSION
    assert set(shown["items"][0]) >= ITEM | OUTCOME
    assert set(held.json("items", "--json")[0]) >= ITEM
    assert set(held.json("sessions", "--json")[0]) >= SESSION
    assert [decision["because"] for decision in shown["decisions"]] == ["the fees are open"]


def test_show_is_the_minutes_without_their_signs(held: Machine) -> None:
    """People read it; export hands out the Markdown."""
    text = held.run("show", "1").stdout

    assert "Refunds wait for Legal, because the fees are open" in text
    assert "☐ A1 Ask Legal" in text
    assert "**" not in text
    assert "\n#" not in text


def test_show_keeps_its_lines_within_a_readable_width(held: Machine) -> None:
    """Also where standard output is no terminal."""
    lines = held.run("show", "last").stdout.splitlines()

    assert max(len(line) for line in lines) <= session_commands.MAX_LINE_WIDTH


def test_export_goes_to_standard_output_where_that_is_no_terminal(held: Machine) -> None:
    """So that it can be piped; nothing else is printed."""
    result = held.run("export", "last")

    assert result.exit_code == 0
    assert result.stdout.startswith("# Refinement – Payments – 2026-11-27")
    assert result.stderr == ""


def test_export_as_json_is_what_show_gives(held: Machine) -> None:
    """One shape for both."""
    assert held.json("export", "1", "--format", "json") == held.json("show", "1", "--json")


def test_export_into_a_folder_chooses_the_name_and_prints_it(held: Machine) -> None:
    """The path is the result."""
    result = held.run("export", "1", "--output", str(held.home))

    path = Path(result.stdout.strip())
    assert path.parent == held.home
    assert path.read_text(encoding="utf-8").startswith("# Refinement")


def test_export_never_goes_over_a_file_unless_forced(held: Machine) -> None:
    """What stands there may be somebody's work."""
    mine = held.write("mine.md", "my own words")

    refused = held.run("export", "1", "--output", "mine.md")
    assert refused.exit_code == 1
    assert "--force" in refused.stderr
    assert mine.read_text(encoding="utf-8") == "my own words"

    assert held.run("export", "1", "--output", "mine.md", "--force").exit_code == 0
    assert mine.read_text(encoding="utf-8").startswith("# Refinement")


def test_export_at_a_terminal_writes_into_the_minutes_folder(held: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """And again replaces our own file, as closing the session does."""
    monkeypatch.setattr("refine_tui.cli.export_command.is_terminal", lambda stream: True)

    first, second = (held.run("export", "1").stdout.strip() for _ in range(2))

    assert first == second
    assert Path(first).parent == held.home / "Documents" / "refine-minutes"


def test_a_template_of_the_team_takes_the_place_of_ours(held: Machine) -> None:
    """For show and for export."""
    held.write(".config/refine/templates/minutes.md.j2", "Ours: {{ minutes.goal }}\n")

    assert held.run("export", "1").stdout.startswith("Ours: ")


def test_hostile_text_steers_no_terminal(machine: Machine) -> None:
    """Neither from a file's content nor from its name or an option."""
    evil = "\x1b]0;owned\x07\x1b[31mRed\x1b[0m \u202eevil\u202c \x9b2J\x00"
    machine.write("evil.csv", f"Issue key,Summary,Issue Type,Labels\nE-1,{evil} title,{evil},{evil}\nE-2,,{evil},\n")
    commands = (
        ("import", "evil.csv", "--team", evil.replace("\x00", ""), "--dry-run"),
        ("import", "evil.csv"),
        ("items",),
        ("items", "--json"),
        ("items", "--team", "\x1b[31mnobody"),
        ("import", "\x1b[31mmissing.csv"),
        ("export", "\x1b[31mlast"),
        ("agendas", "show", "\x1b]0;owned\x07"),
        ("\x1b[31mitms",),
    )
    for command in commands:
        result = machine.run(*command)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", result.output), command
