"""Plans and starts a session, and the transitions of its kick-off."""

from dataclasses import dataclass, replace
from datetime import datetime

from refine_tui.domain.agenda import Agenda
from refine_tui.domain.backlog_item import Backlog, BacklogItem, ItemState
from refine_tui.domain.dispositions import DISPOSITIONS, Detail
from refine_tui.domain.errors import DomainError
from refine_tui.domain.people import Participant, Team, toggled
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.records import ActionItem, EarlierAction, Question
from refine_tui.domain.session import Change, Numbers, Phase, RefinementSession, SessionItem, SessionStatus
from refine_tui.domain.timekeeping import require_open, start_clock

COMFORTABLE_TRIAGE = 20
"""With more new items than this, the screen asks how many of them to triage."""

_DEEP_DIVE_ORDER = {
    disposition.state: disposition.deep_dive_order
    for disposition in DISPOSITIONS
    if disposition.deep_dive_order is not None
} | {ItemState.NEEDS_WORK: len(DISPOSITIONS)}
"""The states whose items the next deep dive takes up, the smallest number first."""
_AWAITS_INFORMATION = {disposition.state for disposition in DISPOSITIONS if disposition.asks_for is Detail.INFORMATION}


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingItems:
    """What a team's backlog has for the next session."""

    new: tuple[BacklogItem, ...] = ()
    """For the triage, in order."""
    candidates: tuple[BacklogItem, ...] = ()
    """For the deep dive, in order."""


def pending_items(backlog: Backlog, *, since: datetime | None, awaited: frozenset[int] = frozenset()) -> PendingItems:
    """Return the items of *backlog* for the next session.

    Triage gets the items that no session triaged and that were first seen after *since*, the start of the team's last
    session (None: there was none); the untriaged items that were carried over; and those that needed information, once
    no action item asks for it: *awaited* are the numbers of the items whose action item is open. The deep dive gets
    the items whose disposition has a `deep_dive_order`, and those that were not ready.
    """
    new, candidates = [], []
    for item in backlog.items:
        if item.done:
            continue
        if item.triaged_at is None:
            fresh = item.state is ItemState.NEW and (since is None or item.first_seen_at > since)
            if fresh or item.state is ItemState.NEXT_SESSION:
                new.append(item)
        elif item.state in _AWAITS_INFORMATION and item.id not in awaited:
            new.append(item)
        elif item.state in _DEEP_DIVE_ORDER:
            candidates.append(item)
    return PendingItems(
        new=tuple(sorted(new, key=lambda item: (item.state is ItemState.NEW, item.rank))),
        candidates=tuple(sorted(candidates, key=lambda item: (_DEEP_DIVE_ORDER[item.state], item.rank))),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItems:
    """What earlier sessions of the team left open."""

    actions: tuple[ActionItem, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSetup:
    """What a facilitator chooses before a session starts."""

    agenda: Agenda
    team_name: str
    goal: str = ""
    product_goal: str = ""
    people: tuple[Participant, ...] = ()
    triage_limit: int | None = None
    """The highest number of new items for triage; None: no limit."""
    zone: str = "UTC"
    """The IANA name of the time zone."""
    planned: int | None = None
    """The number of the planned session that begins; None: a new one."""
    agenda_requested: bool = False
    """The user named the agenda: it replaces that of a planned session."""
    another_session: bool = False
    """Start another session although one of the team is running."""
    ignore_planned: bool = False
    """Start a new session although one is planned."""


def start_session(
    setup: SessionSetup, *, team: Team, brings: PendingItems, numbers: Numbers, before: OpenItems, now: datetime
) -> RefinementSession:
    """Return a session that has just begun: the clock of its first phase runs. Its id is 0 until it is stored."""
    session = _prepared(setup, team=team, numbers=numbers, now=now)
    return start_planned_session(session, brings=brings, before=before, triage_limit=setup.triage_limit, now=now)


def plan_session(
    setup: SessionSetup, *, team: Team, numbers: Numbers, planned_for: datetime, follows: int | None, now: datetime
) -> RefinementSession:
    """Return a session that is planned for a moment to come. Its id is 0 until it is stored."""
    session = _prepared(setup, team=team, numbers=numbers, now=now)
    return replace(session, planned_for=planned_for, follows=follows)


def start_planned_session(
    session: RefinementSession, *, brings: PendingItems, before: OpenItems, triage_limit: int | None, now: datetime
) -> RefinementSession:
    """Return a planned session that has just begun, with its items, action items and questions.

    Raises:
        DomainError: it has begun already.
    """
    new = brings.new if triage_limit is None else brings.new[:triage_limit]
    items = [SessionItem(item=item, position=index, for_triage=True) for index, item in enumerate(new, 1)]
    items += [
        SessionItem(item=item, position=len(new) + index, for_triage=False, deep_dive=index)
        for index, item in enumerate(brings.candidates, 1)
    ]
    earlier = tuple(EarlierAction(action=action) for action in before.actions)
    session = replace(session, items=tuple(items), earlier_actions=earlier, earlier_questions=before.questions)
    return start_clock(session, now=now).session


def update_setup(session: RefinementSession, *, setup: SessionSetup) -> Change:
    """Replace the agenda, the goals and the people of a planned session.

    Raises:
        DomainError: it has begun already.
    """
    if session.status is not SessionStatus.PLANNED:
        raise DomainError("The session has begun already.")
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


def _prepared(setup: SessionSetup, *, team: Team, numbers: Numbers, now: datetime) -> RefinementSession:
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
    """Set the goal of the session."""
    require_open(session)
    return Change(session=replace(session, goal=clean_line(text)), step="session goal")


def set_product_goal(session: RefinementSession, *, text: str) -> Change:
    """Set the product goal or metric that gives the context."""
    require_open(session)
    return Change(session=replace(session, product_goal=clean_line(text)), step="product goal")


def set_people(session: RefinementSession, *, people: tuple[Participant, ...]) -> Change:
    """Set who takes part, in which role, and who is away."""
    require_open(session)
    return Change(session=replace(session, people=people), step="who is here")


def toggle_presence(session: RefinementSession, *, person: int) -> Change:
    """Mark a person as away, or as here again."""
    require_open(session)
    return Change(session=replace(session, people=toggled(session.people, person)), step="who is here")


def setup_of(session: RefinementSession) -> SessionSetup:
    """Return the setup of a planned session."""
    return SessionSetup(
        agenda=session.agenda,
        team_name=session.team.name,
        goal=session.goal,
        product_goal=session.product_goal,
        people=session.people,
        zone=session.zone,
        planned=session.id,
    )
