"""Agenda files: right ones are read, wrong ones explained line by line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refine_tui.agenda_files.errors import AgendaError
from refine_tui.agenda_files.reading import available_agendas, find_agenda, load_agenda, read_agenda
from refine_tui.domain.agenda import PHASE_KINDS, READY_CHECKS, SCALES

SHIPPED = Path(__file__).parents[2] / "agendas"
SMALL = """\
id = "small"
title = "Small"

[[phase]]
kind = "triage"
title = "Triage"
minutes = 10
"""


def problems(text: str) -> tuple[str, ...]:
    """Return the sentences that an agenda gives."""
    with pytest.raises(AgendaError) as caught:
        read_agenda(text, name="my.toml")
    assert caught.value.message == "\n".join(caught.value.problems)
    return caught.value.problems


def test_a_small_agenda_has_defaults() -> None:
    """Only id, title and one phase are needed."""
    agenda = read_agenda(SMALL, name="small.toml")

    assert (agenda.id, agenda.title, agenda.minutes) == ("small", "Small", 10)
    assert (agenda.scale_name, agenda.scale, agenda.ready) == ("fibonacci", SCALES["fibonacci"], tuple(READY_CHECKS))
    assert (agenda.phases[0].prompts, agenda.phases[0].minutes_per_item) == ((), None)


@pytest.mark.parametrize(
    ("agenda_id", "minutes"), [("refinement-30", 30), ("refinement-60", 60), ("refinement-90", 90)]
)
def test_the_shipped_agendas_take_as_long_as_they_say(agenda_id: str, minutes: int) -> None:
    """Their names promise a length; their kinds stand in the usual order."""
    agenda = find_agenda(agenda_id, [SHIPPED])

    assert agenda.minutes == minutes
    assert [phase.kind for phase in agenda.phases] == list(PHASE_KINDS)
    assert all(2 <= len(phase.prompts) <= 4 for phase in agenda.phases)
    assert agenda.ready == tuple(READY_CHECKS)


def test_the_example_of_the_description_is_valid() -> None:
    """What people copy from the description must work."""
    example = (SHIPPED / "README.md").read_text("utf-8").partition("```toml\n")[2].partition("```")[0]

    agenda = read_agenda(example, name="README.md")

    assert agenda.scale_name == "custom"
    assert agenda.ready == ("why", "criteria", "estimate", "UX has seen it")


def test_a_check_may_be_spelled_out() -> None:
    """The words on the screen mean the check that has them."""
    assert read_agenda('ready = ["Estimated"]\n' + SMALL, name="x").ready == ("estimate",)


def test_values_of_a_scale_may_be_numbers() -> None:
    """Nobody should have to quote a 1."""
    assert read_agenda("scale = [1, 2.5, '?']\n" + SMALL, name="x").scale == ("1", "2.5", "?")


def test_everything_that_is_wrong_is_told_at_once_in_the_order_of_the_lines() -> None:
    """One look at the file is enough to put all of it right."""
    found = problems(
        """\
id = "My Agenda"
titel = "x"
scale = "fibonaci"
ready = ["why", "critera", "UX has seen it"]

[[phase]]
kind = "triag"
title = "K"
minuts = 5

