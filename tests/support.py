"""What tests share: a clock that is told the time, and builders of a made-up team's sessions."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from refine_tui.domain import recording
from refine_tui.domain.agenda import Agenda, AgendaPhase, PhaseKind
from refine_tui.domain.backlog_item import Backlog, ImportedItem, ItemState, merge_items
from refine_tui.domain.people import Participant, Role, Team
from refine_tui.domain.session import Numbers, RefinementSession
from refine_tui.domain.session_setup import OpenItems, SessionSetup, pending_items, start_session
from refine_tui.domain.transitions import bind
from tests.driver import Driver, StoreDriver

NINE = datetime(2026, 11, 27, 9, tzinfo=UTC)
"""When every test begins."""

TEAM = "Payments"
GOAL = "Top three checkout stories ready for sprint 42"

PEOPLE = (
    Participant(id=1, name="Ana", role=Role.PRODUCT_OWNER),
    Participant(id=2, name="Ben"),
    Participant(id=3, name="Chloé"),
)

TITLES = (
    "Partial refunds in the checkout",
    "Show the refund on the receipt",
    "Retry a declined card once",
    "Pay with a saved card",
    "Rate limits on the public API",
)


class FakeClock:
    """A clock that stands until it is told to move."""

    def __init__(self, now: datetime = NINE) -> None:
        self._now = now
        self._monotonic = timedelta()
        self._awake = timedelta()

    def now(self) -> datetime:
        """Return the moment that it was told."""
        return self._now

    def monotonic(self) -> float:
        """Return the seconds that have gone by, asleep or awake."""
        return self._monotonic.total_seconds()

    def awake(self) -> float:
        """Return the seconds that the machine has been awake."""
        return self._awake.total_seconds()

    def advance(self, *, minutes: float = 0, seconds: float = 0) -> None:
        """Let time go by."""
        length = timedelta(minutes=minutes, seconds=seconds)
        self._now += length
        self._monotonic += length
        self._awake += length

    def sleep(self, *, minutes: float = 0, seconds: float = 0) -> None:
        """Let the machine sleep: the seconds that it is awake stand still meanwhile."""
        length = timedelta(minutes=minutes, seconds=seconds)
        self._now += length
        self._monotonic += length

    def set_by(self, *, minutes: float = 0, seconds: float = 0) -> None:
        """Set the wall clock forward, or back, while no time goes by."""
        self._now += timedelta(minutes=minutes, seconds=seconds)


def an_agenda() -> Agenda:
    """Return the hour: kick-off 5, triage 20, deep dive 25, wrap-up 10 minutes."""
    return Agenda(
        id="refinement-60",
        title="Refinement 60",
        phases=(
            AgendaPhase(
                kind=PhaseKind.KICKOFF,
                title="Kick-off",
                minutes=5,
                prompts=("What must be different when we leave?",),
            ),
            AgendaPhase(kind=PhaseKind.TRIAGE, title="Triage", minutes=20, minutes_per_item=2),
            AgendaPhase(kind=PhaseKind.DEEP_DIVE, title="Deep dive", minutes=25, minutes_per_item=8),
            AgendaPhase(kind=PhaseKind.WRAP_UP, title="Wrap-up", minutes=10),
        ),
    )


def an_item(title: str = TITLES[0], key: str = "PAY-11") -> ImportedItem:
    """Return an item as the tracker exports it."""
    return ImportedItem(title=title, key=key, type="Story", labels=("checkout",), reporter="Ana")


def items(count: int = 3) -> tuple[ImportedItem, ...]:
    """Return items ``PAY-11``, ``PAY-12``, … as the tracker exports them."""
    return tuple(an_item(TITLES[index % len(TITLES)], f"PAY-{11 + index}") for index in range(count))


def a_setup(*, agenda: Agenda | None = None, team: str = TEAM) -> SessionSetup:
    """Return what the facilitator settles before a session of the made-up team."""
    return SessionSetup(
        agenda=agenda or an_agenda(),
        team_name=team,
        goal=GOAL,
        product_goal="Fewer abandoned checkouts",
        people=PEOPLE,
        zone="Europe/Berlin",
    )


def with_candidates(backlog: Backlog, count: int) -> Backlog:
    """Return the backlog with its last *count* items sent to the deep dive by an earlier session."""
    first = len(backlog.items) - count
    return replace(
        backlog,
        items=tuple(
            replace(item, state=ItemState.DEEP_DIVE, triaged_at=NINE - timedelta(days=14)) if index >= first else item
            for index, item in enumerate(backlog.items)
        ),
    )


def a_session(*, new: int = 3, candidates: int = 0, agenda: Agenda | None = None) -> RefinementSession:
    """Return a session that has just begun at nine, stored nowhere: *new* items for triage, then *candidates*."""
    team = Team(id=1, name=TEAM)
    backlog = merge_items(Backlog(team=team), items(new + candidates), source="jira-csv", now=NINE).backlog
    pending = pending_items(with_candidates(backlog, candidates), since=None)
    numbers = Numbers(item=backlog.last_item)
    session = start_session(
        a_setup(agenda=agenda), team=team, pending=pending, numbers=numbers, open_items=OpenItems(), now=NINE
    )
    return replace(session, id=1)


def a_facilitator(store: StoreDriver, clock: FakeClock | None = None) -> Driver:
    """Return a facilitator who works with *store* from nine o'clock on."""
    return Driver(store, clock or FakeClock())


