"""The questions before a session starts: resume an open one, start the planned one, now, limit the new items."""

from dataclasses import dataclass, replace
from datetime import datetime

from refine_tui.application.views import Views
from refine_tui.domain.session import RefinementSession
from refine_tui.domain.session_setup import SessionSetup, is_planned_for_later, needs_triage_limit
from refine_tui.domain.summary import SessionSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfinishedSession:
    """The team has a session that is not closed: resume it, or start another one?"""

    summary: SessionSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSession:
    """The team has a planned session: start that one?"""

    session: RefinementSession


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedForLater:
    """The session is planned for a later day: start it now?"""

    session: RefinementSession


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyNewItems:
    """There are too many new items for one triage: how many should it get?"""

    count: int
    """The number of new items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyToStart:
    """No question is left: the session can start."""


StartQuestion = UnfinishedSession | PlannedSession | PlannedForLater | ManyNewItems | ReadyToStart


def with_last_session_defaults(views: Views, setup: SessionSetup) -> SessionSetup:
    """Return *setup* with empty people and product goal replaced by those of the team's last session."""
    last = views.start(setup.team_name).last
    if last is None:
        return setup
    return replace(setup, people=setup.people or last.people, product_goal=setup.product_goal or last.product_goal)


def start_question(views: Views, setup: SessionSetup, *, now: datetime) -> StartQuestion:
    """Return the first question that has to be answered before a session with this setup can start at *now*."""
    team = setup.team_name
    if not setup.another_session and (unfinished := views.unfinished_session(team)) is not None:
        return UnfinishedSession(summary=unfinished)
    if setup.planned is None and not setup.ignore_planned and (planned := views.next_planned_session(team)) is not None:
        return PlannedSession(session=planned)
    if setup.planned is not None and not setup.before_its_day:
        session = views.session(setup.planned)
        if is_planned_for_later(session, now=now):
            return PlannedForLater(session=session)
    new = len(views.pending_items(team).new)
    if needs_triage_limit(setup, new=new):
        return ManyNewItems(count=new)
    return ReadyToStart()
