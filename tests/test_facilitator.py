"""The one door to change: what a session is after a kill, a sleep, an undo, a later session."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from refine_tui.domain import clock_steps, deep_dive, recording, triage, wrap_up
from refine_tui.domain.errors import DomainError, RefineError
from refine_tui.domain.session import Outcome, SessionStatus
from refine_tui.domain.triage import Disposition
from refine_tui.facilitator import Facilitator
from refine_tui.minutes.markdown import render_markdown
from refine_tui.store.database import SqlStore, open_store
from tests.support import FakeClock, a_facilitator, a_started_session, an_opening, items


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "refine.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqlStore]:
    opened = open_store(path)
    yield opened
    opened.close()


def killed(facilitator: Facilitator) -> None:
    """Let go of the session as a kill does: nothing is paused, nothing is said."""
    facilitator.store.release()


def test_a_forbidden_step_leaves_the_session_as_it_was(store: SqlStore, clock: FakeClock) -> None:
    facilitator = a_started_session(store, clock)
    before = facilitator.session

    with pytest.raises(DomainError, match="running already"):
        facilitator.apply(clock_steps.go_on)

    assert facilitator.session is before


def test_after_a_kill_of_a_few_minutes_the_time_counts(store: SqlStore, clock: FakeClock) -> None:
    facilitator = a_started_session(store, clock)
    clock.advance(minutes=2)
    facilitator.heartbeat()
    killed(facilitator)
    clock.advance(minutes=10)

    again = a_facilitator(store, clock)
    back = again.resume(facilitator.session.id)

    assert (back.was_running, back.counted, back.away) == (True, True, timedelta(minutes=10))
    assert again.session.timebox(0).elapsed(clock.now()) == timedelta(minutes=12)


def test_after_a_kill_of_an_hour_the_time_is_left_out_until_one_key_counts_it(
    store: SqlStore, clock: FakeClock
) -> None:
    facilitator = a_started_session(store, clock)
    clock.advance(minutes=2)
    facilitator.heartbeat()
    killed(facilitator)
    clock.advance(minutes=60)

    again = a_facilitator(store, clock)
    back = again.resume(facilitator.session.id)
    left_out = again.session.timebox(0).elapsed(clock.now())
    again.apply(clock_steps.flip_absence)

    assert not back.counted
    assert left_out == timedelta(minutes=2)
    assert again.session.timebox(0).elapsed(clock.now()) == timedelta(minutes=62)


def test_leaving_pauses_so_that_coming_back_costs_no_time(store: SqlStore, clock: FakeClock) -> None:
    facilitator = a_started_session(store, clock)
    session_id = facilitator.session.id
    clock.advance(minutes=3)
    facilitator.leave()
    clock.advance(minutes=90)

    again = a_facilitator(store, clock)
    back = again.resume(session_id)

    assert not back.was_running
    assert again.session.timebox(0).elapsed(clock.now()) == timedelta(minutes=3)


def test_a_sleep_of_the_machine_is_noticed_at_the_next_tick(store: SqlStore, clock: FakeClock) -> None:
    facilitator = a_started_session(store, clock)
    facilitator.tick()
    clock.advance(minutes=1)
    awake = facilitator.tick()
    clock.sleep(minutes=40)
    slept = facilitator.tick()

    assert (awake, slept) == (False, True)
    assert facilitator.session.timebox(0).elapsed(clock.now()) == timedelta(minutes=1)


def test_undoing_a_pause_lets_the_time_since_count(store: SqlStore, clock: FakeClock) -> None:
    facilitator = a_started_session(store, clock)
    clock.advance(minutes=1)
    facilitator.apply(clock_steps.pause)
    clock.advance(minutes=4)
    words = facilitator.undo()

    assert words == "pause"
    assert facilitator.session.is_running
    assert facilitator.session.timebox(0).elapsed(clock.now()) == timedelta(minutes=5)


def test_undo_puts_the_item_back_on_the_screen(store: SqlStore, clock: FakeClock) -> None:
    facilitator = a_started_session(store, clock)
    facilitator.apply(clock_steps.next_phase)
    first = facilitator.session.open_item
    facilitator.apply(triage.dispose, item=first, disposition=Disposition.LATER)
    facilitator.undo()

    assert facilitator.session.open_item == first
    assert facilitator.session.attention[-1].item == first


def test_a_question_about_information_never_takes_over_somebodys_action_item(store: SqlStore, clock: FakeClock) -> None:
    facilitator = a_started_session(store, clock)
    facilitator.apply(clock_steps.next_phase)
    item = facilitator.session.triage_items[0].id
    facilitator.apply(recording.act, text="Draw the flow", item=item)
    facilitator.apply(triage.dispose, item=item, disposition=Disposition.NEEDS_INFORMATION)
    facilitator.apply(triage.want_information, item=item, text="Which fields?")

    assert [action.text for action in facilitator.session.actions] == ["Draw the flow", "Which fields?"]


def test_a_later_session_leaves_the_minutes_of_a_closed_one_alone(store: SqlStore, clock: FakeClock) -> None:
    first = a_started_session(store, clock, new=0, candidates=1)
    item = first.session.candidates[0].id
    first.apply(deep_dive.mark_not_ready, item=item, reason="no criteria")
    first.apply(wrap_up.close)
    closed = first.session
    minutes = render_markdown(closed, now=clock.now())
    first.leave()
    clock.advance(minutes=60 * 24 * 7)

    later = a_facilitator(store, clock)
    later.start(an_opening())
    later.apply(deep_dive.add_criterion, item=item, text="A card that is declined is told so")

    assert later.session.candidates[0].item.acceptance_criteria
    assert store.load(closed.id) == closed
    assert render_markdown(store.load(closed.id), now=clock.now()) == minutes


def test_a_session_that_is_opened_again_shows_its_items_as_they_are_now(store: SqlStore, clock: FakeClock) -> None:
    first = a_started_session(store, clock, new=1)
    first.apply(wrap_up.close)
    session_id = first.session.id
    first.leave()
    fresh = items(1)[0]

    first.take_in("Payments", (replace(fresh, title="A better title"),), source="jira-csv")

    again = a_facilitator(store, clock)
    again.resume(session_id)
    before = again.session.items[0].item.title
    again.reopen()

    assert (before, again.session.items[0].item.title) == (fresh.title, "A better title")
    assert again.session.status is SessionStatus.RUNNING
    assert not again.session.is_running


def test_closing_carries_what_nobody_settled(store: SqlStore, clock: FakeClock) -> None:
    facilitator = a_started_session(store, clock, new=2)
    facilitator.apply(wrap_up.close)

    assert [item.outcome for item in facilitator.session.items] == [Outcome.NOT_REACHED] * 2
    assert len(facilitator.waiting("Payments").new) == 2


def test_the_only_team_is_meant_where_none_is_named(store: SqlStore, clock: FakeClock) -> None:
    facilitator = a_facilitator(store, clock)
    before = facilitator.team_name()
    facilitator.take_in("Payments", items(1), source="text")

    assert (before, facilitator.team_name(), facilitator.team_name(" Ferry ")) == ("Team", "Payments", "Ferry")


def test_a_session_that_runs_elsewhere_is_refused_with_a_sentence(
    path: Path, store: SqlStore, clock: FakeClock
) -> None:
    facilitator = a_started_session(store, clock)
    other = open_store(path)
    try:
        with pytest.raises(RefineError, match="open in another terminal"):
            a_facilitator(other, clock).resume(facilitator.session.id)
    finally:
        other.close()
