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
"""The estimation scales that an agenda can name; it can also list its own values."""

READY_CHECKS: dict[str, str] = {
    "why": "why is stated",
    "criteria": "acceptance criteria exist",
    "estimate": "estimated",
    "small": "small enough for one sprint",
    "dependencies": "dependencies known",
    "questions": "no open question",
}
"""The predefined checks of a Definition of Ready, with their texts; a team adds its own checks as text."""


class PhaseItems(Enum):
    """Which items of the session a phase works on, one after the other."""

    TRIAGE = "triage"
    """`RefinementSession.triage_items`."""
    CANDIDATES = "candidates"
    """`RefinementSession.candidates`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseKind:
    """A kind of phase: an entry of `PHASE_KINDS`, or an unknown one. Two kinds are equal if their codes are."""

    KICKOFF: ClassVar["PhaseKind"]
    TRIAGE: ClassVar["PhaseKind"]
    DEEP_DIVE: ClassVar["PhaseKind"]
    WRAP_UP: ClassVar["PhaseKind"]

    code: str
    """The stable name, used in agenda files and in the database."""
    title: str = field(compare=False)
    """The default title of a phase of this kind."""
    items: PhaseItems | None = field(default=None, compare=False)
    """The items that the phase works on; None: it has no items."""
    only_first: bool = field(default=False, compare=False)
    """Whether only the first phase of an agenda can be of this kind."""
    only_last: bool = field(default=False, compare=False)
    """Whether only the last phase of an agenda can be of this kind."""


PhaseKind.KICKOFF = PhaseKind(code="kickoff", title="Kick-off", only_first=True)
PhaseKind.TRIAGE = PhaseKind(code="triage", title="Triage", items=PhaseItems.TRIAGE)
PhaseKind.DEEP_DIVE = PhaseKind(code="deep_dive", title="Deep dive", items=PhaseItems.CANDIDATES)
PhaseKind.WRAP_UP = PhaseKind(code="wrap_up", title="Wrap-up", only_last=True)

PHASE_KINDS = (PhaseKind.KICKOFF, PhaseKind.TRIAGE, PhaseKind.DEEP_DIVE, PhaseKind.WRAP_UP)
"""All kinds of phases that this version knows, in the order of the default agenda."""

_BY_CODE = {kind.code: kind for kind in PHASE_KINDS}


def phase_kind(code: str) -> PhaseKind:
    """Return the kind of phase with this code.

    Raises:
        KeyError: this version does not know the code.
    """
    return _BY_CODE[code]


def phase_kind_or_other(code: str) -> PhaseKind:
    """Return the kind of phase with this code.

    A newer version of the program can store codes that this one does not know: the result then has no items.
    """
    return _BY_CODE.get(code) or PhaseKind(code=code, title="Other phase")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPhase:
    """One timebox of an agenda."""

    kind: PhaseKind
    title: str
    minutes: int
    """The planned length, in whole minutes, at least 1."""
    prompts: tuple[str, ...] = ()
    """Questions that the facilitator can ask the group."""
    minutes_per_item: int | None = None
    """The time budget of one item in this phase, in minutes; None: no budget per item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """A template for sessions. Each session has its own copy, so editing the template does not change past sessions."""

    id: str
    title: str
    phases: tuple[AgendaPhase, ...]
    scale_name: str = "fibonacci"
    """The name of the scale, or ``custom``."""
    scale: tuple[str, ...] = SCALES["fibonacci"]
    """The allowed values of an estimate, smallest first."""
    ready: tuple[str, ...] = tuple(READY_CHECKS)
    """The Definition of Ready: keys of `READY_CHECKS`, or a team's own checks as text."""

    @property
    def minutes(self) -> int:
        """The planned length of the whole session, in minutes."""
        return sum(phase.minutes for phase in self.phases)
