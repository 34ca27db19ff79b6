"""Dispositions of triage, outcomes in a session, and carry-overs of the wrap-up, with their texts.

`DISPOSITIONS` is the only table of the dispositions: it defines the choices, outcomes, states and texts.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import ClassVar, NamedTuple

from refine_tui.domain.backlog_item import ItemState


class Outcome(StrEnum):
    """The result of an item in a session. The values are stored; `outcome_words` returns the text for people."""

    READY = "ready"
    NOT_READY = "not_ready"
    NEXT_SESSION = "next_session"
    NEEDS_INFORMATION = "needs_information"
    LATER = "later"
    NOT_NOW = "not_now"
    ARCHIVED = "archived"
    NOT_REACHED = "not_reached"


class CarryOver(StrEnum):
    """What the wrap-up does with an item that was not reached. The values are stored."""

    CARRIED = "carried"
    PARKED = "parked"
    DROPPED = "dropped"

    @property
    def verb(self) -> str:
        """The label of the choice on the screen: ``carry``."""
        return _CARRY_OVERS[self].verb

    @property
    def words(self) -> str:
        """The text within a sentence on the screen: ``carried``."""
        return _CARRY_OVERS[self].words

    @property
    def minutes_words(self) -> str:
        """The text within a sentence of the minutes: ``carried to the next session``."""
        return _CARRY_OVERS[self].minutes_words

    @property
    def state(self) -> ItemState:
        """The state of the backlog item afterwards."""
        return _CARRY_OVERS[self].state

    @property
    def comes_back(self) -> bool:
        """Whether the next session takes the item up again."""
        return self.state is ItemState.NEXT_SESSION


class _CarryOverEntry(NamedTuple):
    verb: str
    words: str
    minutes_words: str
    state: ItemState


_CARRY_OVERS = {
    CarryOver.CARRIED: _CarryOverEntry("carry", "carried", "carried to the next session", ItemState.NEXT_SESSION),
    CarryOver.PARKED: _CarryOverEntry("park", "parked", "parked", ItemState.NOT_NOW),
    CarryOver.DROPPED: _CarryOverEntry("drop", "dropped", "dropped", ItemState.ARCHIVED),
}


class Detail(Enum):
    """The detail that triage asks for after a disposition is set."""

    REASON = "reason"
    """The reason, which the minutes show."""
    INFORMATION = "information"
    """An action item: what to find out, who does it, and by when."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Disposition:
    """A disposition of triage: an entry of `DISPOSITIONS`."""

    DEEP_DIVE: ClassVar["Disposition"]
    NEXT_SESSION: ClassVar["Disposition"]
    NEEDS_INFORMATION: ClassVar["Disposition"]
    LATER: ClassVar["Disposition"]
    NOT_NOW: ClassVar["Disposition"]
    ARCHIVED: ClassVar["Disposition"]

    code: str
    """The stable name, used in the script of the demo."""
    label: str
    """The label of the choice on the screen: ``needs info``."""
    words: str
    """The text within a sentence about an item: ``needs information``."""
    history: str = ""
    """The text within a sentence about the session before this one; empty: the same as `words`."""
    outcome: Outcome | None
    """The outcome of the item in the session; None: it becomes a candidate of the deep dive, without an outcome."""
    state: ItemState
    """The state of the backlog item afterwards."""
    asks_for: Detail | None = None
    """The detail to ask for; None: no detail, and the next item opens at once."""
    deep_dive_order: int | None = None
    """The sort key in the deep dive of the next session, smallest first; None: the item is not a candidate there."""

    @property
    def title(self) -> str:
        """The text at the beginning of a line or a table cell of the minutes."""
        return self.words.capitalize()

    @property
    def comes_back(self) -> bool:
        """Whether a later session includes the item automatically, if need be once its information is complete."""
        return self.deep_dive_order is not None or self.asks_for is Detail.INFORMATION


Disposition.DEEP_DIVE = Disposition(
    code="deep_dive",
    label="deep dive",
    words="deep dive",
    outcome=None,
    state=ItemState.DEEP_DIVE,
    deep_dive_order=0,
)
Disposition.NEXT_SESSION = Disposition(
    code="next_session",
    label="next session",
    words="next session",
    history="moved to this one",
    outcome=Outcome.NEXT_SESSION,
    state=ItemState.NEXT_SESSION,
    deep_dive_order=1,
)
Disposition.NEEDS_INFORMATION = Disposition(
    code="needs_information",
    label="needs info",
    words="needs information",
    history="sent for information",
    outcome=Outcome.NEEDS_INFORMATION,
    state=ItemState.NEEDS_INFORMATION,
    asks_for=Detail.INFORMATION,
)
Disposition.LATER = Disposition(
    code="later",
    label="later",
    words="later",
    history="left for later",
    outcome=Outcome.LATER,
    state=ItemState.LATER,
)
Disposition.NOT_NOW = Disposition(
    code="not_now",
    label="not now",
    words="not now",
    outcome=Outcome.NOT_NOW,
    state=ItemState.NOT_NOW,
    asks_for=Detail.REASON,
)
Disposition.ARCHIVED = Disposition(
    code="archived",
    label="archive",
    words="archived",
    outcome=Outcome.ARCHIVED,
    state=ItemState.ARCHIVED,
    asks_for=Detail.REASON,
)

DISPOSITIONS = (
    Disposition.DEEP_DIVE,
    Disposition.NEXT_SESSION,
    Disposition.NEEDS_INFORMATION,
    Disposition.LATER,
    Disposition.NOT_NOW,
    Disposition.ARCHIVED,
)
"""All dispositions, in the order of their digits on the screen (from 1) and of the minutes."""

_BY_CODE = {disposition.code: disposition for disposition in DISPOSITIONS}
_BY_OUTCOME = {disposition.outcome: disposition for disposition in DISPOSITIONS if disposition.outcome}

_OUTCOME_WORDS = {disposition.outcome: disposition.words for disposition in DISPOSITIONS if disposition.outcome} | {
    Outcome.READY: "ready",
    Outcome.NOT_READY: "not ready",
    Outcome.NOT_REACHED: "not reached",
}
_STATE_WORDS = {disposition.state: disposition.words for disposition in DISPOSITIONS} | {
    ItemState.NEW: "new",
    ItemState.NEEDS_WORK: "needs work",
    ItemState.READY: "ready",
}


def disposition_by_code(code: str) -> Disposition:
    """Return the disposition with this code.

    Raises:
        KeyError: no disposition has this code.
    """
    return _BY_CODE[code]


def disposition_of(outcome: Outcome | None) -> Disposition | None:
    """Return the disposition that leads to this outcome; None: no disposition does."""
    return _BY_OUTCOME.get(outcome) if outcome else None


def outcome_words(outcome: Outcome) -> str:
    """Return the text of an outcome within a sentence: ``needs information``, ``not ready``."""
    return _OUTCOME_WORDS[outcome]


def outcome_history(outcome: Outcome) -> str:
    """Return the text of an outcome within a sentence about the session before this one: ``not ready``."""
    disposition = disposition_of(outcome)
    return disposition.history if disposition and disposition.history else outcome_words(outcome)


def state_words(state: ItemState) -> str:
    """Return the text of an item's state within a sentence: ``needs work``."""
    return _STATE_WORDS[state]
