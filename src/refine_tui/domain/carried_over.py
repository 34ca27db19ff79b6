"""Transitions on what earlier sessions left open: review an action item, edit it, answer a question."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from refine_tui.domain.errors import DomainError
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.records import ActionReview, ActionStatus, EarlierAction
from refine_tui.domain.returning_items import without_returned_item
from refine_tui.domain.session import Change, RefinementSession
from refine_tui.domain.timekeeping import require_open

_STATUS_AFTER_REVIEW = {
    ActionReview.DONE: ActionStatus.DONE,
    ActionReview.KEPT: ActionStatus.OPEN,
    ActionReview.DROPPED: ActionStatus.DROPPED,
}


def review_earlier_action(session: RefinementSession, *, number: int, review: ActionReview | None) -> Change:
    """Set the review of an earlier action item, and the status that follows from it.

    None removes the review and opens the action item again.

    An item that came back into the triage because the action item was done, and that nobody has touched, leaves it
    when the action item is open again.

    Raises:
        DomainError: no action item with this number was open when the session began, or the session is not open.
    """
    require_open(session)
    earlier = find_earlier_action(session, number)
    status = _STATUS_AFTER_REVIEW[review] if review else ActionStatus.OPEN
    reviewed = replace(earlier, review=review, action=replace(earlier.action, status=status))
    word = review.value if review else "not looked at"
    if status is ActionStatus.OPEN is not earlier.action.status:
        session = without_returned_item(session, earlier.action.item)
    return Change(session=_with_earlier_action(session, reviewed), step=f"{earlier.action.label} {word}")


def edit_earlier_action(session: RefinementSession, *, number: int, text: str, owner: str, due: date | None) -> Change:
    """Replace the text, the owner and the due date of an earlier action item; its review stays.

    Raises:
        DomainError: no action item with this number was open when the session began, the text is empty, or the
            session is not open.
    """
    require_open(session)
    earlier = find_earlier_action(session, number)
    if not (text := clean_line(text)):
        raise DomainError("Type the action item first, then press enter.")
    action = replace(earlier.action, text=text, owner=clean_line(owner), due=due)
    changed = replace(earlier, action=action)
    return Change(session=_with_earlier_action(session, changed), step=f"{action.label} edited")


def in_order_of_due(actions: Iterable[EarlierAction]) -> tuple[EarlierAction, ...]:
    """Return earlier action items by due date, so that overdue ones are first; those without a date are last.

    `RefinementSession.earlier_actions` always has this order.
    """
    return tuple(sorted(actions, key=lambda earlier: (earlier.action.due or date.max, earlier.number)))


def find_earlier_action(session: RefinementSession, number: int) -> EarlierAction:
    """Return the action item with this number that was open when the session began.

    Raises:
        DomainError: no such action item was open.
    """
    for earlier in session.earlier_actions:
        if earlier.number == number:
            return earlier
    raise DomainError(f"There is no open action item A{number} from before.")


def _with_earlier_action(session: RefinementSession, changed: EarlierAction) -> RefinementSession:
    actions = tuple(changed if other.number == changed.number else other for other in session.earlier_actions)
    return replace(session, earlier_actions=in_order_of_due(actions))
