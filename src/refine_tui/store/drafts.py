"""Text that is typed and not recorded yet."""

import sqlalchemy as sa

from refine_tui.store.statements import upsert
from refine_tui.store.tables import METADATA

_DRAFT = METADATA.tables["draft"]


class SqlDrafts:
    """The unfinished lines within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def load(self, session_id: int) -> dict[str, str]:
        """Return the text of each unfinished line of a session, by the line's name."""
        query = sa.select(_DRAFT.c.name, _DRAFT.c.text).where(_DRAFT.c.session_id == session_id)
        return {row.name: row.text for row in self._connection.execute(query)}

    def save(self, session_id: int, name: str, text: str) -> None:
        """Save the text of a line; an empty text deletes it."""
        this = {"session_id": session_id, "name": name}
        if text:
            upsert(self._connection, _DRAFT, this, {"text": text})
        else:
            self._connection.execute(sa.delete(_DRAFT).filter_by(**this))
