"""The participants of a session and their roles, and the team."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
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
    """The role by which the rules treat the person."""
    role_text: str = ""
    """The role as it was written (``UX``, ``Head of Ops``) if it is not a name of `role`; else empty."""
    present: bool = True
    """Whether the person is here; False if the person is away, or has left."""
    arrived_at: datetime | None = None
    """When a person who came late arrived, in UTC; None: was here from the start, or did not come at all."""
    left_at: datetime | None = None
    """When a person left who did not stay until the end, in UTC; None: is still here, or did not come at all."""

    @property
    def attended(self) -> bool:
        """Whether the person was here at least for a part of the session."""
        return self.present or self.left_at is not None

    @property
    def role_words(self) -> str:
        """The role as people read it: as it was written, else the name of the role (``Product Owner``)."""
        return self.role_text or self.role.words

    @property
    def role_short(self) -> str:
        """The role as it was written, else the short name of the role (``PO``)."""
        return self.role_text or self.role.short


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """The team whose backlog is refined."""

    id: int
    name: str


def parse_people(text: str, known: Iterable[Participant] = ()) -> tuple[Participant, ...]:
    """Return the participants in a list such as ``Ana (PO), Ben; -Chloé (UX)``, in the order of the list.

    Commas, semicolons and line ends separate names. A name without a role has the role of the same name in
    *known*, else developer. Any words can be a role: those that name no `Role` count as developer, and stay as they
    are written. A minus before the name means that the person is away. Names are compared by `name_key`. Nobody has
    times.

    Raises:
        DomainError: a parenthesis is missing, or stands where none belongs; or two people have the same name.
    """
    known_people = {name_key(person.name): person for person in known}
    people: dict[str, Participant] = {}
    for part in re.split(r"[,;\n]", clean_text(text)):
        match = re.fullmatch(r"\s*(-?)\s*(.*?)\s*(?:\(([^()]*)\))?\s*", part)
        if match is None or not (name := checked_name(match[2], written=part)):
            continue
        key = name_key(name)
        known_person = known_people.get(key, Participant(id=0, name=name))
        role, role_text = known_person.role, known_person.role_text
        if match[3] is not None and (word := clean_line(match[3])):
            role, role_text = _parse_role(word)
        person = Participant(
            id=len(people) + 1, name=known_person.name, role=role, role_text=role_text, present=not match[1]
        )
        if key in people:
            raise DomainError(f"{people[key].name} is listed twice: add a last name or an initial.")
        people[key] = person
    return tuple(people.values())


def checked_name(name: str, *, written: str = "") -> str:
    """Return *name* as one clean line; it may be empty.

    Raises:
        DomainError: it has a parenthesis, which is where a role begins; the sentence quotes *written*, else the name.
    """
    name = clean_line(name)
    if "(" in name or ")" in name:
        person = clean_line(re.split(r"[()]", name)[0].removeprefix("-")) or "Ana"
        raise DomainError(
            f"“{clean_line(written) or name}” is not a name with a role: write {person}, or {person} (PO)."
        )
    return name


def _parse_role(word: str) -> tuple[Role, str]:
    """Return the role that *word* stands for, and *word* unless it is a name of that role."""
    role = _ROLES_BY_WORD.get(casefold_key(word), Role.DEVELOPER)
    names = (casefold_key(role.words), casefold_key(role.short))
    return role, "" if casefold_key(word) in names else word


def format_people(people: Iterable[Participant]) -> str:
    """Return the line of text from which `parse_people` reads the same people, but for their times."""
    return ", ".join(f"{'' if person.present else '-'}{person.name} ({person.role_short})" for person in people)


def expected_people(people: Iterable[Participant]) -> tuple[Participant, ...]:
    """Return the people of an earlier session as the next one expects them: without times, and as present as before.

    A person who left early counts as present.
    """
    return tuple(replace(p, present=p.attended, arrived_at=None, left_at=None) for p in people)
