"""From a session to what its minutes say."""

from datetime import datetime, timedelta
from typing import TypeVar

from refine_tui.domain.backlog_item import BacklogItem
from refine_tui.domain.people import Role
from refine_tui.domain.readiness import Check, CheckState, checklist
from refine_tui.domain.records import (
    ActionItem,
    ActionStatus,
    AnyRecord,
    Decision,
    EarlierAction,
    Promise,
    QuestionStatus,
)
from refine_tui.domain.session import Outcome, Phase, RefinementSession, SessionItem, SessionStatus, zone_of
from refine_tui.domain.timebox import ZERO, running, total
from refine_tui.minutes.model import (
    ActionLine,
    Count,
    DecisionLine,
    DependencyLine,
    ItemLine,
    ItemName,
    MinutesDocument,
    NoteGroup,
    Person,
    PhaseLine,
    PromiseLine,
    QuestionLine,
    RecordLine,
    TriagedLine,
    UnreachedLine,
    WaiverLine,
)

DISPOSITIONS = {
    Outcome.NEXT_SESSION: "Next session",
    Outcome.NEEDS_INFORMATION: "Needs information",
    Outcome.LATER: "Later",
    Outcome.NOT_NOW: "Not now",
    Outcome.ARCHIVED: "Archived",
}
"""The outcomes of triage, in the order in which the minutes tell them."""

_LEFT = {Promise.DONE: ActionStatus.DONE, Promise.KEPT: ActionStatus.OPEN, Promise.DROPPED: ActionStatus.DROPPED}

_MINUTE = timedelta(minutes=1)

R = TypeVar("R", bound=AnyRecord)


def document_of(session: RefinementSession, *, now: datetime) -> MinutesDocument:
    """Return what the minutes of *session* say; for a closed one they are the same whatever *now* is."""
    moment = session.ended_at or now
    times = session.item_times(moment)

    def lines(*outcomes: Outcome) -> tuple[ItemLine, ...]:
        items = sorted(session.with_outcome(*outcomes), key=_deep_dive_order)
        return tuple(_item_line(session, item, times.get(item.id, ZERO)) for item in items)

    return MinutesDocument(
        team=session.team.name,
        title=session.title,
        status=session.status,
        day=session.local(session.started_at or session.planned_for or session.created_at).date(),
        started=session.local(session.started_at) if session.started_at else None,
        ended=session.local(session.ended_at) if session.ended_at else None,
        as_of=session.local(moment),
        zone=zone_of(session.zone).key,
        minutes=minutes_of(total(running(session.spans, session.absences, moment))),
        planned_minutes=sum(phase.planned_minutes for phase in session.phases),
        facilitators=tuple(
            without_at(person.name) for person in session.people if person.role is Role.SCRUM_MASTER and person.present
        ),
        people=tuple(
            Person(name=without_at(person.name), role=person.role.short, present=person.present)
            for person in session.people
        ),
        goal=session.goal,
        product_goal=session.product_goal,
        brought=len(session.items),
        counts=_counts(session),
        phases=tuple(_phase_line(session, phase, moment) for phase in session.phases),
        actions=tuple(_action_line(session, action) for action in _in_order(session.actions)),
        promised=tuple(
            _promise_line(session, earlier) for earlier in sorted(session.earlier_actions, key=lambda e: e.number)
        ),
        decisions=tuple(_decision_line(session, decision) for decision in _in_order(session.decisions)),
        ready=lines(Outcome.READY),
        needs_work=lines(Outcome.NOT_READY),
        split=lines(Outcome.SPLIT),
        merged=lines(Outcome.MERGED),
        triaged=_triaged(session),
        not_reached=tuple(
            UnreachedLine(item=name_of(item), fate=item.fate, reason=item.reason)
            for item in sorted(session.undecided, key=_brought_order)
        ),
        open_questions=_questions(session, QuestionStatus.OPEN),
        answered_questions=_questions(session, QuestionStatus.ANSWERED),
        parked=tuple(_record_line(session, topic) for topic in _in_order(session.parked)),
        notes=_notes(session),
        ratings=session.ratings,
        next_session=session.local(session.next_session_at) if session.next_session_at else None,
    )


def name_of(item: SessionItem) -> ItemName:
    """Return an item as other lines mention it."""
    return ItemName(key=item.label, url=item.item.url, title=item.item.title)


def minutes_of(length: timedelta) -> int:
    """Return a length of time in whole minutes, a half rounded up."""
    return (length + _MINUTE / 2) // _MINUTE


def without_at(name: str) -> str:
    """Return a person's name without the sign that would notify somebody."""
    return name.lstrip("@ ")


