"""Which team was used last."""

import sqlalchemy as sa

from refine_tui.store.tables.base import table_of
from refine_tui.store.tables.teams import TeamRow

_TEAM = table_of(TeamRow)


def mark_used(connection: sa.Connection, team_id: int) -> None:
    """Store that the team is the one used last."""
    latest = sa.select(sa.func.max(_TEAM.c.used) + 1).scalar_subquery()
    connection.execute(sa.update(_TEAM).where(_TEAM.c.id == team_id).values(used=latest))
