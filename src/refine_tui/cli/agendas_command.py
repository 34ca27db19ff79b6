"""``refine agendas``: list, show and check agendas, and create a new one."""

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refine_tui.cli.app_context import AppContext, with_context
from refine_tui.cli.output import print_lines, print_to_stderr
from refine_tui.cli.text_table import Column, screen_width, table
from refine_tui.domain.agenda import READY_CHECKS
from refine_tui.domain.errors import RefineError
from refine_tui.domain.plain_text import counted

if TYPE_CHECKING:
    from refine_tui.domain.agenda import Agenda, AgendaPhase

_COLUMNS = (
    Column("Agenda"),
    Column("Minutes", right=True),
    Column("Phases", right=True),
    Column("Title"),
    Column("From"),
)
_MAX_ID_LENGTH = 60


@click.group()
def agendas() -> None:
    """List, show and check agendas, and begin a new one."""


@agendas.command("list")
@with_context
def list_agendas(context: AppContext) -> None:
    """List the agendas: those that ship with refine, and your own."""
    available = context.available_agendas
    rows = [
        (agenda.id, str(agenda.minutes), str(len(agenda.phases)), agenda.title, _origin(context, path))
        for agenda, path in available.agendas
    ]
    if rows:
        print_lines(*table(_COLUMNS, rows, width=screen_width()))
    else:
        print_to_stderr(f"There are no agendas. Put one into {context.paths.own_agendas}.")
    for _, problem in available.problems:
        print_to_stderr(problem.message)


@agendas.command("show")
@click.argument("agenda_id", metavar="ID|FILE")
@with_context
def show_agenda(context: AppContext, agenda_id: str) -> None:
    """Show the phases of an agenda, and what ready means in it."""
    from refine_tui.agenda_files.reading import find_agenda

    print_lines(*agenda_lines(find_agenda(agenda_id, context.paths.agenda_folders)))


@agendas.command("check")
@click.argument("file", type=click.Path(path_type=Path))
def check_agenda(file: Path) -> None:
    """Say whether an agenda file can be used.

    If it cannot, every error is listed with its line.
    """
    from refine_tui.agenda_files.reading import load_agenda

    agenda = load_agenda(file)
    print_lines(f"{file} is right: “{agenda.title}”, {counted(len(agenda.phases), 'phase')}, {agenda.minutes} minutes.")


@agendas.command("new")
@click.argument("name", metavar="NAME")
@with_context
def new_agenda(context: AppContext, name: str) -> None:
    """Write an agenda to start from into your agendas folder: NAME.toml, with a comment at each key.

    NAME is small letters, digits and hyphens. A file that is there already is never touched.
    """
    from refine_tui.files import FileTakenError, make_folder, write_atomically

    agenda_id = _id(name)
    path = context.paths.own_agendas / f"{agenda_id}.toml"
    same_id = _file_of(context, agenda_id)
    if same_id and same_id.parent == context.paths.own_agendas:
        raise RefineError(f"There is an agenda “{agenda_id}” already, in {same_id}: choose another name.")
    make_folder(path.parent)
    try:
        write_atomically(path, _template_for(agenda_id))
    except FileTakenError:
        raise RefineError(f"{path} exists already and was left as it is: choose another name.") from None
    print_lines(str(path))
    if same_id:
        print_to_stderr(f"It takes the place of the agenda “{agenda_id}” that came with refine.")
    print_to_stderr(f"Edit it, then:  refine agendas check {shlex.quote(str(path))}")
    print_to_stderr(f"Use it:         refine start --agenda {agenda_id}")


def _file_of(context: AppContext, agenda_id: str) -> Path | None:
    return next((path for agenda, path in context.available_agendas.agendas if agenda.id == agenda_id), None)


def _id(name: str) -> str:
    """Return *name* as the id of an agenda; an invalid id is a usage error."""
    agenda_id = name.removesuffix(".toml")
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", agenda_id) and len(agenda_id) <= _MAX_ID_LENGTH:
        return agenda_id
    near = re.sub(r"[^a-z0-9]+", "-", agenda_id.casefold()).strip("-")[:_MAX_ID_LENGTH].strip("-")
    advice = f", such as {near}" if near else ""
    raise click.BadParameter(f"use small letters a-z, digits and hyphens{advice}.", param_hint="NAME")


def _template_for(agenda_id: str) -> str:
    text = (Path(__file__).parent / "agenda.toml").read_text(encoding="utf-8")
    return text.replace("NEW-ID", agenda_id).replace("NEW-TITLE", agenda_id.replace("-", " ").capitalize())


def agenda_lines(agenda: "Agenda") -> list[str]:
    """Return an agenda as lines for people to read."""
    lines = [f"{agenda.title} ({agenda.id}, {agenda.minutes} minutes)"]
    for phase in agenda.phases:
        lines += ["", *_phase_lines(phase)]
    lines += ["", "Definition of Ready", *(f"  - {READY_CHECKS.get(check, check)}" for check in agenda.ready)]
    return [*lines, "", f"Scale ({agenda.scale_name}): {' '.join(agenda.scale)}"]


def _phase_lines(phase: "AgendaPhase") -> list[str]:
    per_item = f", {phase.minutes_per_item} min an item" if phase.minutes_per_item else ""
    return [f"{phase.minutes:>3} min  {phase.title}{per_item}", *(f"         {prompt}" for prompt in phase.prompts)]


def _origin(context: AppContext, path: Path) -> str:
    return "refine" if path.parent == context.paths.shipped_agendas else str(path)
