"""The use cases and views on one store."""

from refine_tui.application.backlog_service import BacklogService
from refine_tui.application.lifecycle import SessionLifecycle
from refine_tui.application.live_session import LiveSession
from refine_tui.application.ports import Store
from refine_tui.application.views import Views
from refine_tui.clock import Clock


class Application:
    """What the screens and the commands work with."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.clock = clock
        """The wall clock; a live session counts by `LiveSession.now`."""
        self.is_read_only = store.is_read_only
        """Whether nothing can be saved: the database, or its folder, may only be read."""
        self.live = LiveSession(store, clock)
        """The session that this process runs."""
        self.lifecycle = SessionLifecycle(store, clock, self.live)
        """Begins and ends that session."""
        self.backlogs = BacklogService(store, clock)
        """Changes what outlives a session."""
        self.views = Views(store)
        """Reads."""
