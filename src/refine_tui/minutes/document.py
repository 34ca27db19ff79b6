"""Builds the document of the minutes from a session."""

from datetime import datetime

from refine_tui.domain.clock_reading import PhaseReading, read_clock
from refine_tui.domain.dispositions import DISPOSITIONS, Detail, Outcome
from refine_tui.domain.people import Participant, Role
from refine_tui.domain.records import ActionReview, ActionStatus, EarlierAction, Question, QuestionStatus
from refine_tui.domain.session import Phase, RefinementSession, SessionItem, SessionStatus
from refine_tui.minutes.item_lines import EditedLine, ItemLine, TriagedLine, UnreachedLine
from refine_tui.minutes.lines import (
    action_line,
    added_order,
    by_number,
    decision_line,
    field_changes,
    item_line,
    item_name,
    item_of,
    parked_line,
    question_line,
    record_line,
    whole_minutes,
    without_at,
    zone_words,
)
from refine_tui.minutes.model import Count, MinutesDocument, Person, PhaseLine
from refine_tui.minutes.record_lines import EarlierActionLine, NoteGroup, QuestionLine
from refine_tui.minutes.tracker_items import OUTCOME_TITLES, tracker_items

_STATUS_AFTER = {
    ActionReview.DONE: ActionStatus.DONE,
    ActionReview.KEPT: ActionStatus.OPEN,
    ActionReview.DROPPED: ActionStatus.DROPPED,
}
_REVIEW_WORDS = {ActionReview.DONE: "done", ActionReview.KEPT: "still open", ActionReview.DROPPED: "dropped"}


def document_of(session: RefinementSession, *, now: datetime) -> MinutesDocument:
    """Return the minutes of *session*; those of a closed session do not depend on *now*."""
    moment = session.ended_at or now
    clock = read_clock(session, moment)

    def lines(*outcomes: Outcome) -> tuple[ItemLine, ...]:
        items = sorted(session.with_outcome(*outcomes), key=_deep_dive_order)
        return tuple(item_line(session, item, clock.item_time(item.id)) for item in items)

    return MinutesDocument(
        id=session.id,
        team=session.team.name,
        title=session.title,
        status=session.status,
        day=session.local(session.started_at or session.planned_for or session.created_at).date(),
        started=_local(session, session.started_at),
        ended=_local(session, session.ended_at),
        as_of=session.local(moment),
        zone=zone_words(session.zone, session.next_session_at or moment),
        zone_name=session.zone,
        planned_for=_local(session, session.planned_for),
        minutes=whole_minutes(clock.elapsed),
        planned_minutes=sum(phase.planned_minutes for phase in session.phases),
        facilitators=tuple(
            without_at(person.name) for person in session.people if person.role is Role.SCRUM_MASTER and person.attended
        ),
        people=tuple(_person(session, participant) for participant in session.people),
        goal=session.goal,
        product_goal=session.product_goal,
        brought=len(session.items),
        counts=_counts(session),
        phases=tuple(_phase_line(phase, box) for phase, box in zip(session.phases, clock.phases, strict=True)),
        actions=tuple(action_line(session, action) for action in by_number(session.actions)),
        promised=tuple(
            _earlier_action_line(session, earlier)
            for earlier in sorted(session.earlier_actions, key=lambda e: e.number)
        ),
        decisions=tuple(decision_line(session, decision) for decision in by_number(session.decisions)),
        ready=lines(Outcome.READY),
        needs_work=lines(Outcome.NOT_READY),
        triaged=_triaged(session),
        not_reached=tuple(
            UnreachedLine(item=item_name(item), fate=item.carry_over, reason=item.reason)
            for item in sorted(session.undecided, key=added_order)
        ),
        edited=tuple(
            EditedLine(item=item_name(item), changes=field_changes(item))
            for item in sorted(session.items, key=added_order)
            if item.edits
        ),
        open_questions=_with_status(session, QuestionStatus.OPEN),
        answered_questions=_with_status(session, QuestionStatus.ANSWERED),
        questions=_questions(session, session.questions),
        earlier_questions=_questions(session, session.earlier_questions),
        parked=tuple(parked_line(session, topic) for topic in by_number(session.parked)),
        earlier_parked=tuple(parked_line(session, topic) for topic in by_number(session.earlier_parked)),
        notes=_notes(session),
        ratings=session.ratings,
        next_session=_local(session, session.next_session_at),
        items=tracker_items(session, clock),
    )


