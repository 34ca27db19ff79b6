"""The commands of the live screen, up to the app: what it is started with, and how its end is told."""

from datetime import timedelta

import pytest

from refine_tui.ui.app_options import AppOptions, Ending, Resume, Start
from tests.cli.conftest import Machine
from tests.driver import StoreDriver
from tests.support import NINE, a_started_session


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[AppOptions]:
    """Put a list in the place of the app, and a terminal before it; return the options that it was started with."""
    found: list[AppOptions] = []

    def run_app(options: AppOptions) -> Ending:
        found.append(options)
        return Ending(status=1, message="The app says good-bye.")

    monkeypatch.setattr("refine_tui.ui.app.run_app", run_app)
    monkeypatch.setattr("refine_tui.cli.live_commands.is_terminal", lambda stream: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    return found


def test_the_ending_becomes_the_status_and_a_sentence(machine: Machine, started: list[AppOptions]) -> None:
    """On standard error."""
    result = machine.run()

    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "The app says good-bye.\n")
    assert started[0].first is None


def test_start_hands_over_what_was_asked(machine: Machine, started: list[AppOptions]) -> None:
    """People are parsed, files are read."""
    machine.write("backlog.txt", "PAY-1 Refund a payment\n")

    machine.run(
        *("start", "--team", "Payments", "--goal", "Two ready", "--items", "backlog.txt"),
        *("--with", "Ana (PO), Ben", "--agenda", "refinement-30"),
    )

    first = started[0].first
    assert isinstance(first, Start)
    assert (first.setup.team_name, first.setup.goal) == ("Payments", "Two ready")
    assert [person.name for person in first.setup.people] == ["Ana", "Ben"]
    assert first.setup.agenda.id == started[0].agendas()[0].id == "refinement-30"
    assert [(file.name, [item.key for item in file.report.items]) for file in first.files] == [
        ("backlog.txt", ["PAY-1"])
    ]


def test_the_hour_is_the_default_agenda(machine: Machine, started: list[AppOptions]) -> None:
    """The others follow."""
    machine.run("start")

    assert started[0].agendas()[0].id == "refinement-60"
    assert len(started[0].agendas()) > 1


def test_an_agenda_can_be_a_file(machine: Machine, started: list[AppOptions]) -> None:
    """It need not lie in a folder that we know."""
    phase = '[[phase]]\nkind = "triage"\ntitle = "Sort"\nminutes = 15\n'
    machine.write("mine.toml", f'id = "mine"\ntitle = "Mine"\n{phase}')

    machine.run("start", "--agenda", "mine.toml")

    assert started[0].agendas()[0].id == "mine"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("start", "--items", "missing.csv"), "There is no file missing.csv."),
        (("start", "--agenda", "refinement-61"), "refinement-60"),
        (("start", "--with", "Ben, Ben"), "Ben is listed twice: add a last name or an initial."),
        (("start", "--with", "Ana, Tom (Tom"), "“Tom (Tom” is not a name with a role"),
        (("resume", "9"), "There is no session 9"),
        (("resume",), "There is no session"),
    ],
)
def test_what_cannot_be_met_is_told_before_a_screen_is_drawn(
    machine: Machine, started: list[AppOptions], arguments: tuple[str, ...], says: str
) -> None:
    """With status 1, and without the app."""
    result = machine.run(*arguments)

    assert result.exit_code == 1
    assert says in result.stderr
    assert started == []


