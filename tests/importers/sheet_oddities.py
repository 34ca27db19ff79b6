"""Exports that have no reader of their own, and cells that were pasted, one for each oddity."""

from refine_tui.domain.backlog_item import ImportedItem
from tests.importers.oddities import Oddity, lines


def sheet(name: str, *texts: str, items: tuple[ImportedItem, ...], **more: object) -> Oddity:
    """Return a table that has no reader of its own."""
    options: dict[str, object] = {"file": "export.csv", "content": lines(*texts)} | more
    return Oddity(name=name, format="csv", items=items, **options)  # type: ignore[arg-type]


TRACKER_ODDITIES = (
    sheet(
        "25 Pivotal Tracker with rows shorter than the headings and no estimate",
        "Id,Title,Labels,Iteration,Iteration Start,Iteration End,Type,Estimate,Priority,Current State,Created at,"
        "Accepted at,Deadline,Requested By,Description,URL,Owned By,Owned By,Blocker,Blocker Status,Comment,Comment",
        '101,Refund,"api, billing",,,,feature,3,p2 - Medium,unstarted,"Feb 11, 2016",,,Ana,"Given a payment\n'
        'When it is refunded\nThen a mail goes out",https://example.com/story/101',
        '102,Void,,,,,bug,-1,,started,"Feb 12, 2016",,,Ana,,https://example.com/story/102,Ben,Cleo,#101,unresolved',
        '103,Old,,1,,,feature,2,,accepted,"Feb 12, 2016","Mar 1, 2016",,Ana,,',
        items=(
            ImportedItem(
                key="101", title="Refund", labels=("api", "billing"), type="feature", estimate="3",
                priority="p2 - Medium", status="unstarted", created="2016-02-11", reporter="Ana",
                url="https://example.com/story/101",
                description="Given a payment\nWhen it is refunded\nThen a mail goes out",
                acceptance_criteria=("Given a payment When it is refunded Then a mail goes out",),
            ),
            ImportedItem(
                key="102", title="Void", type="bug", status="started", created="2016-02-12", reporter="Ana",
                url="https://example.com/story/102", assignee="Ben",
            ),
            ImportedItem(
                key="103", title="Old", type="feature", status="accepted", estimate="2", created="2016-02-12",
                reporter="Ana", done=True,
            ),
        ),
    ),
    sheet(
        "27 Redmine in German: semicolons, ISO-8859-1, dates with the day first",
        items=(
            ImportedItem(
                key="#12", title="Zahlung zurückgeben", type="Feature", status="Neu", priority="Hoch", reporter="Jörg",
                assignee="Ana", labels=("Büro",), parent="7", created="2026-02-01T09:00:00",
                updated="2026-02-13T10:30:00", description="Warum",
            ),
            ImportedItem(
                key="#13", title="Alt", type="Fehler", status="Gelöst", priority="Hoch", reporter="Jörg",
                created="2026-02-14T09:00:00", done=True,
            ),
        ),
        content=lines(
            "#;Projekt;Tracker;Übergeordnetes Ticket;Status;Priorität;Thema;Autor;Zugewiesen an;Aktualisiert;Kategorie;"
            "Geschätzter Aufwand;Angelegt;Beschreibung",
            "12;Pay;Feature;7;Neu;Hoch;Zahlung zurückgeben;Jörg;Ana;13.02.2026 10:30;Büro;3,50;01.02.2026 09:00;Warum",
            "13;Pay;Fehler;;Gelöst;Hoch;Alt;Jörg;;;;;14.02.2026 09:00;",
        ).decode().encode("iso-8859-1"),
        warnings=("Windows-1252",),
    ),
    sheet(
        "28 Asana with lines above the headings",
        "https://app.asana.com/0/1/list,,,",
        ",,,",
        " ,,,",
        "Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,Assignee Email,Start Date,Due Date,"
        "Tags,Notes,Projects,Parent task,Story Points ",
        '12,2026-03-01,,2026-03-02,Refund,To do,Ana,ana@example.com,,,"api,billing","Why\nnot",Pay,Checkout,3',
        "13,2026-03-01,2026-03-05,2026-03-05,Old,To do,Ana,ana@example.com,,,,,Pay,,",
        items=(
            ImportedItem(
                key="12", title="Refund", status="To do", assignee="Ana", labels=("api", "billing"),
                description="Why\nnot", parent="Checkout", estimate="3", created="2026-03-01", updated="2026-03-02",
            ),
            ImportedItem(
                key="13", title="Old", status="To do", assignee="Ana", created="2026-03-01", updated="2026-03-05",
                done=True
            ),
        ),
    ),
    sheet(
        "Shortcut, where what is archived is done",
        "id,name,type,requester,owners,description,is_completed,created_at,updated_at,estimate,labels,state,"
        "epic_id,epic,"
        "utc_offset,is_archived",
        "7,Refund,feature,Ana,Ben;Cleo,Why,FALSE,2026/03/01 10:00:00,2026/03/02 10:00:00,3,api;billing,Ready,4,"
        "Checkout,+0,FALSE",
        "8,Old,feature,Ana,,,FALSE,2026/03/01 10:00:00,,,,In Progress,,,+0,TRUE",
        items=(
            ImportedItem(
                key="7", title="Refund", type="feature", reporter="Ana", assignee="Ben;Cleo", description="Why",
                created="2026-03-01T10:00:00", updated="2026-03-02T10:00:00", estimate="3", labels=("api", "billing"),
                status="Ready", parent="Checkout",
            ),
            ImportedItem(
                key="8", title="Old", type="feature", reporter="Ana", created="2026-03-01T10:00:00",
                status="In Progress", done=True,
            ),
        ),
    ),
    sheet(
        "Taiga, whose numbers have a # when people say them",
        "id,ref,subject,description,owner,owner_full_name,assigned_to,assigned_to_full_name,status,is_closed,ux-points,"
        "total-points,created_date,modified_date,tags,epics",
        '901,12,Refund,Why,ana,Ana Lopez,ben,Ben Moss,Ready,False,1.0,3.0,2026-03-01 10:00:00+00:00,,"api,billing",4',
        "902,13,Old,,ana,Ana Lopez,,,Shipped,True,,,2026-03-01 10:00:00+00:00,,,",
        items=(
            ImportedItem(
                key="#12", title="Refund", description="Why", reporter="Ana Lopez", assignee="Ben Moss", status="Ready",
                estimate="3", created="2026-03-01T10:00:00+00:00", labels=("api", "billing"), parent="4",
            ),
            ImportedItem(
                key="#13", title="Old", reporter="Ana Lopez", status="Shipped", created="2026-03-01T10:00:00+00:00",
                done=True,
            ),
        ),
    ),
    sheet(
        "Plane, with a date of completion that the state contradicts",
        "ID,Project,Name,Description,State,Priority,Created By,Assignee,Labels,Created At,Updated At,Completed At,"
        "Archived At",
        'APP-1,App,Refund,Why,In Progress,none,Ana,Ben,api,"Sun, 20 Apr 2025 10:17:06 UTC+0000",,"Tue,'
        ' 22 Apr 2025 01:02:18 UTC+0000",',
        'APP-2,App,Old,,Backlog,none,Ana,,,,,,"Tue, 22 Apr 2025 01:02:18 UTC+0000"',
        items=(
            ImportedItem(
                key="APP-1", title="Refund", description="Why", status="In Progress", reporter="Ana", assignee="Ben",
                labels=("api",), created="2025-04-20T10:17:06+00:00",
            ),
            ImportedItem(key="APP-2", title="Old", status="Backlog", reporter="Ana", done=True),
        ),
    ),
    sheet(
        "YouTrack, where what is resolved is done and an estimation is a time",
        "Issue Id,Project,Tags,Summary,Reporter,Created,Updated,Resolved,Type,State,Priority,Assignee,Estimation,"
        "Description",
        'PAY-1,Pay,"api,billing",Refund,Ana,2026-03-01 10:00,,,Feature,Submitted,Normal,Ben,2d 4h,Why',
        "PAY-2,Pay,,Old,Ana,2026-03-01 10:00,,2026-03-05 10:00,Bug,Verified,Normal,,,",
        items=(
            ImportedItem(
                key="PAY-1", title="Refund", labels=("api", "billing"), reporter="Ana", created="2026-03-01T10:00:00",
                type="Feature", status="Submitted", priority="Normal", assignee="Ben", description="Why",
            ),
            ImportedItem(
                key="PAY-2", title="Old", reporter="Ana", created="2026-03-01T10:00:00", type="Bug", status="Verified",
                priority="Normal", done=True,
            ),
        ),
    ),
    sheet(
        "OpenProject, with HTML in its descriptions",
        "ID,Type,Subject,Status,Assignee,Priority,Story points,Description",
        '12,Feature,Refund,New,Ana,Normal,3,"<p>Why</p><ul><li>full</li></ul>"',
        items=(
            ImportedItem(
                key="12", type="Feature", title="Refund", status="New", assignee="Ana", priority="Normal", estimate="3",
                description="Why\n\n- full",
            ),
        ),
    ),
)  # fmt: skip

PASTE_ODDITIES = (
    sheet(
        "cells of a spreadsheet with headings",
        "Title\tStatus\tPoints",
        "Refund a payment\tOpen\t3",
        "Void it\tClosed\t",
        file="paste",
        items=(
            ImportedItem(title="Refund a payment", status="Open", estimate="3"),
            ImportedItem(title="Void it", status="Closed", done=True),
        ),
    ),
    sheet(
        "cells of a spreadsheet without headings",
        "PAY-1\tAna\tRefund a payment",
        "PAY-2\tAna\tVoid it, then say so",
        "PAY-3\tAna\tMail",
        file="paste",
        items=(
            ImportedItem(key="PAY-1", title="Refund a payment"),
            ImportedItem(key="PAY-2", title="Void it, then say so"),
            ImportedItem(key="PAY-3", title="Mail"),
        ),
    ),
)

SHEET_ODDITIES = (*TRACKER_ODDITIES, *PASTE_ODDITIES)
