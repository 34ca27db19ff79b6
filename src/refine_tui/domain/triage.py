"""Triage: a quick sort of new items, one key each. Each function gives a `Change`."""

from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from refine_tui.domain.agenda import PhaseKind
from refine_tui.domain.backlog_item import BacklogItem, ItemKind, ItemState
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.recording import add_action
from refine_tui.domain.records import ActionItem, ActionStatus
from refine_tui.domain.session import Change, Outcome, RefinementSession, SessionItem
from refine_tui.domain.timekeeping import require_open, with_focus


class Disposition(StrEnum):
    """Where triage sends an item, in the order of the keys ``1`` to ``6``."""

    DEEP_DIVE = "deep_dive"
    NEXT_SESSION = "next_session"
    NEEDS_INFORMATION = "needs_information"
    LATER = "later"
    NOT_NOW = "not_now"
    ARCHIVED = "archived"

    @property
    def words(self) -> str:
        """As it stands on the screen and in the minutes."""
        return "archive" if self is Disposition.ARCHIVED else self.value.replace("_", " ")


class TriageQuestion(StrEnum):
    """The three questions of triage; the values are the fields of `Answers`."""

    VALID = "valid"
    URGENT = "urgent"
    ALIGNED = "aligned"

    @property
    def words(self) -> str:
        """The question as it is asked."""
        return {"valid": "Valid request?", "urgent": "Urgent?", "aligned": "Serves our goal?"}[self.value]


def set_disposition(
    session: RefinementSession, *, item: int, disposition: Disposition, stay: bool = False, now: datetime
) -> Change:
    """Send an item where triage wants it, and open the next one that waits, unless the group is to *stay* with it.

    ``needs information`` leaves an action item; one that is open on the item already is not doubled.

    Raises:
        DomainError: the item is not part of the session, or the session is closed.
    """
    require_open(session)
    before = session.item(item)
    backlog_item = replace(before.item, state=ItemState(disposition.value), triaged_at=before.item.triaged_at or now)
    place = None
    if disposition is Disposition.DEEP_DIVE:
        last = max((other.deep_dive or 0 for other in session.items), default=0)
        place = before.deep_dive or last + 1
    outcome = None if disposition is Disposition.DEEP_DIVE else Outcome(disposition.value)
    sent = replace(before, item=backlog_item, outcome=outcome, deep_dive=place, reason="", carry_over=None)
    session = session.with_item(sent)
    if disposition is Disposition.NEEDS_INFORMATION and information_action(session, item) is None:
        session = _asking(session, item, f"Get information: {before.item.title}", now)
    if not stay:
        session = with_focus(session, next_untriaged(session, sent), now)
    return Change(session=session, step=f"{before.label} {disposition.value.replace('_', ' ')}")


def open_next(session: RefinementSession, *, after: int, now: datetime) -> Change:
    """Put the next item that waits for triage on the screen. Moving about is no step."""
    return Change(session=with_focus(session, next_untriaged(session, session.item(after)), now))


def next_untriaged(session: RefinementSession, after: SessionItem) -> int:
    """Return the next item that triage has not done, going round once; *after* itself when there is none."""
    items = session.triage_items
    order = [item for item in items if item.position > after.position] + [
        item for item in items if item.position < after.position
    ]
    return next((item.id for item in order if not item.triaged), after.id)


def information_action(session: RefinementSession, item: int) -> ActionItem | None:
    """Return the open action item that triage left to get information on *item*, or None."""
    number = session.item(item).information
    return next((a for a in session.actions if a.number == number and a.status is ActionStatus.OPEN), None)


def _asking(session: RefinementSession, item: int, text: str, now: datetime) -> RefinementSession:
    session = add_action(session, text=text, item=item, now=now).session
    return session.with_item(replace(session.item(item), information=session.actions[-1].number))


def request_information(
    session: RefinementSession, *, item: int, text: str, owner: str = "", due: date | None = None, now: datetime
) -> Change:
    """Say what has to be found out about an item, and by whom: its reason and its action item."""
    require_open(session)
    before = session.item(item)
    wanted = clean_line(text) or before.reason
    action = information_action(session, item)
    if action is None:
        session = _asking(session, item, wanted or f"Get information: {before.item.title}", now)
        action = session.actions[-1]
    asked = replace(action, text=wanted or action.text, owner=clean_line(owner), due=due)
    session = replace(session, actions=tuple(asked if a.number == asked.number else a for a in session.actions))
    session = session.with_item(replace(session.item(item), reason=wanted))
    return Change(session=session, step=f"{before.label}: what to find out ({asked.label})")


def set_reason(session: RefinementSession, *, item: int, reason: str) -> Change:
    """Note why an item was sent where it was sent."""
    require_open(session)
    given = replace(session.item(item), reason=clean_line(reason))
    return Change(session=session.with_item(given), step=disposition_words(given))


def disposition_words(item: SessionItem) -> str:
    """Return ``PAY-12 archived: a duplicate`` or ``PAY-12 archived, without a reason``."""
    where = item.outcome.value.replace("_", " ") if item.outcome else "not triaged"
    return f"{item.label} {where}: {item.reason}" if item.reason else f"{item.label} {where}, without a reason"


def answer_triage_question(
    session: RefinementSession, *, item: int, question: TriageQuestion, value: bool | None
) -> Change:
    """Answer one of the three questions; None takes the answer back."""
    require_open(session)
    before = session.item(item)
    answers = replace(before.answers, **{question.value: value})
    word = "not asked" if value is None else "yes" if value else "no"
    return Change(
        session=session.with_item(replace(before, answers=answers)),
        step=f"{before.label}: {question.words.rstrip('?').lower()} {word}",
    )


def set_item_kind(session: RefinementSession, *, item: int, kind: ItemKind | None) -> Change:
    """Say what sort of work an item is."""
    require_open(session)
    before = session.item(item)
    after = replace(before, item=replace(before.item, kind=kind))
    return Change(session=session.with_item(after), step=f"{before.label}: {kind.value if kind else 'no kind'}")


def add_items(
    session: RefinementSession,
    *,
    items: tuple[BacklogItem, ...],
    last_item: int,
    for_triage: bool = True,
    now: datetime,
) -> Change:
    """Bring backlog items to a running session: to its triage, else to its deep dive; those here are refreshed.

    *last_item* is the highest item number given out in the team's backlog.
    """
    require_open(session)
    known = {item.id: item for item in session.items}
    fresh = [item for item in items if item.id not in known]
    refreshed = {item.id: item for item in items if item.id in known}
    kept = tuple(replace(held, item=refreshed.get(held.id, held.item)) for held in session.items)
    start = max((item.position for item in session.items), default=0) + 1
    last = max((item.deep_dive or 0 for item in session.items), default=0)
    brought = tuple(
        SessionItem(
            item=item,
            position=start + index,
            for_triage=for_triage,
            deep_dive=None if for_triage else last + index + 1,
        )
        for index, item in enumerate(fresh)
    )
    numbers = replace(session.numbers, item=max(session.numbers.item, last_item))
    session = replace(session, items=(*kept, *brought), numbers=numbers)
    wanted = PhaseKind.TRIAGE if for_triage else PhaseKind.DEEP_DIVE
    if session.open_item is None and brought and session.current_phase.kind is wanted:
        session = with_focus(session, brought[0].id, now)
    what = brought[0].label if len(brought) == 1 else f"{len(brought)} items"
    return Change(session=session, step=f"{what} brought in")
