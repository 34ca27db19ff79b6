"""One transaction, and the repositories that read and write within it."""

from functools import cached_property

import sqlalchemy as sa

from refine_tui.store.repositories.actions import SqlActions
from refine_tui.store.repositories.backlogs import SqlBacklogs
from refine_tui.store.repositories.column_mappings import SqlColumnMappings
from refine_tui.store.repositories.drafts import SqlDrafts
from refine_tui.store.repositories.invitations import SqlInvitations
from refine_tui.store.repositories.queries import SqlQueries
from refine_tui.store.repositories.sessions import SqlSessions
from refine_tui.store.repositories.teams import SqlTeams


class SqlUnitOfWork:
    """The repositories on one connection, whose transaction the store begins and ends."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    @cached_property
    def sessions(self) -> SqlSessions:
        """Sessions and their journals."""
        return SqlSessions(self._connection)

    @cached_property
    def backlogs(self) -> SqlBacklogs:
        """Backlogs and their imports."""
        return SqlBacklogs(self._connection)

    @cached_property
    def teams(self) -> SqlTeams:
        """Teams."""
        return SqlTeams(self._connection)

    @cached_property
    def actions(self) -> SqlActions:
        """Action items of all sessions."""
        return SqlActions(self._connection)

    @cached_property
    def queries(self) -> SqlQueries:
        """Lists across sessions."""
        return SqlQueries(self._connection)

    @cached_property
    def drafts(self) -> SqlDrafts:
        """The lines that are being typed."""
        return SqlDrafts(self._connection)

    @cached_property
    def column_mappings(self) -> SqlColumnMappings:
        """The saved column mappings of a team."""
        return SqlColumnMappings(self._connection)

    @cached_property
    def invitations(self) -> SqlInvitations:
        """Exported invitations."""
        return SqlInvitations(self._connection)
