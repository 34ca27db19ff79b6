"""The one door to change: applies a domain transition, has the difference saved, undoes and redoes."""

from dataclasses import replace
from datetime import datetime

from refine_tui.application.session_clock import Return, SessionClock, Tick
from refine_tui.clock import Clock
from refine_tui.domain.backlog_item import ImportedItem, MergeResult
from refine_tui.domain.errors import ConflictError, RefineError
from refine_tui.domain.imported_actions import add_imported_actions
from refine_tui.domain.records import ImportedAction
from refine_tui.domain.session import Change, RefinementSession, SessionStatus, Transition
from refine_tui.domain.session_setup import (
    SessionSetup,
    pending_items,
    plan_session,
    start_planned_session,
    start_session,
    update_setup,
)
from refine_tui.domain.summary import ItemVisit
from refine_tui.domain.timekeeping import pause, with_focus
from refine_tui.domain.triage import add_items
from refine_tui.domain.wrap_up import close, reopen
from refine_tui.facilitator.between_sessions import ATTEMPTS, BetweenSessions, import_step
from refine_tui.facilitator.needs import Store

__all__ = ["Facilitator", "Return", "Store"]


class Facilitator(BetweenSessions):
    """Holds the value of the session that is open, and is the only one to change it."""

    def __init__(self, store: Store, clock: Clock) -> None:
        super().__init__(store, clock)
        self._session: RefinementSession | None = None
        self._session_clock = SessionClock(clock, self.apply)

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

    def now(self) -> datetime:
        """Return the present moment for the session that is open, by a clock that does not jump; aware, in UTC."""
        return self._session_clock.now()

    # --- beginning and ending ---------------------------------------------------------------------

    def start(self, opening: SessionSetup) -> RefinementSession:
        """Begin a session, a planned one where the opening names it, and hold it."""
        clock = SessionClock(self.clock, self.apply)
        now = clock.now()
        team = self.store.team(opening.team_name)
        memory = self.store.memory(team)
        brings = pending_items(self.store.backlog(team), since=memory.since, awaited=memory.awaited)
        before = memory.open_items
        if opening.planned is None:
            session = start_session(opening, team=team, brings=brings, numbers=memory.numbers, before=before, now=now)
            self._hold(self.store.create(session, now=now), clock)
            return self.session
        planned = self.store.load(opening.planned)
        prepared = update_setup(planned, setup=opening).session
        begun = start_planned_session(
            prepared, brings=brings, before=before, triage_limit=opening.triage_limit, now=now
        )
        self._hold(self.store.save(planned, begun, step="", now=now), clock)
        return self.session

    def plan(self, session_id: int, opening: SessionSetup) -> None:
        """Settle a planned session anew before its day: agenda, goals, who."""
        planned = self.store.load(session_id)
        now = self.clock.now()
        self.store.save(planned, update_setup(planned, setup=opening).session, step="", now=now)

    def close(self) -> RefinementSession:
        """End the session, and plan the next one where its date is settled; return what was closed."""
        self.apply(lambda session, now: close(session, now=now))
        closed, now = self.session, self.now()
        planned = self.store.planned_after(closed.id)
        if closed.next_session_at is None or closed.next_session_at <= now:
            if planned is not None:
                self.store.forget_planned(planned)
        elif planned is not None:
            before = self.store.load(planned)
            self.store.save(before, replace(before, planned_for=closed.next_session_at), step="", now=now)
        else:
            opening = SessionSetup(
                agenda=closed.agenda,
                team_name=closed.team.name,
                product_goal=closed.product_goal,
                people=tuple(replace(person, present=True) for person in closed.people),
                zone=closed.zone,
            )
            following = plan_session(
                opening,
                team=closed.team,
                numbers=closed.numbers,
                planned_for=closed.next_session_at,
                follows=closed.id,
                now=now,
            )
            self.store.create(following, now=now)
        return closed

    def history(self) -> dict[int, tuple[ItemVisit, ...]]:
        """Return the earlier sessions of each item of the session that is open, oldest first, by its number."""
        items = tuple(item.id for item in self.session.items)
        return self.store.history(self.session.team, items, before=self.session.id)

    def resume(self, session_id: int) -> Return:
        """Take a session up again, and note how long it had been left alone.

        Raises:
            RefineError: there is none with this number, or a living process holds it.
        """
        session = self.store.load(session_id)
        seen = self.store.last_seen(session_id)
        self.store.claim(session_id)
        self._session, self._session_clock = session, SessionClock(self.clock, self.apply)
        back = self._session_clock.take_up(session, seen=seen)
        self.store.seen(session_id, now=self.now())
        self.refocus()
        return back

    def leave(self, *, paused: bool = True) -> None:
        """Let go of the session; its clock is paused first, unless *paused* is False."""
        if self._session is None:
            return
        if paused and self._session.is_running:
            self.apply(lambda session, now: pause(session, now=now))
        self.store.seen(self._session.id, now=self.now())
        self.store.release()
        self._session = None

    # --- the session that is open -----------------------------------------------------------------

    def apply(self, transition: Transition) -> Change:
        """Apply a transition, have the difference saved, and return the change.

        When another process changed the session meanwhile, the transition is made again from the newer value.

        Raises:
            RefineError: the rules forbid it, or it could not be saved; the session is as it was.
        """
        for attempt in range(ATTEMPTS):
            now = self.now()
            before = self.session
            change = transition(before, now)
            if change.session is before:
                return change
            by = change.shifted_by
            try:
                stored = self.store.save(before, change.session, step=change.step, now=now + by, shifted_by=by)
            except ConflictError:
                if attempt == ATTEMPTS - 1:
                    raise
                self._session = self.store.load(before.id)
                continue
            self._session = stored
            return replace(change, session=stored)
        raise AssertionError

    def bring_in(
        self,
        items: tuple[ImportedItem, ...],
        *,
        source: str,
        name: str = "",
        actions: tuple[ImportedAction, ...] = (),
    ) -> MergeResult:
        """Merge imported items into the backlog and bring them to the session that is open, as one step of it.

        Raises:
            RefineError: the session is over, or it could not be saved; nothing was taken in.
        """
        for attempt in range(ATTEMPTS):
            now, before = self.now(), self.session
            backlog = self.store.backlog(before.team)
            merged = self._merged(backlog, items, source=source, actions=actions)
            brought = tuple(item for item in merged.touched if not item.done)
            after = add_items(before, items=brought, last_item=merged.backlog.last_item, now=now).session
            after = add_imported_actions(after, merged.actions, backlog=merged.backlog, now=now)
            here, known = {item.id for item in after.items}, {item.id: item for item in backlog.items}
            refreshed = [(known[item.id], item) for item in merged.updated if item.id not in here]
            try:
                stored = self.store.save(before, after, step=import_step(merged, name), now=now, refreshed=refreshed)
            except ConflictError:
                if attempt == ATTEMPTS - 1:
                    raise
                self._session = self.store.load(before.id)
                continue
            self._session = stored
            return merged
        raise AssertionError

    def reopen(self) -> Change:
        """Open the closed session again, with its items as they are now."""
        change = self.apply(lambda session, _: reopen(session))
        self._reload()
        return change

    def undo(self) -> str:
        """Take the latest step back and return what it was."""
        step = self.store.undo(self.session.id, now=self.now())
        self._reload()
        return step

    def redo(self) -> str:
        """Make the step again that was undone last and return what it was."""
        step = self.store.redo(self.session.id, now=self.now())
        self._reload()
        return step

    def refocus(self) -> None:
        """Note that the open item is on the screen from now on."""
        self.apply(_refocus)

    def tick(self) -> Tick:
        """Look at the clock; see `SessionClock.tick`."""
        return Tick() if self._session is None else self._session_clock.tick(self._session)

    def drafts(self) -> dict[str, str]:
        """Return what was being typed in the session that is open and is not recorded, by the name of its line."""
        return self.store.drafts(self.session.id)

    def keep_draft(self, name: str, text: str) -> None:
        """Keep what is being typed, so that it is there after a kill; an empty text is forgotten."""
        self.store.keep_draft(self.session.id, name, text)

    def heartbeat(self) -> None:
        """Have the store note that the session is alive."""
        if self._session is not None:
            self.store.seen(self._session.id, now=self.now())

    def _hold(self, session: RefinementSession, clock: SessionClock) -> None:
        self.store.claim(session.id)
        self._session, self._session_clock = session, clock
        self.store.seen(session.id, now=self.now())

    def _reload(self) -> None:
        self._session = self.store.load(self.session.id)
        self.refocus()


def _refocus(session: RefinementSession, now: datetime) -> Change:
    if session.status is not SessionStatus.RUNNING:
        return Change(session=session)
    return Change(session=with_focus(session, session.open_item, now))
