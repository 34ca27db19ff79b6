"""Rows and columns, whatever they were read from: any width, repeated headings, ragged rows."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import cast

Headings = Mapping[str, Sequence[str | re.Pattern[str]]]
"""For each field the headings that may hold it, best one first: as `normalised` gives them, or what stands in them."""

_LINE_END = re.compile(r"\r\n?")
_FORMULA_GUARD = re.compile(r"'(?=[=+\-@])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The cells of one record, as they stand, and the line on which it begins."""

    line: int
    cells: Sequence[str]


class Columns:
    """The headings of a table, and where each of them stands."""

    def __init__(self, headings: Sequence[str]) -> None:
        self.headings = tuple(headings)
        """As they stand in the file."""
        self.normalised = tuple(map(normalised, headings))
        """As they are compared."""
        self._positions: dict[str, list[int]] = {}
        for position, heading in enumerate(self.normalised):
            if heading:
                self._positions.setdefault(heading, []).append(position)

    @cached_property
    def names(self) -> frozenset[str]:
        """The headings as they are compared, without empty ones."""
        return frozenset(self._positions)

    def positions(self, *wanted: str | re.Pattern[str]) -> tuple[int, ...]:
        """Where the columns of these headings stand: in the order of *wanted*, then from left to right."""
        found: dict[int, None] = {}
        for one in wanted:
            if isinstance(one, str):
                found |= dict.fromkeys(self._positions.get(one, ()))
            else:
                found |= {position: None for position, name in enumerate(self.normalised) if one.search(name)}
        return tuple(found)


class Layout:
    """Which columns of a table hold which field; all others are dropped while the rows are read."""

    def __init__(
        self, columns: Columns, headings: Headings, *, chosen: Mapping[str, Sequence[int]] | None = None
    ) -> None:
        """Find the columns.

        Args:
            columns: The headings.
            headings: Where each field may stand.
            chosen: Fields of which somebody has said in which columns they stand; no other field has those.
        """
        chosen = chosen or {}
        taken = {position for positions in chosen.values() for position in positions}
        self.columns = columns
        self.fields: dict[str, tuple[int, ...]] = {
            name: tuple(position for position in columns.positions(*wanted) if position not in taken)
            for name, wanted in headings.items()
        }
        """For each field the positions of its columns, best one first."""
        self.fields |= {name: tuple(positions) for name, positions in chosen.items()}
        ends = {0, len(columns.headings) - 1} if columns.headings else set()
        self.kept = tuple(sorted(ends.union(*self.fields.values())))
        """The positions that are read: the first, the last, and those of all fields."""
        places = {position: place for place, position in enumerate(self.kept)}
        self.places = {name: tuple(places[position] for position in found) for name, found in self.fields.items()}
        """As `fields`, but among the cells that are kept."""
        self.headings = tuple(columns.normalised[position] for position in self.kept)
        """Of the columns that are kept, as they are compared."""

    def picker(self) -> Callable[[Sequence[str]], Sequence[str]]:
        """Return what takes the kept cells out of a record, however short it is."""
        width = len(self.columns.headings)
        pick = itemgetter(*self.kept) if len(self.kept) > 1 else tuple

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
    """Those that the layout keeps, as they stand."""
    layout: Layout

    def first(self, name: str) -> str:
        """The first cell of a field that is not blank, else an empty text."""
        cells = self.cells
        for place in self.layout.places[name]:
            if cell := cells[place].strip():
                return cell if cell[0] != "'" and "\r" not in cell else _plain(cell)
        return ""

    def all(self, name: str) -> list[str]:
        """Every cell of a field that is not blank."""
        places, cells = self.layout.places[name], self.cells
        if not places:
            return []
        return [plain for place in places if cells[place] and (plain := _plain(cells[place]))]

    def named(self, name: str) -> list[tuple[str, str]]:
        """Every cell of a field that is not blank, with its heading as it is compared."""
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
    """What the sentences call the file."""
    layout: Layout
    rows: tuple[Row, ...]
    warnings: tuple[str, ...] = ()

    @property
    def columns(self) -> Columns:
        """All headings."""
        return self.layout.columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The first records of a delimited text, or all of another table, before anybody knows which holds the headings.

    Records without any text are left out.
    """

    name: str
    delimiter: str
    records: tuple[Record, ...]
    warnings: tuple[str, ...] = ()

    def table(self, heading_record: int, layout: Layout) -> Table:
        """The table of which that record holds the headings; what stands above it is left out."""
        return table_of(self.records[heading_record + 1 :], layout, name=self.name, warnings=self.warnings)


def normalised(heading: str) -> str:
    """Return a heading as it is compared: trimmed, blanks as one space, in NFC, without case."""
    return " ".join(unicodedata.normalize("NFC", heading.replace("\ufeff", "")).casefold().split())


def unguarded(cell: str) -> str:
    """Return the cell without the apostrophe that some exports put before what a spreadsheet would calculate."""
    return cell[1:] if cell.startswith("'") and _FORMULA_GUARD.match(cell) else cell


def table_of(records: Iterable[Record], layout: Layout, *, name: str, warnings: tuple[str, ...] = ()) -> Table:
    """Return the table of which *records* are the rows: of each of them the cells that the layout keeps."""
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
