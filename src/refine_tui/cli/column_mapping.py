"""Column mappings of imported tables: the ``--map`` option, the saved mappings, and their report."""

from collections.abc import Iterable, Mapping

import click

from refine_tui.cli.app_context import AppContext
from refine_tui.importers.errors import ImportReadError, UnclearColumnsError
from refine_tui.importers.report import ColumnUse
from refine_tui.importers.tables.column_mapping import parse_mapping

_MAX_LISTED = 12
"""The largest number of columns to list; further ones are only counted."""


class SavedColumns:
    """Reads the saved column mappings, if there is a database."""

    def __init__(self, context: AppContext) -> None:
        self._context = context

    def find(self, fingerprint: str) -> Mapping[str, str]:
        """Return the saved mapping (heading by field) for tables with these headings; empty if there is none."""
        if not self._context.has_database():
            return {}
        with self._context.application() as application:
            return application.backlogs.saved_columns(fingerprint)


def parse_mapping_option(_: click.Context, __: click.Parameter, values: Iterable[str]) -> dict[str, str]:
    """Parse the values of ``--map``, such as ``estimate=Size``, into the heading by field; empty for no column.

    Raises:
        click.BadParameter: a value does not have this form.
    """
    try:
        return parse_mapping(values)
    except ImportReadError as problem:
        raise click.BadParameter(problem.message) from None


def column_lines(columns: Iterable[ColumnUse]) -> list[str]:
    """Return lines that report the fields of each heading, and the columns that were not read."""
    columns = tuple(columns)
    used = [f"{field} = {column.heading}" for column in columns for field in column.fields]
    unread = [column.heading for column in columns if not column.fields]
    lines = [f"  Columns: {', '.join(used)}"] if used else []
    more = f" and {len(unread) - _MAX_LISTED} more" if len(unread) > _MAX_LISTED else ""
    return lines + ([f"  Not read: {', '.join(unread[:_MAX_LISTED])}{more}"] if unread else [])


def question_lines(question: UnclearColumnsError) -> list[str]:
    """Return lines that list the columns that could be the title, and how to choose one."""
    candidates = [column for column in question.columns[:_MAX_LISTED] if column.samples]
    lines = [f"  {column.heading}: {' · '.join(column.samples)}" for column in candidates]
    return [*lines, "Name it with --map title=HEADING."]
