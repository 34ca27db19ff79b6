"""An item that a session edited: stored in the backlog, undone, and left alone by the next import."""

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.domain.item_edit import set_item_field
from refine_tui.domain.item_fields import ItemField
from refine_tui.domain.item_import import ItemImport
from refine_tui.domain.transitions import bind
from tests.driver import Driver, StoreDriver
from tests.support import TEAM, FakeClock, a_facilitator, a_setup, a_started_session, an_item


def titles(store: StoreDriver) -> list[str]:
    return [item.title for item in store.backlog(store.team(TEAM)).items]


def a_list(*titles: str) -> ItemImport:
    """Return a pasted list of titles."""
    return ItemImport(items=tuple(ImportedItem(title=title) for title in titles), source="text")


def keyless(store: StoreDriver) -> Driver:
    """Return a session with one item of a pasted list, which has no key."""
    desk = a_facilitator(store, FakeClock())
    desk.import_items(TEAM, (ImportedItem(title="Old title"),), source="text")
    desk.start(a_setup())
    return desk


def test_an_edit_is_in_the_backlog_at_once_and_undo_restores_the_tracker_s_value(store: StoreDriver) -> None:
    desk = a_started_session(store, new=1)
    before = store.backlog(store.team(TEAM))
    desk.apply(bind(set_item_field, item=1, field=ItemField.TITLE, text="New title"))
    after = store.backlog(store.team(TEAM))

    assert (after.items[0].title, after.items[0].edited) == ("New title", ("title",))
    assert desk.undo() == "PAY-11: title “New title”"
    assert store.backlog(store.team(TEAM)) == before
    assert desk.redo() == "PAY-11: title “New title”"
    assert store.backlog(store.team(TEAM)) == after


def test_the_value_that_a_field_has_already_is_no_step(store: StoreDriver) -> None:
    desk = a_started_session(store, new=1)
    revision = desk.session.revision
    change = desk.apply(bind(set_item_field, item=1, field=ItemField.TYPE, text="Story"))

    assert (change.step, desk.session.revision) == ("PAY-11: type unchanged", revision)


def test_the_same_list_imported_again_finds_an_item_with_a_new_title(store: StoreDriver) -> None:
    desk = keyless(store)
    desk.apply(bind(set_item_field, item=1, field=ItemField.TITLE, text="New title"))
    result = desk.application.live.import_items(a_list("Old title", "Another"))

    assert [item.title for item in result.added] == ["Another"]
    assert titles(store) == ["New title", "Another"]


def test_after_an_undo_the_old_title_is_the_only_one(store: StoreDriver) -> None:
    desk = keyless(store)
    desk.apply(bind(set_item_field, item=1, field=ItemField.TITLE, text="New title"))
    desk.undo()
    desk.application.live.import_items(a_list("New title"))

    assert titles(store) == ["Old title", "New title"]


def test_an_import_between_an_edit_and_its_undo_keeps_what_the_tracker_said(store: StoreDriver) -> None:
    desk = a_started_session(store, new=1)
    desk.apply(bind(set_item_field, item=1, field=ItemField.PRIORITY, text="High"))
    a_facilitator(store).import_items(TEAM, (an_item(title="From the tracker"),), source="jira-csv")
    desk.undo()

    item = store.backlog(store.team(TEAM)).items[0]
    assert (item.title, item.priority, item.edited) == ("From the tracker", "", ())
