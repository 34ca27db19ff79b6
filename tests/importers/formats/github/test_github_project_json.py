"""The items of a GitHub project."""

import json

from refine_tui.domain.backlog_item import ImportedItem, ItemLink
from refine_tui.importers.detection import read_items
from refine_tui.importers.report import ImportReport

URL = "https://github.com/acme/shop/issues/12"


def read(*items: dict[str, object]) -> ImportReport:
    """Read a project of those items."""
    return read_items(json.dumps({"items": items, "totalCount": len(items)}), name="project.json")


def test_issues_and_drafts_are_read_and_pull_requests_are_counted() -> None:
    """The project's own fields stand beside the content."""
    issue: dict[str, object] = {
        "id": "x",
        "title": "Refund",
        "content": {
            "type": "Issue",
            "body": "- [ ] full\n\nblocked by #3",
            "number": 12,
            "repository": "acme/shop",
            "title": "Refund",
            "url": URL,
        },
        "assignees": ["ana"],
        "labels": ["billing"],
        "status": "Todo",
        "story Points": 5,
        "priority": "P1",
        "milestone": {"title": "Autumn"},
    }
    draft: dict[str, object] = {
        "id": "y",
        "title": "Void",
        "content": {"type": "DraftIssue", "body": "", "title": "Void"},
    }
    pull: dict[str, object] = {"id": "z", "title": "Fix", "content": {"type": "PullRequest", "number": 4, "url": "x"}}

    report = read(issue, draft, pull)

    assert (report.format, report.warnings) == ("github-project-json", ("1 pull request left out.",))
    assert report.items == (
        ImportedItem(
            key="acme/shop#12",
            url=URL,
            title="Refund",
            description="- [ ] full\n\nblocked by #3",
            status="Todo",
            labels=("billing",),
            assignee="ana",
            priority="P1",
            estimate="5",
            acceptance_criteria=("full",),
            parent="Autumn",
            links=(ItemLink(type="is blocked by", key="acme/shop#3"),),
        ),
        ImportedItem(title="Void"),
    )


def test_exactly_thirty_are_probably_not_all() -> None:
    """That is how many ``gh`` lists where nobody asks for more."""
    items: list[dict[str, object]] = [{"content": {"title": f"Refund {n}"}} for n in range(30)]

    assert "add “-L 1000”" in read(*items).warnings[0]
