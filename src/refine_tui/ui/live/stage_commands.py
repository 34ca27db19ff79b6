"""What moves on the stage: the mark, the open item; and what opens the marked row."""

from dataclasses import replace

from refine_tui.domain import timekeeping
from refine_tui.domain.agenda import PhaseItems
from refine_tui.domain.deep_dive import move_candidate
from refine_tui.ui.live.controls import LiveControls
from refine_tui.ui.live.layout import layout_of
from refine_tui.ui.live.phases.registry import view_of
from refine_tui.ui.live.targets import ItemRow
from refine_tui.ui.live.view_model import LiveViewModel
from refine_tui.ui.widgets.row_list import moved


async def move(controls: LiveControls, by: int) -> None:
    """Mark the row *by* places further; in triage, show the item *by* places further."""
    model = controls.model()
    if view_of(model).moves_items(model):
        _show_item(controls, model, by)
    else:
        controls.mark(replace(model, chosen=moved(layout_of(controls.screen).rows, model.chosen, by)))


async def show_item(controls: LiveControls, by: int) -> None:
    """Show the item *by* places further."""
    _show_item(controls, controls.model(), by)


def _show_item(controls: LiveControls, model: LiveViewModel, by: int) -> None:
    ids = [item.id for item in view_of(model).items(model)]
    if not ids:
        return
    place = ids.index(model.session.open_item) + by if model.session.open_item in ids else 0
    item = ids[min(len(ids) - 1, max(0, place))]
    controls.apply(
        lambda session, now: timekeeping.open_item(session, item=item, now=now), mark=lambda _: ItemRow(item)
    )


async def open_row(controls: LiveControls) -> None:
    """Open or answer what is marked."""
    model = controls.model()
    if (flow := view_of(model).enter(model)) is not None:
        await flow(controls)


async def edit_row(controls: LiveControls) -> None:
    """Edit what is marked."""
    model = controls.model()
    if (flow := view_of(model).edit(model)) is not None:
        await flow(controls)


async def remove_row(controls: LiveControls) -> None:
    """Remove what is marked."""
    model = controls.model()
    if (flow := view_of(model).remove(model)) is not None:
        await flow(controls)


async def reorder(controls: LiveControls, by: int) -> None:
    """Move the open story up or down in the deep dive."""
    session = controls.session
    item = session.open_item
    if session.current_phase.kind.items is PhaseItems.CANDIDATES and item is not None:
        controls.apply(lambda session, _: move_candidate(session, item=item, by=by))


async def move_to_top(controls: LiveControls) -> None:
    """Move the open story to the first place of the deep dive."""
    session = controls.session
    ids = [item.id for item in session.candidates]
    if session.current_phase.kind.items is PhaseItems.CANDIDATES and session.open_item in ids:
        await reorder(controls, -ids.index(session.open_item))


async def scroll(controls: LiveControls, pages: int) -> None:
    """Scroll the stage by pages."""
    layout_of(controls.screen).scroll_pages(pages)
