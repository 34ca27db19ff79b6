"""Web pages that call themselves a spreadsheet."""

import pytest

from refine_tui.importers.detection import read_items
from refine_tui.importers.errors import ImportReadError

JIRA = """<html><head><title>Search</title></head><body>
<table><tr><td><img src="logo.png"></td></tr><tr><td colspan=3>Displaying 2 issues</td></tr></table>
<table id="issuetable"><thead><tr class="rowHeader"><th>Issue Type</th><th>Key</th><th>Summary</th><th>Status</th></tr>
</thead><tbody>
<tr id="issuerow1"><td>Story</td><td><a class="issue-link" href="https://example.atlassian.net/browse/PAY-1">PAY-1</a></td>
<td><p><a href="https://example.atlassian.net/browse/PAY-1">Refund &amp; void</a></p></td><td>Open</td></tr>
<!-- <tr><td>no row</td></tr> -->
<tr><td>Bug</td><td><a href="https://example.atlassian.net/browse/PAY-2">PAY-2</a></td>
<td>Crash<br>at night</td><td>Done</td></tr>
</tbody></table></body></html>"""


def test_an_old_excel_export_is_a_table_of_a_web_page() -> None:
    """Pictures and counts stand above it; links are the addresses of the items."""
    report = read_items(JIRA.encode("utf-8"), name="search.xls")

    assert (report.format, report.encoding, report.delimiter) == ("csv", "utf-8", None)
    assert [(item.key, item.title, item.type, item.url, item.done) for item in report.items] == [
        ("PAY-1", "Refund & void", "Story", "https://example.atlassian.net/browse/PAY-1", False),
        ("PAY-2", "Crash at night", "Bug", "https://example.atlassian.net/browse/PAY-2", True),
    ]


@pytest.mark.parametrize("text", ["<!DOCTYPE html><p>x", "<table><tr>", "<table><tr><td>a<td>b<tr><td>c<td>d</table>"])
def test_a_page_without_a_table_of_items_is_refused_with_advice(text: str) -> None:
    """Nobody is asked which column of a menu is the title."""
    with pytest.raises(ImportReadError, match=r"^page\.html looks like a web page, which cannot be read: "):
        read_items(text, name="page.html")


def test_a_person_may_say_which_column_is_the_title() -> None:
    """As for any table."""
    report = read_items(
        "<table><tr><td>Wunsch<td>Ort<tr><td>Storno<td>x</table>", name="x.xls", mapping={"title": "Wunsch"}
    )

    assert [item.title for item in report.items] == ["Storno"]
