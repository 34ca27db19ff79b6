"""The way from a setup to a session that runs: shows the setup, asks what has to be asked, starts."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from textual.app import App

from refine_tui.application.application import Application
from refine_tui.domain.agenda import Agenda
from refine_tui.domain.session_setup import SessionSetup
from refine_tui.ui.app_options import AppOptions, ItemFile
from refine_tui.ui.flow_screen import FlowScreen
from refine_tui.ui.home.screen import HomeScreen
from refine_tui.ui.widgets.import_words import imported_words
from refine_tui.ui.widgets.notice import NEXT

FIRST_NOTICE = f"The clock is running{NEXT}] next phase, ? keys"


class SetupNavigation:
    """Shows the setup of sessions and starts them."""

    def __init__(
        self,
        *,
        app: App[None],
        options: AppOptions,
        home: HomeScreen,
        application: Application,
        on_started: Callable[[str], None],
        on_resume: Callable[[int], None],
    ) -> None:
        """Make it.

        Args:
            app: Whose screens are shown.
            options: What the app was started with.
            home: The home screen, on which questions are asked where no setup is shown.
            application: The use cases.
            on_started: Called with the first notice once a session has started.
            on_resume: Called with the number of the session that is to be resumed in place of a new one.
        """
        self._app = app
        self._options = options
        self._home = home
        self._application = application
        self._on_started = on_started
        self._on_resume = on_resume
        self._unstarted: SessionSetup | None = None
        """The setup of a session that was not started, for the next time."""

    @cached_property
    def _agendas(self) -> tuple[Agenda, ...]:
        """The agendas, the default one first; they are read when the first session is set up."""
        return self._options.agendas()

    def show_new(self) -> None:
        """Show the setup of a new session, as it was left if it was left unstarted."""
        options = self._options
        team = self._application.views.team_name(options.team)
        setup = self._unstarted or SessionSetup(agenda=self._agendas[0], team_name=team, zone=options.zone())
        self.show(setup, self._keep)

    def show(self, setup: SessionSetup, on_close: Callable[[SessionSetup | None], None] | None = None) -> None:
        """Show a setup; *on_close* gets what it is when it is left."""
        from refine_tui.ui.setup.screen import SetupScreen  # noqa: PLC0415 - when it is shown

        self._app.push_screen(SetupScreen(self._application, setup=setup, agendas=self._agendas), on_close)

    def _keep(self, setup: SessionSetup | None) -> None:
        if setup is not None and setup.planned is None:
            self._unstarted = setup

    def start_first(self, setup: SessionSetup, files: tuple[ItemFile, ...]) -> None:
        """Import files and start a session; ask first where something has to be asked."""
        from refine_tui.ui.setup.start_flow import start_if_ready  # noqa: PLC0415 - when it is needed

        words = []
        for file in files:
            request = file.report.item_import(name=file.name)
            result = self._application.backlogs.import_items(setup.team_name, request)
            words.append(imported_words(result, len(file.report.skipped)))
        greeting = f"{'; '.join(words)}{NEXT}] next phase, ? keys" if words else FIRST_NOTICE
        if start_if_ready(self._application, setup):
            self._started(greeting)
        else:
            self._home.show_sessions()
            self._home.start(self._start(self._home, setup, greeting))

    def start(self, setup: SessionSetup) -> None:
        """Start a session that was set up on the screen that is shown."""
        screen = self._app.screen
        if isinstance(screen, FlowScreen):
            screen.start(self._start(screen, setup, FIRST_NOTICE))

    async def _start(self, screen: FlowScreen[Any], setup: SessionSetup, greeting: str) -> None:
        from refine_tui.ui.setup.start_flow import (  # noqa: PLC0415 - when it is needed
            NOT_STARTED,
            ResumeChosen,
            Started,
            start_flow,
        )

        match await start_flow(screen, self._application, setup):
            case Started():
                self._started(greeting)
            case ResumeChosen(session_id=session_id):
                self._on_resume(session_id)
            case None:
                screen.say(NOT_STARTED)

    def _started(self, greeting: str) -> None:
        self._unstarted = None
        self._on_started(greeting)
