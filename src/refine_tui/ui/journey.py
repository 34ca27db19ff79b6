"""The way from screen to screen. It is loaded once the first frame is painted, and each screen when it is gone to."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from textual.app import App
from textual.screen import Screen

from refine_tui.application.application import Application
from refine_tui.application.session_clock import ResumeResult
from refine_tui.domain.agenda import Agenda
from refine_tui.domain.errors import RefineError
from refine_tui.domain.session import RefinementSession, SessionStatus
from refine_tui.domain.session_setup import SessionSetup, setup_of
from refine_tui.ui.app_options import AppOptions, Resume, Start
from refine_tui.ui.screens.home import HomeScreen
from refine_tui.ui.widgets.clipboard import shown_path
from refine_tui.ui.widgets.notice import NEXT
from refine_tui.ui.widgets.time_words import absence_words, clock_set_words, length_words

if TYPE_CHECKING:
    from refine_tui.minutes.exporter import Exporter
    from refine_tui.ui.screens.starting import Starting


class Journey:
    """Goes from screen to screen. What happens on them is theirs."""

    def __init__(
        self,
        *,
        app: App[None],
        options: AppOptions,
        home: HomeScreen,
        first: Screen[object],
        application: Application,
        let_go: Callable[[], None],
    ) -> None:
        self._app = app
        self._options = options
        self._home = home
        self._first = None if first is home else first
        self._application = application
        self._let_go = let_go
        self._prepared: SessionSetup | None = None

    def go_first(self) -> None:
        """Go where the program was asked to go.

        Raises:
            RefineError: there is no such session, or it could not be saved.
        """
        application = self._application
        match self._options.first:
            case Resume(session=number):
                self._resume(self._unfinished(application) if number is None else number)
            case Start(opening=opening, imports=imports):
                team = application.views.team_name(opening.team_name or self._options.team)
                self._starting.start_with(replace(opening, team_name=team), imports)
            case None:
                self._home.show_sessions()

    def _unfinished(self, application: Application) -> int:
        summary = application.views.unfinished_session()
        if summary is None:
            raise RefineError("There is no unfinished session. Start one: refine start")
        return summary.id

    @cached_property
    def _agendas(self) -> tuple[Agenda, ...]:
        """The agendas, the default one first; they are read when the first session is prepared."""
        return self._options.agendas()

    def prepare_session(self) -> None:
        """Show the screen on which a session is prepared."""
        self._guarded(partial(self._prepare_session))

    def _prepare_session(self) -> None:
        application, options = self._application, self._options
        team = application.views.team_name(options.team)
        opening = self._prepared or SessionSetup(agenda=self._agendas[0], team_name=team, zone=options.zone())
        self._show_new_session(opening, self._keep)

    def _show_new_session(
        self, opening: SessionSetup, then: Callable[[SessionSetup | None], None] | None = None
    ) -> None:
        from refine_tui.ui.screens.new_session import NewSessionScreen  # noqa: PLC0415 - when it is gone to

        screen = NewSessionScreen(self._application, opening=opening, agendas=self._agendas)
        self._app.push_screen(screen, then)

    def _keep(self, opening: SessionSetup | None) -> None:
        """Keep what was settled for a session that was not begun, for the next time."""
        if opening is not None and opening.planned is None:
            self._prepared = opening

    def show_actions(self) -> None:
        """Show the action items of the team."""
        from refine_tui.ui.screens.actions import ActionsScreen  # noqa: PLC0415 - when it is gone to

        application, options = self._application, self._options
        team = application.views.team_name(options.team)
        self._app.push_screen(ActionsScreen(application, team=team, zone=options.zone()))

    def start_session(self, opening: SessionSetup) -> None:
        """Start a session that was prepared."""
        self._guarded(partial(self._starting.start, opening))

    def open_session(self, session_id: int) -> None:
        """Go on with a session, or show the minutes of a closed one."""
        self._guarded(partial(self._resume, session_id))

    def show_minutes_so_far(self, session: RefinementSession) -> None:
        """Show the minutes of the session that runs."""
        self._show_minutes(session)

    def close_session(self) -> None:
        """Close the session, plan the next one, write the minutes and show them."""
        self._guarded(partial(self._hand_out))

    def show_closed(self) -> None:
        """Leave a session that something else than `close_session` has closed, and show its minutes."""
        if self._application.live.is_open:
            session = self._application.live.session
            self._let_go()
            self._leave_live()
            self._show_minutes(session, f"The session is closed{NEXT}3 opens it again")

    def open_again(self, session_id: int) -> None:
        """Open a closed session again, paused."""
        self._guarded(partial(self._reopen, session_id))

    @property
    def _starting(self) -> "Starting":
        from refine_tui.ui.screens.starting import Starting  # noqa: PLC0415 - when it is needed

        return Starting(
            app=self._app, application=self._application, begun=self._show_live, go_on=self._resume, not_begun=self._say
        )

    @property
    def _exporter(self) -> "Exporter":
        from refine_tui.minutes.exporter import Exporter  # noqa: PLC0415 - when it is needed

        options = self._options
        return Exporter(
            folder=options.minutes_folder,
            templates_folder=options.templates_folder,
            now=self._application.clock.now,
            invitation=self._application.lifecycle.next_invitation,
        )

    def _block(self, session: RefinementSession, item: int) -> str:
        """Return what was settled about an item; what renders it is loaded then, and not with the live screen."""
        return self._exporter.block(session, item)

    def _resume(self, session_id: int, greeting: str = "") -> None:
        application = self._application
        session = application.views.session(session_id)
        if session.status is SessionStatus.PLANNED:
            self._begin_at_home()
            self._show_new_session(setup_of(session))
            return
        if session.status is SessionStatus.CLOSED and not greeting:
            self._begin_at_home()
            self._show_minutes(session, "This session is closed. 3 opens it again.")
            return
        back = application.lifecycle.resume(session_id)
        self._show_live(greeting or return_words(back))

    def _begin_at_home(self) -> None:
        """Put the home screen in the place of the session that was shown before the store was open, if one was."""
        if self._first is not None:
            self._first = None
            self._app.switch_screen(self._home)

    def _show_live(self, greeting: str) -> None:
        from refine_tui.ui.live.screen import LiveScreen  # noqa: PLC0415 - when it is gone to

        self._prepared = None
        options, first = self._options, self._first
        if isinstance(first, LiveScreen):
            self._first = None
            first.go_live(self._application, bell=options.bell, greeting=greeting, block=self._block)
            return
        screen = LiveScreen(day_first=options.day_first, show_seconds=options.show_seconds)
        screen.go_live(self._application, bell=options.bell, greeting=greeting, block=self._block)
        while len(self._app.screen_stack) > 2 and self._app.screen is not self._home:  # noqa: PLR2004 - default and home
            self._app.pop_screen()
        self._app.push_screen(screen)

    def _leave_live(self) -> None:
        """Go back to the home screen, which is made now where the program began with the session."""
        if self._home in self._app.screen_stack:
            self._app.pop_screen()
        else:
            self._app.switch_screen(self._home)

    def _hand_out(self) -> None:
        session = self._application.lifecycle.close()
        try:
            path = self._exporter.write(session)[0]
            words, wrong = f"Closed. Minutes: {path.name}{NEXT}in {shown_path(path.parent)}", False
        except RefineError as problem:
            words, wrong = f"Closed and saved, but: {problem.message}", True
        self._let_go()
        self._leave_live()
        self._show_minutes(session, words, wrong=wrong)

    def _reopen(self, session_id: int) -> None:
        application = self._application
        application.lifecycle.reopen(session_id)
        self._show_live("Open again, paused. Everything can be changed; 5 in the wrap-up closes it.")

    def _show_minutes(self, session: RefinementSession, greeting: str = "", *, wrong: bool = False) -> None:
        from refine_tui.ui.screens.minutes import MinutesScreen  # noqa: PLC0415 - when it is gone to

        self._app.push_screen(MinutesScreen(session, exporter=self._exporter, greeting=greeting, wrong=wrong))

    def _guarded(self, action: "partial[None]") -> None:
        try:
            action()
        except RefineError as problem:
            self._say(problem.message, True)

    def _say(self, words: str, wrong: bool) -> None:
        """Show a sentence on the topmost screen that has a line for it."""
        for screen in reversed(self._app.screen_stack):
            if (say := getattr(screen, "say", None)) is not None:
                say(words, wrong)
                return


def return_words(back: ResumeResult) -> str:
    """Return the one quiet line with which a session is taken up again."""
    if back.clock_set_by is not None:
        return clock_set_words(back.clock_set_by, runs=back.was_running, at_least=True)
    if back.was_running:
        return absence_words(back.away, counted=back.counted)
    return f"Paused {length_words(back.away)} ago · space resume"
