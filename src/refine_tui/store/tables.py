"""The tables. What lives per team is numbered per team; what is of one session is numbered within it.

Enums stand as their values. Only sets that will not grow have a CHECK, since SQLite rebuilds a table to change one.
A column that came later stands at the end of its table and, where it is never empty, has a default: so it is added
without a rebuild.
"""

from refine_tui.store import kept_tables, public_view_tables, record_tables, session_tables
from refine_tui.store.metadata import METADATA

__all__ = ["METADATA", "kept_tables", "public_view_tables", "record_tables", "session_tables"]
