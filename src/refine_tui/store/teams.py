"""The part of the store that is about teams: their names, their backlogs, what their last session leaves."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from refine_tui.domain.backlog_item import Backlog
from refine_tui.domain.errors import ConflictError
from refine_tui.domain.people import Team
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.session import Numbers, RefinementSession
from refine_tui.domain.summary import LastSession
from refine_tui.store import backlog_imports, loaders, mappers
from refine_tui.store.row_diff import RowChange, backlog_changes
from refine_tui.store.row_writer import reconcile, write_counters, write_rows
from refine_tui.store.tables import METADATA
from refine_tui.store.transactions import Transactions

_TEAM = METADATA.tables["team"]

BACKLOG_CHANGED = "The backlog was changed from another terminal meanwhile: try again."


class TeamStore(Transactions):
    """Teams and their backlogs."""

    def team_names(self) -> tuple[str, ...]:
        """Return the names of all teams, the one used last first."""
        with self._reading() as connection:
            return loaders.team_names(connection)

    def team(self, name: str) -> Team:
        """Return the team of this name (compared without case), made now if there is none."""
        name = clean_line(name)
        with self._reading() as connection:
            found = loaders.team_called(connection, name.casefold())
        if found is not None:
            return found
        with self._writing(f"the team “{name}”") as connection:
            found = loaders.team_called(connection, name.casefold())
            if found is not None:
                return found
            row = dict.fromkeys(mappers.COUNTERS.values(), 0)
            insert = sa.insert(_TEAM).values(name=name, name_folded=name.casefold(), used=0, **row)
            key = connection.execute(insert).inserted_primary_key
            return Team(id=key[0] if key else 0, name=name)

    def memory(self, team: Team) -> LastSession:
        """Return what the team's last session leaves."""
        with self._reading() as connection:
            return loaders.last_session(connection, team)

    def backlog(self, team: Team) -> Backlog:
        """Return the team's items in order of rank."""
        with self._reading() as connection:
            return loaders.load_backlog(connection, team)

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

        With an empty *step* it cannot be taken back. *minutes* is a closed session that is not stored yet and keeps
        the action items that came along.

        Raises:
            ConflictError: another process changed the backlog meanwhile.
        """
        changes = backlog_changes(after.team.id, before.items, after.items)
        with self._writing("the import" if step else "the backlog") as connection:
            write_counters(connection, after.team.id, Numbers(item=before.last_item), Numbers(item=after.last_item))
            settled = reconcile(connection, after.team.id, changes)
            if _insertions(settled) != _insertions(changes):
                raise ConflictError(BACKLOG_CHANGED)
            write_rows(connection, settled)
            mark_used(connection, after.team.id)
            if minutes is not None:
                settled += backlog_imports.keep_minutes(connection, minutes, now=now)
            backlog_imports.append(connection, after.team.id, step=step, changes=settled, now=now)

    def undo_import(self, team: Team) -> str:
        """Take the team's latest import back and return what it was.

        Raises:
            NothingToUndoError: there is none that is kept.
            RefineError: something that it brought has been changed or used since; the sentence says which.
        """
        with self._writing("the undo of the import") as connection:
            return backlog_imports.undo(connection, team.id)


def mark_used(connection: sa.Connection, team_id: int) -> None:
    """Note that the team is the one used last."""
    latest = sa.select(sa.func.max(_TEAM.c.used) + 1).scalar_subquery()
    connection.execute(sa.update(_TEAM).where(_TEAM.c.id == team_id).values(used=latest))


def _insertions(changes: Iterable[RowChange]) -> int:
    return sum(change.before is None for change in changes)
