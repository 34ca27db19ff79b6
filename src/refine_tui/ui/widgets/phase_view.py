"""What every phase of the live screen has in common: rows to look at, choices by digit, what keys want."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from rich.cells import cell_len
from rich.text import Text

from refine_tui.domain.clock_reading import ClockReading
from refine_tui.domain.item_age import age_in_days
from refine_tui.domain.item_past import ItemPast
from refine_tui.domain.plain_text import shortened
from refine_tui.domain.session import RefinementSession, SessionItem
from refine_tui.ui.theme import Palette
from refine_tui.ui.widgets.intents import Intent
from refine_tui.ui.widgets.rows import BLANK, Row, choosable, columns, heading, moved, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All that a phase draws from."""

    session: RefinementSession
    clock: ClockReading
    """The session's time, read once for the whole frame."""
    palette: Palette
    chosen: str = ""
    """The id of the row that is chosen."""
    day_first: bool = True
    past: Mapping[int, ItemPast] = field(default_factory=dict)
    """What earlier sessions left of each item, by its number; absent: nothing."""

    @property
    def now(self) -> datetime:
        """The moment of the frame (aware, UTC)."""
        return self.clock.now

    @property
    def today(self) -> date:
        """The day, in the session's time zone."""
        return self.session.local(self.now).date()

    @property
    def item(self) -> SessionItem | None:
        """The item on the screen."""
        return self.session.find(self.session.open_item)


class PhaseView(ABC):
    """One kind of phase. Without state: everything comes with the scene."""

    moves_items = False
    """Whether up and down go from item to item instead of from row to row."""

    @abstractmethod
    def title(self, scene: Scene) -> str:
        """Return the line above the content: where in the phase the group is."""

    def headline(self, scene: Scene) -> str:
        """Return what stays in sight above the rows: the key and the title of the item that is open; empty: none."""
        del scene
        return ""

    @abstractmethod
    def rows(self, scene: Scene) -> list[Row]:
        """Return what to show, top to bottom."""

    @abstractmethod
    def choices(self, scene: Scene) -> tuple[str, ...]:
        """Return what the digits 1, 2, 3 … do, in printed order."""

    @abstractmethod
    def choose(self, scene: Scene, index: int) -> tuple[Intent, ...]:
        """Return what the choice at *index* (from 0) wants."""

    def enter(self, scene: Scene) -> tuple[Intent, ...]:
        """Return what enter wants on the chosen row."""
        del scene
        return ()

    def edit(self, scene: Scene) -> tuple[Intent, ...]:
        """Return what ``e`` wants on the chosen row."""
        return self.enter(scene)

    def remove(self, scene: Scene) -> tuple[Intent, ...]:
        """Return what delete wants on the chosen row."""
        del scene
        return ()

    def items(self, scene: Scene) -> tuple[SessionItem, ...]:
        """Return the items that left and right go through."""
        del scene
        return ()

    def enter_label(self, scene: Scene) -> str:
        """Return what enter does here, in a word or two; empty: nothing."""
        del scene
        return ""


def with_chosen_row(scene: Scene, view: PhaseView) -> tuple[Scene, list[Row]]:
    """Return the scene with a row chosen, where the phase chooses rows, and the rows to show."""
    rows = view.rows(scene)
    if scene.chosen not in choosable(rows):
        scene = replace(scene, chosen="" if view.moves_items else moved(rows, "", 1))
    return scene, rows


def counted(number: int, one: str, many: str = "") -> str:
    """Return ``1 item``, ``2 items``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def _age_words(item: SessionItem, today: date) -> str:
    days = age_in_days(item.item.created, today)
    if days is None or days < 0:
        return ""
    return "new today" if days == 0 else f"{counted(days, 'day')} old"


def about(item: SessionItem, today: date) -> str:
    """Return what is known of an item in one line: type, who asked, age, status, estimate, parent."""
    held = item.item
    parts = [
        held.kind.value if held.kind else held.type.lower(),
        f"asked by {held.reporter}" if held.reporter else "",
        _age_words(item, today),
        f"priority {held.priority.lower()}" if held.priority else "",
        held.status.lower() if held.status and held.status.lower() not in ("to do", "open", "new", "backlog") else "",
        f"in {held.parent}" if held.parent else "",
        f"estimate {held.estimate}" if held.estimate else "",
        " ".join(f"#{label}" for label in held.labels[:4]),
    ]
    return " · ".join(part for part in parts if part)


def prompt_rows(scene: Scene) -> list[Row]:
    """Return the prompts of the current phase under a heading; empty: it has none."""
    palette, prompts = scene.palette, scene.session.current_phase.prompts
    if not prompts:
        return []
    return [
        BLANK,
        Row(content=heading("To ask", palette)),
        *(
            Row(content=columns("", Text("·"), plain(prompt, palette.muted), width=2, palette=palette))
            for prompt in prompts
        ),
    ]


LONGEST_HEADLINE = 120
"""In cells: a longer title stands whole among the rows, too."""


def full_title(item: SessionItem, palette: Palette) -> list[Row]:
    """Return the title once more where it is too long for the line above."""
    whole = f"{item.label}  {item.item.title}"
    return [BLANK, Row(content=plain(whole, f"bold {palette.text}"))] if cell_len(whole) > LONGEST_HEADLINE else []


def named(item: SessionItem) -> str:
    """Return an item's key and the beginning of its title, for the heading of a question."""
    return f"{item.label}  {shortened(item.item.title, 50)}"


def clock_words(seconds: float) -> str:
    """Return a length of time as ``4:40``."""
    minutes, rest = divmod(int(max(0, seconds)), 60)
    return f"{minutes}:{rest:02d}"
