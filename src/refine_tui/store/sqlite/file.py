"""The database as a file: whether it is whole, its revision, and a copy of it; all with plain SQLite."""

import filecmp
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from refine_tui.domain.errors import RefineError
from refine_tui.files import replace_durably
from refine_tui.store.sqlite.access import create_private, is_read_only, os_error_reason
from refine_tui.store.sqlite.connection import connect_reading

_THOROUGH_BYTES = 4 << 20
"""Up to this size indexes are compared with their tables too, which finds an index that has the page of another."""
_COPIES = 9
"""How many copies of a damaged database are kept at most."""


def check_integrity(path: Path) -> str | None:
    """Check each page of the database at *path* and return its revision; None: it is empty.

    Nothing is changed, so that what a damaged file still holds can be recovered.

    Raises:
        RefineError: it is damaged, or the database of another program.
        sqlite3.Error: it cannot be read.
    """
    try:
        with closing(connect_reading(path)) as connection:
            check = "integrity_check" if path.stat().st_size <= _THOROUGH_BYTES else "quick_check"
            found = connection.execute(f"PRAGMA {check}(1)").fetchone()
        if found == ("ok",):
            return revision(path)
    except UnicodeDecodeError:
        found = None  # SQLite names a damaged part of the schema, and the driver cannot decode the name
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        log = path.with_name(f"{path.name}-wal")
        if code == sqlite3.SQLITE_CANTOPEN and is_read_only(path) and log.exists():
            raise RefineError(
                f"{path}: the database cannot be opened; "
                f"copy it with {log.name} into a folder of yours, and open it there with --db."
            ) from error
        if code != sqlite3.SQLITE_CORRUPT:
            raise
    copy = _keep_aside(path)
    kept = f", and a copy is kept as {copy.name}" if copy else ""
    raise RefineError(
        f"{path}: the database is damaged; nothing was changed{kept}: "
        "put a backup in its place, or go on with another file (--db FILE)."
    )


def revision(path: Path) -> str | None:
    """Return the revision of the database at *path*; None: it is empty.

    Raises:
        RefineError: it is the database of another program.
        sqlite3.Error: it cannot be read.
    """
    with closing(connect_reading(path)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables:
            return None
        if "alembic_version" not in tables:
            raise RefineError(f"{path}: this is the database of another program; choose another file with --db.")
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else None


def back_up(path: Path, target: Path) -> None:
    """Copy the database at *path*, also while other programs use it, to *target*, whole or not at all.

    Raises:
        RefineError: the copy cannot be written.
    """
    unfinished = target.with_name(f"{target.name}.part")
    try:
        unfinished.unlink(missing_ok=True)
        create_private(unfinished)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(unfinished)) as copy:
            source.backup(copy)
        replace_durably(unfinished, target)
    except OSError as error:
        raise RefineError(
            f"{target}: the backup of the database cannot be written ({os_error_reason(error)}), "
            "so the database is not brought up to date; it stays as it was."
        ) from error


def _keep_aside(path: Path) -> Path | None:
    """Copy a damaged database and its log, once, before a repair is tried; None: there is no room for it."""
    log = path.with_name(f"{path.name}-wal")
    for number in range(1, _COPIES + 1):
        copy = path.with_name(f"{path.name}.damaged{f'-{number}' if number > 1 else ''}")
        with suppress(OSError):
            if copy.exists() and not filecmp.cmp(path, copy, shallow=False):
                continue
            for source, target in ((log, copy.with_name(f"{copy.name}-wal")), (path, copy)):
                if source.exists() and source.stat().st_size and not target.exists():
                    _copy_whole(source, target)
            return copy
        return None
    return None


def _copy_whole(source: Path, target: Path) -> None:
    unfinished = target.with_name(f"{target.name}.part")
    try:
        create_private(unfinished)
        shutil.copyfile(source, unfinished)
        replace_durably(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
