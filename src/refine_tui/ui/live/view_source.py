"""Where the view model comes from: the public view until the store is open, then the running session."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from refine_tui.domain.clock_reading import read_clock
from refine_tui.domain.errors import RefineError
from refine_tui.domain.item_past import ItemPast
from refine_tui.ui.live.view_model import LiveViewModel
from refine_tui.ui.theme import Palette

if TYPE_CHECKING:  # none of it is needed for the first frame
    from refine_tui.application.live_session import LiveSession
    from refine_tui.domain.public_view import PublicView


class ViewSource:
    """Makes view models of one session."""

    def __init__(self, *, view: "PublicView | None", now: Callable[[], datetime] | None, day_first: bool) -> None:
        """Show *view* at the time that *now* returns, until `open` gives the running session."""
        self._viewed = view.as_session() if view is not None else None
        self._now = now
        self._day_first = day_first
        self._live: LiveSession | None = None
        self._past: dict[int, ItemPast] = {}
        self._past_of: frozenset[int] = frozenset()
        if self._viewed is not None and view is not None and self._viewed.open_item is not None:
            self._past = {self._viewed.open_item: view.past}

    def open(self, live: "LiveSession") -> None:
        """Show the running session from now on."""
        self._live = live

    def model(self, palette: Palette, *, is_airy: bool) -> LiveViewModel:
        """Return the session at this moment, no row marked.

        Raises:
            RefineError: there is no session yet.
        """
        if self._live is not None:
            session, now = self._live.session, self._live.now()
        elif self._viewed is not None and self._now is not None:
            session, now = self._viewed, self._now()
        else:
            raise RefineError("The store is not open yet.")
        return LiveViewModel(
            session=session,
            clock=read_clock(session, now),
            palette=palette,
            day_first=self._day_first,
            past=self._past,
            is_airy=is_airy,
        )

    def read_past(self) -> None:
        """Read what earlier sessions left of the items, where others are here than when it was read.

        Raises:
            RefineError: it cannot be read.
        """
        if self._live is None:
            return
        items = frozenset(item.id for item in self._live.session.items)
        if items != self._past_of:
            self._past_of = items
            self._past = self._live.item_past()
