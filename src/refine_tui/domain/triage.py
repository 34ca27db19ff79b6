"""Triage: a quick sort of new items, one key each. Each transition returns a `Change`."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar

from refine_tui.domain.agenda import PhaseItems
from refine_tui.domain.backlog_item import BacklogItem, ItemKind
from refine_tui.domain.dispositions import Detail, Disposition, outcome_words
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.recording import add_action
from refine_tui.domain.records import ActionItem, ActionStatus
from refine_tui.domain.session import Answers, Change, RefinementSession, SessionItem
from refine_tui.domain.timekeeping import require_open, with_focus


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TriageQuestion:
    """A yes-or-no question of triage: an entry of `TRIAGE_QUESTIONS`."""

    VALID: ClassVar["TriageQuestion"]
    URGENT: ClassVar["TriageQuestion"]
    ALIGNED: ClassVar["TriageQuestion"]

    code: str
    """The stable name, used in ``show --json`` and in the script of the demo."""
    words: str
    """The text of the question."""
    field: str
    """The field of `Answers` that holds its answer."""

    @property
    def topic(self) -> str:
        """The text within a sentence: ``serves our goal``."""
        return self.words.rstrip("?").lower()

    def answer(self, answers: Answers) -> bool | None:
        """Return the answer to this question; None: not answered."""
        value: bool | None = getattr(answers, self.field)
        return value

    def with_answer(self, answers: Answers, value: bool | None) -> Answers:
        """Return *answers* with the answer to this question replaced."""
        return replace(answers, **{self.field: value})


TriageQuestion.VALID = TriageQuestion(code="valid", words="Valid request?", field="valid")
TriageQuestion.URGENT = TriageQuestion(code="urgent", words="Urgent?", field="urgent")
TriageQuestion.ALIGNED = TriageQuestion(code="aligned", words="Serves our goal?", field="aligned")

TRIAGE_QUESTIONS = (TriageQuestion.VALID, TriageQuestion.URGENT, TriageQuestion.ALIGNED)
"""All questions of triage, in the order in which they are asked."""

_BY_CODE = {question.code: question for question in TRIAGE_QUESTIONS}


def triage_question(code: str) -> TriageQuestion:
    """Return the question with this code.

    Raises:
        KeyError: no question has this code.
    """
    return _BY_CODE[code]


def set_disposition(
    session: RefinementSession, *, item: int, disposition: Disposition, stay: bool = False, now: datetime
) -> Change:
    """Set the disposition of an item, and open the next item without one unless *stay* is True.

    A disposition that asks for information adds an action item, unless the item already has an open one.

    Raises:
        DomainError: the item is not part of the session, or the session is not open.
    """
    require_open(session)
    before = session.item(item)
    place = None
    if disposition.outcome is None:
        place = before.deep_dive or max((other.deep_dive or 0 for other in session.items), default=0) + 1
    triaged = replace(
        before,
        item=replace(before.item, state=disposition.state, triaged_at=before.item.triaged_at or now),
        outcome=disposition.outcome,
        deep_dive=place,
        reason="",
        carry_over=None,
    )
    session = session.with_item(triaged)
    if disposition.asks_for is Detail.INFORMATION and information_action(session, item) is None:
        session = _with_information_action(session, item, f"Get information: {before.item.title}", now)
    if not stay:
        session = with_focus(session, next_untriaged(session, triaged), now)
    return Change(session=session, step=f"{before.label} {disposition.words}")


def open_next(session: RefinementSession, *, after: int, now: datetime) -> Change:
    """Put the next item without a disposition on the screen. Navigation cannot be undone.

    Raises:
        DomainError: the item *after* is not part of the session.
    """
    return Change(session=with_focus(session, next_untriaged(session, session.item(after)), now))


def next_untriaged(session: RefinementSession, after: SessionItem) -> int:
    """Return the number of the next item without a disposition, wrapping at the end; if there is none, *after*'s."""
    items = session.triage_items
    order = [item for item in items if item.position > after.position] + [
        item for item in items if item.position < after.position
    ]
    return next((item.id for item in order if not item.triaged), after.id)


