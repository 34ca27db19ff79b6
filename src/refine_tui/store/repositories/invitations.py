"""Calendar invitations to the session after a session."""

from datetime import datetime

import sqlalchemy as sa

from refine_tui.store.fetching import fetch_first
from refine_tui.store.row_statements import upsert_row
from refine_tui.store.stored_values import reading
from refine_tui.store.tables.base import table_of
from refine_tui.store.tables.session_data import InvitationRow

_INVITATION = table_of(InvitationRow)


class SqlInvitations:
    """The exported invitations within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def sequence(self, session_id: int, *, starts_at: datetime) -> int:
        """Return the sequence number of an invitation: 0 for the first, one more whenever its time differs.

        RFC 5546 (2.1.4) asks for a higher number when an event is rescheduled.
        """
        query = sa.select(_INVITATION).where(_INVITATION.c.session_id == session_id)
        with reading("The last invitation"):
            stored = fetch_first(self._connection, InvitationRow, query)
        if stored is None:
            return 0
        return stored.sequence + int(stored.starts_at != starts_at)

    def save(self, session_id: int, *, starts_at: datetime, sequence: int) -> None:
        """Store the invitation that is exported."""
        row = InvitationRow(session_id=session_id, starts_at=starts_at, sequence=sequence)
        upsert_row(self._connection, row)
