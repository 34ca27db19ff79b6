"""The database file that a store is in, and its transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from refine_tui.store.access import is_read_only
from refine_tui.store.engine import BUSY_SECONDS, checkpoint, for_writing, make_engine
from refine_tui.store.errors import translate_closing_errors, translate_errors


class Transactions:
    """Transactions on an SQLite file: what the parts of a store share."""

    def __init__(self, path: Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self.path = path
        self._read_only = is_read_only(path)
        self._engine = make_engine(path, busy_seconds=busy_seconds, read_only=self._read_only)
        self._writer = for_writing(self._engine)
        self._closed = False

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be saved: the file, or its folder, may only be read."""
        return self._read_only

    def close(self) -> None:
        """Close the file; the database is one file afterwards, unless another process uses it.

        Raises:
            RefineError: the write-ahead log could not be merged into the file; everything recorded is saved.
        """
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
    def _reading(self) -> Iterator[sa.Connection]:
        with translate_errors(self.path.name), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self, what: str = "the change", *, record_is_saved: bool = False) -> Iterator[sa.Connection]:
        """Begin a transaction that writes *what*, a noun phrase; see `translate_errors`."""
        with (
            translate_errors(self.path.name, what, record_is_saved=record_is_saved),
            self._writer.begin() as connection,
        ):
            yield connection
