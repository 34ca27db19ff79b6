"""The app: paints its first frame, opens the store behind it, and passes what screens ask for to the navigation."""

import gc
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from refine_tui.domain.errors import RefineError
from refine_tui.ui.dialogs.question_dialog import QuestionDialog
from refine_tui.ui.flow_screen import FlowScreen
from refine_tui.ui.hardened_app import HardenedApp
from refine_tui.ui.home.screen import HomeScreen
from refine_tui.ui.keymap import EVERYWHERE, KeyGroups, textual_keys
from refine_tui.ui.launch import Ending, Launch
from refine_tui.ui.messages import ActionsRequested, ReopenRequested, SessionChosen, SetupRequested, StartRequested
from refine_tui.ui.theme import PALETTES, fitting_theme, theme_of

if TYPE_CHECKING:
    from refine_tui.application.application import Application
    from refine_tui.ui.navigation import Navigation
    from refine_tui.ui.screens.live import LiveScreen


class RefineApp(HardenedApp):
    """Starts, ends, and knows the colours and the keys; its `Navigation` shows the screens."""

    TITLE = "refine"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Leave", tooltip="Leave; a running clock is paused.", priority=True, id="app.quit")
    ]

    def __init__(self, launch: Launch) -> None:
        super().__init__(crash_folder=launch.crash_folder)
        self._launch = launch
        self._application: Application | None = None
        self._open_navigation: Navigation | None = None
        self._home = HomeScreen(team=launch.team, zone=launch.zone, rehearsal=launch.rehearsal)
        for name in PALETTES:
            self.register_theme(theme_of(name))

    def on_mount(self) -> None:
        self.set_keymap({name: textual_keys(keys) for name, keys in self._launch.keymap.items()})
        self.theme = fitting_theme(self._launch.theme, self.console.color_system)
        first = self._first_screen()
        self.use_command_palette = first is self._home
        self.push_screen(first)
        self.hold_keys()
        self.call_after_refresh(self.call_later, self._open_store)
        self.watch_for_the_end()

    def _first_screen(self) -> Screen[None]:
        """Return what is shown until the store is open: the session as the room may see it, or the home screen."""
        launch = self._launch
        if launch.first_view is None or (view := launch.first_view()) is None:
            return self._home
        from refine_tui.ui.screens.live import LiveScreen  # noqa: PLC0415 - where it is needed

        return LiveScreen(view=view, now=launch.now, day_first=launch.day_first, show_seconds=launch.show_seconds)

    def _open_store(self) -> None:
        from refine_tui.ui.navigation import Navigation  # noqa: PLC0415 - not before the first paint

        try:
            application = self._launch.open_application()
            navigation = Navigation(
                app=self,
                launch=self._launch,
                home=self._home,
                first=self.screen,
                application=application,
                release=partial(self.let_go, paused=False),
            )
            self._application, self._open_navigation = application, navigation
            self._home.ready(application)
            navigation.show_first()
        except RefineError as problem:
            self.ending = Ending(status=1, message=problem.message)
            self.exit(return_code=1)
        finally:
            self.use_command_palette = self.ENABLE_COMMAND_PALETTE
            self.screen.call_after_refresh(self.call_later, self._end_start)

    async def _end_start(self) -> None:
        """Let keys act, and enable garbage collection again where the command line has disabled it for the start.

        What was loaded until now stays: looking through it for garbage takes a tenth of the start, and finds none.
        """
        await self.release_keys()
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    @property
    def _navigation(self) -> "Navigation":
        if self._open_navigation is None:
            raise RefineError("The store is not open yet.")
        return self._open_navigation

    # --- what the screens ask for -------------------------------------------------------------------

    @on(SetupRequested)
    def show_setup(self) -> None:
        """Show the screen on which a new session is set up."""
        self._navigation.show_setup()

    @on(ActionsRequested)
    def show_actions(self) -> None:
        """Show the action items of the team."""
        self._navigation.show_actions()

    @on(SessionChosen)
    def open_session(self, message: SessionChosen) -> None:
        """Set up, resume or show a session."""
        self._navigation.open_session(message.session_id)

    @on(StartRequested)
    def start_session(self, message: StartRequested) -> None:
        """Start a session that was set up."""
        self._navigation.start_session(message.setup)

    @on(ReopenRequested)
    def reopen_session(self, message: ReopenRequested) -> None:
        """Reopen a closed session, paused."""
        self._navigation.reopen_session(message.session_id)

    # Textual finds these two by their names, so that the live screen is not loaded for them.

    def on_live_screen_minutes_wanted(self, message: "LiveScreen.MinutesWanted") -> None:
        """Show the minutes of the session that runs."""
        self._navigation.show_minutes_so_far(message.session)

    def on_live_screen_close_wanted(self) -> None:
        """Close the session, plan the next one, write the minutes and show them."""
        self._navigation.close_session()

    # --- leaving and the palette -------------------------------------------------------------------

    async def action_quit(self) -> None:
        self.let_go(paused=True)
        self.exit()

    def let_go(self, *, paused: bool) -> None:
        if self._application is None:
            return
        if isinstance(self.screen, QuestionDialog | FlowScreen):
            self.screen.keep_text()
        live = self._application.live
        pauses = paused and live.is_open and live.session.is_running
        try:
            self._application.lifecycle.leave(paused=paused)
        except RefineError as problem:
            left = "Left without pausing the clock" if pauses else "Left"
            self.ending = Ending(message=f"{left}: {problem.message}")

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        listed: set[str] = set()
        for active in screen.active_bindings.values():
            binding = active.binding
            if not (binding.description and binding.id) or binding.id in listed:
                continue
            listed.add(binding.id)
            group = (screen.BINDING_GROUP_TITLE or "refine").lower()
            run = partial(self.run_action, binding.action, active.node)
            yield SystemCommand(f"{group}: {binding.description}", binding.tooltip, run)
        for name in PALETTES:
            yield SystemCommand(f"theme: {name}", "Change the colours.", partial(setattr, self, "theme", name))


def key_groups() -> KeyGroups:
    """Return the bindings that can have other keys, by what their ids begin with."""
    from refine_tui.ui.actions.screen import ActionsScreen  # noqa: PLC0415 - not before the first paint
    from refine_tui.ui.minutes.screen import MinutesScreen  # noqa: PLC0415
    from refine_tui.ui.screens.live import LiveScreen  # noqa: PLC0415
    from refine_tui.ui.setup.screen import SetupScreen  # noqa: PLC0415

    owners: dict[str, type[RefineApp] | type[Screen[Any]]] = {
        EVERYWHERE: RefineApp,
        "home": HomeScreen,
        "new": SetupScreen,
        "session": LiveScreen,
        "minutes": MinutesScreen,
        "actions": ActionsScreen,
    }
    return {name: [key for key in owner.BINDINGS if isinstance(key, Binding)] for name, owner in owners.items()}


def run_app(launch: Launch) -> Ending:
    """Run the app until it ends, and tell how it ended."""
    app = RefineApp(launch)
    app.run()
    status = app.ending.status or app.return_code or 0
    return replace(app.ending, status=status)
