"""Action items from the minutes of an earlier session."""

from dataclasses import replace
from datetime import date

import pytest

from refine_tui.domain.agenda import PhaseKind
from refine_tui.domain.backlog_item import Backlog, ImportedAction, merge_items
from refine_tui.domain.errors import DomainError
from refine_tui.domain.imported_actions import add_imported_actions, new_actions, session_of_imported_minutes
from refine_tui.domain.people import Team
from refine_tui.domain.records import ActionItem, ActionStatus
from refine_tui.domain.session import Numbers, RefinementSession, SessionStatus
from tests.support import NINE, TEAM, a_session, an_item

PAYMENTS = Team(id=1, name=TEAM)
BACKLOG = merge_items(
    Backlog(team=PAYMENTS), (an_item(key="PAY-11"), an_item("No key", key="")), source="csv", now=NINE
).backlog
LEGAL = ImportedAction(label="A17", text="Ask Legal", owner="Chloé", due=date(2026, 12, 1), item="PAY-11")
SPIKE = ImportedAction(label="A18", text="Write the spike")


def imported_minutes(*actions: ImportedAction, name: str = "minutes.md") -> RefinementSession:
    """Return the closed session of a team that has recorded 41 action items."""
    return session_of_imported_minutes(
        PAYMENTS, actions, name=name, backlog=BACKLOG, numbers=Numbers(action=41, item=2), now=NINE
    )


def test_open_action_items_are_new_to_a_team_without_any() -> None:
    assert new_actions([LEGAL, SPIKE], known=[]) == (LEGAL, SPIKE)


@pytest.mark.parametrize("status", [ActionStatus.DONE, ActionStatus.DROPPED])
def test_an_action_item_that_is_done_or_dropped_is_not_imported(status: ActionStatus) -> None:
    assert new_actions([replace(LEGAL, status=status), SPIKE], known=[]) == (SPIKE,)


@pytest.mark.parametrize("known", ["Ask Legal", "ask  LEGAL", "Ásk Legal"])
def test_an_action_item_whose_text_the_team_has_is_not_imported_again(known: str) -> None:
    assert new_actions([LEGAL, SPIKE], known=[known]) == (SPIKE,)


def test_a_text_that_the_minutes_repeat_is_imported_once_as_it_stands_first() -> None:
    assert new_actions([LEGAL, replace(LEGAL, label="A20", text="ASK LEGAL", owner="Ben")], known=[]) == (LEGAL,)


def test_a_done_action_item_does_not_hide_an_open_one_with_the_same_text() -> None:
    done = replace(LEGAL, status=ActionStatus.DONE)

    assert new_actions([done, LEGAL], known=[]) == (LEGAL,)


def test_imported_action_items_get_the_next_numbers_of_the_team() -> None:
    session = replace(a_session(), numbers=Numbers(action=6))
    added = add_imported_actions(session, [LEGAL, SPIKE], backlog=BACKLOG, now=NINE)

    assert added.actions == (
        ActionItem(number=7, text="Ask Legal", owner="Chloé", due=date(2026, 12, 1), item=1, at=NINE),
        ActionItem(number=8, text="Write the spike", at=NINE),
    )
    assert added.numbers.action == 8
    assert replace(added, actions=()) == session


def test_action_items_of_the_session_stay_before_the_imported_ones() -> None:
    first = add_imported_actions(a_session(), [LEGAL], backlog=BACKLOG, now=NINE)
    second = add_imported_actions(first, [SPIKE], backlog=BACKLOG, now=NINE)

    assert [action.label for action in second.actions] == ["A1", "A2"]


def test_without_action_items_the_session_stays_as_it_is() -> None:
    assert add_imported_actions(a_session(), [], backlog=BACKLOG, now=NINE) == a_session()


@pytest.mark.parametrize(
    ("named", "item"), [("PAY-11", 1), ("pay-11", 1), ("#2", 2), ("PAY-99", None), ("#1", None), ("", None)]
)
def test_an_action_item_is_about_the_item_that_it_names_if_the_backlog_has_it(named: str, item: int | None) -> None:
    added = add_imported_actions(a_session(), [replace(LEGAL, item=named)], backlog=BACKLOG, now=NINE)

    assert added.actions[0].item == item


def test_an_action_item_without_a_text_is_refused() -> None:
    with pytest.raises(DomainError) as refused:
        add_imported_actions(a_session(), [replace(LEGAL, text=" ")], backlog=BACKLOG, now=NINE)

    assert refused.value.message == "Type the action item first, then press enter."


@pytest.mark.parametrize("status", [SessionStatus.CLOSED, SessionStatus.PLANNED])
def test_a_session_that_is_not_open_takes_no_action_items(status: SessionStatus) -> None:
    with pytest.raises(DomainError, match=r"The session (is closed|has not started)"):
        add_imported_actions(replace(a_session(), status=status), [LEGAL], backlog=BACKLOG, now=NINE)


def test_imported_minutes_are_a_closed_session_that_never_started() -> None:
    session = imported_minutes(LEGAL)

    assert (session.id, session.team, session.status) == (0, PAYMENTS, SessionStatus.CLOSED)
    assert (session.created_at, session.started_at, session.ended_at) == (NINE, None, NINE)
    assert (session.spans, session.items, session.people) == ((), (), ())


def test_imported_minutes_hold_the_action_items_under_the_next_numbers_of_the_team() -> None:
    session = imported_minutes(LEGAL, SPIKE)

    assert [(action.label, action.text, action.item) for action in session.actions] == [
        ("A42", "Ask Legal", 1),
        ("A43", "Write the spike", None),
    ]
    assert session.numbers == Numbers(action=43, item=2)


@pytest.mark.parametrize(("name", "title"), [("minutes.md", "Imported from minutes.md"), ("", "Imported")])
def test_the_title_of_imported_minutes_names_the_file_if_there_is_one(name: str, title: str) -> None:
    assert imported_minutes(LEGAL, name=name).title == title


def test_imported_minutes_have_the_agenda_minutes_and_no_phases() -> None:
    session = imported_minutes(LEGAL)

    assert (session.agenda.id, session.agenda.title) == ("minutes", "Minutes")
    assert [(phase.kind, phase.title, phase.minutes) for phase in session.agenda.phases] == [
        (PhaseKind.WRAP_UP, "Wrap-up", 1)
    ]
    assert session.phases == ()
