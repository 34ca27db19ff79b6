"""The app: opens the store after the first paint, and goes from screen to screen."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from refine_tui.domain.errors import RefineError
from refine_tui.domain.kick_off import Opening
from refine_tui.domain.session import RefinementSession, SessionStatus
from refine_tui.facilitator import Facilitator, Return
from refine_tui.ui.handing_out import HandingOut
from refine_tui.ui.hardened_app import HardenedApp
from refine_tui.ui.keymap import EVERYWHERE, KeyGroups, textual_keys
from refine_tui.ui.launch import Ending, Launch, Resume, Start
from refine_tui.ui.screens.actions import ActionsScreen
from refine_tui.ui.screens.home import HomeScreen
from refine_tui.ui.screens.live import LiveScreen
from refine_tui.ui.screens.minutes import MinutesScreen
from refine_tui.ui.screens.new_session import NewSessionScreen
from refine_tui.ui.screens.starting import Starting, planned_opening
from refine_tui.ui.theme import DEFAULT_THEME, PALETTES, theme_of
from refine_tui.ui.widgets.time_words import absence_words, length_words

READ_ONLY = "This database may only be read: past sessions open, but nothing can be saved."


class RefineApp(HardenedApp):
    """Goes from screen to screen. What happens on them is theirs."""

    TITLE = "refine"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Leave", tooltip="Leave; a running clock is paused.", priority=True, id="app.quit")
    ]

    def __init__(self, launch: Launch) -> None:
        super().__init__(crash_folder=launch.crash_folder)
        self._launch = launch
        self._facilitator: Facilitator | None = None
        self._prepared: Opening | None = None
        self._home = HomeScreen(team=launch.team, rehearsal=launch.rehearsal)
        for name in PALETTES:
            self.register_theme(theme_of(name))

    def on_mount(self) -> None:
        self.set_keymap({name: textual_keys(keys) for name, keys in self._launch.keymap.items()})
        self.theme = self._launch.theme if self._launch.theme in self.available_themes else DEFAULT_THEME
        self.push_screen(self._home)
        self.call_after_refresh(self.call_later, self._open_store)
        self.watch_for_the_end()

    def _open_store(self) -> None:
        try:
            self._facilitator = self._launch.open_facilitator()
            self._home.ready(self._facilitator)
            if self._facilitator.store.is_read_only:
                self._home.say(READ_ONLY, wrong=True)
            self._go_first(self._facilitator)
        except RefineError as problem:
            self.ending = Ending(status=1, message=problem.message)
            self.exit(return_code=1)

    def _go_first(self, facilitator: Facilitator) -> None:
        match self._launch.first:
            case Resume(session=number):
                self._resume(self._unfinished(facilitator) if number is None else number)
            case Start(opening=opening, imports=imports):
                team = facilitator.team_name(opening.team_name or self._launch.team)
                self._starting.start_with(replace(opening, team_name=team), imports)
            case None:
                self._home.show_sessions()

    def _unfinished(self, facilitator: Facilitator) -> int:
        for summary in facilitator.store.summaries(None):
            if summary.status is SessionStatus.RUNNING:
                return summary.id
        raise RefineError("There is no unfinished session. Start one: refine start")

    @property
    def _open_facilitator(self) -> Facilitator:
        if self._facilitator is None:
            raise RefineError("The store is not open yet.")
        return self._facilitator

    @property
    def _starting(self) -> Starting:
        return Starting(app=self, facilitator=self._open_facilitator, begun=self._show_live, not_begun=self._home.say)

    @property
    def _handing_out(self) -> HandingOut:
        launch = self._launch
        return HandingOut(
            folder=launch.minutes_folder,
            templates_folder=launch.templates_folder,
            clock=self._open_facilitator.clock,
        )

    def _resume(self, session_id: int, greeting: str = "") -> None:
        facilitator = self._open_facilitator
        session = facilitator.store.load(session_id)
        if session.status is SessionStatus.PLANNED:
            opening = planned_opening(session)
            self.push_screen(NewSessionScreen(facilitator, opening=opening, agendas=self._launch.agendas))
            return
        if session.status is SessionStatus.CLOSED and not greeting:
            self._show_minutes(session, "This session is closed. 2 opens it again.")
            return
        back = facilitator.resume(session_id)
        self._show_live(greeting or return_words(back))

    def _show_live(self, greeting: str) -> None:
        self._prepared = None
        launch = self._launch
        screen = LiveScreen(
            self._open_facilitator,
            day_first=launch.day_first,
            show_seconds=launch.show_seconds,
            bell=launch.bell,
            greeting=greeting,
        )
        while len(self.screen_stack) > 2 and self.screen is not self._home:  # noqa: PLR2004 - default and home
            self.pop_screen()
        self.push_screen(screen)

    def _guarded(self, action: "partial[None]") -> None:
        try:
            action()
        except RefineError as problem:
            if isinstance(self.screen, HomeScreen | NewSessionScreen | LiveScreen):
                self.screen.say(problem.message, wrong=True)
            else:
                self._home.say(problem.message, wrong=True)

    # --- what the screens want ------------------------------------------------------------------

    @on(HomeScreen.NewSessionWanted)
    def prepare_session(self) -> None:
        """Show the screen on which a session is prepared."""
        facilitator, launch = self._open_facilitator, self._launch
        team = facilitator.team_name(launch.team)
        opening = self._prepared or Opening(agenda=launch.agendas[0], team_name=team, zone=launch.zone)
        self.push_screen(NewSessionScreen(facilitator, opening=opening, agendas=launch.agendas), self._keep)

    def _keep(self, opening: Opening | None) -> None:
        """Keep what was settled for a session that was not begun, for the next time."""
        if opening is not None and opening.planned is None:
            self._prepared = opening

    @on(HomeScreen.ActionsWanted)
    def show_actions(self) -> None:
        """Show the action items of the team."""
        facilitator, launch = self._open_facilitator, self._launch
        team = facilitator.team_name(launch.team)
        self.push_screen(ActionsScreen(facilitator, team=team, zone=launch.zone))

    @on(NewSessionScreen.StartWanted)
    def start_session(self, message: NewSessionScreen.StartWanted) -> None:
        """Start a session that was prepared."""
        self._guarded(partial(self._starting.start, message.opening))

    @on(HomeScreen.SessionChosen)
    def open_session(self, message: HomeScreen.SessionChosen) -> None:
        """Go on with a session, or show the minutes of a closed one."""
        self._guarded(partial(self._resume, message.summary.id))

    @on(LiveScreen.MinutesWanted)
    def show_minutes_so_far(self, message: LiveScreen.MinutesWanted) -> None:
        """Show the minutes of the session that runs."""
        self._show_minutes(message.session)

    @on(LiveScreen.CloseWanted)
    def close_session(self) -> None:
        """Close the session, plan the next one, write the minutes and show them."""
        self._guarded(partial(self._hand_out))

    def _hand_out(self) -> None:
        session = self._open_facilitator.close()
        try:
            path = self._handing_out.write(session)[0]
            words, wrong = f"Closed. Minutes: {path.name} in {path.parent}", False
        except RefineError as problem:
            words, wrong = f"Closed and saved, but: {problem.message}", True
        self.let_go(paused=False)
        self.pop_screen()
        self._show_minutes(session, words, wrong=wrong)

    @on(MinutesScreen.OpenAgain)
    def open_again(self, message: MinutesScreen.OpenAgain) -> None:
        """Open a closed session again, paused."""
        self._guarded(partial(self._reopen, message.session_id))

    def _reopen(self, session_id: int) -> None:
        facilitator = self._open_facilitator
        facilitator.resume(session_id)
        facilitator.reopen()
        self._show_live("Open again, paused. Everything can be changed; 4 in the wrap-up closes it.")

    def _show_minutes(self, session: RefinementSession, greeting: str = "", *, wrong: bool = False) -> None:
        self.push_screen(MinutesScreen(session, handing_out=self._handing_out, greeting=greeting, wrong=wrong))

    # --- leaving and the palette -------------------------------------------------------------------

    async def action_quit(self) -> None:
        self.let_go(paused=True)
        self.exit()

    def let_go(self, *, paused: bool) -> None:
        if self._facilitator is None:
            return
        try:
            self._facilitator.leave(paused=paused)
        except RefineError as problem:
            self.ending = Ending(message=f"Left without pausing the clock: {problem.message}")

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
            yield SystemCommand(f"look: {name}", "Change the colours.", partial(setattr, self, "theme", name))


def return_words(back: Return) -> str:
    """Return the one quiet line with which a session is taken up again."""
    if back.was_running:
        return absence_words(back.away, counted=back.counted)
    return f"Paused {length_words(back.away)} ago · space goes on"


def key_groups() -> KeyGroups:
    """Return the bindings that can have other keys, by what their ids begin with."""
    owners: dict[str, type[RefineApp] | type[Screen[Any]]] = {
        EVERYWHERE: RefineApp,
        "home": HomeScreen,
        "new": NewSessionScreen,
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
