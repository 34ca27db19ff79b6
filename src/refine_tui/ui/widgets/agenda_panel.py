"""The agenda on the left: every box with what it took, and what is left of the current one, large."""

import math
from datetime import timedelta

from rich.console import Group
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Digits, Static

from refine_tui.domain.agenda import PhaseItems
from refine_tui.domain.clock_reading import ClockReading, PhaseReading
from refine_tui.domain.dispositions import Outcome
from refine_tui.domain.pace import triage_pace
from refine_tui.domain.readiness import open_checks
from refine_tui.domain.session import RefinementSession, SessionStatus
from refine_tui.domain.timebox import ZERO
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
    AgendaPanel #stories { height: auto; width: 100%; margin-top: 1; display: none; }
    AgendaPanel #pace { height: 4; width: 100%; margin-top: 1; }
    """

    def __init__(self, *, show_seconds: bool = False, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._show_seconds = show_seconds
        self._boxes = Static("", markup=False, id="boxes")
        self._left = Digits("", id="left")
        self._words = Static("", markup=False, id="left-words")
        self._bar = Static("", markup=False, id="bar")
        self._pace = Static("", markup=False, id="pace")
        self._stories = Static("", markup=False, id="stories")
        self._shown: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        yield self._boxes
        yield self._left
        yield self._words
        yield self._bar
        yield self._pace
        yield self._stories

    def show(self, session: RefinementSession, clock: ClockReading) -> None:
        """Show the session at the moment of *clock*."""
        self._show_boxes(session, clock)
        box = clock.current
        paused = session.status is SessionStatus.RUNNING and not clock.is_running
        number, words = left_words(box, seconds=self._show_seconds)
        if self._changed("left", number):
            self._left.update(number)
        palette = palette_of(self.app)
        text = styled(words, palette.accent)
        if paused:
            text = styled("paused · space goes on", f"bold {palette.accent}")
        if self._changed("words", f"{text.plain}{self.app.theme}"):
            self._words.update(text, layout=False)
        filled = _filled(box)
        if self._changed("bar", f"{filled}{self.app.theme}"):
            bar = styled("━" * filled, palette.accent)
            self._bar.update(bar.append("━" * (_BAR - filled), style=palette.panel), layout=False)
        self._show_stories(session)
        pace, plan = pace_words(session, clock), replan_words(clock)
        if self._changed("pace", f"{pace}{plan}{self.app.theme}"):
            self._pace.update(styled(pace, palette.muted).append(f"\n{plan}" if plan else "", style=palette.accent))

    def _show_boxes(self, session: RefinementSession, clock: ClockReading) -> None:
        palette = palette_of(self.app)
        height = self.size.height or self.app.size.height - _AROUND
        airy = height >= _AIRY
        seen = [f"{airy}{self.app.theme}"]
        lines: list[Table | Text] = [styled("Agenda", f"bold {palette.heading}")]
        for phase, box in zip(session.phases, clock.phases, strict=True):
            spent, budget = int(box.elapsed / _MINUTE), phase.budget_minutes
            current = phase.position == session.phase and session.status is not SessionStatus.CLOSED
            started = box.started
            minutes = f"{spent} of {budget:>2}" if started else str(budget)
            style = f"bold {palette.accent}" if current else palette.text if started else palette.muted
            mark = "▶" if current else "✓" if started else " "
            row = Table.grid(expand=True, padding=(0, 1, 0, 0))
            row.add_column(width=1)
            row.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
            row.add_column(justify="right", no_wrap=True)
            mark_style = style if current else palette.done
            row.add_row(styled(mark, mark_style), styled(phase.title, style), styled(minutes, style))
            if airy:
                lines.append(Text(""))
            lines.append(row)
            seen.append(f"{mark}{phase.title}{minutes}")
        if self._changed("boxes", "|".join(seen)):
            self._boxes.update(Group(*lines))

    def _show_stories(self, session: RefinementSession) -> None:
        """List the stories of the deep dive in their order; only a very wide screen has room for them."""
        palette = palette_of(self.app)
        candidates = session.candidates if session.current_phase.kind.items is PhaseItems.CANDIDATES else ()
        lines = [styled("Stories", f"bold {palette.heading}", no_wrap=True)] if candidates else []
        for item in candidates:
            current = item.id == session.open_item
            whole = item.outcome is Outcome.READY and not open_checks(session, item)
            mark = "▶" if current else "·" if item.outcome is None else "✓" if whole else "○"
            style = f"bold {palette.accent}" if current else palette.text if item.outcome is None else palette.muted
            words = f"{mark} {item.label}  {item.item.title}"
            lines.append(styled(words, style, overflow="ellipsis", no_wrap=True))
        if self._changed("stories", "\n".join(line.plain for line in lines) + self.app.theme):
            self._stories.update(Group(*lines))

    def _changed(self, name: str, seen: str) -> bool:
        if self._shown.get(name) == seen:
            return False
        self._shown[name] = seen
        return True


def _filled(box: PhaseReading) -> int:
    """Return how much of the bar is filled: it moves with the minutes, not between them."""
    minutes = math.ceil(max(ZERO, box.remaining) / _MINUTE)
    return min(_BAR, math.ceil(minutes * _MINUTE / box.budget * _BAR))


def left_words(box: PhaseReading, *, seconds: bool = False) -> tuple[str, str]:
    """Return the large number of a box and the words under it.

    Whole minutes, rounded up, until the last one; then (or with *seconds*, always) minutes and seconds.
    """
    remaining = box.remaining
    if remaining < ZERO:
        minutes = int(-remaining / _MINUTE)
        return f"+{minutes}", "min over · ] next phase" if minutes else "just over · ] next phase"
    share = box.share_left
    warning = " · time to close" if share <= LAST else " · nearly over" if share <= SOON else ""
    if seconds or remaining <= _MINUTE:
        return clock_words(remaining.total_seconds()), f"left{warning}"
    minutes = math.ceil(remaining / _MINUTE)
    return str(minutes), f"min{warning}" if warning else f"{'minute' if minutes == 1 else 'minutes'} left"


def _triage_words(session: RefinementSession, clock: ClockReading) -> str:
    """Return how many items are done, how long one takes, and how long one may take where the box gets short."""
    if (pace := triage_pace(session, clock)) is None:
        return ""
    words = f"{pace.done} of {pace.count}"
    if pace.per_item:
        words += f" · {clock_words(pace.per_item.total_seconds())} an item"
    if pace.allowed is not None:
        words += f"\n{clock_words(pace.allowed.total_seconds())} an item to finish"
    return words


def pace_words(session: RefinementSession, clock: ClockReading) -> str:
    """Return how far the group is with the items of the phase, and how long one takes."""
    items = session.current_phase.kind.items
    if items is PhaseItems.TRIAGE:
        return _triage_words(session, clock)
    if items is PhaseItems.CANDIDATES and session.candidates:
        done = sum(item.outcome is not None for item in session.candidates)
        return f"{done} of {len(session.candidates)} stories done"
    return ""


def replan_words(clock: ClockReading) -> str:
    """Return the suggestion that brings the session back on time, and the key that takes it; empty: none."""
    if (replan := clock.replan) is None:
        return ""
    budget = replan.phase.budget_minutes
    return f"t  {replan.phase.title} {budget} → {budget - replan.minutes}?"
