"""Go to an item: one of this session, or one of the backlog, which is added."""

from functools import partial

from refine_tui.domain.agenda import PhaseItems
from refine_tui.domain.backlog_item import Backlog
from refine_tui.domain.dispositions import outcome_words
from refine_tui.domain.errors import DomainError
from refine_tui.domain.item_search import addable_items, find_in_session, find_items, is_in_current_phase, place_of
from refine_tui.domain.plain_text import counted, shortened
from refine_tui.domain.session import RefinementSession, SessionItem
from refine_tui.domain.timekeeping import open_item
from refine_tui.domain.triage import add_items
from refine_tui.ui.live.controls import Entry, LiveControls
from refine_tui.ui.questions import LineQuestion, Reading


async def go_to(controls: LiveControls) -> None:
    """Ask for an item by its key or words of its title, and go to it; one of the backlog is added first."""
    session = controls.session
    backlog = controls.application.views.backlog(session.team.name) or Backlog(team=session.team)
    waiting = addable_items(session, backlog)
    for_triage = session.current_phase.kind.items is PhaseItems.TRIAGE
    where = "triage" if for_triage else "deep dive"
    question = LineQuestion(
        title="Go to",
        hint=f"a key, or words of a title: {counted(len(session.items), 'item')} here"
        + (f", {len(waiting)} in the backlog (added to the {where})" if waiting else ""),
        read=lambda text: _reading(controls, backlog, text),
        draft="go to",
        keeps_draft=False,
        enter="go",
    )
    await controls.enter_line(question, lambda text: _entry(controls, backlog, text, for_triage=for_triage))


def _reading(controls: LiveControls, backlog: Backlog, text: str) -> Reading:
    session = controls.session
    waiting = addable_items(session, backlog)
    if (held := find_in_session(session, waiting, text)) is not None:
        problem = _problem(session, held)
        return Reading(problem or _whereabouts(session, held), is_problem=bool(problem))
    found = find_items(waiting, text)
    if not found:
        return Reading("No item matches. Type its key or part of its title.", is_problem=True)
    others = f"   and {len(found) - 1} more: type on" if len(found) > 1 else ""
    return Reading(f"{found[0].label}  {shortened(found[0].title, 60)}{others}")


def _entry(controls: LiveControls, backlog: Backlog, text: str, *, for_triage: bool) -> Entry:
    session = controls.session
    waiting = addable_items(session, backlog)
    if (held := find_in_session(session, waiting, text)) is not None:
        if problem := _problem(session, held):
            raise DomainError(problem)
        words = _whereabouts(session, held)
        return Entry(
            transition=lambda session, now: open_item(session, item=held.id, now=now), words=lambda session: words
        )
    found = find_items(waiting, text)
    if not found:
        raise DomainError("No item matches. Type its key or part of its title.")
    return Entry(
        transition=lambda session, now: add_items(
            session, items=found[:1], last_item=backlog.last_item, for_triage=for_triage, opens=True, now=now
        ),
        words=partial(_added_words, found[0].id),
    )


def _problem(session: RefinementSession, held: SessionItem) -> str:
    """Return why the current phase cannot show an item; empty: it can."""
    if is_in_current_phase(session, held):
        return ""
    if held.deep_dive is None and held.outcome is not None:
        return f"{_whereabouts(session, held)}."
    return f"{_whereabouts(session, held)}, in another phase: change the phase first."


def _place_words(session: RefinementSession, held: SessionItem) -> str:
    """Return ``story 3 of 7`` or ``new item 2 of 8``."""
    place = place_of(session, held)
    return f"{'story' if place.among is PhaseItems.CANDIDATES else 'new item'} {place.number} of {place.count}"


def _whereabouts(session: RefinementSession, held: SessionItem) -> str:
    """Return where an item of the session is: its place among the items of its phase, or its outcome."""
    ended = outcome_words(held.outcome) if held.outcome else ""
    if ended and held.deep_dive is None:
        return f"{held.label} was triaged: {ended}"
    return f"{held.label} is {_place_words(session, held)}{f', {ended}' if ended else ''}"


def _added_words(item: int, session: RefinementSession) -> str:
    return f"{session.label_of(item)} added: {_place_words(session, session.item(item))}"
