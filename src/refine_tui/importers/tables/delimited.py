"""Reads delimited text: any delimiter, line ends within cells, also with quotation marks that break the rules."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from typing import TypeVar

from refine_tui.importers.errors import ImportReadError
from refine_tui.importers.tables.table import Layout, Record, Sheet, Table, table_of

DELIMITERS = ",;\t|^"
"""The possible delimiters; of two equally frequent ones the earlier is used."""
MAXIMUM_CELL = 1024 * 1024
"""The largest length of a cell, in characters."""
MAXIMUM_COLUMNS = 10_000

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_END = "\ue000end\ue000"
"""A record that is added after the last one; if it is not found again, a quotation mark was never closed."""
_Read = TypeVar("_Read")


def sniffed_delimiter(text: str) -> str:
    """Return the most frequent delimiter outside quotes in the first record that is not blank."""
    counts: Counter[str] = Counter()
    quoted = False
    for character in text[:MAXIMUM_CELL].lstrip():
        if character == '"':
            quoted = not quoted
        elif not quoted and character in "\r\n":
            break
        elif not quoted:
            counts[character] += 1
    return max(DELIMITERS, key=lambda delimiter: counts[delimiter])


def read_sheet(text: str, *, name: str, delimiter: str | None = None, at_most: int | None = None) -> Sheet:
    """Read delimited text, with all its cells.

    Args:
        text: The whole file.
        name: The name of the file in messages.
        delimiter: The delimiter; it is detected by default.
        at_most: Stop after this many records: enough to look for headings.

    Raises:
        ImportReadError: a quotation mark is never closed, a cell is too long, or there are too many columns.
    """
    delimiter = delimiter or sniffed_delimiter(text)

    def gathered(*, strict: bool) -> tuple[Record, ...]:
        found = []
        for record in _records(text, name, delimiter, strict=strict):
            found.append(record)
            if len(found) == at_most:
                break
        return tuple(found)

    records, warnings = _leniently(gathered, name)
    return Sheet(name=name, delimiter=delimiter, records=records, warnings=warnings)


def read_table(text: str, *, name: str, delimiter: str, heading_record: int, layout: Layout) -> Table:
    """Read all rows of delimited text, of each only the columns of the layout.

    Args:
        text: The whole file.
        name: The name of the file in messages.
        delimiter: The delimiter.
        heading_record: The index, among the records that are not blank, of the headings; -1 if there are none.
        layout: The layout of the headings.

    Raises:
        ImportReadError: as for `read_sheet`.
    """

    def gathered(*, strict: bool) -> Table:
        records = _records(text, name, delimiter, strict=strict)
        for _ in range(heading_record + 1):
            next(records, None)
        return table_of(records, layout, name=name)

    table, warnings = _leniently(gathered, name)
    return Table(name=name, layout=layout, rows=table.rows, warnings=warnings + table.warnings)


def _leniently(gathered: Callable[..., _Read], name: str) -> tuple[_Read, tuple[str, ...]]:
    """Read by the rules of CSV, and if that fails leniently, with a warning."""
    warning = f"{name} has quotation marks within cells that are not doubled: such cells were read as they stand."
    for strict, warnings in ((True, ()), (False, (warning,))):
        try:
            return gathered(strict=strict), warnings
        except csv.Error as error:
            if "field limit" in str(error):
                break
    raise ImportReadError(
        f"{name} has a cell of more than {MAXIMUM_CELL // 1024 // 1024} MB: export it with fewer fields."
    )


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a text with their ends, without a copy of the whole text."""
    if "\r" in text and text.count("\r") != text.count("\r\n"):
        for match in _LINE.finditer(text):
            yield match[0]
        return
    start = 0
    while (end := text.find("\n", start) + 1) > 0:
        yield text[start:end]
        start = end
    if start < len(text):
        yield text[start:]


def _records(text: str, name: str, delimiter: str, *, strict: bool) -> Iterator[Record]:
    csv.field_size_limit(MAXIMUM_CELL)
    reader = csv.reader(chain(_lines(text), (f"{_END}\n",)), delimiter=delimiter, strict=strict)
    begins, last = 1, 1
    for cells in reader:
        last, begins = begins, reader.line_num + 1
        if cells == [_END]:
            return
        if len(cells) > MAXIMUM_COLUMNS:
            raise ImportReadError(f"{name} has more than {MAXIMUM_COLUMNS:,} columns: export it with fewer fields.")
        if any(map(str.strip, cells)):
            yield Record(line=last, cells=cells)
    raise ImportReadError(f"{name}, line {last}: a quotation mark is opened and never closed; export the file again.")
