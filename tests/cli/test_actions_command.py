"""``refine actions``: who promised what until when, and that it is done or dropped."""

from datetime import date

import pytest

from refine_tui.domain import recording
from refine_tui.domain.transitions import bind
from tests.cli.conftest import Machine
from tests.driver import Driver
from tests.support import TEAM, FakeClock, a_past_session, a_started_session

OPEN = """\
Payments · 4 action items, 1 overdue

No.  Action item                          Owner     Due                 Item    Session
A2   Ask Legal about refund codes         Chloé     2026-11-20 overdue  PAY-12        1
A1   Größe und 日本語 messen              Ben       2026-11-27                        1
A4   Order two card readers for the test  Ana Lima  2026-12-04          PAY-11        1
A3   Tell support                         no owner  no date                           1
"""

ALL = """\
Payments · 4 action items

No.  Action item                          Owner     Due         Status   Item    Session
A1   Größe und 日本語 messen              Ben       2026-11-27  open                   1
A3   Tell support                         no owner  no date     open                   1
A2   Ask Legal about refund codes         Chloé     2026-11-20  done     PAY-12        1
A4   Order two card readers for the test  Ana Lima  2026-12-04  dropped  PAY-11        1
"""

ACTION = {"id", "text", "owner", "due", "status", "item", "team", "session", "overdue"}


def close(facilitator: Driver) -> None:
    """Let go of the session and of the store."""
    facilitator.leave()
    facilitator.store.close()


@pytest.fixture
def promised(machine: Machine) -> Machine:
    """Return a machine on which four action items were recorded."""
    facilitator = a_started_session(machine.facilitator().store)
    facilitator.apply(bind(recording.add_action, text="Größe und 日本語 messen", owner="Ben", due=date(2026, 11, 27)))
    facilitator.apply(
        bind(recording.add_action, text="Ask Legal about refund codes", owner="Chloé", due=date(2026, 11, 20), item=2)
    )
    facilitator.apply(bind(recording.add_action, text="Tell support"))
    facilitator.apply(
        bind(
            recording.add_action,
            text="Order two card readers for the test",
            owner="Ana Lima",
            due=date(2026, 12, 4),
            item=1,
        )
    )
    facilitator.close()
    close(facilitator)
    return machine


def test_open_action_items_are_listed_by_their_day(promised: Machine) -> None:
    """What is late says so; what is missing is named; today is not late."""
    assert promised.run("actions").stdout == OPEN


def test_all_of_them_are_listed_with_what_became_of_each(promised: Machine) -> None:
    """The open ones first."""
    promised.run("actions", "done", "A2")
    promised.run("actions", "drop", "A4")

    assert promised.run("actions", "--all").stdout == ALL


def test_only_what_is_late_can_be_listed(promised: Machine) -> None:
    """And nothing once it is done."""
    assert [action["id"] for action in promised.json("actions", "--overdue", "--json")] == ["A2"]

    promised.run("actions", "done", "A2")

    result = promised.run("actions", "--overdue")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Nothing is overdue.\n")


@pytest.mark.parametrize(("owner", "ids"), [("chloe", ["A2"]), ("@Chloé", ["A2"]), ("lima", ["A4"]), ("Nobody", [])])
def test_an_owner_is_meant_by_a_part_of_the_name(promised: Machine, owner: str, ids: list[str]) -> None:
    """Without case and accents."""
    assert [action["id"] for action in promised.json("actions", "--owner", owner, "--json")] == ids


@pytest.mark.parametrize("owner", ["@lukasz", "o'brien", "Łukasz O’Brien"])
def test_an_owner_is_found_however_the_name_is_typed(machine: Machine, owner: str) -> None:
    facilitator = a_started_session(machine.facilitator().store)
    facilitator.apply(bind(recording.add_action, text="Tell support", owner="Łukasz O’Brien"))
    close(facilitator)

    assert [action["id"] for action in machine.json("actions", "--owner", owner, "--json")] == ["A1"]


def test_an_owner_without_any_is_told_who_has_some(promised: Machine) -> None:
    """Most likely the name was mistyped."""
    result = promised.run("actions", "--owner", "Clhoe")

    assert result.stderr == "No action items of “Clhoe”; the owners are Ana Lima, Ben, Chloé.\n"


def test_json_has_the_names_of_the_contract(promised: Machine) -> None:
    """Scripts rely on each of them; what is absent is null."""
    late, _, _, gap = promised.json("actions", "--json")

    assert set(late) >= ACTION
    assert late | {"id": "A2", "due": "2026-11-20", "item": "PAY-12", "team": TEAM, "session": 1} == late
    assert late["overdue"] is True
    assert (gap["owner"], gap["due"], gap["item"], gap["status"], gap["overdue"]) == (None, None, None, "open", False)


def test_several_are_closed_at_once(promised: Machine) -> None:
    """With their letter or without; each is named again, so that a slip is seen."""
    result = promised.run("actions", "done", "A1", "4", "a3", "A1")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "A1 done: Größe und 日本語 messen",
        "A4 done: Order two card readers for the test",
        "A3 done: Tell support",
    ]
    assert [action["id"] for action in promised.json("actions", "--json")] == ["A2"]


def test_one_that_does_not_exist_does_not_keep_the_others(promised: Machine) -> None:
    """It is told, and the status is 1."""
    result = promised.run("actions", "drop", "A1", "A77", "A3")

    assert result.exit_code == 1
    assert [line[:3] for line in result.stdout.splitlines()] == ["A1 ", "A3 "]
    assert "A77" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_number_that_is_none_settles_nothing(promised: Machine) -> None:
    """It is wrong usage, found before anything is done."""
    assert promised.run("actions", "done", "A1", "D2").exit_code == 2
    assert len(promised.json("actions", "--json")) == 4


@pytest.mark.parametrize("before", [True, False])
def test_the_team_can_be_named_before_and_behind_what_is_to_be_done(machine: Machine, before: bool) -> None:
    """Numbers run on per team: A1 of another team stays as it is."""
    facilitator, clock = machine.facilitator(), FakeClock()
    a_past_session(facilitator.store, clock, team="Kestrel", actions=1)
    a_past_session(facilitator.store, clock, team=TEAM, actions=1)
    close(facilitator)

    command = ("--team", "kestrel", "done", "A1") if before else ("done", "A1", "--team", "kestrel")
    assert machine.run("actions", *command).exit_code == 0

    assert machine.json("actions", "--team", "Kestrel", "--json") == []
    assert [action["id"] for action in machine.json("actions", "--json")] == ["A1"]


def test_nothing_yet_is_a_sentence_for_people_and_an_empty_list_for_scripts(machine: Machine) -> None:
    """Which of the two is meant stands on the command line."""
    assert machine.json("actions", "--json") == []
    assert machine.run("actions").stderr.startswith("No action items yet")


def test_nothing_open_says_where_the_rest_is(promised: Machine) -> None:
    """They are not gone."""
    promised.run("actions", "done", "1", "2", "3", "4")

    result = promised.run("actions")
    assert (result.stdout, result.stderr) == (
        "",
        "No open action items. `refine actions --all` lists the closed ones.\n",
    )
