"""The items of a session for a tracker: each item once, with everything that the session recorded about it."""

from refine_tui.domain.clock_reading import ClockReading
from refine_tui.domain.dispositions import Outcome, disposition_of
from refine_tui.domain.records import ActionStatus, QuestionStatus
from refine_tui.domain.session import RefinementSession, SessionItem, SessionStatus
from refine_tui.minutes.lines import action_line, added_order, by_number, decision_line, item_line, question_line
from refine_tui.minutes.model import ItemLine, TrackerItem

OUTCOME_TITLES = {Outcome.READY: "Ready", Outcome.NOT_READY: "Needs work"}
"""The outcomes of the deep dive, as the minutes head them."""


def tracker_items(session: RefinementSession, clock: ClockReading) -> tuple[TrackerItem, ...]:
    """Return every item of *session*, in the order in which they were added, with its time in *clock*."""
    return tuple(
        _tracked(session, held, item_line(session, held, clock.item_time(held.id)))
        for held in sorted(session.items, key=added_order)
    )


def _tracked(session: RefinementSession, held: SessionItem, line: ItemLine) -> TrackerItem:
    item = held.item
    questions = (*session.earlier_questions, *session.questions)
    return TrackerItem(
        id=held.id,
        line=line,
        key=item.key,
        source=item.source,
        type=item.type,
        status=item.status,
        labels=item.labels,
        priority=item.priority,
        assignee=item.assignee,
        parent=item.parent,
        edited=item.edited,
        agreed=bool(held.agreed_estimate),
        disposition=_title(session, held.outcome),
        decided=held.outcome not in {None, Outcome.NOT_REACHED},
        refined=held.outcome in OUTCOME_TITLES or bool(held.agreed_estimate),
        decisions=tuple(decision_line(session, d) for d in by_number(session.decisions) if d.item == held.id),
        questions=tuple(
            question_line(session, question)
            for question in by_number(questions)
            if question.item == held.id and question.status is QuestionStatus.OPEN
        ),
        actions=tuple(
            action_line(session, action)
            for action in by_number(session.actions)
            if action.item == held.id and action.status is ActionStatus.OPEN
        ),
    )


def _title(session: RefinementSession, outcome: Outcome | None) -> str:
    """Return what became of an item as the minutes head it."""
    if disposition := disposition_of(outcome):
        return disposition.title
    unreached = "Not reached" if session.status is SessionStatus.CLOSED else "Not yet reached"
    return OUTCOME_TITLES.get(outcome, unreached) if outcome else unreached
