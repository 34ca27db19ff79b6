"""The team's action items: what is open, what is overdue, ticked off on the spot."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from refine_tui.application.application import Application
from refine_tui.domain.date_words import format_day
from refine_tui.domain.errors import RefineError
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.session import zone_of
from refine_tui.domain.summary import ActionRow
from refine_tui.ui.dialogs.keys_dialog import KeysDialog
from refine_tui.ui.keymap import shown_keys
from refine_tui.ui.theme import on_theme_change, palette_of
from refine_tui.ui.widgets.choices import ChoiceBar
from refine_tui.ui.widgets.columns import MARK, columns, heading, plain
from refine_tui.ui.widgets.key_bar import Key, KeyBar
from refine_tui.ui.widgets.notice import NoticeLine
from refine_tui.ui.widgets.row_list import BLANK, Row, RowList, choosable, moved
from refine_tui.ui.widgets.styled import styled
from refine_tui.ui.widgets.too_small import HORIZONTAL_BREAKPOINTS, VERTICAL_BREAKPOINTS, TooSmall, fit

_CHOICES = (("done", ActionStatus.DONE), ("drop", ActionStatus.DROPPED), ("open again", ActionStatus.OPEN))


class ActionsScreen(Screen[None]):
    """All action items of one team, the open ones first."""

    CSS_PATH = "actions.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = VERTICAL_BREAKPOINTS
    BINDING_GROUP_TITLE = "Action items"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1,enter", "settle(0)", "Done", tooltip="It is done.", id="actions.done"),
        Binding("2,delete", "settle(1)", "Drop", tooltip="It is dropped.", id="actions.drop"),
        Binding("3", "settle(2)", "Open again", tooltip="It is open again.", id="actions.open_again"),
        Binding("u", "undo", "Undo", tooltip="Take the latest of these back.", id="actions.undo"),
        Binding("down,j", "move(1)", "Down", tooltip="The next action item.", id="actions.down"),
        Binding("up,k", "move(-1)", "Up", tooltip="The action item before.", id="actions.up"),
        Binding("question_mark", "keys", "Keys", tooltip="All keys.", id="actions.keys"),
        Binding("escape", "back", "Back", tooltip="Back to the home screen.", id="actions.back"),
    ]

    def __init__(self, application: Application, *, team: str, zone: str) -> None:
        super().__init__()
        self._application = application
        self._team = team
        self._zone = zone
        self._lines: tuple[ActionRow, ...] = ()
        self._chosen = ""
        self._settled: list[tuple[str, ActionStatus]] = []

    def compose(self) -> ComposeResult:
        fit(self)
        yield Static("", markup=False, id="title")
        yield RowList(id="rows")
        yield ChoiceBar(id="choices")
        yield NoticeLine()
        yield KeyBar()
        yield TooSmall()

    def say(self, words: str, wrong: bool = False) -> None:
        """Show a sentence above the keys."""
        self.query_one(NoticeLine).say(words, wrong=wrong)

    def on_mount(self) -> None:
        on_theme_change(self, self._show)
        keys = [Key(key="↑ ↓", label="choose"), Key(key="enter", label="done"), Key(key="u", label="undo")]
        keys += [Key(key="esc", label="back")]
        self.query_one(KeyBar).show([*keys, Key(key="?", label="keys")])
        self._read()

    def _read(self) -> None:
        try:
            self._lines = self._application.views.actions(self._team)
        except RefineError as problem:
            self.query_one(NoticeLine).say(problem.message, wrong=True)
        self._show()

    def _show(self) -> None:
        palette = palette_of(self.app)
        title = styled("Action items", f"bold {palette.accent}").append(f"   {self._team}", style=palette.muted)
        self.query_one("#title", Static).update(title)
        rows = self._rows()
        if self._chosen not in choosable(rows):
            self._chosen = moved(rows, "", 1) or ""
            rows = self._rows()
        self.query_one("#rows", RowList).show(rows, self._chosen)
        self.query_one(ChoiceBar).show(tuple(word for word, _ in _CHOICES) if self._lines else ())

    def _rows(self) -> list[Row[str]]:
        palette = palette_of(self.app)
        if not self._lines:
            return [Row(content=plain("No action items yet: a records one in a session.", palette.muted))]
        rows: list[Row[str]] = []
        for title, wanted in (("Open", True), ("Settled", False)):
            lines = [line for line in self._lines if (line.action.status is ActionStatus.OPEN) is wanted]
            if lines:
                rows += [*([BLANK] if rows else []), Row(content=heading(title, palette))]
                rows += [self._row(line) for line in lines]
        return rows

    def _row(self, line: ActionRow) -> Row[str]:
        palette, action = palette_of(self.app), line.action
        text = plain(action.text, palette.text)
        today = self._application.clock.now().astimezone(zone_of(self._zone)).date()
        known = [action.owner, f"due {format_day(action.due, today)}" if action.due else "", line.item]
        text.append("".join(f"  {words}" for words in known if words), style=palette.person)
        if line.is_overdue(today):
            text.append("  overdue", style=f"bold {palette.gap}")
        if action.status is not ActionStatus.OPEN:
            text.append(f"  ✓ {action.status.value}", style=palette.done)
        elif action.gaps:
            text.append("  " + " · ".join(action.gaps), style=f"bold {palette.gap}")
        marker = MARK if self._chosen == action.label else ""
        label = styled(action.label, f"bold {palette.text}")
        return Row(content=columns(marker, label, text, width=5, palette=palette), target=action.label)

    def action_settle(self, index: int) -> None:
        if not self._chosen:
            return
        before = next(line.action.status for line in self._lines if line.action.label == self._chosen)
        if self._settle(self._chosen, _CHOICES[index][1], "u undo"):
            self._settled.append((self._chosen, before))

    def action_undo(self) -> None:
        if not self._settled:
            self.query_one(NoticeLine).say("There is nothing to undo here.")
            return
        label, status = self._settled.pop()
        if self._settle(label, status, "as it was"):
            self._chosen = label
            self._show()

    def _settle(self, label: str, status: ActionStatus, then: str) -> bool:
        """Give an action item a status, and say so; return whether that was done."""
        notice = self.query_one(NoticeLine)
        try:
            line = self._application.backlogs.set_action_status(self._team, int(label[1:]), status)
        except RefineError as problem:
            notice.say(problem.message, wrong=True)
            return False
        notice.say(f"{line.action.label} {line.action.status.value}   ·   {then}")
        self._read()
        return True

    def action_move(self, by: int) -> None:
        self._chosen = moved(self._rows(), self._chosen, by) or ""
        self._show()

    def action_keys(self) -> None:
        self.app.push_screen(KeysDialog(list(shown_keys(self).values())))

    def action_back(self) -> None:
        self.dismiss()
