"""The time line of the session that is open: what a sleep, an absence or a clock that was set does to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from refine_tui.application.steady_clock import NOTICED, SLEEP_NOTICED, SteadyClock
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
class Return:
    """How a session was found when it was taken up again."""

    away: timedelta
    """How long no program had it."""
    was_running: bool
    """Whether its clock ran meanwhile: killed or asleep, not left."""
    counted: bool
    """Whether the time counts."""
    clock_set_by: timedelta | None = None
    """How far the computer's clock was set back at least meanwhile, as a negative length; the time away is unknown."""


class SessionClock:
    """The clock that the open session goes by, from the moment on at which it is opened.

    *apply* applies a transition to the session and saves it; it reads the moment from `now`.
    """

    def __init__(self, clock: Clock, apply: Callable[[Transition], Change]) -> None:
        self._steady = SteadyClock(clock)
        self._apply = apply

    def now(self) -> datetime:
        """Return the present moment on the time line of the session, aware, in UTC; setting the clock moves both."""
        return self._steady.now()

    def take_up(self, session: RefinementSession, *, seen: datetime | None) -> Return:
        """Note how long the session was left alone; *seen* is when a program with it was last alive.

        A wall clock that is behind what is stored was set back meanwhile: the session moves back with it, and no time
        counts for the while.

        Raises:
            RefineError: it could not be saved.
        """
        now = self.now()
        seen = seen or now
        was_running = session.is_running
        latest = max(seen, latest_time(session) or seen)
        if now < latest:
            by = now - latest
            self._steady.move(-by)  # to where the time line ends
            self._shift(by)
            noticed = by if by <= -NOTICED else None
            return Return(away=ZERO, was_running=was_running, counted=was_running, clock_set_by=noticed)
        counted = was_running
        if was_running and now > seen:
            counted = self._add_absence(since=lambda _: seen).counted
        return Return(away=now - seen, was_running=was_running, counted=counted)

    def tick(self, session: RefinementSession) -> Tick:
        """Note a sleep of the machine, and move the session when the computer's clock was set.

        Raises:
            RefineError: it could not be saved; the next look tries again, and until then the session goes on by the
                clock as it was.
        """
        set_by = self._follow_wall_clock()
        return Tick(absence=self._note_sleep(session), clock_set_by=set_by)

    def _note_sleep(self, session: RefinementSession) -> Absence | None:
        asleep, absence = self._steady.asleep, None
        if asleep >= SLEEP_NOTICED and session.is_running:
            absence = self._add_absence(since=lambda now: now - asleep)
        self._steady.forget_sleep(asleep)
        return absence

    def _add_absence(self, *, since: Callable[[datetime], datetime]) -> Absence:
        change = self._apply(lambda session, now: add_absence(session, since=since(now), now=now))
        return change.session.absences[-1]

    def _follow_wall_clock(self) -> timedelta | None:
        by = self._steady.deviation
        if abs(by) < NOTICED:
            return None
        self._shift(by)
        return by

    def _shift(self, by: timedelta) -> None:
        """Move the session and the clock that it goes by; the moments from here on are on the new time line."""
        self._apply(lambda session, _: shift_clock(session, by=by))
        self._steady.move(by)
