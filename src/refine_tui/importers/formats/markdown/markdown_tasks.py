"""Markdown with lists of tasks, from a repository, a wiki or a notebook."""

import re
from dataclasses import dataclass, field, replace
from itertools import groupby

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.domain.plain_text import clean_line, clean_text, shortened
from refine_tui.importers.fields import acceptance_criteria
from refine_tui.importers.fields.item_fields import distinct
from refine_tui.importers.formats.definition import Document, DocumentFormat
from refine_tui.importers.formats.markdown.markdown_lines import Kind, Line, markdown_lines
from refine_tui.importers.formats.markdown.markdown_tables import sheet
from refine_tui.importers.formats.markdown.task_words import TaskWords, task_words
from refine_tui.importers.formats.text.chat_lines import is_spoken
from refine_tui.importers.formats.text.line_titles import titled
from refine_tui.importers.formats.text.plain_lines import LONGEST_TITLE
from refine_tui.importers.markup.markdown_text import plain_line
from refine_tui.importers.report import ReadResult, SkippedRow

_DEEPER = 2
"""The number of blanks by which a line is indented further than its item, to belong to it."""
_EPIC = re.compile(r"(?:epic|theme|feature)\s*[:–—-]\s*(?=\S)", re.IGNORECASE)
_DONE = frozenset({"x", "X", "✓"})
_FEWEST_LINES = 4
"""The number of lines of prose from which on a warning is given."""
_PARTLY = frozenset({"~", "-"})


def read(document: Document) -> ReadResult:
    """Read the items of the first level of every list, and the rows of every table whose headings are known.

    A heading is the parent of the following items. Indented lines belong to the item above: text to the description,
    items to the acceptance criteria. Code is copied into the description.
    """
    tasks = _Tasks(document=document)
    written = markdown_lines(document.text)
    for is_table, lines in groupby(written, key=lambda line: line.kind is Kind.TABLE):
        block = list(lines)
        if not is_table or tasks.holds(block[0]):
            for line in block:
                tasks.add_line(line)
        else:
            tasks.take_table(block)
    tasks.close()
    return ReadResult(
        items=tuple(tasks.items),
        skipped=tuple(tasks.skipped),
        warnings=(*_prose_warning(written, tasks), *tasks.warnings, *tasks.unread_warning()),
    )


def _recognises(text: str) -> bool:
    """Return whether there are headings with lists or tables below them, or nothing but tasks."""
    lines = markdown_lines(text)
    kinds = {line.kind for line in lines}
    if any(line.kind is Kind.TEXT and is_spoken(line.text) for line in lines):
        return False
    if Kind.HEADING in kinds:
        return Kind.ITEM in kinds or Kind.TABLE in kinds
    return any(line.kind is Kind.ITEM and line.box is not None for line in lines) and not _stands_alone(lines)


def _stands_alone(lines: list[Line]) -> bool:
    """Return whether a line outside the lists may be an item, too; a line with a colon at its end announces a list."""
    inside, after_blank = False, False
    for line in lines:
        if line.kind is Kind.ITEM:
            inside = True
        elif line.kind is Kind.TEXT:
            inside = inside and (line.indent >= _DEEPER or not after_blank)
            if not inside and not line.text.rstrip().endswith(":"):
                return True
        after_blank = line.kind is Kind.BLANK
    return False


MARKDOWN_TASKS = DocumentFormat(
    name="markdown",
    label="Markdown",
    recognises=_recognises,
    read=read,
    extensions=(".md", ".markdown", ".mdown", ".mkd"),
)


def _prose_warning(lines: list[Line], tasks: "_Tasks") -> list[str]:
    """Return a warning if the items are from a text of prose, such as a README."""
    has_fields = any(item.key or item.estimate or item.assignee for item in tasks.items)
    if not tasks.items or has_fields or any(line.box is not None or line.kind is Kind.TABLE for line in lines):
        return []
    outside = set(tasks.unread)
    prose = [line for line in lines if line.number in outside and line.kind is Kind.TEXT]
    length = sum(len(line.text) for line in prose)
    if len(prose) < _FEWEST_LINES or length < sum(len(item.title) for item in tasks.items):
        return []
    name = tasks.document.name
    return [
        f"{name} reads like a document and not like a backlog: no line has a check box, a key or an estimate, and more "
        "stands outside its lists than in them; look at what came out before you keep it."
    ]


