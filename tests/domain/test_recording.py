"""Add, edit, complete, answer and remove records."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from refine_tui.domain.errors import DomainError
from refine_tui.domain.recording import (
    add_action,
    add_decision,
    add_note,
    add_parked_topic,
    add_question,
    add_record,
    answer_question,
    edit_record,
    find_question,
    find_record,
    records_of,
    remove_record,
    set_action_status,
    with_record,
)
from refine_tui.domain.records import (
    RECORD_KINDS,
    ActionItem,
    ActionStatus,
    AnyRecord,
    Decision,
    Note,
    ParkedTopic,
    Question,
    QuestionStatus,
    RecordDraft,
    RecordKind,
)
from refine_tui.domain.session import Change, Numbers, RefinementSession, SessionStatus
from tests.support import NINE, a_session

LATER = NINE + timedelta(minutes=5)
DUE = date(2026, 12, 1)
SESSION = a_session()

EVERY_TRANSITION: tuple[Callable[[RefinementSession], Change], ...] = (
    partial(add_record, kind=RecordKind.NOTE, draft=RecordDraft(text="Slow"), now=NINE),
    partial(edit_record, kind=RecordKind.NOTE, number=1, draft=RecordDraft(text="Slow")),
    partial(remove_record, kind=RecordKind.NOTE, number=1),
    partial(set_action_status, number=1, status=ActionStatus.DONE),
    partial(answer_question, number=1, answer="Berlin"),
)


def recorded(kind: RecordKind, *texts: str) -> RefinementSession:
    """Return the session with one record of a kind for each text."""
    session = SESSION
    for text in texts:
        session = add_record(session, kind=kind, draft=RecordDraft(text=text), now=NINE).session
    return session


@pytest.mark.parametrize("transition", EVERY_TRANSITION)
@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (SessionStatus.CLOSED, "The session is closed. Open it again to change it."),
        (SessionStatus.PLANNED, "The session has not started yet."),
    ],
)
def test_only_an_open_session_changes_its_records(
    transition: Callable[[RefinementSession], Change], status: SessionStatus, sentence: str
) -> None:
    with pytest.raises(DomainError) as refused:
        transition(replace(SESSION, status=status))

    assert refused.value.message == sentence


@pytest.mark.parametrize(
    ("change", "kind", "record"),
    [
        (
            add_decision(SESSION, text="Refunds wait", because="Too slow", item=1, now=LATER),
            RecordKind.DECISION,
            Decision(number=1, text="Refunds wait", because="Too slow", item=1, at=LATER),
        ),
        (
            add_action(SESSION, text="Ask Legal", owner="Ben", due=DUE, item=1, now=LATER),
            RecordKind.ACTION,
            ActionItem(number=1, text="Ask Legal", owner="Ben", due=DUE, item=1, at=LATER),
        ),
        (
            add_question(SESSION, text="Which zone?", owner="Ana", due=DUE, item=1, now=LATER),
            RecordKind.QUESTION,
            Question(number=1, text="Which zone?", owner="Ana", due=DUE, item=1, at=LATER),
        ),
        (
            add_parked_topic(SESSION, text="The retro", item=1, now=LATER),
            RecordKind.PARKED,
            ParkedTopic(number=1, text="The retro", item=1, at=LATER),
        ),
        (
            add_note(SESSION, text="Slow", item=1, now=LATER),
            RecordKind.NOTE,
            Note(number=1, text="Slow", item=1, at=LATER),
        ),
    ],
)
def test_each_kind_has_a_function_that_adds_it_with_its_fields(
    change: Change, kind: RecordKind, record: AnyRecord
) -> None:
    assert records_of(change.session, kind) == (record,)
    assert change.step == f"{record.label} {record.text}"


@pytest.mark.parametrize(
    ("change", "record"),
    [
        (add_decision(SESSION, text="x", now=NINE), Decision(number=1, text="x", at=NINE)),
        (add_action(SESSION, text="x", now=NINE), ActionItem(number=1, text="x", at=NINE)),
        (add_question(SESSION, text="x", now=NINE), Question(number=1, text="x", at=NINE)),
        (add_parked_topic(SESSION, text="x", now=NINE), ParkedTopic(number=1, text="x", at=NINE)),
        (add_note(SESSION, text="x", now=NINE), Note(number=1, text="x", at=NINE)),
    ],
)
def test_a_text_is_enough_for_a_record(change: Change, record: AnyRecord) -> None:
    assert [record] == [each for kind in RECORD_KINDS for each in records_of(change.session, kind)]


@pytest.mark.parametrize("kind", RECORD_KINDS, ids=lambda kind: kind.code)
def test_a_record_gets_the_next_number_of_its_kind_and_changes_nothing_else(kind: RecordKind) -> None:
    numbers = Numbers(decision=10, action=20, question=30, parked=40, note=50, item=3)
    session = replace(recorded(kind, "First"), numbers=numbers)
    added = add_record(session, kind=kind, draft=RecordDraft(text="Second"), now=LATER).session

    number = getattr(numbers, kind.counter) + 1
    assert [record.number for record in records_of(added, kind)] == [1, number]
    assert added.numbers == replace(numbers, **{kind.counter: number})
    assert replace(added, **{kind.records: records_of(session, kind)}) == session  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", RECORD_KINDS, ids=lambda kind: kind.code)
@pytest.mark.parametrize("text", ["", " \n\t", "\x1b[31m"])
def test_a_record_needs_a_text(kind: RecordKind, text: str) -> None:
    for transition in (partial(add_record, now=NINE), partial(edit_record, number=1)):
        with pytest.raises(DomainError) as refused:
            transition(recorded(kind, "First"), kind=kind, draft=RecordDraft(text=text))
        assert refused.value.message == f"Type the {kind.noun} first, then press enter."


def test_the_texts_of_a_record_are_cleaned_lines() -> None:
    decision = add_decision(SESSION, text=" Refunds\nwait ", because="Too\t slow ", now=NINE).session.decisions[0]
    action = add_action(SESSION, text="Ask", owner=" Ana\x1b[0m  Lopez", now=NINE).session.actions[0]

    assert (decision.text, decision.because, action.owner) == ("Refunds wait", "Too slow", "Ana Lopez")


def test_the_step_shows_at_most_forty_characters_of_the_text() -> None:
    assert add_note(SESSION, text="x" * 40, now=NINE).step == "N1 " + "x" * 40
    assert add_note(SESSION, text="x" * 41, now=NINE).step == "N1 " + "x" * 39 + "…"


@pytest.mark.parametrize("kind", RECORD_KINDS, ids=lambda kind: kind.code)
def test_a_record_is_found_by_its_kind_and_number(kind: RecordKind) -> None:
    session = recorded(kind, "First", "Second")

    assert find_record(session, kind, 2).text == "Second"
    assert [record.text for record in records_of(session, kind)] == ["First", "Second"]
    assert all(records_of(session, other) == () for other in RECORD_KINDS if other is not kind)


@pytest.mark.parametrize("kind", RECORD_KINDS, ids=lambda kind: kind.code)
def test_a_record_that_the_session_does_not_have_is_refused_by_its_label(kind: RecordKind) -> None:
    session = recorded(kind, "First")
    calls: list[Callable[[], object]] = [
        lambda: find_record(session, kind, 2),
        lambda: edit_record(session, kind=kind, number=2, draft=RecordDraft(text="x")),
        lambda: remove_record(session, kind=kind, number=2),
    ]
    for call in calls:
        with pytest.raises(DomainError) as refused:
            call()
        assert refused.value.message == f"There is no {kind.noun} {kind.letter}2 in this session."


@pytest.mark.parametrize("kind", RECORD_KINDS, ids=lambda kind: kind.code)
def test_an_edit_replaces_one_record_in_its_place(kind: RecordKind) -> None:
    session = recorded(kind, "First", "Second", "Third")
    change = edit_record(session, kind=kind, number=2, draft=RecordDraft(text=" Other ", item=3))

    first, second, third = records_of(session, kind)
    assert records_of(change.session, kind) == (first, replace(second, text="Other", item=3), third)
    assert replace(change.session, **{kind.records: (first, second, third)}) == session  # type: ignore[arg-type]
    assert change.step == f"{kind.letter}2 edited"


def test_an_edit_keeps_time_status_and_answer() -> None:
    done = set_action_status(recorded(RecordKind.ACTION, "Ask"), number=1, status=ActionStatus.DONE).session
    answered = answer_question(recorded(RecordKind.QUESTION, "Why?"), number=1, answer="So").session
    draft = RecordDraft(text="Other", owner="Ben")

    action = edit_record(done, kind=RecordKind.ACTION, number=1, draft=draft).session.actions[0]
    question = edit_record(answered, kind=RecordKind.QUESTION, number=1, draft=draft).session.questions[0]
    assert (action.status, action.owner, action.at) == (ActionStatus.DONE, "Ben", NINE)
    assert (question.status, question.answer, question.owner) == (QuestionStatus.ANSWERED, "So", "Ben")
    assert question.due is None


def test_an_edit_clears_the_fields_that_the_draft_leaves_empty() -> None:
    session = add_action(SESSION, text="Ask", owner="Ben", due=DUE, item=1, now=NINE).session
    edited = edit_record(session, kind=RecordKind.ACTION, number=1, draft=RecordDraft(text="Ask")).session

    assert edited.actions == (ActionItem(number=1, text="Ask", at=NINE),)


@pytest.mark.parametrize("kind", RECORD_KINDS, ids=lambda kind: kind.code)
def test_a_removed_record_leaves_the_others_and_its_number_unused(kind: RecordKind) -> None:
    change = remove_record(recorded(kind, "First", "Second", "Third"), kind=kind, number=2)
    again = add_record(change.session, kind=kind, draft=RecordDraft(text="Fourth"), now=NINE).session

    assert [record.number for record in records_of(change.session, kind)] == [1, 3]
    assert [record.number for record in records_of(again, kind)] == [1, 3, 4]
    assert change.step == f"{kind.letter}2 removed"


def test_the_number_of_the_last_record_is_not_reused_after_its_removal() -> None:
    removed = remove_record(recorded(RecordKind.NOTE, "First"), kind=RecordKind.NOTE, number=1).session

    assert removed.notes == ()
    assert add_note(removed, text="Second", now=NINE).step == "N2 Second"


def test_a_record_cannot_be_removed_twice() -> None:
    removed = remove_record(recorded(RecordKind.DECISION, "First"), kind=RecordKind.DECISION, number=1).session

    with pytest.raises(DomainError, match="There is no decision D1 in this session"):
        remove_record(removed, kind=RecordKind.DECISION, number=1)


@pytest.mark.parametrize("status", ActionStatus)
def test_an_action_item_gets_a_status(status: ActionStatus) -> None:
    session = recorded(RecordKind.ACTION, "Ask", "Write")
    change = set_action_status(session, number=2, status=status)

    assert change.session.actions == (session.actions[0], replace(session.actions[1], status=status))
    assert change.step == f"A2 {status.value}"


def test_an_action_item_of_another_session_gets_no_status() -> None:
    with pytest.raises(DomainError) as refused:
        set_action_status(recorded(RecordKind.QUESTION, "Why?"), number=1, status=ActionStatus.DONE)

    assert refused.value.message == "There is no action item A1 in this session."


def test_an_answer_closes_one_question() -> None:
    session = recorded(RecordKind.QUESTION, "Which zone?", "Why?")
    change = answer_question(session, number=1, answer=" Berlin\ntime ")

    answered = replace(session.questions[0], answer="Berlin time", status=QuestionStatus.ANSWERED)
    assert change.session == replace(session, questions=(answered, session.questions[1]))
    assert change.step == "Q1 answered"


@pytest.mark.parametrize("answer", ["", "  "])
def test_an_empty_answer_opens_the_question_again(answer: str) -> None:
    session = recorded(RecordKind.QUESTION, "Which zone?")
    answered = answer_question(session, number=1, answer="Berlin").session
    change = answer_question(answered, number=1, answer=answer)

    assert change.session == session
    assert change.step == "Q1 open again"


def test_an_answer_closes_a_question_that_an_earlier_session_left_open() -> None:
    before = Question(number=7, text="Which zone?", at=NINE)
    session = replace(SESSION, earlier_questions=(before,))
    change = answer_question(session, number=7, answer="Berlin")

    answered = replace(before, answer="Berlin", status=QuestionStatus.ANSWERED)
    assert change.session == replace(session, earlier_questions=(answered,))
    assert change.step == "Q7 answered"


def test_a_question_is_found_by_its_number_in_this_session_and_among_those_from_before() -> None:
    before = Question(number=7, text="Which bank?", at=NINE)
    session = replace(recorded(RecordKind.QUESTION, "Which zone?"), earlier_questions=(before,))

    assert find_question(session, 7) == before
    assert find_question(session, 1) == session.questions[0]
    with pytest.raises(DomainError) as refused:
        find_question(session, 8)
    assert refused.value.message == "There is no question Q8 in this session."


def test_a_question_of_another_session_is_not_answered() -> None:
    with pytest.raises(DomainError) as refused:
        answer_question(SESSION, number=7, answer="Berlin")

    assert refused.value.message == "There is no question Q7 in this session."


@pytest.mark.parametrize("kind", RECORD_KINDS, ids=lambda kind: kind.code)
def test_a_record_replaces_the_one_of_its_kind_and_number(kind: RecordKind) -> None:
    session = recorded(kind, "First", "Second")
    changed = replace(find_record(session, kind, 1), text="Other")

    assert records_of(with_record(session, changed), kind) == (changed, find_record(session, kind, 2))
    assert with_record(session, replace(changed, number=9)) == session
