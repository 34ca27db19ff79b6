"""Imports as a step: taken back as a whole, or not at all with the reason, at home and within a session."""

from dataclasses import replace

import pytest

from refine_tui.domain import deep_dive, triage
from refine_tui.domain.backlog_item import BacklogItem
from refine_tui.domain.dispositions import Disposition
from refine_tui.domain.errors import NothingToUndoError, RefineError
from refine_tui.domain.transitions import bind
from refine_tui.store.backlog_imports import KEPT
from tests.driver import Driver, StoreDriver
from tests.support import TEAM, FakeClock, a_facilitator, a_setup, a_started_session, an_item, items


def stored(facilitator: Driver) -> tuple[BacklogItem, ...]:
    """Return the team's backlog as it is stored."""
    return facilitator.store.backlog(facilitator.store.team(TEAM)).items


def test_a_whole_import_is_taken_back_new_items_and_refreshed_ones(store: StoreDriver) -> None:
    """The second file brings one new item and changes one: both are as before."""
    facilitator = a_facilitator(store)
    facilitator.import_items(TEAM, items(2), source="jira-csv", name="jira.csv")
    first = stored(facilitator)
    fresh = (replace(items(2)[0], title="Another title"), an_item("A third", "PAY-99"))
    facilitator.import_items(TEAM, fresh, source="jira-csv", name="again.csv")
    assert [item.title for item in stored(facilitator)] != [item.title for item in first]

    assert facilitator.undo_import(TEAM) == "import of 2 items from again.csv"
    assert stored(facilitator) == first
    assert facilitator.undo_import(TEAM) == "import of 2 items from jira.csv"
    assert stored(facilitator) == ()
    with pytest.raises(NothingToUndoError, match="There is no import to undo"):
        facilitator.undo_import(TEAM)


def test_numbers_of_items_that_went_are_never_given_out_again(store: StoreDriver) -> None:
    """A number that somebody has seen means one item for ever."""
    facilitator = a_facilitator(store)
    facilitator.import_items(TEAM, items(2), source="text", name="a paste")
    facilitator.undo_import(TEAM)
    facilitator.import_items(TEAM, items(1), source="text", name="a paste")
    assert [item.id for item in stored(facilitator)] == [3]


def test_an_import_of_which_something_is_in_a_session_stays_and_says_why(store: StoreDriver) -> None:
    """Half of an import taken back would be worse than none."""
    facilitator = a_facilitator(store)
    facilitator.import_items(TEAM, items(2), source="text", name="a paste")
    facilitator.start(a_setup())
    before = stored(facilitator)
    with pytest.raises(
        RefineError, match=r"“import of 2 items from a paste” cannot be undone: .* is used by another session"
    ):
        facilitator.undo_import(TEAM)
    assert stored(facilitator) == before

    facilitator.apply(bind(triage.set_disposition, item=1, disposition=Disposition.LATER))
    with pytest.raises(RefineError, match="PAY-11 was changed since"):
        facilitator.undo_import(TEAM)


def test_an_import_that_changes_nothing_is_no_step(store: StoreDriver) -> None:
    """Undo takes the one back that did something."""
    facilitator = a_facilitator(store)
    facilitator.import_items(TEAM, items(2), source="text", name="the first")
    facilitator.import_items(TEAM, items(2), source="text", name="the second")
    assert facilitator.undo_import(TEAM) == "import of 2 items from the first"


def test_only_the_latest_imports_are_kept(store: StoreDriver) -> None:
    """A backlog of thousands is not copied at every refresh for ever."""
    facilitator = a_facilitator(store)
    for number in range(KEPT + 2):
        facilitator.import_items(TEAM, (an_item(f"Item {number}", f"PAY-{number}"),), source="text", name="a paste")
    for _ in range(KEPT):
        facilitator.undo_import(TEAM)
    with pytest.raises(NothingToUndoError):
        facilitator.undo_import(TEAM)
    assert [item.title for item in stored(facilitator)] == ["Item 0", "Item 1"]


def test_in_a_session_one_undo_takes_the_items_out_of_session_and_backlog(store: StoreDriver) -> None:
    """So that nothing is left behind in the backlog of an import that was a mistake."""
    facilitator = a_started_session(store, FakeClock(), new=2)
    before = facilitator.session.items
    merged = facilitator.import_here((an_item("A new one", "PAY-90"),), source="jira-csv", name="jira.csv")
    assert [item.title for item in merged.added] == ["A new one"]
    assert [held.item.title for held in facilitator.session.items][-1] == "A new one"
    assert stored(facilitator)[-1].title == "A new one"

    assert facilitator.undo() == "import of 1 item from jira.csv"
    assert facilitator.session.items == before
    assert "A new one" not in [item.title for item in stored(facilitator)]
    assert facilitator.redo() == "import of 1 item from jira.csv"
    assert [held.item.title for held in facilitator.session.items][-1] == "A new one"
    assert stored(facilitator)[-1].title == "A new one"


def test_a_refresh_in_a_session_keeps_what_was_recorded_and_is_one_step(store: StoreDriver) -> None:
    """Titles change on the screen; estimate and outcome of this session stay."""
    facilitator = a_started_session(store, FakeClock(), new=1, candidates=1)
    item = facilitator.session.candidates[0]
    facilitator.apply(bind(deep_dive.set_estimate, item=item.id, value="5"))
    recorded = facilitator.session.find(item.id)
    assert recorded is not None
    facilitator.import_here((replace(an_item(key=item.item.key), title="Renamed"),), source="jira-csv", name="jira.csv")
    refreshed = facilitator.session.find(item.id)
    assert refreshed is not None
    assert refreshed.item.title == "Renamed"
    assert refreshed.agreed_estimate == recorded.agreed_estimate == "5"
    assert facilitator.undo() == "import of 1 item from jira.csv"
    assert facilitator.session.find(item.id) == recorded


def test_a_refresh_in_a_session_reaches_items_that_are_not_in_it(store: StoreDriver) -> None:
    """What is done in the tracker now is done in the backlog too, and undo brings it back."""
    facilitator = a_facilitator(store)
    facilitator.import_items(TEAM, items(3), source="text")
    facilitator.start(replace(a_setup(), triage_limit=1))
    outside = stored(facilitator)[2]
    facilitator.import_here((replace(an_item(outside.title, outside.key), done=True),), source="text", name="a paste")
    assert stored(facilitator)[2].done
    assert outside.id not in [held.id for held in facilitator.session.items]
    facilitator.undo()
    assert stored(facilitator)[2] == outside