def a_started_session(
    store: StoreDriver,
    clock: FakeClock | None = None,
    *,
    new: int = 3,
    candidates: int = 0,
    agenda: Agenda | None = None,
    team: str = TEAM,
) -> Driver:
    """Return a facilitator with a stored session that has just begun: *new* items for triage, then *candidates*."""
    facilitator = a_facilitator(store, clock)
    facilitator.import_items(team, items(new + candidates), source="jira-csv")
    before = store.backlog(store.team(team))
    store.save_backlog(before, with_candidates(before, candidates), step="", now=NINE)
    facilitator.start(a_setup(agenda=agenda, team=team))
    return facilitator


def a_past_session(
    store: StoreDriver, clock: FakeClock, *, team: str = TEAM, actions: int = 2, questions: int = 2, parked: int = 1
) -> RefinementSession:
    """Return a closed session without items that left records open; a minute has gone by since."""
    facilitator = a_facilitator(store, clock)
    facilitator.start(a_setup(team=team))
    for index in range(actions):
        facilitator.apply(bind(recording.add_action, text=f"Promise {index + 1}", owner="Ben", due=NINE.date()))
    for index in range(questions):
        facilitator.apply(bind(recording.add_question, text=f"Question {index + 1}", owner="Ana"))
    for index in range(parked):
        facilitator.apply(bind(recording.add_parked_topic, text=f"Topic {index + 1}"))
    closed = facilitator.close()
    facilitator.leave()
    clock.advance(minutes=1)
    return closed


def synced_and_replaced(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Return the list into which each sync of a file or folder, and each replacement, goes from now on, by its name."""
    calls: list[tuple[str, str]] = []
    names: dict[int, str] = {}
    open_file, fsync, rename = os.open, os.fsync, os.replace  # noqa: TID251 - it is only watched

    def named_open(path: Path, flags: int, mode: int = 0o777) -> int:
        descriptor = open_file(path, flags, mode)
        names[descriptor] = Path(path).name
        return descriptor

    def logged_fsync(descriptor: int) -> None:
        calls.append(("fsync", names[descriptor]))
        fsync(descriptor)

    def logged_replace(source: Path, target: Path) -> None:
        calls.append(("replace", Path(target).name))
        rename(source, target)

    monkeypatch.setattr(os, "open", named_open)
    monkeypatch.setattr(os, "fsync", logged_fsync)
    monkeypatch.setattr(os, "replace", logged_replace)
    return calls
