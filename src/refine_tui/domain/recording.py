"""Recording what the group says: add, edit, complete and remove records. Each function gives a `Change`."""

from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from refine_tui.domain.clock_steps import required_open
from refine_tui.domain.errors import DomainError
from refine_tui.domain.plain_text import clean_line, shortened
from refine_tui.domain.records import (
    ActionItem,
    ActionStatus,
    AnyRecord,
    Decision,
    Note,
    ParkedTopic,
    Question,
    QuestionStatus,
    RecordKind,
)
from refine_tui.domain.session import Change, RefinementSession

R = TypeVar("R", bound=AnyRecord)


def decide(
    session: RefinementSession, *, text: str, because: str = "", item: int | None = None, now: datetime
) -> Change:
    """Record a decision."""
    number = session.numbers.decision + 1
    decision = Decision(number=number, text=_required(text, "decision"), because=clean_line(because), item=item, at=now)
    numbers = replace(session.numbers, decision=number)
    return _added(replace(session, decisions=(*session.decisions, decision), numbers=numbers), decision)


def act(
    session: RefinementSession,
    *,
    text: str,
    owner: str = "",
    due: date | None = None,
    item: int | None = None,
    now: datetime,
) -> Change:
    """Record an action item."""
    number = session.numbers.action + 1
    text = _required(text, "action item")
    action = ActionItem(number=number, text=text, owner=clean_line(owner), due=due, item=item, at=now)
    numbers = replace(session.numbers, action=number)
    return _added(replace(session, actions=(*session.actions, action), numbers=numbers), action)


def ask(session: RefinementSession, *, text: str, owner: str = "", item: int | None = None, now: datetime) -> Change:
    """Record an open question."""
    number = session.numbers.question + 1
    question = Question(number=number, text=_required(text, "question"), owner=clean_line(owner), item=item, at=now)
    numbers = replace(session.numbers, question=number)
    return _added(replace(session, questions=(*session.questions, question), numbers=numbers), question)


def park(session: RefinementSession, *, text: str, item: int | None = None, now: datetime) -> Change:
    """Put a topic on the parking lot."""
    number = session.numbers.parked + 1
    topic = ParkedTopic(number=number, text=_required(text, "parked topic"), item=item, at=now)
    numbers = replace(session.numbers, parked=number)
    return _added(replace(session, parked=(*session.parked, topic), numbers=numbers), topic)


def note(session: RefinementSession, *, text: str, item: int | None = None, now: datetime) -> Change:
    """Record a note."""
    number = session.numbers.note + 1
    remark = Note(number=number, text=_required(text, "note"), item=item, at=now)
    numbers = replace(session.numbers, note=number)
    return _added(replace(session, notes=(*session.notes, remark), numbers=numbers), remark)


def find_record(session: RefinementSession, kind: RecordKind, number: int) -> AnyRecord:
    """Return a record.

    Raises:
        DomainError: this session has no such record.
    """
    for record in records_of(session, kind):
        if record.number == number:
            return record
    raise DomainError(f"There is no {kind.value} number {number} in this session.")


def records_of(session: RefinementSession, kind: RecordKind) -> tuple[AnyRecord, ...]:
    """Return the records of one kind, oldest first."""
    lists: dict[RecordKind, tuple[AnyRecord, ...]] = {
        RecordKind.DECISION: session.decisions,
        RecordKind.ACTION: session.actions,
        RecordKind.QUESTION: session.questions,
        RecordKind.PARKED: session.parked,
        RecordKind.NOTE: session.notes,
    }
    return lists[kind]


def edit_record(
    session: RefinementSession,
    *,
    kind: RecordKind,
    number: int,
    text: str,
    because: str = "",
    owner: str = "",
    due: date | None = None,
    item: int | None = None,
    now: datetime,
) -> Change:
    """Say a record anew: every field that its kind has takes the value given here.

    Raises:
        DomainError: there is no such record, or nothing is left of its text.
    """
    del now
    required_open(session)
    record = find_record(session, kind, number)
    edited: AnyRecord = replace(record, text=_required(text, kind.value), item=item)
    if isinstance(edited, Decision):
        edited = replace(edited, because=clean_line(because))
    elif isinstance(edited, ActionItem):
        edited = replace(edited, owner=clean_line(owner), due=due)
    elif isinstance(edited, Question):
        edited = replace(edited, owner=clean_line(owner))
    return Change(session=_with_record(session, edited), step=f"{record.label} edited")


def remove_record(session: RefinementSession, *, kind: RecordKind, number: int, now: datetime) -> Change:
    """Take a record away; its number does not return.

    Raises:
        DomainError: there is no such record.
    """
    del now
    required_open(session)
    record = find_record(session, kind, number)
    return Change(session=_without(session, record), step=f"{record.label} removed")


def set_action_status(session: RefinementSession, *, number: int, status: ActionStatus, now: datetime) -> Change:
    """Say that an action item is done, dropped, or open again.

    Raises:
        DomainError: there is no such action item.
    """
    del now
    required_open(session)
    action = find_record(session, RecordKind.ACTION, number)
    assert isinstance(action, ActionItem)  # noqa: S101 - by its kind
    return Change(session=_with_record(session, replace(action, status=status)), step=f"{action.label} {status.value}")


def answer_question(session: RefinementSession, *, number: int, answer: str, now: datetime) -> Change:
    """Note the answer to a question; an empty answer opens it again.

    Raises:
        DomainError: there is no such question.
    """
    del now
    required_open(session)
    question = find_record(session, RecordKind.QUESTION, number)
    assert isinstance(question, Question)  # noqa: S101 - by its kind
    answer = clean_line(answer)
    status = QuestionStatus.ANSWERED if answer else QuestionStatus.OPEN
    step = f"{question.label} {'answered' if answer else 'open again'}"
    return Change(session=_with_record(session, replace(question, answer=answer, status=status)), step=step)


def _required(text: str, what: str) -> str:
    text = clean_line(text)
    if not text:
        raise DomainError(f"Type the {what} first, then press enter.")
    return text


def _added(session: RefinementSession, record: AnyRecord) -> Change:
    required_open(session)
    return Change(session=session, step=f"{record.label} {shortened(record.text, 40)}")


def _replaced(records: tuple[R, ...], record: R) -> tuple[R, ...]:
    return tuple(record if other.number == record.number else other for other in records)


def _removed(records: tuple[R, ...], record: R) -> tuple[R, ...]:
    return tuple(other for other in records if other.number != record.number)


def _with_record(session: RefinementSession, record: AnyRecord) -> RefinementSession:
    match record:
        case Decision():
            return replace(session, decisions=_replaced(session.decisions, record))
        case ActionItem():
            return replace(session, actions=_replaced(session.actions, record))
        case Question():
            return replace(session, questions=_replaced(session.questions, record))
        case ParkedTopic():
            return replace(session, parked=_replaced(session.parked, record))
        case Note():
            return replace(session, notes=_replaced(session.notes, record))


def _without(session: RefinementSession, record: AnyRecord) -> RefinementSession:
    match record:
        case Decision():
            return replace(session, decisions=_removed(session.decisions, record))
        case ActionItem():
            return replace(session, actions=_removed(session.actions, record))
        case Question():
            return replace(session, questions=_removed(session.questions, record))
        case ParkedTopic():
            return replace(session, parked=_removed(session.parked, record))
        case Note():
            return replace(session, notes=_removed(session.notes, record))
