"""Goes from screen to screen. It is loaded once the first frame is painted, and each screen when it is shown."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.app import App
from textual.screen import Screen

from refine_tui.application.application import Application
from refine_tui.application.session_clock import ResumeResult
from refine_tui.domain.errors import RefineError
from refine_tui.domain.session import RefinementSession, SessionStatus
from refine_tui.domain.session_setup import SessionSetup, setup_of
from refine_tui.ui.app_options import AppOptions, Resume, Start
from refine_tui.ui.flow_screen import FlowScreen
from refine_tui.ui.home.screen import HomeScreen
from refine_tui.ui.setup.setup_navigation import SetupNavigation
from refine_tui.ui.widgets.clipboard import shown_path
from refine_tui.ui.widgets.notice import NEXT
from refine_tui.ui.widgets.time_words import absence_words, clock_set_words, length_words

if TYPE_CHECKING:
    from refine_tui.minutes.exporter import Exporter


class Navigation:
    """Shows the screens, and starts, resumes, closes and reopens sessions on the way."""

    def __init__(
        self,
        *,
        app: App[None],
        options: AppOptions,
        home: HomeScreen,
        first: Screen[object],
        application: Application,
        release: Callable[[], None],
    ) -> None:
        """Make it.

        Args:
            app: Whose screens are shown.
            options: What the app was started with.
            home: The home screen.
            first: The screen that is shown now.
            application: The use cases.
            release: Releases the session that is open.
        """
        self._app = app
        self._options = options
        self._home = home
        self._first = None if first is home else first
        self._application = application
        self._release = release
        self._setup = SetupNavigation(
            app=app,
            options=options,
            home=home,
            application=application,
            on_started=self._show_live,
            on_resume=self._resume,
        )

    def show_first(self) -> None:
        """Show what the program was asked to show.

        Raises:
            RefineError: there is no such session, or it could not be saved.
        """
        match self._options.first:
            case Resume(session=number):
                self._resume(unfinished_session(self._application) if number is None else number)
            case Start(setup=setup, files=files):
                team = self._application.views.team_name(setup.team_name or self._options.team)
                self._setup.start_first(replace(setup, team_name=team), files)
            case None:
                self._home.show_sessions()

    # --- other screens -----------------------------------------------------------------------------

    def show_setup(self) -> None:
        """Show the screen on which a new session is set up."""
        self._guarded(self._setup.show_new)

    def start_session(self, setup: SessionSetup) -> None:
        """Start a session that was set up on the screen that is shown."""
        self._setup.start(setup)

    def show_actions(self) -> None:
        """Show the action items of the team."""
        from refine_tui.ui.actions.screen import ActionsScreen  # noqa: PLC0415 - when it is shown

        team = self._application.views.team_name(self._options.team)
        self._app.push_screen(ActionsScreen(self._application, team=team, zone=self._options.zone()))

    def open_session(self, session_id: int) -> None:
        """Set up a planned session, resume a running one, show the minutes of a closed one."""
        self._guarded(lambda: self._resume(session_id))

    def show_minutes_so_far(self, session: RefinementSession) -> None:
        """Show the minutes of the session that runs."""
        self._show_minutes(session)

    def close_session(self) -> None:
        """Close the session, plan the next one, write the minutes and show them."""
        self._guarded(self._close)

    def show_closed(self) -> None:
        """Leave a session that something other than `close_session` has closed, and show its minutes."""
        if self._application.live.is_open:
            session = self._application.live.session
            self._release()
            self._leave_live()
            self._show_minutes(session, f"The session is closed{NEXT}3 reopen")

    def reopen_session(self, session_id: int) -> None:
        """Reopen a closed session, paused."""
        self._guarded(lambda: self._reopen(session_id))

    @property
    def _exporter(self) -> "Exporter":
        from refine_tui.minutes.exporter import Exporter  # noqa: PLC0415 - when it is needed

        return Exporter(
            folder=self._options.minutes_folder,
            templates_folder=self._options.templates_folder,
            now=self._application.clock.now,
            invitation=self._application.lifecycle.next_invitation,
        )

    def _block(self, session: RefinementSession, item: int) -> str:
        """Return the result for an item; what renders it is loaded then, and not with the live screen."""
        return self._exporter.block(session, item)

    def _resume(self, session_id: int) -> None:
        session = self._application.views.session(session_id)
        if session.status is SessionStatus.RUNNING:
            self._show_live(resumed_words(self._application.lifecycle.resume(session_id)))
            return
        self._show_home_first()
        if session.status is SessionStatus.PLANNED:
            self._setup.show(setup_of(session))
        else:
            self._show_minutes(session, "This session is closed. 3 reopens it.")

    def _show_home_first(self) -> None:
        """Replace the session that was shown before the store was open, if one was, by the home screen."""
        if self._first is not None:
            self._first = None
            self._app.switch_screen(self._home)

    def _show_live(self, greeting: str) -> None:
        from refine_tui.ui.live.screen import LiveScreen  # noqa: PLC0415 - when it is shown

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

    def _close(self) -> None:
        session = self._application.lifecycle.close()
        try:
            path = self._exporter.write(session)[0]
            words, wrong = f"Closed. Minutes: {path.name}{NEXT}in {shown_path(path.parent)}", False
        except RefineError as error:
            words, wrong = f"Closed and saved, but: {error.message}", True
        self._release()
        self._leave_live()
        self._show_minutes(session, words, wrong=wrong)

    def _leave_live(self) -> None:
        if self._home in self._app.screen_stack:
            self._app.pop_screen()
        else:  # the program started with the session
            self._app.switch_screen(self._home)

    def _reopen(self, session_id: int) -> None:
        self._application.lifecycle.reopen(session_id)
        self._show_live("Reopened, paused. Everything can be changed; 5 in the wrap-up closes it.")

    def _show_minutes(self, session: RefinementSession, greeting: str = "", *, wrong: bool = False) -> None:
        from refine_tui.ui.minutes.screen import MinutesScreen  # noqa: PLC0415 - when it is shown

        self._app.push_screen(MinutesScreen(session, exporter=self._exporter, greeting=greeting, wrong=wrong))

    def _guarded(self, action: Callable[[], None]) -> None:
        """Run *action*; the topmost screen that can says what went wrong."""
        try:
            action()
        except RefineError as error:
            for screen in reversed(self._app.screen_stack):
                if isinstance(screen, FlowScreen):
                    screen.say(error.message, wrong=True)
                    return


def unfinished_session(application: Application) -> int:
    """Return the number of the unfinished session.

    Raises:
        RefineError: there is none.
    """
    summary = application.views.unfinished_session()
    if summary is None:
        raise RefineError("There is no unfinished session. Start one: refine start")
    return summary.id


def resumed_words(result: ResumeResult) -> str:
    """Return the one quiet line with which a session is resumed."""
    if result.clock_set_by is not None:
        return clock_set_words(result.clock_set_by, runs=result.was_running, at_least=True)
    if result.was_running:
        return absence_words(result.away, counted=result.counted)
    return f"Paused {length_words(result.away)} ago · space resume"
