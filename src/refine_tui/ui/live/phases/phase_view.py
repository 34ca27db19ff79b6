"""What every kind of phase gives the live screen: items for the strip, rows for the stage, choices by digit."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

from rich.text import Text

from refine_tui.domain.session import SessionItem
from refine_tui.ui.flow_screen import Flow
from refine_tui.ui.live.controls import LiveControls
from refine_tui.ui.live.item_strip import StripItem
from refine_tui.ui.live.targets import RowTarget
from refine_tui.ui.live.view_model import LiveViewModel
from refine_tui.ui.widgets.row_list import Row

Rows = list[Row[RowTarget]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a digit does."""

    label: str
    run: Callable[[LiveControls], Flow]
    opens_line: bool = False
    """Whether it begins with a line to type."""


class PhaseView(ABC):
    """One kind of phase. It has no state: everything is in the view model."""

    def strip(self, model: LiveViewModel) -> tuple[StripItem, ...]:
        """Return the items of the phase, in order."""
        del model
        return ()

    @abstractmethod
    def progress(self, model: LiveViewModel) -> Text:
        """Return where in the phase the group is: ``story 2 of 4 · 3 of 5 min``."""

    def headline(self, model: LiveViewModel) -> tuple[Text, Text] | None:
        """Return what stands large above the rows, at its left and its right edge; None: nothing."""
        del model
        return None

    @abstractmethod
    def rows(self, model: LiveViewModel) -> Rows:
        """Return what the stage shows, top to bottom."""

    @abstractmethod
    def choices(self, model: LiveViewModel) -> tuple[Choice, ...]:
        """Return what the digits 1, 2, 3 … do, in the order of use."""

    def enter(self, model: LiveViewModel) -> Callable[[LiveControls], Flow] | None:
        """Return what enter does on the marked row; None: nothing."""
        del model
        return None

    def edit(self, model: LiveViewModel) -> Callable[[LiveControls], Flow] | None:
        """Return what ``e`` does on the marked row; None: nothing."""
        return self.enter(model)

    def remove(self, model: LiveViewModel) -> Callable[[LiveControls], Flow] | None:
        """Return what delete does on the marked row; None: nothing."""
        del model
        return None

    def enter_label(self, model: LiveViewModel) -> str:
        """Return what enter does here, in a word or two; empty: nothing."""
        del model
        return ""

    def moves_items(self, model: LiveViewModel) -> bool:
        """Return whether up and down go from item to item instead of from row to row."""
        del model
        return False

    def items(self, model: LiveViewModel) -> tuple[SessionItem, ...]:
        """Return the items that left and right go through."""
        del model
        return ()
