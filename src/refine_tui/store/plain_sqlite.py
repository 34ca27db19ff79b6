"""The database with the standard library alone, for whoever only looks and must not wait for SQLAlchemy."""

import os
import sqlite3
from pathlib import Path

HEAD = "0004"
"""The revision that this version of the program works with: the newest one in ``migrations/versions``."""

BUSY_SECONDS = 0.25
"""How long a save waits for another writer: the screen stands still meanwhile."""


def is_read_only(path: Path) -> bool:
    """Return whether the database at *path* can only be read: writing needs its folder too."""
    return path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def connect_reading(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """Open the database at *path* without changing it, also where only reading is allowed.

    SQLite wants to make a file beside a database with a write-ahead log, even to read it. Where it may not, the
    database is taken for one that nobody changes: nobody does who has left no log.

    Raises:
        sqlite3.Error: it cannot be opened.
    """
    log, shared = (path.with_name(f"{path.name}{end}") for end in ("-wal", "-shm"))
    settled = is_read_only(path) and not shared.exists() and not (log.exists() and log.stat().st_size)
    uri = f"{path.as_uri()}?mode=ro{'&immutable=1' if settled else ''}"
    return sqlite3.connect(uri, uri=True, timeout=busy_seconds, check_same_thread=False)
