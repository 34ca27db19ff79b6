"""The part of the store that is beside the record: drafts, what columns mean, invitations handed out."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from refine_tui.store.fetching import fetch_first, fetch_value
from refine_tui.store.stored_values import parse_object, reading
from refine_tui.store.tables import METADATA
from refine_tui.store.transactions import Transactions

_DRAFT = METADATA.tables["draft"]
_COLUMNS = METADATA.tables["column_mapping"]
_INVITATION = METADATA.tables["invitation"]


class KeptStore(Transactions):
    """What is kept that is no part of a session's record."""

    def drafts(self, session_id: int) -> dict[str, str]:
        """Return the text of each line of a session that was left unrecorded, by the line's name."""
        query = sa.select(_DRAFT.c.name, _DRAFT.c.text).where(_DRAFT.c.session_id == session_id)
        with self._reading() as connection:
            return {row.name: row.text for row in connection.execute(query)}

    def keep_draft(self, session_id: int, name: str, text: str) -> None:
        """Keep the text of a line; an empty one is forgotten."""
        this = {"session_id": session_id, "name": name}
        what = "what you are typing" if text else "the removal of a draft"
        with self._writing(what, record_is_saved=True) as connection:
            if text:
                insert = sqlite.insert(_DRAFT).values(text=text, **this)
                connection.execute(insert.on_conflict_do_update(index_elements=list(this), set_={"text": text}))
            else:
                connection.execute(sa.delete(_DRAFT).filter_by(**this))

    def remembered_columns(self, fingerprint: str) -> dict[str, str]:
        """Return the heading by the field, as somebody said it of a table with these headings; empty: nobody did."""
        query = sa.select(_COLUMNS.c.columns).where(_COLUMNS.c.fingerprint == fingerprint)
        with self._reading() as connection, reading("The meaning of the columns"):
            return parse_object(fetch_value(connection, query) or {})

    def remember_columns(self, fingerprint: str, columns: Mapping[str, str]) -> None:
        """Remember which heading holds which field in tables with these headings."""
        values = {"columns": dict(columns)}
        insert = sqlite.insert(_COLUMNS).values(fingerprint=fingerprint, **values)
        with self._writing("the meaning of the columns", record_is_saved=True) as connection:
            connection.execute(insert.on_conflict_do_update(index_elements=["fingerprint"], set_=values))

    def invitation(self, session_id: int, *, starts_at: datetime) -> int:
        """Note that an invitation to the session after this one is handed out, and return its sequence number.

        It is 0 for the first and grows by one whenever another time is handed out than the last time, as
        RFC 5546 asks of a rescheduled event. Where nothing can be written, the number is that of the next one.
        """
        query = sa.select(_INVITATION).where(_INVITATION.c.session_id == session_id)
        with self._reading() as connection, reading("The last invitation"):
            held = fetch_first(connection, query)
        if held is not None and held["starts_at"] == starts_at:
            return int(held["sequence"])
        sequence = 0 if held is None else int(held["sequence"]) + 1
        if self.is_read_only:
            return sequence
        with self._writing("the number of the invitation", record_is_saved=True) as connection:
            values = {"starts_at": starts_at, "sequence": sequence}
            insert = sqlite.insert(_INVITATION).values(session_id=session_id, **values)
            connection.execute(insert.on_conflict_do_update(index_elements=["session_id"], set_=values))
        return sequence
