"""The database file that a store is in, and its transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from refine_tui.store.engine import checkpoint, for_writing, make_engine, told


class Transactions:
    """Transactions on an SQLite file: what the parts of a store share."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = make_engine(path)
        self._writer = for_writing(self._engine)
        self._closed = False

    def close(self) -> None:
        """Let go of the file; the database is one file afterwards, unless another process uses it."""
        if self._closed:
            return
        self._closed = True
        try:
            with told(self.path.name):
                checkpoint(self._engine)
        finally:
            self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with told(self.path.name), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with told(self.path.name), self._writer.begin() as connection:
            yield connection
