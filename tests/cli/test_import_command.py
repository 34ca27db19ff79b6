"""``refine import``: what is taken in, what is told, what is left alone."""

import pytest

from tests.cli.conftest import Machine

CSV = """\
Issue key,Summary,Issue Type,Status,Status Category,Created
PAY-1,Partial refunds,Story,To Do,To Do,2026-10-01T10:00:00.000+0000
PAY-2,Rate limits,Bug,Open,To Do,2026-11-17T10:00:00.000+0000
PAY-3,Old importer,Bug,Closed,Done,2026-01-02T10:00:00.000+0000
PAY-4,,Bug,Open,To Do,2026-01-02T10:00:00.000+0000
"""

DRY_RUN = """\
backlog.csv (jira-csv, utf-8, headings in “en”)
  Team Payments: would be: 2 added, 0 updated, 0 unchanged, 1 left out because done
  1 row skipped:
    line 5: {reason}
"""

KEYS = {
    *("format", "language", "encoding", "delimiter", "items", "added", "updated", "skipped", "warnings"),
    *("columns", "fingerprint", "actions"),
}


@pytest.fixture
def backlog(machine: Machine) -> str:
    """Return the name of an export of Jira: two open items, one that is done, one without a title."""
    return machine.write("backlog.csv", CSV).name


def test_a_dry_run_says_what_would_happen_and_stores_nothing(machine: Machine, backlog: str) -> None:
    """Not even the database file is made."""
    result = machine.run("import", backlog, "--team", "Payments", "--dry-run")

    reason = result.stdout.splitlines()[3].partition(": ")[2]
    assert result.stdout == DRY_RUN.format(reason=reason)
    assert reason
    assert result.exit_code == 0
    assert not machine.database.exists()


def test_a_dry_run_makes_no_team(machine: Machine, backlog: str) -> None:
    """Also where there is a database already."""
    machine.run("import", backlog, "--team", "Payments")

    machine.run("import", backlog, "--team", "Kestrel", "--dry-run")

    assert machine.run("items", "--team", "Kestrel").exit_code == 1


def test_importing_again_updates_and_doubles_nothing(machine: Machine, backlog: str) -> None:
    """The second report says what changed since the first."""
    first = machine.run("import", backlog).stdout
    machine.write("backlog.csv", CSV.replace("Rate limits", "Rate limits for partners"))
    second = machine.run("import", backlog).stdout

    assert "2 added, 0 updated, 0 unchanged" in first
    assert "0 added, 1 updated, 1 unchanged" in second
    titles = [item["title"] for item in machine.json("items", "--json")]
    assert titles == ["Partial refunds", "Rate limits for partners"]


def test_files_of_a_dry_run_know_of_one_another(machine: Machine, backlog: str) -> None:
    """The same file twice adds its items once."""
    result = machine.run("import", backlog, backlog, "--dry-run")

    assert result.stdout.count("2 added, 0 updated, 0 unchanged") == 1
    assert result.stdout.count("0 added, 0 updated, 2 unchanged") == 1


