"""Repository interfaces of the application layer.

Every method raises a `RefineError` with one sentence for people if the database is locked, full or unreadable.
One `UnitOfWork` is one transaction: all its changes are committed, or none.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Protocol

from refine_tui.domain.backlog_item import Backlog, BacklogItem
from refine_tui.domain.item_past import ItemPast
from refine_tui.domain.people import Team
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.session import RefinementSession
from refine_tui.domain.summary import ActionRow, LastSession, SessionSummary
from refine_tui.domain.timebox import ZERO


class SessionRepository(Protocol):
    """Stores sessions, each with the journal of its steps."""

    def create(self, session: RefinementSession, *, now: datetime) -> RefinementSession:
        """Insert a session and return it with its id.

        Raises:
            ConflictError: another process has changed an item, action item or question of the session.
        """
        ...

    def load(self, session_id: int) -> RefinementSession:
        """Return the session with this number.

        Raises:
            RefineError: the session does not exist.
        """
        ...

    def save(
        self,
        before: RefinementSession,
        after: RefinementSession,
        *,
        step: str,
        now: datetime,
        refreshed: Sequence[tuple[BacklogItem, BacklogItem]] = (),
        shifted_by: timedelta = ZERO,
    ) -> RefinementSession:
        """Save the difference of *before* and *after*, add a journal row, and return *after* as it is stored.

        With an empty *step* no journal row is added. *refreshed* are pairs of the old and the new value of backlog
        items that change in the same step and are not in the session. *shifted_by* is the amount by which
        `shift_clock` moved the session: the times in its earlier journal rows move by the same amount.

        Raises:
            ConflictError: the stored session differs from *before*.
        """
        ...

    def undo(self, session_id: int, *, now: datetime) -> str:
        """Undo the latest step of the session and return its name.

        Raises:
            NothingToUndoError: no step can be undone.
            RefineError: another change has overwritten the same fields since; the sentence names it.
        """
        ...

    def redo(self, session_id: int, *, now: datetime) -> str:
        """Redo the step that was undone last and return its name; raises the same errors as `undo`."""
        ...

    def planned_after(self, session_id: int) -> int | None:
        """Return the number of the session that was planned when this one was closed; None: none, or it has started."""
        ...

    def delete_planned(self, session_id: int) -> None:
        """Delete a planned session; a session that has started is not deleted."""
        ...

    def mark_seen(self, session_id: int, *, now: datetime) -> None:
        """Save *now* (aware, UTC) as the last time at which a program ran the session."""
        ...

    def last_seen(self, session_id: int) -> datetime | None:
        """Return the last time at which a program ran the session (aware, UTC); None: never."""
        ...


class BacklogRepository(Protocol):
    """Stores the backlogs of teams, with their latest imports."""

    def load(self, team: Team) -> Backlog:
        """Return the team's items in order of rank."""
        ...

    def find(self, team: Team, numbers: Collection[int]) -> tuple[BacklogItem, ...]:
        """Return the team's items with these numbers in order of rank; unknown numbers are ignored."""
        ...

    def save(
        self,
        before: Backlog,
        after: Backlog,
        *,
        step: str,
        now: datetime,
        minutes: RefinementSession | None = None,
    ) -> None:
        """Save the items that are new or changed in *after*, as one step that `undo_import` can undo.

        With an empty *step* it cannot be undone. *minutes* is a closed session with the imported action items, which
        is inserted.

        Raises:
            ConflictError: another process has changed the backlog.
        """
        ...

    def undo_import(self, team: Team) -> str:
        """Undo the team's latest import and return its name.

        Raises:
            NothingToUndoError: no import can be undone.
            RefineError: an imported item has been changed or used since; the sentence names it.
        """
        ...


class TeamRepository(Protocol):
    """Stores teams."""

    def names(self) -> tuple[str, ...]:
        """Return the names of all teams, the most recently used first."""
        ...

    def find(self, name: str) -> Team | None:
        """Return the team with this name (compared without case), or None."""
        ...

    def ensure(self, name: str) -> Team:
        """Return the team with this name, inserted if there is none."""
        ...

    def last_session(self, team: Team) -> LastSession:
        """Return the data of the team's last session that its next one starts from."""
        ...


