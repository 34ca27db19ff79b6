"""Home: resume a session, start one, read the minutes of past ones. Useful when there is nothing yet."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from refine_tui.domain.errors import RefineError
from refine_tui.ui.list_screen import ListScreen, list_keys
from refine_tui.ui.messages import ActionsRequested, SessionChosen, SetupRequested
from refine_tui.ui.widgets.key_bar import Key
from refine_tui.ui.widgets.row_list import Row
from refine_tui.ui.widgets.screen_header import HeaderContent

if TYPE_CHECKING:  # this screen is painted first, and what it does not need for that comes after
    from refine_tui.application.application import Application
    from refine_tui.application.views import HomeView
    from refine_tui.domain.summary import SessionSummary
    from refine_tui.ui.team_imports import TeamImports


READ_ONLY = "This database may only be read: past sessions open, but nothing can be saved."


class HomeScreen(ListScreen[None, int]):
    """The list of sessions by their numbers, the unfinished ones on top."""

    BINDING_GROUP_TITLE = "Home"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "new", "New session", tooltip="Start a new session.", id="home.new"),
        Binding("2", "import", "Import items", tooltip="Import items into the backlog: paste lines.", id="home.bring"),
        Binding("3", "actions", "Action items", tooltip="The team's action items: done, dropped.", id="home.actions"),
        Binding("u", "undo", "Undo an import", tooltip="Undo the team's latest import.", id="home.undo"),
        Binding("enter", "open", "Open", tooltip="Resume a session, or read its minutes.", id="home.open"),
        *list_keys("home", "session"),
    ]

    def __init__(self, *, team: str | None, zone: Callable[[], str], rehearsal: bool = False) -> None:
        super().__init__()
        self._team = team
        self._zone = zone
        self._rehearsal = rehearsal
        self._application: Application | None = None
        self._open_imports: TeamImports | None = None
        self._view: HomeView | None = None

    def on_mount(self) -> None:
        super().on_mount()
        self._say_if_read_only()

    def on_screen_resume(self) -> None:
        self.show_sessions()

    def ready(self, application: "Application") -> None:
        """Use *application*, now that the store is open; the sessions are read when they are to be seen."""
        self._application = application
        if self.is_mounted:
            self.show_list()
            self._say_if_read_only()

    def _say_if_read_only(self) -> None:
        if self._application is not None and self._application.is_read_only:
            self.say(READ_ONLY, wrong=True)

    def show_sessions(self) -> None:
        """Read the sessions and show them."""
        if self._application is None:
            return
        from refine_tui.domain.session import zone_of  # noqa: PLC0415 - not before the first paint

        today = self._application.clock.now().astimezone(zone_of(self._zone())).date()
        try:
            self._view = self._application.views.home(self._team, today=today)
        except RefineError as error:
            self.say(error.message, wrong=True)
        self.show_list()

    # --- the list ----------------------------------------------------------------------------------

    def header(self) -> HeaderContent:
        return HeaderContent(
            title="refine",
            details="backlog refinement, an hour at a time",
            subtitle="Rehearsal" if self._rehearsal else "",
            subtitle_details="a made-up team; nothing is saved",
        )

    def list_rows(self) -> Sequence[Row[int]]:
        if self._view is None:
            return ()
        from refine_tui.ui.home.session_rows import session_rows  # noqa: PLC0415 - not before the first paint

        return session_rows(self._view, palette=self.palette, air=self.has_air)

    def choices(self) -> Sequence[str]:
        return () if self._application is None else ("start a session", "import items", "action items")

    def keys(self) -> Sequence[Key]:
        keys = [Key(key="?", label="keys", id="home.keys"), Key(key="ctrl+q", label="leave", id="app.quit")]
        if (summary := self._marked_summary) is not None:
            labels = {"closed": "read the minutes", "planned": "set up or start"}
            enter = labels.get(summary.status.value, "resume")
            keys = [Key(key="↑ ↓", label="choose"), Key(key="enter", label=enter), *keys]
        return keys

    @property
    def _marked_summary(self) -> "SessionSummary | None":
        summaries = self._view.summaries if self._view else ()
        return next((summary for summary in summaries if summary.id == self.marked), None)

    # --- what the keys do ---------------------------------------------------------------------------

    def action_new(self) -> None:
        if self._application is not None:
            self.post_message(SetupRequested())

    def action_actions(self) -> None:
        if self._application is not None:
            self.post_message(ActionsRequested())

    def action_open(self) -> None:
        if self.marked is not None:
            self.post_message(SessionChosen(session_id=self.marked))

    def action_import(self) -> None:
        self.start(self._import_items())

    async def _import_items(self) -> None:
        if await self._imports.import_items(self._team):
            self.show_sessions()

    def action_undo(self) -> None:
        self.start(self._undo_import())

    async def _undo_import(self) -> None:
        await self._imports.undo(self._team)
        self.show_sessions()

    @property
    def _imports(self) -> "TeamImports":
        """The imports of the team that was asked for, or was used last.

        Raises:
            RefineError: the database is not open yet.
        """
        if self._application is None:
            raise RefineError("The database is not open yet.")
        if self._open_imports is None:
            from refine_tui.ui.team_imports import TeamImports  # noqa: PLC0415 - when it is needed

            self._open_imports = TeamImports(self, self._application)
        return self._open_imports
