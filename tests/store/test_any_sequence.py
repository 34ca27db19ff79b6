"""Whatever is done in a session, in whatever order, is stored as it is, undone and made again."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refine_tui.domain import (
    attendance,
    carried_over,
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
from refine_tui.domain.backlog_item import BacklogItem, ItemKind, ItemState
from refine_tui.domain.deep_dive import StoryField
from refine_tui.domain.dispositions import DISPOSITIONS, CarryOver, Disposition
from refine_tui.domain.errors import DomainError, NothingToUndoError
from refine_tui.domain.item_fields import ItemField
from refine_tui.domain.people import Participant, Role
from refine_tui.domain.records import RECORD_KINDS, ActionReview, ActionStatus, RecordDraft
from refine_tui.domain.session import Change, RefinementSession
from refine_tui.domain.timekeeping import shift_clock
from refine_tui.domain.transitions import TRANSITIONS, bind
from refine_tui.domain.triage import TRIAGE_QUESTIONS
from tests.driver import Driver, StoreDriver, open_store
from tests.store.test_sessions import all_of
from tests.support import NINE, FakeClock, a_past_session, a_setup, a_started_session

HOSTILE = (
    "", " ", "[/]", "[red]", "\x1b[2J\x1b]0;x\x07", "\u202eevil", "a\x00b", "\ud800", "'; DROP TABLE session; --",
    "line\r\nline", "🧑‍🚀", "=1+1", "% %s :x ?", "\\", '"', "null", "A" * 3000,
)  # fmt: skip
TEXT = st.sampled_from(HOSTILE) | st.text(max_size=12)
PLAIN_TEXT = TEXT.map(lambda text: text.encode("utf-8", "replace").decode())
"""What comes uncleaned: it may hold anything but half a character."""
ITEM = st.integers(1, 6) | st.integers(-1, 99)
SOME_ITEM = st.none() | ITEM
NUMBER = st.integers(1, 4) | st.integers(-1, 99)
DAY = st.none() | st.dates()
CHECK = st.sampled_from(("why", "small", "dependencies", "questions", "nobody's"))
MINUTES = st.integers(-40, 40) | st.integers(-9999, 9999)
SHIFT = st.timedeltas(timedelta(days=-2), timedelta(days=2))
MOMENT = st.timedeltas(timedelta(days=-60), timedelta(days=60)).map(lambda length: NINE + length)
DRAFT = st.builds(RecordDraft, text=TEXT, because=TEXT, owner=TEXT, due=DAY, item=SOME_ITEM)
PEOPLE = st.lists(st.tuples(PLAIN_TEXT, st.sampled_from(Role), PLAIN_TEXT, st.booleans()), max_size=4).map(
    lambda people: tuple(
        Participant(id=place, name=name, role=role, role_text=role_text, present=present)
        for place, (name, role, role_text, present) in enumerate(people, 1)
    )
)
BROUGHT = st.lists(
    st.builds(
        BacklogItem,
        id=st.integers(1, 9),
        title=PLAIN_TEXT,
        key=PLAIN_TEXT,
        labels=st.lists(PLAIN_TEXT, max_size=2).map(tuple),
        done=st.booleans(),
        state=st.sampled_from(ItemState),
        kind=st.none() | st.sampled_from(ItemKind),
        rank=st.integers(0, 9),
        first_seen_at=MOMENT,
        triaged_at=st.none() | MOMENT,
    ),
    max_size=2,
    unique_by=lambda item: item.id,
).map(tuple)

STEPS: tuple[tuple[Callable[..., Change], dict[str, st.SearchStrategy[Any]]], ...] = (
    (timekeeping.start_clock, {}),
    (timekeeping.pause, {}),
    (timekeeping.resume, {}),
    (timekeeping.extend, {"minutes": MINUTES}),
    (timekeeping.go_to_phase, {"position": st.integers(-1, 5)}),
    (timekeeping.next_phase, {}),
    (timekeeping.previous_phase, {}),
    (timekeeping.backdate_start, {"minutes": MINUTES}),
    (timekeeping.open_item, {"item": SOME_ITEM}),
    (timekeeping.add_absence, {"since": MOMENT}),
    (timekeeping.toggle_absence, {}),
    (timekeeping.apply_replan, {}),
    (timekeeping.shift_clock, {"by": SHIFT}),
    (session_setup.set_goal, {"text": TEXT}),
    (session_setup.set_product_goal, {"text": TEXT}),
    (session_setup.update_setup, {"setup": st.just(a_setup())}),
    (attendance.set_people, {"people": PEOPLE}),
    (attendance.toggle_presence, {"person": NUMBER}),
    (attendance.arrive, {"person": NUMBER}),
    (attendance.leave, {"person": NUMBER}),
    (attendance.add_person, {"name": TEXT, "role": st.sampled_from(Role), "role_text": TEXT}),
    (recording.add_decision, {"text": TEXT, "because": TEXT, "item": SOME_ITEM}),
    (recording.add_action, {"text": TEXT, "owner": TEXT, "due": DAY, "item": SOME_ITEM}),
    (recording.add_question, {"text": TEXT, "owner": TEXT, "due": DAY, "item": SOME_ITEM}),
    (recording.add_parked_topic, {"text": TEXT, "item": SOME_ITEM}),
    (recording.add_note, {"text": TEXT, "item": SOME_ITEM}),
    (
        recording.edit_record,
        {
            "kind": st.sampled_from(RECORD_KINDS), "number": NUMBER, "draft": DRAFT,
        },
    ),
    (recording.add_record, {"kind": st.sampled_from(RECORD_KINDS), "draft": DRAFT}),
    (recording.remove_record, {"kind": st.sampled_from(RECORD_KINDS), "number": NUMBER}),
    (recording.set_action_status, {"number": NUMBER, "status": st.sampled_from(ActionStatus)}),
    (recording.answer_question, {"number": NUMBER, "answer": TEXT}),
    (triage.set_disposition, {"item": ITEM, "disposition": st.sampled_from(DISPOSITIONS)}),
    (triage.request_information, {"item": ITEM, "text": TEXT, "owner": TEXT, "due": DAY}),
    (triage.set_reason, {"item": ITEM, "reason": TEXT}),
    (
        triage.answer_triage_question,
        {"item": ITEM, "question": st.sampled_from(TRIAGE_QUESTIONS), "value": st.none() | st.booleans()},
    ),
    (triage.open_next, {"after": ITEM}),
    (triage.set_item_kind, {"item": ITEM, "kind": st.none() | st.sampled_from(ItemKind)}),
    (triage.add_items, {"items": BROUGHT, "last_item": st.integers(0, 12), "for_triage": st.booleans()}),
    (deep_dive.set_story_field, {"item": ITEM, "field": st.sampled_from(StoryField), "text": TEXT}),
    (deep_dive.add_criterion, {"item": ITEM, "text": TEXT}),
    (deep_dive.edit_criterion, {"item": ITEM, "index": st.integers(-1, 3), "text": TEXT}),
    (deep_dive.remove_criterion, {"item": ITEM, "index": st.integers(-1, 3)}),
    (deep_dive.set_estimate, {"item": ITEM, "value": st.sampled_from(("", "1", "5", "21", "4", "x"))}),
    (deep_dive.mark_ready, {"item": ITEM}),
    (deep_dive.mark_not_ready, {"item": ITEM, "reason": TEXT}),
    (wrap_up.set_carry_over, {"item": ITEM, "carry_over": st.sampled_from(CarryOver), "reason": TEXT}),
    (deep_dive.move_candidate, {"item": ITEM, "by": st.integers(-9, 9)}),
    (carried_over.review_earlier_action, {"number": NUMBER, "review": st.none() | st.sampled_from(ActionReview)}),
    (carried_over.edit_earlier_action, {"number": NUMBER, "text": TEXT, "owner": TEXT, "due": DAY}),
    (item_edit.set_item_field, {"item": ITEM, "field": st.sampled_from(ItemField), "text": TEXT}),
    (parking_lot.close_parked_topic, {"number": NUMBER}),
    (parking_lot.reopen_parked_topic, {"number": NUMBER}),
    (readiness.toggle_check, {"item": ITEM, "check": CHECK}),
    (readiness.waive_check, {"item": ITEM, "check": CHECK, "by": TEXT, "reason": TEXT}),
    (readiness.add_dependency, {"item": ITEM, "text": TEXT, "who": TEXT, "by": DAY}),
    (readiness.remove_dependency, {"item": ITEM, "index": st.integers(-1, 3)}),
    (wrap_up.carry_all, {}),
    (wrap_up.set_ratings, {"ratings": st.lists(st.integers(1, 5) | st.integers(-1, 7), max_size=4).map(tuple)}),
    (wrap_up.set_next_session, {"at": st.none() | MOMENT}),
    (wrap_up.close, {}),
    (wrap_up.reopen, {}),
)  # fmt: skip
"""Every transition, with the arguments to try."""


def test_every_transition_is_tried() -> None:
    assert {transition for transition, _ in STEPS} == set(TRANSITIONS)


UNDO, REDO = "undo", "redo"
ACTION = st.one_of(
    *(st.tuples(st.just(step), st.fixed_dictionaries(asked)) for step, asked in STEPS),
    st.sampled_from([(UNDO, {}), (REDO, {})]),
)

_folders = count()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoreDriver]:
    """One database for all examples; each example has a team of its own in it."""
    store = open_store(tmp_path_factory.mktemp("any") / "refine.db")
    yield store
    store.close()


def an_item_waits(store: StoreDriver, clock: FakeClock, *, team: str) -> None:
    """Close a session that left an action item without date, to find out more about item 1, and one that is due."""
    facilitator = a_started_session(store, clock, new=1, team=team)
    facilitator.apply(
        bind(triage.set_disposition, item=1, disposition=Disposition.NEEDS_INFORMATION),
    )
    facilitator.apply(bind(recording.add_action, text="Due first", due=(NINE - timedelta(days=1)).date()))
    facilitator.close()
    facilitator.leave()
    clock.advance(minutes=1)


def without_absences(session: RefinementSession) -> RefinementSession:
    """Return the session as if no absence had been noted: noting one is not a step, so no undo takes it back."""
    return replace(session, absences=())


def carry_out(facilitator: Driver, clock: FakeClock, action: Any, asked: dict[str, Any]) -> None:
    """Do one thing; what the rules forbid is not done. The session is shifted by setting the computer's clock."""
    with suppress(DomainError, NothingToUndoError):
        if action == UNDO:
            facilitator.undo()
        elif action == REDO:
            facilitator.redo()
        elif action is timekeeping.shift_clock:
            clock.set_by(seconds=asked["by"].total_seconds())
            facilitator.tick()
        else:
            facilitator.apply(bind(action, **asked))


