"""Imports: shown before anything is stored, from a paste or a dropped file, and undone as a whole."""

import threading
from pathlib import Path

import pytest
from textual.pilot import Pilot

from refine_tui.application.application import Application
from refine_tui.application.backlog_service import BacklogService
from refine_tui.application.importing import ImportPreview
from refine_tui.domain.backlog_item import BacklogItem, MergeResult
from refine_tui.importers.report import ImportReport
from refine_tui.ui.dialogs.preview_dialog import PreviewDialog
from refine_tui.ui.home.screen import HomeScreen
from refine_tui.ui.import_reader import ImportReader, ImportSource
from tests.support import TEAM
from tests.ui.driving import TRIAGE, Desk, enter, notice, paste, running, screens_open, shown, typed, wait_for, write

GOLDEN = Path(__file__).parents[1] / "minutes" / "golden"
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


async def undo(pilot: Pilot[None], words: str = "Undone: ") -> None:
    """Undo the latest import, and wait until that is done."""
    await pilot.press("u")
    await wait_for(pilot, words)


async def test_what_would_come_in_is_shown_before_anything_is_stored(desk: Desk) -> None:
    app = desk.app(team=TEAM)

    async with running(app) as pilot:
        await pilot.press("2")
        await paste(pilot, CSV)
        await pilot.press("ctrl+s")
        seen = shown(app)
        stored = backlog(desk)

    assert "Import the pasted text? Nothing is stored yet." in seen
    assert "Read as: Jira CSV · English headings · comma" in seen
    assert "1 new item · 1 done, skipped · 1 line skipped" in seen
    assert "NEW-1 Pay by invoice" in seen
    assert "line 3: It has no summary." in seen
    assert "1 import  2 edit text" in seen
    assert stored == ()


async def test_one_imports_them_and_u_undoes_the_whole_import(desk: Desk) -> None:
    app = desk.app(team=TEAM)

    async with running(app) as pilot:
        await pilot.press("2")
        await paste(pilot, "NEW-1 Pay by invoice\nNEW-2 Pay in rates")
        await pilot.press("ctrl+s", "1")
        said, home, taken = notice(app), shown(app), backlog(desk)
        await undo(pilot)
        undone, after = notice(app), backlog(desk)
        await undo(pilot, "There is no import")
        again = notice(app)

    assert said == "Imported 2 new   ·   u undo"
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

    assert said == "2 unchanged"


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
        seen = await wait_for(pilot, "Nothing is stored yet")
        await pilot.press("enter")
        await pilot.pause()
        said = notice(app)

    assert "→ the file Sprint 42 backlog.csv · ctrl+s reads it" in reading
    assert "Import Sprint 42 backlog.csv? Nothing is stored yet." in seen
    assert "Read as: Jira CSV · English headings · UTF-8 · comma" in seen
    assert said.startswith("Imported 1 new")
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
        seen = await wait_for(pilot, "is a picture")
        held = typed(app)

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
        seen = await wait_for(pilot, "Nothing is stored yet")
        await pilot.press("end")
        last = shown(app)
        await pilot.press("1")
        await wait_for(pilot, "Imported")
        said = notice(app)
        await undo(pilot)
        undone, left = notice(app), backlog(desk)

    assert "characters · ctrl+s reads them" in reading
    assert "600 new items" in seen
    assert "NEW-600" not in seen
    assert "▶ NEW-600" in last
    assert said == "Imported 600 new   ·   u undo"
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

    assert "1 updated · 1 unchanged" in seen
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

    assert "0 new items · 1 done, skipped" in seen
    assert "1 edit text" in seen
    assert "1 import" not in seen
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

    assert "1 import  2 other columns  3 edit text" in seen
    assert "esc edit text" in seen
    assert "Read as: a table" in seen
    assert "Read as: a table" not in further
    assert "1 import  2 other columns  3 edit text" in further


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
    assert "Import the pasted text? Nothing is stored yet." in again
    assert "1 new item · 1 unchanged" in again


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
        await pilot.press("i")
        seen = await wait_for(pilot, "X-1")

    assert "X-1" in seen


CHAT = "[10:02] Ana: hi all, here is the list\nNEW-1 Pay by invoice\n👍\nNEW-2 Pay in rates"


async def test_del_leaves_the_marked_row_out_of_the_import_and_takes_it_back(desk: Desk) -> None:
    app = desk.app(team=TEAM)

    async with running(app) as pilot:
        await pilot.press("2")
        await paste(pilot, CHAT)
        await pilot.press("ctrl+s", "delete", "j", "delete", "j", "delete")
        three = shown(app)
        await pilot.press("k", "delete")
        two = shown(app)
        await pilot.press("1")
        said = notice(app)

    assert "1 new item · 3 left out" in three
    assert "▶ –     👍  left out" in three
    assert "2 new items · 2 left out" in two
    assert said == "Imported 2 new   ·   u undo"
    assert [item.title for item in backlog(desk)] == ["Pay by invoice", "Pay in rates"]


