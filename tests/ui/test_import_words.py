"""The words of an import: of its preview, and of what it did."""

import pytest

from refine_tui.domain.backlog_item import Backlog, ImportedItem, merge_items
from refine_tui.domain.people import Team
from refine_tui.importers.detection import read_items
from refine_tui.importers.report import ImportReport
from refine_tui.ui.widgets.import_words import imported_words, preview_words, recognised_words
from tests.support import NINE, items

EMPTY = Backlog(team=Team(id=1, name="Payments"))


def test_the_preview_shows_the_label_of_the_format() -> None:
    """Formats that are rarely seen have a label, too, and not the name that ``--format`` takes."""
    report = read_items('{"items": [{"content": {"title": "Refund"}}]}', name="project.json")

    assert recognised_words(report) == "Read as: GitHub project, JSON"


def test_a_workbook_is_named_as_such() -> None:
    """The report has ``xlsx`` in place of the encoding of a text."""
    report = ImportReport(format="csv", label="a table", encoding="xlsx")

    assert recognised_words(report) == "Read as: a table · Excel workbook"


@pytest.mark.parametrize(
    ("lines", "skipped", "words"),
    [
        ("NEW-1 One\nNEW-2 Two", 0, "Imported 2 new"),
        ("NEW-1 One\nPAY-11 Renamed", 2, "Imported 1 new, updated 1, skipped 2 lines"),
        ("PAY-11 Partial refunds in the checkout", 0, "1 unchanged"),
        ("", 1, "Skipped 1 line"),
        ("", 0, "Nothing to import"),
    ],
)
def test_what_an_import_did_is_one_sentence(lines: str, skipped: int, words: str) -> None:
    known = merge_items(EMPTY, items(2), source="text", now=NINE).backlog
    imported = read_items(lines, name="paste").items if lines else ()

    assert imported_words(merge_items(known, imported, source="text", now=NINE), skipped) == words


def test_items_that_are_done_are_skipped() -> None:
    done = (ImportedItem(title="Old", key="OLD-1", done=True), *items(1))

    merged = merge_items(EMPTY, done, source="text", now=NINE)

    assert imported_words(merged, 2) == "Imported 1 new, skipped 1 done and 2 lines"
    assert preview_words(merged, 2) == "1 new item · 1 done, skipped · 2 lines skipped"
