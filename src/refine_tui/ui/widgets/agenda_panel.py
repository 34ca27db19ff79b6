"""The agenda on the left: every box with what it took, and what is left of the current one, large."""

import math
from datetime import datetime, timedelta

from rich.console import Group
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Digits, Static

from refine_tui.domain.agenda import PhaseKind
from refine_tui.domain.clock_steps import replan
from refine_tui.domain.session import RefinementSession, SessionStatus
from refine_tui.domain.timebox import ZERO, Timebox
from refine_tui.ui.theme import palette_of
from refine_tui.ui.widgets.phase_view import clock_words
from refine_tui.ui.widgets.styled import styled

SOON, LAST = 0.20, 0.05
"""The shares of a box at which its look changes, quietly."""
_MINUTE = timedelta(minutes=1)
_BAR = 20


_AIRY = 18
"""Rows from which on lines between the boxes still leave room for the digits."""
_AROUND = 5
"""Rows above and below the panel, as long as it has no size of its own: the first frame is like the second then."""


class AgendaPanel(Vertical):
    """Boxes, minutes left, pace. A tick repaints only what reads differently."""

    DEFAULT_CSS = """
    AgendaPanel { padding: 1 1 0 2; }
    AgendaPanel #boxes { height: auto; }
    AgendaPanel #left { width: 100%; height: 3; margin-top: 1; color: $primary; text-style: bold; }
    AgendaPanel #left-words, AgendaPanel #bar { height: 1; width: 100%; }
    AgendaPanel #pace { height: 3; width: 100%; margin-top: 1; }
    """

    def __init__(self, *, show_seconds: bool = False, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._show_seconds = show_seconds
        self._boxes = Static("", markup=False, id="boxes")
        self._left = Digits("", id="left")
        self._words = Static("", markup=False, id="left-words")
        self._bar = Static("", markup=False, id="bar")
        self._pace = Static("", markup=False, id="pace")
        self._shown: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        yield self._boxes
        yield self._left
        yield self._words
        yield self._bar
        yield self._pace

    def show(self, session: RefinementSession, now: datetime) -> None:
        """Show the session as it stands at *now*."""
        self._show_boxes(session, now)
        box = session.timebox(session.phase)
        paused = session.status is SessionStatus.RUNNING and not session.is_running
        number, words = left_words(box, now, seconds=self._show_seconds)
        if self._changed("left", number):
            self._left.update(number)
        palette = palette_of(self.app)
        text = styled(words, palette.amber)
        if paused:
            text = styled("paused · space goes on", f"bold {palette.amber}")
        if self._changed("words", f"{text.plain}{self.app.theme}"):
            self._words.update(text, layout=False)
        filled = _filled(box, now)
        if self._changed("bar", f"{filled}{self.app.theme}"):
            bar = styled("━" * filled, palette.amber)
            self._bar.update(bar.append("━" * (_BAR - filled), style=palette.panel), layout=False)
        pace, plan = pace_words(session, now), replan_words(session, now)
        if self._changed("pace", f"{pace}{plan}{self.app.theme}"):
            self._pace.update(styled(pace, palette.muted).append(f"\n{plan}" if plan else "", style=palette.amber))

    def _show_boxes(self, session: RefinementSession, now: datetime) -> None:
        palette = palette_of(self.app)
        height = self.size.height or self.app.size.height - _AROUND
        airy = height >= _AIRY
        seen = [f"{airy}{self.app.theme}"]
        lines: list[Table | Text] = [styled("Agenda", f"bold {palette.blue}")]
        for phase in session.phases:
            box = session.timebox(phase.position)
            spent, budget = int(box.elapsed(now) / _MINUTE), round(box.budget / _MINUTE)
            current = phase.position == session.phase and session.status is not SessionStatus.CLOSED
            started = bool(box.spans)
            minutes = f"{spent} of {budget:>2}" if started else str(budget)
            style = f"bold {palette.amber}" if current else palette.text if started else palette.muted
            mark = "▶" if current else "✓" if started else " "
            row = Table.grid(expand=True, padding=(0, 1, 0, 0))
            row.add_column(width=1)
            row.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
            row.add_column(justify="right", no_wrap=True)
            mark_style = style if current else palette.green
            row.add_row(styled(mark, mark_style), styled(phase.title, style), styled(minutes, style))
            if airy:
                lines.append(Text(""))
            lines.append(row)
            seen.append(f"{mark}{phase.title}{minutes}")
        if self._changed("boxes", "|".join(seen)):
            self._boxes.update(Group(*lines))

    def _changed(self, name: str, seen: str) -> bool:
        if self._shown.get(name) == seen:
            return False
        self._shown[name] = seen
        return True


def _filled(box: Timebox, now: datetime) -> int:
    """Return how much of the bar is filled: it moves with the minutes, not between them."""
    minutes = math.ceil(max(ZERO, box.remaining(now)) / _MINUTE)
    return min(_BAR, math.ceil(minutes * _MINUTE / box.budget * _BAR))


def left_words(box: Timebox, now: datetime, *, seconds: bool = False) -> tuple[str, str]:
    """Return the large number of a box and the words under it.

    Whole minutes, rounded up, until the last one; then (or with *seconds*, always) minutes and seconds.
    """
    remaining = box.remaining(now)
    if remaining < ZERO:
        minutes = int(-remaining / _MINUTE)
        return f"+{minutes}", "min over · ] next phase" if minutes else "just over · ] next phase"
    share = box.share_left(now)
    warning = " · time to close" if share <= LAST else " · nearly over" if share <= SOON else ""
    if seconds or remaining <= _MINUTE:
        return clock_words(remaining.total_seconds()), f"left{warning}"
    minutes = math.ceil(remaining / _MINUTE)
    return str(minutes), f"min{warning}" if warning else f"{'minute' if minutes == 1 else 'minutes'} left"


def _spent(session: RefinementSession, now: datetime) -> float:
    """Return the seconds that the triaged items took: it stands still while the next one is talked about."""
    times = session.item_times(now)
    return sum(
        times.get(item.id, ZERO).total_seconds()
        for item in session.triage_items
        if item.triaged and item.id != session.open_item
    )


def pace_words(session: RefinementSession, now: datetime) -> str:
    """Return how far the group is with the items of the phase, and how long one takes."""
    kind = session.current_phase.kind
    if kind is PhaseKind.TRIAGE:
        items = session.triage_items
        done = sum(item.triaged for item in items)
        if not items:
            return ""
        return f"{done} of {len(items)}" + (f" · {clock_words(_spent(session, now) / done)} an item" if done else "")
    if kind is PhaseKind.DEEP_DIVE and session.candidates:
        done = sum(item.outcome is not None for item in session.candidates)
        return f"{done} of {len(session.candidates)} stories done"
    return ""


def replan_words(session: RefinementSession, now: datetime) -> str:
    """Return the suggestion that brings the session back on time, and the key that takes it; empty: none."""
    if (suggestion := replan(session, now)) is None:
        return ""
    phase, minutes = suggestion
    budget = phase.planned_minutes + phase.extended_minutes
    return f"t  {phase.title} {budget} → {budget - minutes}?"
