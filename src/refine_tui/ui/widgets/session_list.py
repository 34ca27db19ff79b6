"""What the home screen lists: the backlog in a line, action items in a line, sessions by what can be done with them."""

from collections.abc import Sequence

from refine_tui.application.views import HomeView
from refine_tui.domain.date_words import format_full_day
from refine_tui.domain.session import SessionStatus, zone_of
from refine_tui.domain.summary import SessionSummary
from refine_tui.ui.theme import Palette
from refine_tui.ui.widgets.columns import MARK, Columns, columns, heading, plain
from refine_tui.ui.widgets.counted import counted
from refine_tui.ui.widgets.row_list import BLANK, Row
from refine_tui.ui.widgets.styled import styled


def session_rows(content: HomeView, *, chosen: str, palette: Palette) -> list[Row[str]]:
    """Return the rows of the home screen."""
    summaries = content.summaries
    backlog = styled(f"{content.team}: ", palette.muted)
    backlog.append(counted(content.new, "new item"), style=f"bold {palette.text}")
    backlog.append(" to triage · ", style=palette.muted)
    backlog.append(f"{content.candidates}", style=f"bold {palette.text}")
    backlog.append(" for the deep dive", style=palette.muted)
    rows = [Row(content=backlog), *_actions_line(content, palette), BLANK]
    planned = [s for s in summaries if s.status is SessionStatus.PLANNED]
    unfinished = [s for s in summaries if s.status is SessionStatus.RUNNING]
    past = [s for s in summaries if s.status is SessionStatus.CLOSED]
    rows += _section("Unfinished", unfinished, palette, chosen)
    rows += _section("Planned", planned, palette, chosen)
    rows += _section("Past sessions", past, palette, chosen)
    if not summaries:
        rows += _first_steps(palette)
    return rows


def _actions_line(content: HomeView, palette: Palette) -> list[Row[str]]:
    """Return how many of the team's action items are open, and how many of them overdue."""
    if not content.open_actions:
        return []
    text = styled(counted(content.open_actions, "action item"), f"bold {palette.text}")
    text.append(" open", style=palette.muted)
    if content.overdue:
        text.append(f" · {content.overdue} overdue", style=f"bold {palette.gap}")
    return [Row(content=text)]


def _first_steps(palette: Palette) -> list[Row[str]]:
    lines = (
        ("1", "starts a session: an agenda of 60 minutes, with its clock"),
        ("2", "brings your backlog in: paste lines from a chat, a mail or a sheet"),
        ("", "or, at the shell:  refine import jira.csv"),
        ("", "to look around first:  refine demo"),
    )
    rows = [Row(content=heading("No sessions yet", palette)), BLANK]
    return rows + [
        Row(content=columns("", styled(key, f"bold {palette.accent}"), plain(words), width=2, palette=palette))
        for key, words in lines
    ]


def _section(title: str, summaries: Sequence[SessionSummary], palette: Palette, chosen: str) -> list[Row[str]]:
    if not summaries:
        return []
    rows = [Row(content=heading(title, palette)), BLANK]
    for summary in summaries:
        line = _line(summary, palette, chosen=str(summary.id) == chosen)
        rows += [Row(content=line, target=str(summary.id)), BLANK]
    return rows


def _line(summary: SessionSummary, palette: Palette, *, chosen: bool) -> Columns:
    moment = summary.started_at or summary.planned_for
    when = ""
    if moment is not None:
        local = moment.astimezone(zone_of(summary.zone))
        when = f"{format_full_day(local.date())} {local:%H:%M}"
    text = plain(f"{summary.team} · {summary.title}", f"bold {palette.text}" if chosen else palette.text)
    if summary.goal:
        text.append(f"  {summary.goal}", style=palette.muted)
    if summary.status is SessionStatus.PLANNED:
        text.append("\nwhat waits is brought when it begins", style=palette.muted)
        return columns(MARK if chosen else "", styled(when, f"bold {palette.accent}"), text, width=22, palette=palette)
    counts = f"{summary.ready} ready of {summary.item_count} · {counted(summary.decisions, 'decision')}"
    counts += f" · {counted(summary.actions, 'action')}"
    text.append(f"\n{counts}", style=palette.muted)
    label = styled(when, palette.person if summary.status is SessionStatus.CLOSED else f"bold {palette.accent}")
    return columns(MARK if chosen else "", label, text, width=22, palette=palette)
