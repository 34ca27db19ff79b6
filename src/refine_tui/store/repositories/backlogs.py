"""The backlogs of the store, with their latest imports."""

from collections.abc import Collection, Iterable
from datetime import datetime

import sqlalchemy as sa

from refine_tui.domain.backlog_item import Backlog, BacklogItem
from refine_tui.domain.errors import ConflictError
from refine_tui.domain.people import Team
from refine_tui.domain.session import Numbers, RefinementSession
from refine_tui.store import backlog_imports, loaders
from refine_tui.store.repositories.sessions import BACKLOG_CHANGED
from refine_tui.store.row_diff import RowChange, backlog_changes
from refine_tui.store.row_writer import reconcile, write_counters, write_rows
from refine_tui.store.team_usage import mark_used


class SqlBacklogs:
    """The backlogs within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def load(self, team: Team) -> Backlog:
        """Return the team's items in order of rank."""
        return loaders.load_backlog(self._connection, team)

    def find(self, team: Team, numbers: Collection[int]) -> tuple[BacklogItem, ...]:
        """Return the team's items with these numbers in order of rank; unknown numbers are ignored."""
        return loaders.find_backlog_items(self._connection, team, numbers)

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
        connection, team_id = self._connection, after.team.id
        changes = backlog_changes(team_id, before.items, after.items)
        write_counters(connection, team_id, Numbers(item=before.last_item), Numbers(item=after.last_item))
        reconciled = reconcile(connection, team_id, changes)
        if _insertions(reconciled) != _insertions(changes):
            raise ConflictError(BACKLOG_CHANGED)
        write_rows(connection, reconciled)
        mark_used(connection, team_id)
        if minutes is not None:
            reconciled += backlog_imports.insert_minutes(connection, minutes, now=now)
        backlog_imports.append(connection, team_id, step=step, changes=reconciled, now=now)

    def undo_import(self, team: Team) -> str:
        """Undo the team's latest import and return its name.

        Raises:
            NothingToUndoError: there is none.
            RefineError: something that it imported is changed or in use by now; the sentence says what.
        """
        return backlog_imports.undo(self._connection, team.id)


def _insertions(changes: Iterable[RowChange]) -> int:
    return sum(change.before is None for change in changes)
