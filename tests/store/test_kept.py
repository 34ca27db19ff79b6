"""What is kept beside the record: drafts, what columns mean, invitations handed out."""

from datetime import timedelta
from pathlib import Path

from tests.driver import StoreDriver, open_store
from tests.support import NINE, FakeClock, a_started_session


def test_a_draft_is_there_after_a_restart_until_its_line_is_empty(path: Path) -> None:
    """What was being typed when the program was killed is offered again."""
    store = open_store(path)
    facilitator = a_started_session(store, FakeClock())
    facilitator.save_draft("decision ", "Refunds wai")
    facilitator.save_draft("decision ", "Refunds wait for")
    facilitator.save_draft("note ", "x")
    number = facilitator.session.id
    store.close()

    store = open_store(path)
    assert store.drafts(number) == {"decision ": "Refunds wait for", "note ": "x"}
    store.save_draft(number, "decision ", "")
    assert store.drafts(number) == {"note ": "x"}
    store.close()


def test_a_draft_is_no_change_of_the_session(store: StoreDriver) -> None:
    """Neither undo nor another terminal's save sees it."""
    facilitator = a_started_session(store, FakeClock())
    before = store.load(facilitator.session.id)
    facilitator.save_draft("decision ", "Refunds")
    assert store.load(facilitator.session.id) == before


def test_what_columns_mean_is_remembered_by_their_headings(store: StoreDriver) -> None:
    """The next export of the same sheet needs no question."""
    assert store.remembered_columns("abc") == {}
    store.remember_columns("abc", {"title": "Feature"})
    store.remember_columns("abc", {"title": "Feature", "estimate": "Size"})
    assert store.remembered_columns("abc") == {"title": "Feature", "estimate": "Size"}
    assert store.remembered_columns("abd") == {}


def test_an_invitation_counts_up_only_when_another_time_is_handed_out(store: StoreDriver) -> None:
    """A calendar takes the higher number; the same number twice is the same invitation."""
    number = a_started_session(store, FakeClock()).session.id
    later = NINE + timedelta(days=7)
    assert store.invitation(number, starts_at=later) == 0
    assert store.invitation(number, starts_at=later) == 0
    assert store.invitation(number, starts_at=later + timedelta(hours=1)) == 1
    assert store.invitation(number, starts_at=later + timedelta(hours=1)) == 1
    assert store.invitation(number, starts_at=later) == 2
