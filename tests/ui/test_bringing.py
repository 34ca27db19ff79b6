"""Items brought in: shown before anything is stored, from a paste or a dropped file, and taken back as a whole."""

import threading
from pathlib import Path

import pytest
from textual.pilot import Pilot

from refine_tui.application.backlog_service import BacklogService
from refine_tui.application.importing import ImportPreview
from refine_tui.domain.backlog_item import BacklogItem
from tests.support import TEAM
from tests.ui.driving import TRIAGE, Desk, enter, notice, paste, running, shown, typed

CSV = """\
Summary,Issue key,Issue Type,Status
Pay by invoice,NEW-1,Story,To Do
,NEW-2,Story,To Do
Pay in rates,NEW-3,Story,Done
"""


def backlog(desk: Desk) -> tuple[BacklogItem, ...]:
    """Return what the team's backlog has on the disk."""
    store = desk.store()
    return store.backlog(store.team(TEAM)).items


def a_file(folder: Path, name: str = "Sprint 42 backlog.csv") -> Path:
    """Return a file as Jira exports it."""
    path = folder / name
    path.write_text(CSV, encoding="utf-8")
    return path


async def undo(pilot: Pilot[None]) -> None:
    """Take the latest import back, and wait until that is done."""
    await pilot.press("u")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_what_would_come_in_is_shown_before_anything_is_stored(desk: Desk) -> None:
    app = desk.app(team=TEAM)

    async with running(app) as pilot:
        await pilot.press("2")
        await paste(pilot, CSV)
        await pilot.press("ctrl+s")
        seen = shown(app)
        stored = backlog(desk)

    assert "Bring in the pasted text? Nothing is stored yet." in seen
    assert "Read as Jira CSV · English headings · comma" in seen
    assert "1 new item · 0 changed · 1 done, left out · 1 skipped" in seen
    assert "NEW-1 Pay by invoice" in seen
    assert "line 3: It has no summary." in seen
    assert "1 take them in  2 back to the text" in seen
    assert stored == ()


async def test_one_takes_them_in_and_u_takes_the_whole_import_back(desk: Desk) -> None:
    app = desk.app(team=TEAM)

    async with running(app) as pilot:
        await pilot.press("2")
        await paste(pilot, "NEW-1 Pay by invoice\nNEW-2 Pay in rates")
        await pilot.press("ctrl+s", "1")
        said, home, taken = notice(app), shown(app), backlog(desk)
        await undo(pilot)
        undone, after = notice(app), backlog(desk)
        await undo(pilot)
        again = notice(app)

    assert said == "2 new items · 0 changed   ·   u takes the import back"
    assert "2 new items to triage" in home
    assert [item.key for item in taken] == ["NEW-1", "NEW-2"]
    assert undone == "Undone: import of 2 items from the pasted text"
    assert after == ()
    assert again == "! There is no import to undo."


async def test_an_import_that_changes_nothing_offers_no_undo(desk: Desk) -> None:
    """It would undo an earlier one."""
    app = desk.app(team=TEAM)

    async with running(app) as pilot:
        for _ in range(2):
            await pilot.press("2")
            await paste(pilot, "NEW-1 Pay by invoice\nNEW-2 Pay in rates")
            await pilot.press("ctrl+s", "1")
        said = notice(app)

    assert said == "0 new items · 0 changed · 2 known and unchanged"


@pytest.mark.parametrize("key", ["2", "escape"])
async def test_no_leads_back_to_the_text_and_nothing_is_stored(desk: Desk, key: str) -> None:
    app = desk.app(team=TEAM)

    async with running(app) as pilot:
        await pilot.press("2")
        await paste(pilot, "NEW-1 Pay by invoice")
        await pilot.press("ctrl+s", key)
        held = typed(app)
        await pilot.press("escape", "2")
        held_again = typed(app)

    assert held == held_again == "NEW-1 Pay by invoice"
    assert backlog(desk) == ()


