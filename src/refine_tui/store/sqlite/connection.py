"""Read-only connections without SQLAlchemy, which opens slowly, and how long a save waits for a lock."""

import sqlite3
from pathlib import Path

from refine_tui.store.sqlite.access import is_read_only

BUSY_SECONDS = 0.25
"""How long a save waits for another writer while the live screen is blocked."""

PATIENT_SECONDS = 5.0
"""How long a save waits for another writer in a command."""


def connect_reading(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """Open the database at *path* without changing it, also where only reading is allowed.

    SQLite creates a file next to a database with a write-ahead log, even to read it. Where it may not, the database
    is opened as immutable: a program that changed it would have left a log.

    Raises:
        RefineError: its folder may not be entered.
        sqlite3.Error: it cannot be opened.
    """
    log, shared = (path.with_name(f"{path.name}{end}") for end in ("-wal", "-shm"))
    immutable = is_read_only(path) and not shared.exists() and not (log.exists() and log.stat().st_size)
    uri = f"{path.as_uri()}?mode=ro{'&immutable=1' if immutable else ''}"
    return sqlite3.connect(uri, uri=True, timeout=busy_seconds, check_same_thread=False)
