"""The people of a session, as a line of text."""

import re
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from refine_tui.domain.errors import DomainError
from refine_tui.domain.people import Participant, Role, expected_people, format_people, parse_people
from tests.support import NINE

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


@pytest.mark.parametrize("word", ["UX", "Head of Ops", "boss", "QA", "facilitator", "Owner"])
def test_a_role_that_is_no_name_of_ours_stays_as_it_is_written(word: str) -> None:
    (ute,) = parse_people(f"Ute ( {word}\t)")

    assert (ute.role_text, ute.role_words, ute.role_short) == (word, word, word)


@pytest.mark.parametrize(("word", "role"), [("Head of Ops", Role.DEVELOPER), ("guest", Role.STAKEHOLDER)])
def test_a_written_role_counts_as_the_one_that_it_stands_for_else_as_developer(word: str, role: Role) -> None:
    assert parse_people(f"Ute ({word})")[0].role is role


def test_a_name_of_a_role_needs_no_text_of_its_own() -> None:
    (ana,) = parse_people("Ana (product OWNER)")

    assert (ana.role_text, ana.role_words, ana.role_short) == ("", "Product Owner", "PO")


@pytest.mark.parametrize("text", ["Tom (Tom", "Ben, Tom (Tom", "Tom (Tom, Ben (PO)"])
def test_a_parenthesis_that_is_not_closed_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(DomainError) as refused:
        parse_people(text)

    assert refused.value.message == "“Tom (Tom” is not a name with a role: write Tom, or Tom (PO)."


@pytest.mark.parametrize("text", ["Tom)", "(Tom", "Tom (a (b))", "Tom (PO) Meyer", "Tom (UX) (PO)", "-(", "Tom)("])
def test_a_parenthesis_where_none_belongs_is_refused(text: str) -> None:
    with pytest.raises(DomainError, match="is not a name with a role: write"):
        parse_people(text)


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


def test_a_known_person_keeps_a_written_role_but_no_times() -> None:
    known = (replace(parse_people("Ute (UX)")[0], arrived_at=NINE),)

    assert parse_people("ute", known) == (Participant(id=1, name="Ute", role_text="UX"),)


def test_somebody_attended_who_is_here_or_was_and_has_left() -> None:
    ana = Participant(id=1, name="Ana")

    assert ana.attended
    assert replace(ana, present=False, left_at=NINE).attended
    assert not replace(ana, present=False).attended


def test_the_next_session_expects_the_people_without_their_times() -> None:
    ana, ben, eli = parse_people("Ana (UX), Ben, -Eli")
    people = (replace(ana, arrived_at=NINE), replace(ben, present=False, left_at=NINE), eli)

    assert expected_people(people) == (ana, ben, eli)


def test_people_are_written_with_their_role_and_a_minus_if_they_are_away() -> None:
    assert format_people(parse_people("Ana (product owner), -Ben, Ute (UX)")) == "Ana (PO), -Ben (Dev), Ute (UX)"
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
