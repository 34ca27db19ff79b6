"""Who takes part: the people of one session, with the role they have in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from refine_tui.domain.errors import DomainError
from refine_tui.domain.plain_text import casefold_key, clean_line, clean_text


class Role(StrEnum):
    """The part somebody has in the session."""

    SCRUM_MASTER = "scrum_master"
    PRODUCT_OWNER = "product_owner"
    DEVELOPER = "developer"
    STAKEHOLDER = "stakeholder"

    @property
    def words(self) -> str:
        """The role as people say it."""
        return _TITLES[self]

    @property
    def short(self) -> str:
        """The role as it is written behind a name."""
        return _SHORT[self]


_TITLES = {
    Role.SCRUM_MASTER: "Scrum Master",
    Role.PRODUCT_OWNER: "Product Owner",
    Role.DEVELOPER: "Developer",
    Role.STAKEHOLDER: "Stakeholder",
}
_SHORT = {Role.SCRUM_MASTER: "SM", Role.PRODUCT_OWNER: "PO", Role.DEVELOPER: "Dev", Role.STAKEHOLDER: "Stakeholder"}
_WORDS = {
    "sm": Role.SCRUM_MASTER,
    "scrum master": Role.SCRUM_MASTER,
    "scrummaster": Role.SCRUM_MASTER,
    "facilitator": Role.SCRUM_MASTER,
    "po": Role.PRODUCT_OWNER,
    "product owner": Role.PRODUCT_OWNER,
    "owner": Role.PRODUCT_OWNER,
    "dev": Role.DEVELOPER,
    "developer": Role.DEVELOPER,
    "qa": Role.DEVELOPER,
    "tester": Role.DEVELOPER,
    "designer": Role.DEVELOPER,
    "ux": Role.DEVELOPER,
    "stakeholder": Role.STAKEHOLDER,
    "guest": Role.STAKEHOLDER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody who was expected at one session. Names are copied, so that the past keeps them."""

    id: int
    """Counts within the session."""
    name: str
    role: Role = Role.DEVELOPER
    present: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """The team whose backlog is refined."""

    id: int
    name: str


def parse_people(text: str, known: Iterable[Participant] = ()) -> tuple[Participant, ...]:
    """Read ``Ana (PO), Ben, Chloé (stakeholder)`` into participants, in that order.

    A name without a role keeps the role that *known* has for it, else it is a developer. The same
    name twice counts once. ``-Eli`` means that Eli is away.

    Raises:
        DomainError: a role in parentheses is not one of ours; the sentence names those that are.
    """
    roles = {casefold_key(person.name): person for person in known}
    people: dict[str, Participant] = {}
    for part in re.split(r"[,;\n]", clean_text(text)):
        match = re.fullmatch(r"\s*(-?)\s*(.*?)\s*(?:\(([^()]*)\))?\s*", part, flags=re.DOTALL)
        if match is None or not (name := clean_line(match[2])):
            continue
        before = roles.get(casefold_key(name))
        role = before.role if before else Role.DEVELOPER
        if match[3] is not None and match[3].strip():
            role = _role(match[3], name)
        person = Participant(id=len(people) + 1, name=before.name if before else name, role=role, present=not match[1])
        people.setdefault(casefold_key(name), person)
    return tuple(people.values())


def _role(word: str, name: str) -> Role:
    role = _WORDS.get(casefold_key(word))
    if role is None:
        raise DomainError(
            f"“{clean_line(word)}” behind {name} is not a role: use SM, PO, Dev or Stakeholder, or leave it out."
        )
    return role


def format_people(people: Iterable[Participant]) -> str:
    """Write people so that `parse_people` reads the same people back."""
    return ", ".join(f"{'' if person.present else '-'}{person.name} ({person.role.short})" for person in people)


def match_name(word: str, people: Iterable[Participant]) -> str:
    """Return the full name of the one person whose name begins with *word*, else *word* as it was typed."""
    wanted = casefold_key(word)
    names = [person.name for person in people]
    exact = [name for name in names if casefold_key(name) == wanted]
    starting = [
        name
        for name in names
        if any(part.startswith(wanted) for part in (casefold_key(name), *casefold_key(name).split()))
    ]
    for candidates in (exact, starting):
        if wanted and len(candidates) == 1:
            return candidates[0]
    return clean_line(word)


def toggled(people: tuple[Participant, ...], person_id: int) -> tuple[Participant, ...]:
    """Return *people* with the presence of one of them turned round."""
    return tuple(replace(p, present=not p.present) if p.id == person_id else p for p in people)
