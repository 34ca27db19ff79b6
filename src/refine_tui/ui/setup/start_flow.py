"""Starts a session: asks what has to be asked first, and fills in what the team's last session had."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any

from refine_tui.application.application import Application
from refine_tui.application.start_check import (
    ManyNewItems,
    PlannedForLater,
    PlannedSession,
    ReadyToStart,
    StartQuestion,
    UnfinishedSession,
    start_question,
    with_last_session_defaults,
)
from refine_tui.domain.date_words import format_day
from refine_tui.domain.errors import DomainError
from refine_tui.domain.plain_text import whole_number
from refine_tui.domain.session import RefinementSession, zone_of
from refine_tui.domain.session_setup import SUGGESTED_TRIAGE_LIMIT, SessionSetup, merge_setup, setup_of
from refine_tui.domain.summary import SessionSummary
from refine_tui.ui.flow_screen import FlowScreen
from refine_tui.ui.questions import ChoiceQuestion, LineQuestion, Option

NOT_STARTED = "No session was started."


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """The session has been started, and is the live one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeChosen:
    """An unfinished session is to be resumed instead."""

    session_id: int


class _Choice(Enum):
    YES = "yes"
    NO = "no"


def start_if_ready(application: Application, setup: SessionSetup) -> bool:
    """Start a session if nothing has to be asked first; return whether it was started.

    Raises:
        RefineError: it could not be saved.
    """
    setup = with_last_session_defaults(application.views, setup)
    if not isinstance(start_question(application.views, setup, now=application.clock.now()), ReadyToStart):
        return False
    application.lifecycle.start(setup)
    return True


async def start_flow(
    screen: FlowScreen[Any], application: Application, setup: SessionSetup
) -> Started | ResumeChosen | None:
    """Ask on *screen* what has to be asked, then start a session; None: a question was left, and nothing was started.

    Raises:
        RefineError: it could not be saved.
    """
    views, now = application.views, application.clock.now
    setup = with_last_session_defaults(views, setup)
    while not isinstance(question := start_question(views, setup, now=now()), ReadyToStart):
        answer = await _ask_question(screen, setup, question, now())
        if not isinstance(answer, SessionSetup):
            return answer
        setup = answer
    application.lifecycle.start(setup)
    return Started()


async def _ask_question(
    screen: FlowScreen[Any], setup: SessionSetup, question: StartQuestion, now: datetime
) -> SessionSetup | ResumeChosen | None:
    """Ask a question, and return the setup with its answer; None: the question was left."""
    match question:
        case UnfinishedSession(summary=summary):
            choice = await _ask(screen, _unfinished_title(summary, now), "resume it", "start another one")
            if choice is _Choice.YES:
                return ResumeChosen(session_id=summary.id)
            return None if choice is None else replace(setup, another_session=True)
        case PlannedSession(session=planned):
            return await _ask_which(screen, setup, planned, now)
        case PlannedForLater(session=planned):
            title = f"It is planned for {_when(planned.planned_for, planned.zone, now)}. Start it now?"
            choice = await _ask(screen, title, "start it now", "not yet")
            return replace(setup, before_its_day=True) if choice is _Choice.YES else None
        case ManyNewItems(count=count):
            limit = await _ask_triage_limit(screen, count)
            return None if limit is None else replace(setup, triage_limit=limit)
        case ReadyToStart():
            return setup


async def _ask(screen: FlowScreen[Any], title: str, yes: str, no: str) -> _Choice | None:
    options = (Option(label=yes, value=_Choice.YES), Option(label=no, value=_Choice.NO))
    return await screen.ask_choice(ChoiceQuestion(title=title, options=options))


async def _ask_which(
    screen: FlowScreen[Any], setup: SessionSetup, planned: RefinementSession, now: datetime
) -> SessionSetup | None:
    """Ask whether the planned session is meant, or another one; return the setup for that."""
    when = _when(planned.planned_for, planned.zone, now)
    title = f"A session of {planned.team.name} is planned for {when}. Is this it?"
    match await _ask(screen, title, "yes, start it", "no, start another one"):
        case _Choice.YES:
            return replace(merge_setup(setup_of(planned), setup), before_its_day=True)
        case _Choice.NO:
            return replace(setup, ignore_planned=True)
        case _:
            return None


async def _ask_triage_limit(screen: FlowScreen[Any], count: int) -> int | None:
    """Ask how many of *count* new items to triage."""

    def parse(text: str) -> int:
        number = whole_number(text)
        if number is None or number > count:
            raise DomainError(f"Type a number from 0 to {count}.")
        return number

    question = LineQuestion(
        title=f"{count} new items are waiting. How many shall we triage today?",
        initial=str(SUGGESTED_TRIAGE_LIMIT),
        hint="the rest stays in the backlog   ·   a minute per item is a good pace",
        enter="start",
    )
    return await screen.ask_valid_line(question, parse)


def _unfinished_title(summary: SessionSummary, now: datetime) -> str:
    started = f", started {_when(summary.started_at, summary.zone, now)}" if summary.started_at else ""
    return f"{summary.team} has a session that is not closed{started}. Resume it?"


def _when(moment: datetime | None, zone: str, now: datetime) -> str:
    """Return a day and a time in *zone*, with the year where it is not this one: ``Thu 3 Dec 10:00``."""
    if moment is None:
        return "a later day"
    local, today = moment.astimezone(zone_of(zone)), now.astimezone(zone_of(zone)).date()
    return f"{format_day(local.date(), today)} {local:%H:%M}"
