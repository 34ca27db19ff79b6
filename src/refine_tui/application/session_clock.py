"""The clock of the open session: handles sleep, absences and changes of the computer's clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from refine_tui.application.steady_clock import MIN_DEVIATION, MIN_SLEEP, SteadyClock
from refine_tui.clock import Clock
from refine_tui.domain.session import Change, RefinementSession, Transition
from refine_tui.domain.timebox import ZERO, Absence
from refine_tui.domain.timekeeping import add_absence, clock_set_back, shift_clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """The result of comparing the clocks."""

    absence: Absence | None = None
    """The absence that was recorded because the machine slept; None: it did not sleep while the clock ran."""
    clock_set_by: timedelta | None = None
    """The amount by which the computer's clock was set forward, negative for back; None: it was not set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeResult:
    """The state in which a session was when it was resumed."""

    away: timedelta
    """How long no program ran the session."""
    was_running: bool
    """Whether its clock ran meanwhile: the program was killed or the machine slept."""
    counted: bool
    """Whether the time away counts."""
    clock_set_by: timedelta | None = None
    """The least amount by which the clock was set back meanwhile (negative), or None; if it was, `away` is zero."""


def catch_up(session: RefinementSession, *, seen: datetime | None, now: datetime) -> tuple[Change, ResumeResult]:
    """Return the change that resumes a session: add the absence, or move the session if the clock was set back.

    If the wall clock is behind a stored time, it was set back meanwhile: the session is moved back by the
    difference, and no absence is added.

    Args:
        session: The stored session.
        seen: The last time at which a program ran the session (aware, UTC); None: never.
        now: The wall time (aware, UTC).
    """
    seen = seen or now
    was_running = session.is_running
    if by := clock_set_back(session, seen=seen, now=now):
        result = ResumeResult(
            away=ZERO, was_running=was_running, counted=was_running, clock_set_by=by if by <= -MIN_DEVIATION else None
        )
        return shift_clock(session, by=by), result
    change = add_absence(session, since=seen, now=now) if was_running else Change(session=session)
    counted = change.session.absences[-1].counted if change.session is not session else was_running
    return change, ResumeResult(away=now - seen, was_running=was_running, counted=counted)


class SessionClock:
    """The clock of the open session. It starts when the session is opened.

    *apply* applies a transition to the session at the time `now` and saves it.
    """

    def __init__(self, clock: Clock, apply: Callable[[Transition], Change]) -> None:
        self._steady = SteadyClock(clock)
        self._apply = apply

    def now(self) -> datetime:
        """Return the current time of the session (aware, UTC); `tick` moves both when the computer's clock was set."""
        return self._steady.now()

    def tick(self, session: RefinementSession) -> Tick:
        """Record a sleep of the machine, and move the session if the computer's clock was set.

        Raises:
            RefineError: the change could not be saved; the next tick tries again, and until then this clock does not
                change.
        """
        set_by = self._follow_wall_clock()
        return Tick(absence=self._record_sleep(session), clock_set_by=set_by)

    def _record_sleep(self, session: RefinementSession) -> Absence | None:
        asleep, absence = self._steady.asleep, None
        if asleep >= MIN_SLEEP and session.is_running:
            change = self._apply(lambda session, now: add_absence(session, since=now - asleep, now=now))
            absence = change.session.absences[-1]
        self._steady.forget_sleep(asleep)
        return absence

    def _follow_wall_clock(self) -> timedelta | None:
        by = self._steady.deviation
        if abs(by) < MIN_DEVIATION:
            return None
        self._apply(lambda session, _: shift_clock(session, by=by))
        self._steady.move(by)
        return by
