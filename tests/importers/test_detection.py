"""One door: every file gives a report, or one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refine_tui.domain.plain_text import clean_line
from refine_tui.importers.detection import read_items
from refine_tui.importers.errors import ImportReadError, UnclearColumnsError
from refine_tui.importers.formats.registry import FORMATS


def test_the_formats_have_names() -> None:
    """The names are the command line's contract."""
    assert tuple(FORMATS) == (
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
        "minutes-markdown",
        "markdown",
        "text",
    )


def test_each_format_has_a_label_of_its_own() -> None:
    """People read it in the preview; no two formats share one, and none is the technical name."""
    labels = {known.label for known in FORMATS.values()}

    assert len(labels) == len(FORMATS)
    assert labels.isdisjoint(FORMATS)


def test_a_report_carries_the_label_of_its_format() -> None:
    """Whoever shows the report needs no table of labels."""
    assert read_items('[{"iid": 1, "title": "Refund"}]', name="x.json").label == "GitLab JSON"
    assert read_items("# Refinement \u2013 A \u2013 2026-11-20\n", name="x.md", format="minutes-markdown").label == (
        "minutes of refine"
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
    with pytest.raises(ImportReadError, match=r"^backlog\.txt .*paste one item per line\.$") as caught:
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


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Title," + b"x," * 10_000 + b"\nRefund\n", "has more than 10,000 columns"),
        (b'Title,Notes\nRefund,"' + b"x" * 1_100_000 + b'"\n', "has a cell of more than 1 MB"),
        (b"x" * (50 * 1024 * 1024 + 1), "is larger than 50 MB"),
    ],
    ids=["columns", "cell", "file"],
)
def test_what_is_too_large_is_one_sentence(content: bytes, words: str) -> None:
    """It says what to leave out."""
    with pytest.raises(ImportReadError, match=rf"^x\.csv {words}: export .* fewer"):
        read_items(content, name="x.csv")


def test_a_format_can_be_asked_for() -> None:
    """The person may know better."""
    text = "Summary,Issue key,Status\nRefund,PAY-1,Open\n"

    assert len(read_items(text, name="Jira.csv", format="text").items) == 2
    assert read_items(text, name="x", format="csv").format == "csv"
    assert read_items(text, name="x", format="jira-csv").items[0].key == "PAY-1"


def test_a_format_that_does_not_fit_says_what_is_missing() -> None:
    """It names the headings that the format needs."""
    with pytest.raises(ImportReadError, match=r"notes\.txt is not jira-csv: .* Summary, Issue key"):
        read_items("Refund\n", name="notes.txt", format="jira-csv")


def test_an_unknown_format_names_the_nearest_or_all_that_are_known() -> None:
    """A slip is a sentence, too."""
    with pytest.raises(ImportReadError, match=r"“jira” is not a format: did you mean “jira-xml”\?$"):
        read_items("x", name="x", format="jira")
    with pytest.raises(ImportReadError, match=r"“word” is not a format: the formats are jira-csv, .*, text\.$"):
        read_items("x", name="x", format="word")


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
    with pytest.raises(ImportReadError, match=r"backlog\.json is broken JSON: line 1, column 1"):
        read_items("Refund\n", name="backlog.json")


HEADINGS = [
    "Summary,Issue key,Status",
    "Resumen,Clave de incidencia,Creada",
    "ID,Team,Title,Status,Cycle Number,Description,Created",
    "Work Item Type,Title 1,Title 3,Description",
    "IID,Title,URL,State,Created At (UTC)",
    "Title\tURL\tAssignees\tStatus",
    "Thema;Status;Erledigt",
    "Vorhaben;Status",
]
CELLS = st.text(alphabet="Summary,Isekyt;\t\"\n|^PAY-1 title{}[]<>'=/2026:")
CONTENT = st.one_of(
    st.binary(),
    st.text(),
    st.text(alphabet="-*# [x]~`|:@\n\t1.PAY()"),
    st.builds(lambda headings, cells: f"{headings}\n{cells}", st.sampled_from(HEADINGS), CELLS),
    st.builds(lambda headings, cells: f"{headings}\n".encode() + cells, st.sampled_from(HEADINGS), st.binary()),
    st.lists(st.text(alphabet="\tRefund PAY-1\n2"), min_size=2).map("\n".join),
)
MAPPINGS = st.sampled_from(
    [
        {},
        {"title": "Status"},
        {"title": "column 1", "estimate": "Summary"},
        {"size": "x"},
        {"estimate": ""},
        {"title": ""},
        {"title": "Status", "key": ""},
    ]
)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("Title,Size,Id\nRefund,5,PAY-1\n", "x.csv"),
        ("My backlog\n\nTitle,Size,Id\nRefund,5,PAY-1\n", "x.csv"),
        ("Summary,Issue key,Issue Type,Status,Story Points\nRefund,PAY-1,Story,Open,5\n", "Jira.csv"),
    ],
)
def test_a_field_can_have_no_column(content: str, name: str) -> None:
    """Wherever the headings stand, and where the format is known; the other fields are read as before."""
    guessed = read_items(content, name=name)
    without = read_items(content, name=name, mapping={"estimate": ""})

    assert [(item.title, item.key, item.estimate) for item in guessed.items] == [("Refund", "PAY-1", "5")]
    assert [(item.title, item.key, item.estimate) for item in without.items] == [("Refund", "PAY-1", "")]
    assert without.fingerprint == guessed.fingerprint
    assert "estimate" not in {field for column in without.columns for field in column.fields}


def test_a_key_that_has_no_column_is_not_guessed_by_its_shape() -> None:
    """What a person says comes before the shape of the cells."""
    (item,) = read_items("Title,Other\nRefund,PAY-1\n", name="x.csv", mapping={"key": ""}).items

    assert item.key == ""


