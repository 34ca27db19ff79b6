"""The words of the preview of an import."""

from refine_tui.importers.detection import read_items
from refine_tui.importers.report import ImportReport
from refine_tui.ui.widgets.import_words import recognised_words


def test_the_preview_shows_the_label_of_the_format() -> None:
    """Formats that are rarely seen have a label, too, and not the name that ``--format`` takes."""
    report = read_items('{"items": [{"content": {"title": "Refund"}}]}', name="project.json")

    assert recognised_words(report) == "Read as: GitHub project, JSON"


def test_a_workbook_is_named_as_such() -> None:
    """The report has ``xlsx`` in place of the encoding of a text."""
    report = ImportReport(format="csv", label="a table", encoding="xlsx")

    assert recognised_words(report) == "Read as: a table · Excel workbook"
