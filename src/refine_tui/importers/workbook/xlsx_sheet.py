"""Reads one sheet of a workbook: the cells of visible rows, with merged cells filled, and links."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from refine_tui.importers.errors import ImportReadError
from refine_tui.importers.tables.cell_sheet import CellSheet
from refine_tui.importers.tables.delimited import MAXIMUM_CELL, MAXIMUM_COLUMNS
from refine_tui.importers.tables.table import Record, Sheet
from refine_tui.importers.workbook.xlsx_relations import relations
from refine_tui.importers.workbook.xlsx_styles import column_of, corners, number_text, text_of_cell
from refine_tui.importers.workbook.zip_package import Package

MAXIMUM_CELLS = 3_000_000
"""The largest number of cells of all rows, with empty ones."""

_HYPERLINK = re.compile(r'HYPERLINK\(\s*"(?P<address>[^"]{1,3000})"', re.IGNORECASE)
_TRUE = frozenset({"1", "true", "on"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedParts:
    """The parts that all sheets of a workbook share."""

    texts: Sequence[str]
    dates: Sequence[bool]
    """Whether each style shows a day."""
    from_1904: bool
    """Whether days are counted from 1904, as on an old Macintosh."""


@dataclass(slots=True, kw_only=True)
class _Rows:
    """The parser of a sheet, with the cells that were read."""

    package: Package
    shared: SharedParts
    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    """The texts by row and column, without empty ones."""
    hidden: set[int] = field(default_factory=set)
    merged: list[Sequence[int]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    """The cells of links, and the ids of their relations."""
    addresses: dict[int, dict[int, str]] = field(default_factory=dict)
    row: int = 0
    column: int = 0
    _kind: str = ""
    _style: str = ""
    _inside: str = ""
    _value: list[str] = field(default_factory=list)
    _formula: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Handle the start of an element."""
        if tag == "c":
            reference = attributes.get("r", "")
            self.column = column_of(reference, self.column + 1)
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
            self._value, self._formula = [], []
        elif tag == "row":
            number = attributes.get("r", "")
            self.row = int(number) if _is_number(number) else self.row + 1
            self.column = 0
            if attributes.get("hidden", "") in _TRUE:
                self.hidden.add(self.row)
        elif tag in {"v", "t", "f"}:
            self._inside = tag
        elif tag == "mergeCell" and (found := corners(attributes.get("ref", ""))):
            self.merged.append(found)
        elif tag == "hyperlink":
            self.links.append((attributes.get("ref", ""), attributes.get("id", "")))

    def end(self, tag: str) -> None:
        """Handle the end of an element."""
        if tag in {"v", "t", "f"}:
            self._inside = ""
        elif tag == "c":
            self._keep()

    def data(self, text: str) -> None:
        """Handle text."""
        if self._inside == "f":
            self._formula.append(text)
        elif self._inside:
            self._value.append(text)

    def _keep(self) -> None:
        link = _HYPERLINK.search("".join(self._formula)) if self._formula else None
        if link:
            self.addresses.setdefault(self.row, {})[self.column] = link["address"]
        text = self._text("".join(self._value))
        if len(text) > MAXIMUM_CELL:
            raise ImportReadError(f"{self.package.name} has a cell of more than 1 MB: save it with fewer columns.")
        if text.strip() and self.column <= MAXIMUM_COLUMNS:
            self.cells.setdefault(self.row, {})[self.column] = text

    def _text(self, raw: str) -> str:
        shared = self.shared
        if self._kind == "s":
            return shared.texts[int(raw)] if _is_number(raw) and int(raw) < len(shared.texts) else ""
        if self._kind in {"str", "inlineStr"}:
            return text_of_cell(raw)
        if self._kind == "b":
            return "TRUE" if raw.strip() in _TRUE else "FALSE" if raw.strip() else ""
        if self._kind == "e" or not raw.strip():  # an error such as #REF! is no value
            return ""
        if self._kind == "d":
            return raw
        style = int(self._style) if _is_number(self._style) else 0
        is_date = style < len(shared.dates) and shared.dates[style]
        return number_text(raw.strip(), is_date=is_date, from_1904=shared.from_1904)

    def fill_down(self) -> None:
        """Copy the text of merged cells into each of their rows, so that each story has its epic."""
        filled = 0
        rows = sorted(self.cells)
        for column, first, _, last in self.merged:
            text = self.cells.get(first, {}).get(column)
            if text is None or last <= first:
                continue
            for row in rows if last - first >= len(rows) else range(first + 1, last + 1):
                filled += 1
                if first < row <= last and row in self.cells:
                    self.cells[row].setdefault(column, text)
            if filled > MAXIMUM_CELLS:
                raise _too_wide(self.package.name)


def read_sheet(package: Package, path: str, shared: SharedParts, *, title: str) -> CellSheet:
    """Read a sheet; hidden and filtered rows are left out and counted.

    Raises:
        ImportReadError: the sheet is broken or too large.
    """
    rows = _Rows(package=package, shared=shared)
    package.parse(path, start=rows.start, end=rows.end, data=rows.data)
    rows.fill_down()
    targets = {identity: target for identity, _, target, outside in relations(package, path) if outside}
    for reference, identity in rows.links:
        place = corners(reference)
        if place and identity in targets:
            rows.addresses.setdefault(place[1], {})[place[0]] = targets[identity]
    shown = [row for row in sorted(rows.cells) if row not in rows.hidden]
    if sum(max(rows.cells[row]) for row in shown) > MAXIMUM_CELLS:
        raise _too_wide(package.name)
    left_out = len(rows.cells) - len(shown)
    warnings = (f"{left_out:,} hidden row{'' if left_out == 1 else 's'} of the sheet “{title}” left out.",)
    return CellSheet(
        sheet=Sheet(
            name=package.name,
            delimiter="\t",
            records=tuple(Record(line=row, cells=_filled(rows.cells[row])) for row in shown),
            warnings=warnings if left_out else (),
        ),
        addresses={row: address for row, found in rows.addresses.items() if (address := _first(found))},
    )


def _filled(cells: dict[int, str]) -> list[str]:
    return [cells.get(column, "") for column in range(1, max(cells) + 1)]


def _first(addresses: dict[int, str]) -> str:
    return next((text for _, text in sorted(addresses.items()) if text.startswith(("http://", "https://"))), "")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 9  # noqa: PLR2004 - more digits than rows need


def _too_wide(name: str) -> ImportReadError:
    return ImportReadError(
        f"{name} has a sheet of more than {MAXIMUM_CELLS:,} cells: save the rows of the backlog alone, as CSV UTF-8."
    )
