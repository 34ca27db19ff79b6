"""Item search: find an item of the backlog or of the session by its key or by words of its title."""

from dataclasses import dataclass

from refine_tui.domain.agenda import PhaseItems
from refine_tui.domain.backlog_item import Backlog, BacklogItem
from refine_tui.domain.plain_text import casefold_key
from refine_tui.domain.session import RefinementSession, SessionItem
from refine_tui.domain.timekeeping import items_of_phase


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPlace:
    """The place of an item among those of its phase."""

    among: PhaseItems
    """Candidates for a story, triage for a new item."""
    number: int
    """The position, from 1."""
    count: int
    """How many items the phase has."""


def find_items(items: tuple[BacklogItem, ...], text: str) -> tuple[BacklogItem, ...]:
    """Return the items that *text* matches, best first; empty text matches none.

    An item whose key equals *text* comes first, then items whose key starts with it, then items whose title or key
    contains every word of it; equal matches are ordered by rank. Case and accents are ignored.
    """
    search_key = casefold_key(text)
    if not search_key:
        return ()
    words = search_key.split()
    matches = []
    for item in items:
        key, title = casefold_key(item.label), casefold_key(item.title)
        if key == search_key:
            matches.append((0, item))
        elif key.startswith(search_key):
            matches.append((1, item))
        elif all(word in title or word in key for word in words):
            matches.append((2, item))
    return tuple(item for _, item in sorted(matches, key=lambda match: (match[0], match[1].rank)))


def addable_items(session: RefinementSession, backlog: Backlog) -> tuple[BacklogItem, ...]:
    """Return the items of *backlog* that can be added to *session*: those that are not done and not part of it yet."""
    session_ids = {item.id for item in session.items}
    return tuple(item for item in backlog.items if item.id not in session_ids and not item.done)


def find_in_session(session: RefinementSession, addable: tuple[BacklogItem, ...], text: str) -> SessionItem | None:
    """Return the item of *session* that *text* matches best; None: an addable item matches better, or none matches.

    An item of the session is chosen only if *text* is its whole key, or if no addable item matches.
    """
    matches = find_items(tuple(item.item for item in session.items), text)
    if not matches or (find_items(addable, text) and casefold_key(matches[0].label) != casefold_key(text)):
        return None
    return session.item(matches[0].id)


def is_in_current_phase(session: RefinementSession, item: SessionItem) -> bool:
    """Return whether *item* belongs to the current phase: a new item in triage, a candidate in the deep dive."""
    return any(other.id == item.id for other in items_of_phase(session))


def place_of(session: RefinementSession, item: SessionItem) -> ItemPlace:
    """Return the place of *item*: among the candidates if it is one, else among the items of the triage."""
    is_story = item.deep_dive is not None
    among = session.candidates if is_story else session.triage_items
    return ItemPlace(
        among=PhaseItems.CANDIDATES if is_story else PhaseItems.TRIAGE,
        number=[other.id for other in among].index(item.id) + 1,
        count=len(among),
    )
