"""The keys of the live screen. Letters keep their meaning all through a session; choices are digits.

Each key explains itself; its id lets a settings file give it another key.
"""

from textual.binding import Binding, BindingType

from refine_tui.domain.records import RECORD_KINDS, RecordKind

_RECORD_IDS = {"parked": "session.park"}
"""The ids of the keys that record, where they are not ``session.`` and the code of the kind."""


def _record_key(kind: RecordKind) -> Binding:
    label = kind.noun.capitalize()
    tip = f"Record {'an' if kind.noun[0] in 'aeiou' else 'a'} {kind.noun}."
    return Binding(
        kind.key, f"command('{kind.code}')", label, tooltip=tip, id=_RECORD_IDS.get(kind.code, f"session.{kind.code}")
    )


def _command(key: str, name: str, label: str, tooltip: str, binding_id: str, *, show: bool = True) -> Binding:
    return Binding(key, f"command('{name}')", label, tooltip=tooltip, show=show, id=f"session.{binding_id}")


def _digits() -> list[BindingType]:
    return [Binding(str(n), f"choose({n})", "", show=False, id=f"session.choice_{n}") for n in range(1, 10)]


LIVE_KEYS: list[BindingType] = [
    *(_record_key(kind) for kind in RECORD_KINDS),
    _command("w", "people", "Who is here", "Note who comes or goes.", "people"),
    _command("o", "go_to", "Go to an item", "Go to an item of the session or of the backlog.", "from_backlog"),
    _command("E", "edit_item", "Edit the item", "Edit the title, type, priority, labels of the item.", "edit_item"),
    _command("space", "pause", "Pause", "Pause the clock, or let it run again.", "pause"),
    _command("plus,equals_sign", "more", "1 min more", "Add a minute to this phase.", "more"),
    _command("minus", "less", "1 min less", "Take a minute from this phase.", "less"),
    _command(
        "right_square_bracket,greater_than_sign", "next_phase", "Next phase", "Go to the next phase.", "next_phase"
    ),
    _command(
        "left_square_bracket,less_than_sign",
        "previous_phase",
        "Previous phase",
        "Go back to the phase before.",
        "previous_phase",
    ),
    _command("u", "undo", "Undo", "Undo the latest step.", "undo"),
    _command("U", "redo", "Redo", "Redo the step that was undone.", "redo"),
    _command("down,j", "down", "Down", "The next row; in triage the next item.", "down"),
    _command("up,k", "up", "Up", "The row before; in triage the item before.", "up"),
    _command("right", "next_item", "Next item", "The next item of the phase.", "next_item"),
    _command("left", "previous_item", "Item before", "The item before.", "previous_item"),
    _command("shift+down,J", "later", "Later", "Move the story down in the deep dive.", "later"),
    _command("shift+up,K", "sooner", "Sooner", "Move the story up in the deep dive.", "sooner"),
    _command("T", "to_top", "To the top", "Move the story to the first place of the deep dive.", "to_top"),
    _command("pagedown", "page_down", "Scroll down", "Scroll down.", "page_down", show=False),
    _command("pageup", "page_up", "Scroll up", "Scroll up.", "page_up", show=False),
    _command("enter", "open", "Open", "Open or answer what is marked.", "open"),
    _command("e", "edit", "Edit", "Edit what is marked.", "edit"),
    _command("delete", "remove", "Remove", "Remove what is marked.", "remove"),
    _command("r", "recorded", "Recorded", "All records: edit, complete, remove.", "recorded"),
    _command("m", "minutes", "Minutes", "The minutes so far.", "minutes"),
    _command("h", "prompts", "Prompts", "The prompts of this phase.", "prompts"),
    _command("i", "import", "Import items", "Import items: paste lines, or name a file.", "bring"),
    _command("y", "copy", "Copy", "Copy the text about the open item.", "copy"),
    _command("x", "absence", "Time away", "Include or exclude the time refine was closed.", "absence"),
    _command("t", "replan", "Re-plan", "Take the suggested re-plan.", "replan"),
    _command("b", "began_earlier", "Began earlier", "We started some minutes ago.", "began"),
    _command("c", "curtain", "Curtain", "Cover everything but the phase and the clock.", "curtain"),
    _command("P", "presenter", "Presenter layout", "The layout of 80 columns, or that of the window.", "presenter"),
    _command("escape", "back", "Back", "Back to the stage.", "back", show=False),
    _command("question_mark", "keys", "Keys", "All keys.", "keys"),
    *_digits(),
]
