"""Delimited text of every sort becomes rows."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refine_tui.importers.errors import ImportReadError
from refine_tui.importers.tables import delimited
from refine_tui.importers.tables.delimited import read_sheet, read_table
from refine_tui.importers.tables.table import Columns, Layout, Table


def read(text: str, heading_record: int = 0) -> Table:
    """Read the table below one of the records, every heading as a field of its own."""
    sheet = read_sheet(text, name="items.csv")
    columns = Columns(sheet.records[heading_record].cells)
    return sheet.table(heading_record, Layout(columns, {name: (name,) for name in columns.names}))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^"])
def test_the_delimiter_is_found_outside_quotes(delimiter: str) -> None:
    """What stands within quotation marks does not count."""
    sheet = read_sheet(f'"a,,;;\t\t||^^"{delimiter}b{delimiter}c\n1{delimiter}2{delimiter}3\n', name="items.csv")

    assert sheet.delimiter == delimiter
    assert sheet.records[1].cells == ["1", "2", "3"]


def test_repeated_columns_keep_all_their_cells() -> None:
    """Blank ones are left out."""
    (row,) = read("Labels,Summary,Labels,LABELS \na,x,,c\n").rows

    assert row.all("labels") == ["a", "c"]
    assert row.first("labels") == "a"


def test_a_field_has_the_first_of_its_headings_that_has_a_cell() -> None:
    """A blank cell is none."""
    table = read_sheet("b,a\n2, \n", name="items.csv").table(0, Layout(Columns(["b", "a"]), {"x": ("a", "b"), "y": ()}))

    assert table.rows[0].first("x") == "2"
    assert table.rows[0].first("y") == ""


def test_headings_are_compared_without_case_blanks_and_composition() -> None:
    """And without a byte-order mark."""
    (row,) = read("\ufeff  Re\u0301sume\u0301  court \nx\n").rows

    assert row.first("résumé court") == "x"


def test_a_field_may_have_all_headings_of_a_pattern() -> None:
    """From left to right, whatever stands between."""
    columns = Columns(["Outward issue link (Blocks)", "Key", "Outward issue link (Blocks)"])
    layout = Layout(columns, {"links": (re.compile(r"outward issue link \(.+\)"),)})
    (row,) = read_sheet("Outward,Key,Outward\nA-1,B-2,C-3\n", name="items.csv").table(0, layout).rows

    assert row.named("links") == [("outward issue link (blocks)", "A-1"), ("outward issue link (blocks)", "C-3")]


def test_what_no_field_needs_is_not_kept() -> None:
    """Exports of all fields have thousands of columns; the first and the last one tell of damage."""
    text = "a,b,c,d,e\n1,2,3,4,5\n1\n"
    layout = Layout(Columns(["a", "b", "c", "d", "e"]), {"x": ("c",)})

    table = read_table(text, name="items.csv", delimiter=",", heading_record=0, layout=layout)

    assert [row.cells for row in table.rows] == [("1", "3", "5"), ("1", "", "")]
    assert [row.first("x") for row in table.rows] == ["3", ""]


def test_a_column_that_somebody_has_named_belongs_to_that_field_alone() -> None:
    """The words of the headings count no more."""
    layout = Layout(Columns(["Name", "Title"]), {"title": ("title", "name"), "x": ("title",)}, chosen={"title": (0,)})

    assert layout.fields == {"title": (0,), "x": (1,)}


def test_line_ends_within_cells_become_line_feeds_and_rows_know_their_line() -> None:
    """A row is found by its first line."""
    rows = read('Summary,Note\r\nx,"one\r\ntwo\rthree\nfour"\r\ny,z\r\n').rows

    assert rows[0].first("note") == "one\ntwo\nthree\nfour"
    assert [row.line for row in rows] == [2, 6]


def test_blank_rows_are_passed_over() -> None:
    """Spreadsheets leave hundreds of them."""
    assert [row.line for row in read("a,b\n\n,\n , \n1,2\n").rows] == [5]


def test_short_rows_are_filled_up() -> None:
    """Some exports drop the last cells."""
    (row,) = read("a,b,c\n1\n").rows

    assert (row.first("a"), row.first("c")) == ("1", "")


def test_longer_rows_are_kept_with_a_warning() -> None:
    """Blank cells at the end do not count."""
    table = read("a,b\n1,2,3\n1,2,,\n")

    assert len(table.rows) == 2
    (warning,) = table.warnings
    assert "line 2" in warning


def test_a_formula_guard_goes_once_and_only_before_a_formula() -> None:
    """Other apostrophes are people's own."""
    (row,) = read("a,b,c,d\n'=1+1,''-x,'tis,'- [ ] box\n").rows

    assert [row.first(name) for name in "abcd"] == ["=1+1", "''-x", "'tis", "- [ ] box"]


def test_an_open_quotation_mark_is_one_sentence_with_its_line() -> None:
    """It would swallow the rest of the file."""
    with pytest.raises(ImportReadError, match=r"items\.csv, line 3: a quotation mark"):
        read('a,b\n1,2\n"open,2\n3,4\n')


def test_stray_quotation_marks_are_read_with_a_warning() -> None:
    """Hand-made files have them."""
    table = read('a,b\n"x" y,2\n')

    assert table.rows[0].cells == ("x y", "2")
    assert "quotation marks" in table.warnings[0]


def test_an_open_quotation_mark_behind_a_stray_one_is_a_problem_too() -> None:
    """Leniency ends where rows would be lost."""
    with pytest.raises(ImportReadError, match="never closed"):
        read('a,b\n"x" y,2\n"open,2\n')


def test_a_cell_may_be_long_but_not_endless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Real cells have tens of thousands of characters."""
    assert len(read(f"a,b\n{'x' * 500_000},2\n").rows[0].first("a")) == 500_000

    monkeypatch.setattr(delimited, "MAXIMUM_CELL", 1000)
    with pytest.raises(ImportReadError, match="a cell of more than"):
        read(f"a,b\n{'x' * 1001},2\n")


def test_two_thousand_columns_are_read_and_more_than_ten_thousand_refused() -> None:
    """All fields of a large site are more than two thousand."""
    assert read(",".join(f"c{number}" for number in range(2000)) + "\n1\n").rows[0].first("c0") == "1"

    with pytest.raises(ImportReadError, match="more than 10,000 columns"):
        read("," * 10_000 + "x\n")


@given(st.lists(st.lists(st.text(), min_size=2, max_size=4), min_size=1, max_size=5))
def test_what_a_writer_quotes_is_read_back(records: list[list[str]]) -> None:
    """ReadResult is the reverse of writing."""
    text = "h,i\n" + "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in records)

    found = [
        [re.sub(r"\r\n?", "\n", cell) for cell in record.cells]
        for record in read_sheet(text, name="x", delimiter=",").records[1:]
    ]

    expected = [[re.sub(r"\r\n?", "\n", cell) for cell in row] for row in records if any(cell.strip() for cell in row)]
    assert found == expected


@given(st.text(alphabet='a,;\t|^"\n\r \x00é'))
def test_any_text_is_a_sheet_or_a_problem(text: str) -> None:
    """No text breaks the reader."""
    try:
        sheet = read_sheet(text, name="items.csv")
    except ImportReadError:
        return

    assert all(any(cell.strip() for cell in record.cells) for record in sheet.records)
