"""The records of a closed session as they were when it was closed.

Later sessions and the list of action items change action items and questions; a closed session holds copies, so that
its minutes stay as they are. Its other records change only while it is open.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self, TypeVar

from refine_tui.domain.records import ActionItem, EarlierAction, Question

R = TypeVar("R", ActionItem, Question)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedRecords:
    """Copies of the records of a session that can change after it is closed."""

    actions: tuple[ActionItem, ...] = ()
    questions: tuple[Question, ...] = ()
    earlier_actions: tuple[ActionItem, ...] = ()
    """The action items of earlier sessions, without their reviews, which belong to the session itself."""
    earlier_questions: tuple[Question, ...] = ()

    @classmethod
    def of(
        cls,
        *,
        actions: tuple[ActionItem, ...],
        questions: tuple[Question, ...] = (),
        earlier_actions: tuple[EarlierAction, ...] = (),
        earlier_questions: tuple[Question, ...] = (),
    ) -> Self:
        """Return copies of the records of a session that is closed."""
        return cls(
            actions=actions,
            questions=questions,
            earlier_actions=tuple(earlier.action for earlier in earlier_actions),
            earlier_questions=earlier_questions,
        )


def as_closed(records: Iterable[R], copies: Iterable[R]) -> tuple[R, ...]:
    """Return each of *records* as its copy in *copies* has it, which has the same number; one without a copy stays."""
    by_number = {copy.number: copy for copy in copies}
    return tuple(by_number.get(record.number, record) for record in records)


def reviews_as_closed(earlier: Iterable[EarlierAction], copies: Iterable[ActionItem]) -> tuple[EarlierAction, ...]:
    """Return the action items of earlier sessions with their reviews, each as `as_closed` has it."""
    by_number = {copy.number: copy for copy in copies}
    return tuple(replace(each, action=by_number.get(each.number, each.action)) for each in earlier)
