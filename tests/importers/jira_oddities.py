"""Exports of Jira, one for each oddity."""

from refine_tui.domain.backlog_item import ImportedItem
from tests.importers.oddities import Oddity, lines

DEFAULT_FIELDS = (
    "Issue Type,Issue key,Issue id,Summary,Assignee,Assignee Id,Reporter,Reporter Id,Priority,Status,Resolution,"
    "Created,Updated,Due date"
)
STORY = "Story,PAY-12,10012,Refund a payment,Ana,id1,Ben,id2,High,To Do,,22/Sep/25 9:26 AM,23/Sep/25 1:05 PM,"
REFUND = ImportedItem(
    key="PAY-12",
    title="Refund a payment",
    type="Story",
    status="To Do",
    reporter="Ben",
    assignee="Ana",
    priority="High",
    created="2025-09-22T09:26:00",
    updated="2025-09-23T13:05:00",
)


def jira(name: str, *texts: str | bytes, items: tuple[ImportedItem, ...], **more: object) -> Oddity:
    """Return an English export, of lines or of bytes."""
    content = b"".join(text if isinstance(text, bytes) else lines(text) for text in texts)
    options: dict[str, object] = {"language": "en", "file": "Jira.csv"} | more
    return Oddity(name=name, content=content, format="jira-csv", items=items, **options)  # type: ignore[arg-type]


def item(number: int, title: str, **fields: object) -> ImportedItem:
    """Return an item of a small export with the columns Summary, Issue key, Status."""
    named: dict[str, object] = {"key": f"PAY-{number}", "title": title, "status": "To Do"} | fields
    return ImportedItem(**named)  # type: ignore[arg-type]


def plain(count: int) -> list[str]:
    """Return so many rows of a small export."""
    return [f"Story {number},PAY-{number},To Do" for number in range(1, count + 1)]


SMALL = "Summary,Issue key,Status"

SHAPES = (
    jira("1 the default fields", DEFAULT_FIELDS, STORY, items=(REFUND,)),
    jira("3 a byte-order mark", b"\xef\xbb\xbf", DEFAULT_FIELDS, STORY, items=(REFUND,)),
    jira(
        "2 repeated columns, packed to the left",
        "Summary,Issue key,Status,Labels,Labels,Labels,Sprint,Sprint,Sprint,Sprint,Comment,Comment",
        "Refund,PAY-1,To Do,api,billing,,S 1,S 2,,,1/Jan/26 9:00 AM;id;a; b,",
        "Void,PAY-2,To Do,api,billing,shop,S 1,S 2,S 3,S 4,,",
        items=(item(1, "Refund", labels=("api", "billing")), item(2, "Void", labels=("api", "billing", "shop"))),
    ),
    jira(
        "6 two thousand columns",
        ",".join([SMALL, *(f"Custom field (Own {number})" for number in range(1996)), "Description"]),
        "Refund,PAY-1,To Do," + "x," * 1996 + "Why",
        items=(item(1, "Refund", description="Why"),),
    ),
    jira(
        "7 exactly a thousand rows",
        SMALL,
        *plain(1000),
        items=(item(1, "Story 1"),),
        number=1000,
        warnings=("exactly 1,000 rows",),
    ),
    jira(
        "8 rows that end in CRLF, with LF and CRLF in cells",
        b'Summary,Issue key,Status,Description\r\n"Refund",PAY-1,To Do,"one\ntwo\r\nthree"\r\nVoid,PAY-2,To Do,\r\n',
        items=(item(1, "Refund", description="one\ntwo\nthree"), item(2, "Void")),
    ),
    jira(
        "9 dates from Excel that only say the month first",
        f"{SMALL},Created",
        "Refund,PAY-1,To Do,5/6/25 17:00",
        "Void,PAY-2,To Do,5/28/25 17:00",
        items=(item(1, "Refund", created="2025-05-06T17:00:00"), item(2, "Void", created="2025-05-28T17:00:00")),
    ),
    jira(
        "9 dates from Excel that only say the day first",
        f"{SMALL},Created",
        "Refund,PAY-1,To Do,05/06/2025 17:00",
        "Void,PAY-2,To Do,16/02/2017 15:26",
        items=(item(1, "Refund", created="2025-06-05T17:00:00"), item(2, "Void", created="2017-02-16T15:26:00")),
    ),
    jira(
        "9 dates from Excel that do not say which is the month",
        f"{SMALL},Created",
        "Refund,PAY-1,To Do,9/12/22",
        items=(item(1, "Refund", created="9/12/22"),),
        warnings=("tells day from month",),
    ),
    jira(
        "11 blank rows by the hundred",
        SMALL,
        "Refund,PAY-1,To Do",
        *[",,"] * 739,
        "Void,PAY-2,To Do",
        items=(item(1, "Refund"), item(2, "Void")),
    ),
)