def _counts(session: RefinementSession) -> tuple[Count, ...]:
    triaged = [Count(words=words.lower(), number=len(session.with_outcome(o))) for o, words in DISPOSITIONS.items()]
    counts = (
        Count(words="ready", number=len(session.with_outcome(Outcome.READY))),
        Count(words="needs work", number=len(session.with_outcome(Outcome.NOT_READY))),
        Count(words="split", number=len(session.with_outcome(Outcome.SPLIT))),
        Count(words="merged", number=len(session.with_outcome(Outcome.MERGED))),
        Count(
            words="triaged",
            number=sum(count.number for count in triaged),
            parts=tuple(count for count in triaged if count.number),
        ),
        Count(
            words="not reached" if session.status is SessionStatus.CLOSED else "not yet reached",
            number=len(session.undecided),
        ),
    )
    return tuple(count for count in counts if count.number or (count.words == "ready" and session.items))


def _phase_line(session: RefinementSession, phase: Phase, moment: datetime) -> PhaseLine:
    return PhaseLine(
        title=phase.title,
        planned=phase.planned_minutes,
        extended=phase.extended_minutes,
        spent=minutes_of(session.timebox(phase.position).elapsed(moment)),
    )


def _item_line(session: RefinementSession, held: SessionItem, spent: timedelta) -> ItemLine:
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
    known = not check.by_hand or (check.key == "dependencies" and item.dependencies)
    return check.why if known else f"{check.words}?"


def _waiver_line(item: BacklogItem, check: Check) -> WaiverLine:
    mark = next(mark for mark in item.marks if mark.check == check.key)
    return WaiverLine(check=check.words, by=without_at(mark.waived_by), reason=mark.reason)


def _triaged(session: RefinementSession) -> tuple[TriagedLine, ...]:
    return tuple(
        TriagedLine(
            item=name_of(item),
            where=words,
            reason=item.reason,
            action=_information_label(session, item.id) if outcome is Outcome.NEEDS_INFORMATION else "",
        )
        for outcome, words in DISPOSITIONS.items()
        for item in sorted(session.with_outcome(outcome), key=_brought_order)
    )


def _information_label(session: RefinementSession, item: int) -> str:
    """Return the label of the action item on *item*: the first that is open, else the first."""
    actions = [action for action in _in_order(session.actions) if action.item == item]
    return next((action.label for action in sorted(actions, key=lambda a: a.status is not ActionStatus.OPEN)), "")


def _action_line(session: RefinementSession, action: ActionItem) -> ActionLine:
    return ActionLine(
        label=action.label,
        text=action.text,
        item=_named(session, action),
        owner=without_at(action.owner),
        due=action.due,
        status=action.status,
    )


def _promise_line(session: RefinementSession, earlier: EarlierAction) -> PromiseLine:
    """Return an action item from before as this session left it, whatever became of it since."""
    action = earlier.action
    status = _LEFT[earlier.promise] if earlier.promise else action.status
    settled_elsewhere = earlier.promise is None and action.status is not ActionStatus.OPEN
    return PromiseLine(
        label=action.label,
        text=action.text,
        item=_named(session, action),
        owner=without_at(action.owner),
        due=action.due,
        status=status,
        fate=earlier.promise.value if earlier.promise else status.value if settled_elsewhere else "not looked at",
    )


def _decision_line(session: RefinementSession, decision: Decision) -> DecisionLine:
    item = _named(session, decision)
    return DecisionLine(label=decision.label, text=decision.text, because=decision.because, item=item)


def _questions(session: RefinementSession, status: QuestionStatus) -> tuple[QuestionLine, ...]:
    return tuple(
        QuestionLine(
            label=question.label,
            text=question.text,
            item=_named(session, question),
            owner=without_at(question.owner),
            answer=question.answer,
        )
        for question in _in_order((*session.earlier_questions, *session.questions))
        if question.status is status
    )


def _notes(session: RefinementSession) -> tuple[NoteGroup, ...]:
    items = [*sorted(session.items, key=_brought_order), None]
    known = {item.id for item in session.items}
    groups = []
    for item in items:
        about = [
            _record_line(session, note)
            for note in _in_order(session.notes)
            if (note.item == item.id if item else note.item not in known)
        ]
        if about:
            groups.append(NoteGroup(item=name_of(item) if item else None, notes=tuple(about)))
    return tuple(groups)


def _record_line(session: RefinementSession, record: AnyRecord) -> RecordLine:
    return RecordLine(label=record.label, text=record.text, item=_named(session, record))


def _named(session: RefinementSession, record: AnyRecord) -> ItemName | None:
    item = session.find(record.item)
    return name_of(item) if item else None


def _in_order(records: tuple[R, ...]) -> list[R]:
    return sorted(records, key=lambda record: record.number)


def _brought_order(item: SessionItem) -> tuple[int, int]:
    return item.position, item.id


def _deep_dive_order(item: SessionItem) -> tuple[bool, int, int, int]:
    return item.deep_dive is None, item.deep_dive or 0, item.position, item.id
