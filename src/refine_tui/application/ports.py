"""Repository interfaces of the application layer, cut by need.

Every method raises a `RefineError` with one sentence for people when the database is locked, full or cannot be read.
What is read and written within one `UnitOfWork` is one transaction: all of it is committed, or nothing.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Protocol

from refine_tui.domain.backlog_item import Backlog, BacklogItem
from refine_tui.domain.people import Team
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.session import RefinementSession
from refine_tui.domain.summary import ActionRow, ItemVisit, LastSession, SessionSummary
from refine_tui.domain.timebox import ZERO


class SessionRepository(Protocol):
    """Sessions, each with the journal of its steps."""

    def create(self, session: RefinementSession, *, now: datetime) -> RefinementSession:
        """Insert a session and return it with its id.

        Raises:
            ConflictError: an item, action item or question that it takes up has changed meanwhile.
        """
        ...

    def load(self, session_id: int) -> RefinementSession:
        """Return the session with this number.

        Raises:
            RefineError: there is none.
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
        """Save the difference, add a journal row unless *step* is empty, and return *after* as it is stored.

        *refreshed* are items of the backlog, each before and after, that change with it and are not in the session.
        *shifted_by* is how far `shift_clock` moved the session: the times in its earlier steps move as far.

        Raises:
            ConflictError: the stored session is no longer *before*.
        """
        ...

    def undo(self, session_id: int, *, now: datetime) -> str:
        """Undo the latest step of the session and return its name.

        Raises:
            NothingToUndoError: there is none.
            RefineError: something else has changed the same fields since; the sentence says what.
        """
        ...

    def redo(self, session_id: int, *, now: datetime) -> str:
        """Redo the step that was undone last and return its name; raises as `undo`."""
        ...

    def planned_after(self, session_id: int) -> int | None:
        """Return the number of the session that was planned when this one was closed and has not begun, or None."""
        ...

    def delete_planned(self, session_id: int) -> None:
        """Delete a planned session; one that has begun stays."""
        ...

    def mark_seen(self, session_id: int, *, now: datetime) -> None:
        """Store *now* as the time at which a program was last running the session."""
        ...

    def last_seen(self, session_id: int) -> datetime | None:
        """Return the time at which a program was last running the session."""
        ...


class BacklogRepository(Protocol):
    """The backlogs of teams, with their latest imports."""

    def load(self, team: Team) -> Backlog:
        """Return the team's items in order of rank."""
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
        """Save the items that are new or changed in *after*, as one step that `undo_import` undoes.

        With an empty *step* it cannot be undone. *minutes* is a closed session that is not stored yet and holds the
        imported action items.

        Raises:
            ConflictError: another process has changed the backlog meanwhile.
        """
        ...

    def undo_import(self, team: Team) -> str:
        """Undo the team's latest import and return its name.

        Raises:
            NothingToUndoError: there is none.
            RefineError: something that it imported is changed or in use by now; the sentence says what.
        """
        ...


class TeamRepository(Protocol):
    """Teams."""

    def names(self) -> tuple[str, ...]:
        """Return the names of all teams, the one used last first."""
        ...

    def find(self, name: str) -> Team | None:
        """Return the team with this name (compared without case), or None."""
        ...

    def ensure(self, name: str) -> Team:
        """Return the team with this name, inserted if there is none."""
        ...

    def last_session(self, team: Team) -> LastSession:
        """Return what the team's last session leaves for the next one."""
        ...


class ActionRepository(Protocol):
    """Action items, whatever session they belong to."""

    def list(self, team: str | None = None) -> tuple[ActionRow, ...]:
        """Return all action items of one team or of all: open ones first, by due date, those without one last."""
        ...

    def set_status(self, team: Team, number: int, status: ActionStatus) -> ActionRow:
        """Set the status of an action item; an open session that holds it notices at its next save.

        Raises:
            RefineError: the team has no action item with this number.
        """
        ...


class SessionQueries(Protocol):
    """What is read across sessions."""

    def summaries(self, team: str | None = None) -> tuple[SessionSummary, ...]:
        """Return the sessions of one team or of all, newest first."""
        ...

    def item_history(self, team: Team, items: tuple[int, ...], *, before: int) -> dict[int, tuple[ItemVisit, ...]]:
        """Return the closed sessions of each of these items except the session *before*, oldest first."""
        ...


class DraftRepository(Protocol):
    """Text that is typed and not recorded yet."""

    def load(self, session_id: int) -> dict[str, str]:
        """Return the text of each unfinished line of a session, by the line's name."""
        ...

    def save(self, session_id: int, name: str, text: str) -> None:
        """Save the text of a line; an empty text deletes it."""
        ...


class ColumnMappingRepository(Protocol):
    """Which heading holds which field, for tables with the same headings."""

    def find(self, fingerprint: str) -> dict[str, str]:
        """Return the heading by the field that was chosen for tables with these headings; empty: none was."""
        ...

    def save(self, fingerprint: str, columns: Mapping[str, str]) -> None:
        """Save which heading holds which field in tables with these headings."""
        ...


class InvitationRepository(Protocol):
    """Calendar invitations to the session after a session."""

    def sequence(self, session_id: int, *, starts_at: datetime) -> int:
        """Return the sequence number of an invitation: 0 for the first, one more whenever its time differs.

        RFC 5546 (2.1.4) asks for a higher number when an event is rescheduled.
        """
        ...

    def save(self, session_id: int, *, starts_at: datetime, sequence: int) -> None:
        """Store the invitation that is exported."""
        ...


class UnitOfWork(Protocol):
    """One transaction, and the repositories that read and write within it."""

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
        """Unfinished lines."""
        ...

    @property
    def column_mappings(self) -> ColumnMappingRepository:
        """The meaning of columns."""
        ...

    @property
    def invitations(self) -> InvitationRepository:
        """Exported invitations."""
        ...


class Store(Protocol):
    """A database: transactions, and the lock of a session."""

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be saved: the file, or its folder, may only be read."""
        ...

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """Return a transaction that only reads."""
        ...

    def write(self, what: str = "the change", *, record_is_saved: bool = False) -> AbstractContextManager[UnitOfWork]:
        """Return a transaction that is committed at the end of the block, and rolled back by an exception.

        Args:
            what: What is written, as a noun phrase, for the sentence of an error.
            record_is_saved: Whether that sentence adds that the record of the session is saved all the same.
        """
        ...

    def lock_session(self, session_id: int) -> None:
        """Lock a session for this process until it ends or unlocks it; unlocks the one that it had locked before.

        Raises:
            RefineError: another living process has locked it.
        """
        ...

    def unlock_session(self) -> None:
        """Unlock the session that this process has locked, if any."""
        ...
