"""What is done with a record of the list: edit, finish, remove."""

from refine_tui.domain.recording import remove_record, set_action_status
from refine_tui.domain.records import ActionItem, ActionStatus, AnyRecord, Question, kind_of
from refine_tui.ui.live.capture import edit
from refine_tui.ui.live.controls import LiveControls
from refine_tui.ui.live.record_list import RecordPanel
from refine_tui.ui.live.story import answer


async def change_record(controls: LiveControls, record: AnyRecord, what: str) -> None:
    """Edit a record, finish it (an action item is done or open again, a question is answered), or remove it."""
    if what == "remove":
        controls.apply(lambda session, _: remove_record(session, kind=kind_of(record), number=record.number))
    elif what == "edit" or not isinstance(record, ActionItem | Question):
        await edit(controls, record)
    elif isinstance(record, Question):
        await answer(controls, record.number)
    else:
        status = ActionStatus.DONE if record.status is ActionStatus.OPEN else ActionStatus.OPEN
        controls.apply(lambda session, _: set_action_status(session, number=record.number, status=status))
    controls.screen.query_one(RecordPanel).take_focus()
