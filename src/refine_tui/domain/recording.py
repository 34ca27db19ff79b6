"""Transitions on the records of a session: add, edit, complete, answer and remove them."""

from dataclasses import replace
from datetime import date, datetime

from refine_tui.domain.errors import DomainError
from refine_tui.domain.field_changes import with_fields
from refine_tui.domain.plain_text import clean_line, shortened
from refine_tui.domain.records import (
    RECORD_KINDS,
    ActionItem,
    ActionStatus,
    AnyRecord,
    Question,
    RecordDraft,
    RecordKind,
    kind_of,
)
from refine_tui.domain.session import Change, RefinementSession
from refine_tui.domain.timekeeping import require_open


def add_record(session: RefinementSession, *, kind: RecordKind, draft: RecordDraft, now: datetime) -> Change:
    """Add a record with the team's next number of its kind, recorded at *now* (aware, UTC).

    Raises:
        DomainError: its text is empty, or the session is not open.
    """
    require_open(session)
    number = getattr(session.numbers, kind.counter) + 1
    record = kind.create(number, _cleaned(draft, kind), now)
    changed = with_fields(
        session,
        {
            kind.records: (*records_of(session, kind), record),
            "numbers": replace(session.numbers, **{kind.counter: number}),
        },
    )
    return Change(session=changed, step=f"{record.label} {shortened(record.text, 40)}")


def add_decision(
    session: RefinementSession, *, text: str, because: str = "", item: int | None = None, now: datetime
) -> Change:
    """Add a decision; see `add_record`."""
    return add_record(
        session, kind=RecordKind.DECISION, draft=RecordDraft(text=text, because=because, item=item), now=now
    )


def add_action(
    session: RefinementSession,
    *,
    text: str,
    owner: str = "",
    due: date | None = None,
    item: int | None = None,
    now: datetime,
) -> Change:
    """Add an action item; see `add_record`."""
    draft = RecordDraft(text=text, owner=owner, due=due, item=item)
    return add_record(session, kind=RecordKind.ACTION, draft=draft, now=now)


def add_question(
    session: RefinementSession,
    *,
    text: str,
    owner: str = "",
    due: date | None = None,
    item: int | None = None,
    now: datetime,
) -> Change:
    """Add an open question; see `add_record`."""
    draft = RecordDraft(text=text, owner=owner, due=due, item=item)
    return add_record(session, kind=RecordKind.QUESTION, draft=draft, now=now)


def add_parked_topic(session: RefinementSession, *, text: str, item: int | None = None, now: datetime) -> Change:
    """Add a topic to the parking lot; see `add_record`."""
    return add_record(session, kind=RecordKind.PARKED, draft=RecordDraft(text=text, item=item), now=now)


def add_note(session: RefinementSession, *, text: str, item: int | None = None, now: datetime) -> Change:
    """Add a note; see `add_record`."""
    return add_record(session, kind=RecordKind.NOTE, draft=RecordDraft(text=text, item=item), now=now)


def find_record(session: RefinementSession, kind: RecordKind, number: int) -> AnyRecord:
    """Return the record of this kind and number.

    Raises:
        DomainError: this session has no such record.
    """
    for record in records_of(session, kind):
        if record.number == number:
            return record
    raise DomainError(f"There is no {kind.noun} {kind.letter}{number} in this session.")


def find_question(session: RefinementSession, number: int) -> Question:
    """Return the question with this number: one of this session, or of an earlier one that was open when it began.

    Raises:
        DomainError: the session has no such question.
    """
    for question in session.all_questions:
        if question.number == number:
            return question
    raise DomainError(f"There is no question Q{number} in this session.")


def records_of(session: RefinementSession, kind: RecordKind) -> tuple[AnyRecord, ...]:
    """Return the records of one kind, oldest first."""
    records: tuple[AnyRecord, ...] = getattr(session, kind.records)
    return records


def all_records(session: RefinementSession) -> list[AnyRecord]:
    """Return the records of all kinds, oldest first."""
    records = [record for kind in RECORD_KINDS for record in records_of(session, kind)]
    return sorted(records, key=lambda record: (record.at, record.number))


def edit_record(session: RefinementSession, *, kind: RecordKind, number: int, draft: RecordDraft) -> Change:
    """Replace the fields of a record by those of *draft*; number, time, status and answer stay.

    Raises:
        DomainError: the record does not exist, its new text is empty, or the session is not open.
    """
    require_open(session)
    record = find_record(session, kind, number)
    edited = kind.update(record, _cleaned(draft, kind))
    return Change(session=with_record(session, edited), step=f"{record.label} edited")


def remove_record(session: RefinementSession, *, kind: RecordKind, number: int) -> Change:
    """Remove a record; its number is not reused.

    Raises:
        DomainError: the record does not exist, or the session is not open.
    """
    require_open(session)
    record = find_record(session, kind, number)
    remaining = tuple(other for other in records_of(session, kind) if other.number != number)
    return Change(session=with_fields(session, {kind.records: remaining}), step=f"{record.label} removed")


def set_action_status(session: RefinementSession, *, number: int, status: ActionStatus) -> Change:
    """Set an action item of this session to done, dropped or open.

    Raises:
        DomainError: the action item does not exist, or the session is not open.
    """
    require_open(session)
    action = find_record(session, RecordKind.ACTION, number)
    assert isinstance(action, ActionItem)  # noqa: S101 - records of this kind have this type
    return Change(session=with_record(session, replace(action, status=status)), step=f"{action.label} {status.value}")


def answer_question(session: RefinementSession, *, number: int, answer: str) -> Change:
    """Record the answer to a question of this session or an earlier one; an empty answer opens the question again.

    Raises:
        DomainError: the session shows no such question, or is not open.
    """
    require_open(session)
    answer = clean_line(answer)
    question = find_question(session, number)
    step = f"{question.label} {'answered' if answer else 'open again'}"
    if question in session.earlier_questions:
        earlier = tuple(q.with_answer(answer) if q.number == number else q for q in session.earlier_questions)
        return Change(session=replace(session, earlier_questions=earlier), step=step)
    return Change(session=with_record(session, question.with_answer(answer)), step=step)


def with_record(session: RefinementSession, record: AnyRecord) -> RefinementSession:
    """Return the session with *record* in place of the record of the same kind and number."""
    kind = kind_of(record)
    records = tuple(record if other.number == record.number else other for other in records_of(session, kind))
    return with_fields(session, {kind.records: records})


def _cleaned(draft: RecordDraft, kind: RecordKind) -> RecordDraft:
    text = clean_line(draft.text)
    if not text:
        raise DomainError(f"Type the {kind.noun} first, then press enter.")
    return replace(draft, text=text, because=clean_line(draft.because), owner=clean_line(draft.owner))
