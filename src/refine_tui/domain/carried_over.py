"""From one session to the next: what the group promised each other, and what it asked. Each gives a `Change`."""

from dataclasses import replace
from datetime import date

from refine_tui.domain.errors import DomainError
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.records import ActionReview, ActionStatus, EarlierAction, QuestionStatus
from refine_tui.domain.session import Change, RefinementSession
from refine_tui.domain.timekeeping import require_open

_STATUS = {
    ActionReview.DONE: ActionStatus.DONE,
    ActionReview.KEPT: ActionStatus.OPEN,
    ActionReview.DROPPED: ActionStatus.DROPPED,
}


def review_earlier_action(session: RefinementSession, *, number: int, review: ActionReview | None) -> Change:
    """Say of an action item from before that it is done, kept, or dropped; None: not looked at.

    Raises:
        DomainError: it is none of those that were open when the session began.
    """
    require_open(session)
    earlier = find_earlier_action(session, number)
    status = _STATUS[review] if review else ActionStatus.OPEN
    settled = replace(earlier, review=review, action=replace(earlier.action, status=status))
    word = review.value if review else "not looked at"
    return Change(session=_with(session, settled), step=f"{earlier.action.label} {word}")


def edit_earlier_action(session: RefinementSession, *, number: int, text: str, owner: str, due: date | None) -> Change:
    """Say an action item from before anew.

    Raises:
        DomainError: there is no such one, or nothing is left of its text.
    """
    require_open(session)
    earlier = find_earlier_action(session, number)
    if not (text := clean_line(text)):
        raise DomainError("Type the action item first, then press enter.")
    action = replace(earlier.action, text=text, owner=clean_line(owner), due=due)
    return Change(session=_with(session, replace(earlier, action=action)), step=f"{action.label} edited")


def answer_earlier_question(session: RefinementSession, *, number: int, answer: str) -> Change:
    """Note the answer to a question from before; an empty answer opens it again.

    Raises:
        DomainError: it is none of those that were open when the session began.
    """
    require_open(session)
    question = next((question for question in session.earlier_questions if question.number == number), None)
    if question is None:
        raise DomainError(f"There is no open question Q{number} from before.")
    answer = clean_line(answer)
    status = QuestionStatus.ANSWERED if answer else QuestionStatus.OPEN
    answered = replace(question, answer=answer, status=status)
    questions = tuple(answered if q.number == number else q for q in session.earlier_questions)
    step = f"{question.label} {'answered' if answer else 'open again'}"
    return Change(session=replace(session, earlier_questions=questions), step=step)


def find_earlier_action(session: RefinementSession, number: int) -> EarlierAction:
    """Return an action item from before.

    Raises:
        DomainError: it is none of those that were open when the session began.
    """
    for earlier in session.earlier_actions:
        if earlier.number == number:
            return earlier
    raise DomainError(f"There is no open action item A{number} from before.")


def _with(session: RefinementSession, changed: EarlierAction) -> RefinementSession:
    actions = tuple(changed if other.number == changed.number else other for other in session.earlier_actions)
    return replace(session, earlier_actions=actions)
