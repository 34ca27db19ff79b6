"""Home-made tables: a column of titles is enough."""

import pytest

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.importers.detection import read_items
from refine_tui.importers.errors import ImportReadError
from refine_tui.importers.fields.item_fields import FIELDS
from refine_tui.importers.mapped_reading import read_mapped


def test_a_sheet_is_read_by_the_words_of_its_headings() -> None:
    """A Product Owner's own table."""
    report = read_items(
        b"ID;User story;Notes;Tags;Points;State;Owner;Created;Epic;Acceptance criteria\n"
        b"7;Refund a payment;why not;billing, api;5,0;Closed;Ana;28.05.2025;Checkout;one\n",
        name="backlog.csv",
    )

    (item,) = report.items
    assert (report.format, report.delimiter, report.language) == ("csv", ";", None)
    assert (item.key, item.title, item.description, item.labels) == (
        "7",
        "Refund a payment",
        "why not",
        ("billing", "api"),
    )
    assert (item.estimate, item.status, item.done, item.assignee) == ("5", "Closed", True, "Ana")
    assert (item.created, item.parent, item.acceptance_criteria) == ("2025-05-28", "Checkout", ("one",))


def test_headings_may_stand_below_other_lines() -> None:
    """Some exports begin with a title and blank rows."""
    report = read_items(b"Export of today\n\n,,\nTitle,Priority\nRefund,high\n", name="backlog.csv")

    assert [(item.title, item.priority) for item in report.items] == [("Refund", "high")]


def test_an_unnamed_first_column_does_not_matter() -> None:
    """Some programs number the rows there."""
    assert read_items(",title,state\n0,Refund,open\n", name="backlog.csv").items[0].title == "Refund"


def test_rows_without_a_title_are_reported_and_rules_are_not() -> None:
    """A drawn line is no row."""
    report = read_items("|Key|Title|\n|---|---|\n|A-1|Refund|\n|A-2||\n", name="backlog.csv")

    assert [item.key for item in report.items] == ["A-1"]
    assert [skipped.row for skipped in report.skipped] == [4]


def test_one_column_is_enough_where_the_name_says_that_it_is_a_table() -> None:
    """The ending of the name tells."""
    assert [item.title for item in read_items("Title\nRefund\n", name="x.csv").items] == ["Refund"]


@pytest.mark.parametrize("text", ["Owner,Day\nAna,Monday\n", "a;b;c;d\n1;2;3;4\n5;6;7;8\n"])
def test_a_table_without_titles_is_one_sentence(text: str) -> None:
    """It shows which headings were found."""
    with pytest.raises(ImportReadError, match=r"x\.csv looks like a table .* without a column of titles"):
        read_items(text, name="x.csv")


def test_an_unknown_language_is_told_by_the_shape_of_the_keys() -> None:
    """Keys look the same in every language."""
    with pytest.raises(ImportReadError, match="looks like an export of Jira"):
        read_items("Otsikko,Avain\nHyvitys,PAY-1\nToinen,PAY-2\n", name="Jira.csv")


@pytest.mark.parametrize("field", [field for field in FIELDS if field != "title"])
def test_each_field_that_a_mapping_can_name_arrives(field: str) -> None:
    """The report says that it was read, so it has to be."""
    cell = {"created": "2025-05-28", "updated": "2025-05-28", "done": "yes"}.get(field, "7")
    mapping = {"title": "Was", field: "Wert"}

    (item,) = read_mapped(f"Was;Wert\nRefund;{cell}\n", name="backlog.csv", mapping=mapping).items

    assert getattr(item, field) != getattr(ImportedItem(title="Refund"), field)


@pytest.mark.parametrize("heading", ["Story", "Pay by card"])
def test_a_cell_below_known_headings_is_no_heading(heading: str) -> None:
    """Else the rows above it would be lost without a word."""
    sheet = "Title,Kind,Size\nPay by card,Story,5\nRefund,Bug,3\n"

    with pytest.raises(ImportReadError, match=f"no column “{heading}”: its headings are Title, Kind, Size"):
        read_mapped(sheet, name="backlog.csv", mapping={"title": heading})


def test_a_mapping_leaves_a_file_without_columns_alone() -> None:
    """Several files are imported at once."""
    cards = '{"name": "Shop", "lists": [{"id": "1", "name": "Open"}], "cards": [{"name": "Pay", "idList": "1"}]}'

    report = read_mapped(cards, name="trello.json", mapping={"title": "Summary"})

    assert (report.format, [item.title for item in report.items]) == ("trello-json", ["Pay"])
