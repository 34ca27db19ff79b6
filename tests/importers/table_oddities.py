"""Exports of Azure DevOps, GitLab, Linear and GitHub projects, one for each oddity."""

from refine_tui.domain.backlog_item import ImportedItem, ItemLink
from tests.importers.oddities import Oddity, lines

GITLAB = "https://gitlab.example.com/shop/pay"
_ISSUE = ImportedItem(
    key="shop/pay#12",
    url=f"{GITLAB}/-/issues/12",
    title="Refund a payment",
    description="Why\n\n## Acceptance criteria\n- [ ] full\n- [ ] partial",
    status="open",
    labels=("type::bug", "api"),
    reporter="Ana",
    assignee="Ben, Cleo",
    created="2026-03-01T10:00:00+00:00",
    updated="2026-03-02T10:00:00+00:00",
    estimate="3",
    acceptance_criteria=("full", "partial"),
    parent="v1",
)
_BODY = '"Why\n\n## Acceptance criteria\n- [ ] full\n- [ ] partial"'
_OLD_REST = (
    'ana,"Ben, Cleo","ben, cleo",No,No,,2026-03-01 10:00:00,2026-03-02 10:00:00,,v1,3,"type::bug,api",28800,3600'
)

GITLAB_ODDITIES = (
    Oddity(
        name="20 the oldest headings of GitLab",
        file="issues.csv",
        format="gitlab-csv",
        content=lines(
            "Issue ID,URL,Title,State,Description,Author,Author Username,Assignee,Assignee Username,Confidential,"
            "Locked,"
            "Due Date,Created At (UTC),Updated At (UTC),Closed At (UTC),Milestone,Weight,Labels,Time Estimate,"
            "Time Spent",
            f"12,{GITLAB}/-/issues/12,Refund a payment,Open,{_BODY},Ana,{_OLD_REST}",
            f"13,{GITLAB}/issues/13,Old,Closed,,Ana,ana,,,No,No,,2026-03-01 10:00:00,,2026-03-03 10:00:00,,,,0,0",
        ),
        items=(
            _ISSUE,
            ImportedItem(
                key="shop/pay#13", url=f"{GITLAB}/issues/13", title="Old", status="closed", reporter="Ana",
                created="2026-03-01T10:00:00+00:00", done=True,
            ),
        ),
    ),
    Oddity(
        name="20 the next headings of GitLab, behind the row numbers of pandas",
        file="issues.csv",
        format="gitlab-csv",
        content=lines(
            ",Title,Description,Issue ID,URL,State,Author,Author Username,Assignee,Assignee Username,Confidential,"
            "Locked,"
            "Due Date,Created At (UTC),Updated At (UTC),Closed At (UTC),Milestone,Weight,Labels,Time Estimate,"
            "Time Spent",
            f"0,Refund a payment,{_BODY},12,{GITLAB}/-/issues/12,Open,Ana,{_OLD_REST}",
        ),
        items=(_ISSUE,),
    ),
    Oddity(
        name="20 the newest headings of GitLab, with parents",
        file="issues.csv",
        format="gitlab-csv",
        content=lines(
            "ID,IID,Title,Description,Type,URL,State,Author,Author Username,Created At (UTC),Parent IID,"
            "Parent Title,Weight",
            f"901,12,Refund,,Issue,{GITLAB}/-/issues/12,Open,Ana,ana,2026-03-01 10:00:00,4,Checkout,3",
            f"902,13,Mail,,Task,{GITLAB}/-/work_items/13,Open,Ana,ana,2026-03-01 10:00:00,12,Refund,",
        ),
        items=(
            ImportedItem(
                key="shop/pay#12", url=f"{GITLAB}/-/issues/12", title="Refund", type="Issue", status="open",
                reporter="Ana", created="2026-03-01T10:00:00+00:00", parent="Checkout", estimate="3",
            ),
            ImportedItem(
                key="shop/pay#13", url=f"{GITLAB}/-/work_items/13", title="Mail", type="Task", status="open",
                reporter="Ana", created="2026-03-01T10:00:00+00:00", parent="shop/pay#12",
            ),
        ),
    ),
)  # fmt: skip

