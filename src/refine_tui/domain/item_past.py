"""What earlier sessions left of an item: questions, decisions, notes, minutes and estimates; and sentences about it.

Days are those of the session, in its own time zone. What a session that is not closed spent on an item is not known
yet, so minutes, outcomes and estimates are of closed sessions only.
"""

from dataclasses import dataclass
from datetime import date

from refine_tui.domain.date_words import short_day
from refine_tui.domain.dispositions import Outcome, outcome_history


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRecord:
    """A note of an earlier session; the base of all records."""

    label: str
    """``D4``, ``Q3``, ``N5``; unique in the team."""
    text: str
    day: date
    """The day of the session that recorded it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDecision(PastRecord):
    """A decision of an earlier session."""

    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastQuestion(PastRecord):
    """A question of an earlier session."""

    owner: str = ""
    answer: str = ""
    """Empty while it is open."""
    answered_on: date | None = None
    """The day of the session that answered it; None while it is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastEstimate:
    """An estimate that the group agreed on in an earlier session."""

    value: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPast:
    """What the sessions before this one left of an item; records by their day and number, estimates oldest first."""

    open_questions: tuple[PastQuestion, ...] = ()
    """Those that are open now; `RefinementSession.questions_on` has them too, also after this session answers them."""
    answered_questions: tuple[PastQuestion, ...] = ()
    """Those that were answered before this session began."""
    decisions: tuple[PastDecision, ...] = ()
    notes: tuple[PastRecord, ...] = ()
    sessions: int = 0
    """The number of closed sessions in which the group discussed it."""
    seconds: int = 0
    """How long it was on the screen in them."""
    estimates: tuple[PastEstimate, ...] = ()
    last_outcome: Outcome | None = None
    """The outcome in the last of these sessions."""
    last_day: date | None = None
    """The day of the last of these sessions; None: there is none."""


def history_words(past: ItemPast, today: date) -> str:
    """Return ``3rd session, 27 min before today, last time: not ready``; empty: no session discussed the item."""
    if past.last_day is None:
        return ""
    before = "today" if past.last_day < today else "this session"
    ended = outcome_history(past.last_outcome) if past.last_outcome else "undecided"
    return f"{_ordinal(past.sessions + 1)} session, {past.seconds // 60} min before {before}, last time: {ended}"


def estimate_words(past: ItemPast, today: date) -> str:
    """Return ``estimated 8 (11 Nov), 5 (18 Nov)``; empty: no earlier session agreed on an estimate."""
    values = [f"{estimate.value} ({short_day(estimate.day, today)})" for estimate in past.estimates]
    return f"estimated {', '.join(values)}" if values else ""


def record_words(record: PastRecord, today: date) -> str:
    """Return a decision, a note or an open question: ``D1 (11 Nov) Wallets come after cards``."""
    return f"{record.label} ({short_day(record.day, today)}) {record.text}"


def answer_words(question: PastQuestion, today: date) -> str:
    """Return the answer to a question, with its day: ``Q1 answered (11 Nov): only in EUR``."""
    day = f" ({short_day(question.answered_on, today)})" if question.answered_on else ""
    return f"{question.label} answered{day}: {question.answer}"


def _ordinal(number: int) -> str:
    """Return ``2nd``, ``3rd``, ``11th``, ``21st``."""
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if 11 <= number % 100 <= 13 else endings.get(number % 10, 'th')}"  # noqa: PLR2004 - teens
