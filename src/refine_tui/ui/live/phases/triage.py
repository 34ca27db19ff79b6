"""Triage: one new item at a time, large; one digit sends it on its way. At the end, where each one went."""

from collections.abc import Callable
from functools import partial

from rich.text import Text

from refine_tui.domain.dispositions import DISPOSITIONS, Disposition, outcome_words
from refine_tui.domain.pace import triage_pace
from refine_tui.domain.session import SessionItem
from refine_tui.domain.triage import TRIAGE_QUESTIONS, information_action
from refine_tui.ui.flow_screen import Flow
from refine_tui.ui.live.controls import LiveControls
from refine_tui.ui.live.item_strip import StripItem
from refine_tui.ui.live.phases.item_words import description_row, known_words, past_rows, title_text
from refine_tui.ui.live.phases.phase_view import Choice, PhaseView, Rows
from refine_tui.ui.live.targets import ItemRow, RowTarget
from refine_tui.ui.live.triage_flows import ask_triage_questions, send
from refine_tui.ui.live.view_model import LiveViewModel
from refine_tui.ui.widgets.columns import columns, plain, width_of
from refine_tui.ui.widgets.row_list import BLANK, Row
from refine_tui.ui.widgets.styled import styled

_LABEL = 10


class TriageView(PhaseView):
    """A quick sort: is it valid, is it urgent, does it serve the goal, where does it go."""

    def strip(self, model: LiveViewModel) -> tuple[StripItem, ...]:
        return tuple(_strip_item(model, item) for item in model.session.triage_items)

    def progress(self, model: LiveViewModel) -> Text:
        pace, palette = triage_pace(model.session, model.clock), model.palette
        if pace is None:
            return styled("no new items", palette.muted)
        text = styled(f"{pace.done} of {pace.count}", palette.muted)
        if pace.allowed is not None:
            seconds = _seconds(pace.allowed.total_seconds())
            text.append(f" · {seconds} per remaining item", style=f"bold {palette.accent}")
        return text

    def headline(self, model: LiveViewModel) -> tuple[Text, Text] | None:
        if is_overview(model) or (item := _item(model)) is None:
            return None
        return title_text(item, model), Text()

    def rows(self, model: LiveViewModel) -> Rows:
        palette, items = model.palette, model.session.triage_items
        if is_overview(model):
            return _overview(model)
        if (item := _item(model)) is None:
            empty = "Choose an item with ← and →." if items else "No new items came in."
            return [
                Row(content=plain(empty, palette.text)),
                BLANK,
                Row(content=styled("i  imports items: paste lines from a chat or a sheet", palette.muted)),
                Row(content=styled("]  on to the next phase", palette.muted)),
            ]
        gap = [BLANK] if model.is_airy else []
        rows: Rows = []
        if known := known_words(model, item):
            rows.append(Row(content=known))
        rows += gap
        if item.triaged:
            rows.append(_labelled(model, "Goes to", sent_words(model, item)))
        rows += [_labelled(model, "Triage", _answer_words(model, item)), *past_rows(model, item)]
        if item.item.description:  # up and down go from item to item, so it stands here whole, and pages scroll it
            rows += [*gap, Row(content=description_row(model, item, lines=None).content)]
        return rows

    def choices(self, model: LiveViewModel) -> tuple[Choice, ...]:
        if is_overview(model):
            marked = _marked(model)
            return () if marked is None else tuple(_choice(each, marked) for each in DISPOSITIONS)
        return tuple(_choice(each, None) for each in DISPOSITIONS) if _item(model) is not None else ()

    def enter(self, model: LiveViewModel) -> Callable[[LiveControls], Flow] | None:
        return ask_triage_questions if _item(model) is not None and not is_overview(model) else None

    def enter_label(self, model: LiveViewModel) -> str:
        return "triage questions" if _item(model) is not None and not is_overview(model) else ""

    def moves_items(self, model: LiveViewModel) -> bool:
        return not is_overview(model)

    def items(self, model: LiveViewModel) -> tuple[SessionItem, ...]:
        return model.session.triage_items


