"""Adds an item of the backlog to a running session: finds it by its key or by words of its title."""

from functools import partial

from refine_tui.domain.agenda import PhaseItems
from refine_tui.domain.backlog_item import Backlog
from refine_tui.domain.dispositions import outcome_words
from refine_tui.domain.errors import DomainError
from refine_tui.domain.item_search import addable_items, find_in_session, find_items, is_in_current_phase, place_of
from refine_tui.domain.plain_text import shortened
from refine_tui.domain.session import RefinementSession, SessionItem
from refine_tui.domain.timekeeping import open_item
from refine_tui.domain.triage import add_items
from refine_tui.ui.widgets.intents import Apply, AskLine, Intent, Say
from refine_tui.ui.widgets.phase_view import Scene, counted


def from_backlog(scene: Scene, backlog: Backlog) -> tuple[Intent, ...]:
    """Return the question for an item of the backlog, which is added to the triage in triage, else to the deep dive."""
    waiting = addable_items(scene.session, backlog)
    if not waiting:
        return (Say(words="Every open item of the backlog is here already. i brings new ones in."),)
    for_triage = scene.session.current_phase.kind.items is PhaseItems.TRIAGE

    def read(text: str) -> str:
        if (held := find_in_session(scene.session, waiting, text)) is not None:
            return _whereabouts(scene.session, held) + (
                "   ·   enter goes to it" if is_in_current_phase(scene.session, held) else ""
            )
        found = find_items(waiting, text)
        others = f"   and {len(found) - 1} more: type on" if len(found) > 1 else ""
        return f"{found[0].label}  {shortened(found[0].title, 60)}{others}" if found else "nothing like it"

    def then(text: str) -> Apply:
        if (held := find_in_session(scene.session, waiting, text)) is not None:
            return _going_to(scene, held)
        found = find_items(waiting, text)
        if not found:
            raise DomainError("No item of the backlog is called so: type its key, or words of its title.")
        return Apply(
            transition=lambda session, now: add_items(
                session, items=found[:1], last_item=backlog.last_item, for_triage=for_triage, now=now
            ),
            told=partial(_added_words, found[0].id),
        )

    return (
        AskLine(
            title=f"Bring an item in, to the {'triage' if for_triage else 'deep dive'}",
            hint=f"its key, or words of its title   ·   {counted(len(waiting), 'item')} in the backlog",
            read=read,
            then=then,
        ),
    )


def _going_to(scene: Scene, held: SessionItem) -> Apply:
    """Return the intent to open an item that the session has already.

    Raises:
        DomainError: the current phase does not go through it; the sentence says where it is.
    """
    if not is_in_current_phase(scene.session, held):
        raise DomainError(f"{_whereabouts(scene.session, held)}.")
    words = _whereabouts(scene.session, held)
    return Apply(transition=lambda session, now: open_item(session, item=held.id, now=now), told=lambda session: words)


def _place_words(session: RefinementSession, held: SessionItem) -> str:
    """Return ``story 3 of 7`` or ``new item 2 of 8``."""
    place = place_of(session, held)
    return f"{'story' if place.among is PhaseItems.CANDIDATES else 'new item'} {place.number} of {place.count}"


def _whereabouts(session: RefinementSession, held: SessionItem) -> str:
    """Return where an item of the session is: its place among the items of its phase, or its outcome."""
    ended = outcome_words(held.outcome) if held.outcome else ""
    if ended and held.deep_dive is None:
        return f"{held.label} was triaged: {ended}"
    return f"{held.label} is here already: {_place_words(session, held)}{f', {ended}' if ended else ''}"


def _added_words(item: int, session: RefinementSession) -> str:
    return f"{session.label_of(item)} is {_place_words(session, session.item(item))} now"
