"""Lists of tasks in Markdown become items."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.importers.detection import read_items
from refine_tui.importers.report import ImportReport


def read(text: str) -> ImportReport:
    """Read a file that is said to be Markdown."""
    return read_items(text, name="backlog.md", format="markdown")


def one(text: str) -> ImportedItem:
    """Read a text that has one item."""
    (item,) = read(text).items
    return item


def titles(text: str) -> Sequence[str]:
    """Return the titles of all items."""
    return [item.title for item in read(text).items]


def test_a_backlog_is_read_with_all_that_its_lines_say() -> None:
    """Headings, tasks, text below them, criteria."""
    report = read_items(
        "## Epic: Checkout\n"
        "- [ ] PAY-12 Refund a payment (5) #billing @ana\n"
        "      Why: support cannot do it today\n"
        "      - [ ] full and partial\n"
        "      - [x] logged, in the\n"
        "        audit trail\n"
        "- [x] Void\n"
        "- [~] Capture\n"
        "\n"
        "## Search\n"
        "* plain bullet\n"
        "1. numbered\n",
        name="paste",
    )

    assert (report.format, report.warnings, report.skipped) == ("markdown", (), ())
    assert report.items[0] == ImportedItem(
        title="Refund a payment",
        key="PAY-12",
        estimate="5",
        labels=("billing",),
        assignee="ana",
        description="Why: support cannot do it today",
        acceptance_criteria=("full and partial", "logged, in the audit trail"),
        parent="Checkout",
    )
    assert [(item.title, item.parent, item.done, item.status) for item in report.items[1:]] == [
        ("Void", "Checkout", True, ""),
        ("Capture", "Checkout", False, "[~]"),
        ("plain bullet", "Search", False, ""),
        ("numbered", "Search", False, ""),
    ]


@pytest.mark.parametrize(
    "line", ["- [ ] Refund", "* [ ] Refund", "+ Refund", "1. Refund", "2) [ ] Refund", "-\tRefund"]
)
def test_every_sort_of_bullet_begins_an_item(line: str) -> None:
    """With a box or without."""
    assert one(line).title == "Refund"


@pytest.mark.parametrize("line", ["- [x] Refund", "- [X] Refund", "1. [x] Refund"])
def test_a_ticked_box_is_done(line: str) -> None:
    """Small or capital."""
    assert one(line).done


@pytest.mark.parametrize(
    ("heading", "parent"),
    [
        ("# Checkout", "Checkout"),
        ("### Checkout ##", "Checkout"),
        ("## Epic - **Checkout**", "Checkout"),
        ("## PAY-1 Checkout", "PAY-1"),
        ("## [PAY-1](https://a.example/browse/PAY-1) Checkout", "PAY-1"),
        ("## C#", "C#"),
        ("Checkout\n========", "Checkout"),
        ("##", ""),
    ],
)
def test_a_heading_is_the_parent_of_what_follows(heading: str, parent: str) -> None:
    """By its key, if it has one."""
    assert read(f"{heading}\n- Refund\n").items[-1].parent == parent


def test_the_nearest_heading_counts() -> None:
    """Whatever its level."""
    items = read("# A\n- 1 a\n## B\n- 2 b\n# C\n- 3 c\n").items

    assert [item.parent for item in items] == ["A", "B", "C"]


def test_text_below_an_item_is_its_description() -> None:
    """Further in, or on the next line; not after a blank one."""
    report = read("- Refund\nlazily goes on\n\n  A paragraph.\n\n      deeper\n\nOutside.\n- Void\n")

    assert report.items[0].description == "lazily goes on\n\nA paragraph.\n\n    deeper"
    assert [item.title for item in report.items] == ["Refund", "Void"]
    assert report.warnings == ("Line 8 of backlog.md stands outside the lists and was not read.",)


def test_nested_items_of_any_depth_are_criteria() -> None:
    """With what announces them, which says nothing itself."""
    item = one("- Refund\n  Acceptance criteria:\n  - full\n    - with **tax**\n  1. [partial](https://a.example)\n")

    assert item.acceptance_criteria == ("full", "with tax", "partial (https://a.example)")
    assert item.description == ""


def test_a_nested_list_of_something_else_is_description() -> None:
    """Check boxes are criteria even there."""
    item = one("- Refund\n  Notes:\n  - call legal\n  - [ ] full\n")

    assert item.description == "Notes:\n- call legal"
    assert item.acceptance_criteria == ("full",)


def test_criteria_may_stand_in_the_text() -> None:
    """Where there are no nested items."""
    assert one("- Refund\n  AC: full\n").acceptance_criteria == ("full",)
    assert one("- Refund\n  Given a\n  When b\n  Then c\n").acceptance_criteria == ("Given a When b Then c",)


@pytest.mark.parametrize("fence", ["```", "~~~~", "```python"])
def test_code_is_copied_and_never_read(fence: str) -> None:
    """What looks like an item in it is none."""
    end = fence.removesuffix("python")
    item = one(f"- Refund\n  {fence}\n  - [ ] no item\n  # no heading\n  {end}\n")

    assert item.description == f"{fence}\n- [ ] no item\n# no heading\n{end}"
    assert item.acceptance_criteria == ()


def test_a_fence_that_is_never_closed_swallows_nothing() -> None:
    """The items below it are still items."""
    assert titles("- Refund\n```\n- Void\n~~~\n- Pay\n") == ["Refund", "Void", "Pay"]


def test_code_outside_the_lists_is_not_read() -> None:
    """And that is told."""
    report = read("# A\n\n```\n- no item\n```\n\n- Refund\n")

    assert [item.title for item in report.items] == ["Refund"]
    assert report.warnings == ("3 lines of backlog.md outside the lists were not read, the first is line 3.",)


def test_a_table_is_read_by_its_headings() -> None:
    """Links give the address, escaped bars are bars, the heading is the parent."""
    report = read(
        "## Checkout\n\n"
        "| Key | Title | Status |\n"
        "| :-- | --- | --: |\n"
        "| [PAY-1](https://a.example/browse/PAY-1) | **Refund** a \\| b | Open |\n"
        "| PAY-2 | Void | Done |\n"
        "| PAY-3 | | |\n"
        "\n- Pay\n"
    )

    assert report.items == (
        ImportedItem(
            title="Refund a | b", key="PAY-1", url="https://a.example/browse/PAY-1", status="Open", parent="Checkout"
        ),
        ImportedItem(title="Void", key="PAY-2", status="Done", parent="Checkout", done=True),
        ImportedItem(title="Pay", parent="Checkout"),
    )
    assert [(row.row, row.reason) for row in report.skipped] == [(7, "It has no title.")]


def test_a_table_with_the_headings_of_a_tracker_is_read_as_its_export() -> None:
    """Somebody pasted it into a wiki."""
    item = one("Summary | Issue key | Status | Story Points\n--- | --- | --- | ---\nRefund | PAY-1 | Open | 3.0\n")

    assert (item.key, item.title, item.estimate) == ("PAY-1", "Refund", "3")


def test_a_table_of_something_else_is_told() -> None:
    """Its rows are no items."""
    report = read("| Who | When |\n|---|---|\n| Ana | Monday |\n\n- Refund\n")

    assert [item.title for item in report.items] == ["Refund"]
    assert report.warnings == ("3 lines of backlog.md outside the lists were not read, the first is line 1.",)


def test_rules_comments_and_settings_are_passed_over() -> None:
    """Notebooks put settings on top."""
    report = read("---\ntags: [a, b]\n---\n<!-- nothing -->\n- Refund\n\n---\n* * *\n- Void\n")

    assert ([item.title for item in report.items], report.warnings) == (["Refund", "Void"], ())


def test_items_without_words_are_skipped_with_a_reason() -> None:
    """The line is told."""
    report = read("- [ ] Refund\n- [ ]\n- ...\n")

    assert [(row.row, row.reason) for row in report.skipped] == [(2, "It has no words."), (3, "It has no words.")]


def test_without_any_item_there_is_a_warning() -> None:
    """Somebody asked for the format by mistake."""
    assert read("Refund\n").warnings[-1] == "No line of backlog.md names an item."


def test_a_list_that_is_indented_as_a_whole_is_not_one_item() -> None:
    """Windows line ends and tabs do no harm either."""
    assert titles("\t- Refund\r\n\t- Void\r\n") == ["Refund", "Void"]
    assert one("- Refund\r\n\t- full\r\n").acceptance_criteria == ("full",)


def test_a_very_long_item_keeps_its_beginning_as_the_title() -> None:
    """All of it is in the description."""
    item = one("- " + "word " * 100 + "\n  more\n")

    assert len(item.title) <= 255
    assert item.description == ("word " * 100).strip() + "\nmore"


def test_long_texts_of_marks_take_no_time() -> None:
    """No pattern goes astray, and no fence is looked for twice."""
    for text in ("- ", "- a\n", "# ", "``` x\n```` y\n", "```` x\n```\n", "| ", "|-", "a|b\n-|-\n", "<!--", "> "):
        read(text * 10_000)


@given(st.text() | st.text(alphabet="-*#> [x]~`|:@\n\t1.PAY()<!é&;"))
def test_any_text_is_read(text: str) -> None:
    """Every item has a title that fits."""
    report = read(f"- Refund\n{text}")

    assert report.items
    assert all(item.title and len(item.title) <= 255 and "\n" not in item.title for item in report.items)
