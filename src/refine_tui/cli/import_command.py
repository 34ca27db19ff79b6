"""``refine import``: items from files into a team's backlog, with a report for each file."""

import sys
from collections.abc import Mapping
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from refine_tui.application.importing import ImportPreview
from refine_tui.application.views import DEFAULT_TEAM
from refine_tui.cli.app_context import AppContext, with_context
from refine_tui.cli.choices import team_option
from refine_tui.cli.column_memory import ColumnMemory, column_lines, parsed_mapping, question_lines
from refine_tui.cli.columns import counted
from refine_tui.cli.output import complain, hand_out, tell
from refine_tui.domain.backlog_item import Backlog, ImportedItem, MergeResult
from refine_tui.domain.errors import RefineError
from refine_tui.domain.people import Team
from refine_tui.domain.plain_text import casefold_key, clean_line
from refine_tui.importers.decoding import MAXIMUM_SIZE
from refine_tui.importers.errors import ImportProblem, UnclearColumns
from refine_tui.importers.item_file import content_of
from refine_tui.importers.known_formats import FORMATS
from refine_tui.importers.named_columns import Remembered, read_mapped
from refine_tui.importers.report import ImportReport

if TYPE_CHECKING:
    from refine_tui.domain.item_import import ItemImport

if TYPE_CHECKING:
    pass

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
@with_context
def import_items(
    context: AppContext,
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
        return _undo(context, team, files)
    _check_files(files, as_json=as_json)
    memory = ColumnMemory(context)
    reports = _read_all(files, format_name, mapping, memory)
    asked = team or context.settings.team or None
    for name, report, merged in _import_all(context, reports, asked, mapping, dry_run=dry_run):
        if as_json:
            _print_json(report, merged, dry_run=dry_run)
        else:
            tell(*report_lines(name, report, merged, dry_run=dry_run))
    return 0 if len(reports) == len(files) else 1


def _check_files(files: tuple[str, ...], *, as_json: bool) -> None:
    if not files:
        raise click.UsageError("Name a file, or `-` for standard input.")
    if files.count(STDIN) > 1:
        raise click.UsageError("Standard input (`-`) can be read only once.")
    if as_json and len(files) > 1:
        raise click.UsageError("--json takes one file.")


def _undo(context: AppContext, team: str | None, files: tuple[str, ...]) -> int:
    """Take the latest import back and say which it was."""
    if files:
        raise click.UsageError("--undo takes the latest import back and needs no file.")
    if not context.has_database():
        raise RefineError("There is no import to undo.")
    with context.application() as application:
        chosen = application.views.team_name(team or context.settings.team or None)
        tell(f"Undone for team {chosen}: {application.backlogs.undo_import(chosen)}")
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


def _import_all(
    context: AppContext,
    reports: list[tuple[str, ImportReport]],
    requested_team: str | None,
    mapping: Mapping[str, str],
    *,
    dry_run: bool,
) -> list[tuple[str, ImportReport, MergeResult]]:
    """Import what was read, in order; a dry run creates neither a database nor a team."""
    if not reports:
        return []
    requests = [
        (name, report, report.item_import(name=clean_line(Path(name).name), columns=mapping))
        for name, report in reports
    ]
    if dry_run and not context.has_database():
        team = Team(id=0, name=clean_line(requested_team or "") or DEFAULT_TEAM)
        preview = ImportPreview(Backlog(team=team), known_actions=(), now=context.clock.now())
        return _previewed(preview, requests)
    with context.application() as application:
        chosen = application.views.team_name(requested_team)
        if dry_run:
            return _previewed(application.backlogs.preview(chosen), requests)
        return [
            (name, report, application.backlogs.import_items(chosen, request)) for name, report, request in requests
        ]


def _previewed(
    preview: ImportPreview, requests: "list[tuple[str, ImportReport, ItemImport]]"
) -> list[tuple[str, ImportReport, MergeResult]]:
    """Return what the imports would do; each is compared with the backlog as the ones before would leave it."""
    results = []
    for name, report, request in requests:
        merged = preview.merge(request)
        preview = preview.after(merged)
        results.append((name, report, merged))
    return results


def _print_json(report: ImportReport, merged: MergeResult, *, dry_run: bool) -> None:
    """Print the report with its items as the backlog has them now; as the file has them where nothing was stored."""
    from refine_tui.minutes.json_lists import import_json
    from refine_tui.minutes.json_text import dumps

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
