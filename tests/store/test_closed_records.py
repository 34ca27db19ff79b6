"""The minutes of a closed session stay as they were, whatever later sessions do with its action items and questions."""

from dataclasses import replace
from datetime import date

import pytest

from refine_tui.domain import carried_over, recording, wrap_up
from refine_tui.domain.backlog_item import ImportedAction
from refine_tui.domain.closed_records import ClosedRecords
from refine_tui.domain.errors import RefineError
from refine_tui.domain.records import (
    ActionItem,
    ActionReview,
    ActionStatus,
    Question,
    QuestionStatus,
    RecordDraft,
    RecordKind,
)
from refine_tui.domain.session import RefinementSession
from refine_tui.domain.transitions import bind
from refine_tui.minutes.document import document_of
from refine_tui.minutes.markdown import render_markdown
from refine_tui.minutes.session_json import render_json
from refine_tui.store.mappers.closed_records import closed_records_from_json, closed_records_to_json
from refine_tui.store.stored_values import StoredValueError
from tests.driver import Driver, StoreDriver
from tests.support import NINE, TEAM, FakeClock, a_facilitator, a_past_session, a_setup, a_started_session


@pytest.fixture
def clock() -> FakeClock:
    """Nine o'clock."""
    return FakeClock()


@pytest.fixture
def first(store: StoreDriver, clock: FakeClock) -> RefinementSession:
    """A closed session that left A1, A2, Q1 and Q2 open."""
    return a_past_session(store, clock)


def minutes(session: RefinementSession) -> tuple[str, str]:
    """Return the minutes in the two formats that are written when a session is closed."""
    document = document_of(session, now=NINE)
    return render_markdown(document), render_json(document)


def settle_all(desk: Driver) -> None:
    """Do something with each action item and question that session 1 left open."""
    for transition in (
        bind(carried_over.review_earlier_action, number=1, review=ActionReview.DROPPED),
        bind(carried_over.edit_earlier_action, number=2, text="Ask the bank", owner="Ana", due=date(2026, 12, 1)),
        bind(carried_over.review_earlier_action, number=2, review=ActionReview.DONE),
        bind(recording.answer_question, number=1, answer="Berlin"),
    ):
        desk.apply(transition)


def test_what_a_later_session_settles_or_edits_leaves_the_minutes_as_they_were(
    store: StoreDriver, clock: FakeClock, first: RefinementSession
) -> None:
    """The list of action items, and the session itself, have the present state."""
    desk = a_started_session(store, clock)
    settle_all(desk)

    assert store.load(1) == first
    assert minutes(store.load(1)) == minutes(first)
    assert {line.action.text: line.action.status for line in store.actions()} == {
        "Promise 1": ActionStatus.DROPPED,
        "Ask the bank": ActionStatus.DONE,
    }
    assert [earlier.action.status for earlier in desk.session.earlier_actions] == [
        ActionStatus.DROPPED,
        ActionStatus.DONE,
    ]


def test_what_is_settled_between_sessions_leaves_the_minutes_as_they_were(
    store: StoreDriver, first: RefinementSession
) -> None:
    store.set_action_status(first.team, 1, ActionStatus.DONE)

    assert store.load(1) == first


def test_a_session_in_the_middle_keeps_what_it_found_open_and_left_open(
    store: StoreDriver, clock: FakeClock, first: RefinementSession
) -> None:
    """Not reviewed, reviewed as still open, or answered there: each as that session left it."""
    second = a_started_session(store, clock)
    second.apply(bind(carried_over.review_earlier_action, number=1, review=ActionReview.KEPT))
    second.apply(bind(recording.answer_question, number=2, answer="Rome"))
    middle = second.close()
    second.leave()
    clock.advance(minutes=1)
    settle_all(a_started_session(store, clock))

    assert store.load(2) == middle
    assert minutes(store.load(2)) == minutes(middle)
    assert minutes(store.load(1)) == minutes(first)
    assert [(each.action.status, each.review) for each in store.load(2).earlier_actions] == [
        (ActionStatus.OPEN, ActionReview.KEPT),
        (ActionStatus.OPEN, None),
    ]
    assert [(question.status, question.answer) for question in store.load(2).earlier_questions] == [
        (QuestionStatus.OPEN, ""),
        (QuestionStatus.ANSWERED, "Rome"),
    ]


