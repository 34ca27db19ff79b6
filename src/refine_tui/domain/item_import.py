"""The content of a file or a paste that a team imports."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from refine_tui.domain.backlog_item import ImportedAction, ImportedItem


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemImport:
    """The items and action items of one file or paste."""

    items: tuple[ImportedItem, ...]
    source: str
    """The name of the import format, for example ``jira-csv``."""
    name: str = ""
    """The name of the file; the undo step shows it."""
    actions: tuple[ImportedAction, ...] = ()
    fingerprint: str = ""
    """Identifies tables with the same headings; empty for formats that are not tables."""
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The columns that a person chose: the heading by the field, empty for no column. Saved under the fingerprint."""
