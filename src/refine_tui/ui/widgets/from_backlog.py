"""Adds an item of the backlog to a running session: finds it by its key or by words of its title."""

from functools import partial

from refine_tui.domain.agenda import PhaseItems
from refine_tui.domain.backlog_item import Backlog, BacklogItem
from refine_tui.domain.dispositions import outcome_words
from refine_tui.domain.errors import DomainError
from refine_tui.domain.plain_text import casefold_key, shortened
from refine_tui.domain.session import RefinementSession, SessionItem
from refine_tui.domain.timekeeping import items_of_phase, open_item
from refine_tui.domain.triage import add_items
from refine_tui.ui.widgets.intents import Apply, AskLine, Intent, Say
from refine_tui.ui.widgets.phase_view import Scene, counted


def from_backlog(scene: Scene, backlog: Backlog) -> tuple[Intent, ...]:
    """Return the question for an item of the backlog, which is added to the triage in triage, else to the deep dive."""
    here = {item.id for item in scene.session.items}
    waiting = tuple(item for item in backlog.items if item.id not in here and not item.done)
    if not waiting:
        return (Say(words="Every open item of the backlog is here already. i brings new ones in."),)
    for_triage = scene.session.current_phase.kind.items is PhaseItems.TRIAGE

    def read(text: str) -> str:
        if (held := _held(scene, waiting, text)) is not None:
            return _whereabouts(scene.session, held) + ("   ·   enter goes to it" if _belongs(scene, held) else "")
        found = find_items(waiting, text)
        others = f"   and {len(found) - 1} more: type on" if len(found) > 1 else ""
        return f"{found[0].label}  {shortened(found[0].title, 60)}{others}" if found else "nothing like it"

    def then(text: str) -> Apply:
        if (held := _held(scene, waiting, text)) is not None:
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


def _held(scene: Scene, waiting: tuple[BacklogItem, ...], text: str) -> SessionItem | None:
    """Return the item of the session that *text* finds: if no waiting item fits, or if *text* is its key."""
    known = find_items(tuple(held.item for held in scene.session.items), text)
    if not known or (find_items(waiting, text) and casefold_key(known[0].label) != casefold_key(text)):
        return None
    return scene.session.item(known[0].id)


def _going_to(scene: Scene, held: SessionItem) -> Apply:
    """Return the intent to open an item that the session has already.

    Raises:
        DomainError: the current phase does not go through it; the sentence says where it is.
    """
    if not _belongs(scene, held):
        raise DomainError(f"{_whereabouts(scene.session, held)}.")
    words = _whereabouts(scene.session, held)
    return Apply(transition=lambda session, now: open_item(session, item=held.id, now=now), told=lambda session: words)


def _belongs(scene: Scene, held: SessionItem) -> bool:
    """Return whether the current phase goes through the item."""
    return any(item.id == held.id for item in items_of_phase(scene.session))


def _place(session: RefinementSession, held: SessionItem) -> str:
    """Return ``story 3 of 7`` or ``new item 2 of 8``."""
    word, among = ("story", session.candidates) if held.deep_dive is not None else ("new item", session.triage_items)
    return f"{word} {[item.id for item in among].index(held.id) + 1} of {len(among)}"


def _whereabouts(session: RefinementSession, held: SessionItem) -> str:
    """Return where an item of the session is: its place among the items of its phase, or its outcome."""
    ended = outcome_words(held.outcome) if held.outcome else ""
    if ended and held.deep_dive is None:
        return f"{held.label} was triaged: {ended}"
    return f"{held.label} is here already: {_place(session, held)}{f', {ended}' if ended else ''}"


def _added_words(item: int, session: RefinementSession) -> str:
    return f"{session.label_of(item)} is {_place(session, session.item(item))} now"


def find_items(items: tuple[BacklogItem, ...], text: str) -> tuple[BacklogItem, ...]:
    """Return the items that *text* finds, best first: by key, by the beginning of the key, by words of the title."""
    wanted = casefold_key(text)
    if not wanted:
        return ()
    words = wanted.split()
    ranked = []
    for item in items:
        key, title = casefold_key(item.label), casefold_key(item.title)
        if key == wanted:
            ranked.append((0, item))
        elif key.startswith(wanted):
            ranked.append((1, item))
        elif all(word in title or word in key for word in words):
            ranked.append((2, item))
    return tuple(item for _, item in sorted(ranked, key=lambda pair: (pair[0], pair[1].rank)))
