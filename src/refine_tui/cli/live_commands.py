"""The commands that show the live screen: home, start, resume, demo."""

import gc
import os
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refine_tui.cli.app_context import AppContext, with_context
from refine_tui.cli.arguments import SESSION, encoding_option, session_number
from refine_tui.cli.output import is_terminal, print_to_stderr
from refine_tui.clock import FasterClock
from refine_tui.config import setting_location
from refine_tui.domain.errors import RefineError

if TYPE_CHECKING:
    from refine_tui.application.application import Application
    from refine_tui.domain.agenda import Agenda
    from refine_tui.domain.public_view import PublicView
    from refine_tui.ui.app_options import AppOptions, ItemFile

DEFAULT_AGENDA = "refinement-60"
MAX_SPEED = 600
"""The largest speed of the clock in a rehearsal."""


@with_context
def home(context: AppContext) -> int:
    """Show the home screen."""
    prepare_terminal()
    return _run(context, _app_options(context))


@click.command()
@click.option("--agenda", metavar="ID|FILE", help=f"The agenda; by default {DEFAULT_AGENDA}.")
@click.option("--team", metavar="NAME", help="The team whose backlog is refined.")
@click.option("--goal", metavar="TEXT", default="", help="What must be different when the group leaves.")
@click.option(
    "--items",
    "files",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Take the items of a file in first; can be given more than once.",
)
@encoding_option
@click.option("--with", "people", metavar="PEOPLE", default="", help='Who is here: "Ana (PO), Ben, Chloé".')
@with_context
def start(
    context: AppContext,
    *,
    agenda: str | None,
    team: str | None,
    goal: str,
    files: tuple[Path, ...],
    encoding: str | None,
    people: str,
) -> int:
    """Start a session: go straight to its kick-off."""
    from refine_tui.domain.people import parse_people
    from refine_tui.domain.session_setup import SessionSetup
    from refine_tui.ui.app_options import Start

    if encoding and not files:
        raise click.UsageError("--encoding applies to the files of --items: name one.")
    participants = parse_people(people)
    chosen = _agenda(context, agenda) if agenda else None
    item_files = tuple(_read(context, file, encoding) for file in files)
    prepare_terminal()
    options = _app_options(context, team=team, chosen=chosen)
    setup = SessionSetup(
        agenda=options.agendas()[0],
        agenda_requested=chosen is not None,
        team_name=options.team or "",
        goal=goal,
        people=participants,
        zone=options.zone(),
    )
    return _run(context, replace(options, first=Start(setup=setup, files=item_files)))


@click.command()
@click.argument("session", type=SESSION, required=False, metavar="[SESSION]")
@with_context
def resume(context: AppContext, session: str | None) -> int:
    """Go on with a session that was left.

    Without SESSION, with the newest one that is not closed.
    """
    from refine_tui.ui.app_options import Resume

    prepare_terminal()
    number = session_number(context, session) if session or not context.has_database() else None
    options = replace(
        _app_options(context), first=Resume(session=number), first_view=partial(_first_view, context, number)
    )
    return _run(context, options)


@click.command()
@click.option(
    "--speed",
    metavar="N",
    type=click.IntRange(1, MAX_SPEED),
    default=1,
    help=f"Let the time run up to {MAX_SPEED} times as fast; with 60 an hour takes a minute.",
)
def demo(speed: int) -> int:
    """Try it out: a made-up team with its backlog, two past sessions and one planned for today.

    All of it is stored in a temporary folder, which is deleted at the end.
    """
    from refine_tui.cli.demo import play_demo_script, temporary_folder

    prepare_terminal()
    with temporary_folder() as folder:
        clock = AppContext().clock
        clock = clock if speed == 1 else FasterClock(clock, speed)
        context = AppContext(database=folder / "refine.db", clock=clock)
        options = _app_options(context)

        def open_application() -> "Application":
            play_demo_script(context, agenda=options.agendas()[0])
            return context.open_application()

        minutes = folder / "minutes"
        try:
            return _run(
                context,
                replace(options, open_application=open_application, minutes_folder=minutes, team=None, rehearsal=True),
            )
        finally:
            context.close()


