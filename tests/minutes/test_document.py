"""What the minutes say of a session, whatever their format."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from refine_tui.domain import recording, wrap_up
from refine_tui.domain.deep_dive import mark_ready
from refine_tui.domain.people import Team
from refine_tui.domain.records import ActionStatus
from refine_tui.domain.session import Numbers, RefinementSession, SessionStatus
from refine_tui.domain.session_setup import SessionSetup, plan_session
from refine_tui.domain.timekeeping import pause
from refine_tui.domain.transitions import bind
from refine_tui.minutes.document import document_of
from refine_tui.minutes.html_page import render_html
from refine_tui.minutes.markdown import render_markdown
from refine_tui.minutes.model import MinutesDocument
from refine_tui.minutes.session_json import render_json
from refine_tui.minutes.short import render_short
from tests.minutes.building import (
    AGENDA,
    START,
    closed_session,
    empty_session,
    item,
    opened,
    rich_table,
    running_session,
)


@pytest.mark.parametrize("session", [closed_session(), empty_session(), running_session()[0], rich_table().session])
def test_the_counts_add_up_to_the_number_of_items_brought(session: RefinementSession) -> None:
    """Every item is counted exactly once, and the parts of a number make up the number."""
    document = document_of(session, now=START)

    assert sum(count.number for count in document.counts) == document.brought == len(session.items)
    assert all(sum(part.number for part in count.parts) == count.number for count in document.counts if count.parts)


def test_every_item_stands_in_exactly_one_section() -> None:
    """No item is lost between the sections and none is told twice."""
    document = document_of(closed_session(), now=START)
    sections = (
        document.ready, document.needs_work, document.split, document.merged, document.triaged, document.not_reached
    )  # fmt: skip
    told = [line.item.key for section in sections for line in section]

    assert sorted(told) == sorted(held.label for held in closed_session().items)


def test_a_closed_session_says_the_same_whenever_it_is_asked() -> None:
    """The present moment does not come into final minutes."""
    session = closed_session()

    assert document_of(session, now=START) == document_of(session, now=START + timedelta(days=900))


def test_the_order_in_which_things_are_kept_does_not_matter() -> None:
    """Records are told by number and items in the order in which they were brought."""
    session = closed_session()
    shuffled = replace(
        session,
        items=session.items[::-1],
        actions=session.actions[::-1],
        decisions=session.decisions[::-1],
        notes=session.notes[::-1],
        earlier_actions=session.earlier_actions[::-1],
        earlier_questions=session.earlier_questions[::-1],
    )

    assert document_of(shuffled, now=START) == document_of(session, now=START)


def test_needed_information_names_its_action_item() -> None:
    """So that a reader finds who asks."""
    (line,) = [line for line in document_of(closed_session(), now=START).triaged if line.where == "Needs information"]

    assert (line.reason, line.action) == ("which fields?", "A17")


def test_names_come_without_the_sign_that_notifies() -> None:
    """An owner typed as a handle is a name in the minutes."""
    owners = [action.owner for action in document_of(closed_session(), now=START).actions]

    assert owners == ["Dev", "Chloé", "", "Ben", "Ana"]


def test_a_promise_that_was_settled_elsewhere_is_no_longer_open() -> None:
    """What this session said counts most; what it did not look at is told as it is."""
    session = rich_table().session
    elsewhere = tuple(
        replace(earlier, action=replace(earlier.action, status=ActionStatus.DONE))
        for earlier in session.earlier_actions
    )
    promised = document_of(replace(session, earlier_actions=elsewhere), now=START).promised

    assert [(line.label, line.fate, line.status) for line in promised] == [
        ("A11", "done", "done"), ("A12", "still open", "open"), ("A14", "dropped", "dropped"), ("A16", "done", "done"),
    ]  # fmt: skip


def test_what_is_missing_is_said_in_words_and_what_nobody_answered_as_a_question() -> None:
    """A dependency without a name or a day is called by its text."""
    (line,) = document_of(closed_session(), now=START).needs_work

    assert line.missing == (
        "no why",
        "no acceptance criteria",
        "small enough for one sprint?",
        "A read-only copy of the <database>: by whom, by when?",
        "Q2 open",
    )


def test_an_item_that_was_ready_with_open_checks_tells_them_by_name_in_every_format() -> None:
    """Ready is what the group says; the minutes keep what it said it in spite of. A team's own check is its text."""
    table = rich_table()
    agenda = replace(table.session.agenda, ready=("why", "criteria", "estimate", "Sketch <seen> by *Ana*"))
    table.session = replace(table.session, agenda=agenda)
    table.do(mark_ready, item=33)
    table.do(wrap_up.close)

    def told(render: Callable[..., str]) -> str:
        return render(document_of(table.session, now=START))

    assert [line.open_checks for line in document_of(table.session, now=START).ready] == [
        ("Sketch <seen> by *Ana*",),
        ("why", "criteria", "estimate", "Sketch <seen> by *Ana*"),
    ]
    sketch = r"Sketch \<seen> by \*Ana\*"
    assert f"\n  - Open checks: why, criteria, estimate, {sketch}\n" in told(render_markdown)
    assert "Export statements — open checks: why, criteria, estimate, Sketch `<seen>`" in told(render_short)
    assert '<dd class="gap">why, criteria, estimate, Sketch &lt;seen&gt; by *Ana*</dd>' in told(render_html)


