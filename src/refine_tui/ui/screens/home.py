"""Home: go on with a session, start one, look at past ones. Useful when there is nothing yet."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from refine_tui.domain.errors import RefineError
from refine_tui.ui.keymap import shown_keys
from refine_tui.ui.theme import on_theme_change, palette_of
from refine_tui.ui.widgets.choices import ChoiceBar
from refine_tui.ui.widgets.key_bar import Key, KeyBar
from refine_tui.ui.widgets.notice import NoticeLine
from refine_tui.ui.widgets.row_list import Row, RowList, choosable, moved
from refine_tui.ui.widgets.styled import styled
from refine_tui.ui.widgets.too_small import HORIZONTAL_BREAKPOINTS, VERTICAL_BREAKPOINTS, TooSmall, fit

if TYPE_CHECKING:  # this screen is painted first, and what it does not need for that comes after
    from refine_tui.application.application import Application
    from refine_tui.application.views import HomeView
    from refine_tui.domain.backlog_item import MergeResult
    from refine_tui.domain.summary import SessionSummary
    from refine_tui.ui.screens.bringing import Bringing


READ_ONLY = "This database may only be read: past sessions open, but nothing can be saved."


class HomeScreen(Screen[None]):
    """The list of sessions, the unfinished ones on top."""

    CSS_PATH = "home.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = VERTICAL_BREAKPOINTS
    BINDING_GROUP_TITLE = "Home"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "new", "New session", tooltip="Start a new session.", id="home.new"),
        Binding("2", "bring", "Bring items", tooltip="Bring items into the backlog: paste lines.", id="home.bring"),
        Binding("3", "actions", "Action items", tooltip="The team's action items: done, dropped.", id="home.actions"),
        Binding("u", "undo", "Undo an import", tooltip="Take the team's latest import back.", id="home.undo"),
        Binding("down,j", "move(1)", "Down", tooltip="The next session.", id="home.down"),
        Binding("up,k", "move(-1)", "Up", tooltip="The session before.", id="home.up"),
        Binding("enter", "open", "Open", tooltip="Go on with a session, or read its minutes.", id="home.open"),
        Binding("question_mark", "keys", "Keys", tooltip="All keys.", id="home.keys"),
    ]

    @dataclass
    class SessionChosen(Message):
        """A session is to be opened: live if it is not closed, else its minutes."""

        session: int

    @dataclass
    class NewSessionWanted(Message):
        """A new session is to be prepared."""

    @dataclass
    class ActionsWanted(Message):
        """The team's action items are to be shown."""

    def __init__(self, *, team: str | None, zone: Callable[[], str], rehearsal: bool = False) -> None:
        super().__init__()
        self._team = team
        self._zone = zone
        self._rehearsal = rehearsal
        self._application: Application | None = None
        self._bringing: Bringing | None = None
        self._content: HomeView | None = None
        self._chosen = ""

    def compose(self) -> ComposeResult:
        fit(self)
        yield Static("", markup=False, id="title")
        yield RowList(id="rows")
        yield ChoiceBar(id="choices")
        yield NoticeLine()
        yield KeyBar()
        yield TooSmall()

    def on_mount(self) -> None:
        on_theme_change(self, self._repaint)
        self._repaint()
        if self._application is not None:
            self._show_choices()

    def _repaint(self) -> None:
        palette = palette_of(self.app)
        title = styled("refine", f"bold {palette.accent}")
        title.append("   backlog refinement, an hour at a time", style=palette.muted)
        if self._rehearsal:
            title.append("\nA rehearsal with a made-up team: nothing is saved.", style=palette.person)
        self.query_one("#title", Static).update(title)
        self._show() if self._content else self.show_sessions()

    def on_screen_resume(self) -> None:
        if self._application is not None:
            self.show_sessions()

    def ready(self, application: "Application") -> None:
        """Take the application, once the store is open; the sessions are read when they are to be seen."""
        self._application = application
        if self.is_mounted:
            self._show_choices()

    def _show_choices(self) -> None:
        if self._application is not None and self._application.is_read_only:
            self.say(READ_ONLY, wrong=True)
        self.query_one(ChoiceBar).show(("start a session", "bring items in", "action items"))

    def say(self, words: str, wrong: bool = False) -> None:
        """Show a sentence above the keys."""
        self.query_one(NoticeLine).say(words, wrong=wrong)

    def show_sessions(self) -> None:
        """Read the sessions and show them."""
        if self._application is None:
            return
        from refine_tui.domain.session import zone_of  # noqa: PLC0415 - not before the first paint

        today = self._application.clock.now().astimezone(zone_of(self._zone())).date()
        try:
            self._content = self._application.views.home(self._team, today=today)
        except RefineError as problem:
            self.say(problem.message, wrong=True)
            return
        self._show()

    def _show(self) -> None:
        """Show what was read."""
        rows = self._rows()
        if self._chosen not in choosable(rows):
            self._chosen = moved(rows, "", 1) or ""
            rows = self._rows()
        self.query_one("#rows", RowList).show(rows, self._chosen)
        keys = [Key(key="↑ ↓", label="choose"), Key(key="enter", label=self._enter_words())] if self._chosen else []
        keys += [Key(key="?", label="keys"), Key(key="ctrl+q", label="leave")]
        self.query_one(KeyBar).show(keys)

    def _enter_words(self) -> str:
        summary = self._chosen_summary()
        words = {"closed": "read the minutes", "planned": "prepare or begin"}
        return words.get(summary.status.value, "go on") if summary else "go on"

    def _chosen_summary(self) -> "SessionSummary | None":
        summaries = self._content.summaries if self._content else ()
        return next((summary for summary in summaries if str(summary.id) == self._chosen), None)

    def _rows(self) -> list[Row[str]]:
        from refine_tui.ui.widgets.session_list import session_rows  # noqa: PLC0415 - not before the first paint

        if self._content is None:
            return []
        return session_rows(self._content, chosen=self._chosen, palette=palette_of(self.app))

    def action_new(self) -> None:
        if self._application is not None:
            self.post_message(self.NewSessionWanted())

    def action_actions(self) -> None:
        if self._application is not None:
            self.post_message(self.ActionsWanted())

    def action_bring(self) -> None:
        from refine_tui.ui.screens.bringing import Bringing, backlog_intake  # noqa: PLC0415 - when it is needed

        if self._application is not None:
            team = self._application.views.team_name(self._team)
            if self._bringing is None:
                self._bringing = Bringing(screen=self, application=self._application, say=self.say)
            self._bringing.open(backlog_intake(self._application, team, self._brought))

    def action_undo(self) -> None:
        from refine_tui.ui.screens.bringing import undo_import  # noqa: PLC0415 - not before the first paint

        if self._application is not None:
            team = self._application.views.team_name(self._team)
            undo_import(self, self._application, team, self.say, self.show_sessions)

    def _brought(self, merged: "MergeResult") -> None:
        del merged
        self.show_sessions()

    def action_move(self, by: int) -> None:
        self._chosen = moved(self.query_one("#rows", RowList).rows, self._chosen, by) or ""
        self._show()

    def action_open(self) -> None:
        if (summary := self._chosen_summary()) is not None:
            self.post_message(self.SessionChosen(session=summary.id))

    def action_keys(self) -> None:
        from refine_tui.ui.dialogs.keys_dialog import KeysDialog  # noqa: PLC0415 - not before the first paint

        self.app.push_screen(KeysDialog(list(shown_keys(self).values())))
