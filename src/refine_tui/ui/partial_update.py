"""What is sent to the terminal for a change: the cells that changed, in as few bytes as they need.

Textual sends each line from the beginning of its widget up to the change, and a colour for every piece of text, spaces
included. On a shared screen, every byte is part of a video: here a line begins where the change begins, and spaces take
the style of the text beside them wherever that looks the same.
"""

from collections.abc import Iterable
from functools import lru_cache

from rich.console import Console
from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate
from textual.strip import Strip


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
            pieces: list[Segment] = []
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                if strip is None or x >= stop or end <= start:
                    continue
                left, right = max(x, start), min(end, stop)
                if left != position:
                    parts.append(_rendered(pieces, console))
                    parts.append(Control.move_to(left, y).segment.text)
                    pieces = []
                pieces += strip.crop(left - x, right - x)
                position = right
            parts.append(_rendered(pieces, console))
        return "".join(parts)


def _rendered(segments: list[Segment], console: Console) -> str:
    return Strip(join_spaces(segments)).render(console) if segments else ""


def join_spaces(segments: Iterable[Segment]) -> list[Segment]:
    """Return segments that look the same, with spaces joined to the text beside them if the background is the same."""
    joined: list[Segment] = []
    for segment in segments:
        if joined and (merged := _merged(joined[-1], segment)) is not None:
            joined[-1] = merged
        else:
            joined.append(segment)
    return joined


def _merged(left: Segment, right: Segment) -> Segment | None:
    """Return both as one segment; None: they would not look the same."""
    if left.control or right.control:
        return None
    text = left.text + right.text
    if left.style == right.style:
        return Segment(text, left.style)
    if left.style is None or right.style is None or left.style.bgcolor != right.style.bgcolor:
        return None
    if _draws_on_spaces(left.style) or _draws_on_spaces(right.style):
        return None
    if not right.text.strip(" "):
        return Segment(text, left.style)
    return None if left.text.strip(" ") else Segment(text, right.style)


@lru_cache(maxsize=1024)
def _draws_on_spaces(style: Style) -> bool:
    """Whether a space in this style shows more than its background."""
    lines = (style.underline, style.underline2, style.overline, style.strike)
    return any((style.reverse, style.blink, style.link, *lines))
