"""The room sees what stands on the shared screen, and nothing else leaves the session."""

import json
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refine_tui.domain import recording, timekeeping, triage
from refine_tui.domain.agenda import PhaseKind
from refine_tui.domain.backlog_item import BacklogItem, CheckMark, Dependency, ItemLink
from refine_tui.domain.clock_reading import read_clock
from refine_tui.domain.dispositions import Disposition, Outcome
from refine_tui.domain.item_past import ItemPast, PastDecision, PastEstimate, PastQuestion, PastRecord
from refine_tui.domain.people import Participant, Team
from refine_tui.domain.public_fields import PRIVATE, PUBLIC, as_json, from_json, make, without_private
from refine_tui.domain.public_view import FORMAT, PublicView, public_view, resumed_view
from refine_tui.domain.readiness import open_checks
from refine_tui.domain.records import ActionItem, Decision, EarlierAction, Note, ParkedTopic, Question
from refine_tui.domain.session import Phase, RefinementSession, SessionItem
from refine_tui.domain.timebox import Absence, ItemFocus, Span
from refine_tui.domain.transitions import bind
from tests.store.test_sessions import HOUR
from tests.support import NINE, a_session


def an_hour(step: int = len(HOUR)) -> Iterator[RefinementSession]:
    """Yield the session of the hour after each of its first steps."""
    session = a_session(new=3, candidates=3)
    yield session
    for minute, (transition, asked) in enumerate(HOUR[:step], 1):
        session = bind(transition, **asked)(session, NINE + timedelta(minutes=minute)).session
        yield session


def dataclasses_in(hint: Any) -> Iterator[type]:
    """Yield the dataclasses that a type names; a kind of phase is written as its code."""
    if isinstance(hint, type) and is_dataclass(hint) and hint is not PhaseKind:
        yield hint
    for part in get_args(hint):
        yield from dataclasses_in(part)


def seen_types() -> set[type]:
    """Return every type that a public field of a session or of a view holds, directly or within another."""
    found: set[type] = set()
    waiting: list[type] = [RefinementSession, ItemPast]
    while waiting:
        kind = waiting.pop()
        if kind in found:
            continue
        found.add(kind)
        hints = get_type_hints(kind)
        for name in PUBLIC.get(kind, {}):
            waiting += dataclasses_in(hints[name])
    return found


@pytest.mark.parametrize("kind", sorted(seen_types(), key=repr))
def test_every_field_of_a_session_is_said_to_be_public_or_private(kind: type) -> None:
    """Whoever adds a field decides; a private one has its reason."""
    public, private = set(PUBLIC.get(kind, ())), PRIVATE.get(kind, {})
    assert public | set(private) == {field.name for field in fields(kind)}
    assert not public & set(private)
    assert all(private.values())


def test_nothing_is_classified_that_no_session_holds() -> None:
    """The tables do not outlive the types."""
    assert set(PUBLIC) | set(PRIVATE) == seen_types()


def test_the_view_names_every_public_field_of_a_session() -> None:
    """And what stands beside the session: the past of the open item."""
    assert [field.name for field in fields(PublicView)] == [*PUBLIC[RefinementSession], "past"]


HIDDEN = "do not show"


def with_secrets(session: RefinementSession) -> RefinementSession:
    """Return the session with private fields that can be recognised."""
    items = tuple(
        replace(
            item,
            item=replace(
                item.item,
                url=f"https://{HIDDEN}",
                assignee=HIDDEN,
                links=(ItemLink(type=HIDDEN, key=HIDDEN),),
                source=HIDDEN,
                updated=HIDDEN,
                edited=(HIDDEN,),
            ),
            closed_item=replace(item.item, title=HIDDEN),
            closed_seconds=987654,
        )
        for item in session.items
    )
    return replace(session, items=items, ratings=(1, 1, 5), follows=987654, revision=987654)


@pytest.mark.parametrize("step", range(0, len(HOUR) + 1, 6))
def test_private_fields_leave_the_session_neither_as_json_nor_as_a_session(step: int) -> None:
    *_, session = an_hour(step)
    view = public_view(with_secrets(session))

    for seen in (repr(view), view.to_json(), repr(view.as_session())):
        assert HIDDEN not in seen
        assert "987654" not in seen
    assert view == public_view(session)
    assert view.as_session().ratings == ()


