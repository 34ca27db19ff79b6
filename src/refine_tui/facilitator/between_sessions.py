"""What is done before a session and between two: backlogs, imports, action items."""

from dataclasses import replace
from datetime import datetime

from refine_tui.clock import Clock
from refine_tui.domain.backlog_item import Backlog, ImportedItem, MergeResult, merge_items
from refine_tui.domain.errors import ConflictError
from refine_tui.domain.imported_actions import new_actions, session_of_imported_minutes
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.records import ActionStatus, ImportedAction
from refine_tui.domain.session_setup import PendingItems, pending_items
from refine_tui.domain.summary import ActionLine
from refine_tui.facilitator.needs import Store

ATTEMPTS = 25
"""How often a change is made anew when another process was faster."""


class BetweenSessions:
    """Changes what lives longer than a session."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        """For reading; whoever changes something asks the facilitator."""
        self.clock = clock

    def team_name(self, asked: str | None = None) -> str:
        """Return *asked*, else the only team or the one used last, else ``Team``."""
        if asked and asked.strip():
            return clean_line(asked)
        return next(iter(self.store.team_names()), "Team")

    def take_in(
        self,
        team_name: str,
        items: tuple[ImportedItem, ...],
        *,
        source: str,
        name: str = "",
        actions: tuple[ImportedAction, ...] = (),
    ) -> MergeResult:
        """Merge imported items into a team's backlog and save it, as one step that `undo_import` takes back.

        Args:
            team_name: The team, made now if there is none of this name.
            items: What was read.
            source: The format that it came in.
            name: What the step calls the file.
            actions: Action items that came along; the new ones become the team's.
        """
        for attempt in range(ATTEMPTS):
            before = self.store.backlog(self.store.team(team_name))
            now = self.clock.now()
            merged = self._merged(before, items, source=source, actions=actions)
            minutes = None
            if merged.actions:
                numbers, backlog = self.store.memory(before.team).numbers, merged.backlog
                minutes = session_of_imported_minutes(
                    before.team, merged.actions, name=name, backlog=backlog, numbers=numbers, now=now
                )
            try:
                self.store.save_backlog(
                    before, merged.backlog, step=import_step(merged, name), now=now, minutes=minutes
                )
            except ConflictError:
                if attempt == ATTEMPTS - 1:
                    raise
                continue
            return merged
        raise AssertionError

    def undo_import(self, team_name: str) -> str:
        """Take the team's latest import back as a whole and return what it was.

        Raises:
            NothingToUndoError: there is none.
            RefineError: something that it brought has been changed or used since.
        """
        return self.store.undo_import(self.store.team(team_name))

    def preview(
        self,
        team_name: str,
        items: tuple[ImportedItem, ...],
        *,
        source: str,
        actions: tuple[ImportedAction, ...] = (),
    ) -> MergeResult:
        """Return what `take_in` would do, without saving anything."""
        return self._merged(self.store.backlog(self.store.team(team_name)), items, source=source, actions=actions)

    def _merged(
        self, backlog: Backlog, items: tuple[ImportedItem, ...], *, source: str, actions: tuple[ImportedAction, ...]
    ) -> MergeResult:
        """Merge items into a backlog, and tell which action items are new to the team."""
        merged = merge_items(backlog, items, source=source, now=self.clock.now())
        if not actions:
            return merged
        known = [line.action.text for line in self.store.actions(backlog.team.name)]
        return replace(merged, actions=new_actions(actions, known=known))

    def waiting(self, team_name: str) -> PendingItems:
        """Return what the team's backlog has for its next session."""
        team = self.store.team(team_name)
        memory = self.store.memory(team)
        return pending_items(self.store.backlog(team), since=memory.since, awaited=memory.awaited)

    def invitation(self, session_id: int, starts_at: datetime) -> int:
        """Note that an invitation to the session after this one is handed out, and return its sequence number."""
        return self.store.invitation(session_id, starts_at=starts_at)

    def settle_action(self, team_name: str, number: int, status: ActionStatus) -> ActionLine:
        """Say that an action item of a team is done, dropped or open again, whatever session it was made in.

        Raises:
            RefineError: the team has no action item of this number.
        """
        return self.store.set_action_status(self.store.team(team_name), number, status)


def import_step(merged: MergeResult, name: str) -> str:
    """Return what an import is called when it is told or undone."""
    count, actions = len(merged.added) + len(merged.updated), len(merged.actions)
    words = [f"{count} item{'' if count == 1 else 's'}"]
    words += [f"{actions} action item{'' if actions == 1 else 's'}"] if actions else []
    return f"{' and '.join(words)}{f' from {name}' if name else ''} brought in"
