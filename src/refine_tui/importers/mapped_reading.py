"""Which column holds which field: as somebody says it now, and as it was said of the same headings before."""

from collections.abc import Callable, Iterable, Mapping

from refine_tui.importers.detection import read_items
from refine_tui.importers.errors import ImportReadError, UnclearColumnsError
from refine_tui.importers.report import ImportReport

Remembered = Callable[[str], Mapping[str, str]]
"""From the fingerprint of headings to the heading by the field; empty: nobody has said anything."""


def parse_mapping(values: Iterable[str]) -> dict[str, str]:
    """Return the heading by the field, of pieces such as ``estimate=Size``.

    Raises:
        ImportReadError: a piece has no such form.
    """
    mapping: dict[str, str] = {}
    for value in values:
        field, equals, heading = value.partition("=")
        if not (equals and field.strip() and heading.strip()):
            raise ImportReadError(f"“{value.strip()}” names no column: write FIELD=HEADING, such as title=Feature.")
        mapping[field.strip().casefold().replace("-", "_").replace(" ", "_")] = heading.strip()
    return mapping


def read_mapped(
    content: bytes | str,
    *,
    name: str,
    format_name: str | None = None,
    mapping: Mapping[str, str] | None = None,
    remembered: Remembered | None = None,
) -> ImportReport:
    """Read the items of a file by the columns that are named now, and by those that were for the same headings before.

    Raises:
        ImportReadError: as `read_items`.
    """
    mapping = mapping or {}
    found: ImportReport | UnclearColumnsError
    try:
        found = read_items(content, name=name, format=format_name, mapping=mapping)
    except UnclearColumnsError as question:
        found = question
    before = remembered(found.fingerprint) if remembered and found.fingerprint else {}
    both = {**before, **mapping}
    if both != mapping:
        return read_items(content, name=name, format=format_name, mapping=both)
    if isinstance(found, ImportReadError):
        raise found
    return found
