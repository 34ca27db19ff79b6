"""Print results on standard output and messages on standard error, without control characters."""

import sys
from typing import TextIO

import click

from refine_tui.domain.plain_text import clean_text


def print_lines(*lines: str) -> None:
    """Print lines for people on standard output; blanks within a line stay, so that columns stay aligned."""
    for line in lines:
        click.echo(_clean(line))


def print_to_stderr(message: str) -> None:
    """Print a message for people on standard error, without control characters."""
    for line in message.splitlines():
        click.echo(_clean(line), err=True)


def write_output(text: str) -> None:
    """Write a result for programs to standard output, always as UTF-8, with one line end at the end."""
    click.echo(text.removesuffix("\n").encode("utf-8", "replace"))


def replace_unprintable_characters() -> None:
    """Make standard output and error print a question mark for characters that their encoding lacks."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _clean(line: str) -> str:
    indentation = len(line) - len(line.lstrip(" "))
    return " " * indentation + clean_text(line).replace("\n", " ").replace("\t", " ")


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether *stream* is a terminal; a closed stream (None) is not."""
    return stream is not None and stream.isatty()
