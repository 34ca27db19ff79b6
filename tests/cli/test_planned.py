"""A session that is planned: it is listed, and whatever else is asked of it says what to do."""

from datetime import timedelta

import pytest

from refine_tui.domain import wrap_up
from refine_tui.domain.transitions import bind
from tests.cli.conftest import Machine
from tests.driver import Driver
from tests.support import GOAL, NINE, FakeClock, a_past_session, a_started_session

SESSIONS = """\
Payments

No.  When              Status   Items  Ready  Decisions  Actions  Questions  Goal
  2  2026-12-04 10:00  planned      0      0          0        0          0  Refinement 60
  1  2026-11-27 10:00  closed       3      0          0        0          0  {goal}
"""


def planning(machine: Machine) -> Driver:
    """Hold a session at the end of which the next one is planned, and return who held it."""
    facilitator = a_started_session(machine.facilitator().store)
    facilitator.apply(bind(wrap_up.set_next_session, at=NINE + timedelta(days=7)))
    facilitator.close()
    facilitator.leave()
    return facilitator


@pytest.fixture
def planned(machine: Machine) -> Machine:
    """Return a machine on which session 1 was held and session 2 is planned."""
    planning(machine).store.close()
    return machine


def test_planned_sessions_are_listed_with_their_day(planned: Machine) -> None:
    """In their own zone: ten in Berlin."""
    assert planned.run("sessions").stdout == SESSIONS.format(goal=GOAL)


def test_json_tells_for_when_a_session_is_planned(planned: Machine) -> None:
    """Null where it was not."""
    next_one, held = planned.json("sessions", "--json")

    assert (next_one["status"], next_one["planned_for"], next_one["started_at"]) == (
        "planned",
        "2026-12-04T09:00:00Z",
        None,
    )
    assert (held["status"], held["planned_for"]) == ("closed", None)


@pytest.mark.parametrize("command", [("show", "2"), ("show", "2", "--json"), ("export", "2")])
def test_a_planned_session_has_nothing_to_show_and_says_what_begins_it(
    planned: Machine, command: tuple[str, ...]
) -> None:
    """One sentence, status 1."""
    result = planned.run(*command)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "Session 2 has not started; it is planned for 2026-12-04 10:00: `refine start` begins it.\n"
    )


def test_a_planned_session_cannot_be_resumed(planned: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was not left: it has not started."""
    monkeypatch.setattr("refine_tui.cli.live_commands.is_terminal", lambda stream: True)
    monkeypatch.setenv("TERM", "xterm-256color")

    result = planned.run("resume", "2")

    assert result.exit_code == 1
    assert "`refine start` begins it" in result.stderr


def test_the_team_is_named_where_there_are_several(machine: Machine) -> None:
    """As a shell takes it."""
    facilitator = planning(machine)
    a_past_session(facilitator.store, FakeClock(NINE + timedelta(hours=2)), team="Blue Team")
    facilitator.store.close()

    assert "`refine start --team Payments` begins it" in machine.run("show", "2").stderr


def test_the_last_session_is_the_newest_that_has_begun(planned: Machine) -> None:
    """Not the one to come."""
    assert planned.json("show", "last", "--json")["session"]["id"] == 1
