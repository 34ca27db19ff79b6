"""Which column holds which field of an item: as it is said on the command line, and as it was said before."""

from collections.abc import Iterable, Mapping
from typing import Protocol

import click

from refine_tui.importers.detection import read_items
from refine_tui.importers.errors import ImportProblem, UnclearColumns
from refine_tui.importers.report import ColumnUse, ImportReport

_SHOWN = 12
"""How many columns are listed before they are only counted."""


class ColumnMemory(Protocol):
    """Remembers for the headings of a table what somebody has said of them."""

    def remembered(self, fingerprint: str) -> Mapping[str, str]:
        """Return for fields the headings of their columns; empty: nobody has said anything."""
        ...

    def remember(self, fingerprint: str, mapping: Mapping[str, str]) -> None:
        """Keep the mapping for every later file with the same headings."""
        ...


class NoMemory:
    """Remembers nothing."""

    def remembered(self, _: str) -> Mapping[str, str]:
        """Return nothing."""
        return {}

    def remember(self, fingerprint: str, mapping: Mapping[str, str]) -> None:
        """Forget it."""


def parsed_mapping(_: click.Context, __: click.Parameter, values: Iterable[str]) -> dict[str, str]:
    """Return for each field the heading that was named with it: ``estimate=Size``.

    Raises:
        click.BadParameter: a value has no such form.
    """
    mapping: dict[str, str] = {}
    for value in values:
        field, equals, heading = value.partition("=")
        if not (equals and field.strip() and heading.strip()):
            raise click.BadParameter(f"“{value}” names no column: write FIELD=HEADING, such as title=Feature.")
        mapping[field.strip().casefold().replace("-", "_").replace(" ", "_")] = heading.strip()
    return mapping


def read_mapped(
    content: bytes,
    *,
    name: str,
    format_name: str | None = None,
    mapping: Mapping[str, str] | None = None,
    memory: ColumnMemory | None = None,
) -> ImportReport:
    """Read the items of a file by the columns that are named now, and by those that were for the same headings before.

    Raises:
        ImportProblem: as `read_items`.
    """
    mapping, memory = mapping or {}, memory or NoMemory()
    found: ImportReport | UnclearColumns
    try:
        found = read_items(content, name=name, format=format_name, mapping=mapping)
    except UnclearColumns as question:
        found = question
    both = {**(memory.remembered(found.fingerprint) if found.fingerprint else {}), **mapping}
    if both != mapping:
        return read_items(content, name=name, format=format_name, mapping=both)
    if isinstance(found, ImportProblem):
        raise found
    return found


def column_lines(columns: Iterable[ColumnUse]) -> list[str]:
    """Say what each heading was taken for, and which were not read."""
    columns = tuple(columns)
    used = [f"{column.field} = {column.heading}" for column in columns if column.field]
    others = [column.heading for column in columns if not column.field]
    lines = [f"  Columns: {', '.join(used)}"] if used else []
    more = f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
    return lines + ([f"  Not read: {', '.join(others[:_SHOWN])}{more}"] if others else [])


def question_lines(question: UnclearColumns) -> list[str]:
    """Show the columns of which one is the title, and how to name it."""
    shown = [
        f"  {column.heading}: {' · '.join(column.samples)}" for column in question.columns[:_SHOWN] if column.samples
    ]
    return [*shown, "Name it with --map title=HEADING."]
