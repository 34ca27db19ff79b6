"""A phase of a kind that this version does not know: a newer one stored it, and nothing of it is lost."""

import json
import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from refine_tui.domain.agenda import PHASE_KINDS, PhaseKind
from refine_tui.domain.recording import add_note
from refine_tui.domain.timekeeping import go_to_phase, next_phase, previous_phase, resume
from refine_tui.domain.transitions import bind
from refine_tui.domain.wrap_up import set_next_session
from refine_tui.minutes.document import document_of
from refine_tui.minutes.errors import EmptyExportError
from refine_tui.minutes.formats import FORMATS, export_request
from refine_tui.minutes.session_json import render_json
from refine_tui.ui.app import RefineApp
from refine_tui.ui.live.item_strip import ItemStrip
from refine_tui.ui.live.phases.other import OtherPhaseView
from refine_tui.ui.live.phases.registry import phase_view
from tests.support import NINE, a_facilitator, a_setup
from tests.ui.driving import DEEP_DIVE, KICK_OFF, WRAP_UP, Desk, enter, line_with, live, notice, running, shown

RETRO = "retro"
CODES = ["kickoff", "triage", RETRO, "wrap_up"]


def with_retro(desk: Desk, *, phase: int = DEEP_DIVE, kind: str = RETRO) -> Desk:
    """Begin a session in *phase*, then store its deep dive as a phase of *kind*, with a prompt."""
    with desk.facilitating(new=2, candidates=1, phase=phase):
        pass
    with sqlite3.connect(desk.database) as connection:
        connection.execute(
            "UPDATE phase SET kind = ?, title = 'Look back', prompts = ? WHERE position = ?",
            (kind, json.dumps(["What shall we try next?"]), DEEP_DIVE),
        )
        agenda = json.loads(connection.execute("SELECT agenda FROM session").fetchone()[0])
        agenda["phases"][DEEP_DIVE]["kind"] = kind
        connection.execute("UPDATE session SET agenda = ?", (json.dumps(agenda),))
    connection.close()
    return desk


def stored_codes(desk: Desk, session: int = 1) -> tuple[list[str], list[str]]:
    """Return the kinds of the phases as their rows have them, and as the agenda of the session has them."""
    connection = sqlite3.connect(desk.database)
    rows = connection.execute("SELECT kind FROM phase WHERE session_id = ? ORDER BY position", (session,)).fetchall()
    agenda = json.loads(connection.execute("SELECT agenda FROM session WHERE id = ?", (session,)).fetchone()[0])
    connection.close()
    return [kind for (kind,) in rows], [phase["kind"] for phase in agenda["phases"]]


def title_above(app: RefineApp) -> str:
    """Return the line above the content of the phase."""
    return live(app).query_one(ItemStrip).words.strip()


def test_every_kind_that_this_version_knows_has_a_view_of_its_own() -> None:
    assert not any(isinstance(phase_view(kind), OtherPhaseView) for kind in PHASE_KINDS)


async def test_it_shows_its_title_its_prompts_and_that_the_kind_is_not_known(desk: Desk) -> None:
    app = with_retro(desk).resumed()

    async with running(app):
        seen, title = shown(app), title_above(app)

    assert title == "Look back"
    assert "This version of refine does not know the kind of this phase, “retro”." in seen
    assert "Its time runs, and everything that you record is saved." in seen
    assert "What shall we try next?" in seen


async def test_records_and_the_next_phase_work_in_it(desk: Desk) -> None:
    app = with_retro(desk).resumed()

    async with running(app) as pilot:
        await pilot.press("n")
        await enter(pilot, "Shorter stories help")
        recorded = notice(app)
        await pilot.press("1", "enter", "e", "delete", "down", "K")
        await pilot.press("right_square_bracket")
        moved = notice(app)
        await pilot.press("left_square_bracket")
        back = shown(app)

    assert recorded.startswith("N1 added: Shorter stories help")
    assert moved.startswith("Wrap-up started")
    assert "does not know the kind" in back
    assert [note.text for note in desk.saved().notes] == ["Shorter stories help"]
    assert stored_codes(desk) == (CODES, CODES)


async def test_its_time_counts(desk: Desk) -> None:
    app = with_retro(desk).resumed()
    desk.clock.advance(minutes=3)

    async with running(app):
        words = line_with(app, "▶ Look back")

    assert "▶ Look back   22 min left" in words


async def test_a_code_of_any_kind_is_shown_as_one_short_line(desk: Desk) -> None:
    app = with_retro(desk, kind="[bold]\x1b[31m" + "long " * 40).resumed()

    async with running(app):
        seen = shown(app)

    assert "this phase, “[bold]" in seen
    assert "\x1b" not in seen
    assert seen.count("long") < len("long " * 40) / len("long ")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_exports_the_session(desk: Desk, name: str) -> None:
    session = with_retro(desk).saved()
    try:
        text = FORMATS[name].render(export_request(session, now=NINE + timedelta(minutes=30)))
    except EmptyExportError as silence:
        text = silence.message

    assert text
    if name in ("markdown", "html"):
        assert "Look back" in text
    if name == "json":
        assert [phase["kind"] for phase in json.loads(text)["phases"]] == CODES


def test_the_minutes_show_its_time(desk: Desk) -> None:
    with_retro(desk)
    desk.clock.advance(minutes=4)

    text = FORMATS["markdown"].render(export_request(desk.saved(), now=desk.clock.now()))

    assert "- Look back: planned 25 min, spent 4 min" in text


def test_the_kind_survives_moving_closing_opening_again_and_undo(desk: Desk) -> None:
    facilitator = a_facilitator(with_retro(desk, phase=KICK_OFF).store(), desk.clock)
    facilitator.resume(1)

    facilitator.apply(bind(go_to_phase, position=DEEP_DIVE))
    facilitator.apply(bind(add_note, text="In the phase of an unknown kind"))
    facilitator.apply(bind(next_phase))
    facilitator.apply(bind(previous_phase))
    facilitator.undo()
    facilitator.redo()
    facilitator.close()
    closed = stored_codes(desk)
    facilitator.reopen()
    facilitator.apply(bind(resume))

    assert facilitator.session.current_phase.kind == PhaseKind(code=RETRO, title="")
    assert closed == stored_codes(desk) == (CODES, CODES)
    assert [
        phase["kind"] for phase in json.loads(render_json(document_of(facilitator.session, now=NINE)))["phases"]
    ] == CODES


def test_the_next_planned_session_has_the_kind_too_and_can_be_held(desk: Desk) -> None:
    facilitator = a_facilitator(with_retro(desk, phase=WRAP_UP).store(), desk.clock)
    facilitator.resume(1)
    facilitator.apply(bind(set_next_session, at=NINE + timedelta(days=7)))

    facilitator.close()
    facilitator.leave()
    planned = stored_codes(desk, session=2)
    agenda = facilitator.store.load(2).agenda
    facilitator.start(replace(a_setup(agenda=agenda), planned=2))
    facilitator.apply(bind(go_to_phase, position=DEEP_DIVE))

    assert planned == stored_codes(desk, session=2) == (CODES, CODES)
    assert facilitator.session.open_item is None
