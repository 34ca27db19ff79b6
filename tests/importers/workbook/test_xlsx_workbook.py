"""Excel workbooks, written by another program than the one that reads them."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from refine_tui.domain.plain_text import clean_line
from refine_tui.importers.detection import read_items
from refine_tui.importers.errors import ImportReadError, UnclearColumnsError
from refine_tui.importers.report import ImportReport
from refine_tui.importers.workbook import zip_package

SITE = "https://dev.azure.com/acme/shop/_workitems/edit/"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

NINE = datetime.fromisoformat("2026-03-12T09:30:00")
"""A cell has no zone."""


def workbook(*rows: tuple[object, ...]) -> tuple[Workbook, Worksheet]:
    """Return a workbook with one sheet of those rows."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(list(row))
    return book, sheet


def saved(book: Workbook) -> bytes:
    """Return the file."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(content: bytes, name: str = "backlog.xlsx") -> ImportReport:
    """Read a file."""
    return read_items(content, name=name)


def packed(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip file of those parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for path, text in parts.items():
            package.writestr(path, text)
    return file.getvalue()


def unpacked(content: bytes) -> dict[str, str | bytes]:
    """Return the parts of a zip file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {part: package.read(part) for part in package.namelist()}


def by_hand(rows: str, *, beside: str = "", workbook_properties: str = "") -> bytes:
    """Return a workbook of one sheet with texts in its cells, as small as there can be."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return packed(
        {
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{relation}">{workbook_properties}'
            '<sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Type="x/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{beside}</worksheet>',
        }
    )


def cell(text: str, reference: str = "") -> str:
    """Return a cell with a text of its own."""
    where = f' r="{reference}"' if reference else ""
    return f'<c{where} t="inlineStr"><is><t>{text}</t></is></c>'


def test_a_sheet_of_ones_own_is_read_like_a_table_of_text() -> None:
    """Titles above the headings are passed over; numbers read as people write them."""
    book, _ = workbook(
        ("Our backlog",),
        (),
        ("Key", "Title", "Points", "Created", "Description", "Status"),
        ("PAY-1", "Refund", 5.0, date(2026, 3, 12), "one\ntwo", "Open"),
        (None, None, None, None, None, None),
        (12, "Void", 0.5, NINE, "#REF!", True),
    )

    report = read(saved(book))

    assert (report.format, report.encoding, report.delimiter) == ("csv", "xlsx", None)
    assert [(item.key, item.title, item.estimate, item.created, item.description) for item in report.items] == [
        ("PAY-1", "Refund", "5", "2026-03-12", "one\ntwo"),
        ("12", "Void", "0.5", "2026-03-12T09:30:00", ""),
    ]


def test_an_export_of_azure_boards_is_known_with_its_addresses() -> None:
    """The query in Excel keeps the address of each work item behind its number."""
    book, sheet = workbook(
        ("ID", "Work Item Type", "Title 1", "Title 2", "State"),
        (3, "Epic", "Checkout", None, "New"),
        (12, "User Story", None, "Refund", "New"),
    )
    for row, number in ((2, 3), (3, 12)):
        sheet.cell(row, 1).hyperlink = f"{SITE}{number}"

    report = read(saved(book))

    assert (report.format, report.warnings) == ("azure-devops-csv", ())
    assert [(item.key, item.title, item.parent, item.url) for item in report.items] == [
        ("3", "Checkout", "", f"{SITE}3"),
        ("12", "Refund", "3", f"{SITE}12"),
    ]


def test_an_address_may_stand_in_a_formula_or_in_a_column_of_its_own() -> None:
    """The column is what people mean."""
    rows = f'<row>{cell("Title")}</row><row><c t=\'str\'><f>HYPERLINK("{SITE}7","x")</f><v>Refund</v></c></row>'
    book, sheet = workbook(("Title", "URL"), ("Refund", "https://example.com/1"))
    sheet["A2"].hyperlink = f"{SITE}9"

    assert [item.url for item in read(by_hand(rows)).items] == [f"{SITE}7"]
    assert [item.url for item in read(saved(book)).items] == ["https://example.com/1"]


def test_merged_cells_fill_down_and_rich_text_is_one_text() -> None:
    """An epic stands once beside all its stories; a banner is not repeated to the right."""
    rich = CellRichText("Refund ", TextBlock(InlineFont(b=True), "in full"))
    book, sheet = workbook(
        ("Epic", "Title"), ("Checkout", "a"), (None, "b"), (None, None), (None, "c"), ("Ledger", rich), (None, "d")
    )
    sheet.merge_cells("A2:A5")

    report = read(saved(book))

    assert [(item.title, item.parent) for item in report.items] == [
        ("a", "Checkout"),
        ("b", "Checkout"),
        ("c", "Checkout"),
        ("Refund in full", "Ledger"),
        ("d", ""),
    ]


def test_hidden_and_filtered_rows_are_left_out_and_counted() -> None:
    """A filter hides rows; the merged cell that begins in one of them still counts."""
    book, sheet = workbook(("Epic", "Title"), ("Checkout", "a"), (None, "b"), (None, "c"))
    sheet.merge_cells("A2:A4")
    sheet.auto_filter.ref = "A1:B4"
    sheet.row_dimensions[2].hidden = True
    sheet.row_dimensions[4].hidden = True

    report = read(saved(book))

    assert [(item.title, item.parent) for item in report.items] == [("b", "Checkout")]
    assert report.warnings == ("2 hidden rows of the sheet “Sheet” left out.",)


def test_the_first_visible_sheet_with_headings_is_read() -> None:
    """Cover sheets and hidden lists come before it; headings stand within the first twenty rows."""
    book, cover = workbook(("Prepared by Ana",), ("in spring",))
    cover.title = "Cover"
    hidden = book.create_sheet("Lists")
    hidden.append(("Title",))
    hidden.append(("nobody sees this",))
    hidden.sheet_state = "hidden"
    backlog = book.create_sheet("Backlog")
    for _ in range(15):
        backlog.append(("notes", "and", "more notes"))
    backlog.append(("Title", "Points"))
    backlog.append(("Refund", 3))

    assert [item.title for item in read(saved(book)).items] == ["Refund"]


def test_days_count_from_1904_where_the_workbook_says_so() -> None:
    """Old ones from a Macintosh do."""
    book, _ = workbook(("Title", "Created"), ("Refund", date(2026, 3, 12)))
    book.epoch = CALENDAR_MAC_1904

    assert read(saved(book)).items[0].created == "2026-03-12"


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("General", 46093.0, "46093"),
        ("yyyy-mm-dd", 46093, "2026-03-12"),
        ("[$-409]d\\-mmm\\-yy;@", 46093, "2026-03-12"),
        ("mmmm", 46093, "2026-03-12"),
        ("dd.mm.yyyy hh:mm", 46093.5, "2026-03-12T12:00:00"),
        ('0.0" days"', 2.5, "2.5"),
        ("[h]:mm", 1.5, "1.5"),
        ("yyyy-mm-dd", 59, "1900-02-28"),
        ("yyyy-mm-dd", 61, "1900-03-01"),
        ("yyyy-mm-dd", -1, "-1"),
        ("yyyy-mm-dd", 3e9, "3000000000"),
        ("0.00", 0.1 + 0.2, "0.3"),
    ],
)
def test_the_format_of_a_number_tells_whether_it_is_a_day(code: str, value: float, text: str) -> None:
    """Words in quotation marks, languages in brackets and hours are none."""
    book, sheet = workbook(("Title", "Created"), ("Refund", value))
    sheet["B2"].number_format = code

    assert read(saved(book)).items[0].created == text


def test_a_skipped_row_is_named_by_its_number_in_the_sheet() -> None:
    """So it is found again."""
    book, _ = workbook(("Title", "Status"), ("Refund", "Open"), (), (None, "Open"))

    assert [row.row for row in read(saved(book)).skipped] == [4]


def test_headings_that_nobody_knows_are_a_question_and_a_mapping_answers_it() -> None:
    """As for a file of text."""
    content = saved(workbook(("Wunsch", "Ablage"), ("Rückzahlung", "x1"), ("Storno", "x2"))[0])

    with pytest.raises(UnclearColumnsError, match=r"^backlog\.xlsx looks like a table \(Wunsch, Ablage\)"):
        read(content)
    report = read_items(content, name="backlog.xlsx", mapping={"title": "Wunsch"})

    assert [item.title for item in report.items] == ["Rückzahlung", "Storno"]


def test_a_mapping_of_a_workbook_keeps_its_links_and_its_fingerprint() -> None:
    """The links are a column however the workbook is read, so a saved mapping is found again."""
    book, sheet = workbook(("Wunsch", "Größe"), ("Rückzahlung", 5))
    sheet["A2"].hyperlink = f"{SITE}7"
    content = saved(book)

    with pytest.raises(UnclearColumnsError) as question:
        read(content)
    report = read_items(content, name="backlog.xlsx", mapping={"title": "Wunsch"})

    assert [item.url for item in report.items] == [f"{SITE}7"]
    assert report.fingerprint == question.value.fingerprint
    named = read_items(content, name="backlog.xlsx", mapping={"title": "Wunsch", "why": "URL"})
    assert [item.why for item in named.items] == [f"{SITE}7"]


def test_a_mapping_is_of_the_sheet_that_has_its_headings() -> None:
    """Also where all that it says is that a field has no column."""
    book, _ = workbook(("About", "this file"), ("Author", "Ana"))
    second = book.create_sheet("Backlog")
    second.append(["Title", "Size"])
    second.append(["Refund", 5])
    content = saved(book)

    named = read_items(content, name="backlog.xlsx", mapping={"estimate": "Size"})
    without = read_items(content, name="backlog.xlsx", mapping={"estimate": ""})

    assert [(item.title, item.estimate) for item in named.items] == [("Refund", "5")]
    assert [(item.title, item.estimate) for item in without.items] == [("Refund", "")]
    with pytest.raises(ImportReadError, match="no column “Sise”: did you mean “Size”"):
        read_items(content, name="backlog.xlsx", mapping={"estimate": "Sise"})


def test_a_format_that_has_no_cells_is_not_read_from_a_workbook() -> None:
    """The sentence says why."""
    with pytest.raises(ImportReadError, match="cannot be read as markdown: it is a table"):
        read_items(saved(workbook(("Title",), ("Refund",))[0]), name="backlog.xlsx", format="markdown")


def test_prefixes_and_places_outside_the_rules_are_read() -> None:
    """Some programs write every name with a prefix, absolute targets, and cells without references."""
    content = saved(workbook(("Title", "Points"), ("Refund", 3))[0])
    parts = unpacked(content)
    sheet = parts["xl/worksheets/sheet1.xml"].decode()  # type: ignore[union-attr]
    sheet = re.sub(r"<(/?)(?=[a-z])", r"<\1x:", sheet).replace("xmlns=", "xmlns:x=")
    parts["xl/worksheets/sheet1.xml"] = re.sub(r'(<x:c) r="[A-Z]+\d+"', r"\1", sheet)

    assert [(item.title, item.estimate) for item in read(packed(parts)).items] == [("Refund", "3")]


def test_a_few_bytes_that_unpack_to_gigabytes_are_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The directory says how much it would be."""
    monkeypatch.setattr(zip_package, "MAXIMUM_EXPANDED", 1024 * 1024)
    bomb = by_hand(f"<row>{cell('Title')}</row>" + " " * 2_000_000)
    assert len(bomb) < 10_000
    with pytest.raises(ImportReadError, match=r"would have more than 1 MB when it is unpacked"):
        read(bomb)


