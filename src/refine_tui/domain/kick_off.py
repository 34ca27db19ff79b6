"""The beginning: what a session is made of, and the kick-off itself."""

from dataclasses import dataclass, replace
from datetime import datetime

from refine_tui.domain.agenda import Agenda
from refine_tui.domain.backlog_item import Backlog, BacklogItem, ItemState
from refine_tui.domain.clock_steps import begin, required_open
from refine_tui.domain.errors import DomainError
from refine_tui.domain.people import Participant, Team, toggled
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.records import ActionItem, EarlierAction, Question
from refine_tui.domain.session import Change, Numbers, Phase, RefinementSession, SessionItem, SessionStatus

COMFORTABLE_TRIAGE = 20
"""With more new items than this the facilitator is asked how many to bring."""

_DEEP_DIVE_ORDER = {ItemState.DEEP_DIVE: 0, ItemState.NEXT_SESSION: 1, ItemState.NEEDS_WORK: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What a team's backlog has for the next session."""

    new: tuple[BacklogItem, ...] = ()
    """For the triage, in order."""
    candidates: tuple[BacklogItem, ...] = ()
    """For the deep dive, in order."""


def waiting(backlog: Backlog, *, since: datetime | None, awaited: frozenset[int] = frozenset()) -> Waiting:
    """Return what the next session takes up from *backlog*.

    *New* is what never was triaged and first seen after *since*, the start of the team's last session (None:
    there was none). What was carried untriaged, and what needed information that no open action item asks for
    any more, comes to triage again; *awaited* are the numbers of items whose action item is still open. The deep
    dive takes what triage sent there, what was put off to the next session, and what was found not ready.
    """
    new, candidates = [], []
    for item in backlog.items:
        if item.done:
            continue
        if item.triaged_at is None:
            fresh = item.state is ItemState.NEW and (since is None or item.first_seen_at > since)
            if fresh or item.state is ItemState.NEXT_SESSION:
                new.append(item)
        elif item.state is ItemState.NEEDS_INFORMATION and item.id not in awaited:
            new.append(item)
        elif item.state in _DEEP_DIVE_ORDER:
            candidates.append(item)
    return Waiting(
        new=tuple(sorted(new, key=lambda item: (item.state is ItemState.NEW, item.rank))),
        candidates=tuple(sorted(candidates, key=lambda item: (_DEEP_DIVE_ORDER[item.state], item.rank))),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """What earlier sessions of the team left open."""

    actions: tuple[ActionItem, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a facilitator settles before a session starts."""

    agenda: Agenda
    team_name: str
    goal: str = ""
    product_goal: str = ""
    people: tuple[Participant, ...] = ()
    triage_limit: int | None = None
    """How many new items to bring at most; None: all of them."""
    zone: str = "UTC"
    """The IANA name of the time zone."""
    planned: int | None = None
    """The number of the planned session that begins; None: a new one."""
    agenda_asked: bool = False
    """Somebody named the agenda: it takes the place of a planned session's."""
    beside_running: bool = False
    """A session of the team that runs was offered, and another one is wanted."""
    beside_plan: bool = False
    """A new session is meant although one is planned."""


def open_session(
    opening: Opening, *, team: Team, brings: Waiting, numbers: Numbers, before: Unsettled, now: datetime
) -> RefinementSession:
    """Return a session that has just begun: the clock of its first phase runs. Its id is 0 until it is stored."""
    session = _prepared(opening, team=team, numbers=numbers, now=now)
    return begin_planned(session, brings=brings, before=before, triage_limit=opening.triage_limit, now=now)


def plan_session(
    opening: Opening, *, team: Team, numbers: Numbers, planned_for: datetime, follows: int | None, now: datetime
) -> RefinementSession:
    """Return a session that is planned for a moment to come. Its id is 0 until it is stored."""
    session = _prepared(opening, team=team, numbers=numbers, now=now)
    return replace(session, planned_for=planned_for, follows=follows)


def begin_planned(
    session: RefinementSession, *, brings: Waiting, before: Unsettled, triage_limit: int | None, now: datetime
) -> RefinementSession:
    """Return a planned session that has just begun, with what waits for it.

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
    return begin(session, now=now).session


def prepare(session: RefinementSession, *, opening: Opening, now: datetime) -> Change:
    """Settle a planned session anew before its day: agenda, goals, who.

    Raises:
        DomainError: it has begun already.
    """
    del now
    if session.status is not SessionStatus.PLANNED:
        raise DomainError("The session has begun already.")
    phases, people = _phases(opening.agenda), opening.people
    changed = replace(
        session,
        agenda=opening.agenda,
        title=opening.agenda.title,
        goal=clean_line(opening.goal),
        product_goal=clean_line(opening.product_goal),
        phases=phases,
        people=people,
    )
    return Change(session=changed, step="prepared")


def _prepared(opening: Opening, *, team: Team, numbers: Numbers, now: datetime) -> RefinementSession:
    return RefinementSession(
        id=0,
        team=team,
        agenda=opening.agenda,
        title=opening.agenda.title,
        goal=clean_line(opening.goal),
        product_goal=clean_line(opening.product_goal),
        zone=opening.zone,
        created_at=now,
        phases=_phases(opening.agenda),
        people=opening.people,
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


def set_goal(session: RefinementSession, *, text: str, now: datetime) -> Change:
    """State what must be different when the group leaves."""
    del now
    required_open(session)
    return Change(session=replace(session, goal=clean_line(text)), step="session goal")


def set_product_goal(session: RefinementSession, *, text: str, now: datetime) -> Change:
    """State the product goal or metric that gives the context."""
    del now
    required_open(session)
    return Change(session=replace(session, product_goal=clean_line(text)), step="product goal")


def set_people(session: RefinementSession, *, people: tuple[Participant, ...], now: datetime) -> Change:
    """Say who takes part, with which role, and who is away."""
    del now
    required_open(session)
    return Change(session=replace(session, people=people), step="who is here")


def toggle_presence(session: RefinementSession, *, person: int, now: datetime) -> Change:
    """Turn round whether somebody is here."""
    del now
    required_open(session)
    return Change(session=replace(session, people=toggled(session.people, person)), step="who is here")


def planned_opening(session: RefinementSession) -> Opening:
    """Return what a planned session has settled so far."""
    return Opening(
        agenda=session.agenda,
        team_name=session.team.name,
        goal=session.goal,
        product_goal=session.product_goal,
        people=session.people,
        zone=session.zone,
        planned=session.id,
    )
