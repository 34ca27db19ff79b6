"""The rows of the home screen: the backlog in a line, action items in a line, sessions by their status."""

from collections.abc import Sequence

from refine_tui.application.views import HomeView
from refine_tui.domain.date_words import format_full_day
from refine_tui.domain.plain_text import counted
from refine_tui.domain.session import SessionStatus, zone_of
from refine_tui.domain.summary import SessionSummary
from refine_tui.ui.theme import Palette
from refine_tui.ui.widgets.columns import Columns, columns, heading, plain
from refine_tui.ui.widgets.row_list import BLANK, Row
from refine_tui.ui.widgets.styled import styled

_SECTIONS = (
    ("Unfinished", SessionStatus.RUNNING),
    ("Planned", SessionStatus.PLANNED),
    ("Past sessions", SessionStatus.CLOSED),
)


def session_rows(view: HomeView, *, palette: Palette, air: bool) -> list[Row[int]]:
    """Return the rows of the home screen; *air*: with blank lines between sessions."""
    backlog = styled(f"{view.team}: ", palette.muted)
    backlog.append(counted(view.new, "new item"), style=f"bold {palette.text}")
    backlog.append(" to triage · ", style=palette.muted)
    backlog.append(f"{view.candidates}", style=f"bold {palette.text}")
    backlog.append(" for the deep dive", style=palette.muted)
    rows: list[Row[int]] = [Row(content=backlog), *_actions_line(view, palette)]
    for title, status in _SECTIONS:
        summaries = [summary for summary in view.summaries if summary.status is status]
        rows += _section(title, summaries, palette, air=air)
    return rows if view.summaries else [*rows, BLANK, *_first_steps(palette)]


def _actions_line(view: HomeView, palette: Palette) -> list[Row[int]]:
    """Return how many of the team's action items are open, and how many of them overdue."""
    if not view.open_actions:
        return []
    text = styled(counted(view.open_actions, "action item"), f"bold {palette.text}")
    text.append(" open", style=palette.muted)
    if view.overdue:
        text.append(f" · {view.overdue} overdue", style=f"bold {palette.gap}")
    return [Row(content=text)]


def _first_steps(palette: Palette) -> list[Row[int]]:
    lines = (
        ("1", "starts a session: an agenda of 60 minutes, with its clock"),
        ("2", "imports your backlog: paste lines from a chat, a mail or a sheet"),
        ("", "or, at the shell:  refine import jira.csv"),
        ("", "to look around first:  refine demo"),
    )
    rows: list[Row[int]] = [Row(content=heading("No sessions yet", palette)), BLANK]
    return rows + [
        Row(content=columns("", styled(key, f"bold {palette.accent}"), plain(words), width=2, palette=palette))
        for key, words in lines
    ]


def _section(title: str, summaries: Sequence[SessionSummary], palette: Palette, *, air: bool) -> list[Row[int]]:
    if not summaries:
        return []
    blank = [BLANK] if air else []
    rows: list[Row[int]] = [BLANK, Row(content=heading(title, palette)), *blank]
    for place, summary in enumerate(summaries):
        rows += [*(blank if place else []), Row(content=_line(summary, palette), target=summary.id)]
    return rows


def _line(summary: SessionSummary, palette: Palette) -> Columns:
    moment = summary.started_at or summary.planned_for
    when = ""
    if moment is not None:
        local = moment.astimezone(zone_of(summary.zone))
        when = f"{format_full_day(local.date())} {local:%H:%M}"
    text = plain(f"{summary.team} · {summary.title}", f"bold {palette.text}")
    if summary.goal:
        text.append(f"  {summary.goal}", style=palette.muted)
    if summary.status is SessionStatus.PLANNED:
        text.append("\nWaiting items are added when it starts", style=palette.muted)
    else:
        counts = f"{summary.ready} ready of {summary.item_count} · {counted(summary.decisions, 'decision')}"
        counts += f" · {counted(summary.actions, 'action')}"
        text.append(f"\n{counts}", style=palette.muted)
    colour = palette.person if summary.status is SessionStatus.CLOSED else f"bold {palette.accent}"
    return columns("", styled(when, colour), text, width=22, palette=palette)
