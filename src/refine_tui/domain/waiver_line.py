"""The line that waives a check of the Definition of Ready: ``no data yet @ana``."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from refine_tui.domain.capture_parser import LineParser, is_mention
from refine_tui.domain.owner_names import which_name
from refine_tui.domain.people import Participant
from refine_tui.domain.plain_text import clean_line


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverReading:
    """The fields that were parsed from the line of a waiver."""

    reason: str
    by: str = ""
    """The full name of a known person, else the name as typed; empty if nobody is named."""
    by_known: bool = False
    """Whether it is one of the people of the session."""
    problems: tuple[str, ...] = ()
    """Warnings, one each, without a full stop."""


def read_waiver(text: str, people: Collection[Participant]) -> WaiverReading:
    """Parse the line of a waiver: its reason, and the ``@name`` of the person who takes the responsibility.

    Dates and keys are words of the reason. Where two people are named, the whole line is the reason.
    """
    line = " ".join(clean_line(text).split())
    split = LineParser(people=people, keys={}, today=None, has_item=False).split(line)
    if split is None or split.problem:
        problem = split.problem if split else ""
        return WaiverReading(reason=line, problems=tuple(_missing(line, problem)))
    owner = split.detail("owner")
    by_known = any(person.name == owner.name for person in people)
    problems = ["no reason"] if not split.text else []
    if owner.candidates:
        problems.append(which_name(owner.name, owner.candidates))
    elif not owner.name:
        problems.append("no name")
    elif not by_known:
        problems.append(f"{owner.name} is not on the list")
    return WaiverReading(reason=split.text, by=owner.name, by_known=by_known, problems=tuple(problems))


def waiver_summary(reading: WaiverReading) -> str:
    """Return how the line is understood, with its problems: ``“no data yet” · Ana``."""
    parts = (f"“{reading.reason}”" if reading.reason else "", reading.by, *reading.problems)
    return " · ".join(part for part in parts if part)


def _missing(line: str, problem: str) -> Iterator[str]:
    """Yield what is wrong with a line in which nobody takes the responsibility."""
    if problem:
        yield problem
        return
    words = line.split()
    mentions = [words[index - 1 : index + 1] for index in range(1, len(words)) if is_mention(words, index)]
    yield f"“{' '.join(mentions[0])}” is part of the reason: end with @name" if mentions else "no name: end with @name"
