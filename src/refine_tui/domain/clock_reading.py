"""The clock of a session at one moment: the time of each phase and item, the end, the suggested re-plan.

`read_clock` computes the counted time once; a frame of the screen and a document of minutes read all times from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from refine_tui.domain.phase_state import PhaseState, phase_state
from refine_tui.domain.session import Phase, RefinementSession, SessionStatus
from refine_tui.domain.timebox import ZERO, counted_by_phase, item_durations, total

MIN_REPLAN_DELAY = timedelta(minutes=2)
"""The smallest delay for which a re-plan is suggested."""
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseReading:
    """The timebox of one phase at a moment."""

    budget: timedelta
    """The planned length plus its extensions."""
    elapsed: timedelta
    """The counted time of the phase."""
    started: bool
    """Whether its clock has run at all."""
    state: PhaseState
    """Whether it has not started, was only visited, runs, or was held."""

    @property
    def remaining(self) -> timedelta:
        """The rest of the budget; negative when the phase runs over."""
        return self.budget - self.elapsed

    @property
    def share_left(self) -> float:
        """The remaining part of the budget, from 0.0 (none left, or over) to 1.0."""
        if self.budget <= ZERO:
            return 0.0
        return min(1.0, max(0.0, self.remaining / self.budget))


@dataclass(frozen=True, slots=True, kw_only=True)
class Replan:
    """A suggestion: shorten a later phase, so that the session ends as planned."""

    phase: Phase
    """The phase to shorten."""
    minutes: int
    """By how many minutes, at least 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockReading:
    """All times of a session, computed for one moment."""

    now: datetime
    """The moment (aware, UTC)."""
    is_running: bool
    """Whether the clock runs; False while it is paused, before the start and after the end."""
    phases: tuple[PhaseReading, ...]
    """One per phase, by position."""
    phase: int
    """The position of the current phase."""
    item_times: Mapping[int, timedelta]
    """The counted time for which each item was on the screen, by item number; items never shown are missing."""
    planned_end: datetime | None
    """When the session ends by its agenda; None before its start. Extensions do not move it."""
    expected_end: datetime | None
    """When the session ends if all phases from the current one on use up their budgets; None before its start."""
    replan: Replan | None
    """The suggested re-plan; None: none is needed, or no later phase can be shortened."""

    @property
    def current(self) -> PhaseReading:
        """The current phase."""
        return self.phases[self.phase]

    @property
    def behind(self) -> timedelta:
        """The delay: expected end minus planned end; negative: the session is ahead."""
        return self.expected_end - self.planned_end if self.planned_end and self.expected_end else ZERO

    @property
    def elapsed(self) -> timedelta:
        """The counted time of all phases."""
        return sum((phase.elapsed for phase in self.phases), ZERO)

    def item_time(self, item: int | None) -> timedelta:
        """Return the counted time for which the item with this number was on the screen."""
        return ZERO if item is None else self.item_times.get(item, ZERO)


def read_clock(session: RefinementSession, now: datetime) -> ClockReading:
    """Compute all times of *session* at *now* (aware, UTC)."""
    counted = counted_by_phase(session.spans, session.absences, now)
    phases = tuple(_read_phase(session, phase, total(counted.get(phase.position, ())), now) for phase in session.phases)
    intervals = tuple(sorted(interval for group in counted.values() for interval in group))
    planned_end, expected_end = _planned_end(session), _expected_end(session, phases, now)
    behind = expected_end - planned_end if planned_end and expected_end else ZERO
    return ClockReading(
        now=now,
        is_running=session.is_running,
        phases=phases,
        phase=session.phase,
        item_times=item_durations(session.item_focus, intervals, now),
        planned_end=planned_end,
        expected_end=expected_end,
        replan=_suggest_replan(session, behind),
    )


def _read_phase(session: RefinementSession, phase: Phase, elapsed: timedelta, now: datetime) -> PhaseReading:
    return PhaseReading(
        budget=phase.budget_minutes * _MINUTE,
        elapsed=elapsed,
        started=any(span.phase == phase.position for span in session.spans),
        state=phase_state(session, phase, elapsed=elapsed, now=now),
    )


def _planned_end(session: RefinementSession) -> datetime | None:
    if session.started_at is None:
        return None
    return session.started_at + sum(phase.planned_minutes for phase in session.phases) * _MINUTE


def _expected_end(session: RefinementSession, phases: tuple[PhaseReading, ...], now: datetime) -> datetime | None:
    if session.started_at is None:
        return None
    if session.ended_at is not None:
        return session.ended_at
    return now + sum((max(ZERO, phase.remaining) for phase in phases[session.phase :]), ZERO)


def _suggest_replan(session: RefinementSession, behind: timedelta) -> Replan | None:
    """Suggest shortening the longest later phase by the delay, at most to half of its budget."""
    later = session.phases[session.phase + 1 :]
    if session.status is not SessionStatus.RUNNING or behind < MIN_REPLAN_DELAY or not later:
        return None
    longest = max(later, key=lambda phase: phase.budget_minutes)
    minutes = min(round(behind / _MINUTE), longest.budget_minutes // 2)
    return Replan(phase=longest, minutes=minutes) if minutes > 0 else None
