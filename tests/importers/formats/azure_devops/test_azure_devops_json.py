"""Work items of Azure DevOps, as its REST interface and ``az boards query`` answer."""

import json

import pytest

from refine_tui.domain.backlog_item import ImportedItem, ItemLink
from refine_tui.importers.detection import read_items
from refine_tui.importers.errors import ImportReadError

ROOT = "https://dev.azure.com/acme/shop"
WORK_ITEM = {
    "id": 12,
    "rev": 3,
    "url": f"{ROOT}/_apis/wit/workItems/12",
    "fields": {
        "System.Id": 12,
        "System.Title": "Refund a payment",
        "System.Description": "<div>Support does it <b>by hand</b>.</div>",
        "System.WorkItemType": "User Story",
        "System.State": "New",
        "System.Tags": "billing; checkout",
        "System.CreatedBy": {"displayName": "Ben", "uniqueName": "ben@example.com"},
        "System.AssignedTo": "Ana Lopez <ana@example.com>",
        "System.CreatedDate": "2025-05-06T09:55:53.123Z",
        "System.ChangedDate": "2025-05-07T09:00:00Z",
        "Microsoft.VSTS.Common.Priority": 2,
        "Microsoft.VSTS.Scheduling.StoryPoints": 5.0,
        "Microsoft.VSTS.Common.AcceptanceCriteria": "<ul><li>in full</li><li>in <b>part</b></li></ul>",
    },
    "relations": [
        {"rel": "System.LinkTypes.Hierarchy-Reverse", "url": f"{ROOT}/_apis/wit/workItems/3"},
        {"rel": "System.LinkTypes.Dependency-Reverse", "url": f"{ROOT}/_apis/wit/workItems/9"},
        {"rel": "AttachedFile", "url": f"{ROOT}/_apis/wit/attachments/1"},
    ],
}
EXPECTED = ImportedItem(
    key="12",
    url=f"{ROOT}/_workitems/edit/12",
    title="Refund a payment",
    description="Support does it by hand.",
    type="User Story",
    status="New",
    labels=("billing", "checkout"),
    reporter="Ben",
    assignee="Ana Lopez",
    created="2025-05-06T09:55:53+00:00",
    updated="2025-05-07T09:00:00+00:00",
    priority="2",
    estimate="5",
    acceptance_criteria=("in full", "in part"),
    parent="3",
    links=(ItemLink(type="is blocked by", key="9"),),
)


@pytest.mark.parametrize("value", [{"count": 1, "value": [WORK_ITEM]}, [WORK_ITEM], WORK_ITEM])
def test_every_field_is_read(value: object) -> None:
    """From the REST interface, from the command line, and of one work item."""
    report = read_items(json.dumps(value), name="items.json")

    assert (report.format, report.items) == ("azure-devops-json", (EXPECTED,))


def test_a_bug_tells_how_to_see_it_and_a_parent_is_named_by_a_field() -> None:
    """Bugs have no description."""
    fields = {"System.Title": "Crash", "Microsoft.VSTS.TCM.ReproSteps": "<p>press</p>", "System.Parent": 4}
    fields |= {"System.State": "Removed"}

    (item,) = read_items(json.dumps([{"id": 1, "fields": fields}]), name="items.json").items

    assert (item.description, item.parent, item.done, item.url) == ("press", "4", True, "")


def test_the_answer_to_a_query_has_numbers_only() -> None:
    """It is told what to ask for."""
    with pytest.raises(ImportReadError, match=r"^wiql\.json has only the numbers of the work items: .*CSV"):
        read_items(json.dumps({"queryType": "flat", "workItems": [{"id": 1, "url": "x"}]}), name="wiql.json")
