"""Change a team's backlog and action items outside of a session: import, undo an import, set a status."""

from datetime import datetime

from refine_tui.application.importing import ImportPreview, import_step, merge_import, save_chosen_columns
from refine_tui.application.ports import Store
from refine_tui.application.retry import retry_on_conflict
from refine_tui.clock import Clock
from refine_tui.domain.backlog_item import Backlog, MergeResult
from refine_tui.domain.errors import NothingToUndoError, RefineError
from refine_tui.domain.imported_actions import session_of_imported_minutes
from refine_tui.domain.item_import import ItemImport
from refine_tui.domain.people import Team
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.summary import ActionRow


class BacklogService:
    """Imports items into the backlogs of teams, and sets the status of their action items."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def preview(self, team_name: str) -> ImportPreview:
        """Read a team's backlog once, to preview imports into it; nothing is stored, not even the team."""
        name = clean_line(team_name)
        with self._store.read() as work:
            team = work.teams.find(name)
            backlog = Backlog(team=Team(id=0, name=name)) if team is None else work.backlogs.load(team)
            known = [] if team is None else [row.action.text for row in work.actions.list(team.name)]
        return ImportPreview(backlog, known_actions=known, now=self._clock.now())

    def import_items(self, team_name: str, request: ItemImport) -> MergeResult:
        """Import items, action items and the chosen columns into a team's backlog, as one step that can be undone.

        The team is inserted if there is none with this name.

        Raises:
            RefineError: the import could not be saved; nothing is imported.
        """
        return retry_on_conflict(lambda: self._import_items(team_name, request))

    def _import_items(self, team_name: str, request: ItemImport) -> MergeResult:
        now: datetime = self._clock.now()
        with self._store.write(f"the import of {request.name or 'the items'}") as work:
            team = work.teams.ensure(team_name)
            before = work.backlogs.load(team)
            known = (row.action.text for row in work.actions.list(team.name)) if request.actions else ()
            result = merge_import(before, request, known_actions=known, now=now)
            minutes = None
            if result.actions:
                numbers, backlog = work.teams.last_session(team).numbers, result.backlog
                minutes = session_of_imported_minutes(
                    team, result.actions, name=request.name, backlog=backlog, numbers=numbers, now=now
                )
            step = import_step(result, request.name)
            work.backlogs.save(before, result.backlog, step=step, now=now, minutes=minutes)
            save_chosen_columns(work, request)
        return result

    def undo_import(self, team_name: str) -> str:
        """Undo the team's latest import as a whole and return its name.

        Raises:
            NothingToUndoError: no import can be undone.
            RefineError: an imported item has been changed or used since.
        """
        with self._store.write("the undo of the import") as work:
            team = work.teams.find(team_name)
            if team is None:
                raise NothingToUndoError("There is no import to undo.")
            return work.backlogs.undo_import(team)

    def saved_columns(self, fingerprint: str) -> dict[str, str]:
        """Return the saved column mapping for tables with these headings; empty if there is none.

        The mapping has the heading by the field; an empty heading says that no column holds the field.
        """
        with self._store.read() as work:
            return work.column_mappings.find(fingerprint)

    def set_action_status(self, team_name: str, number: int, status: ActionStatus) -> ActionRow:
        """Set an action item of a team to done, dropped or open, whatever session it was recorded in.

        Raises:
            RefineError: the team has no action item with this number.
        """
        with self._store.write(f"the status of A{number}") as work:
            team = work.teams.find(team_name)
            if team is None:
                name = clean_line(team_name)
                raise RefineError(f"{name} has no action item A{number}: “refine actions” lists those that there are.")
            return work.actions.set_status(team, number, status)
