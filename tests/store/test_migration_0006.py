"""From the fourth schema to the sixth: what was recorded stays, and reads as if it had been recorded today."""

from pathlib import Path

import pytest

from refine_tui.domain import attendance
from refine_tui.domain.people import Participant, Role
from refine_tui.domain.transitions import bind
from refine_tui.store.sqlite.schema import migrate
from tests.driver import open_store
from tests.store.test_migration_0002 import ROWS, make_old
from tests.support import FakeClock, a_facilitator

OLD = (
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
