"""Files as trackers and spreadsheets really write them, one for each oddity; all of them made up."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from refine_tui.domain.backlog_item import ImportedItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Oddity:
    """One file, and what is to be read from it."""

    name: str
    """What is odd about it."""
    file: str
    """What the file is called; a paste has no ending."""
    content: bytes
    format: str
    language: str | None = None
    items: tuple[ImportedItem, ...] = ()
    """What is expected, in this order; of large files the first ones."""
    number: int | None = None
    """How many items are expected, where `items` are only the first ones."""
    warnings: tuple[str, ...] = ()
    """Words of each warning, in their order."""
    skipped: tuple[int, ...] = ()
    """The rows that gave no item."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """What somebody says of the columns."""


def lines(*texts: str, end: str = "\n") -> bytes:
    """Return lines of a file."""
    return "".join(text + end for text in texts).encode()
