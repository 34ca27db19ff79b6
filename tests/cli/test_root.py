"""The program as a whole: help, version, exit statuses, what is loaded, what is printed where."""

import json
import os
import subprocess
import sys

import pytest

from refine_tui import __version__
from refine_tui.cli.root import refine
from tests.cli.conftest import RUN, Machine
from tests.support import a_started_session

LOADED_AFTER_EACH = """
import json, sys
from refine_tui.cli import main
loaded = []
for command in json.loads(sys.argv[1]):
    sys.argv = ["refine", *command]
    try:
        main()
    except SystemExit as end:
        assert not end.code, (command, end.code)
    loaded.append(sorted(sys.modules))
print("LOADED", json.dumps(loaded))
"""
HEAVY = {"textual", "rich", "sqlmodel", "sqlalchemy", "alembic", "jinja2"}
COMMANDS = ("items", "sessions", "import", "export", "show", "actions", "start", "resume", "demo")


def loaded_after_each(*commands: tuple[str, ...]) -> list[set[str]]:
    """Run commands one after the other in a process of their own; return the packages that are loaded after each."""
    process = [sys.executable, "-c", LOADED_AFTER_EACH, json.dumps(commands)]
    done = subprocess.run(process, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    loaded = json.loads(done.stdout.rpartition("LOADED ")[2])
    return [{name.partition(".")[0] for name in names} for names in loaded]


def test_looking_around_loads_neither_sql_nor_textual(machine: Machine) -> None:
    """It must answer at once, and work where the store does not; the help has options and choices without it."""
    commands = [("--version",), ("--help",), ("agendas", "list"), ("agendas", "--help")]
    commands += [(name, "--help") for name in COMMANDS]

    loaded = loaded_after_each(*commands)

    assert {command: names & HEAVY for command, names in zip(commands, loaded, strict=True) if names & HEAVY} == {}


def test_what_works_without_a_screen_does_not_load_textual(machine: Machine) -> None:
    """Only the live screen needs it."""
    machine.write("lines.txt", "Refund a payment\n")

    loaded = loaded_after_each(("import", "lines.txt"), ("items",), ("sessions",), ("actions",))

    assert [names & {"textual", "rich"} for names in loaded] == [set()] * 4
    assert "sqlalchemy" in loaded[0]


def test_version_is_one_line_on_standard_output(machine: Machine) -> None:
    """Scripts read it."""
    done = machine.process("--version")

    assert (done.returncode, done.stdout, done.stderr) == (0, f"refine {__version__}\n", "")


def test_help_names_every_command_of_the_table(machine: Machine) -> None:
    """What can be done must be found."""
    text = machine.run("--help").stdout

    for name in ("start", "resume", "demo", "import", "items", "sessions", "show", "actions", "export", "agendas"):
        assert f"\n  {name} " in text


def test_help_ends_with_the_place_of_the_settings(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where another file is named."""
    assert machine.run("--help").stdout.endswith(f"Settings: {machine.config / 'config.toml'}\n")

    monkeypatch.setenv("REFINE_CONFIG", str(machine.home / "mine.toml"))
    assert machine.run("--help").stdout.endswith(f"Settings: {machine.home / 'mine.toml'}\n")


def test_every_command_of_the_table_can_be_loaded(machine: Machine) -> None:
    """A name in the table that leads nowhere would be found by a user."""
    with refine.make_context("refine", [], resilient_parsing=True) as context:
        assert all(refine.get_command(context, name) for name in refine.list_commands(context))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("imprt", "x"), "There is no command “imprt”: did you mean “import”?"),
        (("items", "--jsn"), "--json"),
        (("show",), "SESSION"),
        (("show", "first"), "neither the number of a session nor `last`"),
        (("import",), "FILE"),
        (("import", "-", "-"), "only once"),
        (("import", "a", "b", "--json"), "--json takes one file"),
        (("import", "a", "--format", "runes"), "runes"),
        (("export", "1", "--format", "pdf"), "pdf"),
        (("agendas", "lst"), "lst"),
        (("agendas", "new"), "NAME"),
        (("agendas", "new", "My Hour!"), "such as my-hour"),
        (("agendas", "new", "../x"), "small letters"),
        (("demo", "--speed", "0"), "1<=x<=600"),
        (("demo", "--speed", "601"), "1<=x<=600"),
        (("demo", "--speed", "fast"), "fast"),
        (("actions", "--all", "--overdue"), "take one of them"),
        (("actions", "--json", "done", "A1"), "no option of the list"),
        (("actions", "done"), "ID..."),
        (("actions", "drop", "D4"), "type its number, such as A17"),
        (("actions", "dnoe", "A1"), "dnoe"),
    ],
)
def test_wrong_usage_is_told_on_standard_error_with_status_2(
    machine: Machine, arguments: tuple[str, ...], says: str
) -> None:
    """The nearest right word is named where there is one."""
    result = machine.run(*arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("show", "7"), "There is no session 7"),
        (("show", "last"), "There is no session: none was held yet"),
        (("export", "7"), "There is no session 7"),
        (("import", "missing.csv"), "There is no file missing.csv."),
        (("import", "."), "cannot be read"),
        (("items", "--team", "Nobody"), "There is no team “Nobody”"),
        (("sessions", "--team", "Nobody"), "There is no team “Nobody”"),
        (("agendas", "show", "nothing"), "nothing"),
        (("agendas", "check", "missing.toml"), "missing.toml"),
        (("actions", "--team", "Nobody"), "There is no team “Nobody”"),
        (("actions", "done", "A1"), "There are no action items yet."),
        (("actions", "drop", "A1", "--team", "Nobody"), "There is no team “Nobody”"),
        (("start",), "terminal"),
        (("resume",), "terminal"),
        (("demo",), "terminal"),
        ((), "terminal"),
    ],
)
def test_what_cannot_be_met_is_one_sentence_with_status_1(
    machine: Machine, arguments: tuple[str, ...], says: str
) -> None:
    """Never more than that sentence, never a traceback, nothing on standard output."""
    result = machine.run(*arguments)

    assert (result.exit_code, result.stdout) == (1, "")
    assert says in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_damaged_database_is_a_sentence_not_a_traceback(machine: Machine) -> None:
    """The sentence comes from the store; the status from here."""
    machine.write(".local/share/refine/refine.db", b"this is no database, but long enough to be looked at" * 40)

    done = machine.process("items")

    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_reading_makes_no_database(machine: Machine) -> None:
    """Whoever only looks leaves no trace."""
    for arguments in (
        *(("items",), ("items", "--json"), ("sessions",), ("show", "1"), ("agendas", "list")),
        *(("actions",), ("actions", "done", "A1")),
    ):
        machine.run(*arguments)

    assert not machine.database.exists()


@pytest.mark.parametrize("before", [True, False])
def test_another_database_can_be_named_before_and_behind_the_command(machine: Machine, before: bool) -> None:
    """People put it at either end."""
    lines, other = machine.write("lines.txt", "Refund a payment\n"), machine.home / "other.db"
    database = ("--db", str(other))
    command = (*database, "import", str(lines)) if before else ("import", str(lines), *database)

    assert machine.run(*command).exit_code == 0
    assert other.exists()
    assert not machine.database.exists()


def test_the_environment_names_another_database(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """``REFINE_DB`` holds for every command."""
    machine.write("lines.txt", "Refund a payment\n")
    monkeypatch.setenv("REFINE_DB", str(machine.home / "named.db"))

    machine.run("import", "lines.txt")

    assert (machine.home / "named.db").exists()
    assert [item["title"] for item in machine.json("items", "--json")] == ["Refund a payment"]


def test_a_wrong_setting_is_told_with_its_line(machine: Machine) -> None:
    """File, line, key and the nearest valid key."""
    machine.write(".config/refine/config.toml", 'bell = true\nteem = "Payments"\n')

    result = machine.run("import", str(machine.write("lines.txt", "Refund\n")))

    assert result.exit_code == 1
    assert "config.toml, line 2: there is no setting “teem”; did you mean “team”?" in result.stderr


def test_another_settings_file_can_be_named(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """``REFINE_CONFIG`` holds for every command."""
    monkeypatch.setenv("REFINE_CONFIG", str(machine.write("mine.toml", 'team = "Kestrel"\n')))

    machine.run("import", str(machine.write("lines.txt", "Refund\n")))

    facilitator = machine.facilitator()
    assert facilitator.store.team_names() == ("Kestrel",)
    facilitator.store.close()


def test_a_settings_file_that_was_named_must_exist(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip in its name must not pass in silence."""
    monkeypatch.setenv("REFINE_CONFIG", str(machine.home / "nowhere.toml"))

    result = machine.run("import", str(machine.write("lines.txt", "Refund\n")))

    assert result.exit_code == 1
    assert "There is no settings file" in result.stderr


@pytest.mark.skipif(os.name != "posix", reason="head and /dev/full are POSIX")
def test_a_reader_that_goes_away_is_no_news(machine: Machine) -> None:
    """``| head`` takes what it needs and closes the pipe."""
    machine.run("import", str(machine.write("lines.txt", "".join(f"Story number {n}\n" for n in range(3000)))))

    line = f"'{sys.executable}' -c '{RUN}' items | head -1"
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=False)

    assert done.stdout == "Team · 3000 items\n"
    assert done.stderr == ""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")  # noqa: PTH110 - no Path at import
def test_a_full_disk_under_standard_output_is_told(machine: Machine) -> None:
    """A result that was lost must not end with status 0."""
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [sys.executable, "-c", RUN, "agendas", "list"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )

    assert done.returncode == 1
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


def test_completion_lists_the_commands_without_loading_them(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Completion is asked at each press of the tab key."""
    monkeypatch.setenv("_REFINE_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "refine s")
    monkeypatch.setenv("COMP_CWORD", "1")

    done = machine.process()

    assert done.stdout.split() == ["plain,start", "plain,sessions", "plain,show"]


def test_a_clock_file_that_tells_no_time_is_a_sentence(machine: Machine) -> None:
    """Rehearsals and tests set it; a slip must not end in a traceback."""
    machine.write("clock", "soon")

    result = machine.run("import", str(machine.write("lines.txt", "Refund\n")))

    assert result.exit_code == 1
    assert "REFINE_CLOCK_FILE holds no valid time" in result.stderr


CRASH = """
import sys
from refine_tui.store.mappers import sessions
def parse_status(value):
    secret = "Refunds wait"
    raise KeyError(secret)
sessions.parse_status = parse_status
from refine_tui.cli import main
main()
"""


def test_an_error_of_the_program_ends_with_a_sentence_and_a_report_without_values(machine: Machine) -> None:
    """Not as damage of the database, and without a traceback; also where --db names the database."""
    facilitator = a_started_session(machine.facilitator().store)
    facilitator.leave()
    facilitator.store.close()
    other = machine.home / "elsewhere" / "other.db"
    other.parent.mkdir()
    other.write_bytes(machine.database.read_bytes())

    for database, options in ((machine.database, ()), (other, ("--db", str(other)))):
        done = subprocess.run(
            [sys.executable, "-c", CRASH, *options, "sessions"], capture_output=True, text=True, check=False
        )
        report = database.parent / "crash.log"
        assert (done.returncode, done.stdout) == (70, "")
        assert done.stderr == (
            f"refine failed (KeyError). Everything recorded is saved. Where it happened is noted in {report}.\n"
        )
        assert "in parse_status" in report.read_text(encoding="utf-8")
        assert "Refunds wait" not in report.read_text(encoding="utf-8")
        assert report.stat().st_mode & 0o777 == 0o600
