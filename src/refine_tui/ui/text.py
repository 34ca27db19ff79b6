"""The last guard: whatever reaches the terminal is free of control characters and direction changes."""

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


class PlainTextFilter(LineFilter):
    """Replaces what could steer a terminal in every segment that is text.

    Domain values are clean already; this holds for what reaches the screen by any other way.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of one line, cleaned."""
        del background
        return [
            segment if segment.control or not _UNPRINTABLE.search(segment.text) else _cleaned(segment)
            for segment in segments
        ]


def _cleaned(segment: Segment) -> Segment:
    return Segment(_UNPRINTABLE.sub(" ", segment.text), segment.style)