def test_a_bad_file_does_not_keep_the_others_away(machine: Machine, backlog: str) -> None:
    """It gets its sentence, and the status says that something went wrong."""
    bad = machine.write("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(64)).name

    result = machine.run("import", bad, backlog)

    assert result.exit_code == 1
    assert "photo.png" in result.stderr
    assert len(machine.json("items", "--json")) == 2


def test_standard_input_is_a_file_like_any(machine: Machine) -> None:
    """Pasted lines come in by a pipe."""
    result = machine.run("import", "-", "--json", stdin="PAY-7 Refund a payment\nPAY-8 Split an invoice\n")

    assert result.exit_code == 0
    assert sorted(item["key"] for item in machine.json("items", "--json")) == ["PAY-7", "PAY-8"]


def test_json_has_the_names_of_the_contract(machine: Machine, backlog: str) -> None:
    """Scripts rely on each of them."""
    report = machine.json("import", backlog, "--json")

    assert set(report) >= KEYS
    assert (report["format"], report["added"], report["updated"]) == ("jira-csv", 2, 0)
    assert [set(row) for row in report["skipped"]] == [{"row", "reason"}]
    assert [(item["key"], item["id"], item["state"]) for item in report["items"]] == [
        ("PAY-1", 1, "new"),
        ("PAY-2", 2, "new"),
        ("PAY-3", None, None),
    ]


def test_json_of_a_dry_run_gives_no_numbers_away(machine: Machine, backlog: str) -> None:
    """An item that was not stored has no number."""
    report = machine.json("import", backlog, "--json", "--dry-run")

    assert report["added"] == 2
    assert {item["id"] for item in report["items"]} == {None}


def test_a_file_that_cannot_be_read_prints_no_json(machine: Machine) -> None:
    """Half a value would be worse than none."""
    result = machine.run("import", machine.write("empty.csv", "").name, "--json")

    assert (result.exit_code, result.stdout) == (1, "")


def test_many_skipped_rows_are_counted(machine: Machine) -> None:
    """Ten are listed, the rest is a number."""
    rows = "".join(f"PAY-{number},,Bug\n" for number in range(1, 26))
    result = machine.run("import", machine.write("many.csv", f"Issue key,Summary,Issue Type\nX-1,One,Bug\n{rows}").name)

    assert "25 rows skipped" in result.stdout
    assert result.stdout.count("\n    line ") == 10
    assert "    and 15 more" in result.stdout


def test_the_format_can_be_told(machine: Machine, backlog: str) -> None:
    """The person knows better than the detection."""
    report = machine.json("import", backlog, "--format", "text", "--json")

    assert report["format"] == "text"


SHEET = "Vorhaben;Größe;Wer\nErstattung;5;Ana\nStorno;3;Ben\n"


def test_a_table_without_titles_is_a_question_that_shows_its_columns(machine: Machine) -> None:
    """It says how to answer, and nothing is stored."""
    result = machine.run("import", machine.write("backlog.csv", SHEET).name)

    assert result.exit_code == 1
    assert "without a column of titles" in result.stderr
    assert "  Vorhaben: Erstattung · Storno\n" in result.stderr
    assert result.stderr.endswith("Name it with --map title=HEADING.\n")


def test_columns_can_be_named(machine: Machine) -> None:
    """What each was taken for is told."""
    name = machine.write("backlog.csv", SHEET).name

    result = machine.run("import", name, "--map", "title=vorhaben", "--map", "estimate=Größe")

    assert "  Columns: title = Vorhaben, estimate = Größe\n  Not read: Wer\n" in result.stdout
    items = machine.json("items", "--json")
    assert [(item["title"], item["estimate"]) for item in items] == [("Erstattung", "5"), ("Storno", "3")]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("titel=Vorhaben", "“titel” is not a field of an item: did you mean “title”?"),
        ("title=Vorhabn", "no column “Vorhabn”: did you mean “Vorhaben”?"),
        ("title", "write FIELD=HEADING"),
        ("=Vorhaben", "write FIELD=HEADING"),
    ],
)
def test_a_column_that_cannot_be_meant_is_told_with_the_nearest(machine: Machine, value: str, words: str) -> None:
    """A slip is answered with what would have worked."""
    result = machine.run("import", machine.write("backlog.csv", SHEET).name, "--map", value)

    assert result.exit_code != 0
    assert words in result.stderr


def test_undo_takes_the_latest_import_back_as_a_whole(machine: Machine, backlog: str) -> None:
    """Once; then there is nothing left to take back, and that is said."""
    machine.run("import", backlog)

    undone = machine.run("import", "--undo")
    again = machine.run("import", "--undo")

    assert undone.stdout == "Undone for team Team: import of 2 items from backlog.csv\n"
    assert machine.json("items", "--json") == []
    assert (again.exit_code, again.stderr) == (1, "There is no import to undo.\n")


@pytest.mark.parametrize("option", ["--dry-run", "--json", "--map=title=A", "--format=csv", "--encoding=utf-8"])
def test_undo_refuses_an_option_that_it_would_ignore(machine: Machine, backlog: str, option: str) -> None:
    """A dry run above all: it must change nothing."""
    machine.run("import", backlog)

    result = machine.run("import", "--undo", option)

    assert (result.exit_code, result.stdout) == (2, "")
    assert "--undo goes with --team only" in result.stderr
    assert len(machine.json("items", "--json")) == 2


def test_undo_on_a_new_machine_makes_no_database(machine: Machine) -> None:
    """There is nothing that could be taken back."""
    result = machine.run("import", "--undo")

    assert (result.exit_code, result.stderr) == (1, "There is no import to undo.\n")
    assert not machine.database.exists()


def test_undo_and_a_file_do_not_go_together(machine: Machine, backlog: str) -> None:
    """Neither does nothing at all."""
    assert machine.run("import", "--undo", backlog).exit_code == 2
    assert machine.run("import").exit_code == 2


def test_a_column_that_was_named_is_known_the_next_time(machine: Machine) -> None:
    """Also to another process; a dry run is told but remembers nothing."""
    sheet = machine.write("sheet.csv", "Vorhaben,Umfang\nErstattung,5\n").name
    unknown = machine.run("import", sheet)
    machine.run("import", sheet, "--map", "title=Vorhaben", "--dry-run")
    still_unknown = machine.run("import", sheet)

    named = machine.run("import", sheet, "--map", "title=Vorhaben")
    known = machine.run("import", sheet, "--map", "estimate=Umfang")
    (item,) = machine.json("items", "--json")

    assert unknown.exit_code == still_unknown.exit_code == 1
    assert "Name it with --map title=HEADING." in unknown.stderr
    assert named.exit_code == known.exit_code == 0
    assert (item["title"], item["estimate"]) == ("Erstattung", "5")
    assert machine.run("import", sheet).exit_code == 0


