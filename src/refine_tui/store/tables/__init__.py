"""The tables. What lives per team is numbered per team; what is of one session is numbered within it.

Enums stand as their values. Only sets that will not grow have a CHECK, since SQLite rebuilds a table to change one.
A column that came later stands at the end of its table and, where it is never empty, has a default: so it is added
without a rebuild.
"""

from sqlalchemy.orm import clear_mappers

from refine_tui.store.tables import records, session_data, sessions, teams
from refine_tui.store.tables.base import METADATA

__all__ = ["METADATA", "records", "session_data", "sessions", "teams"]

clear_mappers()
"""The tables stay, the mapping of the classes goes: no ORM session follows a row, so reading one is reading its
attributes, ten times as fast, and no mapper takes time or memory when a session is opened.
"""