def information_action(session: RefinementSession, item: int) -> ActionItem | None:
    """Return the open action item that requests information on *item*, or None.

    Raises:
        DomainError: the item is not part of the session.
    """
    number = session.item(item).information
    return next((a for a in session.actions if a.number == number and a.status is ActionStatus.OPEN), None)


def _with_information_action(session: RefinementSession, item: int, text: str, now: datetime) -> RefinementSession:
    session = add_action(session, text=text, item=item, now=now).session
    return session.with_item(replace(session.item(item), information=session.actions[-1].number))


def request_information(
    session: RefinementSession, *, item: int, text: str, owner: str = "", due: date | None = None, now: datetime
) -> Change:
    """Set what to find out about an item, who does it and by when, in its reason and its action item.

    If *text* is empty, both keep their text.

    Raises:
        DomainError: the item is not part of the session, or the session is not open.
    """
    require_open(session)
    before = session.item(item)
    reason = clean_line(text) or before.reason
    action = information_action(session, item)
    if action is None:
        session = _with_information_action(session, item, reason or f"Get information: {before.item.title}", now)
        action = session.actions[-1]
    edited = replace(action, text=reason or action.text, owner=clean_line(owner), due=due)
    session = replace(session, actions=tuple(edited if a.number == edited.number else a for a in session.actions))
    session = session.with_item(replace(session.item(item), reason=reason))
    return Change(session=session, step=f"{before.label}: what to find out ({edited.label})")


def set_reason(session: RefinementSession, *, item: int, reason: str) -> Change:
    """Set the reason for the disposition of an item.

    Raises:
        DomainError: the item is not part of the session, or the session is not open.
    """
    require_open(session)
    after = replace(session.item(item), reason=clean_line(reason))
    return Change(session=session.with_item(after), step=disposition_words(after))


def disposition_words(item: SessionItem) -> str:
    """Return ``PAY-12 archived: a duplicate`` or ``PAY-12 archived, without a reason``."""
    words = outcome_words(item.outcome) if item.outcome else "not triaged"
    return f"{item.label} {words}: {item.reason}" if item.reason else f"{item.label} {words}, without a reason"


def answer_triage_question(
    session: RefinementSession, *, item: int, question: TriageQuestion, value: bool | None
) -> Change:
    """Answer a question of triage; None removes the answer.

    Raises:
        DomainError: the item is not part of the session, or the session is not open.
    """
    require_open(session)
    before = session.item(item)
    after = replace(before, answers=question.with_answer(before.answers, value))
    word = "not asked" if value is None else "yes" if value else "no"
    return Change(session=session.with_item(after), step=f"{before.label}: {question.topic} {word}")


def set_item_kind(session: RefinementSession, *, item: int, kind: ItemKind | None) -> Change:
    """Set the kind of work of an item; None: unknown.

    Raises:
        DomainError: the item is not part of the session, or the session is not open.
    """
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
    opens: bool = False,
    now: datetime,
) -> Change:
    """Add backlog items to the triage or to the deep dive of the session, and refresh those that are already in it.

    *last_item* is the highest item number of the team's backlog so far. In the phase that they are added to, the first
    of them is opened if *opens*, or if no item is open.

    Raises:
        DomainError: the session is not open.
    """
    require_open(session)
    known = {item.id for item in session.items}
    incoming = {item.id: item for item in items}
    refreshed = tuple(replace(other, item=incoming.get(other.id, other.item)) for other in session.items)
    position = max((other.position for other in session.items), default=0)
    place = max((other.deep_dive or 0 for other in session.items), default=0)
    added = tuple(
        SessionItem(
            item=item,
            position=position + index,
            for_triage=for_triage,
            deep_dive=None if for_triage else place + index,
        )
        for index, item in enumerate((item for item in items if item.id not in known), start=1)
    )
    numbers = replace(session.numbers, item=max(session.numbers.item, last_item))
    session = replace(session, items=(*refreshed, *added), numbers=numbers)
    phase_items = PhaseItems.TRIAGE if for_triage else PhaseItems.CANDIDATES
    if (opens or session.open_item is None) and added and session.current_phase.kind.items is phase_items:
        session = with_focus(session, added[0].id, now)
    words = added[0].label if len(added) == 1 else f"{len(added)} items"
    return Change(session=session, step=f"{words} added")
