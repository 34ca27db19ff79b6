"""The agenda: which phases a session has, how long each may take, what each is for."""

from dataclasses import dataclass
from enum import StrEnum

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


class PhaseKind(StrEnum):
    """What a phase does; the kinds are code, the phases themselves are data."""

    KICKOFF = "kickoff"
    TRIAGE = "triage"
    DEEP_DIVE = "deep_dive"
    WRAP_UP = "wrap_up"


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