def test_the_settings_reach_the_app(machine: Machine, started: list[AppOptions]) -> None:
    """Each of them."""
    machine.write(
        ".config/refine/config.toml",
        'theme = "refine-light"\nbell = true\nseconds = true\nday_month_order = "month-day"\n'
        "mouse = true\nsuspend = true\n"
        'team = "Kestrel"\nminutes_folder = "~/out"\n[keymap]\nsession.decision = "], f2"\n"session.next_phase" = "x"\n'
        'session.absence = "d"\n',
    )

    machine.run()

    options = started[0]
    assert (options.theme, options.bell, options.show_seconds, options.day_first) == ("refine-light", True, True, False)
    assert (options.mouse, options.suspend) == (True, True)
    assert (options.team, options.minutes_folder) == ("Kestrel", machine.home / "out")
    assert options.keymap == {"session.decision": "], f2", "session.next_phase": "x", "session.absence": "d"}


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ('theme = "nord"', "line 1: there is no theme “nord”; the themes are refine-dark, refine-light, refine-con"),
        ('[keymap]\ndecision = "x"', "line 2: there is no action “decision”; did you mean “session.decision”?"),
        (
            '[keymap]\nqqq.zzz = "x"',
            "line 2: there is no action “qqq.zzz”: the ids begin with app, home, new, session,",
        ),
        ('[keymap]\nsession.pause = "spce"', "line 2: there is no key “spce”; did you mean “space”?"),
        ('[keymap]\nsession.pause = "hyper-x"', "line 2: there is no key “hyper-x”."),
        ('[keymap]\nsession.pause = " "', "line 2: it gets no key: name one or more, separated by commas."),
        ('[keymap]\napp.quit = "f10, q"', "line 2: “q” is needed to type text: take a key such as ctrl+q or f10."),
        (
            '[keymap]\n\nsession.pause = "q"',
            "line 3: “q” is the key of session.question already: give session.question another key too, or take",
        ),
        ('[keymap]\nsession.pause = "+"', "line 2: “+” is the key of session.more already:"),
        ('[keymap]\nhome.new = "f10"\napp.quit = "f10"', "line 2: “f10” is the key of app.quit already:"),
        ('[keymap]\nsession.pause = "ctrl+p"', "line 2: “ctrl+p” is the key of the palette already: take another one."),
    ],
)
def test_a_slip_that_only_the_screen_finds_is_told_before_it_is_drawn(
    machine: Machine, started: list[AppOptions], settings: str, says: str
) -> None:
    """One sentence with the file and the line."""
    file = machine.write(".config/refine/config.toml", settings)

    result = machine.run()

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"{file}, {says}")
    assert result.stderr.count("\n") == 1
    assert started == []


def test_only_what_draws_a_screen_looks_at_its_settings(machine: Machine, started: list[AppOptions]) -> None:
    """The rest works meanwhile, and no file is made."""
    machine.write(".config/refine/config.toml", 'theme = "nord"')

    assert [machine.run(*command).exit_code for command in ((), ("start",), ("demo",), ("items",))] == [1, 1, 1, 0]
    assert "nord" not in machine.run("--help").output
    assert started == []
    assert not machine.database.exists()


def test_the_time_of_a_rehearsal_can_be_faster(
    machine: Machine, started: list[AppOptions], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sixty times: an hour passes in a minute. By default it is as fast as the day."""
    now = [NINE]
    monkeypatch.setattr("refine_tui.clock.FileClock.now", lambda self: now[0])

    def run_app(options: AppOptions) -> Ending:
        facilitator = options.open_application()
        began = facilitator.clock.now()
        now[0] += timedelta(minutes=1)
        return Ending(message=str(facilitator.clock.now() - began))

    monkeypatch.setattr("refine_tui.ui.app.run_app", run_app)

    said = [machine.run("demo", *options).stderr for options in ((), ("--speed", "60"))]

    assert said == ["0:01:00\n", "1:00:00\n"]


def test_resume_finds_the_newest_session(machine: Machine, started: list[AppOptions]) -> None:
    """A number, ``last``, or nothing at all."""
    facilitator = machine.facilitator()
    a_started_session(facilitator.store)
    assert isinstance(facilitator.store, StoreDriver)
    facilitator.store.close()

    for arguments in (("1",), ("last",), ()):
        machine.run("resume", *arguments)

    assert [options.first for options in started] == [Resume(session=1), Resume(session=1), Resume(session=None)]


def test_a_dumb_terminal_is_refused(
    machine: Machine, started: list[AppOptions], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It could not draw the screen."""
    monkeypatch.setenv("TERM", "dumb")

    result = machine.run("demo")

    assert result.exit_code == 1
    assert "TERM is dumb" in result.stderr
    assert started == []
