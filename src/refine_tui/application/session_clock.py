"""The time line of the session that is open: what a sleep, an absence or a clock that was set does to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from refine_tui.application.steady_clock import MIN_DEVIATION, MIN_SLEEP, SteadyClock
from refine_tui.clock import Clock
from refine_tui.domain.session import Change, RefinementSession, Transition
from refine_tui.domain.timebox import ZERO, Absence
from refine_tui.domain.timekeeping import add_absence, latest_time, shift_clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """What a look at the clock found."""

    absence: Absence | None = None
    """The machine slept while the timebox ran."""
    clock_set_by: timedelta | None = None
    """The computer's clock was set forward by this much, or back where it is negative."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeResult:
    """How a session was found when it was resumed."""

    away: timedelta
    """How long no program ran it."""
    was_running: bool
    """Whether its clock ran meanwhile: the program was killed or the machine slept."""
    counted: bool
    """Whether the time away counts."""
    clock_set_by: timedelta | None = None
    """How far the computer's clock was set back at least meanwhile, as a negative length; the time away is unknown."""


def catch_up(session: RefinementSession, *, seen: datetime | None, now: datetime) -> tuple[Change, ResumeResult]:
    """Return the change with which a session is resumed: the time that no program ran it, or a clock that was set back.

    A wall clock that is behind what is stored was set back meanwhile: the session moves back with it, and no time
    counts for the while.

    Args:
        session: The session as it is stored.
        seen: When a program was last running it (aware, UTC); None: never.
        now: The wall time (aware, UTC).
    """
    seen = seen or now
    was_running = session.is_running
    latest = max(seen, latest_time(session) or seen)
    if now < latest:
        by = now - latest
        found = ResumeResult(
            away=ZERO, was_running=was_running, counted=was_running, clock_set_by=by if by <= -MIN_DEVIATION else None
        )
        return shift_clock(session, by=by), found
    change = add_absence(session, since=seen, now=now) if was_running else Change(session=session)
    counted = change.session.absences[-1].counted if change.session is not session else was_running
    return change, ResumeResult(away=now - seen, was_running=was_running, counted=counted)


class SessionClock:
    """The clock by which the open session counts, from the moment at which it is opened.

    *apply* applies a transition to the session and saves it; it reads the moment from `now`.
    """

    def __init__(self, clock: Clock, apply: Callable[[Transition], Change]) -> None:
        self._steady = SteadyClock(clock)
        self._apply = apply

    def now(self) -> datetime:
        """Return the present moment on the time line of the session (aware, UTC); setting the clock moves both."""
        return self._steady.now()

    def tick(self, session: RefinementSession) -> Tick:
        """Note a sleep of the machine, and move the session when the computer's clock was set.

        Raises:
            RefineError: it could not be saved; the next tick tries again, and until then the session goes on by the
                clock as it was.
        """
        set_by = self._follow_wall_clock()
        return Tick(absence=self._note_sleep(session), clock_set_by=set_by)

    def _note_sleep(self, session: RefinementSession) -> Absence | None:
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
