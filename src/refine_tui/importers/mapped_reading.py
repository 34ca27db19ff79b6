"""Reads tables with the columns that a person chooses now, and with those chosen before for the same headings."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from refine_tui.importers.detection import read_items
from refine_tui.importers.errors import ImportReadError, UnclearColumnsError
from refine_tui.importers.report import ImportReport

FindMapping = Callable[[str], Mapping[str, str]]
"""Returns the saved mapping for the fingerprint of headings; empty if there is none."""


def read_mapped(
    content: bytes | str,
    *,
    name: str,
    format_name: str | None = None,
    mapping: Mapping[str, str] | None = None,
    saved: FindMapping | None = None,
    encoding: str | None = None,
) -> ImportReport:
    """Read the items of a file with the columns in *mapping*, and for other fields with the saved ones.

    The report has only *mapping* as the columns to save.

    Raises:
        ImportReadError: as `read_items`.
    """
    mapping = mapping or {}
    found: ImportReport | UnclearColumnsError
    try:
        found = read_items(content, name=name, format=format_name, mapping=mapping, encoding=encoding)
    except UnclearColumnsError as error:
        found = error
    before = saved(found.fingerprint) if saved and found.fingerprint else {}
    both = {**before, **mapping}
    if both != mapping:
        report = read_items(content, name=name, format=format_name, mapping=both, encoding=encoding)
        return replace(report, mapping=mapping)
    if isinstance(found, ImportReadError):
        raise found
    return found
