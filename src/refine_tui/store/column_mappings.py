"""Which heading holds which field, for tables with the same headings."""

from collections.abc import Mapping

import sqlalchemy as sa

from refine_tui.store.fetching import fetch_value
from refine_tui.store.statements import upsert
from refine_tui.store.stored_values import parse_object, reading
from refine_tui.store.tables import METADATA

_COLUMNS = METADATA.tables["column_mapping"]


class SqlColumnMappings:
    """The meanings of columns within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def find(self, fingerprint: str) -> dict[str, str]:
        """Return the heading by the field that was chosen for tables with these headings; empty: none was."""
        query = sa.select(_COLUMNS.c.columns).where(_COLUMNS.c.fingerprint == fingerprint)
        with reading("The meaning of the columns"):
            return parse_object(fetch_value(self._connection, query) or {})

    def save(self, fingerprint: str, columns: Mapping[str, str]) -> None:
        """Save which heading holds which field in tables with these headings."""
        upsert(self._connection, _COLUMNS, {"fingerprint": fingerprint}, {"columns": dict(columns)})