class ActionRepository(Protocol):
    """Reads and changes the action items of all sessions."""

    def list(self, team: str | None = None) -> tuple[ActionRow, ...]:
        """Return all action items of one team or of all: open ones first, by due date, those without a date last."""
        ...

    def set_status(self, team: Team, number: int, status: ActionStatus) -> ActionRow:
        """Set the status of an action item; a session in which it is open gets a conflict at its next save.

        Raises:
            RefineError: the team has no action item with this number.
        """
        ...


class SessionQueries(Protocol):
    """Queries across sessions."""

    def summaries(self, team: str | None = None) -> tuple[SessionSummary, ...]:
        """Return the sessions of one team or of all, newest first."""
        ...

    def item_past(self, session: RefinementSession) -> dict[int, ItemPast]:
        """Return what the sessions that started before *session* left of each of its items, by item number.

        An item of which they left nothing is absent.
        """
        ...


class DraftRepository(Protocol):
    """Stores drafts: text that was typed and is not recorded yet."""

    def load(self, session_id: int) -> dict[str, str]:
        """Return the drafts of a session: the text by the name of the draft."""
        ...

    def save(self, session_id: int, name: str, text: str) -> None:
        """Save a draft; an empty text deletes it."""
        ...


class ColumnMappingRepository(Protocol):
    """Stores column mappings (heading by field), by the fingerprint of the table's headings."""

    def find(self, fingerprint: str) -> dict[str, str]:
        """Return the saved mapping for tables with these headings; empty if there is none."""
        ...

    def save(self, fingerprint: str, columns: Mapping[str, str]) -> None:
        """Save the mapping for tables with these headings."""
        ...


class InvitationRepository(Protocol):
    """Stores the calendar invitations to the session that follows a session."""

    def sequence(self, session_id: int, *, starts_at: datetime) -> int:
        """Return the sequence number of an invitation: 0 for the first, one more whenever its time differs.

        RFC 5546 (2.1.4) asks for a higher number when an event is rescheduled.
        """
        ...

    def save(self, session_id: int, *, starts_at: datetime, sequence: int) -> None:
        """Save an exported invitation."""
        ...


class UnitOfWork(Protocol):
    """One transaction, with the repositories that read and write in it."""

    @property
    def sessions(self) -> SessionRepository:
        """Sessions and their journals."""
        ...

    @property
    def backlogs(self) -> BacklogRepository:
        """Backlogs and their imports."""
        ...

    @property
    def teams(self) -> TeamRepository:
        """Teams."""
        ...

    @property
    def actions(self) -> ActionRepository:
        """Action items of all sessions."""
        ...

    @property
    def queries(self) -> SessionQueries:
        """Lists across sessions."""
        ...

    @property
    def drafts(self) -> DraftRepository:
        """Text that is not recorded yet."""
        ...

    @property
    def column_mappings(self) -> ColumnMappingRepository:
        """Column mappings of imported tables."""
        ...

    @property
    def invitations(self) -> InvitationRepository:
        """Exported invitations."""
        ...


class Store(Protocol):
    """A database: opens transactions and locks a session."""

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be saved, because the file or its folder is read-only."""
        ...

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """Return a transaction that only reads."""
        ...

    def write(self, what: str = "the change", *, record_is_saved: bool = False) -> AbstractContextManager[UnitOfWork]:
        """Return a transaction that is committed at the end of the block, and rolled back by an exception.

        Args:
            what: A noun phrase for error messages that names the data to be written.
            record_is_saved: Whether error messages add that the record of the session is saved anyway.
        """
        ...

    def lock_session(self, session_id: int) -> None:
        """Lock a session until this process ends or unlocks it; a session locked before is unlocked.

        Raises:
            RefineError: another living process has locked it.
        """
        ...

    def unlock_session(self) -> None:
        """Unlock the session that this process has locked, if there is one."""
        ...