def test_a_field_without_a_column_is_remembered_too(machine: Machine) -> None:
    """A wrong guess is put right once, for another process as well; a heading brings the field back."""
    sheet = machine.write("sheet.csv", "Title,Size\nRefund,XL shirts\n").name

    guessed = machine.json("import", sheet, "--json", "--dry-run")
    without = machine.run("import", sheet, "--map", "estimate=")
    remembered = machine.json("import", sheet, "--json")
    named = machine.json("import", sheet, "--map", "estimate=Size", "--json")

    assert [item["estimate"] for item in guessed["items"]] == ["XL shirts"]
    assert "  Columns: title = Title\n  Not read: Size\n" in without.stdout
    assert [item["estimate"] for item in remembered["items"]] == [None]
    assert remembered["columns"][1] == {
        "heading": "Size",
        "field": None,
        "fields": [],
        "samples": ["XL shirts"],
    }
    assert [item["estimate"] for item in named["items"]] == ["XL shirts"]


def test_json_tells_what_each_column_was_taken_for(machine: Machine) -> None:
    """A script can correct it with --map."""
    sheet = machine.write("sheet.csv", "Title,Umfang\nRefund,5\n").name

    report = machine.json("import", sheet, "--json", "--dry-run")

    assert report["columns"] == [
        {"heading": "Title", "field": "title", "fields": ["title"], "samples": ["Refund"]},
        {"heading": "Umfang", "field": None, "fields": [], "samples": ["5"]},
    ]
    assert report["fingerprint"]
    assert report["actions"] == []


def test_action_items_of_earlier_minutes_become_the_teams(machine: Machine) -> None:
    """What was promised is not lost with the file; taking it in again brings nothing."""
    minutes = machine.write(
        "minutes.md",
        "# Refinement – Payments – 2026-11-20 (Fri)\n\nBrought 0 · ready 0\n\n## Actions\n\n"
        "- [ ] A3 Ask Legal — Chloé — due 2026-12-01\n- [x] A2 Book the room — Ana — due ? — done\n",
    ).name

    first = machine.run("import", minutes)
    second = machine.run("import", minutes)
    (action,) = machine.json("actions", "--json")

    assert "1 new action item: `refine actions` lists them" in first.stdout
    assert "new action item" not in second.stdout
    assert (action["text"], action["owner"], action["due"]) == ("Ask Legal", "Chloé", "2026-12-01")


POLISH = "Tytuł,Priorytet\nZażółć gęślą jaźń,Wysoki\n"


def test_the_encoding_can_be_named(machine: Machine) -> None:
    """The detection takes every such file for Windows-1252."""
    name = machine.write("polish.csv", POLISH.encode("windows-1250")).name

    guessed = machine.json("import", name, "--json", "--dry-run", "--map", "title=Tytu³")
    report = machine.json("import", name, "--json", "--encoding", "windows-1250")

    assert guessed["items"][0]["title"] != "Zażółć gęślą jaźń"
    assert (report["items"][0]["title"], report["encoding"], report["warnings"]) == (
        "Zażółć gęślą jaźń",
        "windows-1250",
        [],
    )


def test_a_file_that_does_not_fit_the_encoding_is_reported_and_the_others_are_imported(
    machine: Machine, backlog: str
) -> None:
    """With its name and its line."""
    name = machine.write("polish.csv", POLISH.encode("windows-1250")).name

    result = machine.run("import", name, backlog, "--encoding", "utf-8")

    assert result.exit_code == 1
    assert result.stderr.startswith("polish.csv cannot be read as utf-8: bytes on line 1 do not fit;")
    assert "2 added" in result.stdout


@pytest.mark.parametrize("command", [("import", "x.csv"), ("start", "--items", "x.csv")])
def test_an_unknown_encoding_is_a_usage_error(machine: Machine, command: tuple[str, ...]) -> None:
    """Before any file is opened; the nearest one is named."""
    result = machine.run(*command, "--encoding", "utf-9")

    assert result.exit_code == 2
    assert "“utf-9” is not a known encoding: did you mean “utf-8”?" in result.stderr


def test_an_encoding_without_files_is_a_usage_error(machine: Machine) -> None:
    """A session that starts with no file would ignore it."""
    result = machine.run("start", "--encoding", "utf-8")

    assert result.exit_code == 2
    assert "--encoding applies to the files of --items" in result.stderr


def test_a_session_starts_with_files_in_the_named_encoding(machine: Machine) -> None:
    """The bytes that do not fit are found before the screen starts."""
    name = machine.write("polish.csv", POLISH.encode("windows-1250")).name

    result = machine.run("start", "--items", name, "--encoding", "utf-8")

    assert result.exit_code == 1
    assert "polish.csv cannot be read as utf-8: bytes on line 1 do not fit" in result.stderr
