"""``refine agendas``: which agendas there are, what one holds, whether a file is right."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from refine_tui.cli.columns import Column, counted, screen_width, table
from refine_tui.cli.output import complain, tell
from refine_tui.cli.wiring import Wiring, with_wiring
from refine_tui.domain.agenda import READY_CHECKS

if TYPE_CHECKING:
    from refine_tui.domain.agenda import Agenda, AgendaPhase

_COLUMNS = (
    Column("Agenda"),
    Column("Minutes", right=True),
    Column("Phases", right=True),
    Column("Title"),
    Column("From"),
)


@click.group()
def agendas() -> None:
    """List, show and check agendas."""


@agendas.command("list")
@with_wiring
def list_agendas(wiring: Wiring) -> None:
    """List the agendas: those that ship with refine, and your own."""
    available = wiring.available_agendas()
    rows = [
        (agenda.id, str(agenda.minutes), str(len(agenda.phases)), agenda.title, _origin(wiring, path))
        for agenda, path in available.agendas
    ]
    if rows:
        tell(*table(_COLUMNS, rows, width=screen_width()))
    else:
        complain(f"There are no agendas. Put one into {wiring.agenda_folders[-1]}.")
    for _, problem in available.problems:
        complain(problem.message)


@agendas.command("show")
@click.argument("agenda_id", metavar="ID|FILE")
@with_wiring
def show_agenda(wiring: Wiring, agenda_id: str) -> None:
    """Show the phases of an agenda, and what ready means in it."""
    from refine_tui.importers.agenda_file import find_agenda

    tell(*lines_of(find_agenda(agenda_id, wiring.agenda_folders)))


@agendas.command("check")
@click.argument("file", type=click.Path(path_type=Path))
def check_agenda(file: Path) -> None:
    """Say whether an agenda file can be used.

    If not, everything that is wrong with it is told, each with its line.
    """
    from refine_tui.importers.agenda_file import load_agenda

    agenda = load_agenda(file)
    tell(f"{file} is right: “{agenda.title}”, {counted(len(agenda.phases), 'phase')}, {agenda.minutes} minutes.")


def lines_of(agenda: "Agenda") -> list[str]:
    """Return an agenda for people to read."""
    lines = [f"{agenda.title} ({agenda.id}, {agenda.minutes} minutes)"]
    for phase in agenda.phases:
        lines += ["", *_phase_lines(phase)]
    lines += ["", "Definition of Ready", *(f"  - {READY_CHECKS.get(check, check)}" for check in agenda.ready)]
    return [*lines, "", f"Scale ({agenda.scale_name}): {' '.join(agenda.scale)}"]


def _phase_lines(phase: "AgendaPhase") -> list[str]:
    per_item = f", {phase.minutes_per_item} min an item" if phase.minutes_per_item else ""
    return [f"{phase.minutes:>3} min  {phase.title}{per_item}", *(f"         {prompt}" for prompt in phase.prompts)]


def _origin(wiring: Wiring, path: Path) -> str:
    return "refine" if path.parent == wiring.shipped_agendas else str(path)
