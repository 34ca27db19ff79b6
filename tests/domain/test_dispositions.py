"""The table of dispositions, and the words for outcomes, states and what the wrap-up decides."""

from dataclasses import replace

import pytest

from refine_tui.domain.backlog_item import Backlog, ItemState
from refine_tui.domain.clock_reading import read_clock
from refine_tui.domain.dispositions import (
    DISPOSITIONS,
    CarryOver,
    Detail,
    Disposition,
    Outcome,
    disposition_by_code,
    disposition_of,
    outcome_history,
    outcome_words,
    state_words,
)
from refine_tui.domain.people import Team
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.session import RefinementSession
from refine_tui.domain.session_setup import pending_items
from refine_tui.domain.triage import set_disposition
from refine_tui.domain.wrap_up import set_carry_over
from refine_tui.importers.formats.definition import Document
from refine_tui.importers.formats.markdown.minutes_markdown import MINUTES_MARKDOWN
from refine_tui.minutes.document import document_of
from refine_tui.minutes.item_lines import TriagedLine
from refine_tui.minutes.markdown import render_markdown
from refine_tui.ui.live.phases.triage import TriageView
from refine_tui.ui.live.view_model import LiveViewModel
from refine_tui.ui.theme import PALETTES
from tests.support import NINE, a_session

EVERY = pytest.mark.parametrize("disposition", DISPOSITIONS, ids=lambda each: each.code)
WITH_OUTCOME = pytest.mark.parametrize(
    "disposition", [each for each in DISPOSITIONS if each.outcome], ids=lambda each: each.code
)


def sent(disposition: Disposition) -> RefinementSession:
    """Return a session whose first item has the disposition."""
    return set_disposition(a_session(new=2), item=1, disposition=disposition, now=NINE).session


def triaged_line(disposition: Disposition) -> TriagedLine:
    """Return the line of the minutes about an item that has the disposition."""
    (line,) = document_of(sent(disposition), now=NINE).triaged
    return line


def test_the_dispositions_stand_in_the_order_of_their_digits() -> None:
    assert [each.label for each in DISPOSITIONS] == [
        "deep dive",
        "next session",
        "needs info",
        "later",
        "not now",
        "archive",
    ]


@pytest.mark.parametrize("name", ["code", "label", "words", "outcome", "state"])
def test_no_two_dispositions_share_a_code_words_an_outcome_or_a_state(name: str) -> None:
    values = [getattr(each, name) for each in DISPOSITIONS]

    assert len(set(values)) == len(DISPOSITIONS)


@EVERY
def test_every_disposition_is_found_by_its_code_and_is_an_attribute_of_the_class(disposition: Disposition) -> None:
    assert disposition_by_code(disposition.code) is disposition
    assert getattr(Disposition, disposition.code.upper()) is disposition


def test_a_code_that_is_no_disposition_is_refused() -> None:
    with pytest.raises(KeyError):
        disposition_by_code("someday")


def test_what_each_disposition_asks_for() -> None:
    assert {each.label: each.asks_for for each in DISPOSITIONS if each.asks_for} == {
        "needs info": Detail.INFORMATION,
        "not now": Detail.REASON,
        "archive": Detail.REASON,
    }


def test_the_next_deep_dive_takes_deep_dive_before_next_session() -> None:
    order = {each.label: each.deep_dive_order for each in DISPOSITIONS if each.deep_dive_order is not None}

    assert sorted(order, key=lambda label: order[label]) == ["deep dive", "next session"]


def test_the_minutes_begin_a_line_with_the_title_of_a_disposition() -> None:
    assert [each.title for each in DISPOSITIONS] == [
        "Deep dive",
        "Next session",
        "Needs information",
        "Later",
        "Not now",
        "Archived",
    ]


@EVERY
def test_every_disposition_is_a_choice_of_triage(disposition: Disposition) -> None:
    session = replace(a_session(new=1), open_item=1)
    model = LiveViewModel(session=session, clock=read_clock(session, NINE), palette=next(iter(PALETTES.values())))

    choices = TriageView().choices(model)

    assert choices[DISPOSITIONS.index(disposition)].label == disposition.label
    assert len(choices) == len(DISPOSITIONS)


@EVERY
def test_every_disposition_stores_its_outcome_and_its_state(disposition: Disposition) -> None:
    held = sent(disposition).item(1)

    assert (held.outcome, held.item.state) == (disposition.outcome, disposition.state)
    assert (held.deep_dive is not None) == (disposition.outcome is None)
    assert held.triaged


@WITH_OUTCOME
def test_every_disposition_with_an_outcome_is_a_line_and_a_count_of_the_minutes(disposition: Disposition) -> None:
    document = document_of(sent(disposition), now=NINE)

    assert triaged_line(disposition).where == disposition.title
    assert document.items[0].result_title == disposition.title
    (triaged,) = (count for count in document.counts if count.words == "triaged")
    assert [(part.words, part.number) for part in triaged.parts] == [(disposition.words, 1)]