def test_a_question_from_before_that_is_still_open_is_an_open_check_of_its_item_in_every_format() -> None:
    """Once it is answered here, nothing is missing any more."""
    table = rich_table()
    table.session = replace(table.session, agenda=replace(table.session.agenda, ready=("questions",)))
    table.do(mark_ready, item=20)
    answered = bind(recording.answer_question, number=2, answer="Ana")(table.session, table.now).session

    def told(session: RefinementSession) -> MinutesDocument:
        return document_of(wrap_up.close(session, now=table.now).session, now=START)

    document, later = told(table.session), told(answered)
    assert [line.missing for line in document.ready if line.item.key == "PAY-20"] == [("Q2 open",)]
    assert '"checks":{"questions":false}' in render_json(document).replace("\n", "").replace(" ", "")
    assert "Fast reports — **8** · 3 min\n  - Open checks: questions" in render_markdown(document)
    assert [line.open_checks for line in later.ready if line.item.key == "PAY-20"] == [()]
    assert [question.label for question in later.answered_questions] == ["Q1", "Q2", "Q3"]


def test_a_planned_session_is_told_under_its_day() -> None:
    """Its minutes are an invitation: nothing has happened yet."""
    opening = SessionSetup(agenda=AGENDA, team_name="Payments", zone="Europe/Madrid")
    planned = plan_session(
        opening,
        team=Team(id=1, name="Payments"),
        numbers=Numbers(),
        planned_for=START + timedelta(days=7, hours=15),
        follows=None,
        now=START,
    )
    document = document_of(planned, now=START)

    assert (document.day, document.started) == (date(2026, 12, 5), None)


def test_times_are_told_in_the_sessions_zone() -> None:
    """Nine in UTC is ten in Madrid; a zone that is unknown here is UTC and says so."""
    document = document_of(opened(), now=START)
    elsewhere = document_of(opened(zone="Mars/Olympus"), now=START)

    assert document.started is not None
    assert elsewhere.started is not None
    assert (document.started.hour, document.zone) == (10, "Europe/Madrid")
    assert (elsewhere.started.hour, elsewhere.zone) == (9, "UTC")


def test_minutes_spent_leave_out_the_pause() -> None:
    """What counts is the running clock, not the time of day."""
    session = pause(opened(), now=START + timedelta(minutes=4)).session
    closed = wrap_up.close(session, now=START + timedelta(minutes=30)).session
    document = document_of(closed, now=START)

    assert document.minutes == 4
    assert document.phases[0].spent == 4


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Etc/UTC", "UTC"),
        ("UTC", "UTC"),
        ("Zulu", "UTC"),
        ("Etc/GMT", "UTC"),
        ("Etc/GMT+5", "UTC-05:00"),
        ("America/Bogota", "America/Bogota"),
    ],
)
def test_a_zone_is_called_by_a_name_that_people_know(zone: str, words: str) -> None:
    """The machine's names for UTC are none."""
    assert document_of(opened(zone=zone), now=START).zone == words


def test_a_minute_counts_when_it_has_passed() -> None:
    """As on the screen: four minutes and fifty seconds are four minutes."""
    document = document_of(opened(), now=START + timedelta(minutes=4, seconds=50))

    assert (document.minutes, document.phases[0].spent) == (4, 4)


def test_every_item_is_told_once_for_the_trackers() -> None:
    """In the order in which they were brought, with what was said about each."""
    items = document_of(closed_session(), now=START).items
    told = {each.line.item.key: each for each in items}

    assert list(told) == [held.label for held in sorted(closed_session().items, key=lambda held: held.position)]
    assert [key for key, each in told.items() if each.refined] == ["PAY-12", "PAY-20"]
    assert (told["PAY-12"].result_title, told["PAY-12"].agreed) == ("Ready", True)
    assert [decision.label for decision in told["PAY-12"].decisions] == ["D4"]
    assert [question.label for question in told["PAY-20"].questions] == ["Q2"]
    assert [action.label for action in told["PAY-44"].actions] == ["A17"]
    assert (told["PAY-33"].result_title, told["PAY-33"].decided) == ("Not reached", False)


def test_a_session_opened_again_is_not_final() -> None:
    """Its minutes describe the present again, and what was not reached can still be reached."""
    session = wrap_up.close(opened(new=(item(1, "One"),)), now=START).session
    again = document_of(wrap_up.reopen(session).session, now=START)

    assert again.status is SessionStatus.RUNNING
    assert not again.closed
    assert [count.words for count in again.counts] == ["ready", "not yet reached"]
