"""The list of all records, and what is done with one of them."""

from collections.abc import Callable
from functools import partial

from textual.screen import Screen

from refine_tui.domain.recording import remove_record, set_action_status
from refine_tui.domain.records import ActionItem, ActionStatus, Question, kind_of
from refine_tui.ui.dialogs.recorded_dialog import RecordChoice, RecordedDialog, RecordWish, all_records
from refine_tui.ui.screens.conduct import Conduct
from refine_tui.ui.widgets.capturing import line_of
from refine_tui.ui.widgets.deep_dive_view import ask_answer
from refine_tui.ui.widgets.intents import Apply, Capture
from refine_tui.ui.widgets.phase_view import Scene


class RecordBook:
    """Opens the list of records and has its wishes carried out."""

    def __init__(self, *, screen: Screen[None], conduct: Conduct, scene: Callable[[], Scene]) -> None:
        self._screen = screen
        self._conduct = conduct
        self._scene = scene

    def open(self, chosen: str = "") -> None:
        """Show the records, *chosen* (a label such as ``A17``) marked."""
        self._screen.app.push_screen(RecordedDialog(self._scene().session, chosen=chosen), self._wished)

    def _wished(self, choice: RecordChoice | None) -> None:
        if choice is None:
            return
        if choice.wish is RecordWish.UNDO:
            self._conduct.undo_or_redo(redo=False)
            self.open(choice.label)
            return
        scene = self._scene()
        record = next(record for record in all_records(scene.session) if record.label == choice.label)
        kind, number = kind_of(record), record.number
        if choice.wish is RecordWish.REMOVE:
            self._conduct.apply(Apply(transition=lambda session, _: remove_record(session, kind=kind, number=number)))
            self.open()
        elif choice.wish is RecordWish.EDIT:
            line = line_of(scene, record)
            back = partial(self.open, choice.label)
            self._conduct.carry_out([Capture(kind=kind, initial=line, number=number, item=record.item, gone=back)])
        elif isinstance(record, ActionItem):
            status = ActionStatus.DONE if record.status is ActionStatus.OPEN else ActionStatus.OPEN
            self._conduct.apply(
                Apply(transition=lambda session, _: set_action_status(session, number=number, status=status))
            )
            self.open(choice.label)
        elif isinstance(record, Question):
            self._conduct.carry_out(ask_answer(scene, number))
