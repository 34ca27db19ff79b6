"""Text that is typed and not recorded yet."""

import sqlalchemy as sa

from refine_tui.store.fetching import fetch
from refine_tui.store.row_statements import upsert_row
from refine_tui.store.stored_values import reading
from refine_tui.store.tables.base import table_of
from refine_tui.store.tables.session_data import DraftRow

_DRAFT = table_of(DraftRow)


class SqlDrafts:
    """The unfinished lines within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def load(self, session_id: int) -> dict[str, str]:
        """Return the text of each unfinished line of a session, by the line's name."""
        query = sa.select(_DRAFT).where(_DRAFT.c.session_id == session_id)
        with reading("The unfinished lines"):
            return {row.name: row.text for row in fetch(self._connection, DraftRow, query)}

    def save(self, session_id: int, name: str, text: str) -> None:
        """Save the text of a line; an empty text deletes it."""
        if text:
            upsert_row(self._connection, DraftRow(session_id=session_id, name=name, text=text))
        else:
            this = (_DRAFT.c.session_id == session_id, _DRAFT.c.name == name)
            self._connection.execute(sa.delete(_DRAFT).where(*this))
