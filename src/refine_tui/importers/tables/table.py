"""Tables: headings, records and rows, of any width, with repeated headings and ragged rows."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import cast

Headings = Mapping[str, Sequence[str | re.Pattern[str]]]
"""The headings of each field, best one first: as `normalised` returns them, or patterns to search in them."""

_LINE_END = re.compile(r"\r\n?")
_FORMULA_GUARD = re.compile(r"'(?=[=+\-@])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The unchanged cells of one record, and the line on which it begins."""

    line: int
    cells: Sequence[str]


class Columns:
    """The headings of a table and their positions."""

    def __init__(self, headings: Sequence[str]) -> None:
        self.headings = tuple(headings)
        """The headings in the file."""
        self.normalised = tuple(map(normalised, headings))
        """The headings for comparisons, as `normalised` returns them."""
        self._positions: dict[str, list[int]] = {}
        for position, heading in enumerate(self.normalised):
            if heading:
                self._positions.setdefault(heading, []).append(position)

    @cached_property
    def names(self) -> frozenset[str]:
        """The headings for comparisons, without empty ones."""
        return frozenset(self._positions)

    def positions(self, *headings: str | re.Pattern[str]) -> tuple[int, ...]:
        """Return the positions of these headings: in the order of *headings*, then from left to right."""
        found: dict[int, None] = {}
        for heading in headings:
            if isinstance(heading, str):
                found |= dict.fromkeys(self._positions.get(heading, ()))
            else:
                found |= {position: None for position, name in enumerate(self.normalised) if heading.search(name)}
        return tuple(found)


class Layout:
    """The columns of each field; cells of other columns are not stored."""

    def __init__(
        self, columns: Columns, headings: Headings, *, chosen: Mapping[str, Sequence[int]] | None = None
    ) -> None:
        """Find the columns.

        Args:
            columns: The headings.
            headings: The headings of each field.
            chosen: The positions of fields that a person chose, empty for no column; no other field has them.
        """
        chosen = chosen or {}
        taken = {position for positions in chosen.values() for position in positions}
        self.columns = columns
        self.fields: dict[str, tuple[int, ...]] = {
            name: tuple(position for position in columns.positions(*wanted) if position not in taken)
            for name, wanted in headings.items()
        }
        """The positions of the columns of each field, best one first."""
        self.fields |= {name: tuple(positions) for name, positions in chosen.items()}
        ends = {0, len(columns.headings) - 1} if columns.headings else set()
        self.read_positions = tuple(sorted(ends.union(*self.fields.values())))
        """The positions that are read: the first, the last, and those of all fields."""
        places = {position: place for place, position in enumerate(self.read_positions)}
        self.places = {name: tuple(places[position] for position in found) for name, found in self.fields.items()}
        """As `fields`, but positions among the cells that are read."""
        self.headings = tuple(columns.normalised[position] for position in self.read_positions)
        """The headings of the columns that are read, for comparisons."""

    def picker(self) -> Callable[[Sequence[str]], Sequence[str]]:
        """Return a function that picks the cells to read from a record; missing cells are empty."""
        width = len(self.columns.headings)
        pick = itemgetter(*self.read_positions) if len(self.read_positions) > 1 else tuple

        def padded(cells: Sequence[str]) -> Sequence[str]:
            missing = width - len(cells)
            return cast("Sequence[str]", pick([*cells, *[""] * missing] if missing > 0 else cells))

        return padded


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the headings. Cells are trimmed, with line feeds for line ends and without formula guards."""

    line: int
    """The line of the file on which the row begins."""
    cells: Sequence[str]
    """The cells of the layout's columns, unchanged."""
    layout: Layout

    def first(self, name: str) -> str:
        """Return the first cell of a field that is not blank; empty if there is none."""
        cells = self.cells
        for place in self.layout.places[name]:
            if cell := cells[place].strip():
                return cell if cell[0] != "'" and "\r" not in cell else _plain(cell)
        return ""

    def all(self, name: str) -> list[str]:
        """All cells of a field that are not blank."""
        places, cells = self.layout.places[name], self.cells
        if not places:
            return []
        return [plain for place in places if cells[place] and (plain := _plain(cells[place]))]

    def named(self, name: str) -> list[tuple[str, str]]:
        """All cells of a field that are not blank, each with its heading for comparisons."""
        headings = self.layout.headings
        return [
            (headings[place], plain)
            for place in self.layout.places[name]
            if (cell := self.cells[place]) and (plain := _plain(cell))
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Headings and the rows below them."""

    name: str
    """The name of the file in messages."""
    layout: Layout
    rows: tuple[Row, ...]
    warnings: tuple[str, ...] = ()

    @property
    def columns(self) -> Columns:
        """All headings."""
        return self.layout.columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The first records of delimited text, or all records of another table, before the headings are found.

    Records without any text are left out.
    """

    name: str
    delimiter: str
    records: tuple[Record, ...]
    warnings: tuple[str, ...] = ()

    def table(self, heading_record: int, layout: Layout) -> Table:
        """Return the table whose headings that record holds; records above it are left out."""
        return table_of(self.records[heading_record + 1 :], layout, name=self.name, warnings=self.warnings)


def normalised(heading: str) -> str:
    """Return a heading for comparisons: trimmed, blanks as one space, in NFC, without case."""
    return " ".join(unicodedata.normalize("NFC", heading.replace("\ufeff", "")).casefold().split())


def unguarded(cell: str) -> str:
    """Return the cell without the apostrophe that some exports put before formulas."""
    return cell[1:] if cell.startswith("'") and _FORMULA_GUARD.match(cell) else cell


def table_of(records: Iterable[Record], layout: Layout, *, name: str, warnings: tuple[str, ...] = ()) -> Table:
    """Return the table with *records* as its rows, of each the cells of the layout's columns."""
    width, picked = len(layout.columns.headings), layout.picker()
    rows, overlong = [], []
    for record in records:
        if len(record.cells) > width and any(map(str.strip, record.cells[width:])):
            overlong.append(record.line)
        rows.append(Row(record.line, picked(record.cells), layout))
    if overlong:
        rows_have = "A row has" if len(overlong) == 1 else f"{len(overlong)} rows have"
        warnings += (
            f"{rows_have} more cells than there are headings (line {overlong[0]}): the last cells were not read.",
        )
    return Table(name=name, layout=layout, rows=tuple(rows), warnings=warnings)


def _plain(cell: str) -> str:
    cell = cell.strip()
    if cell[:1] == "'":
        cell = unguarded(cell)
    return _LINE_END.sub("\n", cell) if "\r" in cell else cell
