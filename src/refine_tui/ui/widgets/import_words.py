"""An import told on the screen: how it was read, how many items, which, what is left out and why."""

from collections.abc import Sequence

from rich.console import RenderableType

from refine_tui.domain.backlog_item import TRACKER_FIELDS, BacklogItem, MergeResult
from refine_tui.domain.plain_text import shortened
from refine_tui.importers.report import ImportReport
from refine_tui.ui.theme import Palette
from refine_tui.ui.widgets.columns import columns, heading, plain
from refine_tui.ui.widgets.counted import counted
from refine_tui.ui.widgets.row_list import BLANK, Row
from refine_tui.ui.widgets.styled import styled

_SHOWN = 6
"""How many of each kind are shown before the rest is only counted."""
_LONGEST = 160
"""Characters of a title that are shown."""

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", "^": "caret"}
_LANGUAGES = {
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "pl": "Polish",
    "pt": "Portuguese",
}
_ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "windows-1252": "Windows-1252",
    "xlsx": "Excel workbook",
}
_FIELDS = {"acceptance_criteria": "acceptance criteria", "done": "done or not"}


def recognised_words(report: ImportReport) -> str:
    """Return how a file was read: ``Read as Jira CSV · English headings · UTF-8 · comma``."""
    words = [f"Read as {report.label}"]
    if report.language:
        words.append(f"{_LANGUAGES.get(report.language, report.language)} headings")
    if report.encoding:
        words.append(_ENCODINGS.get(report.encoding, report.encoding))
    if report.delimiter:
        words.append(_DELIMITERS.get(report.delimiter, report.delimiter))
    return " · ".join(words)


def count_words(merged: MergeResult, skipped: int = 0) -> str:
    """Return what an import does, or did, in numbers."""
    words = [counted(len(merged.added), "new item"), f"{len(merged.updated)} changed"]
    words += [f"{len(merged.unchanged)} known and unchanged"] if merged.unchanged else []
    words += [f"{len(merged.done)} done, left out"] if merged.done else []
    words += [counted(len(merged.actions), "new action item")] if merged.actions else []
    words += [f"{skipped} skipped"] if skipped else []
    return " · ".join(words)


def preview_rows(report: ImportReport, merged: MergeResult, palette: Palette) -> list[Row[str]]:
    """Return all that is to be known before an import is taken in."""
    rows: list[Row[str]] = [
        Row(content=styled(recognised_words(report), palette.person)),
        Row(content=styled(count_words(merged, len(report.skipped)), f"bold {palette.text}")),
    ]
    rows += [
        Row(content=styled("! ", f"bold {palette.gap}").append(warning, style=palette.gap))
        for warning in report.warnings
    ]
    used = [f"{column.field.replace('_', ' ')} = {column.heading}" for column in report.columns if column.field]
    unread = [column.heading for column in report.columns if not column.field]
    if used:
        words = f"Columns: {', '.join(used)}" + (f"   ·   not read: {', '.join(unread)}" if unread else "")
        rows.append(Row(content=styled(shortened(words, _LONGEST * 2), palette.muted)))
    width = max((len(item.label) for item in (*merged.added[:_SHOWN], *merged.updated[:_SHOWN])), default=0)
    label_width = min(16, max(4, width))

    def line(label: str, words: str) -> RenderableType:
        return columns(None, styled(label, palette.muted), plain(words), width=label_width, palette=palette)

    new = [line(item.key or "–", shortened(item.title, _LONGEST)) for item in merged.added[:_SHOWN]]
    changed = [line(after.label, changed_words(before, after)) for before, after in merged.changes[:_SHOWN]]
    skipped = [styled(f"line {row.row}: {row.reason}", palette.text) for row in report.skipped[:_SHOWN]]
    actions = [line(action.label, shortened(action.text, _LONGEST)) for action in merged.actions[:_SHOWN]]
    rows += _section("New", new, len(merged.added), palette)
    rows += _section("Changed", changed, len(merged.updated), palette)
    rows += _section("Action items", actions, len(merged.actions), palette)
    rows += _section("Skipped", skipped, len(report.skipped), palette)
    return rows


def changed_words(before: BacklogItem, after: BacklogItem) -> str:
    """Return an item's title and what changes: short values as they were and become, of others only the name."""
    changes = [name for name in TRACKER_FIELDS if getattr(before, name) != getattr(after, name)]
    told = []
    for name in changes:
        old, new = getattr(before, name), getattr(after, name)
        if name in ("status", "estimate", "priority", "assignee"):
            told.append(f"{name} {old or '–'} → {new}")
        else:
            told.append(_FIELDS.get(name, name))
    return f"{shortened(after.title, _LONGEST // 2)} · {', '.join(told)}"


def _section(title: str, lines: Sequence[RenderableType], total: int, palette: Palette) -> list[Row[str]]:
    if not total:
        return []
    rows: list[Row[str]] = [BLANK, Row(content=heading(title, palette)), *(Row(content=line) for line in lines)]
    if total > len(lines):
        rows.append(Row(content=styled(f"and {total - len(lines)} more", palette.muted)))
    return rows
