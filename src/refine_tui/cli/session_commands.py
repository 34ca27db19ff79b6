"""``refine sessions`` and ``refine show``: list sessions, and print the minutes of one."""

from typing import TYPE_CHECKING

import click

from refine_tui.cli.app_context import AppContext, with_context
from refine_tui.cli.arguments import (
    SESSION,
    find_session_number,
    find_team_name,
    start_time_text,
    team_option,
    unknown_team_message,
)
from refine_tui.cli.arguments import session_number as required_session
from refine_tui.cli.output import print_lines, print_to_stderr, write_output
from refine_tui.cli.text_table import Column, display_width, screen_width, table, wrapped
from refine_tui.domain.errors import RefineError

if TYPE_CHECKING:
    from refine_tui.domain.session import RefinementSession
    from refine_tui.domain.summary import SessionSummary

_COLUMNS = (
    Column("No.", right=True),
    Column("When"),
    Column("Status"),
    Column("Items", right=True),
    Column("Ready", right=True),
    Column("Decisions", right=True, spare=True),
    Column("Actions", right=True, spare=True),
    Column("Questions", right=True, spare=True),
    Column("Goal", flexible=True),
)


MAX_LINE_WIDTH = 100


@click.command()
@team_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
@with_context
def sessions(context: AppContext, team: str | None, as_json: bool) -> None:
    """List the sessions of a team, planned ones too, the newest first."""
    name, summaries = _summaries(context, team)
    if as_json:
        from refine_tui.minutes.json_lists import summary_json
        from refine_tui.minutes.json_text import dumps

        write_output(dumps([summary_json(summary) for summary in summaries]))
    elif not summaries:
        print_to_stderr("No sessions yet. Begin one: refine start")
    else:
        print_lines(name, "", *session_table(summaries, screen_width()))


def session_table(summaries: "tuple[SessionSummary, ...]", width: int | None) -> list[str]:
    """Return the lines of a table of sessions."""
    rows = [
        (
            str(each.id),
            start_time_text(each),
            each.status.value,
            *(str(number) for number in (each.item_count, each.ready, each.decisions, each.actions, each.questions)),
            each.goal or each.title,
        )
        for each in summaries
    ]
    return table(_COLUMNS, rows, width=width)


@click.command()
@click.argument("session", type=SESSION, metavar="SESSION")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
@with_context
def show(context: AppContext, session: str, as_json: bool) -> None:
    """Read what came out of a session (a number, or `last`)."""
    stored = load_session(context, session)
    if as_json:
        from refine_tui.minutes.document import document_of
        from refine_tui.minutes.session_json import render_json

        write_output(render_json(document_of(stored, now=context.clock.now())))
        return
    print_lines(*minutes_lines(context, stored))


def minutes_lines(context: AppContext, session: "RefinementSession") -> list[str]:
    """Return the minutes of a session as lines for a terminal."""
    from refine_tui.minutes.formats import FORMATS
    from refine_tui.minutes.terminal_view import LineKind, terminal_lines

    signs = {
        LineKind.BULLET: "  • ",
        LineKind.SUB_BULLET: "    – ",
        LineKind.ACTION: "  ☐ ",
    }
    width = min(screen_width() or MAX_LINE_WIDTH, MAX_LINE_WIDTH)
    lines: list[str] = []
    for line in terminal_lines(context.exporter().text(session, FORMATS["markdown"])):
        sign = "  ☑ " if line.done else signs.get(line.kind, "")
        lines += wrapped(line.text, width=width, first=sign)
        if line.kind is LineKind.TITLE:
            lines.append("═" * display_width(lines[-1]))
        elif line.kind is LineKind.HEADING:
            lines.append("─" * display_width(lines[-1]))
    return lines


def load_session(context: AppContext, requested: str) -> "RefinementSession":
    """Return the requested session.

    Raises:
        RefineError: the session does not exist.
    """
    if not context.has_database():
        required_session(context, requested)
    with context.application() as application:
        return application.views.session(find_session_number(application, requested))


def _summaries(context: AppContext, team: str | None) -> "tuple[str, tuple[SessionSummary, ...]]":
    if not context.has_database():
        if team:
            raise RefineError(unknown_team_message(team, ()))
        return "", ()
    preferred = context.settings.team
    with context.application() as application:
        name = find_team_name(application, team, preferred)
        return name or "", application.views.sessions(name) if name else ()
