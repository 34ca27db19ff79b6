"""Delimited text becomes a table: any delimiter, any width, repeated headings, ragged rows."""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from refine_tui.importers.errors import ImportProblem

DELIMITERS = ",;\t|^"
"""What can part cells; the earlier one wins where two are equally frequent."""
MAXIMUM_CELL = 1024 * 1024
"""How long one cell may be, in characters."""
MAXIMUM_COLUMNS = 10_000

_LINE_END = re.compile(r"\r\n?")
_FORMULA_GUARD = re.compile(r"'(?=[=+\-@])")
_END = "\ue000end\ue000"
"""A record of our own behind the last one: if it is swallowed, a quotation mark was never closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The cells of one record, as they stand, and the line on which it begins."""

    line: int
    cells: tuple[str, ...]


class Columns:
    """The headings of a table: which cells of a row stand under which heading."""

    def __init__(self, headings: Sequence[str]) -> None:
        self.headings = tuple(headings)
        """As they stand in the file."""
        self._positions: dict[str, list[int]] = {}
        for position, heading in enumerate(headings):
            self._positions.setdefault(normalised(heading), []).append(position)
        self._positions.pop("", None)
        self._matches: dict[re.Pattern[str], list[tuple[re.Match[str], int]]] = {}

    @cached_property
    def names(self) -> frozenset[str]:
        """The headings as they are compared: trimmed, in NFC, without case."""
        return frozenset(self._positions)

    def positions(self, name: str) -> Sequence[int]:
        """Where the cells of this heading stand, from left to right."""
        return self._positions.get(name, ())

    def matching(self, pattern: re.Pattern[str]) -> Sequence[tuple[re.Match[str], int]]:
        """Every heading in which *pattern* is found, with the position of each of its columns, from left to right."""
        if pattern not in self._matches:  # every row asks, and there may be thousands of columns
            found = [
                (match, position)
                for name, positions in self._positions.items()
                if (match := pattern.search(name))
                for position in positions
            ]
            self._matches[pattern] = sorted(found, key=lambda pair: pair[1])
        return self._matches[pattern]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row below the headings; every name asked for is written as `normalised` gives it."""

    line: int
    """The line of the file on which the row begins."""
    cells: tuple[str, ...]
    columns: Columns

    def first(self, *names: str) -> str:
        """The first cell that is not blank under the first of *names* that has one, else an empty text."""
        return next((cell for name in names for cell in self.all(name)), "")

    def last(self, name: str) -> str:
        """The last cell that is not blank under *name*, else an empty text."""
        cells = self.all(name)
        return cells[-1] if cells else ""

    def all(self, *names: str) -> list[str]:
        """Every cell that is not blank under any of *names*, from left to right within a name."""
        return [cell for name in names for position in self.columns.positions(name) if (cell := self._cell(position))]

    def matching(self, pattern: re.Pattern[str]) -> list[tuple[re.Match[str], str]]:
        """Every cell that is not blank under a heading in which *pattern* is found, with that match."""
        cells = ((match, self._cell(position)) for match, position in self.columns.matching(pattern))
        return [(match, cell) for match, cell in cells if cell]

    def _cell(self, position: int) -> str:
        return self.cells[position].strip() if position < len(self.cells) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Headings and the rows below them."""

    name: str
    """What the sentences call the file."""
    columns: Columns
    rows: tuple[Row, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Delimited text before anybody knows which record holds the headings; records without any text are left out."""

    name: str
    delimiter: str
    records: tuple[Record, ...]
    warnings: tuple[str, ...] = ()

    def table(self, heading_record: int) -> Table:
        """The table of which that record holds the headings; what stands above it is left out."""
        columns = Columns(self.records[heading_record].cells)
        below = self.records[heading_record + 1 :]
        width = len(columns.headings)
        rows = tuple(
            Row(line=record.line, cells=tuple(map(unguarded, record.cells)), columns=columns) for record in below
        )
        long = [record.line for record in below if any(cell.strip() for cell in record.cells[width:])]
        warnings = self.warnings
        if long:
            rows_have = "A row has" if len(long) == 1 else f"{len(long)} rows have"
            warnings += (
                f"{rows_have} more cells than there are headings (line {long[0]}): the last cells were not read.",
            )
        return Table(name=self.name, columns=columns, rows=rows, warnings=warnings)


def normalised(heading: str) -> str:
    """Return a heading as it is compared: trimmed, blanks as one space, in NFC, without case."""
    return " ".join(unicodedata.normalize("NFC", heading.replace("\ufeff", "")).casefold().split())


def unguarded(cell: str) -> str:
    """Return the cell without the apostrophe that some exports put before what a spreadsheet would calculate."""
    return cell[1:] if cell.startswith("'") and _FORMULA_GUARD.match(cell) else cell


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
    """Read delimited text; line ends within cells become line feeds.

    Args:
        text: The whole file.
        name: What the sentences call it.
        delimiter: Sniffed when it is not given.
        at_most: Stop after this many records: enough to look for headings.

    Raises:
        ImportProblem: a quotation mark is never closed, a cell is too long, or there are too many columns.
    """
    delimiter = delimiter or sniffed_delimiter(text)
    warnings: tuple[str, ...] = ()
    try:
        records = tuple(_records(text, name, delimiter, strict=True, at_most=at_most))
    except csv.Error as error:
        if "field limit" in str(error):
            raise ImportProblem(
                f"{name} has a cell of more than {MAXIMUM_CELL // 1024 // 1024} MB: export it with fewer fields."
            ) from None
        records = tuple(_records(text, name, delimiter, strict=False, at_most=at_most))
        warnings = (
            f"{name} has quotation marks within cells that are not doubled: such cells were read as they stand.",
        )
    return Sheet(name=name, delimiter=delimiter, records=records, warnings=warnings)


def _records(text: str, name: str, delimiter: str, *, strict: bool, at_most: int | None) -> Iterator[Record]:
    csv.field_size_limit(MAXIMUM_CELL)
    lines = io.StringIO(f"{text}\n{_END}\n", newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=strict)
    begins, found, last = 1, 0, 1
    for cells in reader:
        last, begins = begins, reader.line_num + 1
        if cells == [_END]:
            return
        if len(cells) > MAXIMUM_COLUMNS:
            raise ImportProblem(f"{name} has more than {MAXIMUM_COLUMNS:,} columns: export it with fewer fields.")
        if any(cell.strip() for cell in cells):
            yield Record(line=last, cells=tuple(_LINE_END.sub("\n", cell) if "\r" in cell else cell for cell in cells))
            found += 1
            if found == at_most:
                return
    raise ImportProblem(f"{name}, line {last}: a quotation mark is opened and never closed; export the file again.")
