"""One door: every file gives a report, or one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refine_tui.domain.plain_text import clean_line
from refine_tui.importers.detection import read_items
from refine_tui.importers.errors import ImportProblem
from refine_tui.importers.known_formats import FORMATS


def test_the_formats_have_names() -> None:
    """The names are the command line's contract."""
    assert FORMATS == (
        "jira-csv",
        "linear-csv",
        "azure-devops-csv",
        "gitlab-csv",
        "github-projects-tsv",
        "csv",
        "gitlab-json",
        "trello-json",
        "jira-json",
        "azure-devops-json",
        "github-project-json",
        "github-json",
        "jira-xml",
        "markdown",
        "text",
    )


def test_lines_have_neither_delimiter_nor_language() -> None:
    """A paste came as text: there is no encoding either."""
    report = read_items("Refund\nPartial refund, later\n", name="paste")

    assert (report.format, report.language, report.encoding, report.delimiter) == ("text", None, None, None)
    assert len(report.items) == 2


def test_bytes_have_an_encoding() -> None:
    """The report tells how the bytes were read."""
    report = read_items("Rückzahlung\n".encode("cp1252"), name="notes.txt")

    assert report.encoding == "windows-1252"
    assert len(report.warnings) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"issues": []}', "JSON without any issues"),
        ('[\n {"size": 1}]', "JSON of a kind that is not known here"),
        ("[]", "JSON without any issues"),
        ('[\n {"number": 1,]', "broken JSON: line 2, column 15 "),
        ("<?xml version='1.0'?><rss/>", "looks like XML"),
        ("This XML file does not appear to have any style information", "looks like XML"),
        ("<!DOCTYPE html><p>x", "looks like a web page"),
        ("<table><tr>", "looks like a web page"),
        (b"PK\x03\x04....", "Excel workbook"),
        ("", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
    ],
)
def test_what_cannot_be_read_says_what_it_looks_like_and_what_to_do(content: str | bytes, words: str) -> None:
    """One sentence each, with a way on."""
    with pytest.raises(ImportProblem, match=r"^backlog\.txt .*paste one item per line\.$") as caught:
        read_items(content, name="backlog.txt")

    assert words in caught.value.message


@pytest.mark.parametrize(
    "line", ["[10:42] Ana: Refund", "[ ] Refund", "[PAY-1] Refund", "<https://a.example/b|Refund>"]
)
def test_lines_that_begin_like_something_else_are_lines(line: str) -> None:
    """A bracket does not make JSON, nor an angle a web page."""
    assert read_items(line, name="paste").items[0].title == "Refund"


def test_a_known_heading_in_a_paste_makes_it_a_table() -> None:
    """Cells copied from a spreadsheet come with tabs."""
    report = read_items("Title\tStatus\nRefund\tOpen\nVoid\tOpen\n", name="paste")

    assert (report.format, report.delimiter, len(report.items)) == ("csv", "\t", 2)


@pytest.mark.parametrize(
    "text", ["Story, please\nRefund\nVoid\n", "Refund\nitem, name\n", "PAY-1 Refund, x\nPAY-2 Void, y\n"]
)
def test_prose_with_a_telling_word_stays_prose(text: str) -> None:
    """A heading's word in a sentence is only a word."""
    assert read_items(text, name="paste").format == "text"


def test_quotation_marks_in_prose_do_no_harm() -> None:
    """An open quotation mark is wrong in a table only."""
    assert len(read_items('"Refund, now\nVoid, later\n', name="paste").items) == 2


def test_headings_without_rows_are_no_items_and_a_warning() -> None:
    """An empty filter is no error."""
    report = read_items("Summary,Issue key,Status\n", name="Jira.csv")

    assert (report.format, report.items) == ("jira-csv", ())
    assert report.warnings == ("Jira.csv has headings but no rows below them.",)


