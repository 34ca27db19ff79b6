"""The ribbon: the whole hour as one bar, a segment a phase, filled as time passes."""

import math
from collections.abc import Sequence
from datetime import timedelta

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from refine_tui.domain.clock_reading import PhaseReading
from refine_tui.domain.phase_state import PhaseState
from refine_tui.domain.session import Phase, SessionStatus
from refine_tui.domain.timebox import ZERO
from refine_tui.ui.live.view_model import LiveViewModel
from refine_tui.ui.widgets.line_widget import LineWidget

_MINUTE = timedelta(minutes=1)
_WIDE, _NARROW = 100, 64
"""Columns from which every phase has its whole title, and below which only the running one has words."""
_SHORTEST = 10
"""The shortest label, in cells, that still says which phase it is."""


class Ribbon(LineWidget):
    """Each phase as wide as its share of the hour; the running one says how many minutes are left."""

    DEFAULT_CSS = "Ribbon { height: 2; background: $surface; padding: 0 2; }"

    def __init__(self, *, show_seconds: bool = False) -> None:
        super().__init__(id="ribbon")
        self._show_seconds = show_seconds

    def show(self, model: LiveViewModel) -> bool:
        """Show the phases at the moment of *model*, and return whether anything changed."""
        width = self.content_size.width or self.app.size.width - 4
        session, palette = model.session, model.palette
        current = None if session.status is SessionStatus.CLOSED else session.phase
        words = [
            running_words(phase, reading, seconds=self._show_seconds)
            if place == current
            else f"{'✓ ' if reading.state is PhaseState.HELD else ''}{phase.title}"
            for place, (phase, reading) in enumerate(zip(session.phases, model.clock.phases, strict=True))
        ]
        widths = segment_widths(session.phases, words, current=current, width=width)
        labels, bars = Text(), Text()
        for place, (reading, segment) in enumerate(zip(model.clock.phases, widths, strict=True)):
            is_over = reading.remaining < ZERO
            style = palette.muted
            if place == current:
                style = f"bold {palette.gap if is_over else palette.accent}"
            elif reading.state is PhaseState.HELD:
                style = palette.done
            label = words[place] if place == current or width >= _NARROW else ""
            labels.append(set_cell_size(_shortened(label, segment), segment) + " ", style=style)
            filled = filled_cells(reading, segment)
            bars.append("━" * filled, style=style).append("─" * (segment - filled) + " ", style=palette.muted)
        labels.truncate(width)
        bars.truncate(width)
        return self.update(Text("\n").join([labels, bars]))


def running_words(phase: Phase, reading: PhaseReading, *, seconds: bool = False) -> str:
    """Return ``▶ Deep dive   14 min left``; past the end ``▶ Deep dive   over by 2 min``."""
    return f"▶ {phase.title}   {left_words(reading, seconds=seconds)}"


def left_words(reading: PhaseReading, *, seconds: bool = False) -> str:
    """Return how much of a phase is left, or by how much it is over."""
    remaining = reading.remaining
    if remaining < ZERO:
        return f"over by {max(1, math.ceil(-remaining / _MINUTE))} min"
    if seconds:
        minutes, rest = divmod(int(remaining.total_seconds()), 60)
        return f"{minutes}:{rest:02d} left"
    return f"{math.ceil(remaining / _MINUTE)} min left"


def filled_cells(reading: PhaseReading, segment: int) -> int:
    """Return how many of the cells of a segment are filled: they move with the minutes, not between them."""
    if reading.budget <= ZERO:
        return segment
    minutes = math.ceil(max(ZERO, reading.remaining) / _MINUTE)
    return math.floor(segment * max(0.0, 1 - minutes * _MINUTE / reading.budget))


def _shortened(label: str, width: int) -> str:
    """Return the first words of a label that fit, or its first letters."""
    while cell_len(label) > width and " " in label.strip("✓▶ "):
        label = label.rpartition(" ")[0].rstrip()
    return label


def segment_widths(phases: Sequence[Phase], words: Sequence[str], *, current: int | None, width: int) -> list[int]:
    """Return the width of each segment, in cells, without the blank behind it.

    A segment is as wide as its phase's share of the session, but the running one has room for its words, and the
    others for their label, which is short where there is little room.
    """
    room = width - len(phases) + 1
    whole = sum(max(1, phase.budget_minutes) for phase in phases)
    shares = [room * max(1, phase.budget_minutes) / whole for phase in phases]
    if width < _NARROW:
        least = [2] * len(phases)
    elif width < _WIDE - 4:
        least = [min(_SHORTEST, cell_len(each)) for each in words]
    else:
        least = [cell_len(each) for each in words]
    if current is not None:
        least[current] = cell_len(words[current])
    widths = [max(needed, int(share)) for needed, share in zip(least, shares, strict=True)]
    while sum(widths) > room:
        slack = [have - needed for have, needed in zip(widths, least, strict=True)]
        place = slack.index(max(slack))
        if slack[place] <= 0:
            break
        widths[place] -= 1
    for _ in range(room - sum(widths)):
        missing = [share - have for share, have in zip(shares, widths, strict=True)]
        widths[missing.index(max(missing))] += 1
    return widths
