"""Which heading holds which field, for tables with the same headings."""

from collections.abc import Mapping

import sqlalchemy as sa

from refine_tui.store.fetching import fetch_first
from refine_tui.store.row_statements import upsert_row
from refine_tui.store.stored_values import parse_object, parse_text, reading
from refine_tui.store.tables.base import table_of
from refine_tui.store.tables.teams import ColumnMappingRow

_COLUMNS = table_of(ColumnMappingRow)


class SqlColumnMappings:
    """The meanings of columns within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def find(self, fingerprint: str) -> dict[str, str]:
        """Return the heading by the field that was chosen for tables with these headings; empty: none was."""
        query = sa.select(_COLUMNS).where(_COLUMNS.c.fingerprint == fingerprint)
        with reading("The meaning of the columns"):
            row = fetch_first(self._connection, ColumnMappingRow, query)
            columns = {} if row is None else parse_object(row.columns)
            return {field: parse_text(heading) for field, heading in columns.items()}

    def save(self, fingerprint: str, columns: Mapping[str, str]) -> None:
        """Save which heading holds which field in tables with these headings."""
        upsert_row(self._connection, ColumnMappingRow(fingerprint=fingerprint, columns=dict(columns)))
