"""The database as a file: its revision, read with plain SQLite in a millisecond, and a copy of it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from refine_tui.domain.errors import RefineError
from refine_tui.store.engine import create_private


def revision(path: Path) -> str | None:
    """Return the revision of the database at *path*; None: it is empty.

    Raises:
        RefineError: it is the database of another program.
        sqlite3.Error: it cannot be read.
    """
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables:
            return None
        if "alembic_version" not in tables:
            raise RefineError(f"{path}: this is the database of another program; choose another file with --db.")
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else None


def back_up(path: Path, target: Path) -> None:
    """Copy the database at *path*, whoever uses it meanwhile, to *target*, whole or not at all."""
    unfinished = target.with_name(f"{target.name}.part")
    unfinished.unlink(missing_ok=True)
    create_private(unfinished)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(unfinished)) as copy:
        source.backup(copy)
    unfinished.replace(target)
