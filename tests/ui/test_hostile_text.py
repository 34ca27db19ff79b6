"""Text that would steer a terminal, a markup reader or a shell is text and nothing else, wherever it is shown."""

import re
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from refine_tui.domain import deep_dive, recording, session_setup, triage
from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.domain.dispositions import Disposition
from refine_tui.domain.people import Participant
from refine_tui.domain.public_view import public_view
from refine_tui.domain.session import RefinementSession
from refine_tui.domain.transitions import bind
from refine_tui.minutes.formats import FORMATS
from refine_tui.ui.app import RefineApp
from refine_tui.ui.live.screen import LiveScreen
from refine_tui.ui.minutes.screen import MinutesScreen
from tests.driver import Driver
from tests.support import NINE, a_setup, an_agenda, with_candidates
from tests.ui.driving import Desk, enter, is_asking, paste, running, shown, write
from tests.ui.visits import screen_kinds

STEERS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""What no screen may hold; line feeds are between its lines."""

HOSTILE: dict[str, tuple[str, tuple[str, ...]]] = {
    "markup": (
        "[/x] [@click=app.quit]x[/] [TODO] fix [x] [red] [link=javascript:1]a[/link] [$primary] $(touch x)",
        ("[/x]", "[@click=app.quit]x[/]", "[TODO]", "fix [x]", "[red]", "[link=javascript:1]a[/link]", "$(touch"),
    ),
    "controls": (
        "a\x1b]0;pwn\x07b \x1b[31mred\x1b[0m c\x9b31md\x9dpwn\x9c \u202egnp.exe e\x00f",
        ("red", "gnp.exe", "ef"),
    ),
    "letters": ("👩\u200d👩\u200d👧 🇩🇪 ⏱️ 1️⃣ 見積もりを合意する " + "long " * 60, ("👧", "🇩🇪", "見積もり", "long long")),
}
"""The text, and what of it can be read on the screen."""


def an_hour_of(text: str, desk: Desk) -> None:
    """Begin a session in which *text* stands in every field there is."""
    facilitator = Driver(desk.store(), desk.clock)
    said = f"Say {text}"
    item = ImportedItem(
        title=said,
        description=f"{said}\n{text}",
        why=said,
        type=text,
        status=text,
        labels=(text, "checkout"),
        reporter=text,
        assignee=text,
        priority=text,
        estimate=text,
        parent=text,
        created=text,
        acceptance_criteria=(said,),
    )
    incoming = tuple(replace(item, key=key) for key in ("PAY-1", "PAY-2", f"K{text}"))
    facilitator.import_items(said, (*incoming, replace(item, title=f"No key {text}")), source=text)
    backlog = facilitator.store.backlog(facilitator.store.team(said))
    facilitator.store.save_backlog(backlog, with_candidates(backlog, 2), step="", now=NINE)
    phases = tuple(replace(phase, title=f"{phase.title} {text}", prompts=(said,)) for phase in an_agenda().phases)
    agenda = replace(an_agenda(), title=said, phases=phases, scale=("1", said), ready=("why", said))
    people = (Participant(id=1, name=said), Participant(id=2, name=text, present=False))
    opening = a_setup(agenda=agenda, team=said)
    session = facilitator.start(replace(opening, goal=said, product_goal=said, people=people))
    first, last = session.items[0].id, session.items[-1].id
    facilitator.apply(bind(session_setup.set_goal, text=said))
    facilitator.apply(bind(recording.add_decision, text=said, because=text, item=first))
    facilitator.apply(bind(recording.add_action, text=said, owner=text, item=first))
    facilitator.apply(bind(recording.add_question, text=said, owner=text, item=last))
    facilitator.apply(bind(recording.answer_question, number=1, answer=said))
    facilitator.apply(bind(recording.add_parked_topic, text=said))
    facilitator.apply(bind(recording.add_note, text=said))
    facilitator.apply(bind(triage.set_disposition, item=first, disposition=Disposition.NEEDS_INFORMATION))
    facilitator.apply(bind(triage.request_information, item=first, text=said, owner=text))
    facilitator.apply(bind(deep_dive.add_criterion, item=last, text=said))
    for field in deep_dive.StoryField:
        facilitator.apply(bind(deep_dive.set_story_field, item=last, field=field, text=said))
    facilitator.apply(bind(deep_dive.mark_not_ready, item=last, reason=said))
    facilitator.leave(paused=False)


class Visitor:
    """Goes from screen to screen and looks at each."""

    def __init__(self, app: RefineApp, pilot: Pilot[None], text: str) -> None:
        self.app = app
        self.pilot = pilot
        self.text = text
        self.seen: dict[type[Screen[Any]], str] = {}

    async def look(self, *keys: str) -> None:
        """Press *keys* and look at the screen that is there then."""
        await self.pilot.press(*keys)
        await self.pilot.pause()
        words = shown(self.app)
        assert STEERS.findall(words.replace("\n", "")) == []
        assert self.app.is_running
        assert not self.app._exit
        kind = type(self.app.screen)
        self.seen[kind] = self.seen.get(kind, "") + words

    async def type(self, *keys: str) -> None:
        """Open a line by *keys*, put the text into it, look, enter it, and leave where it is refused."""
        await self.look(*keys)
        await write(self.pilot, f"Say {self.text}")
        await self.look()
        await enter(self.pilot, f"Say {self.text}")
        await self.look("escape") if self.app.screen.is_modal or is_asking(self.app) else await self.look()


async def visit_home_and_a_new_session(visitor: Visitor) -> None:
    """Look at the home screen, and prepare a session that is not started."""
    await visitor.look()
    await visitor.look("1")
    for digit in ("1", "3", "4"):
        await visitor.type(digit)
    await visitor.look("2")
    await visitor.look("escape", "5")
    await paste(visitor.pilot, f"Say {visitor.text}\n{visitor.text}")
    await visitor.look()
    await visitor.look("ctrl+s")
    await visitor.look("1")
    await visitor.look("u")
    await visitor.look("escape")
    await visitor.look("3")
    await visitor.look("1", "3")
    await visitor.look("question_mark")
    await visitor.look("escape", "escape")


async def visit_a_session(visitor: Visitor) -> None:
    """Look at every phase, and at every question and dialog that opens from one; then close the session."""
    await visitor.look("enter")
    for key in ("d", "a", "q", "p", "n", "o", "b", "1", "2"):
        await visitor.type(key)
    await visitor.look("w")
    await visitor.look("escape", "h")
    await visitor.look("escape", "r")
    await visitor.look("e")
    await visitor.look("escape", "escape", "c")
    await visitor.look("c", "P")
    await visitor.look("P", "question_mark")
    await visitor.look("escape", "m")
    for _ in FORMATS:
        await visitor.look("right")
    await visitor.look("y")
    await visitor.look("escape", "ctrl+p")
    await write(visitor.pilot, visitor.text)
    await visitor.look()
    await visitor.look("escape", "y")
    await visit_triage(visitor)
    await visit_deep_dive(visitor)
    await visitor.look("right_square_bracket")
    for key in ("2", "3", "4"):
        await visitor.type(key)
    await visitor.look("5")
    await visitor.look("1")


async def visit_triage(visitor: Visitor) -> None:
    """Answer the questions of the triage, and look at the overview."""
    await visitor.look("right_square_bracket")
    await visitor.look("enter")
    await visitor.look("1")
    await visitor.look("escape")
    for key in ("3", "5"):
        await visitor.type(key)
    await visitor.look("down", "4")


async def visit_deep_dive(visitor: Visitor) -> None:
    """Type into each field of a story, read its text, waive a check and mark it as not ready."""
    await visitor.look("right_square_bracket")
    for key in ("1", "2", "3", "4", "5", "7", "8"):
        await visitor.type(key)
    await visitor.look("9")
    await visitor.look("0")
    await visitor.type("2")
    await visitor.look("escape", "6")
    await visitor.look("escape")


async def visit_the_public_view(visitor: Visitor, session: RefinementSession) -> None:
    """Look at what is seen of a session before the store is open, in every phase."""
    for phase in session.phases:
        view = public_view(replace(session, phase=phase.position, open_item=session.items[phase.position].id))
        visitor.app.push_screen(LiveScreen(view=view, now=lambda: NINE))
        await visitor.look()
        await visitor.app.pop_screen()


@pytest.mark.parametrize(("text", "readable"), HOSTILE.values(), ids=HOSTILE.keys())
async def test_no_text_steers_the_screen_and_all_of_it_can_be_read(
    desk: Desk, text: str, readable: tuple[str, ...]
) -> None:
    an_hour_of(text, desk)
    app = desk.app(agendas=lambda: (replace(an_agenda(), title=f"Say {text}"), an_agenda()))

    async with running(app, size=(160, 44)) as pilot:
        visitor = Visitor(app, pilot, text)
        await visit_the_public_view(visitor, desk.saved())
        await visit_home_and_a_new_session(visitor)
        await visit_a_session(visitor)

    assert set(visitor.seen) == set(screen_kinds())
    for words in readable:
        assert words in visitor.seen[LiveScreen]
        assert words in visitor.seen[MinutesScreen]
        assert words in desk.saved().decisions[0].text
    for opened in (
        "All new items are triaged",
        "Waive “",
        "has open checks",
        "owner and date",
        "Next session",
        "Go to",
    ):
        assert opened in visitor.seen[LiveScreen]
    saved = desk.saved()
    assert len(saved.decisions) == 2
    assert saved.actions[-1].text == saved.decisions[-1].text
    assert not STEERS.search(saved.goal + saved.team.name + saved.actions[0].owner + saved.items[-1].reason)
