"""What the phases say about an item: what is known of it, its history, its full title."""

from datetime import date, timedelta

from rich.text import Text

from refine_tui.domain.dispositions import outcome_history
from refine_tui.domain.item_age import age_in_days
from refine_tui.domain.plain_text import shortened
from refine_tui.domain.session import SessionItem
from refine_tui.domain.summary import ItemVisit
from refine_tui.ui.live.targets import RowTarget, TextRow
from refine_tui.ui.live.view_model import LiveViewModel
from refine_tui.ui.widgets.columns import columns, heading, plain
from refine_tui.ui.widgets.counted import counted
from refine_tui.ui.widgets.row_list import BLANK, Row
from refine_tui.ui.widgets.styled import styled

_QUIET_STATUSES = ("to do", "open", "new", "backlog")
"""Statuses of a tracker that say nothing about an item that waits for refinement."""


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


def history_words(visits: tuple[ItemVisit, ...]) -> str:
    """Return ``3rd session, 27 min before today, last time not ready``; empty: the item is here for the first time."""
    if not visits:
        return ""
    minutes = sum(visit.seconds for visit in visits) // 60
    last = visits[-1].outcome
    ended = outcome_history(last) if last else "undecided"
    estimates = [visit.agreed_estimate for visit in visits if visit.agreed_estimate]
    sized = f", estimated {' then '.join(estimates)}" if estimates else ""
    return f"{_ordinal(len(visits) + 1)} session, {minutes} min before today, last time {ended}{sized}"


def _ordinal(number: int) -> str:
    """Return ``2nd``, ``3rd``, ``11th``, ``21st``."""
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if 11 <= number % 100 <= 13 else endings.get(number % 10, 'th')}"  # noqa: PLR2004 - teens


def description_row(model: LiveViewModel, item: SessionItem, *, lines: int | None = 4) -> Row[RowTarget]:
    """Return the first lines of an item's description, which enter opens; None: all lines."""
    text = plain("\n".join(line for line in item.item.description.splitlines() if line.strip()), model.palette.text)
    label = styled("Text", model.palette.heading)
    content = columns("", label, text, width=9, palette=model.palette, lines=lines)
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
