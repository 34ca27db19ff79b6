"""The state of a phase: not started, only visited, running or held."""

from datetime import datetime, timedelta
from enum import StrEnum

from refine_tui.domain.agenda import PhaseKind
from refine_tui.domain.dispositions import Outcome
from refine_tui.domain.records import QuestionStatus
from refine_tui.domain.session import Phase, RefinementSession, SessionStatus

SHORTEST_PHASE = timedelta(minutes=1)
"""A phase that ran for less, and in which nothing was recorded or decided, was only visited."""


class PhaseState(StrEnum):
    """The state of a phase of a session."""

    NOT_STARTED = "not_started"
    """Its clock has never run, or the session has not started."""
    VISITED = "visited"
    """It ran for less than `SHORTEST_PHASE`, and nothing was recorded or decided in it: the group only looked at it."""
    RUNNING = "running"
    """It is the current phase of an open session, whether or not the clock is paused."""
    HELD = "held"


def phase_state(session: RefinementSession, phase: Phase, *, elapsed: timedelta, now: datetime) -> PhaseState:
    """Return the state of a phase of *session*.

    Args:
        session: The session.
        phase: The phase.
        elapsed: The counted time of the phase.
        now: The end of the span that is open (aware, UTC).
    """
    if session.status is SessionStatus.RUNNING and phase.position == session.phase:
        return PhaseState.RUNNING
    if all(span.phase != phase.position for span in session.spans):
        return PhaseState.NOT_STARTED
    if elapsed >= SHORTEST_PHASE or _is_recorded_in(session, phase, now) or _is_decided_in(session, phase.kind):
        return PhaseState.HELD
    return PhaseState.VISITED


def _is_recorded_in(session: RefinementSession, phase: Phase, now: datetime) -> bool:
    """Return whether a record was added while the clock of the phase ran."""
    spans = [span for span in session.spans if span.phase == phase.position]
    records = (*session.decisions, *session.actions, *session.questions, *session.parked, *session.notes)
    return any(span.start <= record.at <= (span.end or now) for span in spans for record in records)


def _is_decided_in(session: RefinementSession, kind: PhaseKind) -> bool:
    """Return whether something is decided that phases of this kind decide, whenever that was.

    Most of it has no time; of a kind that this version does not know, nothing is known.
    """
    if kind == PhaseKind.KICKOFF:
        reviewed = any(earlier.review is not None for earlier in session.earlier_actions)
        return reviewed or any(each.status is QuestionStatus.ANSWERED for each in session.earlier_questions)
    if kind == PhaseKind.TRIAGE:
        return any(item.triaged and item.outcome is not Outcome.NOT_REACHED for item in session.triage_items)
    if kind == PhaseKind.DEEP_DIVE:
        agreed = any(item.agreed_estimate for item in session.items)
        return agreed or bool(session.with_outcome(Outcome.READY, Outcome.NOT_READY))
    if kind == PhaseKind.WRAP_UP:
        return session.next_session_at is not None or bool(session.ratings)
    return False
