"""``refine actions``: list action items, and set them to done or dropped."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from refine_tui.cli.app_context import AppContext, with_context
from refine_tui.cli.arguments import find_team_name, team_option, unknown_team_message
from refine_tui.cli.output import print_lines, print_to_stderr, write_output
from refine_tui.cli.text_table import Column, screen_width, table
from refine_tui.domain.errors import RefineError
from refine_tui.domain.plain_text import clean_line, counted, name_key
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
    """The type of an argument that names an action item: ``A17`` or ``17``."""

    name = "id"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number; any other text is a usage error."""
        digits = str(value).strip().upper().removeprefix("A")
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):  # noqa: PLR2004 - no team has more
            self.fail(f"{value!r} is not an action item: type its number, such as A17.", param, ctx)
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
    name, all_rows = _load_actions(context, team)
    rows = [row for row in all_rows if everything or row.action.status is ActionStatus.OPEN]
    rows = [row for row in rows if (row.is_overdue(today) or not overdue) and _has_owner(row, owner)]
    if as_json:
        from refine_tui.minutes.json_lists import action_line_json
        from refine_tui.minutes.json_text import dumps

        write_output(dumps([action_line_json(row, today) for row in rows]))
    elif rows:
        print_lines(_heading(name, rows, today), "", *action_table(rows, today, screen_width(), with_status=everything))
    else:
        print_to_stderr(_empty_message(all_rows, owner, overdue=overdue))


def action_table(
    rows: "Sequence[ActionRow]", today: date, width: int | None, *, with_status: bool = False
) -> list[str]:
    """Return the lines of a table of action items; *with_status* adds the status column."""
    left_out = None if with_status else _COLUMNS.index(_STATUS)
    columns = [column for place, column in enumerate(_COLUMNS) if place != left_out]
    cells = [[cell for place, cell in enumerate(_cells(row, today)) if place != left_out] for row in rows]
    return table(columns, cells, width=width)


def _cells(row: "ActionRow", today: date) -> tuple[str, ...]:
    action = row.action
    due = action.due.isoformat() if action.due else "no date"
    return (
        action.label,
        action.text,
        action.owner or "no owner",
        f"{due} overdue" if row.is_overdue(today) else due,
        action.status.value,
        row.item,
        str(row.session),
    )


def _heading(team: str, rows: "Sequence[ActionRow]", today: date) -> str:
    overdue = sum(row.is_overdue(today) for row in rows)
    return f"{team} · {counted(len(rows), 'action item')}{f', {overdue} overdue' if overdue else ''}"


def _empty_message(all_rows: "Sequence[ActionRow]", owner: str | None, *, overdue: bool) -> str:
    if not all_rows:
        return "No action items yet: in a session, the key a records one."
    if owner and not any(_has_owner(row, owner) for row in all_rows):
        names = sorted({row.action.owner for row in all_rows if row.action.owner})
        return f"No action items of “{clean_line(owner)}”; the owners are {', '.join(names) or 'not known'}."
    return "Nothing is overdue." if overdue else "No open action items. `refine actions --all` lists the closed ones."


def _has_owner(row: "ActionRow", owner: str | None) -> bool:
    """Return whether *owner*, a whole name or a part such as ``@chloe``, matches the owner of *row*; None does."""
    search_key, name = name_key((owner or "").removeprefix("@")), name_key(row.action.owner)
    return not search_key or search_key == name or search_key in name.split()


def _load_actions(context: AppContext, team: str | None) -> "tuple[str, Sequence[ActionRow]]":
    """Return the name of the requested team, and all its action items."""
    if not context.has_database():
        if team:
            raise RefineError(unknown_team_message(team, ()))
        return "", ()
    preferred = context.settings.team
    with context.application() as application:
        name = find_team_name(application, team, preferred)
        return name or "", application.views.actions(name) if name else ()


# --- done and drop -------------------------------------------------------------------------------


def _add_status_command(command: str, status: ActionStatus, text: str) -> None:
    @actions.command(command, help=text)
    @click.argument("numbers", metavar="ID...", type=_ActionType(), nargs=-1, required=True)
    @team_option
    @click.pass_context
    @with_context
    def set_status(context: AppContext, ctx: click.Context, *, numbers: tuple[int, ...], team: str | None) -> int:
        return _set_status(context, numbers, team or ctx.meta.get(_TEAM), status)


_add_status_command("done", ActionStatus.DONE, "Say that action items are done: A17, or 17; several at once.")
_add_status_command("drop", ActionStatus.DROPPED, "Say that action items are dropped: A17, or 17; several at once.")


def _set_status(context: AppContext, numbers: tuple[int, ...], team: str | None, status: ActionStatus) -> int:
    """Set the status of the action items, print an error for each that does not exist, and return the exit status."""
    if not context.has_database():
        raise RefineError(unknown_team_message(team, ()) if team else "There are no action items yet.")
    failed = 0
    preferred = context.settings.team
    with context.application() as application:
        name = find_team_name(application, team, preferred)
        if name is None:
            raise RefineError("There are no action items yet.")
        for number in dict.fromkeys(numbers):
            try:
                action = application.backlogs.set_action_status(name, number, status).action
            except RefineError as error:
                failed = 1
                print_to_stderr(error.message)
            else:
                print_lines(f"{action.label} {action.status.value}: {action.text}")
    return failed