@pytest.mark.parametrize(
    "written",
    ["{path}", "'{path}'", '"{path}"', "{escaped}", "{uri}", "{path}\n"],
    ids=["bare", "quoted", "in double quotes", "with backslashes", "as an address", "with a line end"],
)
async def test_a_file_dropped_onto_the_terminal_is_read(desk: Desk, tmp_path: Path, written: str) -> None:
    path = a_file(tmp_path)
    text = written.format(path=path, escaped=str(path).replace(" ", r"\ "), uri=path.as_uri())
    app = desk.app(team=TEAM)

    async with running(app) as pilot:
        await pilot.press("2")
        await paste(pilot, text)
        reading = shown(app)
        await pilot.press("ctrl+s")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        seen = shown(app)
        await pilot.press("enter")
        await pilot.pause()
        said = notice(app)

    assert "→ the file Sprint 42 backlog.csv · ctrl+s reads it" in reading
    assert "Bring in Sprint 42 backlog.csv? Nothing is stored yet." in seen
    assert "Read as Jira CSV · English headings · UTF-8 · comma" in seen
    assert said.startswith("1 new item")
    assert [item.key for item in backlog(desk)] == ["NEW-1"]


async def test_a_title_that_is_the_name_of_a_file_here_stays_a_title(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_file(tmp_path, "Invoices")
    monkeypatch.chdir(tmp_path)
    app = desk.app(team=TEAM)

    async with running(app) as pilot:
        await pilot.press("2")
        await paste(pilot, "Invoices")
        await pilot.press("ctrl+s", "1")

    assert [item.title for item in backlog(desk)] == ["Invoices"]


async def test_a_file_that_cannot_be_read_says_why_and_the_text_stays(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    app = desk.app(team=TEAM)

    async with running(app) as pilot:
        await pilot.press("2")
        await paste(pilot, str(path))
        await pilot.press("ctrl+s")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        seen, held = shown(app), typed(app)

    assert "! picture.png is a picture" in seen
    assert held == str(path)


async def test_a_long_paste_is_read_beside_the_screen(desk: Desk) -> None:
    lines = "\n".join(f"NEW-{number} A story that has quite a long title, number {number}" for number in range(1, 601))
    app = desk.app(team=TEAM)

    async with running(app) as pilot:
        await pilot.press("2")
        await paste(pilot, lines)
        reading = shown(app)
        await pilot.press("ctrl+s")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        seen = shown(app)
        await pilot.press("1")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        said = notice(app)
        await undo(pilot)
        undone, left = notice(app), backlog(desk)

    assert "characters · ctrl+s reads them" in reading
    assert "600 new items" in seen
    assert "and 594 more" in seen
    assert said == "600 new items · 0 changed   ·   u takes the import back"
    assert undone == "Undone: import of 600 items from the pasted text"
    assert left == ()


async def test_a_refresh_shows_what_changes_and_keeps_what_was_recorded(desk: Desk) -> None:
    app = desk.begun(new=2, phase=TRIAGE)
    table = "Key,Title,Status\nPAY-11,Renamed in the tracker,In progress\nPAY-12,Show the refund on the receipt,\n"

    async with running(app) as pilot:
        await pilot.press("2")
        before = desk.saved().items[0]
        await pilot.press("i")
        await paste(pilot, table)
        await pilot.press("ctrl+s")
        seen = shown(app)
        await pilot.press("1")
        await pilot.pause()
        after = desk.saved().items[0]
        await pilot.press("u")
        undone = notice(app)

    assert "0 new items · 1 changed · 1 known and unchanged" in seen
    assert "Renamed in the tracker · title, status – → In progress" in seen
    assert (before.item.title, after.item.title) == ("Partial refunds in the checkout", "Renamed in the tracker")
    assert before.outcome is not None
    assert after.outcome == before.outcome
    assert undone == "Undone: import of 1 item from the pasted text"
    assert desk.saved().items[0] == before


async def test_where_nothing_can_be_taken_in_there_is_only_the_way_back(desk: Desk) -> None:
    app = desk.app(team=TEAM)

    async with running(app, size=(80, 24)) as pilot:
        await pilot.press("2")
        await paste(pilot, "Summary,Issue key,Issue Type,Status\nOld one,NEW-9,Story,Done\n")
        await pilot.press("ctrl+s")
        seen = shown(app)
        await pilot.press("enter")
        held = typed(app)

    assert "0 new items · 0 changed · 1 done, left out" in seen
    assert "1 back to the text" in seen
    assert "take them in" not in seen
    assert held.startswith("Summary")


async def test_in_a_small_terminal_the_choices_stay_in_sight_and_the_rest_scrolls(desk: Desk) -> None:
    lines = "\n".join(["Title,Key", *(f"Story {number},NEW-{number}" for number in range(1, 30))])
    app = desk.app(team=TEAM)

    async with running(app, size=(80, 18)) as pilot:
        await pilot.press("2")
        await paste(pilot, lines)
        await pilot.press("ctrl+s")
        seen = shown(app)
        await pilot.press("pagedown")
        await pilot.pause()
        further = shown(app)

    assert "1 take them in  2 other columns  3 back to the text" in seen
    assert "esc back, keeps the text" in seen
    assert "Read as a table" in seen
    assert "Read as a table" not in further
    assert "1 take them in  2 other columns  3 back to the text" in further


HOME_MADE = "Vorhaben;Umfang;Wer;Wann\nErstattung;5;Ana;bald\nGutschein;3;Ben;später\n"


async def test_a_table_of_unknown_words_asks_one_question_and_remembers_the_answer(desk: Desk) -> None:
    app = desk.app(team=TEAM)

    async with running(app) as pilot:
        await pilot.press("2")
        await paste(pilot, HOME_MADE)
        reading = shown(app)
        await pilot.press("ctrl+s")
        question = shown(app)
        await pilot.press("1")
        preview = shown(app)
        await pilot.press("1")
        taken = backlog(desk)
        await pilot.press("2")
        await paste(pilot, HOME_MADE.replace("Gutschein", "Rabatt"))
        await pilot.press("ctrl+s")
        again = shown(app)

    assert "→ a table · ctrl+s asks which column is the title" in reading
    assert "Which column is the title?" in question
    assert "1 Vorhaben: Erstattung · Gutschein" in question
    assert "2 Umfang: 5 · 3" in question
    assert "Columns: title = Vorhaben   ·   not read: Umfang, Wer, Wann" in preview
    assert [item.title for item in taken] == ["Erstattung", "Gutschein"]
    assert "Bring in the pasted text? Nothing is stored yet." in again
    assert "1 new item · 0 changed · 1 known and unchanged" in again


async def test_columns_that_were_guessed_can_be_said_otherwise(desk: Desk) -> None:
    app = desk.app(team=TEAM)

    async with running(app) as pilot:
        await pilot.press("2")
        await paste(pilot, "Title,Name,Umfang\nPay by card,Karte,5\n")
        await pilot.press("ctrl+s")
        guessed = shown(app)
        await pilot.press("2")
        held = typed(app)
        await enter(pilot, "title=Name, estimate=Umfnag")
        refused, stays = shown(app), typed(app)
        await enter(pilot, "title=Name, estimate=Umfang")
        corrected = shown(app)
        await pilot.press("1")

    assert "2 other columns" in guessed
    assert held == "title=Title"
    assert "no column “Umfnag”: did you mean “Umfang”?" in refused
    assert stays == "title=Name, estimate=Umfnag"
    assert "Columns: title = Name, estimate = Umfang" in corrected
    assert [(item.title, item.estimate) for item in backlog(desk)] == [("Karte", "5")]


async def test_the_line_of_columns_is_the_whole_mapping_and_is_remembered(desk: Desk) -> None:
    """A field that is left out has no column, also the next time."""
    app = desk.app(team=TEAM)
    sheet = "Title,Size,Owner\nPay by card,XL shirts,Ana\n"

    async with running(app) as pilot:
        await pilot.press("2")
        await paste(pilot, sheet)
        await pilot.press("ctrl+s", "2")
        line = typed(app)
        await enter(pilot, "title=Title, assignee=Owner")
        corrected = shown(app)
        await pilot.press("1", "2")
        await paste(pilot, sheet.replace("card", "cash"))
        await pilot.press("ctrl+s")
        again = shown(app)

    assert line == "title=Title, estimate=Size, assignee=Owner"
    assert "Columns: title = Title, assignee = Owner   ·   not read: Size" in corrected
    assert [(item.title, item.estimate, item.assignee) for item in backlog(desk)] == [("Pay by card", "", "Ana")]
    assert "Columns: title = Title, assignee = Owner   ·   not read: Size" in again


async def test_a_dialog_that_is_left_while_the_backlog_is_read_is_left(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = threading.Event()
    preview = BacklogService.preview

    def slow_preview(service: BacklogService, team: str) -> ImportPreview:
        read.wait(timeout=10)
        return preview(service, team)

    monkeypatch.setattr(BacklogService, "preview", slow_preview)
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("i", *"X-1", "escape")
        await pilot.pause()
        read.set()
        await pilot.app.workers.wait_for_complete()
        await pilot.press("i")
        await pilot.pause()
        seen = shown(app)

    assert "X-1" in seen
