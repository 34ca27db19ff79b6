"""``refine import``: items from files into a team's backlog, with a report for each file."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import wrap
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from refine_tui.application.importing import ImportPreview
from refine_tui.application.views import DEFAULT_TEAM
from refine_tui.cli.app_context import AppContext, with_context
from refine_tui.cli.arguments import encoding_option, team_option
from refine_tui.cli.column_mapping import SavedColumns, column_lines, parse_mapping_option, question_lines
from refine_tui.cli.output import print_lines, print_to_stderr, write_output
from refine_tui.domain.backlog_item import Backlog, MergeResult, item_identity
from refine_tui.domain.errors import RefineError
from refine_tui.domain.people import Team
from refine_tui.domain.plain_text import clean_line, counted
from refine_tui.importers.documents.decoding import MAXIMUM_SIZE
from refine_tui.importers.errors import ImportReadError, UnclearColumnsError
from refine_tui.importers.formats.registry import FORMATS
from refine_tui.importers.item_file import read_content
from refine_tui.importers.mapped_reading import FindMapping, read_mapped
from refine_tui.importers.report import ImportReport

if TYPE_CHECKING:
    from refine_tui.domain.item_import import ItemImport

STDIN = "-"
_MAX_LISTED = 10
"""The largest number of skipped rows to list; further ones are only counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What the options of a command say about the files to read."""

    saved_columns: FindMapping
    format_name: str | None = None
    mapping: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The heading by the field; fields that are missing have the saved columns."""
    encoding: str | None = None

    def read(self, content: bytes, *, name: str) -> ImportReport:
        """Read the items of one file; *name* is its name in messages.

        Raises:
            RefineError: the content cannot be read.
        """
        return read_mapped(
            content,
            name=name,
            format_name=self.format_name,
            mapping=self.mapping,
            saved=self.saved_columns,
            encoding=self.encoding,
        )


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
    callback=parse_mapping_option,
    metavar="FIELD=HEADING",
    help="The column of a field in a table, such as title=Feature; estimate= for none. May be given several times.",
)
@encoding_option
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
    encoding: str | None,
    undo: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Take the items of files (`-`: standard input) into the backlog.

    An item that is known already is updated, never doubled; what a session edited stays.
    """
    if undo:
        if dry_run or as_json or format_name or mapping or encoding:
            raise click.UsageError("--undo goes with --team only: it takes the latest import back at once.")
        return _undo(context, team, files)
    _check_files(files, as_json=as_json)
    options = ReadOptions(
        format_name=format_name, mapping=mapping, encoding=encoding, saved_columns=SavedColumns(context).find
    )
    reports = _read_all(files, options)
    requested = team or context.settings.team or None
    for name, report, result in _import_all(context, reports, requested, dry_run=dry_run):
        if as_json:
            _print_json(report, result, dry_run=dry_run)
        else:
            print_lines(*report_lines(name, report, result, dry_run=dry_run))
    return 0 if len(reports) == len(files) else 1


def _check_files(files: tuple[str, ...], *, as_json: bool) -> None:
    if not files:
        raise click.UsageError("Name a file, or `-` for standard input.")
    if files.count(STDIN) > 1:
        raise click.UsageError("Standard input (`-`) can be read only once.")
    if as_json and len(files) > 1:
        raise click.UsageError("--json takes one file.")


def _undo(context: AppContext, team: str | None, files: tuple[str, ...]) -> int:
    """Undo the latest import and print its name."""
    if files:
        raise click.UsageError("--undo takes the latest import back and needs no file.")
    if not context.has_database():
        raise RefineError("There is no import to undo.")
    with context.application() as application:
        chosen = application.views.team_name(team or context.settings.team or None)
        print_lines(f"Undone for team {chosen}: {application.backlogs.undo_import(chosen)}")
    return 0


def read_file(name: str, options: ReadOptions) -> ImportReport:
    """Read the items of one file.

    Raises:
        RefineError: the file cannot be opened or read.
    """
    return options.read(read_content(name), name=clean_line(Path(name).name))


def report_lines(name: str, report: ImportReport, result: MergeResult, *, dry_run: bool) -> list[str]:
    """Return lines that report what an import did, or would do in a dry run."""
    read_as = [report.format]
    read_as += [report.encoding] if report.encoding else []
    read_as += [f"headings in “{report.language}”"] if report.language else []
    counts = [f"{len(result.added)} added", f"{len(result.updated)} updated", f"{len(result.unchanged)} unchanged"]
    if result.done:
        counts.append(f"{len(result.done)} left out because done")
    would = "would be: " if dry_run else ""
    lines = [f"{name} ({', '.join(read_as)})", f"  Team {result.backlog.team.name}: {would}{', '.join(counts)}"]
    if result.actions:
        lines.append(f"  {counted(len(result.actions), 'new action item')}: `refine actions` lists them")
    if report.skipped:
        lines.append(f"  {counted(len(report.skipped), 'row')} skipped:")
        lines += [f"    line {row.row}: {row.reason}" for row in report.skipped[:_MAX_LISTED]]
    if len(report.skipped) > _MAX_LISTED:
        lines.append(f"    and {len(report.skipped) - _MAX_LISTED} more")
    lines += column_lines(report.columns)
    return [*lines, *(f"  Note: {warning}" for warning in report.warnings)]


def _read_all(files: tuple[str, ...], options: ReadOptions) -> list[tuple[str, ImportReport]]:
    """Read all files; print the error of each file that cannot be read."""
    reports = []
    for file in files:
        try:
            if file == STDIN:
                name = "standard input"
                report = options.read(_stdin(), name=name)
            else:
                name, report = file, read_file(file, options)
            reports.append((name, report))
        except RefineError as error:
            print_to_stderr(error.message)
            if isinstance(error, UnclearColumnsError):
                print_to_stderr("\n".join(question_lines(error)))
    return reports


def _stdin() -> bytes:
    if sys.stdin is None:
        raise ImportReadError("Standard input is closed.")
    if sys.stdin.isatty():
        end = "ctrl+z and enter" if sys.platform == "win32" else "ctrl+d on a line of its own"
        print_to_stderr(f"Type or paste the items, one a line; {end} ends the list.")
    return sys.stdin.buffer.read(MAXIMUM_SIZE + 1)


def _import_all(
    context: AppContext,
    reports: list[tuple[str, ImportReport]],
    requested_team: str | None,
    *,
    dry_run: bool,
) -> list[tuple[str, ImportReport, MergeResult]]:
    """Import all reports in order; a dry run creates neither a database nor a team."""
    if not reports:
        return []
    requests = [(name, report, report.item_import(name=clean_line(Path(name).name))) for name, report in reports]
    if dry_run and not context.has_database():
        team = Team(id=0, name=clean_line(requested_team or "") or DEFAULT_TEAM)
        preview = ImportPreview(Backlog(team=team), known_actions=(), now=context.clock.now())
        return _preview_all(preview, requests)
    with context.application() as application:
        chosen = application.views.team_name(requested_team)
        if dry_run:
            return _preview_all(application.backlogs.preview(chosen), requests)
        return [
            (name, report, application.backlogs.import_items(chosen, request)) for name, report, request in requests
        ]


def _preview_all(
    preview: ImportPreview, requests: "list[tuple[str, ImportReport, ItemImport]]"
) -> list[tuple[str, ImportReport, MergeResult]]:
    """Return the results of a dry run; each import is merged into the result of the one before."""
    results = []
    for name, report, request in requests:
        result = preview.merge(request)
        preview = preview.after(result)
        results.append((name, report, result))
    return results


def _print_json(report: ImportReport, result: MergeResult, *, dry_run: bool) -> None:
    """Print the report as JSON: items have the values of the backlog, or of the file in a dry run."""
    from refine_tui.minutes.json_lists import import_json
    from refine_tui.minutes.json_text import dumps

    stored = {} if dry_run else {item_identity(item): item for item in result.backlog.items}
    shape = import_json(
        format_name=report.format,
        language=report.language,
        encoding=report.encoding,
        delimiter=report.delimiter,
        items=[stored.get(item_identity(item), item) for item in report.items],
        added=len(result.added),
        updated=len(result.updated),
        skipped=[(row.row, row.reason) for row in report.skipped],
        warnings=report.warnings,
        columns=[(column.heading, column.fields, column.samples) for column in report.columns],
        fingerprint=report.fingerprint,
        actions=result.actions,
    )
    write_output(dumps(shape))