AZURE_ODDITIES = (
    Oddity(
        name="21 a tree of Azure Boards that skips a level, with HTML, tags and identities",
        file="query.csv",
        format="azure-devops-csv",
        content=b"\xef\xbb\xbf"
        + lines(
            "ID,Work Item Type,Title 1 (Epic),Title 3,Title 4,Assigned To,State,Tags,Description,Acceptance Criteria,"
            "Effort,Remaining Work,Created Date",
            '1,Epic,Checkout,,,"Ana Lopez <ana@example.com>",New,,,,,,8/28/2026 9:15:00 AM',
            '2,User Story,,Refund,,Ben <ben@example.com>,Active,api; back office,"<div>Why&nbsp;not<br>'
            'see <a href=""https://example.com/a"">this</a></div>",'
            '"<ul><li>full</li><li>partial &amp; rest</li></ul>",5,16,',
            "3,Task,,,Mail,,Done,,,,,4,",
            "4,User Story,,Void,,,New,,,,,,",
            "5,Epic,Loans,,,,New,,,,,,",
            end="\r\n",
        ),
        items=(
            ImportedItem(
                key="1", type="Epic", title="Checkout", assignee="Ana Lopez", status="New",
                created="2026-08-28T09:15:00"
            ),
            ImportedItem(
                key="2", type="User Story", title="Refund", assignee="Ben", status="Active",
                labels=("api", "back office"), description="Why not\nsee this (https://example.com/a)",
                acceptance_criteria=("full", "partial & rest"), estimate="5", parent="1",
            ),
            ImportedItem(key="3", type="Task", title="Mail", status="Done", parent="2", done=True),
            ImportedItem(key="4", type="User Story", title="Void", status="New", parent="1"),
            ImportedItem(key="5", type="Epic", title="Loans", status="New"),
        ),
    ),
    Oddity(
        name="21 a flat query of Azure Boards",
        file="query.csv",
        format="azure-devops-csv",
        content=lines("Title,Work Item Type,Parent,ID,Story Points", "Refund,Bug,7,12,3.0", ",Bug,7,13,"),
        items=(ImportedItem(key="12", type="Bug", title="Refund", parent="7", estimate="3"),),
        skipped=(3,),
    ),
)  # fmt: skip

_LINEAR = (
    "ID,Team,Title,Description,Status,Estimate,Priority,Project ID,Project,Creator,Assignee,Labels,Cycle Number,"
    "Cycle Name,Cycle Start,Cycle End,Created,Updated,Started,Triaged,Completed,Canceled,Archived,Due Date,"
    "Parent issue,Initiatives,Project Milestone ID,Project Milestone,SLA Status"
)
_CREATED = "Wed Oct 15 2025 09:33:28 GMT+0000 (GMT+00:00)"
_LINEAR_ITEM = ImportedItem(
    key="APP-1",
    title="Refund",
    description="- [ ] full\n- [X] partial",
    acceptance_criteria=("full", "partial"),
    status="Todo",
    estimate="3",
    priority="High",
    reporter="ana@example.com",
    labels=("api", "shop"),
    created="2025-10-15T09:33:28+00:00",
    updated="2025-10-16T09:33:28+00:00",
    parent="APP-9",
)
_LINEAR_ROW = (
    'APP-1,App,Refund,"\'- [ ] full\n- [X] partial",Todo,3,High,,,ana@example.com,,"api, shop",,,,,'
    f"{_CREATED},2025-10-16T09:33:28.000Z,,,,,,,APP-9"
)

