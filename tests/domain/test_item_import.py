"""The content of a file or a paste."""

from dataclasses import FrozenInstanceError

import pytest

from refine_tui.domain.backlog_item import ImportedAction, ImportedItem, item_identity
from refine_tui.domain.item_import import ItemImport
from tests.support import items


def test_a_paste_has_items_and_a_format_and_nothing_else() -> None:
    pasted = ItemImport(items=items(2), source="text")

    assert [item.key for item in pasted.items] == ["PAY-11", "PAY-12"]
    assert (pasted.source, pasted.name, pasted.actions, pasted.fingerprint) == ("text", "", (), "")
    assert dict(pasted.columns) == {}


def test_two_imports_of_the_same_content_are_equal() -> None:
    assert ItemImport(items=items(2), source="text") == ItemImport(items=items(2), source="text")
    assert ItemImport(items=items(2), source="text") != ItemImport(items=items(2), source="csv")


def test_the_columns_that_nobody_assigned_cannot_be_filled_for_all_imports_at_once() -> None:
    columns = ItemImport(items=(), source="csv").columns

    with pytest.raises(TypeError, match="does not support item assignment"):
        columns["title"] = "Summary"  # type: ignore[index]


def test_an_import_does_not_change_after_it_was_read() -> None:
    read = ItemImport(items=(), source="csv")

    with pytest.raises(FrozenInstanceError):
        read.source = "text"  # type: ignore[misc]


def test_items_and_action_items_are_left_out_by_what_identifies_them() -> None:
    """An item by its key or else its title, however they are written; the rest of the import stays."""
    ask, buy = ImportedAction(label="A1", text="Ask Legal"), ImportedAction(label="A2", text="Buy cake")
    titled, keyed = ImportedItem(title="Hi all"), ImportedItem(title="Pay", key="PAY-1")
    read = ItemImport(items=(titled, keyed, ImportedItem(title="HI ALL")), source="text", name="x", actions=(ask, buy))

    without = read.without({item_identity(titled), ask})

    assert (without.items, without.actions) == ((keyed,), (buy,))
    assert (without.source, without.name) == ("text", "x")
    assert read.without(()) == read
