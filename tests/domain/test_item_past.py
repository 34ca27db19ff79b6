"""What is said of the past of an item, in sentences."""

from dataclasses import replace
from datetime import date

import pytest

from refine_tui.domain.dispositions import Outcome
from refine_tui.domain.item_past import (
    ItemPast,
    PastDecision,
    PastEstimate,
    PastQuestion,
    PastRecord,
    answer_words,
    estimate_words,
    history_words,
    record_words,
)

TODAY = date(2026, 11, 25)
PAST = ItemPast(sessions=2, seconds=27 * 60 + 59, last_outcome=Outcome.NEXT_SESSION, last_day=date(2026, 11, 18))


def test_the_history_says_the_how_manieth_session_it_is_how_long_it_took_and_how_it_ended() -> None:
    assert history_words(PAST, TODAY) == "3rd session, 27 min before today, last time: moved to this one"


@pytest.mark.parametrize(
    ("sessions", "words"), [(1, "2nd"), (3, "4th"), (10, "11th"), (11, "12th"), (12, "13th"), (20, "21st")]
)
def test_sessions_are_counted_with_the_one_that_runs(sessions: int, words: str) -> None:
    assert history_words(replace(PAST, sessions=sessions), TODAY).startswith(f"{words} session, ")


@pytest.mark.parametrize(
    ("outcome", "words"), [(Outcome.NOT_READY, "not ready"), (Outcome.NOT_REACHED, "not reached"), (None, "undecided")]
)
def test_the_last_outcome_is_named(outcome: Outcome | None, words: str) -> None:
    assert history_words(replace(PAST, last_outcome=outcome), TODAY).endswith(f", last time: {words}")


def test_minutes_of_an_earlier_session_of_the_same_day_are_not_before_today() -> None:
    assert "27 min before this session" in history_words(replace(PAST, last_day=TODAY), TODAY)


def test_an_item_that_no_session_discussed_has_no_history() -> None:
    noted = ItemPast(notes=(PastRecord(label="N1", text="See the wiki", day=TODAY),))

    assert (history_words(noted, TODAY), estimate_words(noted, TODAY)) == ("", "")


def test_estimates_are_told_with_their_days() -> None:
    estimates = (
        PastEstimate(value="8", day=date(2025, 12, 3)),
        PastEstimate(value="5", day=date(2026, 11, 18)),
    )

    assert estimate_words(ItemPast(estimates=estimates), TODAY) == "estimated 8 (3 Dec 2025), 5 (18 Nov)"


def test_a_record_is_told_by_its_label_and_its_day() -> None:
    decision = PastDecision(label="D1", text="Wallets come after cards", day=date(2026, 11, 11), because="few have one")

    assert record_words(decision, TODAY) == "D1 (11 Nov) Wallets come after cards"


def test_an_answer_is_told_with_the_day_on_which_it_was_given() -> None:
    question = PastQuestion(
        label="Q1", text="Which currency?", day=date(2026, 11, 4), answer="only in EUR", answered_on=date(2026, 11, 11)
    )

    assert answer_words(question, TODAY) == "Q1 answered (11 Nov): only in EUR"
    assert record_words(question, TODAY) == "Q1 (4 Nov) Which currency?"
    assert answer_words(replace(question, answered_on=None), TODAY) == "Q1 answered: only in EUR"