def test_a_format_can_be_asked_for() -> None:
    """The person may know better."""
    text = "Summary,Issue key,Status\nRefund,PAY-1,Open\n"

    assert len(read_items(text, name="Jira.csv", format="text").items) == 2
    assert read_items(text, name="x", format="csv").format == "csv"
    assert read_items(text, name="x", format="jira-csv").items[0].key == "PAY-1"


def test_a_format_that_does_not_fit_says_what_is_missing() -> None:
    """It names the headings that the format needs."""
    with pytest.raises(ImportProblem, match=r"notes\.txt is not jira-csv: .* Summary, Issue key"):
        read_items("Refund\n", name="notes.txt", format="jira-csv")


def test_an_unknown_format_names_the_nearest_and_all_that_are_known() -> None:
    """A slip is answered with what would have worked."""
    with pytest.raises(ImportProblem, match=r"did you mean jira-(?:csv|xml)\? .* jira-csv, .* and text\."):
        read_items("x", name="x", format="jira")


@pytest.mark.parametrize(
    ("text", "format_name"),
    [
        ("- [ ] Refund\n- [x] Void\n", "markdown"),
        ("Payments:\n\n- [ ] Refund, void, check, pay\n- [ ] a, b, c, d\n- [ ] a, b, c, d\n", "markdown"),
        ("# Checkout\n\nSome words.\n\n* Refund\n", "markdown"),
        ("# Checkout\n\n| Title | Status |\n|---|---|\n| Refund | Open |\n", "markdown"),
        ("- Refund\n- Void\n", "text"),
        ("Refund\n- [ ] Void\n", "text"),
        ("#12 Refund\n- Void\n", "text"),
        ("> - [ ] Refund\n", "text"),
        ("Ana Lopez  10:42 AM\n- [ ] Refund\nBen 10:43 AM\n- [ ] Void\n", "text"),
        ("# Payments\n[10:42] Ana Lopez: what about\n- Refund\n", "text"),
        ("Title,Status,Note\nRefund,Open,- [ ] a\nVoid,Open,- [ ] b\n", "csv"),
        ('Summary,Issue key,Status,Description\nRefund,PAY-1,Open,"# Why\n- [ ] a"\n', "jira-csv"),
        ('[{"number": 1, "title": "Refund"}]', "github-json"),
    ],
)
def test_the_format_of_a_paste_is_told_by_its_content(text: str, format_name: str) -> None:
    """Tasks and headings make Markdown; what somebody said in a chat, or a line that stands alone, does not."""
    assert read_items(text, name="paste").format == format_name


def test_the_ending_of_a_name_helps_only_where_the_content_fits() -> None:
    """A Markdown file with a comma in its first line is no table, and one without any list is lines."""
    table = "| Title | Status |\n|---|---|\n| Refund | Open |\n"

    assert read_items(f"# Title, name\n\n{table}", name="backlog.md").format == "markdown"
    assert read_items("Refund\nVoid\n", name="backlog.md").format == "text"
    with pytest.raises(ImportProblem, match=r"backlog\.json is broken JSON: line 1, column 1"):
        read_items("Refund\n", name="backlog.json")


CONTENT = st.one_of(
    st.binary(),
    st.text(),
    st.text(alphabet="-*# [x]~`|:@\n\t1.PAY()"),
    st.text(alphabet='Summary,Isekyt;\t"\n|^PAY-1 title{}[]<>').map(lambda text: f"Summary,Issue key,Status\n{text}"),
)


@given(CONTENT, st.sampled_from(["paste", "x.csv", "x.txt"]), st.sampled_from([None, *FORMATS]))
def test_anything_is_a_report_or_a_problem(content: bytes | str, name: str, format_name: str | None) -> None:
    """No input gives any other exception, nor a sentence of several lines."""
    try:
        report = read_items(content, name=name, format=format_name)
    except ImportProblem as problem:
        message = problem.message
    else:
        message = f"{name} is read"
        assert report.format in FORMATS
        assert all(item.title for item in report.items)

    assert name in message
    assert message == clean_line(message)