@WITH_OUTCOME
def test_the_minutes_name_the_action_item_of_a_disposition_that_asks_for_information(disposition: Disposition) -> None:
    assert triaged_line(disposition).action == ("A1" if disposition.asks_for is Detail.INFORMATION else "")


@EVERY
def test_an_item_comes_back_from_the_backlog_only_if_its_disposition_says_so(disposition: Disposition) -> None:
    held = sent(disposition).item(1).item
    backlog = Backlog(team=Team(id=1, name="Payments"), items=(held,))

    pending = pending_items(backlog, since=NINE)

    assert bool(pending.candidates) == (disposition.deep_dive_order is not None)
    assert bool(pending.new or pending.candidates) == disposition.comes_back


def test_an_item_whose_information_is_awaited_waits() -> None:
    held = sent(Disposition.NEEDS_INFORMATION).item(1).item
    backlog = Backlog(team=Team(id=1, name="Payments"), items=(held,))

    assert pending_items(backlog, since=NINE, items_with_open_action=frozenset({1})).new == ()


@WITH_OUTCOME
def test_the_minutes_read_back_bring_the_items_that_come_back(disposition: Disposition) -> None:
    session = set_carry_over(sent(disposition), item=2, carry_over=CarryOver.DROPPED).session
    text = render_markdown(document_of(session, now=NINE))

    report = MINUTES_MARKDOWN.read(Document(name="minutes.md", text=text, read_table=lambda sheet: None))

    titles = [item.title for item in report.items]
    assert titles == ([clean_line(session.item(1).item.title)] if disposition.comes_back else [])


@WITH_OUTCOME
def test_an_outcome_of_triage_leads_back_to_its_disposition(disposition: Disposition) -> None:
    assert disposition.outcome is not None
    assert disposition_of(disposition.outcome) is disposition
    assert outcome_words(disposition.outcome) == disposition.words
    assert outcome_history(disposition.outcome) == (disposition.history or disposition.words)


@pytest.mark.parametrize("outcome", [None, Outcome.READY, Outcome.NOT_READY, Outcome.NOT_REACHED])
def test_triage_gives_no_other_outcome(outcome: Outcome | None) -> None:
    assert disposition_of(outcome) is None


def test_every_outcome_has_words() -> None:
    assert {outcome.value: outcome_words(outcome) for outcome in Outcome} == {
        "ready": "ready",
        "not_ready": "not ready",
        "next_session": "next session",
        "needs_information": "needs information",
        "later": "later",
        "not_now": "not now",
        "archived": "archived",
        "not_reached": "not reached",
    }


def test_history_says_what_happened_instead_of_the_disposition() -> None:
    assert [outcome_history(outcome) for outcome in Outcome] == [
        "ready",
        "not ready",
        "moved to this one",
        "sent for information",
        "left for later",
        "not now",
        "archived",
        "not reached",
    ]


def test_every_state_has_words() -> None:
    assert {state.value: state_words(state) for state in ItemState} == {
        "new": "new",
        "deep_dive": "deep dive",
        "next_session": "next session",
        "needs_information": "needs information",
        "later": "later",
        "not_now": "not now",
        "archived": "archived",
        "needs_work": "needs work",
        "ready": "ready",
    }


@pytest.mark.parametrize(
    ("carry_over", "words", "state"),
    [
        (CarryOver.CARRIED, ("carry", "carried", "carried to the next session"), ItemState.NEXT_SESSION),
        (CarryOver.PARKED, ("park", "parked", "parked"), ItemState.NOT_NOW),
        (CarryOver.DROPPED, ("drop", "dropped", "dropped"), ItemState.ARCHIVED),
    ],
)
def test_a_carry_over_has_its_words_and_gives_its_state(
    carry_over: CarryOver, words: tuple[str, str, str], state: ItemState
) -> None:
    change = set_carry_over(a_session(new=1), item=1, carry_over=carry_over)

    assert (carry_over.verb, carry_over.words, carry_over.minutes_words) == words
    assert change.session.item(1).item.state is carry_over.state is state
    assert change.step == f"PAY-11 {carry_over.words}"
    assert f"— {carry_over.minutes_words}" in render_markdown(document_of(change.session, now=NINE))


def test_only_a_carried_item_comes_back() -> None:
    assert [carry_over for carry_over in CarryOver if carry_over.comes_back] == [CarryOver.CARRIED]


def test_every_carry_over_is_in_the_table() -> None:
    assert [carry_over.verb for carry_over in CarryOver] == ["carry", "park", "drop"]
