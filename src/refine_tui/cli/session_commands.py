"""``refine sessions`` and ``refine show``: what was held, and what came out of it."""

from typing import TYPE_CHECKING

import click

from refine_tui.cli.app_context import AppContext, with_context
from refine_tui.cli.choices import SESSION, existing_team, stored_session, team_option, unknown_team, when
from refine_tui.cli.choices import session_number as required_session
from refine_tui.cli.columns import Column, display_width, screen_width, table, wrapped
from refine_tui.cli.output import complain, hand_out, tell
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


LONGEST_LINE = 100


@click.command()
@team_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
@with_context
def sessions(context: AppContext, team: str | None, as_json: bool) -> None:
    """List the sessions of a team, planned ones too, the newest first."""
    name, found = _summaries(context, team)
    if as_json:
        from refine_tui.minutes.json_shape import dumps, summary_json

        hand_out(dumps([summary_json(summary) for summary in found]))
    elif not found:
        complain("No sessions yet. Begin one: refine start")
    else:
        tell(name, "", *lines_of(found, screen_width()))


def lines_of(found: "tuple[SessionSummary, ...]", width: int | None) -> list[str]:
    """Return the sessions as a table."""
    rows = [
        (
            str(each.id),
            when(each),
            each.status.value,
            *(str(number) for number in (each.item_count, each.ready, each.decisions, each.actions, each.questions)),
            each.goal or each.title,
        )
        for each in found
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
        from refine_tui.minutes.json_shape import dumps, session_json

        hand_out(dumps(session_json(stored, now=context.clock.now())))
        return
    tell(*minutes_lines(context, stored))


def minutes_lines(context: AppContext, session: "RefinementSession") -> list[str]:
    """Return the minutes of a session as lines to read on a terminal."""
    from refine_tui.minutes.formats import FORMATS
    from refine_tui.minutes.reading import LineKind, reading_lines

    signs = {
        LineKind.BULLET: "  • ",
        LineKind.SUB_BULLET: "    – ",
        LineKind.ACTION: "  ☐ ",
    }
    width = min(screen_width() or LONGEST_LINE, LONGEST_LINE)
    lines: list[str] = []
    for line in reading_lines(context.handing_out().text(session, FORMATS["markdown"])):
        sign = "  ☑ " if line.done else signs.get(line.kind, "")
        lines += wrapped(line.text, width=width, first=sign)
        if line.kind is LineKind.TITLE:
            lines.append("═" * display_width(lines[-1]))
        elif line.kind is LineKind.HEADING:
            lines.append("─" * display_width(lines[-1]))
    return lines


def load_session(context: AppContext, asked: str) -> "RefinementSession":
    """Return the session that is meant.

    Raises:
        RefineError: there is no such session.
    """
    if not context.has_database():
        required_session(context, asked)
    with context.application() as application:
        return application.views.session(stored_session(application, asked))


def _summaries(context: AppContext, team: str | None) -> "tuple[str, tuple[SessionSummary, ...]]":
    if not context.has_database():
        if team:
            raise RefineError(unknown_team(team, ()))
        return "", ()
    preferred = context.settings.team
    with context.application() as application:
        name = existing_team(application, team, preferred)
        return name or "", application.views.sessions(name) if name else ()