def prepare_terminal() -> None:
    """Check that input and output are a terminal, and prepare the process for drawing on it.

    ``COLUMNS`` and ``LINES`` are removed from the environment: they would fix the size of the screen. So is an empty
    ``NO_COLOR``, which means that it is not set.

    Garbage collection is disabled until the app has its first content: loading thousands of classes creates no
    garbage, and looking for it takes an eighth of the start time. The app enables it again once it is painted.

    Raises:
        RefineError: input or output is not a terminal, or the terminal cannot draw.
    """
    if not (is_terminal(sys.stdin) and is_terminal(sys.stderr)):
        what = "Input and output must be a terminal for the live screen"
    elif os.environ.get("TERM") == "dumb":
        what = "This terminal cannot draw the live screen (TERM is dumb)"
    else:
        for name in ("COLUMNS", "LINES"):
            os.environ.pop(name, None)
        if not os.environ.get("NO_COLOR"):
            os.environ.pop("NO_COLOR", None)
        gc.disable()
        return
    raise RefineError(f"{what}; `refine --help` lists what works without one.")


def _app_options(context: AppContext, *, team: str | None = None, chosen: "Agenda | None" = None) -> "AppOptions":
    from refine_tui.ui.app_options import AppOptions

    settings = context.settings
    _check_settings(context)
    return AppOptions(
        open_application=context.open_application,
        now=context.clock.now,
        agendas=partial(_agendas, context, chosen),
        zone=lambda: context.zone,
        minutes_folder=context.minutes_folder,
        templates_folder=context.paths.templates_folder,
        crash_folder=context.paths.crash_folder,
        team=team or settings.team or None,
        theme=settings.theme,
        keymap=settings.keymap,
        day_first=settings.day_month_order == "day-month",
        show_seconds=settings.seconds,
        bell=settings.bell,
        mouse=settings.mouse,
        suspend=settings.suspend,
    )


def _check_settings(context: AppContext) -> None:
    """Check the settings whose values the ui defines: the theme, and the actions and keys of the keymap.

    Raises:
        RefineError: a value is invalid; the sentence names the file, the line and the allowed values.
    """
    from refine_tui.domain.nearest import quoted
    from refine_tui.ui.theme import PALETTES

    file, settings = context.paths.settings, context.settings
    if settings.theme not in PALETTES:
        known = ", ".join(PALETTES)
        raise RefineError(
            f"{setting_location(file, 'theme')}: there is no theme {quoted(settings.theme)}; the themes are {known}."
        )
    if not settings.keymap:
        return  # the check imports every screen
    from refine_tui.ui.app import key_groups
    from refine_tui.ui.keymap import find_keymap_error

    error = find_keymap_error(settings.keymap, key_groups())
    if error is not None:
        raise RefineError(f"{setting_location(file, 'keymap', error.id)}: {error.message}")


def _first_view(context: AppContext, session: int | None) -> "PublicView | None":
    from refine_tui.store.sqlite.public_view_reader import read_public_view

    stored = read_public_view(context.paths.database, session)
    if stored is None:
        return None
    from refine_tui.domain.public_view import resumed_view

    return resumed_view(stored.view, seen=stored.seen_at, now=context.clock.now())


def _agendas(context: AppContext, chosen: "Agenda | None") -> "tuple[Agenda, ...]":
    """Return the available agendas, the chosen one or else the default one first.

    Raises:
        RefineError: no agenda can be used.
    """
    available = context.available_agendas
    agendas = [agenda for agenda, _ in available.agendas]
    agendas.sort(key=lambda agenda: agenda.id != DEFAULT_AGENDA)
    if chosen is not None:
        agendas = [chosen, *(agenda for agenda in agendas if agenda.id != chosen.id)]
    if not agendas:
        raise RefineError(f"No agenda can be used: put one into {context.paths.own_agendas}.")
    return tuple(agendas)


def _agenda(context: AppContext, requested: str) -> "Agenda":
    from refine_tui.agenda_files.reading import find_agenda

    return find_agenda(requested, context.paths.agenda_folders)


def _read(context: AppContext, file: Path, encoding: str | None) -> "ItemFile":
    from refine_tui.cli.column_mapping import SavedColumns
    from refine_tui.cli.import_command import ReadOptions, read_file
    from refine_tui.domain.plain_text import clean_line
    from refine_tui.ui.app_options import ItemFile

    report = read_file(str(file), ReadOptions(encoding=encoding, saved_columns=SavedColumns(context).find))
    return ItemFile(name=clean_line(file.name), report=report)


def _run(context: AppContext, options: "AppOptions") -> int:
    """Run the app, and print the problems with agendas and the closing message after the screen is closed."""
    from refine_tui.ui.app import run_app

    try:
        ending = run_app(options)
    finally:
        gc.enable()
    for _, problem in context.available_agendas.problems:
        print_to_stderr(problem.message)
    if ending.message:
        print_to_stderr(ending.message)
    return ending.status
