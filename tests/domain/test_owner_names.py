"""The people that a typed name can mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refine_tui.domain.owner_names import complete_name, match_name, matching_names, meant_names, which_name
from refine_tui.domain.people import Participant, parse_people

PEOPLE = parse_people("Ana (PO), Ben, Chloé, Ana Lopez, Dev Raj, -Eli")
BENS = parse_people("Ben Stone, Ben Ortiz, Benno, -Bea")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("chl", "Chloé"),
        ("CHLOE", "Chloé"),
        ("lopez", "Ana Lopez"),
        ("ana", "ana"),
        ("ana l", "Ana Lopez"),
        ("ben", "Ben"),
        ("zoe", "zoe"),
        ("", ""),
    ],
)
def test_a_word_means_the_one_person_whose_name_begins_so(typed: str, expected: str) -> None:
    """Two candidates are none, unless one is named exactly."""
    assert match_name(typed, parse_people("Chloé, Ana Lopez, Ana Silva, Ben, Benno")) == expected


def test_nothing_typed_means_nobody_even_if_one_person_is_alone() -> None:
    """Every name begins with nothing."""
    assert match_name("", parse_people("Ana")) == ""
    assert matching_names(" ", parse_people("Ana")) == ()


def test_a_whole_word_means_nobody_whose_name_only_begins_so() -> None:
    assert meant_names("ben", BENS) == ("Ben Stone", "Ben Ortiz")
    assert meant_names("ben", BENS[1:]) == ("Ben Ortiz",)
    assert match_name("ben", BENS[1:]) == "Ben Ortiz"
    assert meant_names("be", BENS) == ("Ben Stone", "Ben Ortiz", "Benno", "Bea")


def test_all_who_may_be_meant_are_listed_the_likeliest_first() -> None:
    """The whole name, then whole words, then beginnings; among them those who are present."""
    people = parse_people("Annabel, -Anna Silva, Anna Lopez, Joanna, Mia Anna, Anna")

    assert matching_names("anna", people) == ("Anna", "Anna Lopez", "Mia Anna", "Anna Silva", "Annabel")
    assert matching_names("e", parse_people("-Eli, Eva")) == ("Eva", "Eli")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("o'brien", "Mia O’Brien"),
        ("O’BRIEN", "Mia O'Brien"),
        ("oʼb", "Mia O´Brien"),
        ("obrien", "Mia O’Brien"),
        ("lukasz", "Łukasz"),
        ("ŁUKASZ", "Łukasz"),
        ("łukasz", "Lukasz"),
        ("soren", "Søren"),
        ("duro", "Đuro"),
        ("strasse", "Straße"),
        ("aethel", "Æthel"),
        ("thor", "Þór"),
        ("ipek", "İpek"),
        ("isik", "Işık"),
    ],
)
def test_a_name_is_found_without_its_apostrophe_and_its_strokes(typed: str, name: str) -> None:
    """As keyboards have them, and as other programs write them."""
    assert match_name(typed, parse_people(f"Ben, {name}")) == name


@pytest.mark.parametrize(
    ("names", "question"),
    [
        (("Ben Stone", "Ben Ortiz"), "ben: Ben Stone or Ben Ortiz?"),
        (("Ben A", "Ben B", "Ben C"), "ben: Ben A, Ben B or Ben C?"),
        (("Ben A", "Ben B", "Ben C", "Ben D", "Ben E"), "ben: Ben A, Ben B, Ben C or 2 more?"),
    ],
)
def test_several_names_make_a_question(names: tuple[str, ...], question: str) -> None:
    assert which_name("ben", names) == question


@pytest.mark.parametrize(
    ("text", "completed"),
    [
        ("Ask Legal @chl", "Ask Legal @Chloé"),
        ("@b", "@Ben"),
        ("Ask @ana", "Ask @Ana"),
        ("Ask @Ana", "Ask @Ana Lopez"),
        ("Ask @Ana ", "Ask @Ana Lopez"),
        ("Ask @Ana Lopez ", "Ask @Ana"),
        ("Ask @ana l", "Ask @Ana Lopez"),
        ("Ask @raj", "Ask @Dev Raj"),
        ("Ask @e", "Ask @Eli"),
        ("Ask @Chloé", None),
        ("Ask @Chloé ", None),
        ("Ask @zz", None),
        ("Ask @", None),
        ("Ask @ ", None),
        ("Ask @ ben", None),
        ("Ask @ben ", None),
        ("Ask @ben fri", None),
        ("Ask a@ben", None),
        ("Ask", None),
        ("", None),
    ],
)
def test_an_unfinished_name_at_the_end_is_completed(text: str, completed: str | None) -> None:
    """What stands before it stays as it was typed."""
    assert complete_name(text, PEOPLE) == completed


def test_names_of_those_who_are_present_come_first() -> None:
    """Somebody away can still own an action item."""
    assert complete_name("@e", parse_people("-Eli, Eva")) == "@Eva"


def completions(typed: str, times: int, *, remembers: bool) -> list[str | None]:
    """Complete a name several times in a row, with the blank that the line puts behind it."""
    found: list[str | None] = []
    text = typed
    for _ in range(times):
        found.append(complete_name(text, BENS, typed=typed if remembers else ""))
        text = f"{found[-1] or text} "
    return found


def test_completing_again_offers_the_next_one_of_the_same_first_name() -> None:
    assert completions("@ben", 3, remembers=False) == ["@Ben Stone", "@Ben Ortiz", "@Ben Stone"]


def test_completing_again_offers_all_who_fit_what_was_typed() -> None:
    assert completions("Ask @be", 5, remembers=True) == [
        "Ask @Ben Stone",
        "Ask @Ben Ortiz",
        "Ask @Benno",
        "Ask @Bea",
        "Ask @Ben Stone",
    ]


def test_what_was_typed_before_another_name_is_not_remembered_for_this_one() -> None:
    assert complete_name("Ask @Ben Stone", BENS, typed="Tell @bea") == "Ask @Ben Ortiz"
    assert complete_name("Ask @Ben Stone", BENS, typed="Ask @bea") == "Ask @Ben Ortiz"


@given(text=st.text(), people=st.lists(st.text(max_size=5), max_size=3), typed=st.text())
def test_any_text_can_be_completed_with_any_names(text: str, people: list[str], typed: str) -> None:
    """Names that are stored may be anything."""
    persons = [Participant(id=number, name=name) for number, name in enumerate(people, 1)]
    for line in (text, f"@{text}", *(f"x @{name}" for name in people)):
        complete_name(line, persons, typed=typed)
        match_name(line, persons)