def test_the_check_of_a_story_that_was_ready_stays_open_in_the_minutes_when_its_question_is_answered_later(
    store: StoreDriver, clock: FakeClock
) -> None:
    desk = a_started_session(store, clock, new=0, candidates=1)
    desk.apply(bind(recording.add_question, text="Which ports?", item=1))
    before = minutes(desk.close())
    desk.leave()
    clock.advance(minutes=1)
    a_started_session(store, clock).apply(bind(recording.answer_question, number=1, answer="All"))

    assert '"questions": false' in before[1]
    assert minutes(store.load(1)) == before


def test_a_session_that_is_opened_again_has_its_records_as_they_are_now(
    store: StoreDriver, clock: FakeClock, first: RefinementSession
) -> None:
    """It changes them, and what is true when it is closed again is what its minutes say from then on."""
    desk = a_started_session(store, clock)
    settle_all(desk)
    desk.leave()
    again = a_facilitator(store, clock)
    again.resume(1)
    again.reopen()

    assert again.session.closed_records is None
    assert [action.text for action in again.session.actions] == ["Promise 1", "Ask the bank"]
    assert [action.status for action in again.session.actions] == [ActionStatus.DROPPED, ActionStatus.DONE]
    again.apply(
        bind(
            recording.edit_record, kind=RecordKind.ACTION, number=1, draft=RecordDraft(text="Promise one", owner="Eli")
        )
    )
    closed = again.close()
    assert [action.text for action in store.load(1).actions] == ["Promise one", "Ask the bank"]
    assert store.load(1) == closed != first


def test_undoing_the_closing_and_making_it_again_keeps_the_copies_of_that_closing(
    store: StoreDriver, clock: FakeClock
) -> None:
    desk = a_started_session(store, clock)
    desk.apply(bind(recording.add_action, text="Ask Legal"))
    closed = desk.apply(bind(wrap_up.close)).session
    desk.undo()
    assert (desk.session.closed_records, store.load(1).closed_records) == (None, None)
    desk.redo()

    assert store.load(1) == closed
    store.set_action_status(closed.team, 1, ActionStatus.DONE)
    assert store.load(1) == closed


def test_imported_minutes_stay_as_they_were_imported(store: StoreDriver, clock: FakeClock) -> None:
    facilitator = a_facilitator(store, clock)
    legal = ImportedAction(label="A17", text="Ask Legal", owner="Chloé", due=date(2026, 12, 1))
    facilitator.import_items(TEAM, (), source="markdown", name="minutes.md", actions=(legal,))
    imported = store.load(1)
    facilitator.start(a_setup())
    facilitator.apply(bind(carried_over.review_earlier_action, number=1, review=ActionReview.DONE))

    assert [action.status for action in imported.actions] == [ActionStatus.OPEN]
    assert store.load(1) == imported


COPIES = ClosedRecords(
    actions=(
        ActionItem(number=1, text="Ask “Legal”", owner="Ben", due=date(2026, 12, 4), item=3, at=NINE),
        ActionItem(number=2, text="Tell support", status=ActionStatus.DROPPED, at=NINE),
    ),
    questions=(Question(number=4, text="Why?", status=QuestionStatus.ANSWERED, answer="Costs", at=NINE),),
    earlier_actions=(ActionItem(number=7, text="Older", at=NINE),),
    earlier_questions=(Question(number=1, text="Which zone?", owner="Ana", item=3, at=NINE),),
)


def test_copies_are_the_same_when_they_are_read_from_json() -> None:
    assert closed_records_from_json(closed_records_to_json(COPIES)) == COPIES


def test_a_column_that_may_be_empty_and_came_after_the_copy_is_empty() -> None:
    stored = closed_records_to_json(COPIES)
    actions = stored["actions"]
    assert isinstance(actions, list)
    for copy in actions:
        del copy["due"]

    read = closed_records_from_json(stored)

    assert [action.due for action in read.actions] == [None, None]
    assert replace(read, actions=COPIES.actions) == COPIES


@pytest.mark.parametrize(
    "changes",
    [
        {"actions": [{"number": 1}]},
        {"actions": {}},
        {"questions": ["Q1"]},
        {"earlier_actions": [closed_records_to_json(COPIES)]},
        {"notes": []},
    ],
    ids=str,
)
def test_copies_that_cannot_be_parsed_are_refused(changes: dict[str, object]) -> None:
    with pytest.raises(StoredValueError):
        closed_records_from_json(closed_records_to_json(COPIES) | changes)


def test_copies_that_cannot_be_read_are_told_with_their_session(store: StoreDriver, first: RefinementSession) -> None:
    with store.writing() as connection:
        connection.exec_driver_sql("""UPDATE session SET closed_records = '{"actions": 5}'""")

    with pytest.raises(RefineError, match="Session 1 cannot be read"):
        store.load(first.id)
