"""What the facilitator needs of a store."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from refine_tui.domain.backlog_item import Backlog, BacklogItem
from refine_tui.domain.people import Team
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.session import RefinementSession
from refine_tui.domain.summary import ActionLine, ItemVisit, LastSession, SessionSummary
from refine_tui.domain.timebox import ZERO


class Store(Protocol):
    """What the facilitator needs of a store. Every method is one transaction.

    All methods raise a `RefineError` with one sentence for people when the database is locked, full or
    cannot be read; what was committed before stays as it was.
    """

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be saved: the file, or its folder, may only be read."""
        ...

    def team_names(self) -> tuple[str, ...]:
        """Return the names of all teams, the one used last first."""
        ...

    def team(self, name: str) -> Team:
        """Return the team of this name (compared without case), made now if there is none."""
        ...

    def memory(self, team: Team) -> LastSession:
        """Return what the team's last session leaves."""
        ...

    def backlog(self, team: Team) -> Backlog:
        """Return the team's items in order of rank."""
        ...

    def save_backlog(
        self,
        before: Backlog,
        after: Backlog,
        *,
        step: str,
        now: datetime,
        minutes: RefinementSession | None = None,
    ) -> None:
        """Save the items that are new or changed in *after*, as one step that `undo_import` takes back.

        *minutes* is a closed session that is not stored yet and keeps the action items that came along.

        Raises:
            ConflictError: another process changed the backlog meanwhile.
        """
        ...

    def undo_import(self, team: Team) -> str:
        """Take the team's latest import back and return what it was.

        Raises:
            NothingToUndoError: there is none that is kept.
            RefineError: something that it brought has been changed or used since; the sentence says which.
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
        self,
        before: RefinementSession,
        after: RefinementSession,
        *,
        step: str,
        now: datetime,
        refreshed: Sequence[tuple[BacklogItem, BacklogItem]] = (),
        shifted_by: timedelta = ZERO,
    ) -> RefinementSession:
        """Save the difference with a journal row (none for an empty *step*) and return *after* as it is stored.

        *refreshed* are items of the backlog, each before and after, that change with it and are not in the session.
        *shifted_by* is how far `shift_clock` moved the session: the times in its earlier steps move as far.

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

    def planned_after(self, session_id: int) -> int | None:
        """Return the number of the session that was planned when this one was closed and has not begun, or None."""
        ...

    def forget_planned(self, session_id: int) -> None:
        """Take a planned session away; one that has begun stays."""
        ...

    def actions(self, team: str | None = None) -> tuple[ActionLine, ...]:
        """Return all action items, of one team or of all: the open ones first, by due date, those without last."""
        ...

    def set_action_status(self, team: Team, number: int, status: ActionStatus) -> ActionLine:
        """Change the status of an action item; sessions that hold it and run are found changed at their next save.

        Raises:
            RefineError: the team has no action item of this number.
        """
        ...

    def history(self, team: Team, items: tuple[int, ...], *, before: int) -> dict[int, tuple[ItemVisit, ...]]:
        """Return the closed sessions of each of these items but the session *before*, oldest first."""
        ...

    def drafts(self, session_id: int) -> dict[str, str]:
        """Return the text of each line of a session that was left unrecorded, by the line's name."""
        ...

    def keep_draft(self, session_id: int, name: str, text: str) -> None:
        """Keep the text of a line; an empty one is forgotten."""
        ...

    def remembered_columns(self, fingerprint: str) -> dict[str, str]:
        """Return the heading by the field, as somebody said it of a table with these headings; empty: nobody did."""
        ...

    def remember_columns(self, fingerprint: str, columns: Mapping[str, str]) -> None:
        """Remember which heading holds which field in tables with these headings."""
        ...

    def invitation(self, session_id: int, *, starts_at: datetime) -> int:
        """Note that an invitation to the session after this one is handed out, and return its sequence number."""
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