[[phase]]  # the second
kind = "deep_dive"
title = "T"
minutes = 900
prompts = "x"
minutes_per_item = true
"""
    )

    assert [problem[: problem.index(": ")] for problem in found] == [
        *(f"my.toml, line {line}" for line in (1, 2, 3, 4, 6, 7, 9, 14, 15, 16)),
        "my.toml",
    ]
    assert "did you mean “title”?" in found[1]
    assert "did you mean “fibonacci”?" in found[2]
    assert "did you mean “criteria”?" in found[3]
    assert "phase 1, kind: “triag” is not a kind of phase: did you mean “triage”?" in found[5]
    assert "did you mean “minutes”?" in found[6]
    assert "900" in found[7]
    assert "title: it is missing" in found[-1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('id = "a"\ntitle = "b"\n', "one [[phase]] or more"),
        ("phase = 3\n" + SMALL.split("\n\n", maxsplit=1)[0], "line 1: phase: there must be"),
        ("zebra = 1\n" + SMALL, "the keys are id, title"),
        ('scale = ["1"]\n' + SMALL, "two or more different values"),
        ("scale = [1, 1]\n" + SMALL, "two or more different values"),
        ('scale = "roman"\n' + SMALL, "the scales are fibonacci"),
        ('ready = ["why", "why"]\n' + SMALL, "twice"),
        ("ready = [1]\n" + SMALL, "list of texts"),
        (SMALL.replace('"Small"', "7"), "“7” is not text"),
        (SMALL + "minutes_per_item = 11\n", "may not take longer than the phase, 10"),
        (SMALL.replace("10", "0"), "“0” is not a whole number"),
        (SMALL + SMALL[SMALL.index("[[") :], "line 9: phase 2, kind: there is a triage already"),
        (SMALL + '[[phase]]\nkind = "kickoff"\ntitle = "K"\nminutes = 1\n', "must be the first"),
        (SMALL.replace("triage", "wrap_up") + SMALL[SMALL.index("[[") :], "must be the last"),
    ],
)
def test_a_wrong_value_says_what_would_be_right(text: str, words: str) -> None:
    """One mistake, one sentence."""
    (found,) = problems(text)

    assert found.startswith("my.toml")
    assert words in found


def test_keys_within_long_texts_are_no_keys() -> None:
    """Lines within a text of several lines do not shift the line numbers."""
    text = SMALL + 'prompts = ["""\nminutes = 3\n[[phase]]\n"""]\nminuts = 4\n'

    assert problems(text)[0].startswith("my.toml, line 12: phase 1, minuts")


@pytest.mark.parametrize(
    ("text", "where"),
    [("id = \n", "my.toml, line 1:"), ("a = [\n", "my.toml, line 1:"), ("a = 1\na = 2\nb = 3", "my.toml, line 2:")],
)
def test_broken_toml_names_the_line(text: str, where: str) -> None:
    """Where the parser reports no line, it is the last one of the file."""
    (found,) = problems(text)

    assert found.startswith(where)
    assert "not valid TOML" in found


def test_the_later_folder_wins_and_a_broken_file_harms_no_other(tmp_path: Path) -> None:
    """A team's own agenda replaces the shipped one of the same id."""
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    (first / "a.toml").write_text(SMALL, "utf-8")
    (first / "b.toml").write_text(SMALL.replace("small", "other"), "utf-8")
    (second / "mine.toml").write_text(SMALL.replace("Small", "Mine"), "utf-8")
    (second / "broken.toml").write_text("x", "utf-8")
    (second / "latin.toml").write_bytes(b"# caf\xe9")
    (second / "notes.txt").write_text("x", "utf-8")

    available = available_agendas([first, second, tmp_path / "missing"])

    assert [(agenda.id, agenda.title, path.name) for agenda, path in available.agendas] == [
        ("small", "Mine", "mine.toml"),
        ("other", "Small", "b.toml"),
    ]
    assert [path.name for path, _ in available.problems] == ["broken.toml", "latin.toml"]
    with pytest.raises(AgendaError, match="not valid TOML"):
        find_agenda("broken", [first, second])


def test_an_agenda_is_found_by_its_path(tmp_path: Path) -> None:
    """A file may lie anywhere."""
    path = tmp_path / "own.toml"
    path.write_text("\ufeff" + SMALL, "utf-8")

    assert find_agenda(str(path), [SHIPPED]).id == "small"
    assert load_agenda(path).id == "small"


def test_an_unknown_agenda_names_the_nearest(tmp_path: Path) -> None:
    """A slip of the finger is answered with the right id."""
    with pytest.raises(AgendaError, match=r"no agenda “refinment60”: did you mean “refinement-60”\?"):
        find_agenda("refinment60", [SHIPPED])
    with pytest.raises(AgendaError, match=r"there are refinement-30, refinement-60, refinement-90\."):
        find_agenda("zzz", [SHIPPED])
    with pytest.raises(AgendaError, match="there is none yet"):
        find_agenda("zzz", [tmp_path])
    with pytest.raises(AgendaError, match=r"nothing\.toml cannot be read"):
        find_agenda(str(tmp_path / "nothing.toml"), [SHIPPED])


@given(st.text(alphabet="id=\"a\n[phase]kntlmu=1,{}.#'"))
def test_any_text_is_an_agenda_or_a_problem(text: str) -> None:
    """No text breaks the reader."""
    for content in (text, SMALL + text):
        found: tuple[str, ...] = ()
        try:
            read_agenda(content, name="my.toml")
        except AgendaError as problem:
            found = problem.problems
        assert all(line.startswith("my.toml") for line in found)
