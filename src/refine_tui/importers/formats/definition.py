"""The definition of a format, for detection: of tables, of JSON, or of documents of any other kind."""

from collections.abc import Callable
from dataclasses import dataclass

from refine_tui.importers.report import Reading
from refine_tui.importers.tables.table import Columns, Headings, Sheet, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFormat:
    """One format of rows and columns: how its headings are known, and how its rows are read."""

    name: str
    """The name for ``--format``, in reports and in JSON."""
    label: str
    """The name that people read, for example ``Jira CSV``."""
    recognises: Callable[[Columns], bool]
    """Whether these are the format's headings; called for each of the first records."""
    headings: Callable[[Columns], Headings]
    """Where each field may stand under the headings that were recognised; the other columns are not kept."""
    read: Callable[[Table], Reading]
    """Called with the table below the headings that were recognised; may raise `ImportReadError`."""
    required_headings: str
    """The headings that it needs, as error messages list them."""
    everyday_words: bool = False
    """The headings might as well stand in a sentence: the text must look like a table in other ways, too."""
    delimiter: str = ""
    """What parts the cells; empty: anything may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonFormat:
    """One format of JSON: how a value is known, and how it is read."""

    name: str
    """The name for ``--format``, in reports and in JSON."""
    label: str
    """The name that people read, for example ``Jira CSV``."""
    recognises: Callable[[object], bool]
    """Whether the value, of any shape whatever, is the format's."""
    read: Callable[[object, str], Reading]
    """Called with a recognised value and the name of the file for messages; may raise `ImportReadError`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text that is neither a table nor JSON, and the way to have a table within it read."""

    name: str
    """What the sentences call it."""
    text: str
    read_table: Callable[[Sheet], Reading | None]
    """Reads a table whose first record holds the headings; None where no format knows them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFormat:
    """One format of text that is no table: how it is known, and how it is read."""

    name: str
    """The name for ``--format``, in reports and in JSON."""
    label: str
    """The name that people read, for example ``Jira CSV``."""
    recognises: Callable[[str], bool]
    """Whether a text is the format's; what is written in a chat is not."""
    read: Callable[[Document], Reading]
    """Called with any text, where somebody asks for the format; may raise `ImportReadError`."""
    endings: tuple[str, ...] = ()
    """How its files' names end: such a file is taken for a table only where `recognises` says no."""
    signed: bool = False
    """The tool that writes it signs it: what `recognises` says yes to can be nothing else, and is asked first."""


Format = TableFormat | JsonFormat | DocumentFormat
"""Any format; the class says how it is recognised and read."""
