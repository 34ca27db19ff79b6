"""The content of a file or a paste that a team imports."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from refine_tui.domain.backlog_item import ImportedAction, ImportedItem, ItemIdentity, item_identity

ImportEntry = ItemIdentity | ImportedAction
"""What can be left out of an import: an item, by its identity, or an action item."""


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

    def without(self, excluded: Collection[ImportEntry]) -> "ItemImport":
        """Return the import without the items and action items in *excluded*."""
        return replace(
            self,
            items=tuple(item for item in self.items if item_identity(item) not in excluded),
            actions=tuple(action for action in self.actions if action not in excluded),
        )
