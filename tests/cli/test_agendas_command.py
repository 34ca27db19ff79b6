"""``refine agendas``: list, show, check, new."""

from refine_tui.agenda_files.checks import AGENDA_KEYS, PHASE_KEYS
from refine_tui.domain.agenda import PHASE_KINDS, READY_CHECKS, SCALES
from tests.cli.conftest import Machine

OWN = """\
id = "quick"
title = "A quick look"
scale = "t-shirt"

[[phase]]
kind = "triage"
title = "Sort"
minutes = 15
prompts = ["What came in?"]
"""


def test_the_shipped_agendas_are_listed(machine: Machine) -> None:
    """The hour is always there."""
    result = machine.run("agendas", "list")

    assert result.exit_code == 0
    assert "refinement-60" in result.stdout


def test_own_agendas_are_listed_with_their_file(machine: Machine) -> None:
    """They lie in the settings folder."""
    path = machine.write(".config/refine/agendas/quick.toml", OWN)

    assert str(path) in machine.run("agendas", "list").stdout


def test_a_broken_agenda_does_not_hide_the_others(machine: Machine) -> None:
    """Its problem goes to standard error."""
    machine.write(".config/refine/agendas/broken.toml", 'id = "broken"\ntitel = "x"\n')

    result = machine.run("agendas", "list")

    assert result.exit_code == 0
    assert "refinement-60" in result.stdout
    assert "titel" in result.stderr


def test_an_agenda_is_shown_by_its_id_and_by_its_file(machine: Machine) -> None:
    """Both ways give the same text."""
    path = machine.write(".config/refine/agendas/quick.toml", OWN)

    by_id, by_file = machine.run("agendas", "show", "quick"), machine.run("agendas", "show", str(path))

    assert by_id.stdout == by_file.stdout
    for text in ("A quick look (quick, 15 minutes)", " 15 min  Sort", "What came in?", "Scale (t-shirt): XS S M L XL"):
        assert text in by_id.stdout


def test_a_right_file_is_called_right(machine: Machine) -> None:
    """In one line."""
    result = machine.run("agendas", "check", machine.write("quick.toml", OWN).name)

    assert result.exit_code == 0
    assert result.stdout == "quick.toml is right: “A quick look”, 1 phase, 15 minutes.\n"


def test_everything_that_is_wrong_with_a_file_is_told(machine: Machine) -> None:
    """One line for each thing, with its place."""
    wrong = OWN.replace("minutes = 15", "minutes = 0").replace('scale = "t-shirt"', 'scael = "t-shirt"')

    result = machine.run("agendas", "check", machine.write("wrong.toml", wrong).name)

    assert (result.exit_code, result.stdout) == (1, "")
    assert "wrong.toml, line 3" in result.stderr
    assert "wrong.toml, line 8" in result.stderr


def test_a_new_agenda_is_right_as_it_is_written(machine: Machine) -> None:
    """The path is printed, and on standard error what to do next; nobody else can read it."""
    result = machine.run("agendas", "new", "checkout-hour")

    path = machine.config / "agendas" / "checkout-hour.toml"
    assert (result.exit_code, result.stdout) == (0, f"{path}\n")
    assert f"refine agendas check {path}" in result.stderr
    assert "refine start --agenda checkout-hour" in result.stderr
    assert "“Checkout hour”, 4 phases, 60 minutes" in machine.run("agendas", "check", str(path)).stdout
    assert "checkout-hour" in machine.run("agendas", "list").stdout
    assert [each.stat().st_mode & 0o777 for each in (machine.config, path.parent, path)] == [0o700, 0o700, 0o600]


def test_a_new_agenda_explains_each_key_of_the_format(machine: Machine) -> None:
    """Whoever edits it needs no other page."""
    machine.run("agendas", "new", "mine")

    text = (machine.config / "agendas" / "mine.toml").read_text(encoding="utf-8")
    for key in AGENDA_KEYS + PHASE_KEYS:
        assert f"{key} = " in text or f"[[{key}]]" in text
    assert all(kind.code in text for kind in PHASE_KINDS)
    assert all(name in text for name in (*SCALES, *READY_CHECKS))


def test_a_new_agenda_never_goes_over_one_that_is_there(machine: Machine) -> None:
    """Neither over its file nor beside another file of the same id."""
    mine = machine.write(".config/refine/agendas/quick.toml", "# my notes\n")
    machine.write(".config/refine/agendas/other.toml", OWN.replace('"quick"', '"slow"'))

    for name in ("quick", "quick.toml", "slow"):
        result = machine.run("agendas", "new", name)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "choose another name" in result.stderr

    assert mine.read_text(encoding="utf-8") == "# my notes\n"
    assert not (mine.parent / "slow.toml").exists()


def test_a_new_agenda_of_a_shipped_name_says_that_it_takes_its_place(machine: Machine) -> None:
    """It is allowed, but nobody should wonder later."""
    result = machine.run("agendas", "new", "refinement-60")

    assert result.exit_code == 0
    assert "takes the place of the agenda “refinement-60”" in result.stderr
