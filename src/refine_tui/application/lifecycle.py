"""Plan, start, resume, close, reopen and leave a session: one transaction each."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from refine_tui.application.live_session import LiveSession, save_focus
from refine_tui.application.ports import Store, UnitOfWork
from refine_tui.application.retry import retry_on_conflict
from refine_tui.application.session_clock import ResumeResult, catch_up
from refine_tui.clock import Clock
from refine_tui.domain.people import expected_people
from refine_tui.domain.session import RefinementSession
from refine_tui.domain.session_setup import (
    SessionSetup,
    pending_items,
    plan_session,
    start_planned_session,
    start_session,
    update_setup,
)
from refine_tui.domain.timekeeping import pause
from refine_tui.domain.wrap_up import close, reopen


class SessionLifecycle:
    """Plans, starts, resumes, closes, reopens and leaves the session that this process runs."""

    def __init__(self, store: Store, clock: Clock, live: LiveSession) -> None:
        self._store = store
        self._clock = clock
        self._live = live

    def start(self, setup: SessionSetup) -> RefinementSession:
        """Start a session, the planned one that *setup* names or a new one, and open it.

        Raises:
            RefineError: it could not be saved, or another process has locked the planned one; nothing is stored.
        """
        return retry_on_conflict(lambda: self._start(setup))

    def _start(self, setup: SessionSetup) -> RefinementSession:
        now = self._clock.now()
        with self._unlock_after_failure(), self._store.write("the start of the session") as work:
            team = work.teams.ensure(setup.team_name)
            last = work.teams.last_session(team)
            pending = pending_items(
                work.backlogs.load(team), since=last.since, items_with_open_action=last.items_with_open_action
            )
            if setup.planned is None:
                session = start_session(
                    setup, team=team, pending=pending, numbers=last.numbers, open_items=last.open_items, now=now
                )
                session = work.sessions.create(session, now=now)
            else:
                planned = work.sessions.load(setup.planned)
                session = start_planned_session(
                    update_setup(planned, setup=setup).session,
                    pending=pending,
                    open_items=last.open_items,
                    triage_limit=setup.triage_limit,
                    now=now,
                )
                session = work.sessions.save(planned, session, step="", now=now)
            self._store.lock_session(session.id)
        self._live.open(session)
        return session

    def plan(self, session_id: int, setup: SessionSetup) -> None:
        """Change the agenda, the goals and the people of a planned session before it starts.

        Raises:
            RefineError: the session has already started, or it could not be saved.
        """
        with self._store.write("the planned session") as work:
            planned = work.sessions.load(session_id)
            changed = update_setup(planned, setup=setup).session
            work.sessions.save(planned, changed, step="", now=self._clock.now())

    def close(self) -> RefinementSession:
        """Close the open session and plan the next one if its date is set; return the closed session.

        Raises:
            RefineError: it could not be saved; the session stays open, and no next session is planned.
        """
        return retry_on_conflict(self._close, reload=self._live.reload)

    def _close(self) -> RefinementSession:
        now, before = self._live.now(), self._live.session
        change = close(before, now=now)
        with self._store.write("the end of the session") as work:
            closed = work.sessions.save(before, change.session, step=change.step, now=now)
            _plan_next_session(work, closed, now)
        self._live.replace_stored(closed)
        return closed

    def resume(self, session_id: int) -> ResumeResult:
        """Open a session that was left, and record the time in which no program ran it.

        Raises:
            RefineError: the session does not exist, or another living process has locked it.
        """
        return retry_on_conflict(lambda: self._resume(session_id))

    def _resume(self, session_id: int) -> ResumeResult:
        now = self._clock.now()
        with self._unlock_after_failure(), self._store.write("the return to the session") as work:
            session = work.sessions.load(session_id)
            self._store.lock_session(session_id)
            change, result = catch_up(session, seen=work.sessions.last_seen(session_id), now=now)
            if change.session is not session:
                session = work.sessions.save(session, change.session, step="", now=now, shifted_by=change.shifted_by)
            session = save_focus(work, session, now)
            work.sessions.mark_seen(session_id, now=now)
        self._live.open(session)
        return result

    def reopen(self, session_id: int) -> RefinementSession:
        """Open a closed session again, paused, with its items as they are now.

        Raises:
            RefineError: it is not closed, another process has locked it, or it could not be saved.
        """
        return retry_on_conflict(lambda: self._reopen(session_id))

    def _reopen(self, session_id: int) -> RefinementSession:
        now = self._clock.now()
        with self._unlock_after_failure(), self._store.write("the reopened session") as work:
            closed = work.sessions.load(session_id)
            reopen(closed)  # refused before it is locked
            self._store.lock_session(session_id)
            shift, _ = catch_up(closed, seen=work.sessions.last_seen(session_id), now=now)
            if shift.session is not closed:
                closed = work.sessions.save(closed, shift.session, step="", now=now, shifted_by=shift.shifted_by)
            change = reopen(closed)
            work.sessions.save(closed, change.session, step=change.step, now=now)
            session = save_focus(work, work.sessions.load(session_id), now)
        self._live.open(session)
        return session

    def leave(self, *, paused: bool = True) -> None:
        """Pause the clock (unless *paused* is False), leave the open session and unlock it.

        Raises:
            RefineError: the pause, or the time, could not be saved; the session is left and unlocked anyway.
        """
        if not self._live.is_open:
            return
        try:
            retry_on_conflict(lambda: self._leave(paused=paused), reload=self._live.reload)
        finally:
            self._store.unlock_session()
            self._live.discard()

    def _leave(self, *, paused: bool) -> None:
        now, session = self._live.now(), self._live.session
        pauses = paused and session.is_running
        what = "the pause of the clock" if pauses else "the time at which the session was left"
        with self._store.write(what, record_is_saved=not pauses) as work:
            if pauses:
                change = pause(session, now=now)
                work.sessions.save(session, change.session, step=change.step, now=now)
            work.sessions.mark_seen(session.id, now=now)

    def next_invitation(self, session_id: int, starts_at: datetime) -> int:
        """Return the sequence number of an invitation to the next session, and save it if the database is writable."""
        with self._store.read() as work:
            sequence = work.invitations.sequence(session_id, starts_at=starts_at)
        if self._store.is_read_only:
            return sequence
        with self._store.write("the number of the invitation", record_is_saved=True) as work:
            sequence = work.invitations.sequence(session_id, starts_at=starts_at)
            work.invitations.save(session_id, starts_at=starts_at, sequence=sequence)
        return sequence

    @contextmanager
    def _unlock_after_failure(self) -> Iterator[None]:
        """Unlock the session if the block, which locks it, raises an exception."""
        try:
            yield
        except BaseException:
            if not self._live.is_open:
                self._store.unlock_session()
            raise


def _plan_next_session(work: UnitOfWork, closed: RefinementSession, now: datetime) -> None:
    """Create, move or delete the planned session that follows *closed*, by the date that the group agreed on."""
    planned_id = work.sessions.planned_after(closed.id)
    if closed.next_session_at is None or closed.next_session_at <= now:
        if planned_id is not None:
            work.sessions.delete_planned(planned_id)
    elif planned_id is not None:
        planned = work.sessions.load(planned_id)
        work.sessions.save(planned, replace(planned, planned_for=closed.next_session_at), step="", now=now)
    else:
        setup = SessionSetup(
            agenda=closed.agenda,
            team_name=closed.team.name,
            product_goal=closed.product_goal,
            people=tuple(replace(person, present=True) for person in expected_people(closed.people)),
            zone=closed.zone,
        )
        next_session = plan_session(
            setup,
            team=closed.team,
            numbers=closed.numbers,
            planned_for=closed.next_session_at,
            follows=closed.id,
            now=now,
        )
        work.sessions.create(next_session, now=now)
