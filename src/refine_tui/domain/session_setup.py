"""Session setup: what a new session takes from the backlog, planning, starting, and the kick-off."""

from dataclasses import dataclass, replace
from datetime import datetime

from refine_tui.domain.agenda import Agenda
from refine_tui.domain.backlog_item import Backlog, BacklogItem, ItemState
from refine_tui.domain.carried_over import in_order_of_due
from refine_tui.domain.dispositions import DISPOSITIONS, Detail
from refine_tui.domain.errors import DomainError
from refine_tui.domain.people import Participant, Team
from refine_tui.domain.plain_text import clean_line, shortened
from refine_tui.domain.records import ActionItem, EarlierAction, ParkedTopic, Question
from refine_tui.domain.session import (
    STEP_TEXT,
    Change,
    Numbers,
    Phase,
    RefinementSession,
    SessionItem,
    SessionStatus,
)
from refine_tui.domain.timekeeping import require_open, start_clock

SUGGESTED_TRIAGE_LIMIT = 20
"""The triage limit that is suggested; with more new items than this, the facilitator is asked for a limit."""

_DEEP_DIVE_ORDER = {
    disposition.state: disposition.deep_dive_order
    for disposition in DISPOSITIONS
    if disposition.deep_dive_order is not None
} | {ItemState.NEEDS_WORK: len(DISPOSITIONS)}
"""The states whose items are candidates of the next deep dive, with their order: the smallest number first."""
_NEEDS_INFORMATION = {disposition.state for disposition in DISPOSITIONS if disposition.asks_for is Detail.INFORMATION}


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingItems:
    """The items of a team's backlog that the next session takes."""

    new: tuple[BacklogItem, ...] = ()
    """The items of the triage, in order."""
    candidates: tuple[BacklogItem, ...] = ()
    """The items of the deep dive, in order."""


