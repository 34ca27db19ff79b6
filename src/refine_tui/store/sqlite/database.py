"""The store: transactions on an SQLite file, and the lock of the session that this process runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from refine_tui.store.sqlite.access import is_read_only, prepare_file
from refine_tui.store.sqlite.connection import BUSY_SECONDS
from refine_tui.store.sqlite.engine import checkpoint, for_writing, make_engine
from refine_tui.store.sqlite.errors import translate_closing_errors, translate_errors
from refine_tui.store.sqlite.schema import migrate
from refine_tui.store.sqlite.session_lock import SessionLock
from refine_tui.store.unit_of_work import SqlUnitOfWork


def open_store(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> "SqlStore":
    """Open the database at *path*, created if there is none, and migrated if it is an older one.

    A save waits *busy_seconds* for another program that writes. A database that may only be read is opened for reading.

    Raises:
        RefineError: it cannot be created, read or migrated, is damaged, or a newer version of refine has written it.
    """
    path = path.absolute()
    prepare_file(path)
    migrate(path)
    store = SqlStore(path, busy_seconds=busy_seconds)
    try:
        with store.read() as work:
            work.teams.names()
    except BaseException:
        store.dispose()
        raise
    return store


class SqlStore:
    """A store in an SQLite file."""

    def __init__(self, path: Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self.path = path
        self._read_only = is_read_only(path)
        self._engine = make_engine(path, busy_seconds=busy_seconds, read_only=self._read_only)
        self._writer = for_writing(self._engine)
        self._lock: SessionLock | None = None
        self._closed = False

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be saved: the file, or its folder, may only be read."""
        return self._read_only

    def dispose(self) -> None:
        """Close the file as it is: another process, or the next one, empties the write-ahead log."""
        self._closed = True
        self._engine.dispose()

    def close(self) -> None:
        """Unlock the session and close the file; the database is one file then, unless another process uses it.

        Raises:
            RefineError: the write-ahead log could not be merged into the file; everything recorded is saved.
        """
        self.unlock_session()
        if self._closed:
            return
        self._closed = True
        try:
            if not self._read_only:
                with translate_closing_errors(self.path.name):
                    checkpoint(self._engine)
        finally:
            self._engine.dispose()

    @contextmanager
    def read(self) -> Iterator[SqlUnitOfWork]:
        """Run the block in a transaction that only reads."""
        with translate_errors(self.path.name), self._engine.begin() as connection:
            yield SqlUnitOfWork(connection)

    @contextmanager
    def write(self, what: str = "the change", *, record_is_saved: bool = False) -> Iterator[SqlUnitOfWork]:
        """Run the block in a transaction that holds the write lock; commit it, or roll it back after an exception.

        *what* names what is written, as a noun phrase, in the sentence of an error; *record_is_saved* adds that the
        record of the session is saved all the same.
        """
        with (
            translate_errors(self.path.name, what, record_is_saved=record_is_saved),
            self._writer.begin() as connection,
        ):
            yield SqlUnitOfWork(connection)

    def lock_session(self, session_id: int) -> None:
        """Lock a session for this process until it ends or unlocks it; unlock the one that it had locked before.

        Raises:
            RefineError: another living process has locked it.
        """
        if self._lock is not None and self._lock.session_id == session_id:
            return
        lock = SessionLock(self.path, session_id)
        lock.acquire()
        self.unlock_session()
        self._lock = lock

    def unlock_session(self) -> None:
        """Unlock the session that this process has locked, if any."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None
