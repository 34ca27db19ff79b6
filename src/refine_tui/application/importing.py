"""What an import does to a backlog: shown before it is stored, and named afterwards."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from refine_tui.application.ports import UnitOfWork
from refine_tui.domain.backlog_item import Backlog, BacklogIndex, MergeResult, merge_items
from refine_tui.domain.imported_actions import new_actions
from refine_tui.domain.item_import import ItemImport


class ImportPreview:
    """Shows what imports would do to a team's backlog, which it reads once and never changes.

    One preview serves all key presses of a dialog: merging costs as much as the import is long, not as the backlog is.
    """

    def __init__(self, backlog: Backlog, *, known_actions: Iterable[str], now: datetime) -> None:
        self._index = BacklogIndex(backlog)
        self._known_actions = tuple(known_actions)
        self._now = now

    def merge(self, request: ItemImport) -> MergeResult:
        """Return what the import would do."""
        return merge_import(self._index, request, known_actions=self._known_actions, now=self._now)

    def after(self, result: MergeResult) -> "ImportPreview":
        """Return a preview of the backlog as it would be after an import."""
        known = (*self._known_actions, *(action.text for action in result.actions))
        return ImportPreview(result.backlog, known_actions=known, now=self._now)


def merge_import(
    backlog: Backlog | BacklogIndex, request: ItemImport, *, known_actions: Iterable[str], now: datetime
) -> MergeResult:
    """Merge an import into a backlog; *known_actions* are the texts of all action items that the team has."""
    merged = merge_items(backlog, request.items, source=request.source, now=now)
    if not request.actions:
        return merged
    return replace(merged, actions=new_actions(request.actions, known=known_actions))


def import_step(merged: MergeResult, name: str) -> str:
    """Return the name of an import's step: ``3 items and 1 action item from jira.csv brought in``."""
    count, actions = len(merged.added) + len(merged.updated), len(merged.actions)
    words = [f"{count} item{'' if count == 1 else 's'}"]
    words += [f"{actions} action item{'' if actions == 1 else 's'}"] if actions else []
    return f"{' and '.join(words)}{f' from {name}' if name else ''} brought in"


def save_chosen_columns(work: UnitOfWork, request: ItemImport) -> None:
    """Save the columns that a person chose, with those chosen before, for later tables with the same headings."""
    if request.fingerprint and request.columns:
        earlier = work.column_mappings.find(request.fingerprint)
        work.column_mappings.save(request.fingerprint, {**earlier, **request.columns})
