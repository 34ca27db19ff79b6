"""Merge imports into a backlog, preview the result, and name the undo step."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from refine_tui.application.ports import UnitOfWork
from refine_tui.domain.backlog_item import Backlog, BacklogIndex, MergeResult, merge_items
from refine_tui.domain.imported_actions import new_actions
from refine_tui.domain.item_import import ItemImport


class ImportPreview:
    """Previews imports into a team's backlog without storing anything.

    Use one preview for all key presses of a dialog: the backlog is indexed once, so each merge takes time in
    proportion to the import only.
    """

    def __init__(self, backlog: Backlog, *, known_actions: Iterable[str], now: datetime) -> None:
        self._index = BacklogIndex(backlog)
        self._known_actions = tuple(known_actions)
        self._now = now

    def merge(self, request: ItemImport) -> MergeResult:
        """Return the result of an import."""
        return merge_import(self._index, request, known_actions=self._known_actions, now=self._now)

    def after(self, result: MergeResult) -> "ImportPreview":
        """Return a preview that starts from the backlog after an import with this result."""
        known = (*self._known_actions, *(action.text for action in result.actions))
        return ImportPreview(result.backlog, known_actions=known, now=self._now)


def merge_import(
    backlog: Backlog | BacklogIndex, request: ItemImport, *, known_actions: Iterable[str], now: datetime
) -> MergeResult:
    """Merge an import into a backlog; *known_actions* are the texts of all action items of the team."""
    result = merge_items(backlog, request.items, source=request.source, now=now)
    if not request.actions:
        return result
    return replace(result, actions=new_actions(request.actions, known=known_actions))


def import_step(result: MergeResult, name: str) -> str:
    """Return the name of the undo step, which has the numbers of items and action items and the name of the file."""
    count, actions = len(result.added) + len(result.updated), len(result.actions)
    words = [f"{count} item{'' if count == 1 else 's'}"]
    words += [f"{actions} action item{'' if actions == 1 else 's'}"] if actions else []
    return f"import of {' and '.join(words)}{f' from {name}' if name else ''}"


def save_chosen_columns(work: UnitOfWork, request: ItemImport) -> None:
    """Save the column mapping that a person chose, for later tables with the same headings; earlier fields stay."""
    if request.fingerprint and request.columns:
        earlier = work.column_mappings.find(request.fingerprint)
        work.column_mappings.save(request.fingerprint, {**earlier, **request.columns})
