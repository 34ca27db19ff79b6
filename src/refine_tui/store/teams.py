"""The teams of the store."""

import sqlalchemy as sa

from refine_tui.domain.people import Team
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.summary import LastSession
from refine_tui.store import loaders, mappers
from refine_tui.store.tables import METADATA

_TEAM = METADATA.tables["team"]


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
        row = dict.fromkeys(mappers.COUNTERS.values(), 0)
        insert = sa.insert(_TEAM).values(name=name, name_folded=name.casefold(), used=0, **row)
        key = self._connection.execute(insert).inserted_primary_key
        return Team(id=key[0] if key else 0, name=name)

    def last_session(self, team: Team) -> LastSession:
        """Return what the team's last session leaves for the next one."""
        return loaders.last_session(self._connection, team)


def mark_used(connection: sa.Connection, team_id: int) -> None:
    """Store that the team is the one used last."""
    latest = sa.select(sa.func.max(_TEAM.c.used) + 1).scalar_subquery()
    connection.execute(sa.update(_TEAM).where(_TEAM.c.id == team_id).values(used=latest))
