"""The database file that a store is in, and its transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from refine_tui.store.engine import checkpoint, for_writing, make_engine, translate_errors
from refine_tui.store.plain_sqlite import BUSY_SECONDS, is_read_only


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
        """Let go of the file; the database is one file afterwards, unless another process uses it."""
        if self._closed:
            return
        self._closed = True
        try:
            if not self._read_only:
                with translate_errors(self.path.name):
                    checkpoint(self._engine)
        finally:
            self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with translate_errors(self.path.name), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with translate_errors(self.path.name), self._writer.begin() as connection:
            yield connection