def test_each_step_of_an_hour_comes_back_from_json() -> None:
    for session in an_hour():
        view = public_view(session)
        assert PublicView.from_json(view.to_json()) == view


def test_every_public_field_but_those_of_items_is_what_the_session_has() -> None:
    """What is left out of a session is left out by one rule, that of the items' long texts."""
    for session in an_hour():
        seen = public_view(session).as_session()
        for name in PUBLIC[RefinementSession]:
            if name in ("title", "goal", "status", "phase", "open_item", "phases", "spans", "absences", "people"):
                assert getattr(seen, name) == getattr(session, name), name
        assert [item.label for item in seen.items] == [item.label for item in session.items]
        assert [record.text for record in seen.decisions] == [record.text for record in session.decisions]
        assert seen.numbers == a_session().numbers.__class__()


def test_the_checks_of_what_is_ready_or_not_read_the_same() -> None:
    for session in an_hour():
        seen = public_view(session).as_session()
        for item, other in zip(session.items, seen.items, strict=True):
            if item.outcome in (Outcome.READY, Outcome.NOT_READY) or item.id == session.open_item:
                assert open_checks(seen, other) == open_checks(session, item)


def test_only_the_open_item_has_its_long_texts() -> None:
    session = a_session(new=3)
    session = replace(
        session,
        items=tuple(replace(item, item=replace(item.item, description="long " * 50)) for item in session.items),
        open_item=2,
    )

    assert [bool(item.item.description) for item in public_view(session).items] == [False, True, False]


def test_in_triage_the_time_on_each_new_item_is_seen_and_in_the_deep_dive_that_on_the_open_one() -> None:
    """The pace stands on the screen, and the minutes on the story; nothing else of who was on when does."""
    session = a_session(new=3, candidates=2)
    now = NINE
    for transition in (
        timekeeping.next_phase,
        bind(triage.set_disposition, item=1, disposition=Disposition.LATER),
        bind(timekeeping.open_item, item=2),
        bind(timekeeping.open_item, item=3),
    ):
        now += timedelta(minutes=2)
        session = _made(transition, session, now)
    later = now + timedelta(minutes=1)
    assert public_view(session).as_session().item_times(later) == session.item_times(later)

    for item in (4, 5):
        now += timedelta(minutes=3)
        session = _made(timekeeping.next_phase if item == 4 else bind(timekeeping.open_item, item=5), session, now)
    later = now + timedelta(minutes=1)
    assert public_view(session).as_session().item_times(later) == {5: session.item_times(later)[5]}

    session = _made(timekeeping.next_phase, session, later)
    assert public_view(session).item_focus == ()


def _made(transition: Callable[..., Any], session: RefinementSession, now: Any) -> RefinementSession:
    changed: RefinementSession = (
        transition(session, now=now) if transition is timekeeping.next_phase else transition(session, now)
    ).session
    return changed


def test_when_a_running_session_is_taken_up_again_the_time_away_is_an_absence() -> None:
    """As the facilitator notes it; a paused session has lost none."""
    session = a_session()
    view, later = public_view(session), NINE + timedelta(minutes=40)

    for away in (10, 30):
        found = resumed_view(view, seen=later - timedelta(minutes=away), now=later)
        absence = found.absences[0]
        assert (absence.length, absence.counted) == (timedelta(minutes=away), away == 10)
    assert resumed_view(view, seen=later, now=later) == view
    paused = public_view(timekeeping.pause(session, now=NINE + timedelta(minutes=1)).session)
    assert resumed_view(paused, seen=NINE + timedelta(minutes=1), now=later) == paused


def test_when_the_clock_was_set_back_meanwhile_the_view_moves_with_it() -> None:
    """The first frame shows as much time left as the last one before the kill."""
    late = replace(a_session(), people=(Participant(id=1, name="Tom", arrived_at=NINE + timedelta(minutes=12)),))
    view, seen = public_view(late), NINE + timedelta(minutes=40)
    before = read_clock(view.as_session(), seen)

    found = resumed_view(view, seen=seen, now=seen - timedelta(hours=1))

    after = read_clock(found.as_session(), seen - timedelta(hours=1))
    assert (after.current.remaining, after.elapsed, found.absences) == (before.current.remaining, before.elapsed, ())
    assert found.started_at == NINE - timedelta(hours=1)
    assert found.people[0].arrived_at == NINE - timedelta(minutes=48)


