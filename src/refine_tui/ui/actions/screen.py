"""The team's action items: what is open, what is overdue, closed on the spot."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from refine_tui.application.application import Application
from refine_tui.domain.date_words import format_day
from refine_tui.domain.errors import RefineError
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.session import zone_of
from refine_tui.domain.summary import ActionRow
from refine_tui.ui.list_screen import ListScreen, list_keys
from refine_tui.ui.widgets.columns import columns, heading, plain
from refine_tui.ui.widgets.key_bar import Key
from refine_tui.ui.widgets.notice import NEXT
from refine_tui.ui.widgets.row_list import BLANK, Row
from refine_tui.ui.widgets.screen_header import HeaderContent
from refine_tui.ui.widgets.styled import styled

_CHOICES = {ActionStatus.DONE: "done", ActionStatus.DROPPED: "drop", ActionStatus.OPEN: "reopen"}
_WORDS = {ActionStatus.DONE: "✓ done", ActionStatus.DROPPED: "dropped", ActionStatus.OPEN: "open"}
_SECTIONS = (("Open", True), ("Closed", False))


class ActionsScreen(ListScreen[None, int]):
    """All action items of one team by their numbers, the open ones first."""

    BINDING_GROUP_TITLE = "Action items"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1,enter", "set_status('done')", "Done", tooltip="It is done.", id="actions.done"),
        Binding("2,delete", "set_status('dropped')", "Drop", tooltip="It is dropped.", id="actions.drop"),
        Binding("3", "set_status('open')", "Reopen", tooltip="It is open again.", id="actions.open_again"),
        Binding("u", "undo", "Undo", tooltip="Undo the latest of these.", id="actions.undo"),
        *list_keys("actions", "action item"),
        Binding("escape", "back", "Back", tooltip="Back to the home screen.", id="actions.back"),
    ]

    def __init__(self, application: Application, *, team: str, zone: str) -> None:
        super().__init__()
        self._application = application
        self._team = team
        self._zone = zone
        self._rows: tuple[ActionRow, ...] = ()
        self._undoable: list[tuple[int, ActionStatus]] = []
        """The numbers that were given a status here, each with the status before; the latest last."""

    def on_mount(self) -> None:
        self._read()
        super().on_mount()

    def _read(self) -> None:
        try:
            self._rows = self._application.views.actions(self._team)
        except RefineError as error:
            self.say(error.message, wrong=True)

    # --- the list ----------------------------------------------------------------------------------

    def header(self) -> HeaderContent:
        return HeaderContent(title="Action items", details=self._team)

    def list_rows(self) -> Sequence[Row[int]]:
        palette = self.palette
        if not self._rows:
            return [Row(content=plain("No action items yet: a records one in a session.", palette.muted))]
        rows: list[Row[int]] = []
        for title, is_open in _SECTIONS:
            section = [row for row in self._rows if (row.action.status is ActionStatus.OPEN) is is_open]
            if section:
                rows += [*([BLANK] if rows else []), Row(content=heading(title, palette))]
                rows += [self._row(row) for row in section]
        return rows

    def _row(self, row: ActionRow) -> Row[int]:
        palette, action = self.palette, row.action
        text = plain(action.text, palette.text)
        today = self._application.clock.now().astimezone(zone_of(self._zone)).date()
        known = [action.owner, f"due {format_day(action.due, today)}" if action.due else "", row.item]
        text.append("".join(f"  {words}" for words in known if words), style=palette.person)
        if row.is_overdue(today):
            text.append("  overdue", style=f"bold {palette.gap}")
        if action.status is not ActionStatus.OPEN:
            colour = palette.done if action.status is ActionStatus.DONE else palette.muted
            text.append(f"  {_WORDS[action.status]}", style=colour)
        elif action.gaps:
            text.append("  " + " · ".join(action.gaps), style=f"bold {palette.gap}")
        label = styled(action.label, f"bold {palette.text}")
        return Row(content=columns("", label, text, width=5, palette=palette), target=action.number)

    def choices(self) -> Sequence[str]:
        return tuple(_CHOICES.values()) if self._rows else ()

    def keys(self) -> Sequence[Key]:
        return (
            Key(key="↑ ↓", label="choose"),
            Key(key="enter", label="done"),
            Key(key="u", label="undo", id="actions.undo"),
            Key(key="esc", label="back", id="actions.back"),
            Key(key="?", label="keys", id="actions.keys"),
        )

    # --- what the keys do ---------------------------------------------------------------------------

    def action_set_status(self, value: str) -> None:
        if (number := self.marked) is None:
            return
        before = next(row.action.status for row in self._rows if row.action.number == number)
        if self._set_status(number, ActionStatus(value), f"{NEXT}u undo"):
            self._undoable.append((number, before))

    def action_undo(self) -> None:
        if not self._undoable:
            self.say("There is nothing to undo here.")
            return
        number, status = self._undoable.pop()
        if self._set_status(number, status, " again"):
            self.mark(number)

    def _set_status(self, number: int, status: ActionStatus, suffix: str) -> bool:
        """Give an action item a status, and say so, with *suffix* behind it; return whether that was possible."""
        try:
            row = self._application.backlogs.set_action_status(self._team, number, status)
        except RefineError as error:
            self.say(error.message, wrong=True)
            return False
        self._read()
        self.show_list()
        self.say(f"{row.action.label} {status.value}: {row.action.text}{suffix}")
        return True

    def action_back(self) -> None:
        self.dismiss()