def pending_items(
    backlog: Backlog, *, since: datetime | None, items_with_open_action: frozenset[int] = frozenset()
) -> PendingItems:
    """Return the items of *backlog* that the next session takes.

    The triage gets the items that were carried over untriaged, the new ones, and those that needed information
    and have no open action item any more. The deep dive gets the items that triage sent there, then those
    postponed to the next session, then those that were not ready. Items that are done are left out.

    Args:
        backlog: The team's backlog.
        since: The start of the team's last session (aware, UTC); an item is new if it was first seen after it.
            None: there was no session, so that every untriaged item is new.
        items_with_open_action: The numbers of the items that an open action item is about.
    """
    new, candidates = [], []
    for item in backlog.items:
        if item.done:
            continue
        if item.triaged_at is None:
            is_new = item.state is ItemState.NEW and (since is None or item.first_seen_at > since)
            if is_new or item.state is ItemState.NEXT_SESSION:
                new.append(item)
        elif item.state in _NEEDS_INFORMATION and item.id not in items_with_open_action:
            new.append(item)
        elif item.state in _DEEP_DIVE_ORDER:
            candidates.append(item)
    return PendingItems(
        new=tuple(sorted(new, key=lambda item: (item.state is ItemState.NEW, item.rank))),
        candidates=tuple(sorted(candidates, key=lambda item: (_DEEP_DIVE_ORDER[item.state], item.rank))),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItems:
    """The open action items, questions and parked topics of the team's earlier sessions."""

    actions: tuple[ActionItem, ...] = ()
    questions: tuple[Question, ...] = ()
    parked: tuple[ParkedTopic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSetup:
    """The choices that a facilitator makes before a session starts."""

    agenda: Agenda
    team_name: str
    goal: str = ""
    product_goal: str = ""
    people: tuple[Participant, ...] = ()
    triage_limit: int | None = None
    """The largest number of new items in the triage; None: all of them."""
    zone: str = "UTC"
    """The IANA name of the time zone."""
    planned: int | None = None
    """The number of the planned session to start; None: a new one."""
    agenda_requested: bool = False
    """Whether the agenda was chosen explicitly: it then replaces that of a planned session."""
    another_session: bool = False
    """Whether to start a session though another one of the team is running."""
    ignore_planned: bool = False
    """Whether to start a new session though one is planned."""
    before_its_day: bool = False
    """Whether to start a planned session though it is planned for a later day."""


def start_session(
    setup: SessionSetup, *, team: Team, pending: PendingItems, numbers: Numbers, open_items: OpenItems, now: datetime
) -> RefinementSession:
    """Return a new session that starts at *now*; see `start_planned_session`. Its id is 0 until it is stored."""
    session = _new_session(setup, team=team, numbers=numbers, now=now)
    return start_planned_session(
        session, pending=pending, open_items=open_items, triage_limit=setup.triage_limit, now=now
    )


def plan_session(
    setup: SessionSetup, *, team: Team, numbers: Numbers, planned_for: datetime, follows: int | None, now: datetime
) -> RefinementSession:
    """Return a new session that is planned for later. Its id is 0 until it is stored.

    Args:
        setup: The choices for it.
        team: The team.
        numbers: The highest numbers assigned to the team's records so far.
        planned_for: When it starts (aware, UTC).
        follows: The number of the session that plans it; None: no session does.
        now: The time of creation (aware, UTC).
    """
    session = _new_session(setup, team=team, numbers=numbers, now=now)
    return replace(session, planned_for=planned_for, follows=follows)


def start_planned_session(
    session: RefinementSession, *, pending: PendingItems, open_items: OpenItems, triage_limit: int | None, now: datetime
) -> RefinementSession:
    """Start a planned session with its items and with the open points of earlier sessions.

    Args:
        session: The planned session.
        pending: The items that it takes from the backlog.
        open_items: The open action items, questions and parked topics of earlier sessions.
        triage_limit: The largest number of new items in the triage; None: all of them.
        now: The start (aware, UTC).

    Raises:
        DomainError: the session has already started.
    """
    new = pending.new if triage_limit is None else pending.new[:triage_limit]
    items = [SessionItem(item=item, position=index, for_triage=True) for index, item in enumerate(new, 1)]
    items += [
        SessionItem(item=item, position=len(new) + index, for_triage=False, deep_dive=index)
        for index, item in enumerate(pending.candidates, 1)
    ]
    earlier = in_order_of_due(EarlierAction(action=action) for action in open_items.actions)
    session = replace(
        session,
        items=tuple(items),
        earlier_actions=earlier,
        earlier_questions=open_items.questions,
        earlier_parked=open_items.parked,
    )
    return start_clock(session, now=now).session


def update_setup(session: RefinementSession, *, setup: SessionSetup) -> Change:
    """Replace the agenda, the goals and the people of a planned session.

    Raises:
        DomainError: the session has already started.
    """
    if session.status is not SessionStatus.PLANNED:
        raise DomainError("The session has already started.")
    phases, people = _phases(setup.agenda), setup.people
    changed = replace(
        session,
        agenda=setup.agenda,
        title=setup.agenda.title,
        goal=clean_line(setup.goal),
        product_goal=clean_line(setup.product_goal),
        phases=phases,
        people=people,
    )
    return Change(session=changed, step="prepared")


def _new_session(setup: SessionSetup, *, team: Team, numbers: Numbers, now: datetime) -> RefinementSession:
    return RefinementSession(
        id=0,
        team=team,
        agenda=setup.agenda,
        title=setup.agenda.title,
        goal=clean_line(setup.goal),
        product_goal=clean_line(setup.product_goal),
        zone=setup.zone,
        created_at=now,
        phases=_phases(setup.agenda),
        people=setup.people,
        numbers=numbers,
    )


def _phases(agenda: Agenda) -> tuple[Phase, ...]:
    return tuple(
        Phase(
            position=position,
            kind=phase.kind,
            title=phase.title,
            planned_minutes=phase.minutes,
            prompts=phase.prompts,
            minutes_per_item=phase.minutes_per_item,
        )
        for position, phase in enumerate(agenda.phases)
    )


def set_goal(session: RefinementSession, *, text: str) -> Change:
    """Set the session goal: what must be different when the group leaves.

    Raises:
        DomainError: the session is not open.
    """
    require_open(session)
    goal = clean_line(text)
    return Change(session=replace(session, goal=goal), step=_goal_step("session goal", goal))


def set_product_goal(session: RefinementSession, *, text: str) -> Change:
    """Set the product goal or metric that the session serves.

    Raises:
        DomainError: the session is not open.
    """
    require_open(session)
    goal = clean_line(text)
    return Change(session=replace(session, product_goal=goal), step=_goal_step("product goal", goal))


def _goal_step(name: str, goal: str) -> str:
    return f"{name.capitalize()}: {shortened(goal, STEP_TEXT)}" if goal else f"no {name}"


def setup_of(session: RefinementSession) -> SessionSetup:
    """Return the setup of a planned session, from which it can be started."""
    return SessionSetup(
        agenda=session.agenda,
        team_name=session.team.name,
        goal=session.goal,
        product_goal=session.product_goal,
        people=session.people,
        zone=session.zone,
        planned=session.id,
    )


def merge_setup(planned: SessionSetup, requested: SessionSetup) -> SessionSetup:
    """Return the setup of a planned session, overridden by the choices for this start.

    The requested agenda replaces the planned one only if it was chosen explicitly; goal and people do where they
    are not empty. Product goal and time zone are the planned ones.
    """
    return replace(
        planned,
        agenda=requested.agenda if requested.agenda_requested else planned.agenda,
        goal=requested.goal or planned.goal,
        people=requested.people or planned.people,
        triage_limit=requested.triage_limit,
        another_session=requested.another_session,
    )


def is_planned_for_later(session: RefinementSession, *, now: datetime) -> bool:
    """Return whether the session is planned for a later day than that of *now* (aware, UTC), in its time zone."""
    return session.planned_for is not None and session.local(session.planned_for).date() > session.local(now).date()


def needs_triage_limit(setup: SessionSetup, *, new: int) -> bool:
    """Return whether to ask for a triage limit: no limit is set, and *new* (the number of new items) is large."""
    return setup.triage_limit is None and new > SUGGESTED_TRIAGE_LIMIT
