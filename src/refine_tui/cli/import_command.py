"""``refine import``: items from files into a team's backlog, with a report for each file."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Protocol

import click

from refine_tui.cli.choices import team_option
from refine_tui.cli.column_memory import ColumnMemory, column_lines, parsed_mapping, question_lines
from refine_tui.cli.columns import counted
from refine_tui.cli.output import complain, hand_out, tell
from refine_tui.cli.wiring import Wiring, with_wiring
from refine_tui.domain.backlog_item import Backlog, ImportedItem, MergeResult, merge_items
from refine_tui.domain.errors import RefineError
from refine_tui.domain.imported_actions import new_actions
from refine_tui.domain.people import Team
from refine_tui.domain.plain_text import casefold_key, clean_line
from refine_tui.importers.decoding import MAXIMUM_SIZE
from refine_tui.importers.errors import ImportProblem, UnclearColumns
from refine_tui.importers.item_file import content_of
from refine_tui.importers.known_formats import FORMATS
from refine_tui.importers.named_columns import Remembered, read_mapped
from refine_tui.importers.report import ImportReport

if TYPE_CHECKING:
    from refine_tui.clock import Clock
    from refine_tui.facilitator import Facilitator

STDIN = "-"
_SHOWN = 10
"""How many skipped rows are listed before they are only counted."""


@click.command(
    "import", epilog="\b\nThe names for --format:\n" + "\n".join(wrap(", ".join(FORMATS), 76, break_on_hyphens=False))
)
@click.argument("files", nargs=-1, metavar="FILE|-...")
@team_option
@click.option(
    "--format",
    "format_name",
    type=click.Choice(FORMATS, case_sensitive=False),
    metavar="NAME",
    help="What the files are, where the detection is wrong.",
)
@click.option(
    "--map",
    "mapping",
    multiple=True,
    callback=parsed_mapping,
    metavar="FIELD=HEADING",
    help="Which column of a table holds a field, such as title=Feature; may be given several times.",
)
@click.option("--undo", is_flag=True, help="Take the team's latest import back, as a whole.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and store nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value; for one file only.")
@with_wiring
def import_items(
    wiring: Wiring,
    *,
    files: tuple[str, ...],
    team: str | None,
    format_name: str | None,
    mapping: dict[str, str],
    undo: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Take the items of files (`-`: standard input) into the backlog.

    An item that is known already is updated, never doubled; what a session edited stays.
    """
    if undo:
        return _undo(wiring, team, files)
    _check_files(files, as_json=as_json)
    memory = ColumnMemory(wiring)
    reports = _read_all(files, format_name, mapping, memory)
    asked = team or wiring.settings.team or None
    for name, report, merged in _taken_in(wiring, reports, asked, dry_run=dry_run):
        if as_json:
            _print_json(report, merged, dry_run=dry_run)
        else:
            tell(*report_lines(name, report, merged, dry_run=dry_run))
    if mapping and not dry_run:
        for fingerprint in {report.fingerprint for _, report in reports if report.fingerprint}:
            memory.remember(fingerprint, mapping)
    return 0 if len(reports) == len(files) else 1


def _check_files(files: tuple[str, ...], *, as_json: bool) -> None:
    if not files:
        raise click.UsageError("Name a file, or `-` for standard input.")
    if files.count(STDIN) > 1:
        raise click.UsageError("Standard input (`-`) can be read only once.")
    if as_json and len(files) > 1:
        raise click.UsageError("--json takes one file.")


def _undo(wiring: Wiring, team: str | None, files: tuple[str, ...]) -> int:
    """Take the latest import back and say which it was."""
    if files:
        raise click.UsageError("--undo takes the latest import back and needs no file.")
    if not wiring.has_database():
        raise RefineError("There is no import to undo.")
    with wiring.facilitator() as facilitator:
        chosen = facilitator.team_name(team or wiring.settings.team or None)
        tell(f"Undone for team {chosen}: {facilitator.undo_import(chosen)}")
    return 0


def read_file(
    name: str,
    format_name: str | None = None,
    *,
    mapping: Mapping[str, str] | None = None,
    remembered: Remembered | None = None,
) -> ImportReport:
    """Read the items of one file, by the columns that *mapping* names and by those that are *remembered*.

    Raises:
        RefineError: it cannot be opened, or nothing can be read from it.
    """
    return read_mapped(
        content_of(name),
        name=clean_line(Path(name).name),
        format_name=format_name,
        mapping=mapping,
        remembered=remembered,
    )


