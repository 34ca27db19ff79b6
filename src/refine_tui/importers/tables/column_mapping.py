"""Which column of a table holds which field: what a person said, what the shape of the cells tells, what is shown."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from refine_tui.domain.nearest import did_you_mean, quoted
from refine_tui.domain.plain_text import clean_line, shortened
from refine_tui.importers.errors import ImportReadError
from refine_tui.importers.fields.item_fields import FIELDS, ISSUE_KEY
from refine_tui.importers.report import ColumnUse
from refine_tui.importers.tables.table import Columns, Layout, Record, Sheet, normalised

_SAMPLES = 3
_LONGEST_SAMPLE = 60
_SHARE_OF_KEYS = 0.95
_MOST_NAMED = 12
"""Of the headings that a sentence lists."""


def fingerprint(columns: Columns) -> str:
    """Return the same digits for the same headings in the same order, however they are written."""
    names = "\n".join(columns.normalised).rstrip("\n")
    return hashlib.sha256(names.encode("utf-8", "replace")).hexdigest()[:32]


def check_fields(mapping: Mapping[str, str]) -> None:
    """Refuse a mapping of something that is no field.

    Raises:
        ImportReadError: it names the nearest field.
    """
    for field in mapping:
        if field not in FIELDS:
            raise ImportReadError(
                f"{quoted(field)} is no field of an item: {did_you_mean(field, FIELDS, otherwise='the fields are')}"
            )


def mapped_record(sheet: Sheet, mapping: Mapping[str, str], *, at_most: int) -> int:
    """Return which of the first records holds all headings of the mapping.

    Raises:
        ImportReadError: none does; it names the nearest heading.
    """
    wanted = {normalised(heading) for heading in mapping.values()}
    records = [Columns(record.cells) for record in sheet.records[:at_most]]
    found = [len(wanted & columns.names) for columns in records]
    best = found.index(max(found)) if found else 0
    if found and found[best] == len(wanted):
        return best
    headings = [clean_line(cell) for cell in records[best].headings if cell.strip()] if records else []
    missing = next(
        heading for heading in mapping.values() if not records or normalised(heading) not in records[best].names
    )
    hint = did_you_mean(missing, headings[:_MOST_NAMED], otherwise="its headings are") if headings else "it has none."
    raise ImportReadError(f"{sheet.name} has no column {quoted(missing)}: {hint}")


def positions(mapping: Mapping[str, str], columns: Columns) -> dict[str, tuple[int, ...]]:
    """Return for each field of a mapping where its columns stand."""
    return {field: columns.positions(normalised(heading)) for field, heading in mapping.items()}


def key_column(records: Sequence[Record], *, among: Sequence[int]) -> int | None:
    """Return the first of those columns in which nearly every row has the key of an issue: no language changes it."""
    for position in among:
        cells = [record.cells[position].strip() if position < len(record.cells) else "" for record in records]
        if sum(ISSUE_KEY.fullmatch(cell) is not None for cell in cells) >= max(1, _SHARE_OF_KEYS * len(cells)):
            return position
    return None


def column_uses(columns: Columns, records: Sequence[Record], layout: Layout | None = None) -> tuple[ColumnUse, ...]:
    """Return what each heading is read as, with samples from *records*; a heading that is repeated stands once."""
    fields = layout.fields if layout else {}
    field_of = {position: field for field, found in fields.items() if field in FIELDS for position in found}
    uses: dict[str, ColumnUse] = {}
    for position, (heading, name) in enumerate(zip(columns.headings, columns.normalised, strict=True)):
        if name and name not in uses:
            uses[name] = ColumnUse(
                heading=clean_line(heading),
                field=field_of.get(position, ""),
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
