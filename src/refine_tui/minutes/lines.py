"""Builds single lines of the minutes from items and records, and words for names, durations and time zones."""

from datetime import datetime, timedelta
from typing import TypeVar

from refine_tui.domain.backlog_item import BacklogItem
from refine_tui.domain.item_fields import field_text
from refine_tui.domain.readiness import Check, CheckState, checklist, open_checks
from refine_tui.domain.records import ActionItem, AnyRecord, Decision, ParkedStatus, ParkedTopic, Question
from refine_tui.domain.session import RefinementSession, SessionItem, zone_of
from refine_tui.minutes.item_lines import DependencyLine, FieldChange, ItemLine, ItemName, WaiverLine
from refine_tui.minutes.record_lines import ActionLine, DecisionLine, ParkedLine, QuestionLine, RecordLine

_MINUTE = timedelta(minutes=1)
_UTC_NAMES = frozenset({"UTC", "UCT", "Zulu", "Universal"})

R = TypeVar("R", bound=AnyRecord)


def item_name(item: SessionItem) -> ItemName:
    """Return *item* as other lines mention it."""
    return ItemName(key=item.label, url=item.item.url, title=item.item.title, numbered=not item.item.key)


def whole_minutes(length: timedelta) -> int:
    """Return the whole minutes in *length*, rounded down as on the screen."""
    return length // _MINUTE


def zone_words(name: str, at: datetime) -> str:
    """Return the time zone *name* in words: ``Europe/Madrid``, ``UTC``, ``UTC-05:00`` for ``Etc/GMT+5``.

    An unknown zone is UTC, as in `RefinementSession.local`.
    """
    zone = zone_of(name)
    known = zone.key.removeprefix("Etc/")
    if known in _UTC_NAMES:
        return "UTC"
    if known == zone.key:
        return known
    offset = at.astimezone(zone).utcoffset() or timedelta()
    sign, minutes = "-" if offset < timedelta() else "+", abs(offset) // _MINUTE
    return f"UTC{sign}{minutes // 60:02}:{minutes % 60:02}" if minutes else "UTC"


def without_at(name: str) -> str:
    """Return a person's name without a leading ``@``, which would notify somebody."""
    return name.lstrip("@ ")


def item_line(session: RefinementSession, session_item: SessionItem, spent: timedelta) -> ItemLine:
    """Return the line of an item that was on the screen for *spent*."""
    item = session_item.item
    checks = checklist(session, session_item)
    return ItemLine(
        item=item_name(session_item),
        estimate=session_item.agreed_estimate or item.estimate,
        why=item.why,
        outcome=item.outcome,
        measure=item.measure,
        criteria=item.acceptance_criteria,
        reason=session_item.reason,
        missing=tuple(_gap(item, check) for check in checks if check.state is CheckState.OPEN),
        open_checks=open_checks(session, session_item),
        waived=tuple(_waiver_line(item, check) for check in checks if check.state is CheckState.WAIVED),
        dependencies=tuple(
            DependencyLine(text=dependency.text, who=without_at(dependency.who), by=dependency.by)
            for dependency in item.dependencies
        ),
        minutes=whole_minutes(spent),
    )


def field_changes(session_item: SessionItem) -> tuple[FieldChange, ...]:
    """Return the fields of an item that the session edited."""
    return tuple(
        FieldChange(field=edit.field.value, before=edit.before, after=field_text(session_item.item, edit.field))
        for edit in session_item.edits
    )


def _gap(item: BacklogItem, check: Check) -> str:
    """Return what is missing: the reason if the program computes it, else the check as a question."""
    known = not check.is_manual or (check.key == "dependencies" and item.dependencies)
    return check.why if known else f"{check.words}?"


def _waiver_line(item: BacklogItem, check: Check) -> WaiverLine:
    mark = next(mark for mark in item.marks if mark.check == check.key)
    return WaiverLine(check=check.words, by=without_at(mark.waived_by), reason=mark.reason)


def action_line(session: RefinementSession, action: ActionItem) -> ActionLine:
    """Return the line of an action item."""
    return ActionLine(
        label=action.label,
        text=action.text,
        item=item_of(session, action),
        owner=without_at(action.owner),
        due=action.due,
        status=action.status,
        record=action,
    )


def decision_line(session: RefinementSession, decision: Decision) -> DecisionLine:
    """Return the line of a decision."""
    return DecisionLine(
        label=decision.label,
        text=decision.text,
        because=decision.because,
        item=item_of(session, decision),
        record=decision,
    )


def question_line(session: RefinementSession, question: Question) -> QuestionLine:
    """Return the line of a question."""
    return QuestionLine(
        label=question.label,
        text=question.text,
        item=item_of(session, question),
        owner=without_at(question.owner),
        due=question.due,
        answer=question.answer,
        record=question,
    )


def parked_line(session: RefinementSession, topic: ParkedTopic) -> ParkedLine:
    """Return the line of a parked topic."""
    return ParkedLine(
        label=topic.label,
        text=topic.text,
        item=item_of(session, topic),
        status=ParkedStatus.DISCUSSED if topic.discussed_in == session.id else ParkedStatus.OPEN,
        record=topic,
    )


def record_line(session: RefinementSession, record: AnyRecord) -> RecordLine:
    """Return the line of a note."""
    return RecordLine(label=record.label, text=record.text, item=item_of(session, record), record=record)


def item_of(session: RefinementSession, record: AnyRecord) -> ItemName | None:
    """Return the item that a record is about; None if it is not in this session."""
    item = session.find(record.item)
    return item_name(item) if item else None


def by_number(records: tuple[R, ...]) -> list[R]:
    """Return records by their number."""
    return sorted(records, key=lambda record: record.number)


def added_order(item: SessionItem) -> tuple[int, int]:
    """Return the sort key for the order in which items were added to the session."""
    return item.position, item.id
