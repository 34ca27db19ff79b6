"""Items that needed information and come back into the triage of a running session, once they wait for nothing."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from refine_tui.domain.agenda import PhaseItems
from refine_tui.domain.backlog_item import BacklogItem, ItemState
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.session import Answers, Change, RefinementSession, SessionItem, SessionStatus
from refine_tui.domain.triage import add_items


def items_to_return(before: RefinementSession, after: RefinementSession) -> frozenset[int]:
    """Return the numbers of the items that may come back into the triage with the change from *before* to *after*.

    That is when earlier action items change, and when the triage begins, as long as a triage is still ahead. An item
    may come back if an earlier action item about it is done or dropped, no other one about it is open, and it is not
    in the session. Whether it needed information, only the backlog tells: see `with_returned_items`.
    """
    begins = after.phase != before.phase and after.current_phase.kind.items is PhaseItems.TRIAGE
    if after.status is not SessionStatus.RUNNING or (after.earlier_actions is before.earlier_actions and not begins):
        return frozenset()
    if all(phase.kind.items is not PhaseItems.TRIAGE for phase in after.phases[after.phase :]):
        return frozenset()
    actions = [*(earlier.action for earlier in after.earlier_actions), *after.actions]
    waiting = {action.item for action in actions if action.status is ActionStatus.OPEN}
    known = {item.id for item in after.items}
    return frozenset(
        earlier.action.item
        for earlier in after.earlier_actions
        if earlier.action.item is not None and earlier.action.item not in waiting | known
    )


def with_returned_items(change: Change, found: Iterable[BacklogItem], *, now: datetime) -> Change:
    """Return *change* with those of the items *found* in the triage that needed information.

    Args:
        change: A change of the session.
        found: The items of the backlog whose numbers `items_to_return` returns for it.
        now: The current time (aware, UTC).
    """
    items = tuple(item for item in found if item.state is ItemState.NEEDS_INFORMATION and not item.done)
    if not items:
        return change
    session = change.session
    session = add_items(session, items=items, last_item=session.numbers.item, now=now).session
    words = f"{items[0].label} is" if len(items) == 1 else f"{len(items)} items are"
    return replace(change, session=session, step=f"{change.step} · {words} back in the triage")


def without_returned_item(session: RefinementSession, number: int | None) -> RefinementSession:
    """Return the session without item *number* in its triage, if the item came back by itself and is unchanged.

    An item stays that is on the screen, that the group has sorted or answered a question on, or that a record of this
    session is about.
    """
    item = session.find(number)
    records = (*session.decisions, *session.actions, *session.questions, *session.parked, *session.notes)
    if item is None or not _is_untouched(item) or item.id == session.open_item:
        return session
    if any(record.item == number for record in records):
        return session
    return replace(session, items=tuple(other for other in session.items if other.id != number))


def _is_untouched(item: SessionItem) -> bool:
    needs_information = item.item.state is ItemState.NEEDS_INFORMATION
    return item.for_triage and needs_information and not item.triaged and item.answers == Answers()
