"""The application and the store as tests drive them: one flat call, one transaction."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from refine_tui.application.application import Application
from refine_tui.application.session_clock import ResumeResult, Tick
from refine_tui.clock import Clock, SystemClock
from refine_tui.domain.backlog_item import Backlog, BacklogItem, ImportedAction, ImportedItem, MergeResult
from refine_tui.domain.item_import import ItemImport
from refine_tui.domain.item_past import ItemPast
from refine_tui.domain.people import Team
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.session import Change, RefinementSession, Transition
from refine_tui.domain.session_setup import PendingItems, SessionSetup
from refine_tui.domain.summary import ActionRow, LastSession, SessionSummary
from refine_tui.domain.timebox import ZERO
from refine_tui.store.sqlite import database
from refine_tui.store.sqlite.database import SqlStore


class StoreDriver(SqlStore):
    """A store whose repositories are called in a transaction each."""

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Run the block with the connection of a transaction that only reads."""
        with self.read() as work:
            yield work._connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Run the block with the connection of a transaction that writes."""
        with self.write() as work:
            yield work._connection

    def team_names(self) -> tuple[str, ...]:
        with self.read() as work:
            return work.teams.names()

    def team(self, name: str) -> Team:
        """Return the team with this name, inserted if there is none."""
        with self.write() as work:
            return work.teams.ensure(name)

    def last_session(self, team: Team) -> LastSession:
        with self.read() as work:
            return work.teams.last_session(team)

    def backlog(self, team: Team) -> Backlog:
        with self.read() as work:
            return work.backlogs.load(team)

    def save_backlog(
        self, before: Backlog, after: Backlog, *, step: str, now: datetime, minutes: RefinementSession | None = None
    ) -> None:
        with self.write() as work:
            work.backlogs.save(before, after, step=step, now=now, minutes=minutes)

    def undo_import(self, team: Team) -> str:
        with self.write() as work:
            return work.backlogs.undo_import(team)

    def create(self, session: RefinementSession, *, now: datetime) -> RefinementSession:
        with self.write() as work:
            return work.sessions.create(session, now=now)

    def load(self, session_id: int) -> RefinementSession:
        with self.read() as work:
            return work.sessions.load(session_id)

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
        with self.write() as work:
            return work.sessions.save(before, after, step=step, now=now, refreshed=refreshed, shifted_by=shifted_by)

    def undo(self, session_id: int, *, now: datetime) -> str:
        with self.write() as work:
            return work.sessions.undo(session_id, now=now)

    def redo(self, session_id: int, *, now: datetime) -> str:
        with self.write() as work:
            return work.sessions.redo(session_id, now=now)

    def planned_after(self, session_id: int) -> int | None:
        with self.read() as work:
            return work.sessions.planned_after(session_id)

    def delete_planned(self, session_id: int) -> None:
        with self.write() as work:
            work.sessions.delete_planned(session_id)

    def mark_seen(self, session_id: int, *, now: datetime) -> None:
        with self.write() as work:
            work.sessions.mark_seen(session_id, now=now)

    def last_seen(self, session_id: int) -> datetime | None:
        with self.read() as work:
            return work.sessions.last_seen(session_id)

    def summaries(self, team: str | None = None) -> tuple[SessionSummary, ...]:
        with self.read() as work:
            return work.queries.summaries(team)

    def item_past(self, session: RefinementSession) -> dict[int, ItemPast]:
        with self.read() as work:
            return work.queries.item_past(session)

    def actions(self, team: str | None = None) -> tuple[ActionRow, ...]:
        with self.read() as work:
            return work.actions.list(team)

    def set_action_status(self, team: Team, number: int, status: ActionStatus) -> ActionRow:
        with self.write() as work:
            return work.actions.set_status(team, number, status)

    def drafts(self, session_id: int) -> dict[str, str]:
        with self.read() as work:
            return work.drafts.load(session_id)

    def save_draft(self, session_id: int, name: str, text: str) -> None:
        with self.write() as work:
            work.drafts.save(session_id, name, text)

    def invitation(self, session_id: int, *, starts_at: datetime) -> int:
        return Driver(self, SystemClock()).invitation(session_id, starts_at)

    def remembered_columns(self, fingerprint: str) -> dict[str, str]:
        with self.read() as work:
            return work.column_mappings.find(fingerprint)

    def remember_columns(self, fingerprint: str, columns: Mapping[str, str]) -> None:
        with self.write() as work:
            work.column_mappings.save(fingerprint, columns)


def open_store(path: Path, **options: Any) -> StoreDriver:
    """Open a store as the program does."""
    store = database.open_store(path, **options)
    store.__class__ = StoreDriver
    assert isinstance(store, StoreDriver)
    return store


class Driver:
    """The application, its parts joined."""

    def __init__(self, store: StoreDriver, clock: Clock) -> None:
        self.store = store
        self.application = Application(store, clock)
        self.clock = clock

    @property
    def session(self) -> RefinementSession:
        """The open session."""
        return self.application.live.session

    @property
    def has_session(self) -> bool:
        return self.application.live.is_open

    # --- the lifecycle --------------------------------------------------------------------------------

    def start(self, setup: SessionSetup) -> RefinementSession:
        return self.application.lifecycle.start(setup)

    def plan(self, session_id: int, setup: SessionSetup) -> None:
        self.application.lifecycle.plan(session_id, setup)

    def close(self) -> RefinementSession:
        return self.application.lifecycle.close()

    def resume(self, session_id: int) -> ResumeResult:
        return self.application.lifecycle.resume(session_id)

    def reopen(self) -> RefinementSession:
        return self.application.lifecycle.reopen(self.session.id)

    def leave(self, *, paused: bool = True) -> None:
        self.application.lifecycle.leave(paused=paused)

    def invitation(self, session_id: int, starts_at: datetime) -> int:
        return self.application.lifecycle.next_invitation(session_id, starts_at)

    # --- the open session -----------------------------------------------------------------------------

    def apply(self, transition: Transition) -> Change:
        return self.application.live.apply(transition)

    def undo(self) -> str:
        return self.application.live.undo()

    def redo(self) -> str:
        return self.application.live.redo()

    def now(self) -> datetime:
        return self.application.live.now()

    def tick(self) -> Tick:
        return self.application.live.tick()

    def heartbeat(self) -> None:
        self.application.live.heartbeat()

    def drafts(self) -> dict[str, str]:
        return self.application.live.drafts()

    def save_draft(self, name: str, text: str) -> None:
        self.application.live.save_draft(name, text)

    def item_past(self) -> dict[int, ItemPast]:
        return self.application.live.item_past()

    def import_here(
        self,
        items: tuple[ImportedItem, ...],
        *,
        source: str,
        name: str = "",
        actions: tuple[ImportedAction, ...] = (),
    ) -> MergeResult:
        """Import items into the open session."""
        return self.application.live.import_items(ItemImport(items=items, source=source, name=name, actions=actions))

    # --- the backlog ----------------------------------------------------------------------------------

    def import_items(
        self,
        team_name: str,
        items: tuple[ImportedItem, ...],
        *,
        source: str,
        name: str = "",
        actions: tuple[ImportedAction, ...] = (),
    ) -> MergeResult:
        """Import items into the backlog of a team."""
        request = ItemImport(items=items, source=source, name=name, actions=actions)
        return self.application.backlogs.import_items(team_name, request)

    def preview(self, team_name: str, items: tuple[ImportedItem, ...], *, source: str) -> MergeResult:
        return self.application.backlogs.preview(team_name).merge(ItemImport(items=items, source=source))

    def undo_import(self, team_name: str) -> str:
        return self.application.backlogs.undo_import(team_name)

    def pending_items(self, team_name: str) -> PendingItems:
        return self.application.views.pending_items(team_name)

    def set_action_status(self, team_name: str, number: int, status: ActionStatus) -> ActionRow:
        return self.application.backlogs.set_action_status(team_name, number, status)

    def team_name(self, requested: str | None = None) -> str:
        return self.application.views.team_name(requested)
