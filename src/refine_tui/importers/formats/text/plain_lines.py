"""Lines of text, from a chat, a mail or a document: one item for each line."""

import re
import textwrap
from dataclasses import dataclass, field

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.domain.plain_text import casefold_key, clean_line, clean_text, shortened
from refine_tui.importers.fields import acceptance_criteria
from refine_tui.importers.fields.item_fields import distinct
from refine_tui.importers.formats.definition import DocumentFormat
from refine_tui.importers.formats.text.chat_lines import ChatLine, unwrapped
from refine_tui.importers.formats.text.chat_paste import without_speakers
from refine_tui.importers.formats.text.line_titles import TitledLine, titled
from refine_tui.importers.report import ReadResult, SkippedRow

LONGEST_TITLE = 255
"""The largest length of a title; of a longer line the beginning is the title and all of it the description."""

_NO_WORDS_OF_PEOPLE = "It says only who wrote and when."
_LINE_END = re.compile(r"\r\n?|[\n\u0085\u2028\u2029\x0b\x0c]")
_CRITERIA = re.compile(r"(?:AC|A/C|ACs|acceptance criteria)\s*:\s*(?P<rest>.*)", re.IGNORECASE)
_STORY = re.compile(r"as an? \w", re.IGNORECASE)
_GIVEN = re.compile(r"given\b", re.IGNORECASE)
_STEP = re.compile(r"(?:given|when|then|and|but)\b", re.IGNORECASE)
_WORD = re.compile(r"\w|[\u2600-\U0010ffff]")


@dataclass(slots=True, kw_only=True)
class _Draft:
    """An item whose lines are being read."""

    line: int
    titled: TitledLine
    bulleted: bool
    done: bool
    description: list[str] = field(default_factory=list)
    criteria: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    takes_criteria: bool = False
    """Whether the last line announced acceptance criteria."""

    def item(self) -> ImportedItem:
        title = self.titled.title
        whole = [title] if len(title) > LONGEST_TITLE else []
        return ImportedItem(
            title=shortened(title, LONGEST_TITLE),
            key=self.titled.key,
            url=self.titled.url,
            description=clean_text("\n".join(whole + self.description)),
            acceptance_criteria=distinct(self.criteria) + acceptance_criteria.from_field("\n".join(self.steps)),
            done=self.done,
        )


@dataclass(slots=True, kw_only=True)
class _Lines:
    """The items and skipped lines that were read so far."""

    drafts: list[_Draft] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    known: dict[str, _Draft] = field(default_factory=dict)

    def add_line(self, number: int, raw: str) -> None:
        line = unwrapped(raw)
        if not line.text:
            self.skipped.append(SkippedRow(row=number, reason=_NO_WORDS_OF_PEOPLE))
        elif not _WORD.search(line.text):
            self.skipped.append(SkippedRow(row=number, reason="It has no words."))
        elif not (self.drafts and _belongs(self.drafts[-1], line, indented=raw[:1].isspace())):
            self._begin(number, line)

    def _begin(self, number: int, line: ChatLine) -> None:
        found = titled(line.text)
        identities = [f"key {casefold_key(found.key)}"] if found.key else []
        if found.title != found.key:
            identities.append(f"title {casefold_key(found.title)}")
        known = next((self.known[identity] for identity in identities if identity in self.known), None)
        if known is not None and (
            not found.key or not known.titled.key or casefold_key(found.key) == casefold_key(known.titled.key)
        ):
            known.titled = _completed(known.titled, found)
            self.skipped.append(SkippedRow(row=number, reason=f"It is the same item as line {known.line}."))
        else:
            known = _Draft(line=number, titled=found, bulleted=line.bulleted, done=bool(line.checked))
            self.drafts.append(known)
        for identity in identities:
            self.known.setdefault(identity, known)


def read(text: str) -> ReadResult:
    """Read one item from each line that is not blank.

    A line that is indented, or that begins with ``AC:``, ``As a`` or ``Given``, belongs to the item above it. The same
    key, or the same title, counts once; further facts of the second line are added to the first.
    """
    lines = _Lines()
    written = _LINE_END.sub("\n", text).split("\n")
    meant = textwrap.dedent("\n".join(without_speakers(written))).split("\n")
    for number, (raw, before) in enumerate(zip(meant, written, strict=True), start=1):
        if clean_line(raw):
            lines.add_line(number, raw)
        elif clean_line(before):
            lines.skipped.append(SkippedRow(row=number, reason=_NO_WORDS_OF_PEOPLE))
    return ReadResult(items=tuple(draft.item() for draft in lines.drafts), skipped=tuple(lines.skipped))


TEXT = DocumentFormat(
    name="text", label="one item per line", recognises=lambda _: True, read=lambda document: read(document.text)
)


def _belongs(draft: _Draft, line: ChatLine, *, indented: bool) -> bool:
    """Add the line to the item above if it belongs to it, and return whether it does."""
    announced = _CRITERIA.fullmatch(line.text)
    if announced:
        draft.takes_criteria = not announced["rest"]
        draft.criteria += [announced["rest"]] if announced["rest"] else []
        return True
    inside = indented or (draft.takes_criteria and line.bulleted and not draft.bulleted)
    if not line.bulleted or inside:
        if _GIVEN.match(line.text) or (draft.steps and _STEP.match(line.text)):
            draft.steps.append(line.text)
            return True
        if _STORY.match(line.text) and not _has_story(draft):
            draft.description.append(line.text)
            return True
    if not inside:
        draft.takes_criteria = False
        return False
    if draft.takes_criteria or line.checked is not None:
        draft.criteria.append(line.text)
    else:
        draft.description.append(f"- {line.text}" if line.bulleted else line.text)
    return True


def _has_story(draft: _Draft) -> bool:
    return any(_STORY.match(text) for text in (draft.titled.title, *draft.description))


def _completed(first: TitledLine, second: TitledLine) -> TitledLine:
    """Merge two lines about one item; a title in words is better than a key."""
    in_words = first if casefold_key(first.title) != casefold_key(first.key) else second
    return TitledLine(title=in_words.title, key=first.key or second.key, url=first.url or second.url)
