"""Jira's CSV, as sites really export it."""

import csv
import io
from collections.abc import Sequence

import pytest

from refine_tui.domain.backlog_item import ImportedItem, ItemLink
from refine_tui.importers.detection import read_items
from refine_tui.importers.errors import ImportReadError
from refine_tui.importers.fields.item_fields import FIELDS
from refine_tui.importers.mapped_reading import read_mapped
from refine_tui.importers.report import ImportReport

DEFAULT_FIELDS = (
    "Issue Type,Issue key,Issue id,Summary,Assignee,Assignee Id,Reporter,Reporter Id,Priority,Status,Resolution,"
    "Created,Updated,Due date"
)


def exported(headings: Sequence[str], *rows: Sequence[str]) -> bytes:
    """Write a file as Jira does."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([headings, *rows])
    return file.getvalue().encode()


def read(headings: Sequence[str], *rows: Sequence[str]) -> ImportReport:
    """Read what such a file holds."""
    return read_items(exported(headings, *rows), name="Jira.csv")


def read_one(**cells: str) -> ImportedItem:
    """Read one issue; the cells are named by their headings."""
    named = {"Summary": "Refund", "Issue key": "PAY-1", "Issue Type": "Story"} | cells
    (item,) = read(list(named), list(named.values())).items
    return item


def test_the_default_fields_are_read() -> None:
    """Fourteen columns, and a byte-order mark."""
    row = "Story,PAY-12,10012,Refund a payment,Ana,id1,Ben,id2,High,To Do,,22/Sep/25 9:26 AM,23/Sep/25 1:05 PM,"

    report = read_items(f"{DEFAULT_FIELDS}\n{row}\n".encode("utf-8-sig"), name="Jira.csv")

    assert (report.format, report.language, report.encoding, report.delimiter) == ("jira-csv", "en", "utf-8", ",")
    assert report.items == (
        ImportedItem(
            title="Refund a payment",
            key="PAY-12",
            type="Story",
            status="To Do",
            reporter="Ben",
            assignee="Ana",
            priority="High",
            created="2025-09-22T09:26:00",
            updated="2025-09-23T13:05:00",
        ),
    )
    assert (report.skipped, report.warnings) == ((), ())


def test_the_newer_words_are_known_and_any_delimiter_will_do() -> None:
    """Jira calls an issue a work item by now."""
    report = read_items("Work type;Work item key;Summary\nBug;PAY-1;Broken\n", name="paste")

    assert (report.format, report.delimiter, report.items[0].type) == ("jira-csv", ";", "Bug")


def test_repeated_labels_and_components_become_labels() -> None:
    """Each cell of a repeated column counts."""
    headings = ["Summary", "Issue key", "Status", "Labels", "Labels", "Labels", "Components", "Component/s"]

    (item,) = read(headings, ["Refund", "PAY-1", "Open", "billing", "", "api, Billing", "Back office", "Shop"]).items

    assert item.labels == ("billing", "api", "Back office", "Shop")


def test_points_come_from_the_likeliest_column_and_never_from_a_time() -> None:
    """The original estimate is in seconds."""
    assert read_one(**{"Custom field (Story Points)": "3.0"}).estimate == "3"
    assert read_one(**{"Story Points": "0.5"}).estimate == "0.5"
    assert read_one(**{"Custom field (Story point estimate)": "8"}).estimate == "8"
    assert read_one(**{"Custom field (Groomed Story Points)": "13"}).estimate == "13"
    assert read_one(**{"Original estimate": "144000", "Σ Original Estimate": "144000"}).estimate == ""
    assert read_one(**{"Custom field (Original story estimate)": "144000"}).estimate == ""


def test_points_that_differ_are_told() -> None:
    """Sites have several columns of points."""
    headings = ["Summary", "Issue key", "Status", "Custom field (Story point estimate)", "Custom field (Story Points)"]

    report = read(headings, ["Refund", "PAY-1", "Open", "5", "3.0"], ["Other", "PAY-2", "Open", "5", "5.0"])

    assert [item.estimate for item in report.items] == ["3", "5"]
    assert "several columns of points" in report.warnings[0]


def test_criteria_have_a_column_of_their_own_or_stand_in_the_description() -> None:
    """The column wins."""
    own = read_one(
        **{"Custom field (Acceptance Criteria)": "* full &amp; partial\n* *logged*", "Description": "AC: no"}
    )
    section = read_one(Description="Why\nh3. Acceptance criteria\n# {{one}}\n# two")

    assert own.acceptance_criteria == ("full & partial", "logged")
    assert section.acceptance_criteria == ("one", "two")
    assert section.description == "Why\nAcceptance criteria\n1. one\n2. two"


def test_the_parent_is_found_by_key_then_epic_then_number_then_title() -> None:
    """The number means another row of the same file."""
    headings = ["Summary", "Issue key", "Issue id", "Status", "Parent", "Parent key", "Custom field (Epic Link)"]
    headings.append("Parent summary")

    items = read(
        headings,
        ["Epic", "PAY-1", "101", "Open", "", "", "", ""],
        ["By key", "PAY-2", "102", "Open", "101", "PAY-9", "PAY-8", "Title"],
        ["By epic", "PAY-3", "103", "Open", "101", "", "PAY-8", "Title"],
        ["By number", "PAY-4", "104", "Open", "101", "", "", "Title"],
        ["By title", "PAY-5", "105", "Open", "999", "", "", "Title"],
        ["Unknown", "PAY-6", "106", "Open", "999", "", "", ""],
        ["Itself", "PAY-7", "107", "Open", "107", "", "", ""],
    ).items

    assert [item.parent for item in items] == ["", "PAY-9", "PAY-8", "PAY-1", "Title", "", ""]


def test_links_keep_their_direction_and_the_sites_own_word() -> None:
    """Inward and outward are two sides of one word."""
    headings = ["Summary", "Issue key", "Status", "Outward issue link (Blocks)", "Outward issue link (Blocks)"]
    headings += ["Inward issue link (Blocks)", "Inward issue link (Tested by)", "Outward issue link (Relates)"]

    (item,) = read(headings, ["Refund", "PAY-1", "Open", "PAY-2", "PAY-3", "PAY-4", "QA-5", ""]).items

    assert item.links == (
        ItemLink(type="blocks", key="PAY-2"),
        ItemLink(type="blocks", key="PAY-3"),
        ItemLink(type="is blocked by", key="PAY-4"),
        ItemLink(type="tested by (inward)", key="QA-5"),
    )


@pytest.mark.parametrize(
    ("attachment", "url"),
    [
        ("1/Jan/25;id;a.png;https://acme.atlassian.net/rest/api/3/attachment/content/1", "https://acme.atlassian.net"),
        ("1/Jan/25;id;a.png;https://acme.atlassian.net/secure/attachment/1/a.png", "https://acme.atlassian.net"),
        (
            "1/Jan/25;id;a.png;http://jira.example.org:8080/jira/secure/attachment/1/a",
            "http://jira.example.org:8080/jira",
        ),
    ],
)
def test_the_address_is_recovered_from_attachments(attachment: str, url: str) -> None:
    """No column has it, but the attachments lie on the same site."""
    assert read_one(Attachment=attachment).url == f"{url}/browse/PAY-1"


def test_without_attachments_there_is_no_address() -> None:
    """Nothing is guessed."""
    assert read_one().url == ""


@pytest.mark.parametrize(
    ("category", "resolution", "status", "done"),
    [
        ("Done", "", "Shipped", True),
        ("To Do", "Done", "Closed", False),
        ("In Progress", "", "Done", False),
        ("Terminé", "Fixed", "x", True),
        ("", "Won't Do", "Open", True),
        ("", "Unresolved", "Open", False),
        ("", "", "Rejected", True),
        ("", "", "In Review", False),
    ],
)
def test_the_category_decides_what_is_done(category: str, resolution: str, status: str, done: bool) -> None:
    """Then the resolution, then the status in words."""
    assert read_one(**{"Status Category": category, "Resolution": resolution, "Status": status}).done is done


def test_rows_without_a_summary_are_reported_with_their_line_and_blank_ones_are_not() -> None:
    """The line is the one that an editor shows."""
    report = read(["Summary", "Issue key", "Status"], ["a\nb", "PAY-1", "Open"], ["", "", ""], ["", "PAY-2", "Open"])

    assert [item.title for item in report.items] == ["a b"]
    assert [(skipped.row, skipped.reason) for skipped in report.skipped] == [(5, "It has no summary.")]


def test_exactly_a_thousand_rows_are_probably_cut_off() -> None:
    """Jira ends there without a word."""
    rows = [[f"Story {number}", f"PAY-{number}", "Open"] for number in range(1000)]

    assert "1,000 rows" in read(["Summary", "Issue key", "Status"], *rows).warnings[0]
    assert read(["Summary", "Issue key", "Status"], *rows[:-1]).warnings == ()


def test_of_a_repeated_key_the_last_row_wins() -> None:
    """It stands where the first one stood."""
    report = read(["Summary", "Issue key", "Status"], ["a", "PAY-1", "Open"], ["b", "PAY-2", ""], ["c", "PAY-1", ""])

    assert [(item.key, item.title) for item in report.items] == [("PAY-1", "c"), ("PAY-2", "b")]
    assert report.warnings == ("Jira.csv has PAY-1 more than once: the last row of each was taken.",)


def test_dates_that_a_spreadsheet_has_rewritten_are_kept_unless_their_order_is_sure() -> None:
    """A raw date is better than a wrong one."""
    headings = ["Summary", "Issue key", "Status", "Created", "Updated"]

    sure = read(headings, ["a", "PAY-1", "", "5/6/25 17:00", "5/28/25 9:00"])
    unsure = read(headings, ["a", "PAY-1", "", "5/6/25 17:00", ""])

    assert (sure.items[0].created, sure.warnings) == ("2025-05-06T17:00:00", ())
    assert unsure.items[0].created == "5/6/25 17:00"
    assert "day from month" in unsure.warnings[0]


@pytest.mark.parametrize(
    "text",
    [
        # a comma-separated file opened where the semicolon separates, then saved
        'Summary,Issue key,Status,Description;;;\n"""Refund, now"",PAY-1,Open,""first";;;\n"second""";;;\n',
        'Summary,Issue key,Status;;;;\nPlain,PAY-1,Open;;;;\n"""Refund, now"",PAY-2,Open";;;;\n',
        '"Summary,Issue key,""Status""";;;\n"Refund,PAY-1,Open";;;\n',
    ],
)
def test_a_file_that_excel_has_damaged_is_refused_with_advice(text: str) -> None:
    """Cells were glued together; no guess brings them back."""
    with pytest.raises(ImportReadError, match=r"Jira\.csv was damaged by Excel.*export it from Jira again"):
        read_items(text, name="Jira.csv")


