"""Reads the minutes that this program writes: the items for the next session, and the action items.

It reads what ``minutes/templates/minutes.md.j2`` writes, escaped as ``minutes/escaping.py`` does. Minutes of a team's
own template are read as any other Markdown.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from refine_tui.domain.backlog_item import ImportedAction, ImportedItem
from refine_tui.domain.dispositions import DISPOSITIONS, CarryOver
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.records import ActionStatus
from refine_tui.importers.fields.item_fields import distinct
from refine_tui.importers.formats.definition import Document, DocumentFormat
from refine_tui.importers.report import ReadResult, SkippedRow

_DASH = " — "
_TITLE = re.compile(r"\s*# Refinement – .* – \d{4}-\d{2}-\d{2} \((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\)\s*$", re.MULTILINE)
_BROUGHT = re.compile(r"^Brought \d+(?: ·.*)?$", re.MULTILINE)
_BEGINNING = 20_000
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|`([^`]*)`")
_LINK = r"\[(?P<text>(?:\\.|[^\[\]\\])*)\]\((?P<url>[^()\s]+)\)"
_NAME = rf"(?:{_LINK}|(?P<code>`[^`]+`)|(?P<key>\S+))"
_NAMED = re.compile(rf"{_NAME}(?: (?P<rest>.*))?")
_ACTION = re.compile(r"(?:\[(?P<box>[ x])\] )?(?P<label>A\d{1,9}) (?P<text>.*)")
_DUE = re.compile(r" — due (?P<due>\d{4}-\d{2}-\d{2}|\?)(?= — |$)")
_BEHIND_DUE = re.compile(rf"(?: — {_NAME})??(?: — (?P<fate>done|still open|kept|dropped|open|not looked at))?")
_STATUS = {" ": ActionStatus.OPEN, "x": ActionStatus.DONE}
_NOT_READY = re.compile(r"(?P<title>.*?) — not ready(?:: (?P<reason>.*))?")
_CARRY_OVERS = {carry_over.minutes_words: carry_over for carry_over in CarryOver}
_UNREACHED = re.compile(rf"(?P<title>.*?)(?: — (?P<fate>{'|'.join(map(re.escape, _CARRY_OVERS))})(?: — .*)?)?")
_COMES_BACK = [re.escape(each.title) for each in DISPOSITIONS if each.outcome and each.comes_back]
_TRIAGED = re.compile(rf"(?P<where>{'|'.join(_COMES_BACK)}): (?P<rest>.*)")
_ASKED = re.compile(r" \(A\d{1,9}\)$")


def read(document: Document) -> ReadResult:
    """Read the items that need work, that were not reached, and that triage sends to a later session.

    The reason why an item was not ready becomes a warning, since minutes never replace a description.
    """
    minutes = _Minutes()
    for number, line in enumerate(document.text.split("\n"), start=1):
        minutes.add_line(number, line.rstrip())
    minutes.close()
    return ReadResult(
        items=tuple(minutes.items),
        skipped=tuple(minutes.skipped),
        warnings=tuple(minutes.warnings),
        actions=tuple(minutes.actions),
    )


def _recognises(text: str) -> bool:
    beginning = text[:_BEGINNING].replace("\r\n", "\n")
    return _TITLE.match(beginning) is not None and _BROUGHT.search(beginning) is not None


MINUTES_MARKDOWN = DocumentFormat(
    name="minutes-markdown", label="minutes of refine", recognises=_recognises, read=read, has_signature=True
)


def unescaped(written: str) -> str:
    """Return the text without the escapes of Markdown."""
    return clean_line(_ESCAPED.sub(lambda match: match[1] if match[1] is not None else match[2], written))


@dataclass(slots=True, kw_only=True)
class _Draft:
    """An item whose lines are being read."""

    key: str
    url: str
    title: str
    why: str = ""
    criteria: tuple[str, ...] = ()

    def add_line(self, line: str) -> None:
        """Add a line below the item."""
        if line.startswith("Why: "):
            self.why = unescaped(line.removeprefix("Why: "))
        elif line.startswith("Acceptance: "):
            self.criteria = distinct(map(unescaped, line.removeprefix("Acceptance: ").split(" · ")))

    def item(self) -> ImportedItem:
        return ImportedItem(
            key=self.key, url=self.url, title=self.title, why=self.why, acceptance_criteria=self.criteria
        )


@dataclass(slots=True, kw_only=True)
class _Minutes:
    """The items and action items that were read so far."""

    items: list[ImportedItem] = field(default_factory=list)
    actions: list[ImportedAction] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    _read: Callable[[int, str], None] | None = None
    """Reads the lines of the current section; None if they are not for the next session."""
    _draft: _Draft | None = None

    def add_line(self, number: int, line: str) -> None:
        """Read the next line."""
        if line.startswith("## "):
            self.close()
            self._read = self._readers().get(line.removeprefix("## "))
        elif line.startswith("  - ") and self._draft:
            self._draft.add_line(line.removeprefix("  - "))
        elif line.startswith("- ") and self._read:
            self.close()
            self._read(number, line.removeprefix("- "))

    def close(self) -> None:
        """End the item above."""
        if self._draft:
            self.items.append(self._draft.item())
        self._draft = None

    def _readers(self) -> dict[str, Callable[[int, str], None]]:
        return {
            "Actions": self._action,
            "Promised before": self._action,
            "Needs work": self._needs_work,
            "Not reached": self._unreached,
            "Not yet reached": self._unreached,
            "Triaged": self._triaged,
        }

    def _action(self, number: int, line: str) -> None:
        action = _action(line)
        if action:
            self.actions.append(action)
        else:
            self.skipped.append(SkippedRow(row=number, reason="It is not an action item as our minutes write them."))

    def _needs_work(self, number: int, line: str) -> None:
        match = _NOT_READY.fullmatch(line)
        self._begin(number, match["title"] if match else line)
        if match and match["reason"] and self._draft:
            called = self._draft.key or f"“{self._draft.title}”"
            self.warnings.append(f"{called} was not ready: {unescaped(match['reason']).removesuffix('.')}.")

    def _unreached(self, number: int, line: str) -> None:
        match = _UNREACHED.fullmatch(line)
        carry_over = _CARRY_OVERS.get(match["fate"]) if match else None
        if carry_over and not carry_over.comes_back:
            self.skipped.append(SkippedRow(row=number, reason=f"It was {carry_over.words} in the session."))
        else:
            self._begin(number, match["title"] if match else line)

    def _triaged(self, number: int, line: str) -> None:
        match = _TRIAGED.fullmatch(line)
        if match:  # the reason and the action item follow the title
            rest = _ASKED.sub("", match["rest"])
            self._begin(number, rest.rpartition(_DASH)[0] or rest)

    def _begin(self, number: int, line: str) -> None:
        named = _NAMED.fullmatch(line)
        title = unescaped(named["rest"] or "") if named else ""
        if named and title:
            self._draft = _Draft(key=_key(named), url=named["url"] or "", title=title)
        else:
            self.skipped.append(SkippedRow(row=number, reason="It has no title."))


def _key(named: re.Match[str]) -> str:
    """Return the key of an item; the program's own number, which is written as code, is not a key."""
    return unescaped(named["text"] or named["key"] or "")


def _action(line: str) -> ImportedAction | None:
    """Read ``[ ] A17 text — owner — due 2026-03-17 — [PAY-12](https://…)``; texts may have dashes of their own.

    A dropped action item has no box; earlier versions ticked it.
    """
    match = _ACTION.fullmatch(line)
    for due, behind in _tails(match["text"]) if match else ():
        text, _, owner = match["text"][: due.start()].rpartition(_DASH) if match else ("", "", "")
        is_dropped = behind["fate"] == "dropped"
        if match and text and (match["box"] or is_dropped):
            return ImportedAction(
                label=match["label"],
                text=unescaped(text),
                owner="" if owner == "owner ?" else unescaped(owner),
                due=_day(due["due"]),
                item=unescaped(behind["text"] or behind["code"] or behind["key"] or ""),
                status=ActionStatus.DROPPED if is_dropped else _STATUS[match["box"]],
            )
    return None


def _tails(text: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Yield each position that may be the due date, with the text after it, from the end."""
    for due in reversed(list(_DUE.finditer(text))):
        behind = _BEHIND_DUE.fullmatch(text, due.end())
        if behind:
            yield due, behind


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
