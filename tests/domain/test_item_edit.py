"""An item itself is edited in a session, and stays edited whatever the tracker says later."""

from dataclasses import replace

import pytest

from refine_tui.domain.backlog_item import Backlog, ImportedItem, merge_items
from refine_tui.domain.errors import DomainError
from refine_tui.domain.item_edit import set_item_field
from refine_tui.domain.item_fields import ItemEdit, ItemField
from refine_tui.domain.session import RefinementSession, SessionStatus
from tests.support import NINE, TITLES, a_session, an_item

TEXTS = {
    ItemField.TITLE: "Refund a part",
    ItemField.TYPE: "Bug",
    ItemField.PRIORITY: "High",
    ItemField.ASSIGNEE: "Ben",
    ItemField.LABELS: "#till #pay later",
    ItemField.DESCRIPTION: "Two\nlines",
}


def edited(field: ItemField, text: str, session: RefinementSession | None = None) -> RefinementSession:
    return set_item_field(session or a_session(), item=1, field=field, text=text).session


def reimported(session: RefinementSession, item: ImportedItem) -> Backlog:
    backlog = Backlog(team=session.team, items=tuple(held.item for held in session.items), last_item=3)
    return merge_items(backlog, (item,), source="jira-csv", now=NINE).backlog


@pytest.mark.parametrize(
    ("field", "value", "step"),
    [
        (ItemField.TITLE, "Refund a part", "PAY-11: title “Refund a part”"),
        (ItemField.TYPE, "Bug", "PAY-11: type Bug"),
        (ItemField.PRIORITY, "High", "PAY-11: priority High"),
        (ItemField.ASSIGNEE, "Ben", "PAY-11: assignee Ben"),
        (ItemField.LABELS, ("till", "pay later"), "PAY-11: labels till, pay later"),
        (ItemField.DESCRIPTION, "Two\nlines", "PAY-11: description “Two lines”"),
    ],
)
def test_each_field_is_edited_in_one_step_that_says_what_it_is_now(field: ItemField, value: object, step: str) -> None:
    change = set_item_field(a_session(), item=1, field=field, text=TEXTS[field])
    item = change.session.item(1).item

    assert getattr(item, field.value) == value
    assert item.edited == (field.value,)
    assert change.step == step
    assert change.session.items[1:] == a_session().items[1:]


@pytest.mark.parametrize("field", [field for field in ItemField if field is not ItemField.TITLE])
def test_an_empty_text_clears_a_field(field: ItemField) -> None:
    session = edited(field, TEXTS[field])
    change = set_item_field(session, item=1, field=field, text=" ")

    assert not getattr(change.session.item(1).item, field.value)
    assert change.step == f"PAY-11: no {field.value}"


def test_a_long_text_is_cut_in_the_step() -> None:
    change = set_item_field(a_session(), item=1, field=ItemField.DESCRIPTION, text="long " * 90)

    assert len(change.step) < 70


def test_an_item_keeps_its_title() -> None:
    with pytest.raises(DomainError, match="An item needs a title"):
        set_item_field(a_session(), item=1, field=ItemField.TITLE, text=" ")


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (ItemField.TITLE, f" {TITLES[0]}  "),
        (ItemField.LABELS, "#Checkout".lower()),
        (ItemField.ASSIGNEE, ""),
        (ItemField.TYPE, "Story"),
    ],
)
def test_the_same_value_changes_nothing_and_leaves_the_field_to_the_tracker(field: ItemField, text: str) -> None:
    session = a_session()
    change = set_item_field(session, item=1, field=field, text=text)

    assert change.session is session
    assert change.step == f"PAY-11: {field.value} unchanged"


def test_a_label_with_a_comma_is_left_alone_by_an_editor_that_is_only_opened() -> None:
    session = a_session()
    item = replace(session.item(1), item=replace(session.item(1).item, labels=("a, b", "c")))
    session = session.with_item(item)

    assert edited(ItemField.LABELS, "a, b, c", session) is session


@pytest.mark.parametrize("status", [SessionStatus.CLOSED, SessionStatus.PLANNED])
def test_only_an_open_session_edits_an_item(status: SessionStatus) -> None:
    with pytest.raises(DomainError, match="The session"):
        edited(ItemField.TYPE, "Bug", replace(a_session(), status=status))


def test_an_item_that_is_not_in_the_session_is_refused() -> None:
    with pytest.raises(DomainError, match="Item #9 is not part of this session"):
        set_item_field(a_session(), item=9, field=ItemField.TYPE, text="Bug")


def test_the_session_remembers_the_text_before_its_first_edit() -> None:
    session = edited(ItemField.TYPE, "Bug", edited(ItemField.TITLE, "One"))
    session = edited(ItemField.TITLE, "Two", session)

    assert session.item(1).edits == (
        ItemEdit(field=ItemField.TYPE, before="Story"),
        ItemEdit(field=ItemField.TITLE, before=TITLES[0]),
    )


def test_a_field_that_has_its_first_text_again_is_not_edited_in_this_session() -> None:
    session = edited(ItemField.LABELS, "checkout", edited(ItemField.LABELS, "till"))

    assert session.item(1).edits == ()
    assert session.item(1).item.labels == ("checkout",)


@pytest.mark.parametrize("field", ItemField)
def test_a_later_import_does_not_overwrite_an_edited_field(field: ItemField) -> None:
    session = edited(field, TEXTS[field])
    newer = replace(
        an_item(title="Newer"), type="Task", priority="Low", assignee="Zoe", labels=("x",), description="Newer"
    )
    item = reimported(session, newer).items[0]

    assert getattr(item, field.value) == getattr(session.item(1).item, field.value)
    others = [other for other in ItemField if other is not field]
    assert [getattr(item, other.value) for other in others] == [getattr(newer, other.value) for other in others]


@pytest.mark.parametrize("field", [field for field in ItemField if field is not ItemField.TITLE])
def test_a_later_import_does_not_fill_a_field_that_was_cleared(field: ItemField) -> None:
    session = edited(field, "", edited(field, TEXTS[field]))
    newer = replace(an_item(), type="Task", priority="Low", assignee="Zoe", labels=("x",), description="Newer")

    assert not getattr(reimported(session, newer).items[0], field.value)


def test_an_item_without_a_key_is_found_by_its_first_title_and_by_its_new_one() -> None:
    session = a_session(new=1)
    session = session.with_item(replace(session.item(1), item=replace(session.item(1).item, key="")))
    session = edited(ItemField.TITLE, "Third", edited(ItemField.TITLE, "Second", session))

    for title in (TITLES[0], TITLES[0].upper(), "Third"):
        backlog = reimported(session, an_item(title=title, key=""))
        assert [item.title for item in backlog.items] == ["Third"]
    assert [item.title for item in reimported(session, an_item(title="Fourth", key="")).items] == ["Third", "Fourth"]


def test_the_title_of_another_item_counts_more_than_a_first_title() -> None:
    session = a_session(new=2)
    for number, title in ((1, "One"), (2, "Two")):
        held = session.item(number)
        session = session.with_item(replace(held, item=replace(held.item, key="", title=title)))
    session = set_item_field(session, item=2, field=ItemField.TITLE, text="Moved").session
    session = set_item_field(session, item=1, field=ItemField.TITLE, text="Two").session
    backlog = reimported(session, ImportedItem(title="two", priority="High"))

    assert [(item.title, item.priority) for item in backlog.items] == [("Two", "High"), ("Moved", "")]
