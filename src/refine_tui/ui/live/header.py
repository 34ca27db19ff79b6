"""The header: team and agenda, the time, the end, ahead or behind; the goal."""

from datetime import timedelta

from rich.text import Text

from refine_tui.domain.session import SessionStatus
from refine_tui.ui.keymap import shown_keys
from refine_tui.ui.live.view_model import LiveViewModel
from refine_tui.ui.widgets.line_widget import LineWidget
from refine_tui.ui.widgets.styled import styled

_MINUTE = timedelta(minutes=1)
_WIDE, _TALL = 100, 28
"""Columns and rows from which the header has a line for the goal."""
_TITLE = 10
"""Cells that stay for the title."""


class SessionHeader(LineWidget):
    """Who we are, what for, and whether we shall end on time."""

    DEFAULT_CSS = "SessionHeader { height: auto; background: $surface; padding: 0 2; }"

    def show(self, model: LiveViewModel) -> bool:
        """Show the session at the moment of *model*, and return whether anything changed."""
        width = self.content_size.width or self.app.size.width - 4
        is_wide = self.app.size.width >= _WIDE
        palette, session = model.palette, model.session
        title = styled(session.team.name, f"bold {palette.text}")
        if is_wide:
            title.append(f" · {session.title}", style=palette.muted)
        times = _times(model)
        if (replan := self._replan(model)).cell_len + times.cell_len < width - _TITLE:
            times.append_text(replan)
        lines = [edge_to_edge(title, times, width)]
        if is_wide and self.app.size.height >= _TALL:
            goal = styled("Goal  ", palette.muted)
            goal.append(session.goal or "not stated yet", style=palette.text if session.goal else palette.muted)
            goal.truncate(width, overflow="ellipsis")
            lines.append(goal)
        return self.update(Text("\n").join(lines))

    def _replan(self, model: LiveViewModel) -> Text:
        """Return the suggestion that brings the session back on time, with its key; empty: there is none."""
        replan = model.clock.replan
        if replan is None:
            return Text()
        keys, _ = shown_keys(self.screen).get("session.replan", ("t", ""))
        minutes = replan.phase.budget_minutes - replan.minutes
        text = styled(f"   {keys.split()[0]}", f"bold {model.palette.accent}")
        return text.append(f" shorten {replan.phase.title} to {minutes} min", style=model.palette.text)


def _times(model: LiveViewModel) -> Text:
    """Return the time of day, the expected end, and how far that is from the plan."""
    palette, session, clock = model.palette, model.session, model.clock
    text = styled(f"{session.local(clock.now):%H:%M}", f"bold {palette.text}")
    if session.status is SessionStatus.CLOSED or clock.expected_end is None:
        return text.append("   closed", style=palette.muted)
    text.append(f"   ends {session.local(clock.expected_end):%H:%M}   ", style=palette.text)
    behind = round(clock.behind / _MINUTE)
    if not clock.is_running:
        text.append("paused", style=f"bold {palette.accent}")
    elif behind > 0:
        text.append(f"{behind} min behind", style=f"bold {palette.accent}")
    elif behind < 0:
        text.append(f"{-behind} min ahead", style=palette.done)
    else:
        text.append("on time", style=palette.done)
    return text


def edge_to_edge(left: Text, right: Text, width: int) -> Text:
    """Return one line of *width* cells with a text at each edge; the left one is cut where both do not fit."""
    room = width - right.cell_len - 2
    line = left.copy()
    line.truncate(max(1, room), overflow="ellipsis")
    return line.append(" " * max(1, width - line.cell_len - right.cell_len)).append_text(right)
