"""What changes the screen and not the session: the records, the curtain, the layout, the keys, the minutes."""

from refine_tui.ui.keymap import shown_keys
from refine_tui.ui.live.controls import LiveControls
from refine_tui.ui.live.curtain import Curtain
from refine_tui.ui.live.layout import layout_of
from refine_tui.ui.live.messages import MinutesRequested
from refine_tui.ui.live.phases.registry import view_of


async def show_records(controls: LiveControls) -> None:
    """Give the records the focus; where they have no place of their own, they unfold over the stage."""
    layout_of(controls.screen).unfold_records()


async def show_minutes(controls: LiveControls) -> None:
    """Show the minutes so far."""
    controls.screen.post_message(MinutesRequested(controls.session))


async def toggle_curtain(controls: LiveControls) -> None:
    """Cover everything but the phase and the clock, or uncover it."""
    curtain = controls.screen.query_one(Curtain)
    if curtain.is_closed:
        curtain.open()
    else:
        curtain.close(top=layout_of(controls.screen).top_height, key=controls.key("session.curtain"))


async def toggle_presenter(controls: LiveControls) -> None:
    """Change between the layout of 80 columns and that of the whole window."""
    layout_of(controls.screen).toggle_class("-presenter")
    controls.screen.call_after_refresh(controls.refresh)


async def show_keys(controls: LiveControls) -> None:
    """Show all keys of the screen."""
    from refine_tui.ui.dialogs.keys_dialog import KeysDialog  # noqa: PLC0415 - when it is needed

    model = controls.model()
    choices = view_of(model).choices(model)
    lines = [(str(digit), choice.label) for digit, choice in enumerate(choices, 1)]
    controls.screen.app.push_screen(KeysDialog([*lines, *shown_keys(controls.screen).values()]))


async def stay(controls: LiveControls) -> None:
    """Say that esc leads nowhere from here; what the first press said is not wiped out by a second one."""
    if not layout_of(controls.screen).notice.words_said:
        controls.say("Nothing is open here · ctrl+q leaves and pauses the clock")
