"""From the fourth schema to the sixth: what was recorded stays, and reads as if it had been recorded today."""

from pathlib import Path

import pytest

from refine_tui.domain import attendance
from refine_tui.domain.people import Participant, Role
from refine_tui.domain.records import ParkedStatus
from refine_tui.domain.transitions import bind
from refine_tui.store.sqlite.schema import migrate
from tests.driver import open_store
from tests.store.test_migration_0002 import ROWS, make_old, minute
from tests.support import TEAM, FakeClock, a_facilitator, a_setup

OLD = (
    (
        "parked_topic",
        {"team_id": 1, "number": 1, "session_id": 1, "text": "Vouchers", "item": 1, "at": minute(30)},
    ),
    ("participant", {"session_id": 2, "id": 1, "name": "Ana", "role": "product_owner", "present": True}),
    ("participant", {"session_id": 2, "id": 2, "name": "Ben", "role": "developer", "present": False}),
)
"""What the first schema has, besides `ROWS`, of what the sixth changes."""


@pytest.fixture
def old(path: Path) -> Path:
    """A database of the fourth schema, with something in it."""
    make_old(path, *ROWS, *OLD)
    migrate(path, head="0004")
    return path


def test_people_have_no_times_and_no_written_role_and_can_arrive(old: Path) -> None:
    store = open_store(old)
    session = store.load(2)

    assert session.people == (
        Participant(id=1, name="Ana", role=Role.PRODUCT_OWNER),
        Participant(id=2, name="Ben", present=False),
    )
    desk = a_facilitator(store, FakeClock())
    desk.resume(2)
    desk.apply(bind(attendance.arrive, person=2))
    assert store.load(2).people[1].present
    store.close()


def test_items_have_no_edits_and_closed_sessions_have_theirs_as_they_were(old: Path) -> None:
    store = open_store(old)

    assert [(held.item.title, held.item.imported_title, held.edits) for held in store.load(1).items] == [
        ("As it was – “half”", "", ())
    ] * 2
    assert {item.imported_title for item in store.backlog(store.team(TEAM)).items} == {""}
    store.close()


def test_an_old_parked_topic_is_open_and_comes_to_the_next_session(old: Path) -> None:
    store = open_store(old)
    desk = a_facilitator(store, FakeClock())
    desk.start(a_setup())

    assert [(topic.label, topic.text, topic.status) for topic in desk.session.earlier_parked] == [
        ("P1", "Vouchers", ParkedStatus.OPEN)
    ]
    assert store.load(2).earlier_parked == ()
    store.close()
