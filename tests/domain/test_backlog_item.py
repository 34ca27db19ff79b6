"""The merge of an import into a backlog."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from refine_tui.domain.backlog_item import (
    TRACKER_FIELDS,
    Backlog,
    BacklogIndex,
    BacklogItem,
    ImportedItem,
    ItemKind,
    ItemLink,
    ItemState,
    MergeResult,
    item_identity,
    merge_items,
)
from refine_tui.domain.people import Team

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
LATER = datetime(2026, 12, 1, 10, tzinfo=UTC)
EMPTY = Backlog(team=Team(id=1, name="Kestrel"))

IMPORTED = st.builds(
    ImportedItem,
    title=st.sampled_from(["Refund", "refund", "Réfund", "Export", "Search"]),
    key=st.sampled_from(["", "", "PAY-1", "pay-1", "PAY-2"]),
    description=st.sampled_from(["", "long", "longer"]),
    labels=st.sampled_from([(), ("ops",)]),
    created=st.sampled_from([None, "2026-01-02"]),
    done=st.booleans(),
)
FILES = st.lists(IMPORTED, max_size=8).map(tuple)


def merged(backlog: Backlog, *incoming: ImportedItem) -> MergeResult:
    """Merge an import of one format at one time."""
    return merge_items(backlog, incoming, source="csv", now=NOW)


def test_new_items_are_added_at_the_end_with_numbers_of_their_own() -> None:
    """Numbers and ranks continue, even if the last item was removed."""
    first = merged(EMPTY, ImportedItem(title="Refund", key="PAY-1"), ImportedItem(title="Export"))
    again = merged(replace(first.backlog, items=first.backlog.items[:1]), ImportedItem(title="Search"))

    assert [(item.id, item.rank, item.label) for item in first.added] == [(1, 1, "PAY-1"), (2, 2, "#2")]
    assert [(item.id, item.rank) for item in again.added] == [(3, 2)]
    assert first.added[0].first_seen_at == NOW
    assert first.added[0].source == "csv"
    assert first.added[0].state is ItemState.NEW


def test_an_added_item_has_every_field_of_the_import() -> None:
    """Every field of the tracker is copied."""
    imported = ImportedItem(
        title="Refund", key="PAY-1", url="https://x", description="d", why="w", type="Story", status="To do",
        labels=("ops",), reporter="r", assignee="a", created="2026-01-02", updated="2026-01-03", priority="High",
        estimate="5", acceptance_criteria=("c",), parent="PAY-9", links=(ItemLink(type="blocks", key="PAY-2"),),
    )  # fmt: skip
    item = merged(EMPTY, imported).added[0]

    assert {name: getattr(item, name) for name in TRACKER_FIELDS} == {
        name: getattr(imported, name) for name in ImportedItem.__dataclass_fields__
    }


@given(incoming=FILES)
def test_the_same_file_again_changes_nothing(incoming: tuple[ImportedItem, ...]) -> None:
    """No item is added, updated or moved, even if the file names an item twice."""
    before = merge_items(EMPTY, incoming, source="csv", now=NOW).backlog
    settled = merge_items(before, incoming, source="csv", now=LATER).backlog
    again = merge_items(settled, incoming, source="csv", now=LATER)

    assert again.backlog == settled
    assert again.backlog.last_item == settled.last_item == before.last_item
    assert again.added == again.updated == ()


@given(before=FILES, incoming=FILES)
def test_the_result_of_a_merge_says_how_the_backlog_changed(
    before: tuple[ImportedItem, ...], incoming: tuple[ImportedItem, ...]
) -> None:
    """No item is in two of added, updated and unchanged."""
    old = merge_items(EMPTY, before, source="csv", now=NOW).backlog
    result = merge_items(old, incoming, source="csv", now=LATER)
    known = {item.id: item for item in old.items}

    assert {item.id for item in result.added} == {item.id for item in result.backlog.items} - known.keys()
    assert all(item != known[item.id] for item in result.updated)
    assert all(item == known[item.id] for item in result.unchanged)
    touched = {item.id for item in result.touched}
    assert len(touched) == len(result.touched)
    assert all(result.backlog.find(item.id) == item for item in (*result.touched,))
    assert all(result.backlog.find(number) == item for number, item in known.items() if number not in touched)


def test_a_known_item_is_updated_and_keeps_what_refinement_added() -> None:
    """The key is compared without case; number, rank, state and first sight stay."""
    backlog = merged(EMPTY, ImportedItem(title="Refund", key="PAY-1", status="To do")).backlog
    backlog = replace(backlog, items=(replace(backlog.items[0], state=ItemState.LATER, outcome="less work"),))
    result = merge_items(
        backlog, (ImportedItem(title="Refund all", key="pay-1", status="Doing"),), source="csv", now=LATER
    )

    assert result.updated == (replace(backlog.items[0], title="Refund all", status="Doing"),)
    assert result.backlog.items == result.updated


def test_an_item_without_a_key_is_known_by_its_title() -> None:
    """Case and accents make no other item; a key does."""
    backlog = merged(EMPTY, ImportedItem(title="Réfund")).backlog

    assert merged(backlog, ImportedItem(title="refund", description="d")).updated[0].description == "d"
    assert len(merged(backlog, ImportedItem(title="Réfund", key="PAY-1")).added) == 1


def test_an_unknown_item_that_is_done_stays_out() -> None:
    """It is reported, and no number is spent on it."""
    finished = ImportedItem(title="Refund", key="PAY-1", done=True)
    result = merged(EMPTY, finished)

    assert result.done == (finished,)
    assert result.backlog == EMPTY
    assert result.backlog.last_item == 0


def test_a_known_item_that_is_done_now_is_updated_and_may_come_back() -> None:
    """The tracker knows best whether work is finished, both ways."""
    open_item, finished = (
        ImportedItem(title="Refund", key="PAY-1"),
        ImportedItem(title="Refund", key="PAY-1", done=True),
    )
    done = merged(merged(EMPTY, open_item).backlog, finished)

    assert [item.done for item in done.updated] == [True]
    assert done.done == ()
    assert [item.done for item in merged(done.backlog, open_item).updated] == [False]


def test_an_import_does_not_overwrite_a_field_that_a_session_edited() -> None:
    """The other fields of the same item are still refreshed."""
    backlog = merged(EMPTY, ImportedItem(title="Refund", key="PAY-1", estimate="3", status="To do")).backlog
    backlog = replace(backlog, items=(replace(backlog.items[0], estimate="5", edited=("estimate",)),))
    item = merged(backlog, ImportedItem(title="Refund", key="PAY-1", estimate="8", status="Doing")).backlog.items[0]

    assert (item.estimate, item.status) == ("5", "Doing")


def test_what_the_import_leaves_empty_never_wipes_what_is_known() -> None:
    """An export with fewer columns takes nothing away."""
    full = ImportedItem(
        title="Refund", key="PAY-1", description="d", labels=("ops",), created="2026-01-02", acceptance_criteria=("c",)
    )
    backlog = merged(EMPTY, full).backlog
    result = merged(backlog, ImportedItem(title="Refund", key="PAY-1"))

    assert result.backlog == backlog
    assert result.unchanged == backlog.items


def test_an_item_twice_in_one_import_is_one_item() -> None:
    """The later row refreshes the earlier one, which still counts as added once."""
    result = merged(
        EMPTY, ImportedItem(title="Refund", key="PAY-1"), ImportedItem(title="Refund", key="PAY-1", status="Doing")
    )

    assert [(item.id, item.status) for item in result.added] == [(1, "Doing")]
    assert result.updated == ()
    assert result.backlog.items == result.added


def test_an_item_is_found_by_its_number() -> None:
    """An unknown number finds nothing."""
    item = BacklogItem(id=7, title="Refund", first_seen_at=NOW)
    backlog = replace(EMPTY, items=(item,))

    assert backlog.find(7) is item
    assert backlog.find(8) is None


def test_an_update_is_reported_with_the_item_before_and_after() -> None:
    before = merged(EMPTY, ImportedItem(title="Refund", key="PAY-1"), ImportedItem(title="Export", key="PAY-2")).backlog
    result = merged(before, ImportedItem(title="Export all", key="PAY-2"), ImportedItem(title="Refund", key="PAY-1"))

    assert result.changes == ((before.items[1], result.backlog.items[1]),)
    assert result.touched == (result.backlog.items[1], before.items[0])


def test_an_index_finds_an_item_by_its_key_or_without_a_key_by_its_title() -> None:
    items = (ImportedItem(title="Refund", key="PAY-1"), ImportedItem(title="Réfund"))
    index = BacklogIndex(merged(EMPTY, *items).backlog)

    assert index.find(ImportedItem(title="Other", key="pay-1")) == 0
    assert index.find(ImportedItem(title="refund")) == 1
    assert index.find(ImportedItem(title="Refund", key="PAY-2")) is None
    assert index.find(ImportedItem(title="Export")) is None


def test_the_last_rank_is_the_highest_one_wherever_it_stands() -> None:
    ranks = (
        BacklogItem(id=1, title="a", rank=7, first_seen_at=NOW),
        BacklogItem(id=2, title="b", rank=3, first_seen_at=NOW),
    )

    assert BacklogIndex(replace(EMPTY, items=ranks)).last_rank == 7
    assert BacklogIndex(EMPTY).last_rank == 0


def test_a_backlog_and_its_index_merge_alike() -> None:
    backlog = merged(EMPTY, ImportedItem(title="Refund", key="PAY-1")).backlog
    incoming = (ImportedItem(title="Refund all", key="PAY-1"), ImportedItem(title="Export"))

    assert merge_items(BacklogIndex(backlog), incoming, source="csv", now=NOW) == merged(backlog, *incoming)


def test_an_imported_item_has_only_its_title_until_more_is_known() -> None:
    item = ImportedItem(title="Refund")
    values = {name: getattr(item, name) for name in TRACKER_FIELDS if name != "title"}

    assert not any(values.values())
    assert [name for name, value in values.items() if value is None] == ["created", "updated"]


def test_the_last_number_makes_no_other_backlog() -> None:
    assert replace(EMPTY, last_item=7) == EMPTY


def test_the_stored_names_of_states_and_kinds_do_not_change() -> None:
    assert [state.value for state in ItemState] == [
        "new", "deep_dive", "next_session", "needs_information", "later", "not_now", "archived", "needs_work", "ready",
    ]  # fmt: skip
    assert [kind.value for kind in ItemKind] == [
        "user story", "bug", "technical debt", "enhancement", "enabler", "spike", "infrastructure", "design",
    ]  # fmt: skip


def test_an_item_is_identified_by_its_key_or_else_by_its_title_without_case_and_accents() -> None:
    """A title that reads like a key is no key."""
    keyed = ImportedItem(title="One", key="PAY-1")

    assert item_identity(keyed) == item_identity(ImportedItem(title="Two", key="pay-1"))
    assert item_identity(ImportedItem(title="Café")) == item_identity(ImportedItem(title="CAFE"))
    assert item_identity(keyed) != item_identity(ImportedItem(title="PAY-1"))
