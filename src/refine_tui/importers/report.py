"""The result of reading a file: items, skipped rows, warnings, and how it was read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from refine_tui.domain.backlog_item import ImportedAction, ImportedItem
from refine_tui.domain.item_import import ItemImport


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedRow:
    """A row or a line without an item."""

    row: int
    """The line of the file, or the number of the entry in JSON; counted from 1."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """What the reader of a format returns."""

    items: tuple[ImportedItem, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()
    warnings: tuple[str, ...] = ()
    """Whole sentences."""
    language: str | None = None
    """The language of the headings, as a two-letter code, if the format has translated headings."""
    actions: tuple[ImportedAction, ...] = ()
    """Action items, which only minutes have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnUse:
    """A heading of a table, and the fields that its column was read as."""

    heading: str
    """The heading in the file, as one clean line."""
    fields: tuple[str, ...] = ()
    """Of `refine_tui.importers.fields.item_fields.FIELDS`; more than one only if a person chose so; empty if the column
    is not read."""
    samples: tuple[str, ...] = ()
    """Up to three of its cells, as short clean lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """The result of reading a file or a paste, for a preview, a command or an import."""

    format: str
    """The name of one of `refine_tui.importers.formats.registry.FORMATS`."""
    label: str
    """The label of the format."""
    language: str | None = None
    encoding: str | None = None
    """None for text that was pasted; ``xlsx`` for a workbook."""
    delimiter: str | None = None
    """The character between cells; None if there are no cells."""
    items: tuple[ImportedItem, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()
    warnings: tuple[str, ...] = ()
    columns: tuple[ColumnUse, ...] = ()
    """The fields of each heading, if the columns were guessed or chosen; empty if the format defines them."""
    fingerprint: str = ""
    """Identifies the headings of a table, in hexadecimal digits; equal for files with the same headings."""
    actions: tuple[ImportedAction, ...] = ()
    """The action items of earlier minutes."""
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
