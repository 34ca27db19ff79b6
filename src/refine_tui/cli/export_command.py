"""``refine export``: write the minutes of a session, in any format, to standard output, a file or a folder."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refine_tui.cli.app_context import AppContext, with_context
from refine_tui.cli.arguments import SESSION
from refine_tui.cli.output import is_terminal, print_lines, print_to_stderr, write_output
from refine_tui.cli.session_commands import load_session
from refine_tui.domain.errors import RefineError
from refine_tui.minutes.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refine_tui.domain.session import RefinementSession
    from refine_tui.minutes.exporter import Exporter
    from refine_tui.minutes.formats import Format

ALL = "all"
"""The value of ``--format`` that writes all formats into a folder."""
_STDOUT = "-"
_WITH_CALENDAR = frozenset({"ics", ALL})


@click.command(epilog="\b\n" + "\n".join(f"{each.name:<10}{each.about}" for each in FORMATS.values()))
@click.argument("session", type=SESSION, metavar="SESSION")
@click.option(
    "--format",
    "format_name",
    type=click.Choice((*FORMATS, ALL), case_sensitive=False),
    default="markdown",
    help="By default markdown; `all` writes each one into a folder.",
)
@click.option("--output", metavar="FILE|DIR|-", help="Where to; `-` is standard output.")
@click.option("--weekly", is_flag=True, help="With ics: the next session repeats every week.")
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
@with_context
def export(
    context: AppContext, *, session: str, format_name: str, output: str | None, weekly: bool, force: bool
) -> None:
    """Export the results of a session (a number, or `last`).

    Without --output they are written to standard output if it is redirected, else into the minutes folder; `all` is
    always written there.
    """
    if format_name == ALL and output == _STDOUT:
        raise click.UsageError("--format all writes several files: name a folder, not `-`.")
    if weekly and format_name not in _WITH_CALENDAR:
        raise click.UsageError("--weekly is for the calendar file: add --format ics.")
    stored = load_session(context, session)
    exporter = context.exporter()
    if format_name == ALL:
        _write_all(exporter, stored, output, weekly=weekly, force=force)
        return
    kind = FORMATS[format_name]
    if output is None and is_terminal(sys.stdout):
        paths = exporter.write(stored, kind, weekly=weekly)
        print_lines(str(next(path for path in paths if path.suffix == kind.ending)))
        return
    text = exporter.text(stored, kind, weekly=weekly)
    if output is None or output == _STDOUT:
        write_output(text)
    else:
        print_lines(str(_write_to_file(output, text, stored, kind, force=force)))


def _write_all(
    exporter: "Exporter", session: "RefinementSession", output: str | None, *, weekly: bool, force: bool
) -> None:
    """Write all formats that the session has data for, and report the others."""
    rendered = exporter.all_texts(session, weekly=weekly)
    if output is None:
        paths = exporter.write_texts(session, rendered.texts)
    else:
        paths = _write_to_folder(Path(output).expanduser(), rendered.texts, session, force=force)
    print_lines(*map(str, paths))
    for sentence in rendered.skipped:
        print_to_stderr(f"Left out: {sentence}")


def _write_to_folder(
    folder: Path, texts: "Sequence[tuple[Format, str]]", session: "RefinementSession", *, force: bool
) -> list[Path]:
    """Write all files into *folder*, which is created if it is missing; nothing is written if one file exists."""
    from refine_tui.files import make_folder
    from refine_tui.minutes.folder import file_name

    make_folder(folder)
    paths = [folder / file_name(session, kind) for kind, _ in texts]
    existing = next((path for path in paths if os.path.lexists(path)), None)
    if existing and not force:
        raise _file_exists_error(existing)
    for path, (_, text) in zip(paths, texts, strict=True):
        _write(path, text, force=force)
    return paths


def _write_to_file(output: str, text: str, session: "RefinementSession", kind: "Format", *, force: bool) -> Path:
    from refine_tui.minutes.folder import file_name

    path = Path(output).expanduser()
    if path.is_dir():
        path /= file_name(session, kind)
    elif output.endswith(("/", os.sep)):
        raise RefineError(f"There is no folder {output}.")
    _write(path, text, force=force)
    return path


def _write(path: Path, text: str, *, force: bool) -> None:
    from refine_tui.files import FileTakenError, write_atomically

    try:
        write_atomically(path, text, force=force)
    except FileTakenError:
        raise _file_exists_error(path) from None


def _file_exists_error(path: Path) -> RefineError:
    return RefineError(f"{path} exists already and was left as it is: name another file, or add --force.")
