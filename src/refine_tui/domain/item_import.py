"""What an import brings to a team."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.domain.records import ImportedAction


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemImport:
    """Items and action items that were read from a file or a paste."""

    items: tuple[ImportedItem, ...]
    source: str
    """The format that they came in."""
    name: str = ""
    """What the step calls the file."""
    actions: tuple[ImportedAction, ...] = ()
    fingerprint: str = ""
    """Identifies tables with the same headings; empty where the source is no table."""
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The heading by the field, where a person chose the columns: it is remembered for the fingerprint."""
