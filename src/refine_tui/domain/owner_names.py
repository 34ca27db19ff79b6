"""Find the people that a typed name can mean, and complete a name that is being typed."""

import re
from collections.abc import Collection, Iterable
from operator import attrgetter

from refine_tui.domain.people import Participant
from refine_tui.domain.plain_text import clean_line, name_key

_EXACT, _WHOLE_WORD, _BEGINNING = range(3)
"""How well a typed name fits: it is the whole name, some words of it, or the beginning of words."""
_MAX_LISTED = 3


def matching_names(prefix: str, people: Iterable[Participant]) -> tuple[str, ...]:
    """Return the names of all people who may be meant by *prefix*, the likeliest first; none if it is empty.

    *prefix* is a whole name, words of it (``ortiz``), or the beginning of the name or of a word of it. Those come
    first whom it fits best, among them those who are present, then the order of *people*. Names are compared by
    `name_key`, and an apostrophe may be left out.
    """
    typed = name_key(prefix)
    ranked = [(rank, person) for person in people if (rank := _rank(typed, person.name)) is not None]
    ranked.sort(key=lambda each: (each[0], not each[1].present))
    return tuple(person.name for _, person in ranked)


def meant_names(typed: str, people: Iterable[Participant]) -> tuple[str, ...]:
    """Return the names that *typed* fits best: one if it is clear who is meant, several if it is not, or none.

    ``ben`` means Ben Stone where Benno is the only other one, and both where Ben Ortiz is on the list too.
    """
    key, people = name_key(typed), tuple(people)
    ranks = [_rank(key, person.name) for person in people]
    best = min((rank for rank in ranks if rank is not None), default=None)
    fitting = [person for rank, person in zip(ranks, people, strict=True) if rank is not None and rank == best]
    return tuple(person.name for person in sorted(fitting, key=attrgetter("present"), reverse=True))


def match_name(typed: str, people: Iterable[Participant]) -> str:
    """Return the full name of the only person whom *typed* fits best (see `meant_names`), else *typed* itself."""
    names = meant_names(typed, people)
    return names[0] if len(names) == 1 else clean_line(typed)


def which_name(typed: str, names: Collection[str]) -> str:
    """Return the question which of *names* is meant: ``ben: Ben Stone or Ben Ortiz?``."""
    *others, last = list(names)[:_MAX_LISTED]
    if (hidden := len(names) - _MAX_LISTED) > 0:
        others, last = [*others, last], f"{hidden} more"
    return f"{typed}: {', '.join(others)} or {last}?"


def complete_name(text: str, people: Collection[Participant], *, typed: str = "") -> str | None:
    """Return *text* with the ``@name`` at its end completed, or the next name that fits; None if no other name does.

    A name that is complete already, with or without a blank behind it, is replaced by the next one that fits, and
    the last one by the first. What fits is then all that fits *typed*, the text as it was before the first
    completion; without it, everybody with the same first name.
    """
    match = re.search(r"(?:^|\s)@([^@]*)$", text)
    if match is None or not match[1].strip() or match[1] != match[1].lstrip():
        return None
    name, start = match[1].rstrip(), text[: match.start(1)]
    is_complete = any(person.name == name for person in people)
    if match[1] != name and not is_complete:
        return None
    prefix = typed[len(start) :] if typed.startswith(start) else ""
    names = matching_names(prefix, people) if is_complete else ()
    if name not in names:
        names = _with_first_name(name, people) if is_complete else matching_names(name, people)
    position = names.index(name) + 1 if name in names else 0
    following = names[position % len(names)] if names else name
    return f"{start}{following}" if following != name else None


def _with_first_name(name: str, people: Iterable[Participant]) -> tuple[str, ...]:
    first_name = name_key(name).partition(" ")[0]
    return tuple(
        other for other in matching_names(first_name, people) if name_key(other).partition(" ")[0] == first_name
    )


def _rank(typed: str, name: str) -> int | None:
    """Return how well *typed* fits *name*, both without apostrophes if *typed* has none; None if it does not fit."""
    key = name_key(name)
    if "'" not in typed:
        key = key.replace("'", "")
    if not typed or not key:
        return None
    if key == typed:
        return _EXACT
    if f" {typed} " in f" {key} ":
        return _WHOLE_WORD
    return _BEGINNING if f" {key}".find(f" {typed}") >= 0 else None
