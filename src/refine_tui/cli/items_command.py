"""``refine items``: a team's backlog."""

from datetime import date
from typing import TYPE_CHECKING

import click

from refine_tui.cli.choices import existing_team, team_option, unknown_team
from refine_tui.cli.columns import Column, counted, screen_width, table
from refine_tui.cli.output import complain, hand_out, tell
from refine_tui.cli.wiring import Wiring, with_wiring
from refine_tui.domain.dispositions import state_words
from refine_tui.domain.errors import RefineError
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
@with_wiring
def items(wiring: Wiring, team: str | None, as_json: bool) -> None:
    """List the backlog of a team in its order."""
    backlog = _backlog(wiring, team)
    held = backlog.items if backlog else ()
    if as_json:
        from refine_tui.minutes.json_shape import dumps, item_json

        hand_out(dumps([item_json(item) for item in held]))
    elif backlog is None or not held:
        complain("No items yet. Import some: refine import backlog.csv")
    else:
        today = wiring.clock.now().astimezone(zone_of(wiring.zone)).date()
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
            age(item.created, today),
            item.title,
        )
        for place, item in enumerate(held, 1)
    ]
    return table(_COLUMNS, rows, width=width)


def age(created: str | None, today: date) -> str:
    """Say how old an item is; a date that could not be read gives no age."""
    try:
        days = (today - date.fromisoformat((created or "")[:10])).days
    except ValueError:
        return ""
    return f"{max(days, 0)} d"


def _backlog(wiring: Wiring, team: str | None) -> "Backlog | None":
    if not wiring.has_database():
        if team:
            raise RefineError(unknown_team(team, ()))
        return None
    preferred = wiring.settings.team
    with wiring.facilitator() as facilitator:
        name = existing_team(facilitator, team, preferred)
        return None if name is None else facilitator.store.backlog(facilitator.store.team(name))
