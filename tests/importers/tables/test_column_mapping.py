"""Column mappings: as a person types them, and as a line that states the whole."""

import pytest

from refine_tui.importers.errors import ImportReadError
from refine_tui.importers.fields.item_fields import FIELDS
from refine_tui.importers.mapped_reading import read_mapped
from refine_tui.importers.report import ColumnUse
from refine_tui.importers.tables.column_mapping import mapping_line, parse_mapping, parse_mapping_line

COLUMNS = (
    ColumnUse(heading="Name", fields=("title",)),
    ColumnUse(heading="Size", fields=("estimate",)),
    ColumnUse(heading="Tags", fields=("labels",)),
    ColumnUse(heading="Components", fields=("labels",)),
    ColumnUse(heading="Other"),
)
LINE = "title=Name, estimate=Size, labels=Tags"


def test_a_value_names_a_field_and_its_heading_or_none() -> None:
    """Fields in any spelling; an empty heading says that no column holds the field."""
    mapping = parse_mapping(["title=Feature", " Acceptance-Criteria = a=b ", "estimate="])

    assert mapping == {"title": "Feature", "acceptance_criteria": "a=b", "estimate": ""}


@pytest.mark.parametrize("value", ["title", "=Feature", "", " = "])
def test_a_value_without_a_field_is_refused(value: str) -> None:
    """The message shows the form."""
    with pytest.raises(ImportReadError, match="write FIELD=HEADING"):
        parse_mapping([value])


def test_the_columns_are_one_line_to_edit() -> None:
    """Of several columns of a field the first; what is not read is left out."""
    assert mapping_line(COLUMNS) == LINE


def test_a_line_that_is_not_changed_changes_nothing() -> None:
    """Both columns of labels are still read; every other field has no column, as before."""
    assert parse_mapping_line(LINE, COLUMNS) == {
        field: "" for field in FIELDS if field not in {"title", "estimate", "labels"}
    }


def test_a_field_that_is_left_out_of_the_line_has_no_column() -> None:
    """The line is the whole mapping."""
    mapping = parse_mapping_line("title=Name, priority=Size", COLUMNS)

    assert mapping["estimate"] == mapping["labels"] == mapping["key"] == ""
    assert mapping["priority"] == "Size"
    assert "title" not in mapping


def test_what_was_chosen_before_stays_in_the_mapping() -> None:
    """It is not saved yet, so it must not be lost."""
    assert parse_mapping_line(LINE, COLUMNS, chosen={"title": "Name"})["title"] == "Name"


def test_a_heading_may_have_commas() -> None:
    """Only a comma before a field separates; one at the end does nothing."""
    mapping = parse_mapping_line("title=Name, short, estimate=Size (S, M, L),", ())

    assert (mapping["title"], mapping["estimate"]) == ("Name, short", "Size (S, M, L)")


def test_a_line_names_fields_only() -> None:
    """The nearest one is named."""
    with pytest.raises(ImportReadError, match=r"“titel” is not a field of an item: did you mean “title”\?"):
        parse_mapping_line("titel=Name", COLUMNS)


def test_a_column_that_holds_two_fields_is_named_with_both() -> None:
    """In the line to edit, too: leaving it as it is must not lose one of them."""
    report = read_mapped("Name,Size\nPay,5\n", name="sheet", mapping={"title": "Name", "description": "Name"})

    assert [column.fields for column in report.columns] == [("title", "description"), ("estimate",)]
    assert mapping_line(report.columns) == "title=Name, description=Name, estimate=Size"
    assert report.items[0].description == "Pay"
