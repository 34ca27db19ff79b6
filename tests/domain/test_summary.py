"""The rows of lists."""

from dataclasses import replace
from datetime import timedelta

import pytest

from refine_tui.domain.records import ActionItem, ActionStatus
from refine_tui.domain.summary import ActionRow
from tests.support import NINE, TEAM

DUE = NINE.date()
LINE = ActionRow(team=TEAM, action=ActionItem(number=17, text="Ask Legal", due=DUE, at=NINE), item="PAY-12", session=4)


@pytest.mark.parametrize(("days", "overdue"), [(-1, False), (0, False), (1, True), (400, True)])
def test_an_open_action_item_is_overdue_from_the_day_after_its_due_date(days: int, *, overdue: bool) -> None:
    assert LINE.is_overdue(DUE + timedelta(days=days)) is overdue


def test_an_action_item_without_a_due_date_is_never_overdue() -> None:
    undated = replace(LINE, action=replace(LINE.action, due=None))

    assert not undated.is_overdue(DUE + timedelta(days=400))


@pytest.mark.parametrize("status", [ActionStatus.DONE, ActionStatus.DROPPED])
def test_an_action_item_that_is_done_or_dropped_is_not_overdue(status: ActionStatus) -> None:
    settled = replace(LINE, action=replace(LINE.action, status=status))

    assert not settled.is_overdue(DUE + timedelta(days=1))
