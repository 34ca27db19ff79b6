"""``refine items``: list a team's backlog."""

from datetime import date
from typing import TYPE_CHECKING

import click

from refine_tui.cli.app_context import AppContext, with_context
from refine_tui.cli.arguments import find_team_name, team_option, unknown_team_message
from refine_tui.cli.output import print_lines, print_to_stderr, write_output
from refine_tui.cli.text_table import Column, screen_width, table
from refine_tui.domain.dispositions import state_words
from refine_tui.domain.errors import RefineError
from refine_tui.domain.item_age import age_in_days
from refine_tui.domain.plain_text import counted
from refine_tui.domain.session import zone_of

if TYPE_CHECKING:
    from refine_tui.domain.backlog_item import Backlog, BacklogItem

_COLUMNS = (
    Column("#", right=True),
    Column("Item"),
    Column("State"),
    Column("Type", spare=True),
    Column("Est.", right=True),
    Column("Age", right=True),
    Column("Title", flexible=True),
)


@click.command()
@team_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
@with_context
def items(context: AppContext, team: str | None, as_json: bool) -> None:
    """List the backlog of a team in its order."""
    backlog = _backlog(context, team)
    backlog_items = backlog.items if backlog else ()
    if as_json:
        from refine_tui.minutes.json_lists import item_json
        from refine_tui.minutes.json_text import dumps

        write_output(dumps([item_json(item) for item in backlog_items]))
    elif backlog is None or not backlog_items:
        print_to_stderr("No items yet. Import some: refine import backlog.csv")
    else:
        today = context.clock.now().astimezone(zone_of(context.zone)).date()
        print_lines(
            f"{backlog.team.name} · {counted(len(backlog_items), 'item')}",
            "",
            *backlog_table(backlog_items, today, screen_width()),
        )


def backlog_table(backlog_items: "tuple[BacklogItem, ...]", today: date, width: int | None) -> list[str]:
    """Return the lines of a table of backlog items, in the given order."""
    rows = [
        (
            str(place),
            item.label,
            state_words(item.state),
            item.kind.value if item.kind else item.type,
            item.estimate,
            _age_words(item.created, today),
            item.title,
        )
        for place, item in enumerate(backlog_items, 1)
    ]
    return table(_COLUMNS, rows, width=width)


def _age_words(created: str | None, today: date) -> str:
    days = age_in_days(created, today)
    return "" if days is None else f"{max(days, 0)} d"


def _backlog(context: AppContext, team: str | None) -> "Backlog | None":
    if not context.has_database():
        if team:
            raise RefineError(unknown_team_message(team, ()))
        return None
    preferred = context.settings.team
    with context.application() as application:
        name = find_team_name(application, team, preferred)
        return None if name is None else application.views.backlog(name)
