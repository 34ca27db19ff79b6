"""The beginning: what a session is made of, and the kick-off itself."""

from dataclasses import dataclass, replace
from datetime import datetime

from refine_tui.domain.agenda import Agenda
from refine_tui.domain.backlog_item import Backlog, BacklogItem, ItemState
from refine_tui.domain.clock_steps import begin, required_open
from refine_tui.domain.people import Participant, Team, toggled
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.session import Change, Numbers, Phase, RefinementSession, SessionItem

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


def open_session(
    opening: Opening, *, team: Team, brings: Waiting, numbers: Numbers, now: datetime
) -> RefinementSession:
    """Return a session that has just begun: the clock of its first phase runs. Its id is 0 until it is stored."""
    new = brings.new if opening.triage_limit is None else brings.new[: opening.triage_limit]
    items = [SessionItem(item=item, position=index, for_triage=True) for index, item in enumerate(new, 1)]
    items += [
        SessionItem(item=item, position=len(new) + index, for_triage=False, deep_dive=index)
        for index, item in enumerate(brings.candidates, 1)
    ]
    session = RefinementSession(
        id=0,
        team=team,
        agenda=opening.agenda,
        title=opening.agenda.title,
        goal=clean_line(opening.goal),
        product_goal=clean_line(opening.product_goal),
        zone=opening.zone,
        created_at=now,
        phases=tuple(
            Phase(
                position=position,
                kind=phase.kind,
                title=phase.title,
                planned_minutes=phase.minutes,
                prompts=phase.prompts,
                minutes_per_item=phase.minutes_per_item,
            )
            for position, phase in enumerate(opening.agenda.phases)
        ),
        people=opening.people,
        items=tuple(items),
        numbers=numbers,
    )
    return begin(session, now=now).session


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
