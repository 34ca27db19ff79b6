"""The definition of a format, for detection: of tables, of JSON, or of documents of any other kind."""

from collections.abc import Callable
from dataclasses import dataclass

from refine_tui.importers.report import ReadResult
from refine_tui.importers.tables.table import Columns, Headings, Sheet, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFormat:
    """A format of tables: how its headings are recognised, and how its rows are read."""

    name: str
    """The name for ``--format``, in reports and in JSON."""
    label: str
    """The name that people read, for example ``Jira CSV``."""
    recognises: Callable[[Columns], bool]
    """Returns whether these are the format's headings; called for each of the first records."""
    headings: Callable[[Columns], Headings]
    """Returns the headings of each field, for the recognised headings; other columns are not read."""
    read: Callable[[Table], ReadResult]
    """Reads the table below the recognised headings; may raise `ImportReadError`."""
    required_headings: str
    """The headings that it needs, as error messages list them."""
    everyday_words: bool = False
    """Whether the headings are words of prose: then the text must look like a table in other ways, too."""
    delimiter: str = ""
    """The only delimiter of the format; empty for any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonFormat:
    """A format of JSON: how a value is recognised, and how it is read."""

    name: str
    """The name for ``--format``, in reports and in JSON."""
    label: str
    """The name that people read, for example ``Jira CSV``."""
    recognises: Callable[[object], bool]
    """Returns whether a value, of any type, is the format's."""
    read: Callable[[object, str], ReadResult]
    """Reads a recognised value, with the name of the file for messages; may raise `ImportReadError`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text that is neither a table nor JSON, with a function to read tables within it."""

    name: str
    """The name of the file in messages."""
    text: str
    read_table: Callable[[Sheet], ReadResult | None]
    """Reads a table whose first record holds the headings; returns None if no format recognises them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFormat:
    """A format of text that is not a table: how it is recognised, and how it is read."""

    name: str
    """The name for ``--format``, in reports and in JSON."""
    label: str
    """The name that people read, for example ``Jira CSV``."""
    recognises: Callable[[str], bool]
    """Returns whether a text is the format's; the messages of a chat are not."""
    read: Callable[[Document], ReadResult]
    """Reads any text, since a person may request the format; may raise `ImportReadError`."""
    extensions: tuple[str, ...] = ()
    """The extensions of its files, which are read as tables only if `recognises` returns False."""
    has_signature: bool = False
    """Whether texts of the format have a signature of the tool that writes them: they are recognised first."""


Format = TableFormat | JsonFormat | DocumentFormat
"""Any format; the class says how it is recognised and read."""
