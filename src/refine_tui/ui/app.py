"""The app: opens the store after the first paint, and goes from screen to screen."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from refine_tui.domain.errors import RefineError
from refine_tui.domain.kick_off import COMFORTABLE_TRIAGE, Opening
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.session import RefinementSession, SessionStatus
from refine_tui.domain.wrap_up import reopen
from refine_tui.facilitator import Facilitator, Return
from refine_tui.minutes.keeping import write_minutes
from refine_tui.minutes.own_template import own_template
from refine_tui.ui.dialogs.line_dialog import Line, LineDialog
from refine_tui.ui.hardened_app import HardenedApp
from refine_tui.ui.launch import Ending, Launch, Resume, Start
from refine_tui.ui.screens.bringing import taken_words
from refine_tui.ui.screens.home import HomeScreen
from refine_tui.ui.screens.live import LiveScreen
from refine_tui.ui.screens.minutes import MinutesScreen
from refine_tui.ui.screens.new_session import NewSessionScreen
from refine_tui.ui.theme import DEFAULT_THEME, PALETTES, theme_of
from refine_tui.ui.widgets.time_words import absence_words, length_words


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
        self._home = HomeScreen(team=launch.team, rehearsal=launch.rehearsal)
        for name in PALETTES:
            self.register_theme(theme_of(name))

    def on_mount(self) -> None:
        self.theme = self._launch.theme if self._launch.theme in self.available_themes else DEFAULT_THEME
        self.push_screen(self._home)
        self.call_after_refresh(self.call_later, self._open_store)
        self.watch_for_the_end()

    def _open_store(self) -> None:
        try:
            self._facilitator = self._launch.open_facilitator()
            self._home.ready(self._facilitator)
            self._go_first(self._facilitator)
        except RefineError as problem:
            self._end(problem.message)

    def _end(self, message: str) -> None:
        self.ending = Ending(status=1, message=message)
        self.exit(return_code=1)

    def _go_first(self, facilitator: Facilitator) -> None:
        match self._launch.first:
            case Resume(session=number):
                self._resume(self._unfinished(facilitator) if number is None else number)
            case Start(opening=opening, imports=imports):
                opening = replace(opening, team_name=facilitator.team_name(opening.team_name or self._launch.team))
                greeting = ""
                for report in imports:
                    merged = facilitator.take_in(opening.team_name, report.items, source=report.format)
                    greeting = taken_words(merged, len(report.skipped))
                self._start(opening, greeting)
            case None:
                pass

    def _unfinished(self, facilitator: Facilitator) -> int:
        for summary in facilitator.store.summaries(None):
            if summary.status is not SessionStatus.CLOSED:
                return summary.id
        raise RefineError("There is no unfinished session. Start one: refine start")

    @property
    def _open_facilitator(self) -> Facilitator:
        if self._facilitator is None:
            raise RefineError("The store is not open yet.")
        return self._facilitator

    # --- starting and resuming ----------------------------------------------------------------

    def _start(self, opening: Opening, greeting: str = "") -> None:
        facilitator = self._open_facilitator
        memory = facilitator.store.memory(facilitator.store.team(opening.team_name))
        opening = replace(
            opening,
            people=opening.people or memory.people,
            product_goal=opening.product_goal or memory.product_goal,
        )
        new = len(facilitator.waiting(opening.team_name).new)
        if opening.triage_limit is None and new > COMFORTABLE_TRIAGE:
            self._ask_how_many(opening, new, greeting)
            return
        facilitator.start(opening)
        self._show_live(greeting or "The clock runs. ] goes on to the next phase, ? shows all keys.")

    def _ask_how_many(self, opening: Opening, new: int, greeting: str, error: str = "") -> None:
        def answered(line: Line | None) -> None:
            if line is None or not line.entered:
                self._home.say("No session was started.")
                return
            number = clean_line(line.text)
            if not (number.isascii() and number.isdigit() and int(number) <= new):
                self._ask_how_many(opening, new, greeting, f"Type a number from 0 to {new}.")
                return
            self._guarded(partial(self._start, replace(opening, triage_limit=int(number)), greeting))

        dialog = LineDialog(
            f"{new} new items came in. How many shall we triage today?",
            initial=str(COMFORTABLE_TRIAGE),
            hint="the rest stays in the backlog   ·   a minute an item is a good pace",
            error=error,
        )
        self.push_screen(dialog, answered)

    def _resume(self, session_id: int, greeting: str = "") -> None:
        facilitator = self._open_facilitator
        session = facilitator.store.load(session_id)
        if session.status is SessionStatus.CLOSED and not greeting:
            self._show_minutes(session, "This session is closed. 2 opens it again.")
            return
        back = facilitator.resume(session_id)
        self._show_live(greeting or return_words(back))

    def _show_live(self, greeting: str) -> None:
        launch = self._launch
        screen = LiveScreen(
            self._open_facilitator,
            day_first=launch.day_first,
            show_seconds=launch.show_seconds,
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
        opening = Opening(agenda=launch.agendas[0], team_name=facilitator.team_name(launch.team), zone=launch.zone)
        self.push_screen(NewSessionScreen(facilitator, opening=opening, agendas=launch.agendas))

    @on(NewSessionScreen.StartWanted)
    def start_session(self, message: NewSessionScreen.StartWanted) -> None:
        """Start a session that was prepared."""
        self._guarded(partial(self._start, message.opening))

    @on(HomeScreen.SessionChosen)
    def open_session(self, message: HomeScreen.SessionChosen) -> None:
        """Go on with a session, or show the minutes of a closed one."""
        self._guarded(partial(self._open_chosen, message.summary.id))

    def _open_chosen(self, session_id: int) -> None:
        session = self._open_facilitator.store.load(session_id)
        if session.status is SessionStatus.CLOSED:
            self._show_minutes(session)
        else:
            self._resume(session_id)

    @on(LiveScreen.MinutesWanted)
    def show_minutes_so_far(self, message: LiveScreen.MinutesWanted) -> None:
        """Show the minutes of the session that runs."""
        self._show_minutes(message.session)

    @on(LiveScreen.Closed)
    def hand_out(self, message: LiveScreen.Closed) -> None:
        """Write the minutes of a session that was closed, and show them."""
        facilitator = self._open_facilitator
        wrong = False
        try:
            paths = write_minutes(
                message.session, self._launch.minutes_folder, now=facilitator.clock.now(), template=self._template()
            )
            words = f"Closed. Minutes: {paths[0]}"
        except RefineError as problem:
            words, wrong = f"Closed and saved, but: {problem.message}", True
        facilitator.leave()
        self.pop_screen()
        self._show_minutes(message.session, words, wrong=wrong)

    @on(MinutesScreen.OpenAgain)
    def open_again(self, message: MinutesScreen.OpenAgain) -> None:
        """Open a closed session again, paused."""
        self._guarded(partial(self._reopen, message.session_id))

    def _reopen(self, session_id: int) -> None:
        facilitator = self._open_facilitator
        facilitator.resume(session_id)
        facilitator.apply(reopen)
        self._show_live("Open again, paused. Everything can be changed; 4 in the wrap-up closes it.")

    def _template(self) -> str | None:
        return own_template(self._launch.templates_folder)

    def _show_minutes(self, session: RefinementSession, greeting: str = "", *, wrong: bool = False) -> None:
        self.push_screen(
            MinutesScreen(
                session,
                clock=self._open_facilitator.clock,
                folder=self._launch.minutes_folder,
                template=self._template(),
                greeting=greeting,
                wrong=wrong,
            )
        )

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
        for binding in (active.binding for active in screen.active_bindings.values()):
            if binding.description and binding.id:
                group = (screen.BINDING_GROUP_TITLE or "refine").lower()
                run = partial(self.run_action, binding.action, screen)
                yield SystemCommand(f"{group}: {binding.description}", binding.tooltip, run)
        for name in PALETTES:
            yield SystemCommand(f"look: {name}", "Change the colours.", partial(setattr, self, "theme", name))


def return_words(back: Return) -> str:
    """Return the one quiet line with which a session is taken up again."""
    if back.was_running:
        return absence_words(back.away, counted=back.counted)
    return f"Paused {length_words(back.away)} ago · space goes on"


def run_app(launch: Launch) -> Ending:
    """Run the app until it ends, and tell how it ended."""
    app = RefineApp(launch)
    app.run()
    status = app.ending.status or app.return_code or 0
    return replace(app.ending, status=status)
