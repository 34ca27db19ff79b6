"""Acceptance criteria are found wherever teams write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refine_tui.importers.fields.acceptance_criteria import COLUMN, from_description, from_field, is_heading


@pytest.mark.parametrize(
    "heading",
    [
        "acceptance criteria",
        "custom field (acceptance criteria)",
        "campo personalizado (criterios de aceptacion)",
        "champs personnalisés (critères d'acceptation)",
        "akzeptanzkriterien",
        "ac",
        "custom field (ac)",
        "acceptance",
    ],
)
def test_a_column_of_criteria_is_known_by_its_heading(heading: str) -> None:
    """Teams name it in their own language, Jira wraps the name."""
    assert COLUMN.search(heading)


@pytest.mark.parametrize("heading", ["accepted by", "acceptance date", "activity", "backlog", "impact", "facts"])
def test_other_columns_are_none(heading: str) -> None:
    """A heading that only contains the word, or its letters, is something else."""
    assert not COLUMN.search(heading)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("* full refund\n* partial &amp; repeated", ("full refund", "partial & repeated")),
        ("1. one\n2) two\n3. two", ("one", "two")),
        ("- [ ] one\n- [x] two", ("one", "two")),
        ("one\ntwo", ("one", "two")),
        ("- one\n  goes on\n\n- two", ("one goes on", "two")),
        ("flattened one two three", ("flattened one two three",)),
        (
            "Given a paid order\nWhen I refund it\nThen money returns\n\nGiven an open one\nWhen x\nThen y\nAnd z",
            ("Given a paid order When I refund it Then money returns", "Given an open one When x Then y And z"),
        ),
    ],
)
def test_a_field_gives_one_criterion_for_each_bullet_line_or_scenario(text: str, expected: tuple[str, ...]) -> None:
    """What has lost its line breaks stays one criterion."""
    assert from_field(text) == expected


@pytest.mark.parametrize(
    "heading",
    [
        "h3. Acceptance Criteria",
        "## Acceptance criteria",
        "*Acceptance criteria:*",
        "**AC**",
        "Acceptance criteria:",
        "Definition of Done",
        "{panel:title=Acceptance criteria|borderStyle=solid}",
        "Criterios de aceptación",
        "Akzeptanzkriterien:",
    ],
)
def test_a_section_of_the_description_is_read_up_to_the_next_heading(heading: str) -> None:
    """Wiki markup, Markdown, a panel, or no markup at all."""
    next_heading = "## Notes" if heading.startswith("#") else "h3. Notes"

    found = from_description(f"Why not\n\n{heading}\n* one\n* two\n\n{next_heading}\n* three")

    assert found == ("one", "two")


def test_numbered_wiki_items_are_no_headings() -> None:
    """A number sign begins a list in wiki markup and a heading in Markdown."""
    assert from_description("h2. AC\n# one\n# two") == ("one", "two")


def test_a_plain_heading_ends_a_section() -> None:
    """A blank line and a short line with a colon begin something new."""
    assert from_description("AC:\n- one\n- two\n\nOpen points:\n- three") == ("one", "two")


def test_criteria_may_follow_their_heading_on_the_same_line() -> None:
    """The short form of those who type fast."""
    assert from_description("Refunds.\nAC: money returns") == ("money returns",)


def test_steps_are_found_without_a_heading() -> None:
    """Given, When and Then speak for themselves."""
    text = "As a clerk\n\nScenario: refund\n  Given a paid order\n  When I refund\n  Then money returns"

    assert from_description(text) == ("Scenario: refund Given a paid order When I refund Then money returns",)


def test_steps_on_one_line_count_as_one_criterion() -> None:
    """A whole scenario may be one sentence."""
    assert from_description("Given a, when b, then c.\nMore text") == ("Given a, when b, then c.",)


def test_a_check_list_is_the_last_resort() -> None:
    """Boxes count where there is neither section nor scenario."""
    assert from_description("To do\n- [ ] one\n- [x] two\n- no box") == ("one", "two")


def test_prose_has_no_criteria() -> None:
    """The words alone do not make a section."""
    assert from_description("Given the time we have, this is fine.\n- a bullet\nDefinition of done is unclear") == ()


@given(st.text(alphabet="AC:*#-[] xh2.\ngiventhw"))
def test_any_text_can_be_searched(text: str) -> None:
    """Whatever stands there, no criterion is empty."""
    assert all(from_field(text))
    assert all(from_description(text))


@pytest.mark.parametrize(
    "heading", ["AC", "ACs:", "A/C", "A.C.", "*AC*", "_AC_", "Kryteria akceptacji", "Critérios de aceitação"]
)
def test_every_heading_of_criteria_is_looked_for(heading: str) -> None:
    """Also behind other words, and however it is written."""
    assert from_description(f"Back to the basics\n\n{heading}\n- one\n- two") == ("one", "two")


HEADINGS = (
    "AC", "acs", "A/C", "a.c.", "A.C.s", "Acceptance tests", "Acceptance criterion (draft)", "Definition of done",
    "Criterios de aceptación", "Akzeptanzkriterien", "Critères d’acceptation", "Kryteria akceptacji",
    "Critérios de aceitação", "Impact", "Back", "Accounts", "Facts",
)  # fmt: skip
OTHER_LETTERS = {"i": "iI\u0130\u0131", "s": "sS\u017f", "k": "kK\u212a"}


@st.composite
def headings(draw: st.DrawFn) -> str:
    """Write one of the headings in letters of any case."""
    letters = draw(st.sampled_from(HEADINGS))
    return "".join(
        draw(st.sampled_from(OTHER_LETTERS.get(letter.casefold(), letter + letter.swapcase()))) for letter in letters
    )


@given(
    headings(),
    st.sampled_from(["{}", "  {}:", "h3. {}", "## {} ##", "*{}*:", "__{}__", "{{panel:a=b|title={}|c=d}}", "* {}"]),
    st.sampled_from(["", "Prose.\n\n", f"{'Prose, ' * 90}.\n"]),
)
def test_every_line_that_is_a_heading_begins_a_section(heading: str, form: str, before: str) -> None:
    """However it is written; most lines are never compared with all headings."""
    line = form.format(heading)

    assert from_description(f"{before}{line}\n- one") == (("one",) if is_heading(line) else ())


@given(headings(), st.sampled_from(["", "*", "  ", "_" * 250, " " * 250]), st.sampled_from(["money", "money " * 90]))
def test_every_heading_may_stand_before_its_criteria(heading: str, before: str, criterion: str) -> None:
    """A long line is looked at as far as a heading can reach."""
    expected = (criterion.strip(),) if is_heading(heading) else ()

    assert from_description(f"Why\n{before}{heading} : {criterion}\n") == expected


STEPS = (
    "Given ", "GIVEN", "g\u0130ven", "When", " when ", "Then", " then ", "and", "Scenario:", "scenario outline ",
    "\n", "\n\n", "- ", "****", "(", " ", "authentication", "prose " * 40, "[x] ",
    "\nScenario: a\nWhen b\nThen c\n", "\n* Given a, when b, then c", "\n(g\u0130ven a, when b, then c",
)  # fmt: skip


@given(st.lists(st.sampled_from(STEPS), max_size=8).map("".join))
def test_steps_are_looked_for_wherever_there_may_be_some(text: str) -> None:
    """Words of steps within a line that begins otherwise change nothing but that steps are looked for."""
    assert from_description(text) == from_description(f"{text}\n\nx given then")
