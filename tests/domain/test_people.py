"""The people of a session, as a line of text."""

import re
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from refine_tui.domain.errors import DomainError
from refine_tui.domain.people import Participant, Role, format_people, parse_people, with_presence_toggled

LISTS = st.text() | st.text(alphabet=st.sampled_from("abÉ ,;\n-()PO\u200e\u037e\x1b[1m\t"), max_size=30)


def test_a_line_of_names_becomes_participants_in_that_order() -> None:
    """A role stands in parentheses; without one a person is a developer; a minus means away."""
    assert parse_people("Ana (PO), Ben; Chloé (stakeholder)\n-Eli (sm)") == (
        Participant(id=1, name="Ana", role=Role.PRODUCT_OWNER),
        Participant(id=2, name="Ben"),
        Participant(id=3, name="Chloé", role=Role.STAKEHOLDER),
        Participant(id=4, name="Eli", role=Role.SCRUM_MASTER, present=False),
    )


@pytest.mark.parametrize(
    "text", ["Ben, Ben", "Ben (PO); ben (dev)", "Ben, -Ben", "Chloé, , CHLOE", "Łukasz, Lukasz", "O’Brien, O'Brien"]
)
def test_two_people_of_one_name_are_refused_in_a_sentence(text: str) -> None:
    """Nobody vanishes: case, accents and apostrophes make no other name."""
    name = re.split(r"[ ,;]", text)[0]

    with pytest.raises(DomainError) as refused:
        parse_people(text)

    assert refused.value.message == f"{name} is listed twice: add a last name or an initial."


def test_two_people_of_one_first_name_are_two() -> None:
    assert [person.name for person in parse_people("Ben Stone, Ben O., Ben")] == ["Ben Stone", "Ben O.", "Ben"]


def test_a_known_person_keeps_role_and_spelling() -> None:
    """Only a role that is written out changes the known one."""
    known = parse_people("Chloé (PO), Ben (SM), Mia O’Brien (PO)")

    assert parse_people("CHLOE, ben (dev), mia o'brien", known) == (
        Participant(id=1, name="Chloé", role=Role.PRODUCT_OWNER),
        Participant(id=2, name="Ben", role=Role.DEVELOPER),
        Participant(id=3, name="Mia O’Brien", role=Role.PRODUCT_OWNER),
    )


def test_an_unknown_role_is_refused_in_a_sentence() -> None:
    """The sentence names the word, the person and what is possible."""
    with pytest.raises(DomainError, match=r"“boss” behind Ana is not a role: use SM, PO, Dev or Stakeholder"):
        parse_people("Ana ( boss\t)")


def test_escape_sequences_are_no_names() -> None:
    """The list is cleaned before it is cut: a colour code contains a semicolon."""
    assert [person.name for person in parse_people("\x1b[31;1mAna\x1b[0m, Ben")] == ["Ana", "Ben"]


@given(text=LISTS)
@example(text="\u200e-Ana")
@example(text="Ana\u037eBen")
def test_people_written_are_the_people_read(text: str) -> None:
    """Writing and reading is a round trip for every list that can be read at all."""
    with suppress(DomainError):
        people = parse_people(text)
        assert parse_people(format_people(people)) == people


@pytest.mark.parametrize("role", Role)
def test_every_role_is_read_by_both_its_names(role: Role) -> None:
    """What the screen shows can be typed."""
    for name in (role.words, role.short):
        assert parse_people(f"Ana ({name})")[0].role is role


def test_the_presence_of_one_person_is_toggled() -> None:
    """Nobody else changes, and a second time restores it."""
    people = parse_people("Ana, Ben")

    assert [person.present for person in with_presence_toggled(people, 2)] == [True, False]
    assert with_presence_toggled(with_presence_toggled(people, 2), 2) == people


def test_an_unknown_person_changes_nobody() -> None:
    people = parse_people("Ana, -Ben")

    assert with_presence_toggled(people, 3) == people


def test_people_are_written_with_their_role_and_a_minus_if_they_are_away() -> None:
    assert format_people(parse_people("Ana (product owner), -Ben")) == "Ana (PO), -Ben (Dev)"
    assert format_people(()) == ""


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("facilitator", Role.SCRUM_MASTER),
        ("SCRUM  MASTER", Role.SCRUM_MASTER),
        ("owner", Role.PRODUCT_OWNER),
        ("QA", Role.DEVELOPER),
        ("ux", Role.DEVELOPER),
        ("guest", Role.STAKEHOLDER),
        (" ", Role.DEVELOPER),
    ],
)
def test_other_words_for_a_role_are_read_too(word: str, role: Role) -> None:
    assert parse_people(f"Ana ({word})")[0].role is role


def test_the_stored_names_of_the_roles_do_not_change() -> None:
    assert [role.value for role in Role] == ["scrum_master", "product_owner", "developer", "stakeholder"]