def is_overview(model: LiveViewModel) -> bool:
    """Return whether every item of the triage has its disposition, so that the overview is shown."""
    return bool(model.session.triage_items) and not model.session.untriaged


def _choice(disposition: Disposition, item: int | None) -> Choice:
    run = partial(send, disposition=disposition, item_id=item)
    return Choice(label=disposition.label, run=run, opens_line=disposition.asks_for is not None)


def _marked(model: LiveViewModel) -> int | None:
    """Return the item that is marked in the overview."""
    if isinstance(model.chosen, ItemRow):
        return model.chosen.item
    return next((item.id for item in model.session.triage_items), None)


def _item(model: LiveViewModel) -> SessionItem | None:
    return model.item if model.item is not None and model.item.for_triage else None


def _disposition_words(item: SessionItem) -> str:
    return Disposition.DEEP_DIVE.words if item.outcome is None else outcome_words(item.outcome)


def _strip_item(model: LiveViewModel, item: SessionItem) -> StripItem:
    palette = model.palette
    is_open = item.id == model.session.open_item and not is_overview(model)
    words = f"{item.label} {_disposition_words(item)}" if item.triaged else item.label
    mark = "✓" if item.triaged else "·"
    style = palette.done if item.triaged else palette.muted
    if is_open:
        mark, style = "▶", f"bold {palette.accent}"
    return StripItem(words=f"{mark} {words}", style=style, is_open=is_open)


def sent_words(model: LiveViewModel, item: SessionItem) -> Text:
    """Return where an item went, why, and who finds out more."""
    palette = model.palette
    text = styled("✓ ", f"bold {palette.done}").append(_disposition_words(item), style=f"bold {palette.done}")
    if item.reason:
        text.append(f"  {item.reason}", style=palette.text)
    if (action := information_action(model.session, item.id)) is not None:
        owner = action.owner or "no owner"
        text.append(f"  {action.label} {owner}", style=palette.person if action.owner else palette.accent)
    return text


def _answer_words(model: LiveViewModel, item: SessionItem) -> tuple[Text, ...]:
    """Return the answers to the questions of triage, and the kind of work."""
    palette = model.palette
    words = []
    for question in TRIAGE_QUESTIONS:
        value = question.answer(item.answers)
        answer = "–" if value is None else "yes" if value else "no"
        style = palette.muted if value is None else f"bold {palette.done if value else palette.text}"
        words.append(styled(f"{question.words} ", palette.muted).append(answer, style=style))
    kind = item.item.kind.value if item.item.kind else item.item.type.lower() or "–"
    return (*words, styled("Kind ", palette.muted).append(kind, style=f"bold {palette.text}"))


def _labelled(model: LiveViewModel, label: str, text: Text | tuple[Text, ...]) -> Row[RowTarget]:
    palette = model.palette
    return Row(content=columns(None, styled(label, palette.heading), text, width=_LABEL, palette=palette))


def _overview(model: LiveViewModel) -> Rows:
    """Return where each item went."""
    palette, items = model.palette, model.session.triage_items
    rows: Rows = [Row(content=styled("All new items are triaged", f"bold {palette.heading}")), BLANK]
    width = width_of([item.label for item in items])
    for item in items:
        label = styled(item.label, f"bold {palette.text}")
        text = plain(item.item.title, palette.text)
        words = sent_words(model, item)
        rows.append(
            Row(
                content=columns("", label, text, width=width, palette=palette, trailing=_short(words), lines=1),
                target=ItemRow(item.id),
            )
        )
    hint = "↑ ↓ and a digit send one somewhere else   ·   ] goes on"
    return [*rows, BLANK, Row(content=styled(hint, palette.muted))]


def _short(words: Text) -> Text:
    words = words.copy()
    words.truncate(36, overflow="ellipsis")
    return words


def _seconds(seconds: float) -> str:
    """Return a length of time as ``4:40``."""
    minutes, rest = divmod(int(max(0, seconds)), 60)
    return f"{minutes}:{rest:02d}"
