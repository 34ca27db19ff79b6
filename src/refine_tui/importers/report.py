"""What an import found: the items, what was left out and why, and how the file was read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.domain.item_import import ItemImport
from refine_tui.domain.records import ImportedAction


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedRow:
    """A row or a line that gave no item."""

    row: int
    """The line of the file on which it begins, or the number of the entry in a file of entries; counted from 1."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the reader of one format made of the rows that it was given."""

    items: tuple[ImportedItem, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()
    warnings: tuple[str, ...] = ()
    """Whole sentences."""
    language: str | None = None
    """Of the headings, as a two-letter code, where the format has headings that are translated."""
    actions: tuple[ImportedAction, ...] = ()
    """Action items, where the format has any: our own minutes do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnUse:
    """One heading of a table whose columns were guessed, and what it was taken for."""

    heading: str
    """As it stands in the file, as one clean line."""
    field: str = ""
    """One of `refine_tui.importers.fields.item_fields.FIELDS`; empty: the column is not read."""
    samples: tuple[str, ...] = ()
    """Up to three of its cells, as short clean lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """All that an import has to tell: a preview shows it, a command prints it."""

    format: str
    """The name of one of `refine_tui.importers.formats.registry.FORMATS`."""
    label: str
    """The name of the format that people read."""
    language: str | None = None
    encoding: str | None = None
    """None where the text came as text and not as bytes."""
    delimiter: str | None = None
    """What parts the cells; None where there are none."""
    items: tuple[ImportedItem, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()
    warnings: tuple[str, ...] = ()
    columns: tuple[ColumnUse, ...] = ()
    """What each heading was taken for, where that was guessed or told; empty where the format is known."""
    fingerprint: str = ""
    """Of the headings of a table, in hexadecimal digits: the same for every file with the same headings."""
    actions: tuple[ImportedAction, ...] = ()
    """Action items that came with the items: those of earlier minutes."""
    mapping: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The columns that a person chose for this import: the heading by the field, empty for no column."""

    def item_import(self, *, name: str = "") -> ItemImport:
        """Return the items, action items and chosen columns to import; the undo step shows *name*, of the file."""
        return ItemImport(
            items=self.items,
            source=self.format,
            name=name,
            actions=self.actions,
            fingerprint=self.fingerprint,
            columns=self.mapping,
        )