def test_what_comes_out_is_counted_where_the_directory_says_less(monkeypatch: pytest.MonkeyPatch) -> None:
    """The directory of a zip file can say anything."""
    rows = f"<row>{cell('Title')}</row><row>{cell('Refund')}</row>" + " " * 300_000
    content = by_hand(rows)
    monkeypatch.setattr(zip_package, "MAXIMUM_EXPANDED", 100_000)
    monkeypatch.setattr(zip_package, "sum", lambda _: 0, raising=False)

    with pytest.raises(ImportReadError, match="when it is unpacked"):
        read(content)


@pytest.mark.parametrize("declared", ["<!DOCTYPE x>", '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'])
@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"])
def test_a_document_type_in_any_part_is_refused(part: str, declared: str) -> None:
    """Entities within entities would fill the memory."""
    parts = unpacked(by_hand(f"<row>{cell('Title')}</row><row>{cell('Refund')}</row>"))
    parts[part] = declared.encode() + parts[part]  # type: ignore[operator]

    with pytest.raises(ImportReadError, match=r"^backlog\.xlsx declares a document type or entities"):
        read(packed(parts))


@pytest.mark.parametrize(
    ("rows", "beside"),
    [
        ("<row r='2'>" + cell("x", "XFD2") + "</row>", "<mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>"),
        (
            "<row r='1048576'>" + cell("x", "A1048576") + "</row>",
            "<hyperlinks><hyperlink ref='A1:XFD99' r:id='x'/></hyperlinks>",
        ),
        (
            "<row r='999999999999999'><c r='ZZZZZZ1'><v>1e999</v></c></row>",
            "<mergeCells><mergeCell ref=':'/></mergeCells>",
        ),
        (
            "<row r='-1'><c t='s'><v>99</v></c><c t='s'><v>-1</v></c><c s='77'><v>x</v></c></row>",
            "",
        ),
    ],
)
def test_cells_far_out_and_merges_of_everything_take_no_time(rows: str, beside: str) -> None:
    """A sheet has sixteen thousand columns and a million rows; nobody fills them."""
    content = by_hand(f"<row>{cell('Title')}{cell('Status')}</row><row>{cell('Refund')}</row>{rows}", beside=beside)

    assert "Refund" in [item.title for item in read(content).items]