def undo_all(facilitator: Driver) -> list[str]:
    """Undo until there is nothing to undo; return what was undone."""
    undone = []
    with suppress(NothingToUndoError):
        while True:
            undone.append(facilitator.undo())
    return undone


@settings(deadline=None, max_examples=60)
@given(actions=st.lists(st.tuples(ACTION, st.integers(0, 20)), max_size=25))
def test_any_sequence_is_stored_undone_and_made_again(
    store: StoreDriver, actions: list[tuple[tuple[Any, dict[str, Any]], int]]
) -> None:
    """Undo of all gives the first value, redo of all the last; the store has what memory has at each point.

    The first value is on the computer's clock as it was last set.
    """
    clock = FakeClock()
    team = f"Team {next(_folders)}"
    a_past_session(store, clock, team=team)
    an_item_waits(store, clock, team=team)
    facilitator = a_started_session(store, clock, new=4, candidates=2, team=team)
    first, began = facilitator.session, facilitator.now()
    passed = timedelta()
    for (action, asked), minutes in actions:
        clock.advance(minutes=minutes)
        passed += timedelta(minutes=minutes)
        carry_out(facilitator, clock, action, asked)
        assert all_of(store.load(first.id)) == all_of(facilitator.session)
    last = facilitator.session

    undone = undo_all(facilitator)
    set_by = facilitator.now() - began - passed
    assert without_absences(facilitator.session) == without_absences(shift_clock(first, by=set_by).session)
    for step in reversed(undone):
        assert facilitator.redo() == step

    assert facilitator.session == last
    assert all_of(store.load(first.id)) == all_of(facilitator.session)
    facilitator.leave(paused=False)
