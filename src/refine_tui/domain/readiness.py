"""The Definition of Ready as a checklist for an item, and the transitions on its checks and dependencies.

Some checks are computed from the item and its questions, also those of earlier sessions; people tick the others. An
open check is advice: it does not prevent marking an item ready.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from refine_tui.domain.agenda import READY_CHECKS
from refine_tui.domain.backlog_item import BacklogItem, CheckMark, Dependency
from refine_tui.domain.errors import DomainError
from refine_tui.domain.plain_text import clean_line, shortened
from refine_tui.domain.records import QuestionStatus
from refine_tui.domain.session import STEP_TEXT, Change, RefinementSession, SessionItem
from refine_tui.domain.timekeeping import require_open


class CheckState(StrEnum):
    """The state of a check of the Definition of Ready."""

    MET = "met"
    OPEN = "open"
    WAIVED = "waived"
    """Open, but a person takes responsibility, with a reason that the minutes show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check of the Definition of Ready, evaluated for one item."""

    key: str
    """A key of `READY_CHECKS`, or the text of a team's own check."""
    words: str
    """The text of the check on the screen and in the minutes."""
    state: CheckState
    why: str
    """Why the check is open, or who waived it and why; empty if it is met."""
    is_manual: bool
    """Whether people tick the check; otherwise the program computes it."""


_MANUAL_CHECKS = ("small", "dependencies")
"""The keys of `READY_CHECKS` that people tick; they tick a team's own checks too."""


def checklist(session: RefinementSession, item: SessionItem) -> tuple[Check, ...]:
    """Evaluate the agenda's Definition of Ready for *item*: all checks, in the agenda's order."""
    return tuple(_check(session, item, key) for key in session.agenda.ready)


def open_checks(session: RefinementSession, item: SessionItem) -> tuple[str, ...]:
    """Return the keys of the open checks of *item*, in the agenda's order; waived checks are not open."""
    return tuple(check.key for check in checklist(session, item) if check.state is CheckState.OPEN)


def _check(session: RefinementSession, item: SessionItem, key: str) -> Check:
    words = READY_CHECKS.get(key, key)
    is_manual = key in _MANUAL_CHECKS or key not in READY_CHECKS
    gap = _GAPS.get(key, _unticked_gap)(session, item, key)
    mark = next((mark for mark in item.item.marks if mark.check == key), None)
    if not gap:
        return Check(key=key, words=words, state=CheckState.MET, why="", is_manual=is_manual)
    if mark is not None and mark.waived_by:
        why = f"waived by {mark.waived_by}: {mark.reason}"
        return Check(key=key, words=words, state=CheckState.WAIVED, why=why, is_manual=is_manual)
    return Check(key=key, words=words, state=CheckState.OPEN, why=gap, is_manual=is_manual)


def _ticked(item: BacklogItem, key: str) -> bool:
    return any(mark.check == key and not mark.waived_by for mark in item.marks)


def _unticked_gap(session: RefinementSession, item: SessionItem, key: str) -> str:
    del session
    return "" if _ticked(item.item, key) else "not confirmed yet"


def _dependency_gap(session: RefinementSession, item: SessionItem, key: str) -> str:
    del session
    if _ticked(item.item, key) and not item.item.dependencies:
        return ""
    if not item.item.dependencies:
        return "not checked whether there are any"
    incomplete = [dependency for dependency in item.item.dependencies if not (dependency.who and dependency.by)]
    return f"{incomplete[0].text}: by whom, by when?" if incomplete else ""


def _question_gap(session: RefinementSession, item: SessionItem, key: str) -> str:
    del key
    labels = [q.label for q in session.questions_on(item.id) if q.status is QuestionStatus.OPEN]
    return f"{', '.join(labels)} open" if labels else ""


_GAPS: dict[str, Callable[[RefinementSession, SessionItem, str], str]] = {
    "why": lambda session, item, key: "" if item.item.why else "no why",
    "criteria": lambda session, item, key: "" if item.item.acceptance_criteria else "no acceptance criteria",
    "estimate": lambda session, item, key: "" if item.agreed_estimate or item.item.estimate else "no estimate",
    "small": _unticked_gap,
    "dependencies": _dependency_gap,
    "questions": _question_gap,
}
"""Functions that return why a check is open, or an empty text if it is met."""


