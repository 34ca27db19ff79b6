"""Single facts of a session as lines of its minutes: items, records, names, lengths of time, the zone."""

from datetime import datetime, timedelta
from typing import TypeVar

from refine_tui.domain.backlog_item import BacklogItem
from refine_tui.domain.readiness import Check, CheckState, checklist, open_checks
from refine_tui.domain.records import ActionItem, AnyRecord, Decision, Question
from refine_tui.domain.session import RefinementSession, SessionItem, zone_of
from refine_tui.minutes.model import (
    ActionLine,
    DecisionLine,
    DependencyLine,
    ItemLine,
    ItemName,
    QuestionLine,
    RecordLine,
    WaiverLine,
)

_MINUTE = timedelta(minutes=1)
_UTC_NAMES = frozenset({"UTC", "UCT", "Zulu", "Universal"})

R = TypeVar("R", bound=AnyRecord)


def name_of(item: SessionItem) -> ItemName:
    """Return an item as other lines mention it."""
    return ItemName(key=item.label, url=item.item.url, title=item.item.title, numbered=not item.item.key)


def minutes_of(length: timedelta) -> int:
    """Return a length of time in whole minutes that have passed, as the screen counts them."""
    return length // _MINUTE


def zone_words(name: str, at: datetime) -> str:
    """Return how people call the time zone *name*: ``Europe/Madrid``, ``UTC``, ``UTC-05:00`` for ``Etc/GMT+5``.

    A zone that is unknown here is UTC, as `RefinementSession.local` tells the times.
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
    """Return a person's name without the sign that would notify somebody."""
    return name.lstrip("@ ")


def item_line(session: RefinementSession, held: SessionItem, spent: timedelta) -> ItemLine:
    """Return what the group made of an item that was on the screen for *spent*."""
    item = held.item
    return ItemLine(
        item=name_of(held),
        estimate=held.agreed_estimate or item.estimate,
        why=item.why,
        outcome=item.outcome,
        measure=item.measure,
        criteria=item.acceptance_criteria,
        reason=held.reason,
        missing=tuple(_gap(item, check) for check in checklist(session, held) if check.state is CheckState.OPEN),
        open_checks=open_checks(session, held),
        waived=tuple(
            _waiver_line(item, check) for check in checklist(session, held) if check.state is CheckState.WAIVED
        ),
        dependencies=tuple(
            DependencyLine(text=dependency.text, who=without_at(dependency.who), by=dependency.by)
            for dependency in item.dependencies
        ),
        minutes=minutes_of(spent),
    )


def _gap(item: BacklogItem, check: Check) -> str:
    """Return what is missing: a gap that the product knows in its words, else the check, which nobody answered."""
    known = not check.is_manual or (check.key == "dependencies" and item.dependencies)
    return check.why if known else f"{check.words}?"


def _waiver_line(item: BacklogItem, check: Check) -> WaiverLine:
    mark = next(mark for mark in item.marks if mark.check == check.key)
    return WaiverLine(check=check.words, by=without_at(mark.waived_by), reason=mark.reason)


def action_line(session: RefinementSession, action: ActionItem) -> ActionLine:
    """Return an action item, with its gaps."""
    return ActionLine(
        label=action.label,
        text=action.text,
        item=named(session, action),
        owner=without_at(action.owner),
        due=action.due,
        status=action.status,
    )


def decision_line(session: RefinementSession, decision: Decision) -> DecisionLine:
    """Return a decision with its reason."""
    item = named(session, decision)
    return DecisionLine(label=decision.label, text=decision.text, because=decision.because, item=item)


def question_line(session: RefinementSession, question: Question) -> QuestionLine:
    """Return a question, answered or open."""
    return QuestionLine(
        label=question.label,
        text=question.text,
        item=named(session, question),
        owner=without_at(question.owner),
        answer=question.answer,
    )


def record_line(session: RefinementSession, record: AnyRecord) -> RecordLine:
    """Return a note or a parked topic."""
    return RecordLine(label=record.label, text=record.text, item=named(session, record))


def named(session: RefinementSession, record: AnyRecord) -> ItemName | None:
    """Return the item that a record is about, if it was brought."""
    item = session.find(record.item)
    return name_of(item) if item else None


def in_order(records: tuple[R, ...]) -> list[R]:
    """Return records by their number."""
    return sorted(records, key=lambda record: record.number)


def brought_order(item: SessionItem) -> tuple[int, int]:
    """Return what sorts items in the order in which they were brought."""
    return item.position, item.id
