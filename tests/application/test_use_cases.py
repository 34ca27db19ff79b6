"""The one door to change: what a session is after a kill, a sleep, an undo, a later session."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from refine_tui.application.session_clock import Tick
from refine_tui.domain import attendance, carried_over, deep_dive, readiness, recording, timekeeping, triage, wrap_up
from refine_tui.domain.clock_reading import read_clock
from refine_tui.domain.dispositions import Disposition, Outcome
from refine_tui.domain.errors import DomainError, RefineError
from refine_tui.domain.people import Participant
from refine_tui.domain.records import ActionReview, ActionStatus
from refine_tui.domain.session import SessionStatus
from refine_tui.domain.transitions import bind
from refine_tui.minutes.document import document_of
from refine_tui.minutes.markdown import render_markdown
from tests.driver import Driver, StoreDriver, open_store
from tests.support import (
    NINE,
    PEOPLE,
    TEAM,
    FakeClock,
    a_facilitator,
    a_past_session,
    a_setup,
    a_started_session,
    an_agenda,
    items,
)

NEXT_WEEK = NINE + timedelta(days=7)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "refine.db"


@pytest.fixture
def store(path: Path) -> Iterator[StoreDriver]:
    opened = open_store(path)
    yield opened
    opened.close()


def killed(facilitator: Driver) -> None:
    """Let go of the session as a kill does: nothing is paused, nothing is said."""
    facilitator.store.unlock_session()


def test_a_forbidden_step_leaves_the_session_as_it_was(store: StoreDriver, clock: FakeClock) -> None:
    facilitator = a_started_session(store, clock)
    before = facilitator.session

    with pytest.raises(DomainError, match="running already"):
        facilitator.apply(bind(timekeeping.resume))

    assert facilitator.session is before


def test_after_a_kill_of_a_few_minutes_the_time_counts(store: StoreDriver, clock: FakeClock) -> None:
    facilitator = a_started_session(store, clock)
    clock.advance(minutes=2)
    facilitator.heartbeat()
    killed(facilitator)
    clock.advance(minutes=10)

    again = a_facilitator(store, clock)
    back = again.resume(facilitator.session.id)

    assert (back.was_running, back.counted, back.away) == (True, True, timedelta(minutes=10))
    assert read_clock(again.session, clock.now()).phases[0].elapsed == timedelta(minutes=12)


def test_after_a_kill_of_an_hour_the_time_is_left_out_until_one_key_counts_it(
    store: StoreDriver, clock: FakeClock
) -> None:
    facilitator = a_started_session(store, clock)
    clock.advance(minutes=2)
    facilitator.heartbeat()
    killed(facilitator)
    clock.advance(minutes=60)

    again = a_facilitator(store, clock)
    back = again.resume(facilitator.session.id)
    left_out = read_clock(again.session, clock.now()).phases[0].elapsed
    again.apply(bind(timekeeping.toggle_absence))

    assert not back.counted
    assert left_out == timedelta(minutes=2)
    assert read_clock(again.session, clock.now()).phases[0].elapsed == timedelta(minutes=62)


def test_leaving_pauses_so_that_coming_back_costs_no_time(store: StoreDriver, clock: FakeClock) -> None:
    facilitator = a_started_session(store, clock)
    session_id = facilitator.session.id
    clock.advance(minutes=3)
    facilitator.leave()
    clock.advance(minutes=90)

    again = a_facilitator(store, clock)
    back = again.resume(session_id)

    assert not back.was_running
    assert read_clock(again.session, clock.now()).phases[0].elapsed == timedelta(minutes=3)


def test_a_sleep_of_the_machine_is_noticed_at_the_next_tick(store: StoreDriver, clock: FakeClock) -> None:
    facilitator = a_started_session(store, clock)
    facilitator.tick()
    clock.advance(minutes=1)
    awake = facilitator.tick()
    clock.sleep(minutes=40)
    slept = facilitator.tick()

    assert awake == Tick()
    assert slept == Tick(absence=facilitator.session.absences[-1])
    assert read_clock(facilitator.session, clock.now()).phases[0].elapsed == timedelta(minutes=1)


def test_undoing_a_pause_lets_the_time_since_count(store: StoreDriver, clock: FakeClock) -> None:
    facilitator = a_started_session(store, clock)
    clock.advance(minutes=1)
    facilitator.apply(bind(timekeeping.pause))
    clock.advance(minutes=4)
    words = facilitator.undo()

    assert words == "clock paused"
    assert facilitator.session.is_running
    assert read_clock(facilitator.session, clock.now()).phases[0].elapsed == timedelta(minutes=5)


def test_undo_puts_the_item_back_on_the_screen(store: StoreDriver, clock: FakeClock) -> None:
    facilitator = a_started_session(store, clock)
    facilitator.apply(bind(timekeeping.next_phase))
    first = facilitator.session.open_item
    facilitator.apply(bind(triage.set_disposition, item=first, disposition=Disposition.LATER))
    facilitator.undo()

    assert facilitator.session.open_item == first
    assert facilitator.session.item_focus[-1].item == first


def test_a_question_about_information_never_takes_over_somebodys_action_item(
    store: StoreDriver, clock: FakeClock
) -> None:
    facilitator = a_started_session(store, clock)
    facilitator.apply(bind(timekeeping.next_phase))
    item = facilitator.session.triage_items[0].id
    facilitator.apply(bind(recording.add_action, text="Draw the flow", item=item))
    facilitator.apply(bind(triage.set_disposition, item=item, disposition=Disposition.NEEDS_INFORMATION))
    facilitator.apply(bind(triage.request_information, item=item, text="Which fields?"))

    assert [action.text for action in facilitator.session.actions] == ["Draw the flow", "Which fields?"]


def test_a_later_session_leaves_the_minutes_of_a_closed_one_alone(store: StoreDriver, clock: FakeClock) -> None:
    first = a_started_session(store, clock, new=0, candidates=1)
    item = first.session.candidates[0].id
    first.apply(bind(deep_dive.mark_not_ready, item=item, reason="no criteria"))
    first.apply(bind(wrap_up.close))
    closed = first.session
    minutes = render_markdown(document_of(closed, now=clock.now()))
    first.leave()
    clock.advance(minutes=60 * 24 * 7)

    later = a_facilitator(store, clock)
    later.start(a_setup())
    later.apply(bind(deep_dive.add_criterion, item=item, text="A card that is declined is told so"))

    assert later.session.candidates[0].item.acceptance_criteria
    assert store.load(closed.id) == closed
    assert render_markdown(document_of(store.load(closed.id), now=clock.now())) == minutes


def test_a_session_that_is_opened_again_shows_its_items_as_they_are_now(store: StoreDriver, clock: FakeClock) -> None:
    first = a_started_session(store, clock, new=1)
    first.apply(bind(wrap_up.close))
    session_id = first.session.id
    first.leave()
    fresh = items(1)[0]

    first.import_items("Payments", (replace(fresh, title="A better title"),), source="jira-csv")

    again = a_facilitator(store, clock)
    again.resume(session_id)
    before = again.session.items[0].item.title
    again.reopen()

    assert (before, again.session.items[0].item.title) == (fresh.title, "A better title")
    assert again.session.status is SessionStatus.RUNNING
    assert not again.session.is_running


def test_closing_carries_what_nobody_settled(store: StoreDriver, clock: FakeClock) -> None:
    facilitator = a_started_session(store, clock, new=2)
    facilitator.apply(bind(wrap_up.close))

    assert [item.outcome for item in facilitator.session.items] == [Outcome.NOT_REACHED] * 2
    assert len(facilitator.pending_items("Payments").new) == 2


def test_the_only_team_is_meant_where_none_is_named(store: StoreDriver, clock: FakeClock) -> None:
    facilitator = a_facilitator(store, clock)
    before = facilitator.team_name()
    facilitator.import_items("Payments", items(1), source="text")

    assert (before, facilitator.team_name(), facilitator.team_name(" Ferry ")) == ("Team", "Payments", "Ferry")


def test_a_session_that_runs_elsewhere_is_refused_with_a_sentence(
    path: Path, store: StoreDriver, clock: FakeClock
) -> None:
    facilitator = a_started_session(store, clock)
    other = open_store(path)
    try:
        with pytest.raises(RefineError, match="open in another terminal"):
            a_facilitator(other, clock).resume(facilitator.session.id)
    finally:
        other.close()


def planned_numbers(store: StoreDriver) -> list[int]:
    """Return the numbers of the sessions that are planned."""
    return [summary.id for summary in store.summaries() if summary.status is SessionStatus.PLANNED]


def test_closing_plans_one_session_for_the_day_that_was_settled(store: StoreDriver, clock: FakeClock) -> None:
    facilitator = a_started_session(store, clock)
    facilitator.apply(bind(wrap_up.set_next_session, at=NEXT_WEEK))
    facilitator.apply(bind(recording.add_action, text="Ask Legal"))
    closed = facilitator.close()
    planned = store.load(2)

    assert (closed.id, closed.status) == (1, SessionStatus.CLOSED)
    assert facilitator.session == closed == store.load(1)
    assert planned_numbers(store) == [2]
    assert (planned.planned_for, planned.follows, planned.started_at) == (NEXT_WEEK, 1, None)
    assert (planned.title, planned.agenda, planned.goal) == ("Refinement 60", an_agenda(), "")
    assert planned.product_goal == "Fewer abandoned checkouts"
    assert (planned.people, planned.items, planned.earlier_actions) == (PEOPLE, (), ())


def test_who_came_late_or_left_early_is_expected_from_the_start(store: StoreDriver, clock: FakeClock) -> None:
    facilitator = a_started_session(store, clock)
    facilitator.apply(bind(timekeeping.next_phase))
    facilitator.apply(bind(attendance.leave, person=1))
    facilitator.apply(bind(attendance.add_person, name="Tom", role_text="Head of Ops"))
    facilitator.apply(bind(wrap_up.set_next_session, at=NEXT_WEEK))
    facilitator.close()

    assert store.load(2).people == (*PEOPLE, Participant(id=4, name="Tom", role_text="Head of Ops"))


def test_who_was_away_is_expected_at_the_next_session(store: StoreDriver, clock: FakeClock) -> None:
    away = Participant(id=1, name="Ana", present=False)
    facilitator = a_facilitator(store, clock)
    facilitator.start(replace(a_setup(), people=(away,)))
    facilitator.apply(bind(wrap_up.set_next_session, at=NEXT_WEEK))
    facilitator.close()

    assert store.load(2).people == (replace(away, present=True),)


def test_closing_again_moves_the_planned_session(store: StoreDriver, clock: FakeClock) -> None:
    facilitator = a_started_session(store, clock)
    facilitator.apply(bind(wrap_up.set_next_session, at=NEXT_WEEK))
    facilitator.close()
    facilitator.plan(2, replace(a_setup(), goal="Vouchers"))
    facilitator.reopen()
    facilitator.apply(bind(wrap_up.set_next_session, at=NEXT_WEEK + timedelta(days=1)))
    facilitator.close()

    assert planned_numbers(store) == [2]
    assert (store.load(2).planned_for, store.load(2).goal) == (NEXT_WEEK + timedelta(days=1), "Vouchers")


def test_closing_without_a_day_forgets_the_planned_session(store: StoreDriver, clock: FakeClock) -> None:
    facilitator = a_started_session(store, clock)
    facilitator.apply(bind(wrap_up.set_next_session, at=NEXT_WEEK))
    facilitator.close()
    facilitator.reopen()
    facilitator.apply(bind(wrap_up.set_next_session, at=None))
    facilitator.close()

    assert planned_numbers(store) == []
    assert [summary.id for summary in store.summaries()] == [1]


def test_closing_without_a_day_plans_nothing(store: StoreDriver, clock: FakeClock) -> None:
    a_started_session(store, clock).close()

    assert planned_numbers(store) == []


def test_a_planned_session_that_begins_brings_what_waits(store: StoreDriver, clock: FakeClock) -> None:
    facilitator = a_started_session(store, clock, new=2)
    facilitator.apply(bind(triage.set_disposition, item=1, disposition=Disposition.NEXT_SESSION))
    facilitator.apply(bind(recording.add_action, text="Ask Legal", owner="Ben"))
    facilitator.apply(bind(recording.add_question, text="Which zone?"))
    facilitator.apply(bind(wrap_up.set_next_session, at=NEXT_WEEK))
    facilitator.close()
    facilitator.leave()
    clock.advance(minutes=60)
    facilitator.import_items(TEAM, items(3), source="jira-csv")
    clock.advance(minutes=60)
    begun = facilitator.start(replace(a_setup(), goal="Vouchers", planned=2))

    assert (begun.id, begun.status, begun.started_at, begun.goal) == (2, SessionStatus.RUNNING, clock.now(), "Vouchers")
    assert [item.label for item in begun.triage_items] == ["PAY-12", "PAY-13"]
    assert [item.label for item in begun.candidates] == ["PAY-11"]
    assert [earlier.action.label for earlier in begun.earlier_actions] == ["A1"]
    assert [question.label for question in begun.earlier_questions] == ["Q1"]
    assert store.load(2) == begun
    assert store.last_seen(2) == clock.now()
    facilitator.apply(bind(recording.add_action, text="Go on"))
    assert facilitator.session.actions[0].label == "A2"


def test_a_planned_session_begins_once(store: StoreDriver, clock: FakeClock) -> None:
    facilitator = a_started_session(store, clock)
    facilitator.apply(bind(wrap_up.set_next_session, at=NEXT_WEEK))
    facilitator.close()
    facilitator.leave()
    facilitator.start(replace(a_setup(), planned=2))
    facilitator.leave()

    with pytest.raises(DomainError, match="has already started"):
        facilitator.start(replace(a_setup(), planned=2))
    with pytest.raises(DomainError, match="has already started"):
        facilitator.plan(2, a_setup())


def test_an_action_that_is_settled_elsewhere_is_seen_by_a_running_session(
    path: Path, store: StoreDriver, clock: FakeClock
) -> None:
    a_past_session(store, clock)
    facilitator = a_started_session(store, clock)
    facilitator.apply(bind(recording.add_action, text="Mine"))
    other_store = open_store(path)
    try:
        other = a_facilitator(other_store, clock)
        line = other.set_action_status("payments", 1, ActionStatus.DONE)
        other.set_action_status(TEAM, 3, ActionStatus.DROPPED)
    finally:
        other_store.close()
    facilitator.apply(bind(recording.add_note, text="Go on"))

    assert (line.action.label, line.action.status, line.session) == ("A1", ActionStatus.DONE, 1)
    assert [earlier.action.status for earlier in facilitator.session.earlier_actions] == [
        ActionStatus.DONE,
        ActionStatus.OPEN,
    ]
    assert facilitator.session.actions[0].status is ActionStatus.DROPPED
    assert facilitator.session == store.load(2)


def test_an_action_that_is_not_there_cannot_be_settled(store: StoreDriver, clock: FakeClock) -> None:
    with pytest.raises(RefineError, match="Ferry has no action item A4"):
        a_facilitator(store, clock).set_action_status("Ferry", 4, ActionStatus.DONE)


def test_two_sessions_that_settle_the_same_promise_end_with_what_was_said_last(
    store: StoreDriver, clock: FakeClock
) -> None:
    a_past_session(store, clock)
    first, second = (a_started_session(store, clock) for _ in range(2))
    first.apply(bind(carried_over.review_earlier_action, number=1, review=ActionReview.DONE))
    second.apply(bind(carried_over.review_earlier_action, number=1, review=ActionReview.DROPPED))
    second.apply(bind(carried_over.review_earlier_action, number=2, review=ActionReview.DONE))
    first.apply(bind(carried_over.review_earlier_action, number=2, review=ActionReview.DONE))

    assert {line.action.number: line.action.status for line in store.actions()} == {
        1: ActionStatus.DROPPED,
        2: ActionStatus.DONE,
    }
    first.set_action_status(TEAM, 1, ActionStatus.OPEN)
    second.undo()
    with pytest.raises(RefineError, match="“A1 dropped” cannot be undone: A1 was changed since"):
        second.undo()
    assert [earlier.review for earlier in store.load(2).earlier_actions] == [ActionReview.DONE, ActionReview.DONE]


def test_what_was_ticked_and_waived_goes_with_the_item_into_the_next_session(
    store: StoreDriver, clock: FakeClock
) -> None:
    first = a_started_session(store, clock, new=0, candidates=1)
    first.apply(bind(readiness.toggle_check, item=1, check="small"))
    first.apply(bind(readiness.waive_check, item=1, check="why", by="Ana", reason="no data yet"))
    first.apply(bind(readiness.add_dependency, item=1, text="Cards", who="Bank", by=NEXT_WEEK.date()))
    first.apply(bind(deep_dive.mark_not_ready, item=1, reason="no criteria"))
    marked = first.session.item(1).item
    first.close()
    first.leave()
    second = a_facilitator(store, clock)
    second.start(a_setup())

    assert second.session.item(1).item == marked
    assert (len(marked.marks), len(marked.dependencies)) == (2, 1)


def test_the_earlier_sessions_of_an_item_are_told(store: StoreDriver, clock: FakeClock) -> None:
    first = a_started_session(store, clock, new=0, candidates=1)
    first.apply(bind(timekeeping.open_item, item=1))
    clock.advance(minutes=3)
    first.apply(bind(deep_dive.mark_not_ready, item=1, reason="too big"))
    first.close()
    first.leave()
    second = a_facilitator(store, clock)
    second.start(a_setup())

    past = second.item_past()[1]
    assert (past.sessions, past.seconds, past.last_outcome) == (1, 180, Outcome.NOT_READY)
