"""The strip: the items of the phase in order, each with a mark; the open one is always in sight."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from refine_tui.ui.live.header import edge_to_edge
from refine_tui.ui.live.view_model import LiveViewModel
from refine_tui.ui.widgets.line_widget import LineWidget

_RIGHT_SHARE = 0.45
"""The share of the width that the words at the right edge may take, however many items there are."""
_GAP = 3
"""Blank cells between two items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StripItem:
    """One item of the strip."""

    words: str
    """Mark, key, and what became of it."""
    style: str
    is_open: bool = False


class ItemStrip(LineWidget):
    """Shows the items on one line, and scrolls by itself."""

    DEFAULT_CSS = "ItemStrip { height: 1; padding: 0 2; }"

    def show(self, model: LiveViewModel, items: Sequence[StripItem], right: Text) -> None:
        """Show the items, and at the right edge how far the group is."""
        width = self.content_size.width or self.app.size.width - 4
        left = sum(cell_len(item.words) + _GAP for item in items)
        right = _shortened(right, max(width * _RIGHT_SHARE, width - left))
        self.update(edge_to_edge(_window(items, width - right.cell_len - _GAP, model.palette.muted), right, width))


def _shortened(right: Text, width: float) -> Text:
    """Return the first of the parts that `` · `` separates, as many as fit."""
    while right.cell_len > width and " · " in right.plain:
        right = right[: right.plain.rindex(" · ")]
    return right


def _window(items: Sequence[StripItem], width: int, muted: str) -> Text:
    """Return as many items as fit, the open one among them with its neighbours; an ellipsis stands for the others."""
    if not items:
        return Text()
    place = next((place for place, item in enumerate(items) if item.is_open), 0)
    first = last = place
    used = cell_len(items[place].words)
    while True:
        grown = False
        for candidate in (last + 1, first - 1):
            if not 0 <= candidate < len(items):
                continue
            needed = used + _GAP + cell_len(items[candidate].words)
            if needed <= width - 4:
                first, last, used, grown = min(first, candidate), max(last, candidate), needed, True
        if not grown:
            break
    text = Text("… " if first else "", style=muted)
    for index in range(first, last + 1):
        text.append(" " * _GAP if index > first else "")
        text.append(items[index].words, style=items[index].style)
    return text.append(" …" if last < len(items) - 1 else "", style=muted)
