"""Action items of earlier minutes: the team's own from then on, once each, and taken back with the import."""

from datetime import date

from refine_tui.domain import recording
from refine_tui.domain.backlog_item import ImportedAction
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.session import SessionStatus
from refine_tui.domain.transitions import bind
from tests.driver import StoreDriver
from tests.support import TEAM, FakeClock, a_facilitator, a_setup, a_started_session, an_item, items

LEGAL = ImportedAction(label="A17", text="Ask Legal", owner="Chloé", due=date(2026, 12, 1), item="PAY-11")
SPIKE = ImportedAction(label="A18", text="Write the spike", owner="Dev")
DONE = ImportedAction(label="A12", text="Book the room", status=ActionStatus.DONE)


def lines(store: StoreDriver) -> list[tuple[str, str, str, date | None]]:
    """Return the team's action items: label, text, owner, day."""
    found = [line.action for line in store.actions(TEAM)]
    return [(action.label, action.text, action.owner, action.due) for action in found]


def test_open_action_items_become_the_teams_and_come_up_in_its_next_kick_off(store: StoreDriver) -> None:
    """Under numbers of the team, on the item that they name; done ones are history and stay out."""
    facilitator = a_facilitator(store)
    merged = facilitator.import_items(
        TEAM, items(1), source="markdown", name="minutes.md", actions=(LEGAL, SPIKE, DONE)
    )
    assert [action.label for action in merged.actions] == ["A17", "A18"]
    assert lines(store) == [
        ("A1", "Ask Legal", "Chloé", date(2026, 12, 1)),
        ("A2", "Write the spike", "Dev", None),
    ]
    assert store.actions(TEAM)[0].item == "PAY-11"

    session = facilitator.start(a_setup())
    assert [earlier.action.text for earlier in session.earlier_actions] == ["Ask Legal", "Write the spike"]
    assert [item.label for item in session.items] == ["PAY-11"]


def test_minutes_that_the_team_wrote_itself_bring_nothing_twice(store: StoreDriver) -> None:
    """Neither does the same file a second time."""
    facilitator = a_started_session(store, FakeClock())
    facilitator.apply(bind(recording.add_action, text="Ask  LEGAL", owner="Chloé"))
    for _ in range(2):
        merged = facilitator.import_items(TEAM, (), source="markdown", name="minutes.md", actions=(LEGAL,))
        assert merged.actions == ()
    assert len(lines(store)) == 1


def test_the_session_that_keeps_them_is_closed_and_is_not_the_teams_last_one(store: StoreDriver) -> None:
    """What is new since the last session is still new, and who was there is still known."""
    facilitator = a_facilitator(store)
    facilitator.import_items(TEAM, (an_item(),), source="markdown", name="minutes.md", actions=(SPIKE,))
    (summary,) = store.summaries(TEAM)
    assert (summary.title, summary.status) == ("Imported from minutes.md", SessionStatus.CLOSED)
    assert summary.started_at is None
    assert store.last_session(store.team(TEAM)).since is None
    assert len(facilitator.pending_items(TEAM).new) == 1


def test_undo_takes_items_and_action_items_back(store: StoreDriver) -> None:
    """One import, one step."""
    facilitator = a_facilitator(store)
    facilitator.import_items(TEAM, (an_item(),), source="markdown", name="minutes.md", actions=(LEGAL, SPIKE))
    assert facilitator.undo_import(TEAM) == "import of 1 item and 2 action items from minutes.md"
    assert lines(store) == []
    assert store.summaries(TEAM) == ()
    assert store.backlog(store.team(TEAM)).items == ()

    facilitator.import_items(TEAM, (), source="markdown", name="again.md", actions=(SPIKE,))
    assert [line[0] for line in lines(store)] == ["A3"]


def test_in_a_session_they_are_recorded_in_it_as_one_step(store: StoreDriver) -> None:
    """They are promises that the group sees at once."""
    facilitator = a_started_session(store, FakeClock())
    merged = facilitator.import_here(
        (an_item("A new one", "PAY-90"),), source="markdown", name="minutes.md", actions=(SPIKE,)
    )
    assert [action.text for action in facilitator.session.actions] == ["Write the spike"]
    assert len(merged.actions) == 1
    assert facilitator.undo() == "import of 1 item and 1 action item from minutes.md"
    assert facilitator.session.actions == ()
    assert lines(store) == []
