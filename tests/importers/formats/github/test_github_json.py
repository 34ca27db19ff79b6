"""GitHub's issues, as the command line and the REST interface write them."""

import json

import pytest

from refine_tui.domain.backlog_item import ImportedItem, ItemLink
from refine_tui.importers.detection import read_items
from refine_tui.importers.errors import ImportReadError
from refine_tui.importers.report import ImportReport

URL = "https://github.com/acme/shop/issues/12"


def read(value: object) -> ImportReport:
    """Read what a file with that value holds."""
    return read_items(json.dumps(value).encode(), name="backlog.json")


def one(**fields: object) -> ImportedItem:
    """Read one issue."""
    (item,) = read([{"number": 12, "title": "Refund", "url": URL} | fields]).items
    return item


def test_all_fields_of_the_command_line_are_read() -> None:
    """The keys come in the order of the alphabet."""
    item = one(
        assignees=[{"login": "ana", "name": "Ana Lopez", "id": "x"}, {"login": "ben", "name": ""}],
        author={"login": "chloe", "name": "Chloé", "is_bot": False},
        body="Support cannot do it.\r\n\r\n- [ ] full\r\n- [x] **partial**\r\n",
        createdAt="2025-09-22T09:26:00Z",
        labels=[{"id": "x", "name": "billing", "description": "", "color": "fff"}],
        milestone={"title": "Autumn", "dueOn": None},
        projectItems=[{"title": "Board", "status": {"optionId": "x", "name": "Next up"}}],
        state="OPEN",
        updatedAt="2025-09-23T13:05:00Z",
    )

    assert item == ImportedItem(
        title="Refund",
        key="acme/shop#12",
        url=URL,
        description="Support cannot do it.\n\n- [ ] full\n- [x] **partial**",
        status="Next up",
        labels=("billing",),
        reporter="chloe",
        assignee="ana, ben",
        created="2025-09-22T09:26:00+00:00",
        updated="2025-09-23T13:05:00+00:00",
        acceptance_criteria=("full", "partial"),
        parent="Autumn",
    )


def test_only_the_keys_that_were_asked_for_are_there() -> None:
    """A file with number and title alone is enough; without an address the repository is not known."""
    report = read([{"body": "see #3", "number": 12, "title": "Refund"}, {"body": "", "number": 3, "title": "Void"}])

    assert (report.format, [item.key for item in report.items]) == ("github-json", ["#12", "#3"])
    assert report.items[0].links == (ItemLink(type="mentions", key="#3"),)
    assert report.warnings == ()


def test_a_rest_answer_is_read_and_its_pull_requests_are_counted() -> None:
    """Most entries of a busy repository are pull requests."""
    issue = {
        "number": 12,
        "title": "Refund",
        "url": "https://api.github.com/repos/acme/shop/issues/12",
        "html_url": URL,
        "user": {"login": "chloe"},
        "assignee": {"login": "ana"},
        "labels": [{"name": "bug"}],
        "state": "open",
        "body": None,
        "milestone": None,
        "created_at": "2015-07-06T20:29:01Z",
        "closed_at": None,
    }
    pulls = [issue | {"number": number, "pull_request": {"url": "x"}} for number in range(100, 440)]

    report = read([issue, *pulls])

    assert report.warnings == ("340 pull requests left out.",)
    assert report.items == (
        ImportedItem(
            title="Refund",
            key="acme/shop#12",
            url=URL,
            status="open",
            labels=("bug",),
            reporter="chloe",
            assignee="ana",
            created="2015-07-06T20:29:01+00:00",
        ),
    )


def test_one_pull_request_is_known_by_its_address_too() -> None:
    """The sentence counts in words that fit."""
    report = read([{"number": 1, "title": "Fix", "url": "https://github.com/acme/shop/pull/1"}])

    assert (report.items, report.warnings) == ((), ("1 pull request left out.",))


@pytest.mark.parametrize(
    "value",
    [
        {"repo": "acme/shop", "issues": [{"number": 12, "title": "Refund"}]},
        {"total_count": 1, "items": [{"number": 12, "title": "Refund", "html_url": URL, "score": 1}]},
        [[{"number": 12, "title": "Refund", "url": URL}]],
        {"number": 12, "title": "Refund", "url": URL},
        [{"number": 12, "title": "Refund", "repository": {"nameWithOwner": "acme/shop"}}],
        [{"number": 12, "title": "Refund", "url": "https://api.github.com/repos/acme/shop/issues/12"}],
    ],
)
def test_entries_are_found_in_an_object_in_pages_and_alone(value: object) -> None:
    """Scripts wrap what GitHub answers."""
    assert [item.key for item in read(value).items] == ["acme/shop#12"]


def test_a_file_redirected_by_powershell_is_read() -> None:
    """It is UTF-16 with a byte-order mark and carriage returns."""
    text = '[\r\n  {\r\n    "number": 12,\r\n    "title": "Rückzahlung"\r\n  }\r\n]\r\n'

    report = read_items(b"\xff\xfe" + text.encode("utf-16-le"), name="backlog.json")

    assert (report.encoding, report.items[0].title) == ("utf-16-le", "Rückzahlung")


@pytest.mark.parametrize("entries", [30, 100])
def test_a_full_page_is_probably_not_all(entries: int) -> None:
    """The warning has the line that gets all."""
    issues = [{"number": number, "title": f"Story {number}"} for number in range(1, entries + 1)]

    (warning,) = read(issues).warnings

    assert warning.startswith(f"backlog.json has exactly {entries} entries, probably one page only")
    assert "gh issue list -L 1000 --json number,title,body,url," in warning
    assert read(issues[:-1]).warnings == ()


