"""Undo and redo: without limit, over a restart, and never over somebody else's change."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from refine_tui.domain import deep_dive, recording, timekeeping, triage, wrap_up
from refine_tui.domain.backlog_item import ItemState
from refine_tui.domain.clock_reading import read_clock
from refine_tui.domain.dispositions import Disposition
from refine_tui.domain.errors import NothingToUndoError, RefineError
from refine_tui.domain.session import Numbers, RefinementSession, SessionStatus
from refine_tui.domain.transitions import bind
from tests.driver import Driver, StoreDriver, open_store
from tests.store.test_sessions import HOUR, play
from tests.support import NINE, FakeClock, a_facilitator, a_started_session


def rename(store: StoreDriver, facilitator: Driver, item: int, **changes: Any) -> None:
    """Change an item of the backlog from elsewhere."""
    before = store.backlog(facilitator.session.team)
    after = replace(before, items=tuple(replace(i, **changes) if i.id == item else i for i in before.items))
    store.save_backlog(before, after, step="", now=NINE)


def test_a_whole_hour_is_undone_and_made_again_over_restarts(path: Path) -> None:
    """The journal is on disk: each single undo may be that of another process."""
    store = open_store(path)
    clock = FakeClock()
    facilitator = a_started_session(store, clock, new=3, candidates=3)
    values = [facilitator.session]
    for transition, asked in HOUR:
        clock.advance(minutes=1)
        change = facilitator.apply(bind(transition, **asked))
        if change.step:
            values.append(change.session)
    last = facilitator.session
    store.close()

    for expected in reversed(values[:-1]):
        store = open_store(path)
        store.undo(1, now=clock.now())
        assert as_a_step(store.load(1)) == as_a_step(expected)
        store.close()
    for expected in values[1:]:
        store = open_store(path)
        store.redo(1, now=clock.now())
        assert as_a_step(store.load(1)) == as_a_step(expected)
        store.close()

    again = open_store(path)
    assert again.load(1) == last
    with pytest.raises(NothingToUndoError):
        again.redo(1, now=clock.now())
    again.close()


def as_a_step(session: RefinementSession) -> RefinementSession:
    """Return the session without its absences: noting one is not a step, so that undo leaves it."""
    return replace(session, absences=())


def test_undo_and_redo_say_what_they_changed(store: StoreDriver) -> None:
    """In the words of the step."""
    facilitator = a_started_session(store)
    facilitator.apply(bind(recording.add_decision, text="Refunds wait"))

    assert facilitator.undo() == "D1 Refunds wait"
    assert not facilitator.session.decisions
    assert facilitator.redo() == "D1 Refunds wait"
    assert [decision.label for decision in facilitator.session.decisions] == ["D1"]


def test_a_new_session_has_nothing_to_undo(store: StoreDriver) -> None:
    """Its start is not a step."""
    facilitator = a_started_session(store)

    with pytest.raises(NothingToUndoError):
        facilitator.undo()
    with pytest.raises(NothingToUndoError):
        facilitator.redo()


def test_a_new_step_forgets_what_had_been_undone(store: StoreDriver) -> None:
    """Redo never mixes two histories."""
    facilitator = a_started_session(store)
    facilitator.apply(bind(recording.add_decision, text="One"))
    facilitator.apply(bind(recording.add_decision, text="Two"))
    facilitator.undo()
    facilitator.undo()
    facilitator.apply(bind(recording.add_parked_topic, text="Three"))

    with pytest.raises(NothingToUndoError):
        facilitator.redo()
    assert facilitator.undo() == "P1 Three"
    with pytest.raises(NothingToUndoError):
        facilitator.undo()


def test_moving_about_is_no_step_and_keeps_what_can_be_made_again(store: StoreDriver) -> None:
    """Looking at another item neither is undone nor forgets the redo."""
    clock = FakeClock()
    facilitator = a_started_session(store, clock)
    facilitator.apply(bind(triage.set_disposition, item=1, disposition=Disposition.LATER))
    facilitator.apply(bind(timekeeping.open_item, item=3))

    assert facilitator.undo() == "PAY-11 later"
    assert facilitator.session.open_item is None
    facilitator.apply(bind(timekeeping.open_item, item=2))
    assert facilitator.redo() == "PAY-11 later"
    assert facilitator.session.open_item == 2


def test_a_step_that_changes_nothing_leaves_nothing_to_undo(store: StoreDriver) -> None:
    """One press of undo always undoes something that can be seen."""
    facilitator = a_started_session(store)
    facilitator.apply(bind(triage.set_disposition, item=1, disposition=Disposition.LATER))
    facilitator.apply(bind(triage.set_disposition, item=1, disposition=Disposition.LATER))

    facilitator.undo()

    assert facilitator.session.item(1).outcome is None


def test_the_end_of_a_session_is_undone_too(store: StoreDriver) -> None:
    """The clock runs again as if it had never stopped."""
    clock = FakeClock()
    facilitator = a_started_session(store, clock)
    before = facilitator.session
    clock.advance(minutes=50)
    facilitator.apply(bind(wrap_up.close))
    clock.advance(minutes=2)

    assert facilitator.undo() == "session closed"
    assert facilitator.session == before
    assert facilitator.session.status is SessionStatus.RUNNING
    assert read_clock(facilitator.session, clock.now()).phases[0].elapsed.total_seconds() == 52 * 60


def test_what_was_on_the_screen_is_a_fact_that_stays(store: StoreDriver) -> None:
    """Minutes per item do not shrink by an undo."""
    clock = FakeClock()
    facilitator = a_started_session(store, clock)
    facilitator.apply(bind(timekeeping.next_phase))
    clock.advance(minutes=3)
    facilitator.apply(bind(triage.set_disposition, item=1, disposition=Disposition.LATER))
    seen = facilitator.session.item_focus

    facilitator.undo()

    assert facilitator.session.item_focus[: len(seen)] == seen
    assert facilitator.session.item_times(clock.now())[1].total_seconds() == 3 * 60


def test_numbers_never_return(store: StoreDriver, path: Path) -> None:
    """Not after undo, not after removal, not after a restart, not in the next session."""
    facilitator = a_started_session(store)
    facilitator.apply(bind(recording.add_decision, text="One"))
    facilitator.undo()
    facilitator.apply(bind(recording.add_decision, text="Two"))
    assert [decision.number for decision in facilitator.session.decisions] == [2]
    facilitator.undo()
    facilitator.leave()
    store.close()

    again = open_store(path)
    second = a_started_session(again)
    second.apply(bind(recording.add_decision, text="Three"))

    assert [decision.number for decision in second.session.decisions] == [3]
    assert again.last_session(second.session.team).numbers == Numbers(decision=3, item=3)
    again.close()


def test_undo_is_refused_when_the_same_field_was_changed_since(store: StoreDriver) -> None:
    """The sentence names step and item, and nothing is changed by half."""
    facilitator = a_started_session(store)
    facilitator.apply(bind(triage.set_disposition, item=2, disposition=Disposition.NEEDS_INFORMATION))
    rename(store, facilitator, 2, state=ItemState.READY)
    before = store.load(1)

    with pytest.raises(RefineError, match="“PAY-12 needs information” cannot be undone: PAY-12 was changed since"):
        facilitator.undo()

    assert store.load(1) == before
    assert store.load(1).revision == before.revision
    assert [action.number for action in before.actions] == [1]


def test_redo_is_refused_when_the_same_field_was_changed_since(store: StoreDriver) -> None:
    """As undo."""
    facilitator = a_started_session(store)
    facilitator.apply(bind(triage.set_disposition, item=2, disposition=Disposition.LATER))
    facilitator.undo()
    rename(store, facilitator, 2, state=ItemState.READY)

    with pytest.raises(RefineError, match="“PAY-12 later” cannot be made again: PAY-12 was changed since"):
        facilitator.redo()


def test_another_field_that_was_changed_since_is_kept(store: StoreDriver) -> None:
    """An import of a new title is no reason to refuse, and is not undone along with the step."""
    facilitator = a_started_session(store)
    facilitator.apply(bind(triage.set_disposition, item=2, disposition=Disposition.LATER))
    rename(store, facilitator, 2, title="Renamed in the tracker")

    facilitator.undo()

    item = facilitator.session.item(2).item
    assert (item.title, item.state) == ("Renamed in the tracker", ItemState.NEW)


def test_two_sessions_of_a_team_undo_their_own_steps_only(store: StoreDriver) -> None:
    """A step stands in the journal of the session in which it was made."""
    clock = FakeClock()
    first = a_started_session(store, clock)
    first.apply(bind(recording.add_decision, text="In the first"))
    second = a_started_session(store, clock)
    second.apply(bind(recording.add_decision, text="In the second"))

    assert store.undo(2, now=clock.now()) == "D2 In the second"
    with pytest.raises(NothingToUndoError):
        store.undo(2, now=clock.now())
    assert [decision.text for decision in store.load(1).decisions] == ["In the first"]


def test_three_hundred_steps_are_undone(store: StoreDriver) -> None:
    """There is no limit."""
    facilitator = a_started_session(store)
    first = facilitator.session
    for index in range(300):
        facilitator.apply(bind(deep_dive.add_criterion, item=1, text=f"Criterion {index}"))

    for _ in range(300):
        facilitator.undo()

    assert facilitator.session == first


def test_undo_is_a_change_for_another_terminal_too(store: StoreDriver, path: Path) -> None:
    """A facilitator with an older value takes the newer one before the next change."""
    clock = FakeClock()
    facilitator = a_started_session(store, clock)
    facilitator.apply(bind(recording.add_decision, text="One"))
    other_store = open_store(path)
    store.unlock_session()
    other = a_facilitator(other_store, clock)
    other.resume(1)

    store.undo(1, now=clock.now())
    other.apply(bind(recording.add_parked_topic, text="Two"))

    assert other.session.decisions == ()
    assert other.session == other_store.load(1)
    other_store.close()


def test_an_item_that_came_with_a_step_goes_and_comes_with_it(store: StoreDriver) -> None:
    """Out of the session and, where the step made it, out of the backlog."""
    facilitator = a_started_session(store)
    team = facilitator.session.team
    typed_in = replace(facilitator.session.items[0].item, id=4, key="", title="Typed in")
    facilitator.apply(bind(triage.add_items, items=(typed_in,), last_item=4))

    facilitator.undo()
    assert [item.id for item in store.backlog(team).items] == [1, 2, 3]
    facilitator.redo()
    assert typed_in in store.backlog(team).items
    assert facilitator.session.items[-1].item == typed_in


def test_playing_the_hour_ends_where_it_should(store: StoreDriver) -> None:
    """The hour of these tests is worth its name: a closed session with records of each kind."""
    clock = FakeClock()
    facilitator = a_started_session(store, clock, new=3, candidates=3)
    play(facilitator, clock)

    session = facilitator.session
    assert session.status is SessionStatus.CLOSED
    assert all((session.decisions, session.actions, session.questions, session.notes, session.absences))
    assert session.created_at == NINE
