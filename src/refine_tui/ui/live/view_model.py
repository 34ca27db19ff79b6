"""Everything that one frame of the live screen is drawn from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from refine_tui.domain.clock_reading import ClockReading
from refine_tui.domain.item_past import ItemPast
from refine_tui.domain.session import RefinementSession, SessionItem
from refine_tui.ui.live.targets import RowTarget
from refine_tui.ui.theme import Palette


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveViewModel:
    """The session at one moment, and how it is looked at."""

    session: RefinementSession
    clock: ClockReading
    """The times of the session, read once for the whole frame."""
    palette: Palette
    chosen: RowTarget | None = None
    """The row that is marked."""
    day_first: bool = True
    """Whether ``3.12.`` is 3 December."""
    past: Mapping[int, ItemPast] = field(default_factory=dict)
    """What earlier sessions left of each item, by its number; an item without a past is missing."""
    is_airy: bool = False
    """Whether there is room for blank lines between the parts."""

    @property
    def now(self) -> datetime:
        """The moment of the frame (aware, UTC)."""
        return self.clock.now

    @property
    def today(self) -> date:
        """The day, in the session's time zone."""
        return self.session.local(self.now).date()

    @property
    def item(self) -> SessionItem | None:
        """The item on the screen."""
        return self.session.find(self.session.open_item)
