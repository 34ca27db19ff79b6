"""An item of the backlog brought in on the spot: found by its key or by words of its title."""

from refine_tui.domain.agenda import PhaseKind
from refine_tui.domain.backlog_item import Backlog, BacklogItem
from refine_tui.domain.errors import DomainError
from refine_tui.domain.plain_text import folded, shortened
from refine_tui.domain.triage import bring
from refine_tui.ui.widgets.intents import Apply, AskLine, Intent, Say
from refine_tui.ui.widgets.phase_view import Scene, counted


def from_backlog(scene: Scene, backlog: Backlog) -> tuple[Intent, ...]:
    """Return what asks for an item of the backlog and brings it: to the triage in triage, else to the deep dive."""
    here = {item.id for item in scene.session.items}
    waiting = tuple(item for item in backlog.items if item.id not in here and not item.done)
    if not waiting:
        return (Say(words="Every open item of the backlog is here already. i brings new ones in."),)
    for_triage = scene.session.current_phase.kind is PhaseKind.TRIAGE

    def read(text: str) -> str:
        found = find_items(waiting, text)
        others = f"   and {len(found) - 1} more: type on" if len(found) > 1 else ""
        return f"{found[0].label}  {shortened(found[0].title, 60)}{others}" if found else "nothing like it"

    def then(text: str) -> Apply:
        found = find_items(waiting, text)
        if not found:
            raise DomainError("No item of the backlog is called so: type its key, or words of its title.")
        asked = {"items": found[:1], "last_item": backlog.last_item, "for_triage": for_triage}
        return Apply(transition=bring, asked=asked)

    return (
        AskLine(
            title=f"Bring an item in, to the {'triage' if for_triage else 'deep dive'}",
            hint=f"its key, or words of its title   ·   {counted(len(waiting), 'item')} in the backlog",
            read=read,
            then=then,
        ),
    )


def find_items(items: tuple[BacklogItem, ...], text: str) -> tuple[BacklogItem, ...]:
    """Return the items that *text* means, best first: by key, by its beginning, by words of the title."""
    wanted = folded(text)
    if not wanted:
        return ()
    words = wanted.split()
    ranked = []
    for item in items:
        key, title = folded(item.label), folded(item.title)
        if key == wanted:
            ranked.append((0, item))
        elif key.startswith(wanted):
            ranked.append((1, item))
        elif all(word in title or word in key for word in words):
            ranked.append((2, item))
    return tuple(item for _, item in sorted(ranked, key=lambda pair: (pair[0], pair[1].rank)))
