"""What the phases say about an item: what is known of it, its history, its full title."""

from datetime import date, timedelta

from rich.text import Text

from refine_tui.domain.item_age import age_in_days
from refine_tui.domain.item_past import ItemPast, answer_words, estimate_words, history_words, record_words
from refine_tui.domain.plain_text import counted, shortened
from refine_tui.domain.session import SessionItem
from refine_tui.ui.live.targets import RowTarget, TextRow
from refine_tui.ui.live.view_model import LiveViewModel
from refine_tui.ui.widgets.columns import columns, heading, plain
from refine_tui.ui.widgets.row_list import BLANK, Row
from refine_tui.ui.widgets.styled import styled

NO_PAST = ItemPast()
_QUIET_STATUSES = ("to do", "open", "new", "backlog")
"""Statuses of a tracker that say nothing about an item that waits for refinement."""

LABEL_WIDTH = 10
"""The width of the labels of a story, in cells."""


def title_text(item: SessionItem, model: LiveViewModel) -> Text:
    """Return the key and the title of an item, large."""
    text = styled(item.label, f"bold {model.palette.accent}")
    return text.append(f"  {item.item.title}", style=f"bold {model.palette.text}")


def about(item: SessionItem, today: date) -> str:
    """Return what is known of an item in one line: type, who asked, age, priority, status, parent, labels."""
    held = item.item
    parts = [
        held.kind.value if held.kind else held.type.lower(),
        f"from {held.reporter}" if held.reporter else "",
        _age_words(item, today),
        f"priority {held.priority.lower()}" if held.priority else "",
        held.status.lower() if held.status and held.status.lower() not in _QUIET_STATUSES else "",
        f"in {held.parent}" if held.parent else "",
        " ".join(f"#{label}" for label in held.labels[:4]),
    ]
    return " · ".join(part for part in parts if part)


def _age_words(item: SessionItem, today: date) -> str:
    days = age_in_days(item.item.created, today)
    if days is None or days < 0:
        return ""
    return "new today" if days == 0 else f"{counted(days, 'day')} old"


def past_of(model: LiveViewModel, item: SessionItem) -> ItemPast:
    """Return what earlier sessions left of an item."""
    return model.past.get(item.id, NO_PAST)


def known_words(model: LiveViewModel, item: SessionItem) -> Text:
    """Return what is known of an item, and its history; on a low screen in one line, cut where it does not fit."""
    words = (history_words(past_of(model, item), model.today), about(item, model.today))
    return styled(
        " · ".join(part for part in words if part), model.palette.muted, overflow="ellipsis", no_wrap=not model.is_airy
    )


def past_rows(model: LiveViewModel, item: SessionItem) -> list[Row[RowTarget]]:
    """Return what earlier sessions decided, noted, answered and estimated about an item, a row each."""
    past, today, palette = past_of(model, item), model.today, model.palette
    words = [
        *(record_words(decision, today) for decision in past.decisions),
        *(answer_words(question, today) for question in past.answered_questions),
        *(record_words(note, today) for note in past.notes),
        estimate_words(past, today),
    ]
    shown = [each for each in words if each]
    labels = ["Earlier", *[""] * len(shown)]
    return [
        Row(
            content=columns(
                None, styled(label, palette.heading), plain(each, palette.muted), width=LABEL_WIDTH, palette=palette
            )
        )
        for label, each in zip(labels, shown, strict=False)
    ]


def description_row(model: LiveViewModel, item: SessionItem, *, lines: int | None = 4) -> Row[RowTarget]:
    """Return the first lines of an item's description, which enter opens; None: all lines."""
    text = plain("\n".join(line for line in item.item.description.splitlines() if line.strip()), model.palette.text)
    label = styled("Text", model.palette.heading)
    content = columns("", label, text, width=LABEL_WIDTH, palette=model.palette, lines=lines)
    return Row(content=content, target=TextRow.DESCRIPTION)


def prompt_rows(model: LiveViewModel) -> list[Row[RowTarget]]:
    """Return the prompts of the current phase under a heading; empty: it has none."""
    palette, prompts = model.palette, model.session.current_phase.prompts
    if not prompts:
        return []
    lines = (columns("", Text("·"), plain(prompt, palette.muted), width=1, palette=palette) for prompt in prompts)
    return [BLANK, Row(content=heading("Prompts", palette)), *(Row(content=line) for line in lines)]


def named(item: SessionItem) -> str:
    """Return an item's key and the beginning of its title, for the title of a question."""
    return f"{item.label}  {shortened(item.item.title, 50)}"


def minutes_on(model: LiveViewModel, item: SessionItem) -> int:
    """Return the whole minutes for which an item was on the screen in this session."""
    return model.clock.item_time(item.id) // timedelta(minutes=1)
