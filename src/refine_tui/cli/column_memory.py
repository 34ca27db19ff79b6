"""Which column holds which field of an item: as it is said on the command line, and how it is told."""

from collections.abc import Iterable, Mapping

import click

from refine_tui.cli.app_context import AppContext
from refine_tui.importers.errors import ImportProblem, UnclearColumns
from refine_tui.importers.named_columns import parse_mapping
from refine_tui.importers.report import ColumnUse

_SHOWN = 12
"""How many columns are listed before they are only counted."""


class ColumnMemory:
    """What was said of the headings of tables before, where anything was ever stored."""

    def __init__(self, context: AppContext) -> None:
        self._context = context

    def remembered(self, fingerprint: str) -> Mapping[str, str]:
        """Return the heading by the field; empty: nobody has said anything."""
        if not self._context.has_database():
            return {}
        with self._context.application() as application:
            return application.backlogs.remembered_columns(fingerprint)


def parsed_mapping(_: click.Context, __: click.Parameter, values: Iterable[str]) -> dict[str, str]:
    """Return the heading by the field that was named with it: ``estimate=Size``.

    Raises:
        click.BadParameter: a value has no such form.
    """
    try:
        return parse_mapping(values)
    except ImportProblem as problem:
        raise click.BadParameter(problem.message) from None


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
