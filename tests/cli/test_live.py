"""The commands of the live screen, up to the app: what it is started with, and how its end is told."""

import pytest

from refine_tui.store.database import SqlStore
from refine_tui.ui.launch import Ending, Launch, Resume, Start
from tests.cli.conftest import Machine
from tests.support import a_started_session


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Launch]:
    """Put a list in the place of the app, and a terminal before it; return the launches so far."""
    found: list[Launch] = []

    def run_app(launch: Launch) -> Ending:
        found.append(launch)
        return Ending(status=1, message="The app says good-bye.")

    monkeypatch.setattr("refine_tui.ui.app.run_app", run_app)
    monkeypatch.setattr("refine_tui.cli.live.is_terminal", lambda stream: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    return found


def test_the_ending_becomes_the_status_and_a_sentence(machine: Machine, started: list[Launch]) -> None:
    """On standard error."""
    result = machine.run()

    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "The app says good-bye.\n")
    assert started[0].first is None


def test_start_hands_over_what_was_asked(machine: Machine, started: list[Launch]) -> None:
    """People are parsed, files are read."""
    machine.write("backlog.txt", "PAY-1 Refund a payment\n")

    machine.run(
        *("start", "--team", "Payments", "--goal", "Two ready", "--items", "backlog.txt"),
        *("--with", "Ana (PO), Ben", "--agenda", "refinement-30"),
    )

    first = started[0].first
    assert isinstance(first, Start)
    assert (first.opening.team_name, first.opening.goal) == ("Payments", "Two ready")
    assert [person.name for person in first.opening.people] == ["Ana", "Ben"]
    assert first.opening.agenda.id == started[0].agendas[0].id == "refinement-30"
    assert [item.key for report in first.imports for item in report.items] == ["PAY-1"]


def test_the_hour_is_the_default_agenda(machine: Machine, started: list[Launch]) -> None:
    """The others follow."""
    machine.run("start")

    assert started[0].agendas[0].id == "refinement-60"
    assert len(started[0].agendas) > 1


def test_an_agenda_can_be_a_file(machine: Machine, started: list[Launch]) -> None:
    """It need not lie in a folder that we know."""
    phase = '[[phase]]\nkind = "triage"\ntitle = "Sort"\nminutes = 15\n'
    machine.write("mine.toml", f'id = "mine"\ntitle = "Mine"\n{phase}')

    machine.run("start", "--agenda", "mine.toml")

    assert started[0].agendas[0].id == "mine"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("start", "--items", "missing.csv"), "There is no file missing.csv."),
        (("start", "--agenda", "refinement-61"), "refinement-60"),
        (("start", "--with", "Ana (pilot)"), "pilot"),
        (("resume", "9"), "There is no session 9"),
        (("resume",), "There is no session"),
    ],
)
def test_what_cannot_be_met_is_told_before_a_screen_is_drawn(
    machine: Machine, started: list[Launch], arguments: tuple[str, ...], says: str
) -> None:
    """With status 1, and without the app."""
    result = machine.run(*arguments)

    assert result.exit_code == 1
    assert says in result.stderr
    assert started == []


def test_the_settings_reach_the_app(machine: Machine, started: list[Launch]) -> None:
    """Each of them."""
    machine.write(
        ".config/refine/config.toml",
        'theme = "refine-light"\nbell = true\nseconds = true\nday_month_order = "month-day"\n'
        'team = "Kestrel"\nminutes_folder = "~/out"\n',
    )

    machine.run()

    launch = started[0]
    assert (launch.theme, launch.bell, launch.show_seconds, launch.day_first) == ("refine-light", True, True, False)
    assert (launch.team, launch.minutes_folder) == ("Kestrel", machine.home / "out")


def test_resume_finds_the_newest_session(machine: Machine, started: list[Launch]) -> None:
    """A number, ``last``, or nothing at all."""
    facilitator = machine.facilitator()
    a_started_session(facilitator.store)
    assert isinstance(facilitator.store, SqlStore)
    facilitator.store.close()

    for arguments in (("1",), ("last",), ()):
        machine.run("resume", *arguments)

    assert [launch.first for launch in started] == [Resume(session=1), Resume(session=1), Resume(session=None)]


def test_a_dumb_terminal_is_refused(machine: Machine, started: list[Launch], monkeypatch: pytest.MonkeyPatch) -> None:
    """It could not draw the screen."""
    monkeypatch.setenv("TERM", "dumb")

    result = machine.run("demo")

    assert result.exit_code == 1
    assert "TERM is dumb" in result.stderr
    assert started == []
