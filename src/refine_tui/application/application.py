"""The use cases and views on one store."""

from refine_tui.application.backlog_service import BacklogService
from refine_tui.application.lifecycle import SessionLifecycle
from refine_tui.application.live_session import LiveSession
from refine_tui.application.ports import Store
from refine_tui.application.views import Views
from refine_tui.clock import Clock


class Application:
    """The entry point for screens and commands: the use cases and the views."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.clock = clock
        """The wall clock; the time of a live session is `LiveSession.now`."""
        self.is_read_only = store.is_read_only
        """Whether nothing can be saved, because the database or its folder is read-only."""
        self.live = LiveSession(store, clock)
        """Changes the session that this process runs."""
        self.lifecycle = SessionLifecycle(store, clock, self.live)
        """Starts, resumes, closes and leaves that session."""
        self.backlogs = BacklogService(store, clock)
        """Imports items and sets the status of action items, outside of a session."""
        self.views = Views(store)
        """Reads data for screens and commands."""