TEXTS = (
    jira(
        "12 hidden characters, letters from right to left, wide ones, emoji",
        f"{SMALL},Description",
        "Re\u009dfund\u202e 退款 \U0001f469\u200d\U0001f4bb,PAY-1,To Do,\ufeffשלום\u00a0x\u200b",
        items=(item(1, "Refund 退款 \U0001f469\u200d\U0001f4bb", description="שלום\u00a0x\u200b"),),
    ),
    jira(
        "13 criteria: flattened, as a list, in the description, as steps",
        f"{SMALL},Description,Custom field (Acceptance Criteria)",
        "Flat,PAY-1,To Do,,full &amp; partial",
        'List,PAY-2,To Do,,"* *full*\n* partial"',
        'Section,PAY-3,To Do,"Why\n\nh3. Acceptance criteria\n* one\n* two\n\nh3. Notes\nlater",',
        'Steps,PAY-4,To Do,"Given a payment\nWhen it is refunded\nThen a mail goes out",',
        items=(
            item(1, "Flat", acceptance_criteria=("full & partial",)),
            item(2, "List", acceptance_criteria=("full", "partial")),
            item(
                3,
                "Section",
                description="Why\n\nAcceptance criteria\n- one\n- two\n\nNotes\nlater",
                acceptance_criteria=("one", "two"),
            ),
            item(
                4,
                "Steps",
                description="Given a payment\nWhen it is refunded\nThen a mail goes out",
                acceptance_criteria=("Given a payment When it is refunded Then a mail goes out",),
            ),
        ),
    ),
    jira(
        "14 parents by number, by epic, unknown ones, and in a circle",
        "Summary,Issue key,Issue id,Status,Parent,Custom field (Epic Link),Parent summary",
        "By number,PAY-1,101,To Do,102,,",
        "By epic,PAY-2,102,To Do,101,PAY-9,",
        "Unknown,PAY-3,103,To Do,999,,",
        "Unknown with a title,PAY-4,104,To Do,999,,Checkout",
        "Circle,PAY-5,105,To Do,106,,",
        "Circle too,PAY-6,106,To Do,105,,",
        items=(
            item(1, "By number", parent="PAY-2"),
            item(2, "By epic", parent="PAY-9"),
            item(3, "Unknown"),
            item(4, "Unknown with a title", parent="Checkout"),
            item(5, "Circle", parent="PAY-6"),
            item(6, "Circle too", parent="PAY-5"),
        ),
    ),
    jira(
        "15 two columns of points",
        f"{SMALL},Custom field (Story point estimate),Custom field (Story Points),Original estimate",
        "Both,PAY-1,To Do,5.0,3.0,144000",
        "One,PAY-2,To Do,0.5,,144000",
        "None,PAY-3,To Do,,,144000",
        items=(item(1, "Both", estimate="3"), item(2, "One", estimate="0.5"), item(3, "None")),
        warnings=("several columns of points",),
    ),
    jira(
        "16 wiki markup",
        f"{SMALL},Description",
        'Refund,PAY-1,To Do,"h2. Why\n*Support* cannot [do it|https://example.com/a] {{today}}\n{code}\n*x*\n{code}\n'
        '!form.png|width=200!\n# one\n# two\n{color:red}red{color} [~accountid:5b10]"',
        items=(
            item(
                1,
                "Refund",
                description="Why\nSupport cannot do it (https://example.com/a) today\n\n*x*\n\n(picture: form.png)\n"
                "1. one\n2. two\nred @someone",
            ),
        ),
    ),
)

JIRA_ODDITIES = (*SHAPES, *TEXTS)

DAMAGED = lines(
    '"Summary,Issue key,Status,Description";;;;',
    '"Refund,PAY-1,To Do,""first";;;;',
    'second""";;;;',
)
"""10: whole rows in one cell, and cells of several lines cut apart."""
UNKNOWN_LANGUAGE = lines("Yhteenveto,Avain,Tila", "Hyvitys,PAY-1,Avoin", "Toinen,PAY-2,Avoin")
"""5: the keys alone tell what it is."""
