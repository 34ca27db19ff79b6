"""Transitions of the deep dive: why, outcome, criteria, estimate, readiness and order of the candidates."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from refine_tui.domain.backlog_item import BacklogItem, ItemState
from refine_tui.domain.dispositions import Outcome, outcome_words
from refine_tui.domain.errors import DomainError
from refine_tui.domain.field_changes import with_fields
from refine_tui.domain.pasted_lines import split_lines
from refine_tui.domain.plain_text import casefold_key, clean_line, clean_text, read_number, shortened
from refine_tui.domain.session import STEP_TEXT, Change, RefinementSession, SessionItem
from refine_tui.domain.timekeeping import require_open, with_focus


class StoryField(StrEnum):
    """The text fields of an item that the deep dive fills; the values are names of fields of `BacklogItem`."""

    WHY = "why"
    OUTCOME = "outcome"
    MEASURE = "measure"


def set_story_field(session: RefinementSession, *, item: int, field: StoryField, text: str) -> Change:
    """Set why an item is needed, what changes for the user, or how the team measures that; an empty text clears it.

    Raises:
        DomainError: the session has no such item, or is not open.
    """
    session_item = _open_session_item(session, item)
    stored = clean_line(text)
    changed = with_fields(session_item.item, {field.value: stored})
    words = f" {field.value}: {shortened(stored, STEP_TEXT)}" if stored else f": no {field.value}"
    return Change(
        session=_with_edited_item(session, session_item, changed, field.value), step=f"{session_item.label}{words}"
    )


def add_criterion(session: RefinementSession, *, item: int, text: str) -> Change:
    """Append an acceptance criterion, or several: one for each text that `split_lines` finds in several lines.

    A single line stays as it was typed.

    Raises:
        DomainError: the text is empty, the session has no such item, or the session is not open.
    """
    session_item = _open_session_item(session, item)
    before = session_item.item.acceptance_criteria
    criteria = (*before, *_split_criteria(text))
    first, last = len(before) + 1, len(criteria)
    added = f"criterion {last} added" if first == last else f"criteria {first} to {last} added"
    return Change(session=_with_criteria(session, session_item, criteria), step=f"{session_item.label}: {added}")


def edit_criterion(session: RefinementSession, *, item: int, index: int, text: str) -> Change:
    """Replace the text of the acceptance criterion at *index* (from 0).

    Raises:
        DomainError: the text is empty, the item has no criterion at *index*, the session has no such item, or the
            session is not open.
    """
    session_item = _open_session_item(session, item)
    criteria = list(_checked_criteria(session_item, index))
    criteria[index] = _cleaned_criterion(text)
    return Change(
        session=_with_criteria(session, session_item, tuple(criteria)),
        step=f"{session_item.label}: criterion {index + 1} edited",
    )


def remove_criterion(session: RefinementSession, *, item: int, index: int) -> Change:
    """Remove the acceptance criterion at *index* (from 0).

    Raises:
        DomainError: the item has no criterion at *index*, the session has no such item, or the session is not open.
    """
    session_item = _open_session_item(session, item)
    criteria = list(_checked_criteria(session_item, index))
    del criteria[index]
    return Change(
        session=_with_criteria(session, session_item, tuple(criteria)),
        step=f"{session_item.label}: criterion {index + 1} removed",
    )


def set_estimate(session: RefinementSession, *, item: int, value: str) -> Change:
    """Record the estimate that the group agreed on; an empty value removes the agreed estimate.

    Removing it does not change the estimate of the backlog item.

    Raises:
        DomainError: the value is not on the agenda's scale, the session has no such item, or the session is not open.
    """
    session_item = _open_session_item(session, item)
    agreed = scale_value(value, session.agenda.scale)
    changed = replace(session_item.item, estimate=agreed or session_item.item.estimate)
    session = _with_edited_item(
        session, replace(session_item, agreed_estimate=agreed), changed, "estimate" if agreed else ""
    )
    return Change(session=session, step=f"{session_item.label}: estimate {agreed or 'cleared'}")


def scale_value(value: str, scale: tuple[str, ...]) -> str:
    """Return the value of *scale* that equals *value*, or an empty text for an empty value.

    Words are compared without case, numbers by what they are worth: ``3.0`` and ``3,0`` are 3, ``.5`` is ½.

    Raises:
        DomainError: *value* is not on the scale.
    """
    if not (key := casefold_key(value)):
        return ""
    for known in scale:
        if casefold_key(known) == key:
            return known
    number = read_number(value)
    for known in scale if number is not None else ():
        if read_number(known) == number:
            return known
    raise DomainError(f"“{clean_line(value)}” is not on the scale: {' '.join(scale)}")


def mark_ready(session: RefinementSession, *, item: int, now: datetime, stay: bool = False) -> Change:
    """Give an item the outcome ready. Open checks do not prevent it: they are advice.

    An item that is not a candidate becomes the last one. Then the next candidate opens, unless *stay* is True.

    Raises:
        DomainError: the session has no such item, or is not open.
    """
    session_item = _open_session_item(session, item)
    after = replace(session_item, reason="", carry_over=None)
    return _with_outcome(session, after, Outcome.READY, ItemState.READY, now, stay=stay)


def mark_not_ready(session: RefinementSession, *, item: int, reason: str, now: datetime, stay: bool = False) -> Change:
    """Give an item the outcome not ready with a reason; see `mark_ready`."""
    session_item = _open_session_item(session, item)
    after = replace(session_item, reason=clean_line(reason), carry_over=None)
    return _with_outcome(session, after, Outcome.NOT_READY, ItemState.NEEDS_WORK, now, stay=stay)


def move_candidate(session: RefinementSession, *, item: int, by: int) -> Change:
    """Move a candidate by a number of places in the order of the deep dive, up if negative, at most to an end.

    Raises:
        DomainError: the item is not a candidate, the session has no such item, or the session is not open.
    """
    moved = _open_session_item(session, item)
    order = [candidate.id for candidate in session.candidates]
    if item not in order:
        raise DomainError(f"{moved.label} is not in the deep dive.")
    place = order.index(item)
    order.insert(min(len(order) - 1, max(0, place + by)), order.pop(place))
    for position, candidate in enumerate(order, 1):
        session_item = session.item(candidate)
        if session_item.deep_dive != position:
            session = session.with_item(replace(session_item, deep_dive=position))
    place = order.index(item)
    neighbour = f", after {session.label_of(order[place - 1])}" if place else ""
    if not place and len(order) > 1:
        neighbour = f", before {session.label_of(order[1])}"
    return Change(session=session, step=f"{moved.label} is story {place + 1} of {len(order)}{neighbour}")


def _with_outcome(
    session: RefinementSession, after: SessionItem, outcome: Outcome, state: ItemState, now: datetime, *, stay: bool
) -> Change:
    """Return the change that stores the decided item; unless *stay* is True, the next undecided candidate opens."""
    place = after.deep_dive or max((other.deep_dive or 0 for other in session.items), default=0) + 1
    item = replace(after.item, state=state, triaged_at=after.item.triaged_at or now)
    after = replace(after, outcome=outcome, deep_dive=place, item=item)
    session = session.with_item(after)
    step = f"{after.label} {outcome_words(outcome)}"
    if after.reason:
        step += f": {shortened(after.reason, STEP_TEXT)}"
    if stay:
        return Change(session=session, step=step)
    order = [item for item in session.candidates if (item.deep_dive or 0) > place] + list(session.candidates)
    next_item = next((item.id for item in order if item.outcome is None), after.id)
    return Change(session=with_focus(session, next_item, now), step=step)


def _open_session_item(session: RefinementSession, item: int) -> SessionItem:
    require_open(session)
    return session.item(item)


def _with_edited_item(
    session: RefinementSession, session_item: SessionItem, changed: BacklogItem, edited: str
) -> RefinementSession:
    """Return the session with the changed item, and *edited* (empty: nothing) among its edited fields."""
    names = changed.edited if not edited or edited in changed.edited else (*changed.edited, edited)
    return session.with_item(replace(session_item, item=replace(changed, edited=names)))


def _with_criteria(
    session: RefinementSession, session_item: SessionItem, criteria: tuple[str, ...]
) -> RefinementSession:
    return _with_edited_item(
        session, session_item, replace(session_item.item, acceptance_criteria=criteria), "acceptance_criteria"
    )


def _checked_criteria(item: SessionItem, index: int) -> tuple[str, ...]:
    """Return the item's acceptance criteria after checking that one is at *index*."""
    if not 0 <= index < len(item.item.acceptance_criteria):
        raise DomainError(f"{item.label} has no acceptance criterion {index + 1}.")
    return item.item.acceptance_criteria


def _split_criteria(text: str) -> tuple[str, ...]:
    texts = split_lines(text) if "\n" in clean_text(text) else ()
    return texts or (_cleaned_criterion(text),)


def _cleaned_criterion(text: str) -> str:
    if not (text := clean_line(text)):
        raise DomainError("Type the acceptance criterion first, then press enter.")
    return text
