"""Reads Excel workbooks (``.xlsx``): the visible sheets, and the texts and formats that they share."""

from dataclasses import dataclass, field

from refine_tui.importers.documents.decoding import check_size
from refine_tui.importers.errors import ImportReadError
from refine_tui.importers.tables.cell_sheet import CellSheet
from refine_tui.importers.workbook.xlsx_relations import relations
from refine_tui.importers.workbook.xlsx_sheet import SharedParts, read_sheet
from refine_tui.importers.workbook.xlsx_styles import DATE_FORMATS, shows_day, text_of_cell
from refine_tui.importers.workbook.zip_package import Package

SIGNATURE = b"PK\x03\x04"
"""The first bytes of every zip file, and so of a workbook."""

_WORKBOOK = "xl/workbook.xml"
_TRUE = frozenset({"1", "true", "on"})


def read(content: bytes, *, name: str) -> tuple[CellSheet, ...]:
    """Return the visible sheets with any text, in their order.

    Raises:
        ImportReadError: the content is not a workbook, is broken, too large or empty, or declares an entity.
    """
    check_size(len(content), name=name)
    package = Package(content, name=name)
    book = _Book(package=package)
    book.find()
    if not book.sheets:
        raise ImportReadError(
            f"{name} is a zip file, but no Excel workbook with a visible sheet: save the sheet as .xlsx or as "
            "CSV UTF-8, or paste one item per line."
        )
    shared = SharedParts(texts=book.texts(), dates=book.dates(), from_1904=book.from_1904)
    sheets = [read_sheet(package, path, shared, title=title) for title, path in book.sheets]
    filled = tuple(cells for cells in sheets if cells.sheet.records)
    if not filled:
        raise ImportReadError(f"{name} is a workbook without any text in its visible rows: paste one item per line.")
    return filled


@dataclass(slots=True, kw_only=True)
class _Book:
    """The parts of a workbook."""

    package: Package
    sheets: list[tuple[str, str]] = field(default_factory=list)
    """The title and the path of each visible sheet."""
    from_1904: bool = False
    _shared: str = ""
    _styles: str = ""

    def find(self) -> None:
        """Find the parts."""
        path = next((target for _, kind, target, _ in relations(self.package, "") if kind == "officeDocument"), "")
        path = path if path in self.package else _WORKBOOK
        parts = {}
        for identity, kind, target, _ in relations(self.package, path):
            parts[identity] = target
            self._shared = target if kind == "sharedStrings" else self._shared
            self._styles = target if kind == "styles" else self._styles

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "workbookPr":
                self.from_1904 = attributes.get("date1904", "") in _TRUE
            elif tag == "sheet" and attributes.get("state", "visible") == "visible":
                target = parts.get(attributes.get("id", ""), "")
                if target in self.package:
                    self.sheets.append((attributes.get("name", ""), target))

        self.package.parse(path, start=start)

    def texts(self) -> list[str]:
        """Return the shared texts, which cells name by number; a rich text is one text."""
        texts: list[str] = []
        parts: list[str] = []
        inside: list[str] = []

        def start(tag: str, _: dict[str, str]) -> None:
            inside.append(tag)
            if tag == "si":
                parts.clear()

        def end(tag: str) -> None:
            inside.pop()
            if tag == "si":
                texts.append(text_of_cell("".join(parts)))

        def data(text: str) -> None:
            if inside[-1] == "t" and "rPh" not in inside[-3:]:  # how a text is pronounced is no part of it
                parts.append(text)

        if self._shared:
            self.package.parse(self._shared, start=start, end=end, data=data)
        return texts

    def dates(self) -> list[bool]:
        """Return whether each style of cells shows a day."""
        dates: list[bool] = []
        own: dict[str, bool] = {}
        inside: list[str] = []

        def start(tag: str, attributes: dict[str, str]) -> None:
            inside.append(tag)
            number = attributes.get("numFmtId", "")
            if tag == "numFmt":
                own[number] = shows_day(attributes.get("formatCode", ""))
            elif tag == "xf" and inside[-2:-1] == ["cellXfs"]:
                usual = number.isascii() and number.isdecimal() and len(number) < 5 and int(number) in DATE_FORMATS  # noqa: PLR2004
                dates.append(own.get(number, usual))

        if self._styles:
            self.package.parse(self._styles, start=start, end=lambda _: inside.pop())
        return dates
