"""The session that this process runs. All changes to it go through `LiveSession`."""

from dataclasses import replace
from datetime import datetime

from refine_tui.application.importing import import_step, merge_import, save_chosen_columns
from refine_tui.application.ports import Store, UnitOfWork
from refine_tui.application.retry import retry_on_conflict
from refine_tui.application.session_clock import SessionClock, Tick
from refine_tui.clock import Clock
from refine_tui.domain.backlog_item import MergeResult
from refine_tui.domain.errors import RefineError
from refine_tui.domain.imported_actions import add_imported_actions
from refine_tui.domain.item_import import ItemImport
from refine_tui.domain.item_past import ItemPast
from refine_tui.domain.returning_items import items_to_return, with_returned_items
from refine_tui.domain.session import Change, RefinementSession, SessionStatus, Transition
from refine_tui.domain.timekeeping import with_focus
from refine_tui.domain.triage import add_items


class LiveSession:
    """Holds the open session, applies transitions to it, and saves each change in one transaction.

    The session changes only after the transaction is committed: if saving fails, it stays as it was.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._session: RefinementSession | None = None
        self._session_clock = SessionClock(clock, self.apply)

    @property
    def session(self) -> RefinementSession:
        """The open session.

        Raises:
            RefineError: no session is open.
        """
        if self._session is None:
            raise RefineError("No session is open.")
        return self._session

    @property
    def is_open(self) -> bool:
        """Whether a session is open."""
        return self._session is not None

    def now(self) -> datetime:
        """Return the current time of the open session (aware, UTC), by a clock that does not jump."""
        return self._session_clock.now()

    def open(self, session: RefinementSession) -> None:
        """Hold *session*, which is stored with exactly this value, as the open one, and start its clock."""
        self._session = session
        self._session_clock = SessionClock(self._clock, self.apply)

    def replace_stored(self, session: RefinementSession) -> None:
        """Replace the open session by the newer value that is stored."""
        self._session = session

    def discard(self) -> None:
        """Forget the open session, without changing the store."""
        self._session = None

    def reload(self) -> None:
        """Load the open session again, after another process has changed it."""
        with self._store.read() as work:
            self._session = work.sessions.load(self.session.id)

    def apply(self, transition: Transition, *, draft: str = "") -> Change:
        """Apply a transition, save the difference, and return the change as it is stored.

        Items that waited for an action item come back into the triage in the same step; see `items_to_return`.
        If another process has changed the session, it is loaded again and the transition is applied to the newer value.

        Args:
            transition: The transition to apply.
            draft: The name of the draft that the change records; it is deleted in the same transaction.

        Raises:
            RefineError: a rule forbids the change, or it could not be saved; the session does not change.
        """
        return retry_on_conflict(lambda: self._apply(transition, draft), reload=self.reload)

    def _apply(self, transition: Transition, draft: str) -> Change:
        now, before = self.now(), self.session
        change = transition(before, now)
        if change.session is before:
            if draft:
                self.save_draft(draft, "")
            return change
        with self._store.write(f"“{change.step}”" if change.step else "the change") as work:
            if returning := items_to_return(before, change.session):
                change = with_returned_items(change, work.backlogs.find(before.team, returning), now=now)
            stored = work.sessions.save(
                before, change.session, step=change.step, now=now + change.shifted_by, shifted_by=change.shifted_by
            )
            if draft:
                work.drafts.save(before.id, draft, "")
        self._session = stored
        return replace(change, session=stored)

    def import_items(self, request: ItemImport) -> MergeResult:
        """Merge imported items into the backlog and add them to the session, as one step of it.

        Raises:
            RefineError: the session is closed, or the import could not be saved; nothing is imported.
        """
        return retry_on_conflict(lambda: self._import_items(request), reload=self.reload)

    def _import_items(self, request: ItemImport) -> MergeResult:
        now, before = self.now(), self.session
        with self._store.write(f"the import of {request.name or 'the items'}") as work:
            backlog = work.backlogs.load(before.team)
            known = (row.action.text for row in work.actions.list(before.team.name)) if request.actions else ()
            result = merge_import(backlog, request, known_actions=known, now=now)
            open_items = tuple(item for item in result.touched if not item.done)
            after = add_items(before, items=open_items, last_item=result.backlog.last_item, now=now).session
            after = add_imported_actions(after, result.actions, backlog=result.backlog, now=now)
            session_ids, old_items = {item.id for item in after.items}, {item.id: item for item in backlog.items}
            refreshed = [(old_items[item.id], item) for item in result.updated if item.id not in session_ids]
            step = import_step(result, request.name)
            stored = work.sessions.save(before, after, step=step, now=now, refreshed=refreshed)
            save_chosen_columns(work, request)
        self._session = stored
        return result

    def undo(self) -> str:
        """Undo the latest step and return its name.

        Raises:
            NothingToUndoError: no step can be undone.
            RefineError: another session has changed the same fields since.
        """
        return self._replay("the undo", undo=True)

    def redo(self) -> str:
        """Redo the step that was undone last and return its name; raises the same errors as `undo`."""
        return self._replay("the redo", undo=False)

    def _replay(self, what: str, *, undo: bool) -> str:
        now, session_id = self.now(), self.session.id
        with self._store.write(what) as work:
            sessions = work.sessions
            step = sessions.undo(session_id, now=now) if undo else sessions.redo(session_id, now=now)
            session = save_focus(work, sessions.load(session_id), now)
        self._session = session
        return step

    def tick(self) -> Tick:
        """Compare the clocks, and save a sleep or a change of the clock; see `SessionClock.tick`."""
        return Tick() if self._session is None else self._session_clock.tick(self._session)

    def heartbeat(self) -> None:
        """Save the current time as the last time at which a program ran the session."""
        if self._session is not None:
            with self._store.write("the sign of life", record_is_saved=True) as work:
                work.sessions.mark_seen(self._session.id, now=self.now())

    def drafts(self) -> dict[str, str]:
        """Return the drafts of the session: the text by the name of the draft."""
        with self._store.read() as work:
            return work.drafts.load(self.session.id)

    def save_draft(self, name: str, text: str) -> None:
        """Save text that is being typed, so that it survives a kill; an empty text deletes the draft."""
        with self._store.write(
            "what you are typing" if text else "the removal of a draft", record_is_saved=True
        ) as work:
            work.drafts.save(self.session.id, name, text)

    def item_past(self) -> dict[int, ItemPast]:
        """Return what earlier sessions left of each item of the session, by the item's number; absent: nothing.

        Nothing that happens in this session changes it, but an answer to one of its open questions.
        """
        with self._store.read() as work:
            return work.queries.item_past(self.session)


def save_focus(work: UnitOfWork, session: RefinementSession, now: datetime) -> RefinementSession:
    """Save that the open item of a running session is on the screen since *now*, and return the saved session."""
    if session.status is not SessionStatus.RUNNING:
        return session
    focused = with_focus(session, session.open_item, now)
    return work.sessions.save(session, focused, step="", now=now)
