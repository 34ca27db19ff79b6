"""The fields of an item as text, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refine_tui.domain.backlog_item import BacklogItem
from refine_tui.domain.errors import DomainError
from refine_tui.domain.item_fields import ItemField, field_text, field_value, parse_labels
from tests.support import NINE

ITEM = BacklogItem(
    id=1,
    title="Pay by card",
    type="Story",
    priority="High",
    assignee="Ben",
    labels=("till", "pay later"),
    description="Two\n\nlines",
    first_seen_at=NINE,
)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("#till #card", ("till", "card")),
        ("till, card", ("till", "card")),
        ("#pay later #till", ("pay later", "till")),
        ("pay later; till\ncard", ("pay later", "till", "card")),
        ("pay later", ("pay later",)),
        ("C#, #F#", ("C#", "F#")),
        ("#till, #Till, TILL", ("till",)),
        ("#, ,#  ", ()),
        ("", ()),
        ("# till", ("till",)),
    ],
)
def test_labels_are_separated_by_commas_or_begin_with_a_hash(text: str, labels: tuple[str, ...]) -> None:
    assert parse_labels(text) == labels


@given(st.text())
def test_labels_as_text_are_the_labels_read(text: str) -> None:
    labels = parse_labels(text)

    assert parse_labels(", ".join(labels)) == labels


@pytest.mark.parametrize("field", ItemField)
def test_a_field_as_text_is_the_field_read(field: ItemField) -> None:
    assert field_value(field, field_text(ITEM, field)) == getattr(ITEM, field.value)


@pytest.mark.parametrize("field", [ItemField.TITLE, ItemField.TYPE, ItemField.PRIORITY, ItemField.ASSIGNEE])
def test_a_field_is_one_clean_line(field: ItemField) -> None:
    assert field_value(field, " Two \x1b[1m\n lines ") == "Two lines"


def test_a_description_keeps_its_lines() -> None:
    assert field_value(ItemField.DESCRIPTION, " Two\n\n lines\x00 ") == "Two\n\n lines"


@pytest.mark.parametrize("text", ["", " \n", "\x1b[1m"])
def test_a_title_is_not_empty(text: str) -> None:
    with pytest.raises(DomainError) as refused:
        field_value(ItemField.TITLE, text)

    assert refused.value.message == "An item needs a title: type it, then press enter."


def test_the_stored_names_of_the_fields_do_not_change() -> None:
    assert [field.value for field in ItemField] == ["title", "type", "priority", "assignee", "labels", "description"]
