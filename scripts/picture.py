"""Draw docs/live.svg, the picture of the live screen in the README, from a rehearsal played to the same minute.

Run it in the development environment: ``.venv/bin/python scripts/picture.py``
"""

import asyncio
import os
import re
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from refine_tui.cli.app_context import AppContext
from refine_tui.cli.demo import ManualClock, play_demo_script
from refine_tui.domain.session_setup import SessionSetup
from refine_tui.ui.app import RefineApp
from refine_tui.ui.app_options import AppOptions, Start
from refine_tui.ui.widgets.line_area import LineArea

BEGINS = datetime.fromisoformat("2026-11-27T09:02:00+00:00")
SIZE = (116, 32)
MINUTES_IN = {"]": 4, "d": 3}
"""How far the clock is put on before some keys, in minutes."""
KEYS = (
    "]",
    *("enter", "1", "2", "1", "1", "4"),
    "3",
    "=Which carriers tell us in time? @aisha due mon",
    "d",
    "=Partial refunds wait, because the ledger cannot book them yet",
    "4",
    "a",
    "=Write the spike for offline tickets",
    "q",
    "=Which ports have no signal at low tide?",
    "p",
    "=Wording of the pricing page",
    "enter",
    "1",
    "2",
    "escape",
)


async def draw() -> str:
    """Play the rehearsal and return what is on the screen, as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        clock = ManualClock(BEGINS)
        context = AppContext(database=Path(folder) / "refine.db", environment={}, clock=clock)
        agendas = tuple(agenda for agenda, _ in context.available_agendas.agendas)
        agenda = next(agenda for agenda in agendas if agenda.id == "refinement-60")
        play_demo_script(context, agenda=agenda)
        setup = SessionSetup(
            agenda=agenda,
            team_name="Harbour",
            goal="Three self-service stories ready for sprint 42",
            zone="UTC",
            ignore_planned=True,
        )
        options = AppOptions(
            open_application=context.open_application,
            agendas=lambda: agendas,
            now=clock.now,
            zone=lambda: "UTC",
            minutes_folder=Path(folder),
            first=Start(setup=setup),
        )
        app = RefineApp(options)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause(0.5)
            for key in KEYS:
                clock.moment += timedelta(minutes=MINUTES_IN.get(key, 0))
                if key.startswith("="):
                    app.screen.query_one(LineArea).replace_all(key[1:])
                    await pilot.press("enter")
                else:
                    await pilot.press("right_square_bracket" if key == "]" else key)
            await pilot.pause(0.6)
            svg = app.export_screenshot(title="refine")
        context.close()
    fonts = re.compile(r"@font-face \{.*?\}\s*", flags=re.DOTALL)  # the picture asks nobody for a font
    return fonts.sub("", svg).replace("Fira Code", "Fira Code, DejaVu Sans Mono, Menlo")


def main(arguments: list[str]) -> None:
    """Write the picture to the file that is named, or else to where the README shows it from."""
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}  # all colours, wherever it is drawn
    picture = Path(arguments[0] if arguments else "docs/live.svg")
    picture.write_text(asyncio.run(draw()), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
