"""``refine agendas``: list, show, check."""

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
