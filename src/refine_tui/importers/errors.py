"""What can be wrong with something that comes from outside."""

from collections.abc import Sequence

from refine_tui.domain.errors import RefineError
from refine_tui.domain.plain_text import clean_line
from refine_tui.importers.report import ColumnUse


class ImportReadError(RefineError):
    """A file or a paste cannot be read as items; the sentence names it, what it looks like and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(clean_line(message))  # names and headings come from outside, too


class UnclearColumnsError(ImportReadError):
    """A table cannot be read before somebody says which of its columns is the title."""

    def __init__(self, message: str, *, columns: Sequence[ColumnUse], fingerprint: str) -> None:
        super().__init__(message)
        self.columns = tuple(columns)
        """Every heading, with samples: one of them is the title."""
        self.fingerprint = fingerprint
        """As in `ImportReport`."""
