"""The rehearsal: what its store holds, how fast its time goes, and that nothing of it stays."""

import os
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest

from refine_tui.application.application import Application
from refine_tui.application.session_clock import Tick
from refine_tui.cli.app_context import AppContext
from refine_tui.cli.demo import play_demo_script, temporary_folder
from refine_tui.clock import FasterClock
from refine_tui.domain.dispositions import CarryOver
from refine_tui.domain.records import ActionReview, ActionStatus
from refine_tui.domain.session import RefinementSession, SessionStatus
from tests.cli.conftest import Machine
from tests.driver import Driver
from tests.support import NINE, FakeClock, a_started_session


@pytest.fixture
def context(machine: Machine) -> AppContext:
    """Return the context of a machine on which the past was played."""
    context = AppContext(database=machine.database)
    agendas = {agenda.id: agenda for agenda, _ in context.available_agendas.agendas}
    play_demo_script(context, agenda=agendas["refinement-60"])
    return context


def sessions(application: Application) -> list[RefinementSession]:
    """Return the sessions of the store that were held, the oldest first."""
    held = (summary for summary in application.views.sessions() if summary.status is not SessionStatus.PLANNED)
    return [application.views.session(summary.id) for summary in reversed(list(held))]


def test_the_backlog_has_enough_for_an_hour(context: AppContext) -> None:
    """Twenty items, some of them new, some of them for the deep dive."""
    with context.application() as application:
        (team,) = application.views.team_names()
        backlog = application.views.backlog(team)
        pending = application.views.pending_items(team)
    assert backlog is not None
    items = backlog.items

    assert len(items) == 20
    assert len(pending.new) == 8
    assert len(pending.candidates) == 3
    assert all(item.key and item.type and item.reporter and item.description and item.created for item in items)


def test_two_sessions_were_held_and_closed(context: AppContext) -> None:
    """Two weeks ago and one week ago, each within the hour."""
    with context.application() as application:
        past = sessions(application)

    assert [session.status for session in past] == [SessionStatus.CLOSED] * 2
    assert [(NINE - session.started_at).days for session in past if session.started_at] == [13, 6]
    assert all(session.decisions and session.questions and session.actions for session in past)
    assert any(item.carry_over is CarryOver.CARRIED for item in past[1].items)
    assert [len(session.people) for session in past] == [6, 6]


def test_the_next_session_is_planned_for_today(context: AppContext) -> None:
    """Within the next half hour, with the people of the last one."""
    with context.application() as application:
        newest, last, _ = application.views.sessions()
        planned = application.views.session(newest.id)

    assert planned.status is SessionStatus.PLANNED
    assert planned.follows == last.id
    assert planned.planned_for == last.next_session_at == NINE + timedelta(minutes=30)
    assert len(planned.people) == 6


def test_the_second_session_took_up_what_the_first_had_left(context: AppContext) -> None:
    """What was promised is asked for, a question from before is answered."""
    with context.application() as application:
        first, second = sessions(application)

    assert second.follows == first.id
    assert [earlier.review for earlier in second.earlier_actions] == [ActionReview.KEPT] * 2
    assert [question.answer for question in second.earlier_questions] == ["", "Half of its price"]


def test_something_was_promised_and_one_thing_is_late(context: AppContext) -> None:
    """So that the next kick-off has something to ask for."""
    with context.application() as application:
        actions = [action for session in sessions(application) for action in session.actions]

    waiting = [action for action in actions if action.status is ActionStatus.OPEN]
    assert len(waiting) > 2
    assert len([action for action in waiting if action.due and action.due < NINE.date()]) == 1
    assert any(action.status is ActionStatus.DONE for action in actions)
    assert any(action.gaps for action in waiting)


def test_faster_time_goes_so_many_times_as_fast() -> None:
    """From the same start, and all its readings alike."""
    clock = FakeClock()
    faster = FasterClock(clock, 60)
    began = faster.monotonic()

    clock.advance(seconds=60)

    assert faster.now() - NINE == timedelta(hours=1)
    assert faster.monotonic() - began == faster.awake() - began == 3600


def test_faster_time_is_never_taken_for_sleep(machine: Machine) -> None:
    """Neither when it runs, nor after the machine has really slept: the rehearsal goes on where it was."""
    clock = FakeClock()
    facilitator = Driver(machine.facilitator().store, FasterClock(clock, 600))
    a_started_session(facilitator.store)
    facilitator.store.unlock_session()
    facilitator.resume(1)

    found = [facilitator.tick()]
    for _ in range(20):
        clock.advance(seconds=0.5)
        found.append(facilitator.tick())
    clock.sleep(minutes=30)
    found.append(facilitator.tick())

    assert set(found) == {Tick()}
    assert facilitator.now() - NINE == timedelta(seconds=6000)
    facilitator.leave()
    facilitator.store.close()


def test_the_folder_goes_when_the_app_crashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of a rehearsal stays."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def crash() -> None:
        with temporary_folder() as folder:
            (folder / "refine.db").touch()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        crash()

    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="only there can a process be asked for")
def test_what_a_killed_rehearsal_left_is_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """But not what a living one uses."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    (tmp_path / f"refine-demo-{gone.pid}-abc").mkdir()
    living = tmp_path / f"refine-demo-{os.getppid()}-abc"
    living.mkdir()

    with temporary_folder():
        pass

    assert list(tmp_path.iterdir()) == [living]
