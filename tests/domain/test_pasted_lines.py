"""A pasted list, as texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refine_tui.domain.pasted_lines import split_lines
from refine_tui.domain.plain_text import clean_line

BULLETS = ["- ", "* ", "+ ", "• ", "•", "– ", "◦ ", "1. ", "2) ", "(3) ", "12. ", "a) ", "(b) ", "iv) ", "☐ ", "☐",
           "☑ ", "✓ ", "[ ] ", "[x] ", "- [ ] ", "* [X] ", "1. [ ] ", "- ☐ ", "  - ", "\t* "]  # fmt: skip


@pytest.mark.parametrize("bullet", BULLETS)
def test_each_line_is_a_text_without_its_bullet(bullet: str) -> None:
    assert split_lines(f"{bullet}Pass opens\n{bullet}Pass shows 2 names\r\n\n{bullet}A refund ends it\n") == (
        "Pass opens",
        "Pass shows 2 names",
        "A refund ends it",
    )


@pytest.mark.parametrize(
    "line",
    [
        "3 attempts are allowed",
        "1.5 s at most",
        "-5 degrees are shown",
        "*bold* stays",
        "A. Smith approves",
        "#12 is merged",
        "[/x] is text",
        "a.m. and p.m.",
        "Given names are shown",
        "1) ",
    ],
)
def test_numbers_and_signs_of_a_sentence_stay(line: str) -> None:
    expected = (line,) if line != "1) " else ()

    assert split_lines(line) == expected
    assert split_lines(f"Another\n{line}") == ("Another", *expected)


def test_a_number_before_a_single_line_belongs_to_it_unless_it_is_the_first() -> None:
    assert split_lines("3. December is the cut-off") == ("3. December is the cut-off",)
    assert split_lines("1. Pass opens") == ("Pass opens",)
    assert split_lines("- 3. December is the cut-off") == ("3. December is the cut-off",)


def test_an_indented_line_goes_on_with_the_bullet_above_it() -> None:
    assert split_lines("- Pass opens\n  without a login\n- Next\nAnother") == (
        "Pass opens without a login",
        "Next",
        "Another",
    )
    assert split_lines("Pass opens\n  Pass closes") == ("Pass opens", "Pass closes")


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("Given a card\nWhen it is read\nThen a light", ("Given a card When it is read Then a light",)),
        ("- Given a card\n- When it is read\n- Then a light", ("Given a card When it is read Then a light",)),
        (
            "Scenario: Old card\n  Given a card\n  When it is read\n  Then a light\n  And a sound\n\nScenario: None\n"
            "Given no card\nThen no light",
            (
                "Scenario: Old card Given a card When it is read Then a light And a sound",
                "Scenario: None Given no card Then no light",
            ),
        ),
        (
            "Given a card\nThen a light\nNote: only EU\nGiven no card\nThen no light",
            ("Given a card Then a light", "Note: only EU", "Given no card Then no light"),
        ),
        (
            "Given a, when b, then c\nGiven d, when e, then f\nAnd g",
            ("Given a, when b, then c", "Given d, when e, then f And g"),
        ),
        ("- Cards\n  Given a card\n  Then a light", ("Cards", "Given a card Then a light")),
        ("Given names are shown\nWhen it rains", ("Given names are shown", "When it rains")),
        ("Then a light\nAnd a sound", ("Then a light", "And a sound")),
    ],
)
def test_the_steps_of_a_scenario_are_one_text(text: str, texts: tuple[str, ...]) -> None:
    """And no line beside them is lost."""
    assert split_lines(text) == texts


@pytest.mark.parametrize("text", ["", "\n \n", "- ", "-", "[ ]", "\u202e"])
def test_nothing_gives_no_text(text: str) -> None:
    assert split_lines(text) == ()


@given(lines=st.lists(st.text(alphabet="ab 1-*.([]x☐•\n\tGivenThe"), max_size=6))
def test_no_word_of_any_text_is_lost(lines: list[str]) -> None:
    """All letters but those of bullets, numbers and check boxes are there, in their order."""
    text = "\n".join(lines)
    letters = "".join(character for character in clean_line(text) if character in "GTbe")
    found = split_lines(text)

    assert "".join(character for character in "".join(found) if character in "GTbe") == letters
    assert all(line == clean_line(line) != "" for line in found)
