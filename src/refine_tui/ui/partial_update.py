"""What is sent to the terminal for a change: the cells that changed, cut at both ends.

Textual sends each line from the beginning of its widget up to the change. On a shared screen, every byte is part of a
video: here a line begins where the change begins.
"""

from rich.console import Console
from rich.control import Control
from textual._compositor import ChopsUpdate


class PartialUpdate(ChopsUpdate):
    """The update of some spans of some lines."""

    @classmethod
    def of(cls, update: ChopsUpdate) -> "PartialUpdate":
        """Return the same update, cut at both ends."""
        return cls(update.chops, update.spans, update.chop_ends)

    def render_segments(self, console: Console) -> str:
        """Return the control sequences and the text that change the spans."""
        parts: list[str] = []
        for y, start, stop in self.spans:
            position = -1
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                if strip is None or x >= stop or end <= start:
                    continue
                left, right = max(x, start), min(end, stop)
                if left != position:
                    parts.append(Control.move_to(left, y).segment.text)
                parts.append(strip.crop(left - x, right - x).render(console))
                position = right
        return "".join(parts)
