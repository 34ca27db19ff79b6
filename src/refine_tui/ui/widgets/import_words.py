"""An import in words: how it was read, how many items, which, what is skipped and why."""

from collections.abc import Collection, Sequence

from refine_tui.domain.backlog_item import TRACKER_FIELDS, BacklogItem, MergeResult, item_identity
from refine_tui.domain.item_import import ImportEntry
from refine_tui.domain.plain_text import counted, shortened
from refine_tui.importers.report import ImportReport
from refine_tui.ui.theme import Palette
from refine_tui.ui.widgets.columns import columns, heading, plain
from refine_tui.ui.widgets.row_list import BLANK, Row
from refine_tui.ui.widgets.styled import styled

_SHOWN_SKIPPED = 6
"""How many skipped lines are shown before the rest is only counted."""
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
    """Return how a file was read: ``Read as: Jira CSV · English headings · UTF-8 · comma``."""
    words = [f"Read as: {report.label}"]
    if report.language:
        words.append(f"{_LANGUAGES.get(report.language, report.language)} headings")
    if report.encoding:
        words.append(_ENCODINGS.get(report.encoding, report.encoding))
    if report.delimiter:
        words.append(_DELIMITERS.get(report.delimiter, report.delimiter))
    return " · ".join(words)


def preview_words(merged: MergeResult, skipped: int = 0, excluded: Collection[ImportEntry] = ()) -> str:
    """Return what an import will do, in numbers: ``15 new items · 2 updated · 1 done, skipped``."""
    new = sum(item_identity(item) not in excluded for item in merged.added)
    updated = sum(item_identity(item) not in excluded for item in merged.updated)
    actions = sum(action not in excluded for action in merged.actions)
    words = [counted(new, "new item")] if new or not (merged.touched or actions) else []
    words += [f"{updated} updated"] if updated else []
    words += [f"{len(merged.unchanged)} unchanged"] if merged.unchanged else []
    words += [counted(actions, "new action item")] if actions else []
    left_out = f"{len(excluded)} left out"
    words += [left_out if words else f"{left_out}, nothing to import"] if excluded else []
    words += [f"{len(merged.done)} done, skipped"] if merged.done else []
    words += [f"{counted(skipped, 'line')} skipped"] if skipped else []
    return " · ".join(words)


def imported_words(merged: MergeResult, skipped: int = 0) -> str:
    """Return what an import did, in numbers: ``Imported 15 new, updated 2, skipped 1 done``."""
    imported = [f"{len(merged.added)} new"] if merged.added else []
    imported += [counted(len(merged.actions), "action item")] if merged.actions else []
    left_out = [f"{len(merged.done)} done"] if merged.done else []
    left_out += [counted(skipped, "line")] if skipped else []
    words = [f"imported {' and '.join(imported)}"] if imported else []
    words += [f"updated {len(merged.updated)}"] if merged.updated else []
    words += [f"{len(merged.unchanged)} unchanged"] if merged.unchanged else []
    words += [f"skipped {' and '.join(left_out)}"] if left_out else []
    sentence = ", ".join(words) or "nothing to import"
    return sentence[0].upper() + sentence[1:]


def preview_rows(
    report: ImportReport, merged: MergeResult, palette: Palette, excluded: Collection[ImportEntry]
) -> list[Row[ImportEntry]]:
    """Return all that is to be known before an import; the items and action items can be chosen, to leave them out."""
    rows: list[Row[ImportEntry]] = [
        Row(content=styled(recognised_words(report), palette.person)),
        Row(content=styled(preview_words(merged, len(report.skipped), excluded), f"bold {palette.text}")),
    ]
    rows += [
        Row(content=styled("! ", f"bold {palette.gap}").append(warning, style=palette.gap))
        for warning in report.warnings
    ]
    if words := _column_words(report):
        rows.append(Row(content=styled(shortened(words, _LONGEST * 2), palette.muted)))
    rows += _skipped_rows(report, palette)
    labels = [item.label for item in (*merged.added, *merged.updated)]
    width = min(16, max(4, max(map(len, labels), default=0)))

    def row(target: ImportEntry, label: str, words: str) -> Row[ImportEntry]:
        is_out = target in excluded
        text = plain(words, palette.muted if is_out else palette.text)
        if is_out:
            text.append("  left out", style=palette.accent)
        return Row(content=columns("", styled(label, palette.muted), text, width=width, palette=palette), target=target)

    new = [row(item_identity(item), item.key or "–", shortened(item.title, _LONGEST)) for item in merged.added]
    updated = [row(item_identity(after), after.label, changed_words(before, after)) for before, after in merged.changes]
    actions = [row(action, action.label, shortened(action.text, _LONGEST)) for action in merged.actions]
    return [
        *rows,
        *_section("New", new, palette),
        *_section("Updated", updated, palette),
        *_section("Action items", actions, palette),
    ]


def changed_words(before: BacklogItem, after: BacklogItem) -> str:
    """Return an item's title and what changes: short values as they were and become, of others only the name."""
    changes = [name for name in TRACKER_FIELDS if getattr(before, name) != getattr(after, name)]
    words = []
    for name in changes:
        old, new = getattr(before, name), getattr(after, name)
        if name in ("status", "estimate", "priority", "assignee"):
            words.append(f"{name} {old or '–'} → {new}")
        else:
            words.append(_FIELDS.get(name, name))
    return f"{shortened(after.title, _LONGEST // 2)} · {', '.join(words)}"


def _column_words(report: ImportReport) -> str:
    used = [f"{field.replace('_', ' ')} = {column.heading}" for column in report.columns for field in column.fields]
    unread = [column.heading for column in report.columns if not column.fields]
    if not used:
        return ""
    return f"Columns: {', '.join(used)}" + (f"   ·   not read: {', '.join(unread)}" if unread else "")


def _skipped_rows(report: ImportReport, palette: Palette) -> list[Row[ImportEntry]]:
    shown = [f"line {row.row}: {row.reason}" for row in report.skipped[:_SHOWN_SKIPPED]]
    more = len(report.skipped) - len(shown)
    lines = [styled(words, palette.text) for words in shown]
    lines += [styled(f"and {more} more", palette.muted)] if more else []
    return _section("Skipped", [Row(content=line) for line in lines], palette)


def _section(title: str, rows: Sequence[Row[ImportEntry]], palette: Palette) -> list[Row[ImportEntry]]:
    return [BLANK, Row(content=heading(title, palette)), *rows] if rows else []
