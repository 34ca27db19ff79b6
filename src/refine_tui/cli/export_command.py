"""``refine export``: the minutes of a session, to standard output or into a file."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refine_tui.cli.choices import SESSION
from refine_tui.cli.output import hand_out, is_terminal, tell
from refine_tui.cli.session_commands import load_session
from refine_tui.cli.wiring import Wiring, with_wiring
from refine_tui.domain.errors import RefineError

if TYPE_CHECKING:
    from refine_tui.domain.session import RefinementSession

ENDINGS = {"markdown": ".md", "json": ".json"}
"""The formats, and how the names of their files end."""
_STDOUT = "-"


@click.command()
@click.argument("session", type=SESSION, metavar="SESSION")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(tuple(ENDINGS), case_sensitive=False),
    default="markdown",
    help="By default markdown.",
)
@click.option("--output", metavar="FILE|DIR|-", help="Where to; `-` is standard output.")
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
@with_wiring
def export(wiring: Wiring, *, session: str, format_name: str, output: str | None, force: bool) -> None:
    """Hand out the minutes of a session (a number, or `last`).

    Without --output they go to standard output where that is no terminal, else into the minutes folder.
    """
    stored = load_session(wiring, session)
    if output is None and is_terminal(sys.stdout):
        tell(str(_kept(wiring, stored, format_name)))
        return
    text = _text(wiring, stored, format_name)
    if output is None or output == _STDOUT:
        hand_out(text)
    else:
        tell(str(_written(output, text, stored, format_name, force=force)))


def _text(wiring: Wiring, session: "RefinementSession", format_name: str) -> str:
    now = wiring.clock.now()
    if format_name == "json":
        from refine_tui.minutes.json_shape import dumps, session_json

        return dumps(session_json(session, now=now))
    from refine_tui.minutes.markdown import render_markdown

    return render_markdown(session, now=now, **wiring.minutes_template())


def _kept(wiring: Wiring, session: "RefinementSession", format_name: str) -> Path:
    """Write into the minutes folder, as closing the session does."""
    from refine_tui.minutes.keeping import write_minutes

    paths = write_minutes(session, wiring.minutes_folder, now=wiring.clock.now(), **wiring.minutes_template())
    return next(path for path in paths if path.suffix == ENDINGS[format_name])


def _written(output: str, text: str, session: "RefinementSession", format_name: str, *, force: bool) -> Path:
    from refine_tui.minutes.files import FileTakenError, write_atomically
    from refine_tui.minutes.keeping import minutes_name

    path = Path(output).expanduser()
    if path.is_dir():
        path /= minutes_name(session) + ENDINGS[format_name]
    elif output.endswith(("/", os.sep)):
        raise RefineError(f"There is no folder {output}.")
    try:
        write_atomically(path, text, force=force)
    except FileTakenError:
        raise RefineError(f"{path} exists already and was left as it is: name another file, or add --force.") from None
    return path
