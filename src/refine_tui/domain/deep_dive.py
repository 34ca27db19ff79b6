"""The deep dive: why, outcome, criteria, estimate, and whether an item is ready. Each transition returns a `Change`."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from refine_tui.domain.backlog_item import BacklogItem, ItemState
from refine_tui.domain.dispositions import Outcome, outcome_words
from refine_tui.domain.errors import DomainError
from refine_tui.domain.plain_text import casefold_key, clean_line
from refine_tui.domain.session import Change, RefinementSession, SessionItem
from refine_tui.domain.timekeeping import require_open, with_focus


class StoryField(StrEnum):
    """The lines of an item that the deep dive fills; the values are fields of `BacklogItem`."""

    WHY = "why"
    OUTCOME = "outcome"
    MEASURE = "measure"


def set_story_field(session: RefinementSession, *, item: int, field: StoryField, text: str) -> Change:
    """Replace a line of the story: why, what changes for the user, or how to measure that it worked."""
    before = _open(session, item)
    changes: dict[str, Any] = {field.value: clean_line(text)}
    changed = replace(before.item, **changes)
    return Change(session=_with(session, before, changed, field.value), step=f"{before.label}: {field.value}")


def add_criterion(session: RefinementSession, *, item: int, text: str) -> Change:
    """Add an acceptance criterion at the end.

    Raises:
        DomainError: it is empty.
    """
    before = _open(session, item)
    criteria = (*before.item.acceptance_criteria, _required(text))
    return Change(
        session=_with_criteria(session, before, criteria), step=f"{before.label}: criterion {len(criteria)} added"
    )


def edit_criterion(session: RefinementSession, *, item: int, index: int, text: str) -> Change:
    """Replace the text of the criterion at *index* (from 0).

    Raises:
        DomainError: it is empty, or there is none at *index*.
    """
    before = _open(session, item)
    criteria = list(_criteria(before, index))
    criteria[index] = _required(text)
    return Change(
        session=_with_criteria(session, before, tuple(criteria)), step=f"{before.label}: criterion {index + 1} edited"
    )


def remove_criterion(session: RefinementSession, *, item: int, index: int) -> Change:
    """Remove the criterion at *index* (from 0).

    Raises:
        DomainError: there is none at *index*.
    """
    before = _open(session, item)
    criteria = list(_criteria(before, index))
    del criteria[index]
    return Change(
        session=_with_criteria(session, before, tuple(criteria)), step=f"{before.label}: criterion {index + 1} removed"
    )


def set_estimate(session: RefinementSession, *, item: int, value: str) -> Change:
    """Set the estimate that the group agreed on; an empty value removes it.

    Raises:
        DomainError: the value is not on the agenda's scale.
    """
    before = _open(session, item)
    agreed = scale_value(value, session.agenda.scale)
    changed = replace(before.item, estimate=agreed or before.item.estimate)
    session = _with(session, replace(before, agreed_estimate=agreed), changed, "estimate" if agreed else "")
    return Change(session=session, step=f"{before.label}: estimate {agreed or 'taken back'}")


def scale_value(value: str, scale: tuple[str, ...]) -> str:
    """Return the value of *scale* that equals *value* without case and accents; empty for an empty value.

    Raises:
        DomainError: it is none of them.
    """
    if not (key := casefold_key(value)):
        return ""
    for known in scale:
        if casefold_key(known) == key:
            return known
    raise DomainError(f"“{clean_line(value)}” is not on the scale: {' '.join(scale)}")


def mark_ready(session: RefinementSession, *, item: int, now: datetime) -> Change:
    """Mark an item as ready for a sprint, open checks or not, and open the next candidate."""
    before = _open(session, item)
    after = replace(before, reason="", carry_over=None)
    return _decided(session, after, Outcome.READY, ItemState.READY, now)


def mark_not_ready(session: RefinementSession, *, item: int, reason: str, now: datetime) -> Change:
    """Mark an item as not ready, with the reason, and open the next candidate."""
    before = _open(session, item)
    after = replace(before, reason=clean_line(reason), carry_over=None)
    return _decided(session, after, Outcome.NOT_READY, ItemState.NEEDS_WORK, now)


def move_candidate(session: RefinementSession, *, item: int, by: int) -> Change:
    """Move a candidate up (negative) or down among the stories of the deep dive, stopping at the ends.

    Raises:
        DomainError: the item is no candidate.
    """
    moved = _open(session, item)
    order = [candidate.id for candidate in session.candidates]
    if item not in order:
        raise DomainError(f"{moved.label} is not in the deep dive.")
    place = order.index(item)
    order.insert(min(len(order) - 1, max(0, place + by)), order.pop(place))
    for position, candidate in enumerate(order, 1):
        held = session.item(candidate)
        if held.deep_dive != position:
            session = session.with_item(replace(held, deep_dive=position))
    place = order.index(item)
    neighbour = f", after {session.label_of(order[place - 1])}" if place else ""
    neighbour = f", before {session.label_of(order[1])}" if not place and len(order) > 1 else neighbour
    return Change(session=session, step=f"{moved.label} is story {place + 1} of {len(order)}{neighbour}")


def _decided(
    session: RefinementSession, after: SessionItem, outcome: Outcome, state: ItemState, now: datetime
) -> Change:
    place = after.deep_dive or max((other.deep_dive or 0 for other in session.items), default=0) + 1
    item = replace(after.item, state=state, triaged_at=after.item.triaged_at or now)
    after = replace(after, outcome=outcome, deep_dive=place, item=item)
    session = session.with_item(after)
    order = [item for item in session.candidates if (item.deep_dive or 0) > place] + list(session.candidates)
    following = next((item.id for item in order if item.outcome is None), after.id)
    return Change(session=with_focus(session, following, now), step=f"{after.label} {outcome_words(outcome)}")


def _open(session: RefinementSession, item: int) -> SessionItem:
    require_open(session)
    return session.item(item)


def _with(session: RefinementSession, held: SessionItem, changed: BacklogItem, edited: str) -> RefinementSession:
    names = changed.edited if not edited or edited in changed.edited else (*changed.edited, edited)
    return session.with_item(replace(held, item=replace(changed, edited=names)))


def _with_criteria(session: RefinementSession, held: SessionItem, criteria: tuple[str, ...]) -> RefinementSession:
    return _with(session, held, replace(held.item, acceptance_criteria=criteria), "acceptance_criteria")


def _criteria(held: SessionItem, index: int) -> tuple[str, ...]:
    if not 0 <= index < len(held.item.acceptance_criteria):
        raise DomainError(f"{held.label} has no acceptance criterion {index + 1}.")
    return held.item.acceptance_criteria


def _required(text: str) -> str:
    if not (text := clean_line(text)):
        raise DomainError("Type the acceptance criterion first, then press enter.")
    return text
