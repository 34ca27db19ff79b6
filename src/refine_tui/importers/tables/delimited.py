"""Delimited text becomes records: any delimiter, line ends within cells, quotation marks as people leave them."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from typing import TypeVar

from refine_tui.importers.errors import ImportReadError
from refine_tui.importers.tables.table import Layout, Record, Sheet, Table, table_of

DELIMITERS = ",;\t|^"
"""What can part cells; the earlier one wins where two are equally frequent."""
MAXIMUM_CELL = 1024 * 1024
"""How long one cell may be, in characters."""
MAXIMUM_COLUMNS = 10_000

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_END = "\ue000end\ue000"
"""A record of our own behind the last one: if it is swallowed, a quotation mark was never closed."""
_Read = TypeVar("_Read")


def sniffed_delimiter(text: str) -> str:
    """Return the delimiter that stands most often outside quotes in the first record that is not blank."""
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
        name: What the sentences call it.
        delimiter: Sniffed when it is not given.
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
    """Read all of a delimited text of which it is known where its fields stand; nothing else is kept.

    Args:
        text: The whole file.
        name: What the sentences call it.
        delimiter: What parts the cells.
        heading_record: Which of the records that are not blank holds the headings.
        layout: Of those headings.

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
    """Read as the rules of CSV have it, and where that fails as programs read it; with a warning then."""
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
    """Give the lines of a text with their ends; unlike a file in memory, without a copy of the whole."""
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