PARTS = (
    Decision,
    ActionItem,
    Question,
    ParkedTopic,
    Note,
    EarlierAction,
    Participant,
    Phase,
    Span,
    Absence,
    ItemFocus,
    CheckMark,
    Dependency,
    BacklogItem,
    SessionItem,
    PastRecord,
    PastDecision,
    PastQuestion,
    PastEstimate,
    ItemPast,
)


@pytest.mark.parametrize("kind", PARTS)
def test_whatever_a_part_holds_comes_back_from_json(kind: type) -> None:
    """Any text, any date, nothing at all."""

    @settings(max_examples=30, deadline=None)
    @given(st.from_type(kind))
    def comes_back(part: Any) -> None:
        written = json.loads(json.dumps(as_json(part, kind)))
        assert as_json(from_json(written, kind), kind) == as_json(part, kind)
        if not any(is_dataclass(getattr(part, name)) for name in PUBLIC[kind]) and kind is not BacklogItem:
            assert from_json(written, kind) == without_private(part)

    comes_back()


def test_a_view_of_another_format_is_not_read() -> None:
    written = json.loads(public_view(a_session()).to_json())
    assert written["format"] == FORMAT
    written["format"] = FORMAT + 1

    assert PublicView.from_json(json.dumps(written)) is None


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "7", "{}", '{"format":2}', '{"format":2,"session":[],"past":{}}', "[" * 100_000]
)
def test_what_is_no_view_is_not_read(text: str) -> None:
    assert PublicView.from_json(text) is None


def test_a_view_that_is_cut_off_is_not_read() -> None:
    text = public_view(a_session()).to_json()
    assert all(PublicView.from_json(text[:length]) is None for length in range(0, len(text), 37))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", 5),
        ("title", None),
        ("phase", "0"),
        ("phase", 4),
        ("phase", -1),
        ("status", "asleep"),
        ("started_at", "soon"),
        ("phases", []),
        ("people", [{"id": 1}]),
        ("people", {"id": 1}),
        ("ratings", [1]),
        ("unheard_of", 1),
    ],
)
def test_a_view_with_a_wrong_value_is_not_read(name: str, value: object) -> None:
    """It would fail on the screen, while the room looks."""
    written = json.loads(public_view(a_session()).to_json())
    written["session"][name] = value

    assert PublicView.from_json(json.dumps(written)) is None


def test_a_large_session_makes_a_small_view() -> None:
    """It is written at every change: forty items with long texts and thirty records stay under thirty kilobytes."""
    session = a_session(new=30, candidates=10)
    items = tuple(
        replace(
            item,
            item=replace(
                item.item, title="T" * 60, description="D" * 2000, why="W" * 200, acceptance_criteria=("C" * 80,) * 4
            ),
        )
        for item in session.items
    )
    session = replace(session, items=items)
    for index in range(30):
        change = recording.add_decision(session, text="D" * 80, because="B" * 40, item=index % 40 + 1, now=NINE)
        session = change.session
    focus = tuple(ItemFocus(at=NINE + timedelta(seconds=50 * place), item=place % 40 + 1) for place in range(80))

    assert len(public_view(replace(session, phase=1, item_focus=focus)).to_json().encode()) < 30_000


def test_a_value_without_its_private_fields_is_made_of_public_ones_alone() -> None:
    kept = without_private(Team(id=4, name="Payments"))
    assert kept == make(Team, {"name": "Payments"})
    assert kept.id == 0


def test_the_time_of_a_record_says_its_place_among_all_and_no_more() -> None:
    session = a_session(new=1)
    for minute, text in enumerate(("Refunds wait", "Ask Legal")):
        session = recording.add_decision(session, text=text, now=NINE + timedelta(minutes=2 * minute)).session
        session = recording.add_note(session, text=text, now=NINE + timedelta(minutes=2 * minute + 1)).session
    view = public_view(session)

    assert [record.label for record in recording.all_records(view.as_session())] == ["D1", "N1", "D2", "N2"]
    assert {record.at.year for record in recording.all_records(view.as_session())} == {1970}
    assert PublicView.from_json(view.to_json()) == view
