"""The keys of the live screen. Each explains itself; its id lets a settings file give it another key."""

from textual.binding import Binding, BindingType

from refine_tui.domain.records import RecordKind


def _digits() -> list[BindingType]:
    return [Binding(str(n), f"choose({n})", "", show=False, id=f"session.choice_{n}") for n in range(1, 10)]


LIVE_KEYS: list[BindingType] = [
    Binding(
        RecordKind.DECISION.key, "capture('decision')", "Decision", tooltip="Record a decision.", id="session.decision"
    ),
    Binding(
        RecordKind.ACTION.key, "capture('action')", "Action item", tooltip="Record an action item.", id="session.action"
    ),
    Binding(
        RecordKind.QUESTION.key,
        "capture('question')",
        "Question",
        tooltip="Record an open question.",
        id="session.question",
    ),
    Binding(
        RecordKind.PARKED.key,
        "capture('parked')",
        "Parking lot",
        tooltip="Park a topic for another time.",
        id="session.park",
    ),
    Binding(
        RecordKind.NOTE.key, "capture('note')", "Note", tooltip="Write a note on the open item.", id="session.note"
    ),
    Binding("space", "clock('pause')", "Pause", tooltip="Pause the clock, or let it go on.", id="session.pause"),
    Binding(
        "plus,equals_sign", "clock('extend')", "1 min more", tooltip="One minute more for this box.", id="session.more"
    ),
    Binding("minus", "clock('shorten')", "1 min less", tooltip="One minute less for this box.", id="session.less"),
    Binding(
        "right_square_bracket,greater_than_sign",
        "clock('next')",
        "Next phase",
        tooltip="Go to the next phase.",
        id="session.next_phase",
    ),
    Binding(
        "left_square_bracket,less_than_sign",
        "clock('previous')",
        "Previous phase",
        tooltip="Go back to the phase before.",
        id="session.previous_phase",
    ),
    Binding("u", "history('undo')", "Undo", tooltip="Take the latest step back.", id="session.undo"),
    Binding("U", "history('redo')", "Redo", tooltip="Make the step again that was undone.", id="session.redo"),
    Binding("down,j", "move(1)", "Down", tooltip="The next row; in triage the next item.", id="session.down"),
    Binding("up,k", "move(-1)", "Up", tooltip="The row before; in triage the item before.", id="session.up"),
    Binding("right", "item(1)", "Next item", tooltip="The next item of the phase.", id="session.next_item"),
    Binding("left", "item(-1)", "Item before", tooltip="The item before.", id="session.previous_item"),
    Binding("shift+down,J", "reorder(1)", "Later", tooltip="Move the story down in the deep dive.", id="session.later"),
    Binding("shift+up,K", "reorder(-1)", "Sooner", tooltip="Move the story up in the deep dive.", id="session.sooner"),
    Binding("pagedown", "scroll(1)", "Scroll down", tooltip="Scroll down.", show=False, id="session.page_down"),
    Binding("pageup", "scroll(-1)", "Scroll up", tooltip="Scroll up.", show=False, id="session.page_up"),
    Binding("enter", "row('enter')", "Open", tooltip="Open or answer what is marked.", id="session.open"),
    Binding("e", "row('edit')", "Edit", tooltip="Edit what is marked.", id="session.edit"),
    Binding("delete", "row('remove')", "Remove", tooltip="Remove what is marked.", id="session.remove"),
    Binding("r", "show('recorded')", "Recorded", tooltip="All records: edit, complete, remove.", id="session.recorded"),
    Binding("m", "show('minutes')", "Minutes", tooltip="The minutes so far.", id="session.minutes"),
    Binding("i", "show('bring')", "Items", tooltip="Bring items in: paste lines.", id="session.bring"),
    Binding("o", "backlog", "From the backlog", tooltip="Bring an item of the backlog in.", id="session.from_backlog"),
    Binding("y", "copy", "Copy", tooltip="Copy what was settled about the open item.", id="session.copy"),
    Binding("x", "clock('absence')", "Absence", tooltip="Count the time away, or leave it out.", id="session.absence"),
    Binding("t", "clock('replan')", "Re-plan", tooltip="Take the suggested re-plan.", id="session.replan"),
    Binding("b", "began_earlier", "Began earlier", tooltip="Say that we began some minutes ago.", id="session.began"),
    Binding("escape", "stay", "Back", tooltip="There is nothing behind the session.", show=False, id="session.back"),
    Binding("question_mark", "show('keys')", "Keys", tooltip="All keys.", id="session.keys"),
    *_digits(),
]

"""Letters keep their meaning all through a session; choices are digits."""
