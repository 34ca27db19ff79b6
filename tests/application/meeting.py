"""A session and a stopwatch, to compare what counts with the time that has gone by."""

from datetime import datetime, timedelta
from itertools import count, pairwise

from refine_tui.application.session_clock import ResumeResult, Tick
from refine_tui.domain import timekeeping
from refine_tui.domain.clock_reading import read_clock
from refine_tui.domain.session import RefinementSession
from refine_tui.domain.timebox import ZERO, Interval, counted_intervals, overlap, total
from refine_tui.domain.transitions import bind
from tests.driver import StoreDriver
from tests.support import FakeClock, a_facilitator, a_started_session

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
PHASES = range(4)

_teams = count()


class Meeting:
    """A session that has just begun, and how long it has lasted by a stopwatch that nobody sets."""

    def __init__(self, store: StoreDriver, *, phase: int = 0) -> None:
        self.clock = FakeClock()
        self.facilitator = a_started_session(store, self.clock, candidates=2, team=f"Team {next(_teams)}")
        self.session_id = self.facilitator.session.id
        if phase:
            self.facilitator.apply(bind(timekeeping.go_to_phase, position=phase))

    @property
    def lasted(self) -> timedelta:
        """How long it has lasted."""
        return timedelta(seconds=self.clock.monotonic())

    @property
    def spent(self) -> timedelta:
        """How much time has counted."""
        session = self.facilitator.session
        return total(counted_intervals(session.spans, session.absences, self.facilitator.now()))

    def check(self) -> None:
        """See that every second is spent, paused or left out, that none counts twice, and that nothing is negative."""
        session, now = self.facilitator.session, self.facilitator.now()
        assert self.spent + paused(session, now) + left_out(session, now) == self.lasted
        assert self.spent == sum((read_clock(session, now).phases[position].elapsed for position in PHASES), ZERO)
        assert all(length >= ZERO for length in session.item_times(now).values())
        assert sum(session.item_times(now).values(), ZERO) <= self.spent
        assert all(start <= end for start, end in intervals(session, now))
        for marks in pairwise(session.item_focus):
            assert marks[0].at <= marks[1].at
        assert max(timekeeping.latest_time(session) or now, now) == now

    def tick(self) -> Tick:
        """Look at the clock, and see that everything is right and stored as it is."""
        found = self.facilitator.tick()
        self.check()
        stored = self.facilitator.store.load(self.facilitator.session.id)
        assert (stored, stored.item_focus) == (self.facilitator.session, self.facilitator.session.item_focus)
        return found

    def let_go(self, *, runs: bool) -> None:
        """Let go of the session: the program is killed, so that the timebox runs on, or left, so that it is paused."""
        if runs:
            self.facilitator.heartbeat()
            self.facilitator.store.unlock_session()
        else:
            self.facilitator.leave()

    def take_up(self) -> ResumeResult:
        """Take the session up again, as a program that is started anew does."""
        self.facilitator = a_facilitator(self.facilitator.store, self.clock)
        return self.facilitator.resume(self.session_id)


def intervals(session: RefinementSession, now: datetime) -> list[Interval]:
    """Return the spans and the absences of a session."""
    return [(span.start, span.end or now) for span in session.spans] + [
        (absence.start, absence.end) for absence in session.absences
    ]


def paused(session: RefinementSession, now: datetime) -> timedelta:
    """Return how long no span ran since the start."""
    spans = sorted((span.start, span.end or now) for span in session.spans)
    edges = [session.started_at or now, *(edge for span in spans for edge in span), now]
    gaps = [later - earlier for earlier, later in zip(edges[::2], edges[1::2], strict=True)]
    assert all(gap >= ZERO for gap in gaps)
    return sum(gaps, ZERO)


def left_out(session: RefinementSession, now: datetime) -> timedelta:
    """Return how much of the spans lies in absences that do not count."""
    return sum(
        (
            overlap((span.start, span.end or now), (absence.start, absence.end))
            for span in session.spans
            for absence in session.absences
            if not absence.counted
        ),
        ZERO,
    )
