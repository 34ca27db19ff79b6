"""GitLab's issues, as its REST interface answers."""

import json

import pytest

from refine_tui.domain.backlog_item import ImportedItem, ItemLink
from refine_tui.importers.detection import read_items
from refine_tui.importers.report import ImportReport

URL = "https://gitlab.example.com/acme/web/shop/-/issues/12"


def read(value: object) -> ImportReport:
    """Read what a file with that value holds."""
    return read_items(json.dumps(value).encode(), name="issues.json")


def one(**fields: object) -> ImportedItem:
    """Read one issue."""
    (item,) = read([{"iid": 12, "title": "Refund", "web_url": URL, "state": "opened"} | fields]).items
    return item


def test_all_fields_are_read() -> None:
    """Scoped labels say what they say; the text is GitLab's Markdown."""
    item = one(
        id=990012,
        description=(
            "Support cannot do it.\r\n\r\n- [ ] full\r\n- [x] **partial**\r\n\r\n"
            "Blocked by https://gitlab.example.com/acme/web/shop/-/issues/7"
        ),
        created_at="2025-06-29T20:03:23.239Z",
        updated_at="2025-06-30T08:00:00.000+02:00",
        closed_at=None,
        labels=["billing", "priority::high", "workflow::ready for review"],
        milestone={"title": "Autumn"},
        assignees=[{"username": "ana", "name": "Ana Lopez"}, {"username": "ben", "name": "Ben"}],
        assignee={"username": "ana", "name": "Ana Lopez"},
        author={"username": "chloe", "name": "Chloé"},
        type="ISSUE",
        issue_type="issue",
        weight=5,
        time_stats={"time_estimate": 14400, "human_time_estimate": "4h"},
        task_completion_status={"count": 2, "completed_count": 1},
    )

    assert item == ImportedItem(
        key="acme/web/shop#12",
        url=URL,
        title="Refund",
        description="Support cannot do it.\n\n- [ ] full\n- [x] **partial**\n\nBlocked by " + URL.replace("12", "7"),
        type="issue",
        status="ready for review",
        labels=("billing", "priority::high", "workflow::ready for review"),
        reporter="Chloé",
        assignee="Ana Lopez, Ben",
        created="2025-06-29T20:03:23+00:00",
        updated="2025-06-30T08:00:00+02:00",
        priority="high",
        estimate="5",
        acceptance_criteria=("full", "partial"),
        parent="Autumn",
        links=(ItemLink(type="is blocked by", key="acme/web/shop#7"),),
    )


@pytest.mark.parametrize(
    ("fields", "estimate"),
    [
        ({"weight": 0}, "0"),
        ({"weight": None, "labels": ["points::8"]}, "8"),
        ({"weight": None, "time_stats": {"time_estimate": 100800, "human_time_estimate": "3d 4h"}}, "3d 4h"),
        ({"weight": None, "time_stats": {"time_estimate": 0, "human_time_estimate": None}}, ""),
    ],
)
def test_an_estimate_is_the_weight_then_a_label_then_a_time(fields: dict[str, object], estimate: str) -> None:
    """A time is told as a time and never as points."""
    assert one(**fields).estimate == estimate


def test_a_closed_issue_is_done_and_keeps_its_state() -> None:
    """A label of the workflow says nothing any more."""
    item = one(state="closed", labels=["workflow::doing"])

    assert (item.done, item.status) == (True, "closed")


def test_labels_may_come_as_objects_and_the_epic_is_the_parent() -> None:
    """So they do with ``with_labels_details``."""
    item = one(
        labels=[{"name": "bug", "color": "#fff"}], epic={"iid": 3, "title": "Checkout"}, milestone={"title": "M"}
    )

    assert (item.labels, item.parent) == (("bug",), "Checkout")


def test_the_project_may_be_told_by_the_reference_or_by_nothing() -> None:
    """The key is short then."""
    assert one(web_url="", references={"full": "acme/shop#12"}).key == "acme/shop#12"
    assert one(web_url="javascript:x").key == "#12"
    assert one(web_url="javascript:x").url == ""


def test_wrapped_and_paged_entries_are_found_and_a_full_page_is_named() -> None:
    """Twenty is what GitLab answers where nobody asks for more."""
    entries = [{"iid": number, "title": f"Refund {number}"} for number in range(1, 21)]

    report = read({"project": "shop", "issues": entries})

    assert (report.format, len(report.items)) == ("gitlab-json", 20)
    assert report.warnings == (
        "issues.json has exactly 20 entries, probably one page only: ask for the next page, too (page=2).",
    )
    assert read([entries[:2], entries[2:5]]).warnings == ()


def test_an_entry_without_a_title_is_named() -> None:
    """By its number in the file."""
    report = read([{"iid": 1, "title": "Refund"}, {"iid": 2, "title": " "}, 7])

    assert [(row.row, row.reason) for row in report.skipped] == [
        (2, "Entry 2 has no title."),
        (3, "Entry 3 has no title."),
    ]
