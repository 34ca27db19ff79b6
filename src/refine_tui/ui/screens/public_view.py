"""What the room may see of a session, drawn as the live screen draws it; nothing can be done on it."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from refine_tui.domain.clock_reading import read_clock
from refine_tui.domain.public_view import PublicView
from refine_tui.ui.screens.live_keys import LIVE_KEYS
from refine_tui.ui.screens.phase_views import phase_view
from refine_tui.ui.theme import on_theme_change, palette_of
from refine_tui.ui.widgets.phase_view import Scene, with_chosen_row
from refine_tui.ui.widgets.stage import Stage
from refine_tui.ui.widgets.too_small import HORIZONTAL_BREAKPOINTS, VERTICAL_BREAKPOINTS, TooSmall, fit


class PublicViewScreen(Screen[None]):
    """Stands in for the live screen until the store is open: the same widgets in the same places."""

    CSS_PATH = "live.tcss"
    AUTO_FOCUS = ""
    _stage = getters.query_one(Stage)
    HORIZONTAL_BREAKPOINTS = HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = VERTICAL_BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = LIVE_KEYS
    """For the bar, which names a person's own keys; no action of theirs is defined here."""

    def __init__(
        self, view: PublicView, *, now: Callable[[], datetime], day_first: bool = True, show_seconds: bool = False
    ) -> None:
        super().__init__()
        self._session = view.as_session()
        self._visits = view.visits
        self._now = now
        self._day_first = day_first
        self._show_seconds = show_seconds

    def compose(self) -> ComposeResult:
        fit(self)
        yield Stage(show_seconds=self._show_seconds)
        yield TooSmall()

    def on_mount(self) -> None:
        on_theme_change(self, self._show_all)
        self._show_all()

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_all)

    def _show_all(self) -> None:
        open_item = self._session.open_item
        scene = Scene(
            session=self._session,
            clock=read_clock(self._session, self._now()),
            palette=palette_of(self.app),
            day_first=self._day_first,
            history={} if open_item is None else {open_item: self._visits},
        )
        view = phase_view(self._session.current_phase.kind)
        scene, rows = with_chosen_row(scene, view)
        self._stage.show(scene, view, rows)
