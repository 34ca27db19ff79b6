"""``refine items``: a team's backlog."""

from datetime import date
from typing import TYPE_CHECKING

import click

from refine_tui.cli.app_context import AppContext, with_context
from refine_tui.cli.choices import existing_team, team_option, unknown_team
from refine_tui.cli.columns import Column, counted, screen_width, table
from refine_tui.cli.output import complain, hand_out, tell
from refine_tui.domain.dispositions import state_words
from refine_tui.domain.errors import RefineError
from refine_tui.domain.item_age import age_in_days
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
    held = backlog.items if backlog else ()
    if as_json:
        from refine_tui.minutes.json_lists import item_json
        from refine_tui.minutes.json_text import dumps

        hand_out(dumps([item_json(item) for item in held]))
    elif backlog is None or not held:
        complain("No items yet. Import some: refine import backlog.csv")
    else:
        today = context.clock.now().astimezone(zone_of(context.zone)).date()
        tell(f"{backlog.team.name} · {counted(len(held), 'item')}", "", *lines_of(held, today, screen_width()))


def lines_of(held: "tuple[BacklogItem, ...]", today: date, width: int | None) -> list[str]:
    """Return the backlog as a table, by rank."""
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
        for place, item in enumerate(held, 1)
    ]
    return table(_COLUMNS, rows, width=width)


def _age_words(created: str | None, today: date) -> str:
    days = age_in_days(created, today)
    return "" if days is None else f"{max(days, 0)} d"


def _backlog(context: AppContext, team: str | None) -> "Backlog | None":
    if not context.has_database():
        if team:
            raise RefineError(unknown_team(team, ()))
        return None
    preferred = context.settings.team
    with context.application() as application:
        name = existing_team(application, team, preferred)
        return None if name is None else application.views.backlog(name)
