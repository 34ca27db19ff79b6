"""A session is stored as it is, step by step."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from refine_tui.domain import (
    attendance,
    deep_dive,
    item_edit,
    parking_lot,
    readiness,
    recording,
    session_setup,
    timekeeping,
    triage,
    wrap_up,
)
from refine_tui.domain.backlog_item import ItemKind, ItemLink
from refine_tui.domain.dispositions import CarryOver, Disposition
from refine_tui.domain.errors import RefineError
from refine_tui.domain.item_fields import ItemField
from refine_tui.domain.people import parse_people
from refine_tui.domain.records import ActionStatus, RecordDraft, RecordKind
from refine_tui.domain.session import Change, RefinementSession, SessionStatus
from refine_tui.domain.transitions import bind
from refine_tui.domain.triage import TriageQuestion
from tests.driver import Driver, StoreDriver, open_store
from tests.support import (
    GOAL,
    NINE,
    PEOPLE,
    TEAM,
    FakeClock,
    a_facilitator,
    a_setup,
    a_started_session,
    an_item,
)

HOUR: tuple[tuple[Callable[..., Change], dict[str, Any]], ...] = (
    (session_setup.set_goal, {"text": "Two stories ready"}),
    (session_setup.set_product_goal, {"text": "Fewer returns"}),
    (attendance.set_people, {"people": parse_people("Ana (PO), Ben, -Dora (stakeholder)", PEOPLE)}),
    (attendance.toggle_presence, {"person": 2}),
    (timekeeping.next_phase, {}),
    (attendance.arrive, {"person": 3}),
    (attendance.add_person, {"name": "Tom", "role_text": "Head of Ops"}),
    (attendance.leave, {"person": 1}),
    (triage.answer_triage_question, {"item": 1, "question": TriageQuestion.VALID, "value": True}),
    (triage.answer_triage_question, {"item": 1, "question": TriageQuestion.URGENT, "value": False}),
    (triage.set_item_kind, {"item": 1, "kind": ItemKind.TECHNICAL_DEBT}),
    (triage.set_disposition, {"item": 1, "disposition": Disposition.DEEP_DIVE}),
    (triage.set_disposition, {"item": 2, "disposition": Disposition.NEEDS_INFORMATION}),
    (triage.request_information, {"item": 2, "text": "Ask Legal", "owner": "Chloé", "due": date(2026, 12, 3)}),
    (triage.set_disposition, {"item": 3, "disposition": Disposition.NOT_NOW}),
    (triage.set_reason, {"item": 3, "reason": "After the audit"}),
    (timekeeping.extend, {"minutes": 3}),
    (timekeeping.pause, {}),
    (timekeeping.resume, {}),
    (timekeeping.backdate_start, {"minutes": 4}),
    (timekeeping.add_absence, {"since": NINE + timedelta(minutes=10)}),
    (timekeeping.toggle_absence, {}),
    (timekeeping.next_phase, {}),
    (timekeeping.open_item, {"item": 4}),
    (deep_dive.set_story_field, {"item": 4, "field": deep_dive.StoryField.WHY, "text": "Calls to support"}),
    (deep_dive.set_story_field, {"item": 4, "field": deep_dive.StoryField.MEASURE, "text": "Half the calls"}),
    (deep_dive.add_criterion, {"item": 4, "text": "The card is kept"}),
    (deep_dive.add_criterion, {"item": 4, "text": "The customer is asked"}),
    (deep_dive.edit_criterion, {"item": 4, "index": 0, "text": "The card is kept safely"}),
    (deep_dive.remove_criterion, {"item": 4, "index": 1}),
    (deep_dive.set_estimate, {"item": 4, "value": "5"}),
    (item_edit.set_item_field, {"item": 4, "field": ItemField.TITLE, "text": "Pay with a card"}),
    (item_edit.set_item_field, {"item": 4, "field": ItemField.LABELS, "text": "#till #card"}),
    (item_edit.set_item_field, {"item": 4, "field": ItemField.DESCRIPTION, "text": "Two\nlines"}),
    (deep_dive.move_candidate, {"item": 4, "by": 2}),
    (readiness.toggle_check, {"item": 4, "check": "small"}),
    (readiness.add_dependency, {"item": 4, "text": "Cards", "who": "Bank", "by": date(2026, 12, 9)}),
    (readiness.add_dependency, {"item": 4, "text": "Keys"}),
    (readiness.waive_check, {"item": 4, "check": "dependencies", "by": "Ana", "reason": "They never fail"}),
    (readiness.remove_dependency, {"item": 4, "index": 1}),
    (deep_dive.mark_ready, {"item": 4}),
    (deep_dive.mark_not_ready, {"item": 1, "reason": "Too big"}),
    (recording.add_decision, {"text": "Refunds wait", "because": "of the audit", "item": 3}),
    (recording.add_action, {"text": "Ask Support", "owner": "Ben", "due": date(2026, 12, 1)}),
    (recording.add_question, {"text": "Which zone?", "owner": "Ana", "due": date(2026, 12, 5), "item": 4}),
    (recording.add_parked_topic, {"text": "Vouchers"}),
    (recording.add_parked_topic, {"text": "Gift cards", "item": 4}),
    (parking_lot.close_parked_topic, {"number": 2}),
    (parking_lot.reopen_parked_topic, {"number": 2}),
    (recording.add_note, {"text": "See the wiki", "item": 4}),
    (
        recording.edit_record,
        {"kind": RecordKind.DECISION, "number": 1, "draft": RecordDraft(text="They wait", because="yes")},
    ),
    (recording.answer_question, {"number": 1, "answer": "UTC"}),
    (recording.set_action_status, {"number": 1, "status": ActionStatus.DONE}),
    (recording.remove_record, {"kind": RecordKind.PARKED, "number": 1}),
    (timekeeping.next_phase, {}),
    (timekeeping.previous_phase, {}),
    (wrap_up.set_carry_over, {"item": 5, "carry_over": CarryOver.PARKED, "reason": "No time"}),
    (wrap_up.set_next_session, {"at": datetime(2026, 12, 4, 9, 30, tzinfo=UTC)}),
    (wrap_up.set_ratings, {"ratings": (4, 5, 3)}),
    (wrap_up.carry_all, {}),
    (wrap_up.close, {}),
    (wrap_up.reopen, {}),
    (wrap_up.close, {}),
)
"""An hour in which nearly everything happens: 3 new items, 3 candidates, the clock going on by a minute a step."""


def all_of(session: RefinementSession) -> tuple[Any, ...]:
    """Return a session with the fields that comparisons leave out."""
    return session, session.open_item, session.item_focus, session.numbers, session.revision


def play(facilitator: Driver, clock: FakeClock, count: int = len(HOUR)) -> None:
    """Do the first steps of the hour."""
    for transition, asked in HOUR[:count]:
        clock.advance(minutes=1)
        facilitator.apply(bind(transition, **asked))


def test_each_step_of_an_hour_is_stored_as_it_is_in_memory(store: StoreDriver) -> None:
    """What is loaded after a step equals what the screen has."""
    clock = FakeClock()
    facilitator = a_started_session(store, clock, new=3, candidates=3)

    assert all_of(store.load(1)) == all_of(facilitator.session)
    for transition, asked in HOUR:
        clock.advance(minutes=1, seconds=0.000001)
        facilitator.apply(bind(transition, **asked))
        assert all_of(store.load(1)) == all_of(facilitator.session), transition


def test_a_session_is_the_same_after_the_store_was_opened_again(store: StoreDriver, path: Path) -> None:
    """Nothing lives in the process alone."""
    clock = FakeClock()
    facilitator = a_started_session(store, clock, new=3, candidates=3)
    play(facilitator, clock)
    store.close()

    again = open_store(path)

    assert all_of(again.load(1)) == all_of(facilitator.session)
    again.close()


def test_an_item_keeps_all_that_the_tracker_says(store: StoreDriver) -> None:
    """Text, lists, links and dates come back as they went in."""
    full = replace(
        an_item(),
        url="https://tracker.example/PAY-11",
        description="Line one\nline [/] two 🧑‍🚀 \N{HEBREW LETTER ALEF}",
        created="2026-01-02",
        updated=None,
        acceptance_criteria=('It\'s "safe"', "100 % \\ ok"),
        links=(ItemLink(type="blocks", key="PAY-9"),),
    )
    facilitator = a_facilitator(store)

    merged = facilitator.import_items(TEAM, (full,), source="jira-csv")

    assert store.backlog(store.team(TEAM)) == merged.backlog


def test_sessions_are_numbered_from_one_over_all_teams(store: StoreDriver) -> None:
    """A number alone names a session."""
    facilitator = a_facilitator(store)
    ids = [facilitator.start(a_setup(team=team)).id for team in ("Payments", "Search", "Payments")]

    assert ids == [1, 2, 3]


def test_a_session_that_is_not_there_is_refused_with_a_sentence(store: StoreDriver) -> None:
    """The sentence says how to find those that there are."""
    with pytest.raises(RefineError, match="There is no session 7"):
        store.load(7)


def test_a_value_that_the_program_does_not_know_is_told_in_a_sentence(store: StoreDriver, path: Path) -> None:
    """An outcome of a version to come is no traceback; a phase of a kind to come can be read."""
    facilitator = a_started_session(store)
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE session_item SET outcome = 'voted' WHERE position = 1")

    with pytest.raises(RefineError, match="Session 1 cannot be read"):
        store.load(facilitator.session.id)


def test_the_next_session_starts_from_what_the_last_one_left(store: StoreDriver) -> None:
    """Its people, product goal, agenda and numbers."""
    clock = FakeClock()
    facilitator = a_started_session(store, clock, new=3, candidates=3)
    play(facilitator, clock)

    memory = store.last_session(store.team("payments"))

    assert memory.since == NINE - timedelta(minutes=4)
    assert [(person.name, person.role_text, person.present) for person in memory.people] == [
        ("Ana", "", True),
        ("Ben", "", False),
        ("Dora", "", True),
        ("Tom", "Head of Ops", True),
    ]
    assert {(person.arrived_at, person.left_at) for person in memory.people} == {(None, None)}
    assert memory.product_goal == "Fewer returns"
    assert memory.numbers == facilitator.session.numbers
    assert memory.items_with_open_action == frozenset()


def test_items_with_an_open_action_item_are_awaited(store: StoreDriver) -> None:
    """Done ones, and those about nothing, do not count."""
    clock = FakeClock()
    facilitator = a_started_session(store, clock)
    facilitator.apply(bind(triage.set_disposition, item=2, disposition=Disposition.NEEDS_INFORMATION))
    facilitator.apply(bind(recording.add_action, text="No item"))

    assert store.last_session(facilitator.session.team).items_with_open_action == {2}
    facilitator.apply(bind(recording.set_action_status, number=1, status=ActionStatus.DONE))
    assert store.last_session(facilitator.session.team).items_with_open_action == set()


def test_the_list_of_sessions_counts_what_each_has(store: StoreDriver) -> None:
    """Newest first, of all teams or of one."""
    clock = FakeClock()
    facilitator = a_started_session(store, clock, new=3, candidates=3)
    play(facilitator, clock)
    facilitator.leave()
    clock.advance(minutes=60)
    facilitator.start(a_setup(team="Search"))

    newest, first = store.summaries()

    assert (newest.id, newest.team, newest.status, newest.item_count, newest.actions) == (
        2, "Search", SessionStatus.RUNNING, 0, 0,
    )  # fmt: skip
    assert (first.id, first.team, first.status, first.goal) == (1, TEAM, SessionStatus.CLOSED, "Two stories ready")
    assert (first.item_count, first.ready, first.decisions, first.actions, first.questions) == (6, 1, 1, 2, 1)
    assert (first.zone, first.started_at) == ("Europe/Berlin", NINE - timedelta(minutes=4))
    assert first.next_session_at == datetime(2026, 12, 4, 9, 30, tzinfo=UTC)
    assert store.summaries("PAYMENTS") == (first,)
    assert store.summaries("Nobody") == ()


def test_a_team_is_found_without_case_and_made_on_demand(store: StoreDriver) -> None:
    """Two teams cannot differ in case only."""
    first = store.team("Straße")

    assert (store.team("STRASSE"), store.team(" straße ")) == (first, first)
    assert store.team("Payments") != first


def test_the_team_used_last_comes_first(store: StoreDriver) -> None:
    """A session and an import are uses; making a team is none."""
    facilitator = a_facilitator(store)
    facilitator.start(a_setup(team="Search"))
    facilitator.start(a_setup(team="Payments"))
    facilitator.import_items("Search", (an_item(),), source="csv")
    store.team("Never used")

    assert store.team_names() == ("Search", "Payments", "Never used")


def test_the_program_is_noted_as_alive_without_a_new_revision(store: StoreDriver) -> None:
    """Or every heartbeat would be a conflict."""
    clock = FakeClock()
    facilitator = a_started_session(store, clock)
    clock.advance(minutes=7)
    facilitator.heartbeat()

    assert store.last_seen(1) == NINE + timedelta(minutes=7)
    assert store.load(1).revision == facilitator.session.revision
    assert store.last_seen(99) is None


def test_the_agenda_and_the_goal_are_the_session_s_own_copy(store: StoreDriver) -> None:
    """The whole agenda comes back."""
    facilitator = a_started_session(store)

    assert store.load(1).agenda == facilitator.session.agenda
    assert store.load(1).goal == GOAL


def test_what_a_session_or_a_list_leaves_out_stays_in_the_backlog(store: StoreDriver) -> None:
    """An item is never deleted because it was not mentioned."""
    facilitator = a_started_session(store)
    before = facilitator.session
    backlog = store.backlog(before.team)

    store.save(before, replace(before, items=before.items[1:]), step="less", now=NINE)
    store.save_backlog(backlog, replace(backlog, items=()), step="", now=NINE)

    assert [item.id for item in store.load(1).items] == [2, 3]
    assert store.backlog(before.team) == backlog
