"""SQLite and its files: who may read them, how each connection is set up, what its errors mean to people."""

import errno
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from refine_tui.domain.errors import RefineError
from refine_tui.store.plain_sqlite import BUSY_SECONDS, connect_reading

PATIENT_SECONDS = 5.0
"""How long a save waits where nobody looks at a screen."""

_WRITES = "refine_writes"
_SET_UP_SECONDS = 5
"""How long opening the database waits for somebody else who opens it."""


def make_engine(path: Path, *, busy_seconds: float = BUSY_SECONDS, read_only: bool = False) -> sa.Engine:
    """Return an engine whose transactions only read; see `for_writing`."""
    how: dict[str, Any] = {"connect_args": {"timeout": busy_seconds}}
    if read_only:
        how = {"creator": partial(connect_reading, path, busy_seconds=busy_seconds)}
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        hide_parameters=True,
        json_serializer=partial(json.dumps, ensure_ascii=False, separators=(",", ":")),
        **how,
    )
    set_up = _set_up_reading if read_only else partial(_set_up, busy_seconds=busy_seconds)
    sa.event.listen(engine, "connect", set_up)
    sa.event.listen(engine, "begin", _begin)
    return engine


def for_writing(engine: sa.Engine) -> sa.Engine:
    """Return the same engine with transactions that take the write lock at their beginning."""
    return engine.execution_options(**{_WRITES: True})


def _set_up(connection: sqlite3.Connection, _record: Any, *, busy_seconds: float) -> None:
    connection.isolation_level = None  # the driver begins no transaction by itself
    try:
        # Whoever makes the database at the same moment locks it whole for a while; later waits are short.
        connection.execute(f"PRAGMA busy_timeout={_SET_UP_SECONDS * 1000}").close()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "fullfsync=ON", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}").close()
        connection.execute(f"PRAGMA busy_timeout={round(busy_seconds * 1000)}").close()
    except sqlite3.Error:
        connection.close()
        raise


def _set_up_reading(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None


def _begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def checkpoint(engine: sa.Engine) -> None:
    """Move everything from the write-ahead log into the database file, unless somebody else is using it right now."""
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        if isinstance(driver, sqlite3.Connection):
            driver.execute("PRAGMA busy_timeout=0").close()  # whoever is using it will do the same later
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()


def prepare_file(path: Path) -> None:
    """Make the folders and the empty database file that are missing, for their owner alone.

    Raises:
        RefineError: they cannot be made.
    """
    if path.is_dir():
        raise RefineError(f"{path}: this is a folder; name a file in it as the database.")
    missing = [folder for folder in path.parents if not folder.exists()]
    try:
        for folder in reversed(missing):
            with suppress(FileExistsError):
                folder.mkdir(mode=0o700)
        create_private(path)
    except OSError as error:
        what = "the folder of the database" if isinstance(error, NotADirectoryError) or missing else "the database"
        raise RefineError(f"{path}: {what} cannot be made ({os_error_reason(error)}).") from error


def create_private(path: Path) -> None:
    """Create an empty file that only its owner may read; one that exists is left as it is."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def os_error_reason(error: OSError) -> str:
    """Return why the system refused, as it stands in a sentence."""
    return "no space left" if error.errno == errno.ENOSPC else (error.strerror or "unknown reason").lower()


@contextmanager
def translate_errors(database: Path | str) -> Iterator[None]:
    """Turn what the database complains of into one sentence for people, which calls it *database*.

    Raises:
        RefineError: the database complained, or cannot hold what it was given.
    """
    try:
        yield
    except (sa.exc.DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, sa.exc.DBAPIError) else error
        raise RefineError(f"{database}: {_sentence(cause)}") from error
    except OSError as error:
        raise RefineError(
            f"{database}: nothing was changed, because a file cannot be written ({os_error_reason(error)})."
        ) from error
    except UnicodeEncodeError as error:
        raise RefineError("The text holds a character that cannot be saved: type it anew.") from error
    except OverflowError as error:
        raise RefineError("The number is too large to be saved.") from error
    except (ValueError, LookupError, TypeError) as error:  # what was read is nothing that was ever written
        raise RefineError(f"{database}: {_SENTENCES[sqlite3.SQLITE_CORRUPT]}") from error


_SENTENCES = {
    sqlite3.SQLITE_BUSY: "another program is writing to the database; try again.",
    sqlite3.SQLITE_LOCKED: "another program is writing to the database; try again.",
    sqlite3.SQLITE_FULL: "the disk is full, so nothing was saved; make room and try again.",
    sqlite3.SQLITE_READONLY: "the database cannot be written to; check the permissions of the file and its folder.",
    sqlite3.SQLITE_PERM: "the database cannot be opened; check the permissions of the file and its folder.",
    sqlite3.SQLITE_AUTH: "the database cannot be opened; check the permissions of the file and its folder.",
    sqlite3.SQLITE_CANTOPEN: "the database cannot be opened; check that it is a file that you may read and write.",
    sqlite3.SQLITE_NOTADB: (
        "this is not a refine database, or its beginning is damaged; nothing was changed: "
        "choose another file with --db, or put a backup in its place."
    ),
    sqlite3.SQLITE_CORRUPT: (
        "the database is damaged; nothing was changed: "
        "put a backup in its place, or go on with another file (--db FILE)."
    ),
    sqlite3.SQLITE_IOERR: "the disk cannot be read or written; nothing was saved.",
    sqlite3.SQLITE_CONSTRAINT: "the database refused a change that contradicts what it holds; nothing was saved.",
    sqlite3.SQLITE_TOOBIG: "the text is too long to be saved.",
}


def _sentence(cause: BaseException | None) -> str:
    code = getattr(cause, "sqlite_errorcode", None)
    known = _SENTENCES.get(code & 0xFF) if isinstance(code, int) else None
    if isinstance(cause, sqlite3.OperationalError) and "decode to UTF-8" in str(cause):
        return _SENTENCES[sqlite3.SQLITE_CORRUPT]  # the driver's own words hold the text
    return known or f"the database reports “{cause}”; nothing was saved."