def _person(session: RefinementSession, participant: Participant) -> Person:
    return Person(
        name=without_at(participant.name),
        role=participant.role_short,
        present=participant.attended,
        arrived=_local(session, participant.arrived_at),
        left=_local(session, participant.left_at),
        participant=participant,
    )


def _counts(session: RefinementSession) -> tuple[Count, ...]:
    triaged = [
        Count(words=disposition.words, number=len(session.with_outcome(disposition.outcome)))
        for disposition in DISPOSITIONS
        if disposition.outcome
    ]
    counts = (
        *(
            Count(words=title.lower(), number=len(session.with_outcome(outcome)))
            for outcome, title in OUTCOME_TITLES.items()
        ),
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


def _phase_line(phase: Phase, box: PhaseReading) -> PhaseLine:
    return PhaseLine(
        kind=phase.kind.code,
        title=phase.title,
        planned=phase.planned_minutes,
        extended=phase.extended_minutes,
        spent=whole_minutes(box.elapsed),
        elapsed=box.elapsed,
    )


def _triaged(session: RefinementSession) -> tuple[TriagedLine, ...]:
    return tuple(
        TriagedLine(
            item=item_name(item),
            where=disposition.title,
            reason=item.reason,
            action=_information_label(session, item.id) if disposition.asks_for is Detail.INFORMATION else "",
            next_session=disposition.deep_dive_order is not None,
        )
        for disposition in DISPOSITIONS
        if disposition.outcome
        for item in sorted(session.with_outcome(disposition.outcome), key=added_order)
    )


def _information_label(session: RefinementSession, item: int) -> str:
    """Return the label of the action item on *item*: the first that is open, else the first."""
    actions = [action for action in by_number(session.actions) if action.item == item]
    return next((action.label for action in sorted(actions, key=lambda a: a.status is not ActionStatus.OPEN)), "")


def _earlier_action_line(session: RefinementSession, earlier: EarlierAction) -> EarlierActionLine:
    """Return an action item of an earlier session as this session left it, whatever happened to it later."""
    action = earlier.action
    status = _STATUS_AFTER[earlier.review] if earlier.review else action.status
    changed_elsewhere = earlier.review is None and action.status is not ActionStatus.OPEN
    return EarlierActionLine(
        label=action.label,
        text=action.text,
        item=item_of(session, action),
        owner=without_at(action.owner),
        due=action.due,
        status=status,
        review=earlier.review,
        fate=_REVIEW_WORDS[earlier.review]
        if earlier.review
        else status.value
        if changed_elsewhere
        else "not looked at",
        record=action,
    )


def _questions(session: RefinementSession, questions: tuple[Question, ...]) -> tuple[QuestionLine, ...]:
    return tuple(question_line(session, question) for question in by_number(questions))


def _with_status(session: RefinementSession, status: QuestionStatus) -> tuple[QuestionLine, ...]:
    return _questions(session, tuple(question for question in session.all_questions if question.status is status))


def _local(session: RefinementSession, moment: datetime | None) -> datetime | None:
    return session.local(moment) if moment else None


def _notes(session: RefinementSession) -> tuple[NoteGroup, ...]:
    items = [*sorted(session.items, key=added_order), None]
    known = {item.id for item in session.items}
    groups = []
    for item in items:
        about = [
            record_line(session, note)
            for note in by_number(session.notes)
            if (note.item == item.id if item else note.item not in known)
        ]
        if about:
            groups.append(NoteGroup(item=item_name(item) if item else None, notes=tuple(about)))
    return tuple(groups)


def _deep_dive_order(item: SessionItem) -> tuple[bool, int, int, int]:
    return item.deep_dive is None, item.deep_dive or 0, item.position, item.id
