"""The agenda: which phases a session has, how long each may take, what each is for."""

from dataclasses import dataclass, field
from enum import Enum
from typing import ClassVar

SCALES: dict[str, tuple[str, ...]] = {
    "fibonacci": ("1", "2", "3", "5", "8", "13", "21"),
    "modified-fibonacci": ("0", "½", "1", "2", "3", "5", "8", "13", "20", "40", "100"),
    "t-shirt": ("XS", "S", "M", "L", "XL"),
    "powers-of-two": ("1", "2", "4", "8", "16", "32"),
    "linear": ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10"),
}
"""The scales that an agenda can name; it may also list its own values."""

READY_CHECKS: dict[str, str] = {
    "why": "why is stated",
    "criteria": "acceptance criteria exist",
    "estimate": "estimated",
    "small": "small enough for one sprint",
    "dependencies": "dependencies known",
    "questions": "no open question",
}
"""The checks of a Definition of Ready that the product knows by name; a team adds its own as text."""


class PhaseItems(Enum):
    """Which items of the session a phase goes through, one after the other."""

    TRIAGE = "triage"
    """`RefinementSession.triage_items`."""
    CANDIDATES = "candidates"
    """`RefinementSession.candidates`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseKind:
    """What a phase does: an entry of `PHASE_KINDS`, or a kind that this version does not know. Its code identifies it.

    The kinds are code, the phases themselves are data.
    """

    KICKOFF: ClassVar["PhaseKind"]
    TRIAGE: ClassVar["PhaseKind"]
    DEEP_DIVE: ClassVar["PhaseKind"]
    WRAP_UP: ClassVar["PhaseKind"]

    code: str
    """Its stable name, in agenda files and in what is stored."""
    title: str = field(compare=False)
    """A title for a phase of this kind that has none of its own."""
    items: PhaseItems | None = field(default=None, compare=False)
    """None: it goes through no items."""
    only_first: bool = field(default=False, compare=False)
    """An agenda has it as its first phase or not at all."""
    only_last: bool = field(default=False, compare=False)
    """An agenda has it as its last phase or not at all."""
    is_known: bool = field(default=True, compare=False)
    """False: a newer version of the program stored it; its time, its prompts and its records work."""


PhaseKind.KICKOFF = PhaseKind(code="kickoff", title="Kick-off", only_first=True)
PhaseKind.TRIAGE = PhaseKind(code="triage", title="Triage", items=PhaseItems.TRIAGE)
PhaseKind.DEEP_DIVE = PhaseKind(code="deep_dive", title="Deep dive", items=PhaseItems.CANDIDATES)
PhaseKind.WRAP_UP = PhaseKind(code="wrap_up", title="Wrap-up", only_last=True)

PHASE_KINDS = (PhaseKind.KICKOFF, PhaseKind.TRIAGE, PhaseKind.DEEP_DIVE, PhaseKind.WRAP_UP)
"""Every kind of phase that this version knows, in the order of the default agenda."""

_BY_CODE = {kind.code: kind for kind in PHASE_KINDS}


def phase_kind(code: str) -> PhaseKind:
    """Return the kind of phase called *code*.

    Raises:
        KeyError: this version knows none.
    """
    return _BY_CODE[code]


def phase_kind_or_other(code: str) -> PhaseKind:
    """Return the kind of phase called *code*, or one of that code that is not known and goes through no items."""
    return _BY_CODE.get(code) or PhaseKind(code=code, title="Other phase", is_known=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPhase:
    """One timebox of an agenda."""

    kind: PhaseKind
    title: str
    minutes: int
    """The planned length, in whole minutes, at least 1."""
    prompts: tuple[str, ...] = ()
    """Questions that the facilitator can put to the group."""
    minutes_per_item: int | None = None
    """How long one item may take in this phase, in minutes; None: no budget per item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """A template for sessions. A session keeps a copy, so that editing the template never changes the past."""

    id: str
    title: str
    phases: tuple[AgendaPhase, ...]
    scale_name: str = "fibonacci"
    """The name of the scale, or ``custom``."""
    scale: tuple[str, ...] = SCALES["fibonacci"]
    """The values that an estimate can have, smallest first."""
    ready: tuple[str, ...] = tuple(READY_CHECKS)
    """The Definition of Ready: keys of `READY_CHECKS`, or a team's own checks as text."""

    @property
    def minutes(self) -> int:
        """The planned length of the whole session, in minutes."""
        return sum(phase.minutes for phase in self.phases)
