"""The Definition of Ready as a checklist."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from refine_tui.domain.agenda import READY_CHECKS
from refine_tui.domain.backlog_item import BacklogItem, CheckMark, Dependency
from refine_tui.domain.errors import DomainError
from refine_tui.domain.readiness import (
    Check,
    CheckState,
    add_dependency,
    checklist,
    open_checks,
    remove_dependency,
    toggle_check,
    waive_check,
)
from refine_tui.domain.recording import add_question, answer_question
from refine_tui.domain.records import Question
from refine_tui.domain.session import Change, RefinementSession, SessionStatus
from tests.support import NINE, a_session, an_agenda

OWN_CHECK = "Design has seen it"
AGENDA = replace(an_agenda(), ready=(*READY_CHECKS, OWN_CHECK))
SESSION = a_session(new=1, candidates=1, agenda=AGENDA)
"""PAY-12 (item 2) is the candidate."""
DUE = date(2026, 12, 1)
DESIGN = Dependency(text="Icons", who="Design", by=DUE)

EVERY_TRANSITION: tuple[Callable[..., Change], ...] = (
    partial(toggle_check, check="small"),
    partial(waive_check, check="small", by="Ana", reason="no data yet"),
    partial(add_dependency, text="Icons"),
    partial(remove_dependency, index=0),
)


def with_item(**changes: Any) -> RefinementSession:
    """Return the session with changed fields of PAY-12."""
    before = SESSION.item(2)
    changed: BacklogItem = replace(before.item, **changes)
    return SESSION.with_item(replace(before, item=changed))


def check_of(session: RefinementSession, key: str) -> Check:
    """Return one check of PAY-12."""
    return next(check for check in checklist(session, session.item(2)) if check.key == key)


def test_the_checklist_has_the_checks_of_the_agenda_in_its_order() -> None:
    session = replace(SESSION, agenda=replace(AGENDA, ready=(OWN_CHECK, "small", "why")))

    assert [(check.key, check.words, check.is_manual) for check in checklist(session, session.item(2))] == [
        (OWN_CHECK, OWN_CHECK, True),
        ("small", "small enough for one sprint", True),
        ("why", "why is stated", False),
    ]


def test_an_agenda_without_a_definition_of_ready_has_no_checks() -> None:
    session = replace(SESSION, agenda=replace(AGENDA, ready=()))

    assert checklist(session, session.item(2)) == ()
    assert open_checks(session, session.item(2)) == ()


@pytest.mark.parametrize(
    ("key", "is_manual", "why"),
    [
        ("why", False, "no why"),
        ("criteria", False, "no acceptance criteria"),
        ("estimate", False, "no estimate"),
        ("small", True, "not confirmed yet"),
        ("dependencies", True, "not checked whether there are any"),
        (OWN_CHECK, True, "not confirmed yet"),
    ],
)
def test_a_check_of_a_bare_item_is_open_and_says_why(key: str, why: str, *, is_manual: bool) -> None:
    words = READY_CHECKS.get(key, key)

    assert check_of(SESSION, key) == Check(key=key, words=words, state=CheckState.OPEN, why=why, is_manual=is_manual)


@pytest.mark.parametrize(
    ("key", "changes"),
    [
        ("why", {"why": "Fewer calls"}),
        ("criteria", {"acceptance_criteria": ("Refunds a part",)}),
        ("estimate", {"estimate": "5"}),
        ("small", {"marks": (CheckMark(check="small"),)}),
        ("dependencies", {"marks": (CheckMark(check="dependencies"),)}),
        ("dependencies", {"dependencies": (DESIGN,)}),
        (OWN_CHECK, {"marks": (CheckMark(check=OWN_CHECK),)}),
    ],
)
def test_a_check_that_is_met_gives_no_reason(key: str, changes: dict[str, Any]) -> None:
    check = check_of(with_item(**changes), key)

    assert (check.state, check.why) == (CheckState.MET, "")


def test_the_agreed_estimate_of_the_session_meets_the_check_too() -> None:
    session = SESSION.with_item(replace(SESSION.item(2), agreed_estimate="5"))

    assert check_of(session, "estimate").state is CheckState.MET


def test_open_questions_on_the_item_are_listed_until_they_are_answered() -> None:
    assert check_of(SESSION, "questions").state is CheckState.MET
    session = add_question(SESSION, text="Which zone?", item=2, now=NINE).session
    session = add_question(session, text="Which rates?", item=2, now=NINE).session
    session = add_question(session, text="Another story?", item=1, now=NINE).session

    assert check_of(session, "questions").why == "Q1, Q2 open"
    answered = answer_question(session, number=1, answer="Berlin").session
    assert check_of(answered, "questions").why == "Q2 open"
    assert check_of(answer_question(answered, number=2, answer="5 %").session, "questions").state is CheckState.MET


def test_a_question_that_an_earlier_session_left_open_on_the_item_keeps_the_check_open_until_it_is_answered() -> None:
    before = (
        Question(number=2, text="Which ports?", item=2, at=NINE),
        Question(number=3, text="Another story?", item=1, at=NINE),
        Question(number=4, text="Only the large ones?", item=2, at=NINE),
    )
    session = replace(SESSION, earlier_questions=before, numbers=replace(SESSION.numbers, question=4))
    assert check_of(session, "questions") == Check(
        key="questions", words="no open question", state=CheckState.OPEN, why="Q2, Q4 open", is_manual=False
    )
    assert "questions" in open_checks(session, session.item(2))

    asked = add_question(session, text="Which zone?", item=2, now=NINE).session
    answered = answer_question(asked, number=2, answer="All").session
    assert check_of(answered, "questions").why == "Q4, Q5 open"
    for number in (4, 5):
        answered = answer_question(answered, number=number, answer="Yes").session
    assert check_of(answered, "questions").state is CheckState.MET
    assert check_of(answer_question(answered, number=4, answer="").session, "questions").why == "Q4 open"


@pytest.mark.parametrize(
    "incomplete", [Dependency(text="Data"), Dependency(text="Data", who="Ops"), Dependency(text="Data", by=DUE)]
)
def test_each_dependency_needs_a_name_and_a_date(incomplete: Dependency) -> None:
    marks = (CheckMark(check="dependencies"),)
    check = check_of(with_item(dependencies=(DESIGN, incomplete), marks=marks), "dependencies")

    assert (check.state, check.why) == (CheckState.OPEN, "Data: by whom, by when?")


def test_the_open_checks_are_the_keys_of_those_that_are_neither_met_nor_waived() -> None:
    waiver = CheckMark(check="estimate", waived_by="Ana", reason="Later")
    session = with_item(why="Fewer calls", marks=(CheckMark(check="small"), waiver))

    assert open_checks(session, session.item(2)) == ("criteria", "dependencies", OWN_CHECK)


@pytest.mark.parametrize("transition", EVERY_TRANSITION)
@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (SessionStatus.CLOSED, "The session is closed. Open it again to change it."),
        (SessionStatus.PLANNED, "The session has not started yet."),
    ],
)
def test_only_an_open_session_can_be_changed(
    transition: Callable[..., Change], status: SessionStatus, sentence: str
) -> None:
    with pytest.raises(DomainError) as refused:
        transition(replace(SESSION, status=status), item=2)

    assert refused.value.message == sentence


@pytest.mark.parametrize("transition", EVERY_TRANSITION)
def test_an_item_of_another_session_is_refused(transition: Callable[..., Change]) -> None:
    with pytest.raises(DomainError) as refused:
        transition(SESSION, item=99)

    assert refused.value.message == "Item #99 is not part of this session."


@pytest.mark.parametrize("transition", [toggle_check, partial(waive_check, by="Ana", reason="Later")])
@pytest.mark.parametrize("key", ["votes", "", "Small"])
def test_a_check_that_the_agenda_does_not_have_is_refused(transition: Callable[..., Change], key: str) -> None:
    with pytest.raises(DomainError) as refused:
        transition(SESSION, item=2, check=key)

    assert refused.value.message == f"“{key}” is not part of the Definition of Ready."


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("small", "small enough for one sprint"),
        ("dependencies", "dependencies known"),
        (OWN_CHECK, OWN_CHECK),
    ],
)
def test_a_check_is_ticked_and_with_a_second_press_open_again(key: str, words: str) -> None:
    ticked = toggle_check(SESSION, item=2, check=key)
    again = toggle_check(ticked.session, item=2, check=key)

    assert ticked.session == with_item(marks=(CheckMark(check=key),))
    assert ticked.step == f"PAY-12: {words} ✓"
    assert again.session == SESSION
    assert again.step == f"PAY-12: {words} open again"


def test_a_tick_keeps_the_marks_on_other_checks() -> None:
    marks = (CheckMark(check=OWN_CHECK), CheckMark(check="why", waived_by="Ana", reason="Later"))
    ticked = toggle_check(with_item(marks=marks), item=2, check="small").session

    assert ticked.item(2).item.marks == (*marks, CheckMark(check="small"))
    assert toggle_check(ticked, item=2, check="small").session.item(2).item.marks == marks


def test_a_tick_replaces_a_waiver() -> None:
    waived = with_item(marks=(CheckMark(check="small", waived_by="Ana", reason="Later"),))

    assert toggle_check(waived, item=2, check="small").session == with_item(marks=(CheckMark(check="small"),))


@pytest.mark.parametrize(
    ("session", "key", "sentence"),
    [
        (SESSION, "why", "“why is stated” is checked automatically: no why."),
        (with_item(why="x"), "why", "“why is stated” is checked automatically: it is met."),
        (SESSION, "questions", "“no open question” is checked automatically: it is met."),
    ],
)
def test_a_check_that_the_program_computes_is_not_ticked(session: RefinementSession, key: str, sentence: str) -> None:
    with pytest.raises(DomainError) as refused:
        toggle_check(session, item=2, check=key)

    assert refused.value.message == sentence


@pytest.mark.parametrize("key", [key for key in AGENDA.ready if key != "questions"])
def test_every_open_check_can_be_waived_with_a_name_and_a_reason(key: str) -> None:
    change = waive_check(SESSION, item=2, check=key, by=" Ana ", reason="no\tdata yet ")

    assert change.session == with_item(marks=(CheckMark(check=key, waived_by="Ana", reason="no data yet"),))
    check = check_of(change.session, key)
    assert (check.state, check.why) == (CheckState.WAIVED, "waived by Ana: no data yet")
    assert change.step == f"PAY-12: {READY_CHECKS.get(key, key)} waived by Ana: no data yet"


def test_another_waiver_replaces_the_first_and_keeps_marks_on_other_checks() -> None:
    session = with_item(marks=(CheckMark(check="why", waived_by="Ana", reason="Later"), CheckMark(check="small")))
    changed = waive_check(session, item=2, check="why", by="Ben", reason="Never").session

    assert changed.item(2).item.marks == (
        CheckMark(check="small"),
        CheckMark(check="why", waived_by="Ben", reason="Never"),
    )


def test_a_waiver_replaces_a_tick() -> None:
    ticked = with_item(marks=(CheckMark(check="small"),))
    waived = waive_check(ticked, item=2, check="small", by="Ana", reason="Later").session

    assert check_of(waived, "small").state is CheckState.WAIVED


def test_a_waived_check_that_is_met_counts_as_met() -> None:
    session = with_item(why="Fewer calls", marks=(CheckMark(check="why", waived_by="Ana", reason="Later"),))

    assert check_of(session, "why") == Check(
        key="why", words="why is stated", state=CheckState.MET, why="", is_manual=False
    )


def test_a_waiver_is_removed_without_name_and_reason() -> None:
    waived = waive_check(SESSION, item=2, check="why", by="Ana", reason="Later").session
    change = waive_check(waived, item=2, check="why", by="", reason=" ")

    assert change.session == SESSION
    assert change.step == "PAY-12: why is stated no longer waived"


@pytest.mark.parametrize(
    ("by", "reason", "sentence"),
    [
        ("", "", "A waiver needs a reason: type the reason, then @name"),
        ("Ana", " ", "A waiver needs a reason: type the reason, then @name"),
        (" ", "Later", "A waiver needs a name and a reason: type the reason, then @name"),
    ],
)
def test_a_waiver_needs_a_name_and_a_reason(by: str, reason: str, sentence: str) -> None:
    with pytest.raises(DomainError) as refused:
        waive_check(SESSION, item=2, check="why", by=by, reason=reason)

    assert refused.value.message == sentence


@pytest.mark.parametrize(("by", "reason"), [("Ben", ""), ("", "Never")])
def test_half_a_waiver_does_not_replace_a_waiver(by: str, reason: str) -> None:
    waived = waive_check(SESSION, item=2, check="why", by="Ana", reason="Later").session

    with pytest.raises(DomainError, match="A waiver needs a"):
        waive_check(waived, item=2, check="why", by=by, reason=reason)


def test_dependencies_are_appended_with_name_and_date() -> None:
    change = add_dependency(with_item(dependencies=(DESIGN,)), item=2, text=" Data\nfeed ", who=" Ops ", by=DUE)

    assert change.session == with_item(dependencies=(DESIGN, Dependency(text="Data feed", who="Ops", by=DUE)))
    assert change.step == "PAY-12: depends on Data feed"


def test_a_dependency_may_have_neither_name_nor_date() -> None:
    assert add_dependency(SESSION, item=2, text="Data").session == with_item(dependencies=(Dependency(text="Data"),))


@pytest.mark.parametrize("text", ["", " \n"])
def test_a_dependency_needs_a_text(text: str) -> None:
    with pytest.raises(DomainError) as refused:
        add_dependency(SESSION, item=2, text=text, who="Ops", by=DUE)

    assert refused.value.message == "Type what it depends on first, then press enter."


@pytest.mark.parametrize("index", [0, 1, 2])
def test_a_removed_dependency_leaves_the_others_in_order(index: int) -> None:
    dependencies = tuple(Dependency(text=text) for text in "abc")
    change = remove_dependency(with_item(dependencies=dependencies), item=2, index=index)

    remaining = tuple(dependency for dependency in dependencies if dependency is not dependencies[index])
    assert change.session == with_item(dependencies=remaining)
    assert change.step == "PAY-12: dependency removed"


def test_one_of_two_equal_dependencies_is_removed() -> None:
    twice = with_item(dependencies=(DESIGN, DESIGN))

    assert remove_dependency(twice, item=2, index=1).session == with_item(dependencies=(DESIGN,))


@pytest.mark.parametrize("index", [-1, 1, 5])
def test_a_dependency_that_does_not_exist_is_refused_by_its_number(index: int) -> None:
    with pytest.raises(DomainError) as refused:
        remove_dependency(with_item(dependencies=(DESIGN,)), item=2, index=index)

    assert refused.value.message == f"PAY-12 has no dependency {index + 1}."
