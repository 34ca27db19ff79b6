"""Column mappings: the heading of the column that holds each field, as a person types it and as it is shown.

A mapping has the heading by the field; an empty heading says that no column holds the field.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from refine_tui.domain.nearest import did_you_mean, quoted
from refine_tui.domain.plain_text import clean_line, shortened
from refine_tui.importers.errors import ImportReadError
from refine_tui.importers.fields.item_fields import FIELDS, ISSUE_KEY
from refine_tui.importers.report import ColumnUse
from refine_tui.importers.tables.table import Columns, Layout, Record, Sheet, normalised

_SAMPLES = 3
_SEPARATOR = re.compile(r",(?=[^,=]+=)|,\s*$")
_LONGEST_SAMPLE = 60
_SHARE_OF_KEYS = 0.95
_MOST_NAMED = 12
"""The largest number of headings in a message."""


def fingerprint(columns: Columns) -> str:
    """Return digits that identify headings in their order, whatever their case and blanks."""
    names = "\n".join(columns.normalised).rstrip("\n")
    return hashlib.sha256(names.encode("utf-8", "replace")).hexdigest()[:32]


def parse_mapping(values: Iterable[str]) -> dict[str, str]:
    """Parse values such as ``estimate=Size``; ``estimate=`` says that no column holds the estimate.

    Raises:
        ImportReadError: a value does not have this form.
    """
    mapping: dict[str, str] = {}
    for value in values:
        field, equals, heading = value.partition("=")
        if not (equals and field.strip()):
            raise ImportReadError(f"{quoted(value)} names no column: write FIELD=HEADING, such as title=Feature.")
        mapping[field.strip().casefold().replace("-", "_").replace(" ", "_")] = heading.strip()
    return mapping


def mapping_line(columns: Iterable[ColumnUse]) -> str:
    """Return the fields and their columns as one line for a person to edit: ``title=Name, estimate=Size``."""
    return ", ".join(f"{field}={heading}" for field, heading in _first_headings(columns).items())


def parse_mapping_line(
    line: str, columns: Iterable[ColumnUse], *, chosen: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Parse a line that states the whole mapping: a field that it leaves out has no column.

    Args:
        line: As `mapping_line` writes it. A comma separates two fields only if a field and ``=`` follow.
        columns: The columns as they are read now. A field that keeps its column is omitted from the result, so that a
            field which several columns hold keeps all of them.
        chosen: What a person has chosen before; these fields are never omitted.

    Raises:
        ImportReadError: a part of the line does not have the form ``field=heading``, or names no field.
    """
    stated = parse_mapping(part for part in _SEPARATOR.split(line) if part.strip())
    check_fields(stated)
    current = _first_headings(columns)
    unchanged = {field for field, heading in stated.items() if heading and current.get(field) == heading}
    omitted = unchanged - set(chosen or {})
    return {field: stated.get(field, "") for field in FIELDS if field not in omitted}


def _first_headings(columns: Iterable[ColumnUse]) -> dict[str, str]:
    """Return the heading of the first column of each field that has any."""
    headings: dict[str, str] = {}
    for column in columns:
        for field in column.fields:
            headings.setdefault(field, column.heading)
    return headings


def named_headings(mapping: Mapping[str, str]) -> frozenset[str]:
    """Return the headings that a mapping names."""
    return frozenset(filter(None, mapping.values()))


def check_fields(mapping: Mapping[str, str]) -> None:
    """Check that a mapping names fields of an item only.

    Raises:
        ImportReadError: it names something else; the message names the nearest field.
    """
    for field in mapping:
        if field not in FIELDS:
            raise ImportReadError(
                f"{quoted(field)} is not a field of an item: {did_you_mean(field, FIELDS, otherwise='the fields are')}"
            )


def mapped_record(sheet: Sheet, mapping: Mapping[str, str], *, at_most: int) -> int:
    """Return the index of the first record that holds all headings that the mapping names.

    Raises:
        ImportReadError: no record does; the message names the nearest heading.
    """
    wanted = {normalised(heading) for heading in named_headings(mapping)}
    records = [Columns(record.cells) for record in sheet.records[:at_most]]
    found = [len(wanted & columns.names) for columns in records]
    best = found.index(max(found)) if found else 0
    if found and found[best] == len(wanted):
        return best
    headings = [clean_line(cell) for cell in records[best].headings if cell.strip()] if records else []
    missing = next(
        heading
        for heading in filter(None, mapping.values())
        if not records or normalised(heading) not in records[best].names
    )
    hint = did_you_mean(missing, headings[:_MOST_NAMED], otherwise="its headings are") if headings else "it has none."
    raise ImportReadError(f"{sheet.name} has no column {quoted(missing)}: {hint}")


def positions(mapping: Mapping[str, str], columns: Columns) -> dict[str, tuple[int, ...]]:
    """Return the positions of the columns of each field of a mapping."""
    return {field: columns.positions(normalised(heading)) for field, heading in mapping.items()}


def key_column(records: Sequence[Record], *, among: Sequence[int]) -> int | None:
    """Return the first of these columns in which nearly all cells are keys of issues, as in every language."""
    for position in among:
        cells = [record.cells[position].strip() if position < len(record.cells) else "" for record in records]
        if sum(ISSUE_KEY.fullmatch(cell) is not None for cell in cells) >= max(1, _SHARE_OF_KEYS * len(cells)):
            return position
    return None


def column_uses(columns: Columns, records: Sequence[Record], layout: Layout | None = None) -> tuple[ColumnUse, ...]:
    """Return the fields of each heading, with samples from *records*; a repeated heading is listed once."""
    read = {field: found for field, found in layout.fields.items() if field in FIELDS} if layout else {}
    uses: dict[str, ColumnUse] = {}
    for position, (heading, name) in enumerate(zip(columns.headings, columns.normalised, strict=True)):
        if name and name not in uses:
            uses[name] = ColumnUse(
                heading=clean_line(heading),
                fields=tuple(field for field, found in read.items() if position in found),
                samples=tuple(_samples(records, columns.positions(name))),
            )
    return tuple(uses.values())


def _samples(records: Sequence[Record], found: Sequence[int]) -> Iterator[str]:
    cells = (
        clean_line(record.cells[position])
        for record in records
        for position in found
        if position < len(record.cells) and record.cells[position]
    )
    for sample in list(dict.fromkeys(filter(None, cells)))[:_SAMPLES]:
        yield shortened(sample, _LONGEST_SAMPLE)
