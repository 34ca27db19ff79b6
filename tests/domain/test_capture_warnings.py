"""Warnings about a captured line, apart from the line's parsing."""

from datetime import date

import pytest

from refine_tui.domain.capture_parser import LineParser
from refine_tui.domain.capture_warnings import capture_warnings
from refine_tui.domain.people import parse_people
from refine_tui.domain.records import RECORD_KINDS, RecordKind

TUESDAY = date(2026, 11, 24)
PARSER = LineParser(people=parse_people("Ana, Ben"), keys={}, today=TUESDAY, day_first=True)
NOT_READ = "“{}” was not read as a date"


def warnings(line: str, *, kind: RecordKind = RecordKind.ACTION) -> list[str]:
    return list(capture_warnings(line.split(), PARSER.split(line), kind=kind, parser=PARSER))


def test_a_line_with_words_but_without_a_text_is_reported() -> None:
    assert warnings("@ana") == ["the text is missing"]
    assert warnings("") == []


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("23.11.26", ["Mon 23 Nov 2026 has passed"]),
        ("24.11.25", ["Mon 24 Nov 2025 has passed"]),
        ("23.11.", ["23 Nov has passed: read as 23 Nov 2027"]),
        ("24.11.", []),
        ("25.11.", []),
        ("1.2.", []),
    ],
)
def test_a_due_date_that_has_passed_is_reported_with_its_year(due: str, expected: list[str]) -> None:
    assert warnings(f"Ask @ana {due}") == expected


def test_a_missing_text_and_a_past_date_are_both_reported() -> None:
    assert warnings("due 23.11.26") == ["the text is missing", "Mon 23 Nov 2026 has passed"]


def test_each_due_before_words_that_are_no_date_is_reported() -> None:
    assert warnings("Send it due xyz soon") == ["“due xyz” is not a date; it stays in the text"]
    assert [warning[:9] for warning in warnings("Send it due xyz and due: abc")] == ["“due xyz”", "“due: abc"]
    assert warnings("due 31.13. send it") == ["“due 31.13.” is not a date; it stays in the text"]


@pytest.mark.parametrize(
    "line", ["Due diligence first", "Find what is due to Legal", "The rent is due @ana", "The rent is due", "due"]
)
def test_due_as_a_word_of_the_sentence_is_not_reported(line: str) -> None:
    assert warnings(line) == []


def test_an_unread_date_behind_each_detail_is_reported() -> None:
    assert warnings("Ask @ana firday") == [NOT_READ.format("firday")]
    assert warnings("Ask @ana by next month #? in two months") == [
        NOT_READ.format("by next month"),
        NOT_READ.format("in two months"),
    ]


@pytest.mark.parametrize("line", ["Ask @ana the firday", "firday", "Ask firday", "Ask @ firday", "@ana firday Ask"])
def test_a_misspelt_day_in_the_sentence_is_not_reported(line: str) -> None:
    assert warnings(line) == []


@pytest.mark.parametrize("kind", [kind for kind in RECORD_KINDS if not kind.has_due])
@pytest.mark.parametrize("line", ["Send it due xyz", "Ask to @ana firday", "Send it by friday"])
def test_nothing_is_reported_for_a_kind_without_owner_and_date(kind: RecordKind, line: str) -> None:
    assert list(capture_warnings(line.split(), None, kind=kind, parser=PARSER)) == []


def test_further_dates_are_not_reported_when_the_due_date_was_read() -> None:
    assert warnings("Ask @ana fri about next month") == []


def test_a_line_that_stays_whole_says_only_why() -> None:
    assert warnings("Ask @ana and @ben due xyz") == ["two owners: the text stays as typed"]


def test_a_mention_is_reported_only_where_there_is_no_owner() -> None:
    assert warnings("Send it to @ana") == ["“to @ana” is part of the sentence, not the owner"]
    assert warnings("@ben's draft") == ["“@ben's” is part of the sentence, not the owner"]
    assert warnings("Send it to @ana @ben") == []


def test_a_deadline_in_an_action_item_without_details_is_reported_with_what_to_write() -> None:
    hint = ["“by friday” was not read as a date: write “due friday”"]

    assert warnings("Send it by friday") == hint
    assert warnings("Send it by friday", kind=RecordKind.QUESTION) == []
