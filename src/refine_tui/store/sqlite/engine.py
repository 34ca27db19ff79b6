"""The SQLite engine: how each connection is set up, and how its transactions begin."""

import json
import sqlite3
import time
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from refine_tui.domain.errors import RefineError
from refine_tui.store.sqlite.connection import BUSY_SECONDS, connect_reading
from refine_tui.store.stored_values import StoredValueError, parse_json

_WRITES = "refine_writes"
_SET_UP_SECONDS = 5
"""How long opening the database waits for another program that opens it."""
_RETRY_SECONDS = 0.02


def make_engine(path: Path, *, busy_seconds: float = BUSY_SECONDS, read_only: bool = False) -> sa.Engine:
    """Return an engine whose transactions only read; `for_writing` returns one whose transactions write."""
    options: dict[str, Any] = {"connect_args": {"timeout": busy_seconds}}
    if read_only:
        options = {"creator": partial(connect_reading, path, busy_seconds=busy_seconds)}
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        hide_parameters=True,
        json_serializer=partial(json.dumps, ensure_ascii=False, separators=(",", ":")),
        json_deserializer=parse_json,
        **options,
    )
    set_up = _set_up_reading if read_only else partial(_set_up, busy_seconds=busy_seconds)
    sa.event.listen(engine, "connect", set_up)
    sa.event.listen(engine, "begin", _begin)
    sa.event.listen(engine, "handle_error", _refuse_values)
    return engine


def for_writing(engine: sa.Engine) -> sa.Engine:
    """Return the same engine with transactions that take the write lock at their beginning."""
    return engine.execution_options(**{_WRITES: True})


def _set_up(connection: sqlite3.Connection, _record: object, *, busy_seconds: float) -> None:
    connection.isolation_level = None  # the driver begins no transaction by itself
    try:
        # A program that creates the database at the same moment locks all of it for a while; later waits are short.
        connection.execute(f"PRAGMA busy_timeout={_SET_UP_SECONDS * 1000}").close()
        _use_write_ahead_log(connection)
        for pragma in ("synchronous=FULL", "fullfsync=ON", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}").close()
        connection.execute(f"PRAGMA busy_timeout={round(busy_seconds * 1000)}").close()
    except sqlite3.Error:
        connection.close()
        raise


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Switch the database to its write-ahead log, which it keeps.

    SQLite does not wait here for another program that holds the write lock of a new database, or switches it too:
    it reports that the database is busy at once.
    """
    end = time.monotonic() + _SET_UP_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(_RETRY_SECONDS)
        else:
            return


def _set_up_reading(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None


def _refuse_values(context: sa.engine.ExceptionContext) -> None:
    """Turn the driver's refusal to bind a value, or to decode a name, into a sentence.

    Raises:
        RefineError: the value is text that is no Unicode, or an integer of more than 64 bits.
        StoredValueError: a name of the schema is not UTF-8.
    """
    error = context.original_exception
    if isinstance(error, UnicodeEncodeError):
        raise RefineError("The text holds a character that cannot be saved: type it again.") from error
    if isinstance(error, OverflowError):
        raise RefineError("The number is too large to be saved.") from error
    if isinstance(error, UnicodeDecodeError):
        raise StoredValueError from error


def _begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def checkpoint(engine: sa.Engine) -> None:
    """Move everything from the write-ahead log into the database file, unless another program is using it now.

    Nothing is lost where it fails: what was committed is in the log.
    """
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        if isinstance(driver, sqlite3.Connection):
            driver.execute("PRAGMA busy_timeout=0").close()  # a program that is using it does the same when it closes
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
