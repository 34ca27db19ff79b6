"""Every oddity of real files is read as it is meant."""

import pytest

from refine_tui.importers.detection import read_items
from refine_tui.importers.errors import ImportReadError, UnclearColumnsError
from tests.importers.jira_oddities import DAMAGED, JIRA_ODDITIES, UNKNOWN_LANGUAGE
from tests.importers.language_oddities import LANGUAGES
from tests.importers.oddities import Oddity
from tests.importers.sheet_oddities import SHEET_ODDITIES
from tests.importers.table_oddities import TABLE_ODDITIES

ODDITIES = (*JIRA_ODDITIES, *LANGUAGES, *TABLE_ODDITIES, *SHEET_ODDITIES)


@pytest.mark.parametrize("oddity", ODDITIES, ids=lambda oddity: oddity.name)
def test_an_odd_file_gives_its_items(oddity: Oddity) -> None:
    """All fields, the warnings, and the rows that were left out."""
    report = read_items(oddity.content, name=oddity.file, mapping=oddity.mapping)

    assert report.items[: len(oddity.items)] == oddity.items
    assert len(report.items) == (oddity.number or len(oddity.items))
    assert tuple(skipped.row for skipped in report.skipped) == oddity.skipped
    assert len(report.warnings) == len(oddity.warnings), report.warnings
    assert all(words in warning for words, warning in zip(oddity.warnings, report.warnings, strict=True))


def test_a_file_that_excel_has_cut_apart_is_refused() -> None:
    """10: it says how much is whole, and what to do."""
    with pytest.raises(ImportReadError, match=r"Jira\.csv was damaged by Excel.*without opening it in Excel first"):
        read_items(DAMAGED, name="Jira.csv")
    with pytest.raises(ImportReadError, match=r"\(1 of 2 rows are still whole\)"):
        read_items('Summary,Issue key,Status,Updated;;\nPlain,PAY-1,To Do,;;\n"b,PAY-2,To Do,";;\n', name="Jira.csv")


def test_headings_in_an_unknown_language_are_one_question() -> None:
    """5: which column is the title; the keys are found by their shape."""
    with pytest.raises(UnclearColumnsError, match="language that is not known here") as caught:
        read_items(UNKNOWN_LANGUAGE, name="Jira.csv")

    question = caught.value
    assert [(column.heading, column.samples) for column in question.columns] == [
        ("Yhteenveto", ("Hyvitys", "Toinen")),
        ("Avain", ("PAY-1", "PAY-2")),
        ("Tila", ("Avoin",)),
    ]
    report = read_items(UNKNOWN_LANGUAGE, name="Jira.csv", mapping={"title": "yhteenveto"})
    assert [(item.key, item.title) for item in report.items] == [("PAY-1", "Hyvitys"), ("PAY-2", "Toinen")]
    assert report.fingerprint == question.fingerprint