def report_lines(name: str, report: ImportReport, merged: MergeResult, *, dry_run: bool) -> list[str]:
    """Say what an import did, or would do, for people."""
    read_as = [report.format]
    read_as += [report.encoding] if report.encoding else []
    read_as += [f"headings in “{report.language}”"] if report.language else []
    counts = [f"{len(merged.added)} added", f"{len(merged.updated)} updated", f"{len(merged.unchanged)} unchanged"]
    if merged.done:
        counts.append(f"{len(merged.done)} left out because done")
    would = "would be: " if dry_run else ""
    lines = [f"{name} ({', '.join(read_as)})", f"  Team {merged.backlog.team.name}: {would}{', '.join(counts)}"]
    if merged.actions:
        lines.append(f"  {counted(len(merged.actions), 'new action item')}: `refine actions` lists them")
    if report.skipped:
        lines.append(f"  {counted(len(report.skipped), 'row')} skipped:")
        lines += [f"    line {row.row}: {row.reason}" for row in report.skipped[:_SHOWN]]
    if len(report.skipped) > _SHOWN:
        lines.append(f"    and {len(report.skipped) - _SHOWN} more")
    lines += column_lines(report.columns)
    return [*lines, *(f"  Note: {warning}" for warning in report.warnings)]


def _read_all(
    files: tuple[str, ...], format_name: str | None, mapping: Mapping[str, str], memory: ColumnMemory
) -> list[tuple[str, ImportReport]]:
    """Read every file that can be read; the others get their sentence."""
    reports = []
    for file in files:
        try:
            if file == STDIN:
                content = _stdin()
                name = "standard input"
                report = read_mapped(
                    content, name=name, format_name=format_name, mapping=mapping, remembered=memory.remembered
                )
            else:
                name, report = file, read_file(file, format_name, mapping=mapping, remembered=memory.remembered)
            reports.append((name, report))
        except RefineError as error:
            complain(error.message)
            if isinstance(error, UnclearColumns):
                complain("\n".join(question_lines(error)))
    return reports


def _stdin() -> bytes:
    if sys.stdin is None:
        raise ImportProblem("Standard input is closed.")
    if sys.stdin.isatty():
        end = "ctrl+z and enter" if sys.platform == "win32" else "ctrl+d on a line of its own"
        complain(f"Type or paste the items, one a line; {end} ends the list.")
    return sys.stdin.buffer.read(MAXIMUM_SIZE + 1)


class _Taker(Protocol):
    def __call__(self, report: ImportReport, name: str) -> MergeResult:
        """Merge one report; *name* is what the import is called when it is undone."""
        ...


def _taken_in(
    wiring: Wiring, reports: list[tuple[str, ImportReport]], asked: str | None, *, dry_run: bool
) -> list[tuple[str, ImportReport, MergeResult]]:
    """Merge what was read, in order; a dry run neither makes a database nor a team."""
    if not reports:
        return []
    take: _Taker
    if dry_run and not wiring.has_database():
        take = _Rehearsal(Backlog(team=Team(id=0, name=clean_line(asked or "") or "Team")), wiring.clock)
        return [(name, report, take(report, name)) for name, report in reports]
    with wiring.facilitator() as facilitator:
        chosen = facilitator.team_name(asked)
        if dry_run:
            take = _Rehearsal(_stored_backlog(facilitator, chosen), wiring.clock)
        else:
            take = _Intake(facilitator, chosen)
        return [(name, report, take(report, name)) for name, report in reports]


def _stored_backlog(facilitator: "Facilitator", team: str) -> Backlog:
    store = facilitator.store
    if team.casefold() in [name.casefold() for name in store.team_names()]:
        return store.backlog(store.team(team))
    return Backlog(team=Team(id=0, name=team))


@dataclass(slots=True)
class _Rehearsal:
    """Merges in memory: each file sees what the ones before it would have brought."""

    backlog: Backlog
    clock: "Clock"

    def __call__(self, report: ImportReport, name: str) -> MergeResult:
        del name
        merged = merge_items(self.backlog, report.items, source=report.format, now=self.clock.now())
        self.backlog = merged.backlog
        return replace(merged, actions=new_actions(report.actions, known=()))


@dataclass(frozen=True, slots=True)
class _Intake:
    """Merges and stores."""

    facilitator: "Facilitator"
    team: str

    def __call__(self, report: ImportReport, name: str) -> MergeResult:
        called = clean_line(Path(name).name)
        return self.facilitator.take_in(
            self.team, report.items, source=report.format, name=called, actions=report.actions
        )


def _print_json(report: ImportReport, merged: MergeResult, *, dry_run: bool) -> None:
    """Print the report with its items as the backlog has them now; as the file has them where nothing was stored."""
    from refine_tui.minutes.json_shape import dumps, import_json

    held = {} if dry_run else {identity(item): item for item in merged.backlog.items}
    shape = import_json(
        format_name=report.format,
        language=report.language,
        encoding=report.encoding,
        delimiter=report.delimiter,
        items=[held.get(identity(item), item) for item in report.items],
        added=len(merged.added),
        updated=len(merged.updated),
        skipped=[(row.row, row.reason) for row in report.skipped],
        warnings=report.warnings,
        columns=[(column.heading, column.field, column.samples) for column in report.columns],
        fingerprint=report.fingerprint,
        actions=merged.actions,
    )
    hand_out(dumps(shape))


def identity(item: ImportedItem) -> tuple[str, str]:
    """Return what an item is known by: its key, or else its title."""
    return (casefold_key(item.key), "") if item.key else ("", casefold_key(item.title))
