"""The errors of reading a file or a paste."""

from collections.abc import Sequence

from refine_tui.domain.errors import RefineError
from refine_tui.domain.plain_text import clean_line
from refine_tui.importers.report import ColumnUse


class ImportReadError(RefineError):
    """A file or a paste cannot be read; the message names it, what it looks like and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(clean_line(message))  # names and headings are text of the file


class UnclearColumnsError(ImportReadError):
    """A table has no known column of titles: a person has to choose one."""

    def __init__(self, message: str, *, columns: Sequence[ColumnUse], fingerprint: str) -> None:
        super().__init__(message)
        self.columns = tuple(columns)
        """All headings with samples of their cells."""
        self.fingerprint = fingerprint
        """As in `ImportReport`."""
