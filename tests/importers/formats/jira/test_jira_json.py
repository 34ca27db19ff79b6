"""Jira's issues, as its REST interface answers."""

import json
from typing import Any

from refine_tui.domain.backlog_item import ImportedItem, ItemLink
from refine_tui.importers.detection import read_items
from refine_tui.importers.report import ImportReport


def read(value: object) -> ImportReport:
    """Read what a file with that value holds."""
    return read_items(json.dumps(value), name="search.json")


def answer(*fields: dict[str, Any], **beside: object) -> dict[str, object]:
    """Return the answer to a search."""
    site = "https://example.atlassian.net/rest/api/3/issue"
    issues = [
        {"id": str(n), "key": f"PAY-{n}", "self": f"{site}/{n}", "fields": {"summary": "Refund"} | one}
        for n, one in enumerate(fields, start=1)
    ]
    return {"startAt": 0, "total": len(issues), "issues": issues} | beside


def paragraph(*words: object) -> dict[str, object]:
    """Return a paragraph of Atlassian's document format."""
    return {"type": "paragraph", "content": [{"type": "text", "text": w} if isinstance(w, str) else w for w in words]}


def nodes(kind: str, *content: object, **attributes: object) -> dict[str, object]:
    """Return a node."""
    return {"type": kind, "content": list(content), "attrs": attributes}


DOCUMENT = nodes(
    "doc",
    paragraph(
        "See ",
        {"type": "text", "text": "the policy", "marks": [{"type": "link", "attrs": {"href": "https://example.com/p"}}]},
        {"type": "hardBreak"},
        {"type": "mention", "attrs": {"text": "@Ana"}},
        " and ",
        {"type": "inlineCard", "attrs": {"url": "https://example.com/c"}},
    ),
    nodes("heading", {"type": "text", "text": "Acceptance criteria"}, level=2),
    nodes(
        "bulletList",
        nodes("listItem", paragraph("in full"), nodes("bulletList", nodes("listItem", paragraph("to the card")))),
        nodes("listItem", paragraph("in part")),
    ),
    nodes("heading", {"type": "text", "text": "Steps"}, level=2),
    nodes("orderedList", nodes("listItem", paragraph("call")), nodes("listItem", paragraph("mail"))),
    nodes("taskList", {"type": "taskItem", "attrs": {"state": "DONE"}, "content": [{"type": "text", "text": "ask"}]}),
    nodes("table", nodes("tableRow", nodes("tableCell", paragraph("a")), nodes("tableCell", paragraph("b")))),
    nodes("panel", paragraph("Careful")),
)


def test_every_field_is_read() -> None:
    """The address for people comes from the one for programs; the document reads as text."""
    fields = {
        "description": DOCUMENT,
        "issuetype": {"name": "Story"},
        "status": {"name": "Por hacer", "statusCategory": {"key": "new"}},
        "resolution": None,
        "labels": ["checkout"],
        "components": [{"name": "Ledger"}],
        "reporter": {"displayName": "Ben", "accountId": "x"},
        "assignee": None,
        "created": "2025-05-06T11:55:53.000+0200",
        "updated": "2025-05-07T09:00:00.000+0000",
        "priority": {"name": "Medium"},
        "parent": {"key": "PAY-9", "fields": {"summary": "Checkout"}},
        "customfield_10016": 5.0,
        "customfield_10020": [{"name": "Sprint 41"}],
        "issuelinks": [
            {
                "type": {"name": "Blocks", "inward": "is blocked by", "outward": "blocks"},
                "outwardIssue": {"key": "PAY-40"},
            },
            {
                "type": {"name": "Blocks", "inward": "is blocked by", "outward": "blocks"},
                "inwardIssue": {"key": "PAY-41"},
            },
        ],
    }

    report = read(answer(fields))

    assert (report.format, report.warnings) == ("jira-json", ())
    assert report.items == (
        ImportedItem(
            key="PAY-1",
            url="https://example.atlassian.net/browse/PAY-1",
            title="Refund",
            description=(
                "See the policy (https://example.com/p)\n@Ana and https://example.com/c\n\nAcceptance criteria\n\n"
                "- in full\n  - to the card\n- in part\n\nSteps\n\n1. call\n2. mail\n\n- [x] ask\n\na | b\n\nCareful"
            ),
            type="Story",
            status="Por hacer",
            labels=("checkout", "Ledger"),
            reporter="Ben",
            created="2025-05-06T11:55:53+02:00",
            updated="2025-05-07T09:00:00+00:00",
            priority="Medium",
            estimate="5",
            acceptance_criteria=("in full", "to the card", "in part"),
            parent="PAY-9",
            links=(ItemLink(type="blocks", key="PAY-40"), ItemLink(type="is blocked by", key="PAY-41")),
        ),
    )


def test_custom_fields_are_known_by_their_names_where_the_answer_has_them() -> None:
    """The numbers differ from site to site; what is called points is better than what is called an estimate."""
    names = {"customfield_1": "Rough estimate", "customfield_2": "Story Points", "customfield_3": "Acceptance Criteria"}
    names |= {"customfield_4": "Epic Link", "customfield_5": "Original estimate"}
    values = {
        "customfield_1": 13,
        "customfield_2": 3.0,
        "customfield_3": "* in full\n* in *part*",
        "customfield_4": "PAY-8",
    }

    (item,) = read(answer(values | {"customfield_5": 144000}, names=names)).items

    assert (item.estimate, item.acceptance_criteria, item.parent) == ("3", ("in full", "in part"), "PAY-8")


def test_an_older_interface_writes_wiki_markup() -> None:
    """As the CSV export does."""
    (item,) = read(answer({"description": "h2. AC\r\n* in *full*\r\n* {{x}}"})).items

    assert (item.description, item.acceptance_criteria) == ("AC\n- in full\n- x", ("in full", "x"))


def test_done_is_what_the_category_says_then_the_resolution_then_the_status() -> None:
    """The category's key is the same in every language."""
    report = read(
        answer(
            {"status": {"name": "Hecho", "statusCategory": {"key": "done"}}},
            {"status": {"name": "Done", "statusCategory": {"key": "indeterminate"}}},
            {"status": {"name": "Abierto"}, "resolution": {"name": "Fixed"}},
            {"status": {"name": "Closed"}},
            {"status": {"name": "Abierto"}},
        )
    )

    assert [item.done for item in report.items] == [True, False, True, True, False]


def test_one_page_of_several_is_named() -> None:
    """The answer says how many there are."""
    assert "one page of several" in read(answer({}, total=250)).warnings[0]
    assert "one page of several" in read(answer({}, isLast=False)).warnings[0]


def test_a_document_within_documents_without_end_does_no_harm() -> None:
    """What is too far in is left out."""
    inside: object = paragraph("deep")
    for _ in range(150):
        inside = nodes("bulletList", nodes("listItem", inside))

    (item,) = read(answer({"description": nodes("doc", paragraph("x"), inside)})).items

    assert item.description.startswith("x")
    assert "deep" not in item.description
