"""The participants of a session and their roles, and the team."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from refine_tui.domain.errors import DomainError
from refine_tui.domain.plain_text import casefold_key, clean_line, clean_text, name_key


class Role(StrEnum):
    """The role of a participant."""

    SCRUM_MASTER = "scrum_master"
    PRODUCT_OWNER = "product_owner"
    DEVELOPER = "developer"
    STAKEHOLDER = "stakeholder"

    @property
    def words(self) -> str:
        """The name of the role: ``Product Owner``."""
        return _ROLE_NAMES[self]

    @property
    def short(self) -> str:
        """The short name of the role, as in ``Ana (PO)``."""
        return _SHORT_ROLE_NAMES[self]


_ROLE_NAMES = {
    Role.SCRUM_MASTER: "Scrum Master",
    Role.PRODUCT_OWNER: "Product Owner",
    Role.DEVELOPER: "Developer",
    Role.STAKEHOLDER: "Stakeholder",
}
_SHORT_ROLE_NAMES = {
    Role.SCRUM_MASTER: "SM",
    Role.PRODUCT_OWNER: "PO",
    Role.DEVELOPER: "Dev",
    Role.STAKEHOLDER: "Stakeholder",
}
_ROLES_BY_WORD = {
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
    """A person who is expected at one session. Each session has its own copy, so later edits do not change it."""

    id: int
    """Unique within the session, from 1."""
    name: str
    role: Role = Role.DEVELOPER
    present: bool = True
    """False if the person is away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """The team whose backlog is refined."""

    id: int
    name: str


def parse_people(text: str, known: Iterable[Participant] = ()) -> tuple[Participant, ...]:
    """Return the participants that ``Ana (PO), Ben; -Chloé (stakeholder)`` lists, in that order.

    Commas, semicolons and line ends separate names. A name without a role has the role of the same name in
    *known*, else developer. A minus before the name means that the person is away. Names are compared by `name_key`.

    Raises:
        DomainError: a role in parentheses is unknown, and the message lists the known ones; or two people have the
            same name.
    """
    known_people = {name_key(person.name): person for person in known}
    people: dict[str, Participant] = {}
    for part in re.split(r"[,;\n]", clean_text(text)):
        match = re.fullmatch(r"\s*(-?)\s*(.*?)\s*(?:\(([^()]*)\))?\s*", part)
        if match is None or not (name := clean_line(match[2])):
            continue
        key = name_key(name)
        known_person = known_people.get(key)
        role = known_person.role if known_person else Role.DEVELOPER
        if match[3] is not None and match[3].strip():
            role = _parse_role(match[3], name)
        spelling = known_person.name if known_person else name
        person = Participant(id=len(people) + 1, name=spelling, role=role, present=not match[1])
        if key in people:
            raise DomainError(f"{people[key].name} is listed twice: add a last name or an initial.")
        people[key] = person
    return tuple(people.values())


def _parse_role(word: str, name: str) -> Role:
    role = _ROLES_BY_WORD.get(casefold_key(word))
    if role is None:
        raise DomainError(
            f"“{clean_line(word)}” behind {name} is not a role: use SM, PO, Dev or Stakeholder, or leave it out."
        )
    return role


def format_people(people: Iterable[Participant]) -> str:
    """Return the line of text from which `parse_people` reads the same people."""
    return ", ".join(f"{'' if person.present else '-'}{person.name} ({person.role.short})" for person in people)


def with_presence_toggled(people: tuple[Participant, ...], person_id: int) -> tuple[Participant, ...]:
    """Return *people* with one person changed from present to away or back; an unknown id changes nothing."""
    return tuple(replace(p, present=not p.present) if p.id == person_id else p for p in people)