LINEAR_ODDITIES = (
    Oddity(
        name="22 Linear with 29 columns, both styles of dates, and guards before what is no formula",
        file="Export.csv",
        format="linear-csv",
        content=lines(
            _LINEAR,
            f"{_LINEAR_ROW},,,,",
            f"APP-2,App,'∑ of refunds,'≥ 3,Backlog,,No priority,,,,,,,,,,{_CREATED},,,,,,,,,,,,",
            f"APP-3,App,'tis done,,Shipped,,Low,,,,,,,,,,{_CREATED},,,,{_CREATED},,,,,,,,",
            f"APP-4,App,Dropped,,Backlog,,Low,,,,,,,,,,{_CREATED},,,,,{_CREATED},,,,,,,",
            f"APP-5,App,Old,,Backlog,,Low,,,,,,,,,,{_CREATED},,,,,,{_CREATED},,,,,,",
            end="\r\n",
        ),
        items=(
            _LINEAR_ITEM,
            ImportedItem(
                key="APP-2", title="∑ of refunds", description="≥ 3", status="Backlog",
                created="2025-10-15T09:33:28+00:00"
            ),
            *(
                ImportedItem(
                    key=key, title=title, status=status, priority="Low", created="2025-10-15T09:33:28+00:00", done=True
                )
                for key, title, status in (
                    ("APP-3", "'tis done", "Shipped"), ("APP-4", "Dropped", "Backlog"), ("APP-5", "Old", "Backlog"),
                )
            ),
        ),
    ),
    Oddity(
        name="22 Linear with 30 columns, and every row one cell short",
        file="Export.csv",
        format="linear-csv",
        content=lines(f"{_LINEAR},Roadmaps", f"{_LINEAR_ROW},,,,"),
        items=(_LINEAR_ITEM,),
    ),
    Oddity(
        name="22 Linear with 34 columns and relations",
        file="Export.csv",
        format="linear-csv",
        content=lines(
            f"{_LINEAR},UUID,Time in status (minutes),Related to,Blocked by,Duplicate of",
            f'{_LINEAR_ROW},,,,,u,12,APP-4,"APP-2, APP-3",APP-5',
        ),
        items=(
            ImportedItem(
                **{name: getattr(_LINEAR_ITEM, name) for name in _LINEAR_ITEM.__dataclass_fields__ if name != "links"},
                links=(
                    ItemLink(type="is blocked by", key="APP-2"), ItemLink(type="is blocked by", key="APP-3"),
                    ItemLink(type="relates to", key="APP-4"), ItemLink(type="duplicates", key="APP-5"),
                ),
            ),
        ),
    ),
)  # fmt: skip

GITHUB_ODDITIES = (
    Oddity(
        name="a view of a GitHub project, with a draft and a pull request",
        file="view.tsv",
        format="github-projects-tsv",
        content=lines(
            "Title\tURL\tAssignees\tStatus\tLabels\tEstimate\tParent issue",
            "Refund\thttps://github.com/shop/pay/issues/12\tana, ben\tTodo\tapi,"
            "billing\t3\thttps://github.com/shop/pay/issues/4",
            "A draft\t\t\tBacklog\t\t\t",
            "Change\thttps://github.com/shop/pay/pull/13\tana\tTodo\t\t\t",
            "Old\thttps://github.com/shop/pay/issues/5\t\tDone\t\t\t",
        ),
        items=(
            ImportedItem(
                key="shop/pay#12", url="https://github.com/shop/pay/issues/12", title="Refund", assignee="ana, ben",
                status="Todo", labels=("api", "billing"), estimate="3", parent="shop/pay#4",
            ),
            ImportedItem(title="A draft", status="Backlog"),
            ImportedItem(
                key="shop/pay#5", url="https://github.com/shop/pay/issues/5", title="Old", status="Done", done=True
            ),
        ),
        warnings=("1 pull request left out",),
    ),
)  # fmt: skip

TABLE_ODDITIES = (*GITLAB_ODDITIES, *AZURE_ODDITIES, *LINEAR_ODDITIES, *GITHUB_ODDITIES)