@dataclass(slots=True, kw_only=True)
class _Draft:
    """An item whose lines are being read."""

    words: TaskWords
    indent: int
    box: str
    parent: str
    description: list[str] = field(default_factory=list)
    code: set[int] = field(default_factory=set)
    """The indexes of the lines of code in the description."""
    criteria: list[str] = field(default_factory=list)
    criterion_indent: int | None = None
    """The indentation of the last line, if it was a criterion."""
    takes_notes: bool = False
    """Whether the last text announced a list of something else than criteria."""

    def add_line(self, line: Line) -> None:
        """Add a line that belongs to the item."""
        if line.kind is Kind.ITEM and (line.box is not None or not self.takes_notes):
            self.criteria.append(line.text)
            self.criterion_indent = line.indent
        elif line.kind is Kind.TEXT and self.criterion_indent is not None and line.indent > self.criterion_indent:
            self.criteria[-1] += f" {line.text.strip()}"
        else:
            self._describe(line)

    def _describe(self, line: Line) -> None:
        self.criterion_indent = None
        if line.kind is Kind.ITEM:
            self.description.append(f"- {line.text}")
            return
        if line.kind is Kind.TEXT:
            self.takes_notes = line.text.rstrip().endswith(":") and not acceptance_criteria.is_heading(line.text)
        if line.kind is Kind.CODE:
            self.code.add(len(self.description))
        self.description.append(line.text[min(line.indent, self.indent + _DEEPER) :])

    def item(self) -> ImportedItem:
        title = clean_line(plain_line(self.words.title)) or self.words.title
        whole = [title] if len(title) > LONGEST_TITLE else []
        criteria = distinct(map(plain_line, self.criteria))
        lines = self.description
        if criteria:  # the line that announced them is not needed
            lines = [line for line in lines if not acceptance_criteria.is_heading(line)]
        else:
            prose = (line for index, line in enumerate(lines) if index not in self.code)
            criteria = acceptance_criteria.from_description("\n".join(prose), plain_line)
        return ImportedItem(
            title=shortened(title, LONGEST_TITLE),
            key=self.words.key,
            url=self.words.url,
            description=clean_text("\n".join([*whole, *lines])),
            status=f"[{self.box}]" if self.box in _PARTLY else "",
            labels=distinct(self.words.labels),
            assignee=self.words.assignee,
            estimate=self.words.estimate,
            acceptance_criteria=criteria,
            parent=self.parent if self.parent != self.words.key else "",
            done=self.box in _DONE,
        )


@dataclass(slots=True, kw_only=True)
class _Tasks:
    """The items and the lines outside of them that were read so far."""

    document: Document
    items: list[ImportedItem] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    """The numbers of the lines outside all lists."""
    _parent: str = ""
    _draft: _Draft | None = None
    _after_blank: bool = False

    def add_line(self, line: Line) -> None:
        """Read the next line."""
        if line.kind is Kind.BLANK:
            if self._draft and self._draft.description and self._draft.description[-1]:
                self._draft.description.append("")
        elif line.kind is Kind.HEADING:
            self.close()
            self._parent = _parent(line.text)
        elif self._draft and self.holds(line):
            self._draft.add_line(line)
        elif line.kind is Kind.ITEM:
            self._begin(line)
        else:
            self.close()
            self.unread.append(line.number)
        self._after_blank = line.kind is Kind.BLANK

    def holds(self, line: Line) -> bool:
        """Return whether the line belongs to the item above it."""
        if self._draft is None:
            return False
        deeper = line.indent >= self._draft.indent + _DEEPER
        return deeper or line.kind is Kind.CODE or (line.kind is Kind.TEXT and not self._after_blank)

    def take_table(self, lines: list[Line]) -> None:
        """Read a table outside the lists."""
        self.close()
        reading = self.document.read_table(sheet(lines, name=self.document.name))
        if reading is None:
            self.unread += [line.number for line in lines]
            return
        self.items += [replace(item, parent=item.parent or self._parent) for item in reading.items]
        self.skipped += reading.skipped
        self.warnings += reading.warnings

    def close(self) -> None:
        """End the item above."""
        if self._draft:
            self.items.append(self._draft.item())
        self._draft = None

    def unread_warning(self) -> list[str]:
        """Return a warning about the lines outside the lists, if there are any."""
        if not self.unread:
            return []
        number, first = len(self.unread), self.unread[0]
        if number == 1:
            return [f"Line {first} of {self.document.name} stands outside the lists and was not read."]
        return [f"{number:,} lines of {self.document.name} outside the lists were not read, the first is line {first}."]

    def _begin(self, line: Line) -> None:
        self.close()
        words = task_words(line.text)
        if not any(character.isalnum() or character > "\u2000" for character in words.title):
            self.skipped.append(SkippedRow(row=line.number, reason="It has no words."))
            return
        self._draft = _Draft(words=words, indent=line.indent, box=line.box or "", parent=self._parent)


def _parent(heading: str) -> str:
    """Return the parent that a heading names: a key, else its words."""
    found = titled(_EPIC.sub("", plain_line(heading), count=1))
    return found.key or found.title
