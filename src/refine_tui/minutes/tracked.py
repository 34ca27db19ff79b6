"""The items of a session as a tracker wants them back: each one once, with all that was said about it."""

from refine_tui.domain.clock_reading import ClockReading
from refine_tui.domain.records import ActionStatus, QuestionStatus
from refine_tui.domain.session import Outcome, RefinementSession, SessionItem, SessionStatus
from refine_tui.minutes.lines import action_line, brought_order, decision_line, in_order, item_line, question_line
from refine_tui.minutes.model import ItemLine, TrackedItem

DISPOSITIONS = {
    Outcome.NEXT_SESSION: "Next session",
    Outcome.NEEDS_INFORMATION: "Needs information",
    Outcome.LATER: "Later",
    Outcome.NOT_NOW: "Not now",
    Outcome.ARCHIVED: "Archived",
}
"""The outcomes of triage, in the order in which the minutes tell them."""

_DEEP_DIVE = {
    Outcome.READY: "Ready",
    Outcome.NOT_READY: "Needs work",
    Outcome.SPLIT: "Split",
    Outcome.MERGED: "Merged",
}
_REFINED = frozenset({Outcome.READY, Outcome.NOT_READY, Outcome.SPLIT})


def tracked_items(session: RefinementSession, clock: ClockReading) -> tuple[TrackedItem, ...]:
    """Return every item of *session*, in the order in which they were added, with its time in *clock*."""
    return tuple(
        _tracked(session, held, item_line(session, held, clock.item_time(held.id)))
        for held in sorted(session.items, key=brought_order)
    )


def _tracked(session: RefinementSession, held: SessionItem, line: ItemLine) -> TrackedItem:
    item = held.item
    questions = (*session.earlier_questions, *session.questions)
    return TrackedItem(
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
        disposition=_words(session, held.outcome),
        decided=held.outcome not in {None, Outcome.NOT_REACHED},
        refined=held.outcome in _REFINED or bool(held.agreed_estimate),
        decisions=tuple(decision_line(session, d) for d in in_order(session.decisions) if d.item == held.id),
        questions=tuple(
            question_line(session, question)
            for question in in_order(questions)
            if question.item == held.id and question.status is QuestionStatus.OPEN
        ),
        actions=tuple(
            action_line(session, action)
            for action in in_order(session.actions)
            if action.item == held.id and action.status is ActionStatus.OPEN
        ),
    )


def _words(session: RefinementSession, outcome: Outcome | None) -> str:
    unreached = "Not reached" if session.status is SessionStatus.CLOSED else "Not yet reached"
    return unreached if outcome is None else (_DEEP_DIVE | DISPOSITIONS).get(outcome, unreached)