def toggle_check(session: RefinementSession, *, item: int, check: str) -> Change:
    """Tick a check, or remove its tick; a tick replaces a waiver.

    Raises:
        DomainError: the program computes the check, the check is not part of the Definition of Ready, the session has
            no such item, or the session is not open.
    """
    require_open(session)
    session_item = session.item(item)
    current = _find_check(session, session_item, check)
    if not current.is_manual:
        raise DomainError(f"“{current.words}” is checked automatically: {current.why or 'it is met'}.")
    ticked = _ticked(session_item.item, check)
    marks = tuple(mark for mark in session_item.item.marks if mark.check != check)
    if not ticked:
        marks = (*marks, CheckMark(check=check))
    return _with_marks(session, session_item, marks, f"{current.words} {'open again' if ticked else '✓'}")


def waive_check(session: RefinementSession, *, item: int, check: str, by: str, reason: str) -> Change:
    """Waive a check: the person *by* takes responsibility, for a *reason* that the minutes show.

    Without name and reason a waiver is removed. A waiver replaces a tick.

    Raises:
        DomainError: the name or the reason is missing and the check has no waiver to remove, the check is not part
            of the Definition of Ready, the session has no such item, or the session is not open.
    """
    require_open(session)
    session_item = session.item(item)
    current = _find_check(session, session_item, check)
    by, reason = clean_line(by), clean_line(reason)
    if not reason and (by or current.state is not CheckState.WAIVED):
        raise DomainError("A waiver needs a reason: type the reason, then @name")
    if reason and not by:
        raise DomainError("A waiver needs a name and a reason: type the reason, then @name")
    marks = tuple(mark for mark in session_item.item.marks if mark.check != check)
    words = "no longer waived"
    if by:
        marks = (*marks, CheckMark(check=check, waived_by=by, reason=reason))
        words = f"waived by {by}: {shortened(reason, STEP_TEXT)}"
    return _with_marks(session, session_item, marks, f"{current.words} {words}")


def add_dependency(
    session: RefinementSession, *, item: int, text: str, who: str = "", by: date | None = None
) -> Change:
    """Add something that another team or an external system has to do first: *text*, *who* does it, *by* which date.

    Raises:
        DomainError: the text is empty, the session has no such item, or the session is not open.
    """
    require_open(session)
    session_item = session.item(item)
    if not (text := clean_line(text)):
        raise DomainError("Type what it depends on first, then press enter.")
    dependency = Dependency(text=text, who=clean_line(who), by=by)
    changed = replace(session_item.item, dependencies=(*session_item.item.dependencies, dependency))
    return Change(
        session=session.with_item(replace(session_item, item=changed)), step=f"{session_item.label}: depends on {text}"
    )


def remove_dependency(session: RefinementSession, *, item: int, index: int) -> Change:
    """Remove the dependency at *index* (from 0).

    Raises:
        DomainError: the item has no dependency at *index*, the session has no such item, or the session is not open.
    """
    require_open(session)
    session_item = session.item(item)
    if not 0 <= index < len(session_item.item.dependencies):
        raise DomainError(f"{session_item.label} has no dependency {index + 1}.")
    remaining = tuple(dependency for place, dependency in enumerate(session_item.item.dependencies) if place != index)
    changed = replace(session_item, item=replace(session_item.item, dependencies=remaining))
    return Change(session=session.with_item(changed), step=f"{session_item.label}: dependency removed")


def _find_check(session: RefinementSession, session_item: SessionItem, key: str) -> Check:
    for check in checklist(session, session_item):
        if check.key == key:
            return check
    raise DomainError(f"“{key}” is not part of the Definition of Ready.")


def _with_marks(
    session: RefinementSession, session_item: SessionItem, marks: tuple[CheckMark, ...], words: str
) -> Change:
    changed = replace(session_item, item=replace(session_item.item, marks=marks))
    return Change(session=session.with_item(changed), step=f"{session_item.label}: {words}")
