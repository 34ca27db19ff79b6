"""The program ``refine`` and the table of its commands."""

from collections.abc import Mapping
from pathlib import Path

import click

from refine_tui import __version__
from refine_tui.cli.app_context import AppContext, crash_folder, database_option
from refine_tui.cli.lazy_group import LazyCommand, RootGroup

_COMMANDS = {
    "start": LazyCommand("refine_tui.cli.live_commands:start", "Start a session at its kick-off."),
    "resume": LazyCommand("refine_tui.cli.live_commands:resume", "Go on with a session that was left."),
    "demo": LazyCommand("refine_tui.cli.live_commands:demo", "Try it out with a made-up team; nothing is saved."),
    "import": LazyCommand("refine_tui.cli.import_command:import_items", "Take items from files into the backlog."),
    "items": LazyCommand("refine_tui.cli.items_command:items", "List the backlog."),
    "sessions": LazyCommand("refine_tui.cli.session_commands:sessions", "List the sessions."),
    "show": LazyCommand("refine_tui.cli.session_commands:show", "Show the minutes of a session."),
    "actions": LazyCommand("refine_tui.cli.actions_command:actions", "List the action items; complete or drop them."),
    "export": LazyCommand("refine_tui.cli.export_command:export", "Export the minutes of a session."),
    "agendas": LazyCommand("refine_tui.cli.agendas_command:agendas", "List, show and check agendas; create one."),
}

_EPILOG = """
\b
SESSION is a number that `refine sessions` shows, or `last`.
REFINE_DB names another database file, REFINE_CONFIG another settings file.
Exit status: 0 done, 1 the request cannot be met, 2 wrong usage, 70 refine failed.
Completion: put  eval "$(_REFINE_COMPLETE=bash_source refine)"  into ~/.bashrc
(zsh_source for zsh; for fish:  _REFINE_COMPLETE=fish_source refine | source).
"""


class _RefineGroup(RootGroup):
    """The program; its help ends with the path of the settings file."""

    table = _COMMANDS

    def crash_folder(self, meta: Mapping[str, object]) -> Path:
        """Return the folder of the database for crash reports."""
        return crash_folder(meta)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the epilog and the path of the settings file."""
        super().format_epilog(ctx, formatter)
        formatter.write(f"\n  Settings: {AppContext().paths.settings}\n")


@click.group(
    cls=_RefineGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_EPILOG,
)
@click.version_option(__version__, message="refine %(version)s")
@database_option
@click.pass_context
def refine(ctx: click.Context) -> int | None:
    """Walk a team through a timeboxed backlog-refinement session and write the minutes.

    Without a command: the home screen, to start, resume and look up sessions.
    """
    if ctx.invoked_subcommand is not None:
        return None
    from refine_tui.cli.live_commands import home

    status: int = ctx.invoke(home)
    return status