def test_rows_that_reach_over_too_many_columns_are_refused() -> None:
    """A cell far to the right in each of many rows is no backlog."""
    wide = "".join(f"<row>{cell('x', f'NTP{n}')}</row>" for n in range(2, 400))

    with pytest.raises(ImportReadError, match="of more than 3,000,000 cells"):
        read(by_hand(f"<row>{cell('Title')}</row>{wide}"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04....", "broken or protected Excel workbook"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "no Excel workbook"),
        (packed({"xl/workbook.xml": "<workbook>"}), "broken or protected Excel workbook"),
        (by_hand(""), "without any text"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old Excel or Word file"),
    ],
)
def test_what_is_no_workbook_says_so(content: bytes, words: str) -> None:
    """One sentence with a way on."""
    with pytest.raises(ImportReadError, match=r"^backlog\.xls .*paste one item per line\.$") as caught:
        read(content, name="backlog.xls")

    assert words in caught.value.message


def damaged(content: bytes, changes: list[tuple[int, int]]) -> bytes:
    """Return the bytes with some of them changed."""
    broken = bytearray(content)
    for place, value in changes:
        broken[place % len(broken)] = value
    return bytes(broken)


WHOLE = by_hand(
    f"<row>{cell('Title')}{cell('Created')}</row><row>{cell('Refund')}<c s='1'><v>46093</v></c></row>",
    beside="<mergeCells><mergeCell ref='A2:A3'/></mergeCells>"
    "<hyperlinks><hyperlink ref='A2' r:id='rId1'/></hyperlinks>",
)
PIECES = (
    "<row>",
    "</row>",
    "<c>",
    "</c>",
    "<c t='s'>",
    "<v>1</v>",
    "<v>x</v>",
    cell("a"),
    cell("Title"),
    "<row r='5'/>",
)


def outcome(make: Callable[[], ImportReport]) -> str:
    """Return the sentence of a problem, or one of our own."""
    try:
        report = make()
    except ImportReadError as problem:
        return problem.message
    assert all(item.title for item in report.items)
    return "x.xlsx is read"


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=12))
def test_any_damaged_byte_gives_a_report_or_a_problem(changes: list[tuple[int, int]]) -> None:
    """Nothing else is raised, whatever a zip file says of itself."""
    message = outcome(lambda: read(b"PK\x03\x04" + damaged(WHOLE, changes)[4:], name="x.xlsx"))

    assert message == clean_line(message)
    assert "x.xlsx" in message


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3)).map("".join), st.text(max_size=20))
def test_any_sheet_gives_a_report_or_a_problem(rows: str, beside: str) -> None:
    """However its elements stand."""
    message = outcome(lambda: read(by_hand(rows.replace("\ud800", ""), beside=beside), name="x.xlsx"))

    assert message == clean_line(message)
    assert "x.xlsx" in message