def test_rows_without_a_key_are_no_damage() -> None:
    """Somebody typed them in."""
    report = read(["Summary", "Issue key", "Status"], ["Refund, later, perhaps", "", ""], ["b", "PAY-2", "Open"])

    assert [item.key for item in report.items] == ["", "PAY-2"]


def test_two_thousand_columns_are_read_by_what_is_known_of_them() -> None:
    """An export of all fields is that wide."""
    headings = ["Summary", "Issue key", "Status", *(f"Custom field (Own {number})" for number in range(2000))]

    assert len(read(headings, *[["a", f"PAY-{number}", "Open", *["x"] * 2000] for number in range(50)]).items) == 50


def test_nothing_hidden_reaches_an_item() -> None:
    """Escapes and direction changes go, emoji stay."""
    item = read_one(
        Summary="Re\x1b[31mfund\u202e\u009d \U0001f600", Description="a\x07b\r\nc", Reporter="Ana\x1b]0;x\x07"
    )

    assert (item.title, item.description, item.reporter) == ("Refund \U0001f600", "ab\nc", "Ana")


@pytest.mark.parametrize("field", [field for field in FIELDS if field != "title"])
def test_each_field_that_a_mapping_can_name_arrives_from_an_export_too(field: str) -> None:
    """The report says that it was read, so it has to be."""
    cell = {"created": "2025-05-28", "updated": "2025-05-28", "done": "yes"}.get(field, "7")
    content = f"Issue key,Issue id,Summary,Issue Type,Status,Wert\nPAY-1,100,Refund,Story,Open,{cell}\n"
    plain = read_mapped(content, name="jira.csv")

    mapped = read_mapped(content, name="jira.csv", mapping={field: "Wert"})

    assert (plain.format, mapped.format) == ("jira-csv", "jira-csv")
    assert getattr(mapped.items[0], field) != getattr(plain.items[0], field)
