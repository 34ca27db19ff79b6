"""Lists the items of a session, each with all its results."""

from datetime import timedelta

from refine_tui.domain.clock_reading import ClockReading
from refine_tui.domain.dispositions import Outcome, disposition_of
from refine_tui.domain.readiness import checklist
from refine_tui.domain.records import ActionStatus, QuestionStatus
from refine_tui.domain.session import RefinementSession, SessionItem, SessionStatus
from refine_tui.minutes.lines import action_line, added_order, by_number, decision_line, item_line, question_line
from refine_tui.minutes.model import TrackerItem

OUTCOME_TITLES = {Outcome.READY: "Ready", Outcome.NOT_READY: "Needs work"}
"""The headings for the outcomes of the deep dive."""


def tracker_items(session: RefinementSession, clock: ClockReading) -> tuple[TrackerItem, ...]:
    """Return all items of *session* in the order in which they were added; *clock* has their times."""
    return tuple(
        _tracker_item(session, session_item, clock.item_time(session_item.id))
        for session_item in sorted(session.items, key=added_order)
    )


def _tracker_item(session: RefinementSession, session_item: SessionItem, elapsed: timedelta) -> TrackerItem:
    return TrackerItem(
        session_item=session_item,
        line=item_line(session, session_item, elapsed),
        elapsed=elapsed,
        checks=checklist(session, session_item),
        result_title=_title(session, session_item, elapsed),
        decided=session_item.outcome not in {None, Outcome.NOT_REACHED},
        refined=session_item.outcome in OUTCOME_TITLES or bool(session_item.agreed_estimate),
        decisions=tuple(decision_line(session, d) for d in by_number(session.decisions) if d.item == session_item.id),
        questions=tuple(
            question_line(session, question)
            for question in session.questions_on(session_item.id)
            if question.status is QuestionStatus.OPEN
        ),
        actions=tuple(
            action_line(session, action)
            for action in by_number(session.actions)
            if action.item == session_item.id and action.status is ActionStatus.OPEN
        ),
    )


def _title(session: RefinementSession, item: SessionItem, elapsed: timedelta) -> str:
    """Return the heading for the outcome of an item; without one, whether the session has come to it."""
    if disposition := disposition_of(item.outcome):
        return disposition.title
    if item.outcome in OUTCOME_TITLES:
        return OUTCOME_TITLES[item.outcome]
    if session.status is SessionStatus.CLOSED:
        return "Not reached"
    return "In refinement today" if item.id == session.open_item or elapsed else "Not yet reached"
