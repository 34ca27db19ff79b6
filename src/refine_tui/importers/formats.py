"""What a format of rows and columns has to offer, so that one detection serves them all."""

from collections.abc import Callable
from dataclasses import dataclass

from refine_tui.importers.report import Reading
from refine_tui.importers.table import Columns, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFormat:
    """One format of rows and columns: how its headings are known, and how its rows are read."""

    name: str
    recognises: Callable[[Columns], bool]
    """Whether these are the format's headings; called for each of the first records."""
    read: Callable[[Table], Reading]
    """Called with the table below the headings that were recognised; may raise `ImportProblem`."""
    wanted: str
    """The headings that it needs, as a sentence names them."""
    everyday_words: bool = False
    """The headings might as well stand in a sentence: the text must look like a table in other ways, too."""
