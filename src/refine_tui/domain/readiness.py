"""The Definition of Ready as a checklist: it fills itself where the product can know, and is advice, never a lock."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from refine_tui.domain.agenda import READY_CHECKS
from refine_tui.domain.backlog_item import BacklogItem, CheckMark, Dependency
from refine_tui.domain.errors import DomainError
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.records import QuestionStatus
from refine_tui.domain.session import Change, RefinementSession, SessionItem
from refine_tui.domain.timekeeping import require_open


class CheckState(StrEnum):
    """How a check of the Definition of Ready stands."""

    MET = "met"
    OPEN = "open"
    WAIVED = "waived"
    """Somebody took it on themselves, with a reason that the minutes show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check of the Definition of Ready on one item."""

    key: str
    """A key of `READY_CHECKS`, or a team's own check as its text."""
    words: str
    """The check as it is read out."""
    state: CheckState
    why: str
    """Why it is open, who waived it and why, or what meets it; empty where there is nothing to say."""
    by_hand: bool
    """Only people can know it: it is ticked."""


_BY_HAND = ("small", "dependencies")


def checklist(session: RefinementSession, item: SessionItem) -> tuple[Check, ...]:
    """Return every check of the agenda's Definition of Ready on *item*, in the agenda's order."""
    return tuple(_check(session, item, key) for key in session.agenda.ready)


def open_checks(session: RefinementSession, item: SessionItem) -> tuple[str, ...]:
    """Return the keys of the checks that are open on *item*, in the agenda's order."""
    return tuple(check.key for check in checklist(session, item) if check.state is CheckState.OPEN)


def _check(session: RefinementSession, item: SessionItem, key: str) -> Check:
    words = READY_CHECKS.get(key, key)
    by_hand = key in _BY_HAND or key not in READY_CHECKS
    gap = _GAPS.get(key, _not_ticked)(session, item, key)
    mark = next((mark for mark in item.item.marks if mark.check == key), None)
    if not gap:
        return Check(key=key, words=words, state=CheckState.MET, why="", by_hand=by_hand)
    if mark is not None and mark.waived_by:
        why = f"waived by {mark.waived_by}: {mark.reason}"
        return Check(key=key, words=words, state=CheckState.WAIVED, why=why, by_hand=by_hand)
    return Check(key=key, words=words, state=CheckState.OPEN, why=gap, by_hand=by_hand)


def _ticked(item: BacklogItem, key: str) -> bool:
    return any(mark.check == key and not mark.waived_by for mark in item.marks)


def _not_ticked(session: RefinementSession, item: SessionItem, key: str) -> str:
    del session
    return "" if _ticked(item.item, key) else "nobody has said so yet"


def _small_gap(session: RefinementSession, item: SessionItem, key: str) -> str:
    del session
    return "" if _ticked(item.item, key) else "nobody has said that it fits into one sprint"


def _dependency_gap(session: RefinementSession, item: SessionItem, key: str) -> str:
    del session
    if _ticked(item.item, key) and not item.item.dependencies:
        return ""
    if not item.item.dependencies:
        return "nobody has said whether there are any"
    loose = [dependency for dependency in item.item.dependencies if not (dependency.who and dependency.by)]
    return f"{loose[0].text}: by whom, by when?" if loose else ""


def _question_gap(session: RefinementSession, item: SessionItem, key: str) -> str:
    del key
    numbers = [q.label for q in session.questions_on(item.id) if q.status is QuestionStatus.OPEN]
    return f"{', '.join(numbers)} open" if numbers else ""


_GAPS: dict[str, Callable[[RefinementSession, SessionItem, str], str]] = {
    "why": lambda session, item, key: "" if item.item.why else "no why",
    "criteria": lambda session, item, key: "" if item.item.acceptance_criteria else "no acceptance criteria",
    "estimate": lambda session, item, key: "" if item.agreed_estimate or item.item.estimate else "no estimate",
    "small": _small_gap,
    "dependencies": _dependency_gap,
    "questions": _question_gap,
}


def toggle_check(session: RefinementSession, *, item: int, check: str) -> Change:
    """Say that a check that only people can know is met, or take that back.

    Raises:
        DomainError: the check fills itself, or is not part of the Definition of Ready.
    """
    require_open(session)
    held = session.item(item)
    found = _found(session, held, check)
    if not found.by_hand:
        raise DomainError(f"“{found.words}” fills itself: {found.why or 'it is met'}.")
    ticked = _ticked(held.item, check)
    marks = tuple(mark for mark in held.item.marks if mark.check != check)
    if not ticked:
        marks = (*marks, CheckMark(check=check))
    return _marked(session, held, marks, f"{found.words} {'open again' if ticked else '✓'}")


def waive_check(session: RefinementSession, *, item: int, check: str, by: str, reason: str) -> Change:
    """Waive a check: *by* takes it on themselves, for a *reason* that the minutes show; without both it stands again.

    Raises:
        DomainError: name or reason is missing, and there is no waiver to take back.
    """
    require_open(session)
    held = session.item(item)
    found = _found(session, held, check)
    by, reason = clean_line(by), clean_line(reason)
    if not reason and (by or found.state is not CheckState.WAIVED):
        raise DomainError("A waiver needs a reason: no data yet @ana")
    if reason and not by:
        raise DomainError("A waiver needs a name and a reason: no data yet @ana")
    marks = tuple(mark for mark in held.item.marks if mark.check != check)
    if by:
        marks = (*marks, CheckMark(check=check, waived_by=by, reason=reason))
    return _marked(session, held, marks, f"{found.words} {'waived' if by else 'no longer waived'}")


def add_dependency(
    session: RefinementSession, *, item: int, text: str, who: str = "", by: date | None = None
) -> Change:
    """Note that another team or an outside system has to do something, by whom and by when.

    Raises:
        DomainError: nothing was said.
    """
    require_open(session)
    held = session.item(item)
    if not (text := clean_line(text)):
        raise DomainError("Type what it depends on first, then press enter.")
    dependency = Dependency(text=text, who=clean_line(who), by=by)
    changed = replace(held.item, dependencies=(*held.item.dependencies, dependency))
    return Change(session=session.with_item(replace(held, item=changed)), step=f"{held.label}: depends on {text}")


def remove_dependency(session: RefinementSession, *, item: int, index: int) -> Change:
    """Take the dependency at *index* (from 0) away.

    Raises:
        DomainError: there is none at *index*.
    """
    require_open(session)
    held = session.item(item)
    if not 0 <= index < len(held.item.dependencies):
        raise DomainError(f"{held.label} has no dependency {index + 1}.")
    left = tuple(dependency for place, dependency in enumerate(held.item.dependencies) if place != index)
    changed = replace(held, item=replace(held.item, dependencies=left))
    return Change(session=session.with_item(changed), step=f"{held.label}: dependency removed")


def _found(session: RefinementSession, held: SessionItem, key: str) -> Check:
    for check in checklist(session, held):
        if check.key == key:
            return check
    raise DomainError(f"“{key}” is not part of the Definition of Ready.")


def _marked(session: RefinementSession, held: SessionItem, marks: tuple[CheckMark, ...], words: str) -> Change:
    changed = replace(held, item=replace(held.item, marks=marks))
    return Change(session=session.with_item(changed), step=f"{held.label}: {words}")
