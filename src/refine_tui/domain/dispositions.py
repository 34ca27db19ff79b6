"""What becomes of an item: the dispositions of triage, the outcome in a session, the state in the backlog.

`DISPOSITIONS` is the one table of the dispositions: choices on the screen, outcomes, states and words follow from it.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import ClassVar, NamedTuple

from refine_tui.domain.backlog_item import ItemState


class Outcome(StrEnum):
    """What the session did with an item, as it is stored; `outcome_words` has the words."""

    READY = "ready"
    NOT_READY = "not_ready"
    NEXT_SESSION = "next_session"
    NEEDS_INFORMATION = "needs_information"
    LATER = "later"
    NOT_NOW = "not_now"
    ARCHIVED = "archived"
    NOT_REACHED = "not_reached"


class CarryOver(StrEnum):
    """What the wrap-up does with an item that was not reached, as it is stored; `_CARRY_OVERS` has the rest."""

    CARRIED = "carried"
    PARKED = "parked"
    DROPPED = "dropped"

    @property
    def verb(self) -> str:
        """The choice on the screen: ``carry``."""
        return _CARRY_OVERS[self].verb

    @property
    def words(self) -> str:
        """Within a sentence on the screen: ``carried``."""
        return _CARRY_OVERS[self].words

    @property
    def minutes_words(self) -> str:
        """Within a sentence of the minutes: ``carried to the next session``."""
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
    """What triage asks for when it gives a disposition."""

    REASON = "reason"
    """Why: for the minutes."""
    INFORMATION = "information"
    """What to find out, and who does it by when: an action item."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Disposition:
    """Where triage sends an item: an entry of `DISPOSITIONS`."""

    DEEP_DIVE: ClassVar["Disposition"]
    NEXT_SESSION: ClassVar["Disposition"]
    NEEDS_INFORMATION: ClassVar["Disposition"]
    LATER: ClassVar["Disposition"]
    NOT_NOW: ClassVar["Disposition"]
    ARCHIVED: ClassVar["Disposition"]

    code: str
    """Its stable name, in the script of the demo."""
    label: str
    """The choice on the screen: ``needs info``."""
    words: str
    """Within a sentence, of an item that was sent there: ``needs information``."""
    history: str = ""
    """Within a sentence about an earlier session, where `words` would not say it."""
    outcome: Outcome | None
    """The outcome of the item in the session; None: it becomes a candidate of the deep dive, still undecided."""
    state: ItemState
    """The state of the backlog item afterwards."""
    asks_for: Detail | None = None
    """None: the next item opens at once."""
    deep_dive_order: int | None = None
    """Orders the candidates of the next session's deep dive, smallest first; None: the item is not one of them."""

    @property
    def title(self) -> str:
        """Its words at the beginning of a line or of a cell, as the minutes have them."""
        return self.words.capitalize()

    @property
    def comes_back(self) -> bool:
        """Whether a later session takes the item up by itself: the next one, or the one after the information came."""
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
    history="put off to the next session",
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
    history="put off",
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
"""Every disposition, in the order of their digits on the screen (from 1) and of their lines in the minutes."""

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
    """Return the disposition called *code*.

    Raises:
        KeyError: there is none.
    """
    return _BY_CODE[code]


def disposition_of(outcome: Outcome | None) -> Disposition | None:
    """Return the disposition that gives an item this outcome; None: triage does not give it."""
    return _BY_OUTCOME.get(outcome) if outcome else None


def outcome_words(outcome: Outcome) -> str:
    """Return an outcome within a sentence: ``needs information``, ``not ready``."""
    return _OUTCOME_WORDS[outcome]


def outcome_history(outcome: Outcome) -> str:
    """Return the outcome of an earlier session within a sentence: ``put off to the next session``, ``not ready``."""
    disposition = disposition_of(outcome)
    return disposition.history if disposition and disposition.history else outcome_words(outcome)


def state_words(state: ItemState) -> str:
    """Return the state of a backlog item within a sentence: ``needs work``."""
    return _STATE_WORDS[state]