def test_cells_without_headings_can_have_a_field_without_a_column() -> None:
    """Their columns are guessed by the shape of the cells."""
    (first, _) = read_items(
        "PAY-1\tRefund a payment\nPAY-2\tSplit an invoice\n", name="paste", mapping={"key": ""}
    ).items

    assert (first.title, first.key) == ("Refund a payment", "")


@pytest.mark.parametrize(
    ("content", "format_name"),
    [
        ('[{"iid": 1, "title": "Refund", "weight": 3}]', None),
        ("Refund a payment\nVoid it\n", None),
        ("- [ ] Refund (3)\n", "markdown"),
    ],
)
def test_what_has_no_columns_is_read_as_before(content: str, format_name: str | None) -> None:
    """Several files can be read with one mapping; there is no column to ignore in this one."""
    plain = read_items(content, name="x", format=format_name)

    assert plain.items
    assert read_items(content, name="x", format=format_name, mapping={"estimate": ""}) == plain


def test_a_title_without_a_column_is_a_question() -> None:
    """No item can be without one."""
    with pytest.raises(UnclearColumnsError):
        read_items("Title,Idea\nLong,Short\n", name="x.csv", mapping={"title": ""})
    with pytest.raises(UnclearColumnsError):
        read_items("Wunsch,Wer\na,b\n", name="x.csv", mapping={"estimate": ""})


def test_columns_of_a_table_can_be_named() -> None:
    """What is said comes before what the headings say, also where the format is known; the report tells the use."""
    sheet = read_items("Title,Idea\nLong,Short\n", name="x.csv", mapping={"title": "IDEA"})
    jira = read_items(
        "Summary,Issue key,Status,Story Points,Custom field (Guess)\nRefund,PAY-1,Open,3,5\n",
        name="Jira.csv",
        mapping={"estimate": "Custom field (Guess)"},
    )

    assert [item.title for item in sheet.items] == ["Short"]
    assert [(column.heading, column.fields, column.samples) for column in sheet.columns] == [
        ("Title", (), ("Long",)),
        ("Idea", ("title",), ("Short",)),
    ]
    assert (jira.format, jira.items[0].estimate) == ("jira-csv", "5")
    assert ("Custom field (Guess)", ("estimate",)) in [(column.heading, column.fields) for column in jira.columns]


def test_a_known_format_needs_no_telling_of_columns() -> None:
    """Only what was guessed is shown."""
    report = read_items("Summary,Issue key,Status\nRefund,PAY-1,Open\n", name="Jira.csv")

    assert report.columns == ()
    assert report.fingerprint


def test_equal_headings_have_one_fingerprint() -> None:
    """However they are written; other headings, or another order, have another."""
    texts = ("Title,Notes\na,b\n", "TITLE ;Notes;\nc;d\n", "Notes,Title\na,b\n", "Title,Note\na,b\n")

    first, same, *others = (read_items(text, name="x.csv").fingerprint for text in texts)

    assert first == same
    assert len({first, *others}) == 3
    assert int(first, 16)


def test_keys_are_found_by_their_shape_where_no_heading_tells() -> None:
    """A number of the row is not the key then; a parent's key is none."""
    report = read_items("Id,Nummer,Epic,Title\n1,PAY-1,PAY-9,Refund\n2,PAY-2,PAY-9,Void\n", name="x.csv")

    assert [(item.key, item.parent) for item in report.items] == [("PAY-1", "PAY-9"), ("PAY-2", "PAY-9")]


@pytest.mark.parametrize(
    ("mapping", "format_name", "words"),
    [
        ({"titel": "Title"}, None, "“titel” is not a field of an item: did you mean “title”?"),
        ({"colour": "Title"}, None, "is not a field of an item: the fields are title, key,"),
        ({"title": "Notez"}, None, "no column “Notez”: did you mean “Notes”?"),
        ({"title": "Quux"}, None, "no column “Quux”: its headings are Idea, Notes."),
        ({"title": "Notes"}, "markdown", "cannot be read as markdown by its columns"),
    ],
)
def test_a_column_that_cannot_be_meant_is_a_problem(
    mapping: dict[str, str], format_name: str | None, words: str
) -> None:
    """It names the nearest, or all that there are."""
    with pytest.raises(ImportReadError) as caught:
        read_items("Idea,Notes\na,b\n", name="x.csv", mapping=mapping, format=format_name)

    assert words in caught.value.message


def test_a_table_without_a_known_title_shows_its_columns_when_it_is_asked_for() -> None:
    """The same question, whether it was asked for as a table or called so."""
    with pytest.raises(UnclearColumnsError) as caught:
        read_items("Vorhaben;Wer\na;Ana\nb;Ana\n\n;Ben\n", name="notes.txt", format="csv")

    assert [(column.heading, column.samples) for column in caught.value.columns] == [
        ("Vorhaben", ("a", "b")),
        ("Wer", ("Ana", "Ben")),
    ]


@given(CONTENT, st.sampled_from(["paste", "x.csv", "x.txt"]), st.sampled_from([None, *FORMATS]), MAPPINGS)
def test_anything_is_a_report_or_a_problem(
    content: bytes | str, name: str, format_name: str | None, mapping: dict[str, str]
) -> None:
    """No input gives any other exception, nor a sentence of several lines."""
    try:
        report = read_items(content, name=name, format=format_name, mapping=mapping)
    except ImportReadError as problem:
        message = problem.message
    else:
        message = f"{name} is read"
        assert report.format in FORMATS
        assert all(item.title for item in report.items)

    assert name in message or "size" in mapping
    assert message == clean_line(message)
