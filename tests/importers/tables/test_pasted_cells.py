"""Cells without headings are told by their shape; lists and prose with tabs stay lines."""

import pytest

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.importers.detection import read_items


def read(text: str) -> list[tuple[str, str]]:
    """Read keys and titles of pasted cells, or nothing of lines."""
    report = read_items(text, name="paste")
    return [(item.key, item.title) for item in report.items] if report.format == "csv" else []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Refund a payment\t3\nVoid it\t5\n", [("", "Refund a payment"), ("", "Void it")]),
        ("PAY-1\tRefund\nPAY-2\tVoid\n", [("PAY-1", "Refund"), ("PAY-2", "Void")]),
        ("1201\tRefund\tx\n1344\tVoid\ty\n", [("1201", "Refund"), ("1344", "Void")]),
        ("1\tRefund\tx\n2\tVoid\ty\n", [("", "Refund"), ("", "Void")]),
        ("Ana Lopez\tRefund a payment\nAna Lopez\tVoid it\nAna Lopez\tMail it\n", [
            ("", "Refund a payment"), ("", "Void it"), ("", "Mail it"),
        ]),
        ('"Refund\na payment"\t3\nVoid it\t5\n', [("", "Refund a payment"), ("", "Void it")]),
        ("Refund a payment\t3\nVoid it\t5\nno cells here\n", [
            ("", "Refund a payment"), ("", "Void it"), ("", "no cells here"),
        ]),
    ],
)  # fmt: skip
def test_the_title_is_the_first_column_of_words(text: str, expected: list[tuple[str, str]]) -> None:
    """Keys and addresses are no titles, nor is what is the same in every row."""
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "•\tRefund\n•\tVoid\n",
        "1.\tRefund\n2.\tVoid\n",
        "Refund\tlater\n",
        "Refund\nVoid\nMail\tlater\n",
        "Refund\n\t- full\n\t- partial\n",
        "3\t5\n8\t13\n",
    ],
)
def test_lists_and_indented_lines_stay_lines(text: str) -> None:
    """A word processor puts a tab behind its bullets."""
    assert read_items(text, name="paste").format == "text"


def test_the_columns_have_names_of_ours_and_can_be_named_by_them() -> None:
    """So that a wrong guess can be mended."""
    text = "Checkout page\tRefund a payment\thttps://example.com/1\nLoans page\tVoid it\thttps://example.com/2\n"

    guessed = read_items(text, name="paste")
    told = read_items(text, name="paste", mapping={"title": "column 2", "parent": "column 1"})

    assert [(column.heading, column.fields) for column in guessed.columns] == [
        ("column 1", ("title",)),
        ("column 2", ()),
        ("column 3", ("url",)),
    ]
    assert told.items[0] == ImportedItem(title="Refund a payment", parent="Checkout page", url="https://example.com/1")
