"""A line taken apart: what is a detail, what is text, and what ties a detail to the sentence."""

from dataclasses import replace
from datetime import date

import pytest

from refine_tui.domain.capture_parser import LineParser, SplitLine, is_mention
from refine_tui.domain.people import parse_people

PEOPLE = parse_people("Ana, Ben, Chloé, José O’Brien")
PARSER = LineParser(people=PEOPLE, keys={"pay-12": "PAY-12"}, today=date(2026, 11, 24), day_first=True)
FRIDAY = date(2026, 11, 27)


def split(line: str, parser: LineParser = PARSER) -> SplitLine:
    found = parser.split(line)
    assert found is not None
    return found


@pytest.mark.parametrize("line", ["", "Ask Legal", "Ask fri", "Is it due fri", "Send it to @ana fri", "@ @@ @10:00"])
def test_a_line_without_details_is_not_taken_apart(line: str) -> None:
    assert PARSER.split(line) is None


def test_the_words_behind_each_detail_are_known() -> None:
    found = split("Ask @ana about this due fri or so")

    assert found.text == "Ask about this or so"
    assert found.rests == (("about", "this"), ("or", "so"))
    assert (found.detail("owner").name, found.detail("date").day) == ("Ana", FRIDAY)
    assert found.detail("item").words == ()


def test_a_line_that_begins_with_all_three_details_has_only_text_behind_them() -> None:
    """So every text can be written, whatever names and dates it has."""
    found = split("@ana due ? #? ask @ben and @chloe due fri PAY-12")

    assert found.text == "ask @ben and @chloe due fri PAY-12"
    assert (found.detail("owner").name, found.detail("date").day, found.detail("item").name) == ("Ana", None, "")
    assert found.problem == ""


@pytest.mark.parametrize("word", ["to", "with", "from", "for", "about", "via", "of", "until"])
def test_a_word_ties_the_name_behind_it_to_the_sentence(word: str) -> None:
    assert PARSER.split(f"Do it {word} @ana fri") is None
    assert is_mention(["it", word, "@ana"], 2)


@pytest.mark.parametrize("words", ["by @ana", "ask @ana", "@ana", "to @", "to @?", "to ana", "to @10:00"])
def test_other_words_do_not(words: str) -> None:
    assert not is_mention(words.split(), len(words.split()) - 1)


@pytest.mark.parametrize(
    "tied",
    ["the fri", "every fri", "from friday", "and mon", "to next friday", "next 27.11.", "mon or by fri"],
)
def test_a_word_ties_the_date_behind_it_to_the_sentence(tied: str) -> None:
    found = split(f"Ask @ana to look at {tied}")

    assert (found.text, found.detail("date").day) == (f"Ask to look at {tied}", None)


def test_a_date_for_something_is_part_of_the_sentence() -> None:
    assert split("Ask @ana for fri notes").text == "Ask for fri notes"
    assert split("Ask @ana for fri PAY-12").text == "Ask"
    assert split("Ask @ana for fri due mon").problem == "two dates: the text stays as typed"


@pytest.mark.parametrize(
    ("line", "owners"),
    [("Ask @ana and Ben", 2), ("Ask Legal & @ben", 2), ("Ask @ana or josé", 2), ("Ask @ana and then go", 1)],
)
def test_a_name_that_is_joined_to_the_owner_makes_two(line: str, owners: int) -> None:
    assert split(line).problem == ("two owners: the text stays as typed" if owners > 1 else "")


def test_dates_and_items_are_read_only_where_they_are_asked_for() -> None:
    parser = replace(PARSER, today=None, has_item=False)

    assert split("no data until fri @ana PAY-12", parser).text == "no data until fri PAY-12"
    assert parser.split("no data due fri") is None


def test_a_name_of_several_words_is_found_with_any_apostrophe() -> None:
    assert split("Ask @josé o'brien fri").detail("owner").name == "José O’Brien"
    assert split('Ask @"jose o\'brien" fri').detail("owner").name == "José O’Brien"