async def test_what_is_left_out_stays_left_out_while_the_text_is_edited(desk: Desk) -> None:
    app = desk.app(team=TEAM)

    async with running(app) as pilot:
        await pilot.press("2")
        await paste(pilot, CHAT)
        await pilot.press("ctrl+s", "delete", "escape", "enter")
        await paste(pilot, "NEW-3 Pay later")
        await pilot.press("ctrl+s")
        seen = shown(app)
        await pilot.press("1")

    assert "4 new items · 1 left out" in seen
    assert [item.title for item in backlog(desk)] == ["Pay by invoice", "👍", "Pay in rates", "Pay later"]


async def test_an_action_item_of_earlier_minutes_can_be_left_out_too(desk: Desk) -> None:
    minutes = (GOLDEN / "empty.md").read_text(encoding="utf-8")
    minutes += "\n## Actions\n\n- [ ] A1 Ask Legal — Ana — due ?\n- [ ] A2 Buy cake — Ben — due ?\n"
    app = desk.app(team=TEAM)

    async with running(app) as pilot:
        await pilot.press("2")
        await paste(pilot, minutes)
        await pilot.press("ctrl+s", "end", "delete", "1")
        said = notice(app)

    assert said == "Imported 1 action item   ·   u undo"
    assert [row.action.text for row in Application(desk.store(), desk.clock).views.actions(TEAM)] == ["Ask Legal"]


async def test_the_column_that_was_chosen_is_not_asked_for_again_while_the_text_is_edited(desk: Desk) -> None:
    app = desk.app(team=TEAM)

    async with running(app) as pilot:
        await pilot.press("2")
        await paste(pilot, HOME_MADE)
        await pilot.press("ctrl+s", "1", "escape", "enter")
        await paste(pilot, "Rabatt;2;Ana;bald")
        await pilot.press("ctrl+s")
        seen = shown(app)
        await pilot.press("escape")
        await write(pilot, HOME_MADE.replace("Vorhaben", "Bucht"))
        await pilot.press("ctrl+s")
        other = shown(app)

    assert "Columns: title = Vorhaben" in seen
    assert "3 new items" in seen
    assert "Which column is the title?" in other


async def test_a_column_that_is_read_as_two_fields_is_named_with_both(desk: Desk) -> None:
    app = desk.app(team=TEAM)

    async with running(app) as pilot:
        await pilot.press("2")
        await paste(pilot, "Title,Name\nPay by card,Karte\n")
        await pilot.press("ctrl+s", "2")
        await enter(pilot, "title=Name, description=Name")
        seen = shown(app)
        await pilot.press("2")
        line = typed(app)

    assert "Columns: title = Name, description = Name   ·   not read: Title" in seen
    assert line == "title=Name, description=Name"


async def test_an_import_that_is_read_for_long_leaves_the_screen_usable_and_is_the_only_one(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_file(tmp_path)
    go_on = threading.Event()
    read = ImportReader.read_and_merge

    def slow_read(reader: ImportReader, source: ImportSource) -> tuple[ImportReport, MergeResult]:
        go_on.wait(timeout=10)
        return read(reader, source)

    monkeypatch.setattr(ImportReader, "read_and_merge", slow_read)
    app = desk.app(team=TEAM)

    async with running(app) as pilot:
        await pilot.press("2")
        await paste(pilot, str(path))
        await pilot.press("ctrl+s")
        meanwhile = await wait_for(pilot, "Reading Sprint 42 backlog.csv …")
        await pilot.press("2")
        again = screens_open(app)
        await pilot.press("3", "escape")
        back = screens_open(app)
        go_on.set()
        seen, kinds = await wait_for(pilot, "Nothing is stored yet"), screens_open(app)

    assert "1 start a session" in meanwhile
    assert again[-1] is HomeScreen
    assert back == again
    assert kinds == [*back, PreviewDialog]
    assert "NEW-1 Pay by invoice" in seen


async def test_where_every_row_is_left_out_nothing_is_imported(desk: Desk) -> None:
    app = desk.app(team=TEAM)

    async with running(app) as pilot:
        await pilot.press("2")
        await paste(pilot, "hi all\n👍")
        await pilot.press("ctrl+s", "delete", "j", "delete", "1", "enter")
        seen = shown(app)
        await pilot.press("delete", "1")
        said = notice(app)

    assert "2 left out, nothing to import" in seen
    assert said == "Imported 1 new   ·   u undo"
    assert [item.title for item in backlog(desk)] == ["👍"]
