"""The one door to change: applies a domain transition, has the difference saved, undoes and redoes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from refine_tui.clock import Clock
from refine_tui.domain.backlog_item import Backlog, ImportedItem, Merge, merge
from refine_tui.domain.clock_steps import looking_at, pause, was_away
from refine_tui.domain.errors import ConflictError, RefineError
from refine_tui.domain.kick_off import Opening, Waiting, open_session, waiting
from refine_tui.domain.people import Team
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.session import Change, RefinementSession, SessionStatus
from refine_tui.domain.summary import SessionSummary, TeamMemory
from refine_tui.domain.wrap_up import reopen

Transition = Callable[..., Change]
"""A function of the domain that takes a session, what was asked, and `now`, by keyword."""

ATTEMPTS = 5
"""How often a change is made anew when another process was faster."""

SLEEP_NOTICED = timedelta(seconds=30)
"""A wall clock that ran ahead of the monotonic one by more than this means that the machine slept."""


class Store(Protocol):
    """What the facilitator needs of a store. Every method is one transaction.

    All methods raise a `RefineError` with one sentence for people when the database is locked, full or
    cannot be read; what was committed before stays as it was.
    """

    def team_names(self) -> tuple[str, ...]:
        """Return the names of all teams, the one used last first."""
        ...

    def team(self, name: str) -> Team:
        """Return the team of this name (compared without case), made now if there is none."""
        ...

    def memory(self, team: Team) -> TeamMemory:
        """Return what the team's last session leaves."""
        ...

    def backlog(self, team: Team) -> Backlog:
        """Return the team's items in order of rank."""
        ...

    def save_backlog(self, before: Backlog, after: Backlog) -> None:
        """Save the items that are new or changed in *after*.

        Raises:
            ConflictError: another process changed the backlog meanwhile.
        """
        ...

    def create(self, session: RefinementSession, *, now: datetime) -> RefinementSession:
        """Store a session that is not stored yet and return it with its id."""
        ...

    def load(self, session_id: int) -> RefinementSession:
        """Return a session.

        Raises:
            RefineError: there is none with this number.
        """
        ...

    def save(
        self, before: RefinementSession, after: RefinementSession, *, step: str, now: datetime
    ) -> RefinementSession:
        """Save the difference with a journal row (none for an empty *step*) and return *after* as it is stored.

        Raises:
            ConflictError: the stored session is no longer *before*.
        """
        ...

    def undo(self, session_id: int, *, now: datetime) -> str:
        """Take the latest step of the session back and return what it was.

        Raises:
            NothingToUndoError: there is none.
            RefineError: something else has changed the same fields since; the sentence says which.
        """
        ...

    def redo(self, session_id: int, *, now: datetime) -> str:
        """Make the step again that was undone last and return what it was; raises as `undo`."""
        ...

    def summaries(self, team: str | None = None) -> tuple[SessionSummary, ...]:
        """Return the sessions, newest first, of one team or of all."""
        ...

    def claim(self, session_id: int) -> None:
        """Hold the session for this process until it ends or releases it.

        Raises:
            RefineError: a living process holds it.
        """
        ...

    def release(self) -> None:
        """Let go of the session that this process holds, if any."""
        ...

    def seen(self, session_id: int, *, now: datetime) -> None:
        """Note that the program is alive."""
        ...

    def last_seen(self, session_id: int) -> datetime | None:
        """Return when a program with this session was last alive."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """How a session was found when it was taken up again."""

    away: timedelta
    """How long no program had it."""
    was_running: bool
    """Whether its clock ran meanwhile: killed or asleep, not left."""
    counted: bool
    """Whether the time counts."""


class Facilitator:
    """Holds the value of the session that is open, and is the only one to change it."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        """For reading; whoever changes something asks the facilitator."""
        self.clock = clock
        self._session: RefinementSession | None = None
        self._last_tick: tuple[datetime, float] | None = None

    @property
    def session(self) -> RefinementSession:
        """The session that is open.

        Raises:
            RefineError: none is.
        """
        if self._session is None:
            raise RefineError("No session is open.")
        return self._session

    @property
    def has_session(self) -> bool:
        """Whether a session is open."""
        return self._session is not None

    # --- before and between sessions ------------------------------------------------------------

    def team_name(self, asked: str | None = None) -> str:
        """Return *asked*, else the only team or the one used last, else ``Team``."""
        if asked and asked.strip():
            return clean_line(asked)
        return next(iter(self.store.team_names()), "Team")

    def take_in(self, team_name: str, items: tuple[ImportedItem, ...], *, source: str) -> Merge:
        """Merge imported items into a team's backlog and save it."""
        for attempt in range(ATTEMPTS):
            before = self.store.backlog(self.store.team(team_name))
            merged = merge(before, items, source=source, now=self.clock.now())
            try:
                self.store.save_backlog(before, merged.backlog)
            except ConflictError:
                if attempt == ATTEMPTS - 1:
                    raise
                continue
            return merged
        raise AssertionError

    def preview(self, team_name: str, items: tuple[ImportedItem, ...], *, source: str) -> Merge:
        """Return what `take_in` would do, without saving anything."""
        return merge(self.store.backlog(self.store.team(team_name)), items, source=source, now=self.clock.now())

    def waiting(self, team_name: str) -> Waiting:
        """Return what the team's backlog has for its next session."""
        team = self.store.team(team_name)
        memory = self.store.memory(team)
        return waiting(self.store.backlog(team), since=memory.since, awaited=memory.awaited)

    def start(self, opening: Opening) -> RefinementSession:
        """Begin a session and hold it."""
        now = self.clock.now()
        team = self.store.team(opening.team_name)
        memory = self.store.memory(team)
        brings = waiting(self.store.backlog(team), since=memory.since, awaited=memory.awaited)
        session = open_session(opening, team=team, brings=brings, numbers=memory.numbers, now=now)
        self._hold(self.store.create(session, now=now))
        return self.session

    def resume(self, session_id: int) -> Return:
        """Take a session up again, and note how long it had been left alone.

        Raises:
            RefineError: there is none with this number, or a living process holds it.
        """
        now = self.clock.now()
        session = self.store.load(session_id)
        seen = self.store.last_seen(session_id) or now
        self._hold(session)
        was_running = session.is_running
        counted = was_running
        if was_running and now > seen:
            counted = self.apply(was_away, since=seen).session.absences[-1].counted
        self.refocus()
        return Return(away=max(timedelta(), now - seen), was_running=was_running, counted=counted)

    def leave(self, *, paused: bool = True) -> None:
        """Let go of the session; its clock is paused first, unless *paused* is False."""
        if self._session is None:
            return
        if paused and self._session.is_running:
            self.apply(pause)
        self.store.seen(self._session.id, now=self.clock.now())
        self.store.release()
        self._session = None

    # --- the session that is open -----------------------------------------------------------------

    def apply(self, transition: Transition, **asked: Any) -> Change:
        """Apply a transition, have the difference saved, and return the change.

        When another process changed the session meanwhile, the transition is made again from the newer value.

        Raises:
            RefineError: the rules forbid it, or it could not be saved; the session is as it was.
        """
        for attempt in range(ATTEMPTS):
            now = self.clock.now()
            before = self.session
            change = transition(before, now=now, **asked)
            if change.session is before:
                return change
            try:
                stored = self.store.save(before, change.session, step=change.step, now=now)
            except ConflictError:
                if attempt == ATTEMPTS - 1:
                    raise
                self._session = self.store.load(before.id)
                continue
            self._session = stored
            return replace(change, session=stored)
        raise AssertionError

    def reopen(self) -> Change:
        """Open the closed session again, with its items as they are now."""
        change = self.apply(reopen)
        self._reload()
        return change

    def undo(self) -> str:
        """Take the latest step back and return what it was."""
        step = self.store.undo(self.session.id, now=self.clock.now())
        self._reload()
        return step

    def redo(self) -> str:
        """Make the step again that was undone last and return what it was."""
        step = self.store.redo(self.session.id, now=self.clock.now())
        self._reload()
        return step

    def refocus(self) -> None:
        """Note that the open item is on the screen from now on."""
        self.apply(_refocus)

    def tick(self) -> bool:
        """Note that the program is alive; return True when the machine has slept since the last tick."""
        now, monotonic = self.clock.now(), self.clock.monotonic()
        last, self._last_tick = self._last_tick, (now, monotonic)
        if last is None or self._session is None:
            return False
        asleep = (now - last[0]) - timedelta(seconds=monotonic - last[1])
        if asleep < SLEEP_NOTICED or not self._session.is_running:
            return False
        self.apply(was_away, since=now - asleep)
        return True

    def heartbeat(self) -> None:
        """Have the store note that the session is alive."""
        if self._session is not None:
            self.store.seen(self._session.id, now=self.clock.now())

    def _hold(self, session: RefinementSession) -> None:
        self.store.claim(session.id)
        self._session = session
        self.store.seen(session.id, now=self.clock.now())

    def _reload(self) -> None:
        self._session = self.store.load(self.session.id)
        self.refocus()


def _refocus(session: RefinementSession, *, now: datetime) -> Change:
    if session.status is not SessionStatus.RUNNING:
        return Change(session=session)
    return Change(session=looking_at(session, session.open_item, now))
