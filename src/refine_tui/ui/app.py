"""The app: paints its first frame, opens the store behind it, and passes what screens ask for to the navigation."""

import gc
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.screen import Screen

from refine_tui.domain.errors import RefineError
from refine_tui.ui.app_options import AppOptions, Ending
from refine_tui.ui.hardened_app import HardenedApp
from refine_tui.ui.home.screen import HomeScreen
from refine_tui.ui.keymap import ARROWS, EVERYWHERE, KeyGroups, textual_keys, written
from refine_tui.ui.messages import ActionsRequested, ReopenRequested, SessionChosen, SetupRequested, StartRequested
from refine_tui.ui.theme import NEVER_FAINT, PALETTES, fitting_theme, theme_of

if TYPE_CHECKING:
    from refine_tui.application.application import Application
    from refine_tui.ui.live.messages import MinutesRequested
    from refine_tui.ui.navigation import Navigation


class RefineApp(HardenedApp):
    """Starts, ends, and knows the colours and the keys; its `Navigation` shows the screens."""

    TITLE = "refine"
    ENABLE_COMMAND_PALETTE = True
    CSS = NEVER_FAINT
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Leave", tooltip="Leave; a running clock is paused.", priority=True, id="app.quit"),
        Binding(
            "ctrl+z", "suspend", "Suspend", tooltip="Suspend, if the settings allow it.", show=False, id="app.suspend"
        ),
    ]
    LINE_KEYS: ClassVar[frozenset[str]] = frozenset(
        {
            *("session.decision", "session.action", "session.question", "session.park", "session.note"),
            *("session.bring", "session.from_backlog", "session.began", "home.bring"),
            *("new.choice_1", "new.choice_3", "new.choice_4", "new.choice_5"),
        }
    )

    def __init__(self, options: AppOptions) -> None:
        super().__init__(crash_folder=options.crash_folder)
        self._options = options
        self._application: Application | None = None
        self._open_navigation: Navigation | None = None
        self._home = HomeScreen(team=options.team, zone=options.zone, rehearsal=options.rehearsal)
        for name in PALETTES:
            self.register_theme(theme_of(name))

    def on_mount(self) -> None:
        self.set_keymap({name: textual_keys(keys) for name, keys in self._options.keymap.items()})
        self.theme = fitting_theme(self._options.theme, self.console.color_system)
        first = self._first_screen()
        self.use_command_palette = first is self._home
        self.push_screen(first)
        self.keys.hold()
        self.call_after_refresh(self.call_later, self._open_store)
        self.watch_for_the_end()

    def _first_screen(self) -> Screen[None]:
        """Return what is shown until the store is open: the session as the room may see it, or the home screen."""
        options = self._options
        if options.first_view is None or (view := options.first_view()) is None:
            return self._home
        from refine_tui.ui.live.screen import LiveScreen  # noqa: PLC0415 - where it is needed

        return LiveScreen(view=view, now=options.now, day_first=options.day_first, show_seconds=options.show_seconds)

    def _open_store(self) -> None:
        from refine_tui.ui.navigation import Navigation  # noqa: PLC0415 - not before the first paint

        try:
            application = self._options.open_application()
            navigation = Navigation(
                app=self,
                options=self._options,
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
        await self.keys.release()
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

    # Textual finds these by their names, so that the live screen is not loaded for them.

    def on_live_screen_minutes_requested(self, message: "MinutesRequested") -> None:
        """Show the minutes of the session that runs."""
        self._navigation.show_minutes_so_far(message.session)

    def on_live_screen_close_requested(self) -> None:
        """Close the session, plan the next one, write the minutes and show them."""
        self._navigation.close_session()

    def on_live_screen_session_closed(self) -> None:
        """Show the minutes of the session, which is closed."""
        self._navigation.show_closed()

    # --- leaving and the palette -------------------------------------------------------------------

    async def action_quit(self) -> None:
        self.let_go(paused=True)
        self.exit()

    def action_help_quit(self) -> None:
        """Say which key leaves: Textual binds ctrl+c to this."""
        self.say_quietly(f"{self._shown_key('app.quit')} leaves refine")

    def action_suspend(self) -> None:
        if self.line_is_open:
            return
        if self._options.suspend:
            self.action_suspend_process()
        else:
            self.say_quietly("No line is open, so there is no typing to undo")

    def _shown_key(self, binding_id: str) -> str:
        """Return the first key that a binding has now, as people write it."""
        keys = (key for key, active in self.app_bindings.items() if active.binding.id == binding_id)
        return next((ARROWS.get(key, written(key)) for key in keys), "")

    def let_go(self, *, paused: bool) -> None:
        if self._application is None:
            return
        for screen in self.screen_stack:  # a dialog may be open over a screen in whose line somebody types
            if (keep_text := getattr(screen, "keep_text", None)) is not None:
                keep_text()
        live = self._application.live
        pauses = paused and live.is_open and live.session.is_running
        try:
            self._application.lifecycle.leave(paused=paused)
        except RefineError as problem:
            left = "Left without pausing the clock" if pauses else "Left"
            self.ending = Ending(message=f"{left}: {problem.message}")

    def action_command_palette(self) -> None:
        from refine_tui.ui.dialogs.keys_dialog import KeysDialog  # noqa: PLC0415 - when it is needed
        from refine_tui.ui.dialogs.palette_commands import palette_commands  # noqa: PLC0415
        from refine_tui.ui.dialogs.palette_dialog import Command, PaletteDialog  # noqa: PLC0415

        def run(command: Command | None) -> None:
            if command is not None:
                self.call_later(command.run)

        if not self.use_command_palette or isinstance(self.screen, PaletteDialog):
            return
        if isinstance(self.screen, KeysDialog):  # it has no commands of its own
            self.pop_screen()
        self.push_screen(PaletteDialog(palette_commands(self, self.screen)), run)


def key_groups() -> KeyGroups:
    """Return the bindings that can have other keys, by what their ids begin with."""
    from refine_tui.ui.actions.screen import ActionsScreen  # noqa: PLC0415 - not before the first paint
    from refine_tui.ui.live.screen import LiveScreen  # noqa: PLC0415
    from refine_tui.ui.minutes.screen import MinutesScreen  # noqa: PLC0415
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


def run_app(options: AppOptions) -> Ending:
    """Run the app until it ends, and tell how it ended."""
    app = RefineApp(options)
    app.run(mouse=options.mouse)
    status = app.ending.status or app.return_code or 0
    return replace(app.ending, status=status)
