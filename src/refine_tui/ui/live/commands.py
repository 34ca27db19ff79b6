"""What the keys of the live screen do: one async function a command, found by its name."""

from collections.abc import Callable, Mapping
from functools import partial

from refine_tui.domain import timekeeping
from refine_tui.domain.agenda import PhaseItems
from refine_tui.domain.errors import DomainError
from refine_tui.domain.plain_text import counted, whole_number
from refine_tui.domain.records import RECORD_KINDS
from refine_tui.domain.session import RefinementSession, Transition
from refine_tui.domain.triage import open_next
from refine_tui.ui.flow_screen import Flow
from refine_tui.ui.live import screen_commands as screen
from refine_tui.ui.live import stage_commands as stage
from refine_tui.ui.live.capture import record
from refine_tui.ui.live.controls import Entry, LiveControls
from refine_tui.ui.live.go_to import go_to
from refine_tui.ui.live.item_editing import edit_item
from refine_tui.ui.live.people import ask_presence
from refine_tui.ui.questions import LineQuestion
from refine_tui.ui.widgets.clipboard import copied_words

Command = Callable[[LiveControls], Flow]


async def _apply(controls: LiveControls, transition: Transition) -> None:
    controls.apply(transition)


async def pause_or_resume(controls: LiveControls) -> None:
    """Pause the clock, or let it run again."""
    if controls.session.is_running:
        controls.apply(lambda session, now: timekeeping.pause(session, now=now))
    else:
        controls.apply(lambda session, now: timekeeping.resume(session, now=now))


async def next_phase(controls: LiveControls) -> None:
    """Go on to the next phase; after the triage, say how many items have no disposition."""
    is_triage = controls.session.current_phase.kind.items is PhaseItems.TRIAGE
    controls.apply(
        lambda session, now: timekeeping.next_phase(session, now=now),
        words=_words_after_triage if is_triage else None,
    )


def _words_after_triage(session: RefinementSession) -> str:
    waiting = len(session.untriaged)
    rest = f" · {counted(waiting, 'item')} not triaged" if waiting else ""
    return f"{session.current_phase.title} started{rest}"


async def say_began_earlier(controls: LiveControls) -> None:
    """Ask how many minutes ago the group began."""
    question = LineQuestion(title="We started how many minutes ago?", hint="a number of minutes: 5")
    await controls.enter_line(question, _began_earlier)


def _began_earlier(text: str) -> Entry:
    minutes = whole_number(text)
    if minutes is None:
        raise DomainError("Type the minutes as a number: 5")
    return Entry(transition=lambda session, _: timekeeping.backdate_start(session, minutes=minutes))


async def undo(controls: LiveControls) -> None:
    """Undo the latest step."""
    await _replay(controls, redo=False)


async def redo(controls: LiveControls) -> None:
    """Redo the step that was undone last."""
    await _replay(controls, redo=True)


async def _replay(controls: LiveControls, *, redo: bool) -> None:
    live, before = controls.application.live, controls.session
    try:
        step = live.redo() if redo else live.undo()
        _follow(controls, before, redo=redo)
    finally:
        controls.refresh()
    controls.say(f"{'Redone' if redo else 'Undone'}: {step}")


def _follow(controls: LiveControls, before: RefinementSession, *, redo: bool) -> None:
    """In triage, show the one item that undo changed, and go on from one that redo has sent again."""
    session, live = controls.session, controls.application.live
    changed = [item for item in session.triage_items if before.find(item.id) != item]
    if session.current_phase.kind.items is not PhaseItems.TRIAGE or len(changed) != 1:
        return
    if not redo:
        live.apply(lambda session, now: timekeeping.open_item(session, item=changed[0].id, now=now))
    elif changed[0].triaged:
        live.apply(lambda session, now: open_next(session, after=changed[0].id, now=now))


async def copy_item(controls: LiveControls) -> None:
    """Copy the text about the open item to the clipboard."""
    session = controls.session
    if session.open_item is None:
        controls.say("No item is open to copy. m shows the minutes, and y copies those there.")
        return
    text = controls.item_block(session, session.open_item)
    controls.screen.app.copy_to_clipboard(text)
    words = copied_words(text, "m shows the minutes, 2 saves them all")
    controls.say(f"{session.label_of(session.open_item)}: {words}")


async def show_prompts(controls: LiveControls) -> None:
    """Show the prompts of the phase."""
    from refine_tui.ui.dialogs.text_dialog import TextDialog  # noqa: PLC0415 - when it is needed

    phase = controls.session.current_phase
    if not phase.prompts:
        controls.say(f"{phase.title} has no prompts.")
        return
    text = "\n\n".join(f"·  {prompt}" for prompt in phase.prompts)
    await controls.screen.show_dialog(TextDialog(f"Prompts: {phase.title}", text))


async def import_items(controls: LiveControls) -> None:
    """Import items: paste them, or name a file."""
    from refine_tui.ui.import_flow import import_items_flow, session_target  # noqa: PLC0415 - when it is needed

    application = controls.application
    target = session_target(application)
    if await import_items_flow(controls.screen, application, target, controls.drafts) is not None:
        controls.refresh()


def _clock(transition: Transition) -> Command:
    return partial(_apply, transition=transition)


COMMANDS: Mapping[str, Command] = {
    **{kind.code: partial(record, kind=kind) for kind in RECORD_KINDS},
    "pause": pause_or_resume,
    "more": _clock(lambda session, _: timekeeping.extend(session, minutes=1)),
    "less": _clock(lambda session, _: timekeeping.extend(session, minutes=-1)),
    "next_phase": next_phase,
    "previous_phase": _clock(lambda session, now: timekeeping.previous_phase(session, now=now)),
    "absence": _clock(lambda session, _: timekeeping.toggle_absence(session)),
    "replan": _clock(lambda session, now: timekeeping.apply_replan(session, now=now)),
    "began_earlier": say_began_earlier,
    "undo": undo,
    "redo": redo,
    "up": partial(stage.move, by=-1),
    "down": partial(stage.move, by=1),
    "previous_item": partial(stage.show_item, by=-1),
    "next_item": partial(stage.show_item, by=1),
    "sooner": partial(stage.reorder, by=-1),
    "later": partial(stage.reorder, by=1),
    "to_top": stage.move_to_top,
    "open": stage.open_row,
    "edit": stage.edit_row,
    "remove": stage.remove_row,
    "page_up": partial(stage.scroll, pages=-1),
    "page_down": partial(stage.scroll, pages=1),
    "recorded": screen.show_records,
    "minutes": screen.show_minutes,
    "curtain": screen.toggle_curtain,
    "presenter": screen.toggle_presenter,
    "keys": screen.show_keys,
    "back": screen.stay,
    "people": ask_presence,
    "edit_item": edit_item,
    "go_to": go_to,
    "copy": copy_item,
    "prompts": show_prompts,
    "import": import_items,
}
"""The commands by the name that their key binding has."""
