"""The teams of the store."""

import sqlalchemy as sa

from refine_tui.domain.people import Team
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.session import Numbers
from refine_tui.domain.summary import LastSession
from refine_tui.store import loaders
from refine_tui.store.mappers.teams import counter_columns
from refine_tui.store.row_statements import insert_new
from refine_tui.store.tables.base import table_of
from refine_tui.store.tables.teams import TeamRow

_TEAM = table_of(TeamRow)


class SqlTeams:
    """The teams within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def names(self) -> tuple[str, ...]:
        """Return the names of all teams, the one used last first."""
        return loaders.team_names(self._connection)

    def find(self, name: str) -> Team | None:
        """Return the team with this name (compared without case), or None."""
        return loaders.find_team(self._connection, clean_line(name).casefold())

    def ensure(self, name: str) -> Team:
        """Return the team with this name, inserted if there is none."""
        name = clean_line(name)
        found = self.find(name)
        if found is not None:
            return found
        row = TeamRow(name=name, name_folded=name.casefold(), used=0, **counter_columns(Numbers()))
        return Team(id=insert_new(self._connection, row), name=name)

    def last_session(self, team: Team) -> LastSession:
        """Return what the team's last session leaves for the next one."""
        return loaders.last_session(self._connection, team)