def test_entries_without_a_title_are_skipped_with_a_reason() -> None:
    """What is no entry at all is one of them."""
    report = read([{"number": 1, "title": " "}, {"number": 2, "title": "Refund"}, 3, {"number": 4, "title": None}])

    assert [item.key for item in report.items] == ["#2"]
    assert [(row.row, row.reason) for row in report.skipped] == [
        (1, "Entry 1 has no title."),
        (3, "Entry 3 has no title."),
        (4, "Entry 4 has no title."),
    ]


def test_an_export_that_did_not_ask_for_titles_is_refused_with_the_line_that_does() -> None:
    """Every entry would be skipped."""
    with pytest.raises(ImportReadError, match=r"backlog\.json has no titles: .*gh issue list"):
        read([{"number": 1, "body": "x"}, {"number": 2, "body": "y"}])


@pytest.mark.parametrize(
    ("label", "priority"),
    [
        ("P1", "P1"),
        ("p0: outage", "p0: outage"),
        ("priority: high", "high"),
        ("prio/low", "low"),
        ("Priority", "Priority"),
        ("p5", ""),
        ("prior art", ""),
        ("PostgreSQL", ""),
    ],
)
def test_a_label_may_be_the_priority(label: str, priority: str) -> None:
    """It stays among the labels."""
    item = one(labels=["billing", label])

    assert (item.priority, item.labels) == (priority, ("billing", label))


@pytest.mark.parametrize(
    ("label", "estimate"),
    [("size: 5", "5"), ("sp/3", "3"), ("points 0,5", "0.5"), ("Estimate:8.0", "8"), ("size/XL", ""), ("sprint 5", "")],
)
def test_a_label_may_be_the_estimate(label: str, estimate: str) -> None:
    """Only with a number."""
    assert one(labels=[label]).estimate == estimate


def test_a_field_of_the_project_may_be_the_estimate() -> None:
    """A label is nearer."""
    board = [{"title": "Board", "Story Points": 5.0}]

    assert one(projectItems=board).estimate == "5"
    assert one(projectItems=board, labels=["size: 3"]).estimate == "3"


@pytest.mark.parametrize(
    ("fields", "status", "done"),
    [
        ({"state": "CLOSED"}, "closed", True),
        ({"state": "closed", "projectItems": [{"status": {"name": "Next"}}]}, "closed", True),
        ({"state": "OPEN", "closedAt": "2025-01-01T00:00:00Z"}, "open", False),
        ({"closed": True}, "", True),
        ({"closedAt": "2025-01-01T00:00:00Z"}, "", True),
        ({"closed_at": None}, "", False),
    ],
)
def test_a_closed_issue_is_done(fields: dict[str, object], status: str, done: bool) -> None:
    """Whichever of the keys says so."""
    item = one(**fields)

    assert (item.status, item.done) == (status, done)


def test_relations_are_read_from_the_body() -> None:
    """Bare numbers belong to the issue's own repository; the parent and the issue itself are no links."""
    item = one(
        body=(
            "Part of #1. Blocked by: #2, #3 and acme/api#4; depends on https://github.com/acme/web/issues/5\n"
            "Blocks\n- #6\n- [ ] #7\n\nSee #2, #8 and #12, not `#9`, &#10; or foo#11 or #000000.\n```\n#13\n```\n"
        )
    )

    assert item.parent == "acme/shop#1"
    assert {(link.type, link.key) for link in item.links} == {
        ("is blocked by", "acme/shop#2"),
        ("is blocked by", "acme/shop#3"),
        ("is blocked by", "acme/api#4"),
        ("depends on", "acme/web#5"),
        ("blocks", "acme/shop#6"),
        ("blocks", "acme/shop#7"),
        ("mentions", "acme/shop#8"),
    }
    assert item.acceptance_criteria == ()


def test_the_trackers_own_parent_wins() -> None:
    """Then the one of the body, then the milestone."""
    api = "https://api.github.com/repos/acme/shop/issues/1"

    assert one(parent={"number": 1, "title": "Epic"}, body="Part of #2").parent == "acme/shop#1"
    assert one(parent_issue_url=api, body="Part of #2").parent == "acme/shop#1"
    assert one(milestone={"title": "Autumn"}, body="Part of #2").parent == "acme/shop#2"
    assert one(body="Part of #12").parent == ""


def test_comments_of_a_template_are_left_out() -> None:
    """GitHub never shows them."""
    item = one(body="<!-- What\n- [ ] happens? -->Why\n### Acceptance criteria\n1. [docs](https://a.example) &amp; all")

    assert item.description.startswith("Why\n### Acceptance criteria")
    assert item.acceptance_criteria == ("docs (https://a.example) & all",)


def test_long_bodies_of_marks_take_no_time() -> None:
    """No pattern goes astray."""
    for text in (
        "<!--",
        "#1 ",
        "a/",
        "`",
        "~~~",
        "[a](",
        "blocked by ",
        "**",
        "blocked by #1, ",
        "https://a/b/c/issues/",
    ):
        one(body=text * 20_000)


def test_nothing_hidden_reaches_an_item() -> None:
    """Escapes and direction changes go."""
    item = one(
        title="Re\x1b[31mfund\u202e", body="a\x07b\ud800", labels=["x\x1b]0;y\x07"], milestone={"title": "\x1b[1mM"}
    )

    assert (item.title, item.description, item.labels, item.parent) == ("Refund", "ab\ufffd", ("x",), "M")
