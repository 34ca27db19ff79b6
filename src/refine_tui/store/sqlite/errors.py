"""What the errors of SQLite mean, in sentences for people."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from refine_tui.domain.errors import RefineError

_DatabaseErrors = (sa.exc.DBAPIError, sqlite3.Error)
_ERRORS_OF_OURS = (sqlite3.ProgrammingError, sqlite3.InterfaceError, sqlite3.NotSupportedError)
"""What the driver raises when it is called wrongly, as with a value of a type that it does not know."""


@contextmanager
def translate_errors(database: Path | str, what: str = "", *, record_is_saved: bool = False) -> Iterator[None]:
    """Turn an error of the database into one sentence for people; every other error goes up unchanged.

    Args:
        database: What the sentence calls the database.
        what: What is written, as a noun phrase: “the import”; empty: the database is only read.
        record_is_saved: Whether what is written is no part of the record, all of which is saved already.

    Raises:
        RefineError: the database reported an error.
    """
    try:
        yield
    except _DatabaseErrors as error:
        sentence = _sentence(_cause(error), what, record_is_saved=record_is_saved)
        raise RefineError(f"{database}: {sentence}") from error


@contextmanager
def translate_closing_errors(database: Path | str) -> Iterator[None]:
    """Turn an error of the last checkpoint into a sentence: it loses nothing that was saved.

    Raises:
        RefineError: the database reported an error.
    """
    try:
        yield
    except _DatabaseErrors as error:
        raise RefineError(
            f"{database}: everything recorded is saved, but {database}-wal could not be merged into the database "
            f"({_problem(_cause(error))}); keep both files: the next command tries it again."
        ) from error


def _cause(error: sa.exc.DBAPIError | sqlite3.Error) -> BaseException | None:
    """Return the driver's error; raise *error* again where it is an error of the program."""
    cause = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    if isinstance(cause, _ERRORS_OF_OURS):
        raise error
    return cause


_BUSY = "another program is writing to the database"
_DAMAGED = "the database is damaged"

_SENTENCES = {
    sqlite3.SQLITE_BUSY: (_BUSY, "; try again"),
    sqlite3.SQLITE_LOCKED: (_BUSY, "; try again"),
    sqlite3.SQLITE_FULL: ("the disk is full", "; make room and try again"),
    sqlite3.SQLITE_READONLY: (
        "the database cannot be written to",
        "; check the permissions of the file and its folder",
    ),
    sqlite3.SQLITE_PERM: ("the database cannot be opened", "; check the permissions of the file and its folder"),
    sqlite3.SQLITE_AUTH: ("the database cannot be opened", "; check the permissions of the file and its folder"),
    sqlite3.SQLITE_CANTOPEN: (
        "the database cannot be opened",
        "; check that it is a file that you may read and write",
    ),
    sqlite3.SQLITE_NOTADB: (
        "this is not a refine database, or its beginning is damaged",
        "; nothing was changed: choose another file with --db, or put a backup in its place",
    ),
    sqlite3.SQLITE_CORRUPT: (
        _DAMAGED,
        "; nothing was changed: put a backup in its place, or go on with another file (--db FILE)",
    ),
    sqlite3.SQLITE_IOERR: ("the disk cannot be read or written", ""),
    sqlite3.SQLITE_CONSTRAINT: ("the database refuses a change that contradicts what it holds", ""),
    sqlite3.SQLITE_TOOBIG: ("the text is too long", ""),
}
"""What is wrong, and what to do, by the primary result code of SQLite."""


def _sentence(cause: BaseException | None, what: str, *, record_is_saved: bool) -> str:
    problem, advice = _SENTENCES.get(_code(cause), (_problem(cause), ""))
    if record_is_saved:
        # Nobody has to try again what the program writes by itself.
        return f"{problem}, so {what} is not saved (everything recorded is){'' if problem == _BUSY else advice}."
    return f"{problem}{f', so {what} is not saved' if what else ''}{advice}."


def _problem(cause: BaseException | None) -> str:
    known = _SENTENCES.get(_code(cause))
    return known[0] if known else f"the database reports “{cause}”"


def _code(cause: BaseException | None) -> int:
    """Return the primary result code of SQLite, 0 where there is none."""
    if isinstance(cause, sqlite3.OperationalError) and "decode to UTF-8" in str(cause):
        return sqlite3.SQLITE_CORRUPT  # the driver has no code for it, and its own words hold the text
    code = getattr(cause, "sqlite_errorcode", 0)
    return code & 0xFF if isinstance(code, int) else 0
