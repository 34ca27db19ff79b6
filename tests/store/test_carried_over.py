"""What comes from earlier sessions: changed where it is told, never made or lost there, never over another's change."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from refine_tui.domain import carried_over, recording, timekeeping, wrap_up
from refine_tui.domain.errors import ConflictError, RefineError
from refine_tui.domain.records import ActionReview, ActionStatus, EarlierAction, RecordDraft, RecordKind
from refine_tui.domain.session import Numbers
from refine_tui.domain.session_setup import OpenItems, plan_session
from refine_tui.domain.transitions import bind
from tests.driver import Driver, StoreDriver
from tests.store.test_sessions import all_of
from tests.support import NINE, FakeClock, a_facilitator, a_past_session, a_setup, a_started_session


@pytest.fixture
def clock() -> FakeClock:
    """Nine o'clock."""
    return FakeClock()


@pytest.fixture
def desk(store: StoreDriver, clock: FakeClock) -> Driver:
    """A session that began with A1, A2, Q1 and Q2 from session 1."""
    a_past_session(store, clock)
    return a_started_session(store, clock)


def stored(store: StoreDriver, number: int) -> ActionStatus:
    """Return the status of an action item as every session sees it."""
    return next(line.action.status for line in store.actions() if line.action.number == number)


def test_a_session_begins_with_what_is_open_from_all_before(store: StoreDriver, clock: FakeClock) -> None:
    """By number, whichever session it is from; what is settled stays away."""
    a_past_session(store, clock)
    second = a_started_session(store, clock)
    second.apply(bind(carried_over.review_earlier_action, number=1, review=ActionReview.DONE))
    second.apply(bind(recording.answer_question, number=2, answer="Ana"))
    second.apply(bind(recording.add_action, text="Mine"))
    second.apply(bind(recording.add_question, text="Why?"))
    third = a_started_session(store, clock)

    assert [earlier.number for earlier in third.session.earlier_actions] == [2, 3]
    assert [question.number for question in third.session.earlier_questions] == [1, 3]
    assert store.last_session(third.session.team).open_items == OpenItems(
        actions=tuple(earlier.action for earlier in third.session.earlier_actions),
        questions=third.session.earlier_questions,
        parked=third.session.earlier_parked,
    )


def test_what_is_said_of_a_promise_is_stored_undone_and_made_again(store: StoreDriver, desk: Driver) -> None:
    """In the session that says it and in the list of all."""
    first = desk.session
    desk.apply(bind(carried_over.review_earlier_action, number=1, review=ActionReview.DONE))
    desk.apply(bind(carried_over.review_earlier_action, number=2, review=ActionReview.KEPT))
    desk.apply(
        bind(carried_over.edit_earlier_action, number=2, text="Ask the bank", owner="Ana", due=date(2026, 12, 1))
    )
    desk.apply(bind(recording.answer_question, number=1, answer="Yes"))
    last = desk.session

    assert all_of(store.load(last.id)) == all_of(last)
    assert {line.action.text: line.action.status for line in store.actions()} == {
        "Promise 1": ActionStatus.DONE,
        "Ask the bank": ActionStatus.OPEN,
    }
    assert [question.number for question in store.last_session(last.team).open_items.questions] == [2]

    assert [desk.undo() for _ in range(4)] == ["Q1 answered", "A2 edited", "A2 kept", "A1 done"]
    assert desk.session == first
    assert stored(store, 1) is ActionStatus.OPEN
    assert [desk.redo() for _ in range(4)] == ["A1 done", "A2 kept", "A2 edited", "Q1 answered"]
    assert desk.session == last


def test_two_sessions_that_settle_the_same_promise_never_overwrite_each_other(
    store: StoreDriver, clock: FakeClock, desk: Driver
) -> None:
    """The second is made again from what the first has said."""
    other = a_started_session(store, clock)
    stale = other.session
    desk.apply(bind(carried_over.review_earlier_action, number=1, review=ActionReview.DONE))

    change = carried_over.review_earlier_action(stale, number=1, review=ActionReview.DROPPED)
    unaware = replace(stale, revision=store.load(stale.id).revision)
    with pytest.raises(ConflictError, match="A1 was changed"):
        store.save(unaware, change.session, step=change.step, now=clock.now())
    assert stored(store, 1) is ActionStatus.DONE

    other.apply(bind(carried_over.review_earlier_action, number=1, review=ActionReview.DROPPED))
    assert stored(store, 1) is ActionStatus.DROPPED
    assert store.load(other.session.id) == other.session
    with pytest.raises(RefineError, match="“A1 done” cannot be undone: A1 was changed since"):
        desk.undo()


def test_another_field_of_the_same_promise_is_no_conflict(store: StoreDriver, clock: FakeClock, desk: Driver) -> None:
    """One session says that it is done, the one that made it says it better."""
    maker = a_facilitator(store, clock)
    maker.resume(1)
    maker.reopen()
    desk.apply(bind(carried_over.review_earlier_action, number=1, review=ActionReview.DONE))
    maker.apply(
        bind(
            recording.edit_record,
            kind=RecordKind.ACTION,
            number=1,
            draft=RecordDraft(text="Better", owner="Ben", due=date(2026, 11, 27)),
        )
    )
    desk.apply(bind(recording.add_note, text="Go on"))

    action = desk.session.earlier_actions[0].action
    assert (action.text, action.status) == ("Better", ActionStatus.DONE)
    assert maker.session.actions[0] == action


