"""``refine actions``: what was promised, by whom, until when; and that it is done or dropped."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from refine_tui.cli.app_context import AppContext, with_context
from refine_tui.cli.choices import existing_team, team_option, unknown_team
from refine_tui.cli.columns import Column, counted, screen_width, table
from refine_tui.cli.output import complain, hand_out, tell
from refine_tui.domain.errors import RefineError
from refine_tui.domain.plain_text import casefold_key, clean_line
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.session import zone_of

if TYPE_CHECKING:
    from refine_tui.domain.summary import ActionRow

_TEAM = "refine_tui.team"
_STATUS = Column("Status")
_COLUMNS = (
    Column("No."),
    Column("Action item", flexible=True),
    Column("Owner"),
    Column("Due"),
    _STATUS,
    Column("Item"),
    Column("Session", right=True, spare=True),
)


class _ActionType(click.ParamType[int]):
    """An action item as it is typed: ``A17`` or ``17``."""

    name = "id"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number; anything else is wrong usage."""
        digits = str(value).strip().upper().removeprefix("A")
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):  # noqa: PLR2004 - no team has more
            self.fail(f"{value!r} is no action item: type its number, such as A17.", param, ctx)
        return int(digits)


@click.group(invoke_without_command=True)
@team_option
@click.option("--owner", metavar="NAME", help="Only those of one person.")
@click.option("--all", "everything", is_flag=True, help="Those that are done or dropped, too.")
@click.option("--overdue", is_flag=True, help="Only those whose day has passed.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
@click.pass_context
@with_context
def actions(
    context: AppContext,
    ctx: click.Context,
    *,
    team: str | None,
    owner: str | None,
    everything: bool,
    overdue: bool,
    as_json: bool,
) -> None:
    """List the open action items of a team, or say what became of some."""
    if ctx.invoked_subcommand is not None:
        if owner or everything or overdue or as_json:
            raise click.UsageError(f"“{ctx.invoked_subcommand}” takes numbers and --team, no option of the list.")
        ctx.meta[_TEAM] = team
        return
    if everything and overdue:
        raise click.UsageError("--all and --overdue do not go together: take one of them.")
    today = context.clock.now().astimezone(zone_of(context.zone)).date()
    name, held = _held(context, team)
    found = [line for line in held if everything or line.action.status is ActionStatus.OPEN]
    found = [line for line in found if (line.is_overdue(today) or not overdue) and _belongs_to(line, owner)]
    if as_json:
        from refine_tui.minutes.json_shape import action_line_json, dumps

        hand_out(dumps([action_line_json(line, today) for line in found]))
    elif found:
        tell(_heading(name, found, today), "", *lines_of(found, today, screen_width(), settled=everything))
    else:
        complain(_nothing(held, owner, overdue=overdue))


def lines_of(found: "Sequence[ActionRow]", today: date, width: int | None, *, settled: bool = False) -> list[str]:
    """Return action items as a table; where some are *settled*, a column says what became of each."""
    left_out = None if settled else _COLUMNS.index(_STATUS)
    columns = [column for place, column in enumerate(_COLUMNS) if place != left_out]
    rows = [[cell for place, cell in enumerate(_cells(line, today)) if place != left_out] for line in found]
    return table(columns, rows, width=width)


def _cells(line: "ActionRow", today: date) -> tuple[str, ...]:
    action = line.action
    due = action.due.isoformat() if action.due else "no date"
    return (
        action.label,
        action.text,
        action.owner or "no owner",
        f"{due} overdue" if line.is_overdue(today) else due,
        action.status.value,
        line.item,
        str(line.session),
    )


def _heading(team: str, found: "Sequence[ActionRow]", today: date) -> str:
    overdue = sum(line.is_overdue(today) for line in found)
    return f"{team} · {counted(len(found), 'action item')}{f', {overdue} overdue' if overdue else ''}"


def _nothing(held: "Sequence[ActionRow]", owner: str | None, *, overdue: bool) -> str:
    if not held:
        return "No action items yet: in a session, the key a records one."
    if owner and not any(_belongs_to(line, owner) for line in held):
        names = sorted({line.action.owner for line in held if line.action.owner})
        return f"No action items of “{clean_line(owner)}”; the owners are {', '.join(names) or 'not settled'}."
    return "Nothing is overdue." if overdue else "No open action items. `refine actions --all` lists the settled ones."


def _belongs_to(line: "ActionRow", owner: str | None) -> bool:
    """Return whether somebody is meant by the whole name or a part of it, as ``@chloe`` or ``Chloé``; None: anybody."""
    wanted, name = casefold_key((owner or "").removeprefix("@")), casefold_key(line.action.owner)
    return not wanted or wanted == name or wanted in name.split()


def _held(context: AppContext, team: str | None) -> "tuple[str, Sequence[ActionRow]]":
    """Return the team that is meant, and all its action items."""
    if not context.has_database():
        if team:
            raise RefineError(unknown_team(team, ()))
        return "", ()
    preferred = context.settings.team
    with context.application() as application:
        name = existing_team(application, team, preferred)
        return name or "", application.views.actions(name) if name else ()


# --- what became of them --------------------------------------------------------------------------


def _settling(command: str, status: ActionStatus, text: str) -> None:
    @actions.command(command, help=text)
    @click.argument("numbers", metavar="ID...", type=_ActionType(), nargs=-1, required=True)
    @team_option
    @click.pass_context
    @with_context
    def settle(context: AppContext, ctx: click.Context, *, numbers: tuple[int, ...], team: str | None) -> int:
        return _settle(context, numbers, team or ctx.meta.get(_TEAM), status)


_settling("done", ActionStatus.DONE, "Say that action items are done: A17, or 17; several at once.")
_settling("drop", ActionStatus.DROPPED, "Say that action items are dropped: A17, or 17; several at once.")


def _settle(context: AppContext, numbers: tuple[int, ...], team: str | None, status: ActionStatus) -> int:
    """Settle what can be settled, tell of the rest, and return the exit status."""
    if not context.has_database():
        raise RefineError(unknown_team(team, ()) if team else "There are no action items yet.")
    failed = 0
    preferred = context.settings.team
    with context.application() as application:
        name = existing_team(application, team, preferred)
        if name is None:
            raise RefineError("There are no action items yet.")
        for number in dict.fromkeys(numbers):
            try:
                action = application.backlogs.set_action_status(name, number, status).action
            except RefineError as problem:
                failed = 1
                complain(problem.message)
            else:
                tell(f"{action.label} {action.status.value}: {action.text}")
    return failed
