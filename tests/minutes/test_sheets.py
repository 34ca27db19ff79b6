"""The files of rows: for a spreadsheet and our own importer, for Jira, for Azure Boards."""

import csv
import html
import io
import re
from dataclasses import replace

import pytest
from hypothesis import given

from refine_tui.domain import deep_dive
from refine_tui.domain.plain_text import clean_line
from refine_tui.importers.detection import read_items
from refine_tui.minutes.azure_devops import render_azure_devops
from refine_tui.minutes.cells import guarded, points
from refine_tui.minutes.document import document_of
from refine_tui.minutes.items_csv import HEADINGS, render_items_csv
from refine_tui.minutes.jira_csv import render_jira_csv, wiki_line
from tests.minutes.building import START, Table, closed_session, item, opened, trackers_session
from tests.minutes.hostile import NAME, NAMES, TEXT, THOROUGH, TYPED, as_typed, saying

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows_of(text: str) -> list[list[str]]:
    """Return the cells, read strictly."""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def as_markup_reads(cell: str) -> str:
    """Return a line of Jira's wiki markup as it reads."""
    return html.unescape(re.sub(r"\\(\W|_)", r"\1", cell))


@THOROUGH
@given(text=TYPED, name=NAMES)
def test_each_cell_of_the_sheet_is_what_was_typed_and_none_is_a_formula(text: str, name: str) -> None:
    """The same rows and columns; what a spreadsheet would calculate has an apostrophe before it."""
    written = render_items_csv(document_of(saying(text, name), now=START))
    expected = rows_of(render_items_csv(document_of(saying(TEXT, NAME), now=START)))

    assert rows_of(written) == [[guarded(as_typed(cell, text, name)) for cell in row] for row in expected]
    assert not [cell for row in rows_of(written) for cell in row if cell.startswith(FORMULA)]


@THOROUGH
@given(text=TYPED, name=NAMES)
def test_jira_gets_the_rows_that_we_wrote_and_reads_the_text_as_typed(text: str, name: str) -> None:
    """Summary as it is, criteria in wiki markup with its signs escaped, a label with blanks left out."""
    rows = rows_of(render_jira_csv(document_of(saying(text, name, key="PAY-12"), now=START)))
    key, summary, size, criteria, *labels = rows[1]

    assert rows[0][:4] == ["Issue key", "Summary", "Story Points", "Acceptance Criteria"]
    assert (len(rows), len(rows[1])) == (2, len(rows[0]))
    assert (key, summary, size) == ("PAY-12", guarded(text), "5")
    assert [as_markup_reads(line) for line in criteria.split("\n")] == [f"* {text}"] * 2
    assert labels == ([] if " " in text else [guarded(text)])
    assert not re.search(r"(?<!\\)[{}\[\]|]", criteria)


@THOROUGH
@given(text=TYPED, name=NAMES)
def test_azure_gets_the_rows_that_we_wrote_and_a_list_of_escaped_lines(text: str, name: str) -> None:
    """No text ends the list, and none makes two tags of one."""
    (_, row) = rows_of(
        render_azure_devops(document_of(saying(text, name, key="4711", source="azure-devops-csv"), now=START))
    )
    entries = re.fullmatch(r"<ul><li>([^<>]*)</li><li>([^<>]*)</li></ul>", row[5])

    assert entries is not None
    assert [html.unescape(entry) for entry in entries.groups()] == [text, text]
    assert row[:5] == ["4711", guarded(text), guarded(text), guarded(text), "5"]
    assert not set(row[6]) & {";", ","}


def test_the_sheet_is_read_back_by_our_own_importer() -> None:
    """Titles, keys, addresses, estimates, reasons and criteria; formulas and all."""
    table = Table(
        opened(
            new=(item(1, "=SUM(A1) is not a formula"), item(2, '- a dash, "quotes" and, commas', key="", url="")),
            candidates=(item(3, "Refunds", labels=("a", "b c"), status="To Do", type="Story", parent="PAY-1"),),
        )
    )
    table.do(deep_dive.set_story_field, item=3, field=deep_dive.StoryField.WHY, text="@support does it by hand")
    for text in ("-1 is refused", "it is, in full; at once"):
        table.do(deep_dive.add_criterion, item=3, text=text)
    table.do(deep_dive.set_estimate, item=3, value="5")
    report = read_items(render_items_csv(document_of(table.session, now=table.now)).encode(), name="items.csv")
    read = {each.title: each for each in report.items}
    refunds = read["Refunds"]

    assert report.format == "csv"
    assert (report.skipped, report.warnings) == ((), ())
    assert list(read) == ["=SUM(A1) is not a formula", '- a dash, "quotes" and, commas', "Refunds"]
    assert (read['- a dash, "quotes" and, commas'].key, refunds.key) == ("", "PAY-3")
    assert refunds == replace(
        refunds,
        url="https://jira.example.com/browse/PAY-3",
        estimate="5",
        why="@support does it by hand",
        acceptance_criteria=("-1 is refused", "it is, in full; at once"),
        labels=("a", "b c"),
        status="To Do",
        type="Story",
        parent="PAY-1",
    )


def test_the_sheet_tells_what_became_of_each_item() -> None:
    """With the reason and the minutes; only what was worked on has a list of what it lacks."""
    _, *rows = rows_of(render_items_csv(document_of(closed_session(), now=START)))
    told = {row[1]: dict(zip(HEADINGS, row, strict=True)) for row in rows}

    assert told["Refund a payment"]["Outcome"] == "Ready"
    assert (told["Refund a payment"]["Estimate"], told["Refund a payment"]["Minutes"]) == ("5", "11")
    assert told["Fast reports"]["Outcome reason"] == "no measurable target"
    assert told["Fast reports"]["Missing"].startswith("• no why\n")
    assert told["Dark mode"]["Missing"] == ""
    assert told["Faster statements"]["Key"] == ""


def test_only_what_the_group_worked_on_goes_back_to_its_own_tracker() -> None:
    """Others would overwrite what is newer there; items of other trackers would become new ones."""
    jira = rows_of(render_jira_csv(document_of(closed_session(), now=START)))
    azure = rows_of(render_azure_devops(document_of(trackers_session(), now=START)))

    assert [row[0] for row in jira[1:]] == ["PAY-12", "PAY-20"]
    assert [row[0] for row in azure[1:]] == ["4711"]


@pytest.mark.parametrize(
    ("estimate", "number"), [("5", "5"), ("0.5", "0.5"), ("0,5", "0.5"), ("M", ""), ("?", ""), ("", ""), ("½", "")]
)
def test_a_field_of_numbers_gets_numbers_only(estimate: str, number: str) -> None:
    """An importer refuses the whole row otherwise; an empty cell leaves what is there."""
    assert points(estimate) == number


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("refunds by hand < 4 a week (in full)", "refunds by hand < 4 a week (in full)"),
        ("well-known, 3 - 4", "well-known, 3 - 4"),
        ("{code} [~bob] *x*", r"\{code\} \[\~bob\] \*x\*"),
        ("C:\\temp and \\\\ AT&amp;T & co", "C:\\temp and &#92;&#92; AT&amp;amp;T & co"),
    ],
)
def test_only_the_signs_that_jira_would_act_on_are_escaped(text: str, markup: str) -> None:
    """Ordinary sentences stay as they are."""
    assert wiki_line(text) == markup
    assert as_markup_reads(markup) == clean_line(text)