def test_a_session_that_runs_sees_what_another_has_said(store: StoreDriver, clock: FakeClock, desk: Driver) -> None:
    """At its next save; the same after an undo."""
    other = a_started_session(store, clock)
    desk.apply(bind(carried_over.review_earlier_action, number=1, review=ActionReview.DONE))
    other.apply(bind(recording.add_note, text="One"))
    seen = other.session.earlier_actions[0]
    desk.undo()
    other.apply(bind(recording.add_note, text="Two"))

    assert (seen.review, seen.action.status) == (None, ActionStatus.DONE)
    assert other.session.earlier_actions[0].action.status is ActionStatus.OPEN
    assert [note.text for note in other.session.notes] == ["One", "Two"]


def test_a_record_that_a_later_session_holds_cannot_be_taken_away(
    store: StoreDriver, clock: FakeClock, desk: Driver
) -> None:
    """Neither by removing nor by undoing; the sentence says why, and nothing is lost."""
    maker = a_facilitator(store, clock)
    maker.resume(1)
    maker.reopen()
    with pytest.raises(RefineError, match="A later session uses what would be removed, so it stays"):
        maker.apply(bind(recording.remove_record, kind=RecordKind.ACTION, number=1))
    for _ in range(2):
        maker.undo()
    with pytest.raises(RefineError, match="“P1 Topic 1” cannot be undone: something that it added is used"):
        maker.undo()

    assert len(store.load(desk.session.id).earlier_actions) == 2
    assert len(store.load(1).questions) == 2


def test_an_insertion_that_the_database_refuses_is_not_told_as_a_removal(
    store: StoreDriver, clock: FakeClock, desk: Driver
) -> None:
    """As of a record whose number is taken: nothing is removed, and nothing is stored."""
    maker = a_facilitator(store, clock)
    maker.resume(1)
    maker.reopen()
    before = maker.session
    taken = replace(before.questions[0], text="Twice")
    other = a_started_session(store, clock)
    other.apply(bind(recording.add_question, text="First"))
    after = replace(before, questions=(*before.questions, replace(taken, number=other.session.questions[-1].number)))

    with pytest.raises(RefineError, match="contradicts what it holds"):
        store.save(before, after, step="Twice", now=clock.now())

    assert store.load(1).questions == before.questions


def test_a_session_is_not_begun_with_promises_that_are_out_of_date(store: StoreDriver, desk: Driver) -> None:
    """Nor with some that are in no store."""
    fresh = replace(desk.session, items=(), numbers=store.load(1).numbers)
    earlier = fresh.earlier_actions[0]
    unknown = replace(earlier, action=replace(earlier.action, number=99))
    desk.apply(bind(carried_over.review_earlier_action, number=1, review=ActionReview.DONE))

    for actions in ((earlier,), (unknown,)):
        with pytest.raises(ConflictError):
            store.create(replace(fresh, earlier_actions=actions), now=FakeClock().now())
    assert len(store.summaries()) == 2


def test_what_a_session_leaves_out_stays_where_it_was_made(store: StoreDriver, desk: Driver) -> None:
    """A promise is never deleted because a later session no longer mentions it."""
    before = desk.session
    after = replace(before, earlier_actions=before.earlier_actions[1:], earlier_questions=())
    store.save(before, after, step="less", now=FakeClock().now())

    assert [earlier.number for earlier in store.load(before.id).earlier_actions] == [2]
    assert len(store.load(1).actions) == 2
    store.undo(before.id, now=FakeClock().now())
    assert store.load(before.id) == before


def test_a_promise_of_a_kind_to_come_is_told_in_a_sentence(store: StoreDriver, desk: Driver) -> None:
    """An action item's status, by way of the session that holds it from before."""
    with store.writing() as connection:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
        connection.exec_driver_sql("UPDATE earlier_action SET promise = 'sold'")
        connection.exec_driver_sql("PRAGMA ignore_check_constraints=OFF")

    with pytest.raises(RefineError, match="Session 2 cannot be read"):
        store.load(desk.session.id)


def test_a_planned_session_leaves_nothing_to_the_next_one(store: StoreDriver, clock: FakeClock) -> None:
    """Its people, goal and day do not count before it has begun."""
    desk = a_started_session(store, clock)
    began = clock.now()
    desk.apply(bind(wrap_up.set_next_session, at=clock.now() + timedelta(days=7)))
    desk.close()
    desk.plan(2, replace(a_setup(), product_goal="Something else", people=()))

    memory = store.last_session(desk.session.team)
    assert (memory.since, memory.product_goal, len(memory.people)) == (began, "Fewer abandoned checkouts", 3)


def test_a_team_that_has_only_planned_remembers_nothing(store: StoreDriver, clock: FakeClock) -> None:
    """Or nothing that came in before that plan would be new."""
    team = store.team("Search")
    planned = plan_session(
        a_setup(team="Search"), team=team, numbers=Numbers(), planned_for=NINE, follows=None, now=clock.now()
    )
    stored = store.create(planned, now=clock.now())

    memory = store.last_session(team)
    assert store.load(stored.id) == stored
    assert (memory.since, memory.product_goal, memory.people) == (None, "", ())


def test_a_session_alone_has_nothing_from_before(store: StoreDriver) -> None:
    """What it records itself is its own."""
    desk = a_started_session(store)
    desk.apply(bind(recording.add_action, text="Mine"))
    desk.apply(bind(timekeeping.pause))

    assert store.load(1).earlier_actions == ()
    assert EarlierAction(action=desk.session.actions[0]).number == 1
