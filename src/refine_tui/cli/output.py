"""What is printed: results on standard output, messages for people on standard error, neither with control bytes."""

import sys
from typing import TextIO

import click

from refine_tui.domain.plain_text import clean_text


def tell(*lines: str) -> None:
    """Print lines for people on standard output; the blanks that line columns up stay."""
    for line in lines:
        click.echo(_clean(line))


def complain(message: str) -> None:
    """Print a message for people on standard error, each line of it cleaned."""
    for line in message.splitlines():
        click.echo(_clean(line), err=True)


def hand_out(text: str) -> None:
    """Print a result for programs: UTF-8 whatever the terminal speaks, with one line end behind it."""
    click.echo(text.removesuffix("\n").encode("utf-8", "replace"))


def printable_everywhere() -> None:
    """Have characters that the terminal's encoding lacks shown as question marks, not as a crash."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _clean(line: str) -> str:
    indentation = len(line) - len(line.lstrip(" "))
    return " " * indentation + clean_text(line).replace("\n", " ").replace("\t", " ")


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether a person is at the other end; a stream that is closed has none."""
    return stream is not None and stream.isatty()
