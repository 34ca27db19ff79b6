"""What has to be asked before a session starts: go on with another one, begin the planned one, how many new items."""

from dataclasses import dataclass, replace

from refine_tui.application.views import Views
from refine_tui.domain.session import RefinementSession
from refine_tui.domain.session_setup import SessionSetup, needs_triage_limit
from refine_tui.domain.summary import SessionSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfinishedSession:
    """The team has a session that is not closed: go on with it, or start another one?"""

    summary: SessionSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSession:
    """The team has planned a session: is it this one?"""

    session: RefinementSession


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyNewItems:
    """More new items wait than a triage can comfortably take: how many of them?"""

    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyToStart:
    """Nothing has to be asked."""


StartQuestion = UnfinishedSession | PlannedSession | ManyNewItems | ReadyToStart


def with_last_session_defaults(views: Views, setup: SessionSetup) -> SessionSetup:
    """Return *setup* with the people and the product goal of the team's last session where it names none."""
    last = views.start(setup.team_name).last
    if last is None:
        return setup
    return replace(setup, people=setup.people or last.people, product_goal=setup.product_goal or last.product_goal)


def start_question(views: Views, setup: SessionSetup) -> StartQuestion:
    """Return the question that *setup* leaves open, the most important one first."""
    team = setup.team_name
    if not setup.another_session and (unfinished := views.unfinished_session(team)) is not None:
        return UnfinishedSession(summary=unfinished)
    if setup.planned is None and not setup.ignore_planned and (planned := views.next_planned_session(team)) is not None:
        return PlannedSession(session=planned)
    new = len(views.pending_items(team).new)
    if needs_triage_limit(setup, new=new):
        return ManyNewItems(count=new)
    return ReadyToStart()
