"""Pastes from chats, meetings and mails: every word somebody meant, and no name, time or greeting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refine_tui.importers.detection import read_items

REFUND, LIMITS, SEARCH = ("PAY-12", "Refund a payment"), ("PAY-31", "Rate limits"), ("", "Search by IBAN")

PASTES = {
    "Slack, copied from the desktop": """Ana López
  9:41 AM
PAY-12 Refund a payment
9:43
PAY-31: Rate limits
:+1:
3 replies
Ben Okafor
  9:45 AM
<https://example.com/search|Search by IBAN> (edited)
""",
    "Slack, with the time in brackets": """Ana López  [9:41 AM]
PAY-12 Refund a payment
[9:43 AM] PAY-31: Rate limits
Ben Okafor [9:45 AM]
Search by IBAN
""",
    "Slack, with a clock of 24 hours": """Ana López  09:41
PAY-12 Refund a payment
PAY-31 Rate limits
Today at 10:02
Ben  09:45
Search by IBAN
""",
    "Teams, with the name behind the time": """[10:42] Ana López
PAY-12 Refund a payment
[10:43] Ben Okafor (Guest)
PAY-31 Rate limits
Search by IBAN
""",
    "Teams, with the day below the name": """Ana López
Yesterday 10:42
PAY-12 Refund a payment

Ben Okafor
Thursday 10:43 AM
PAY-31 Rate limits
like 2
Search by IBAN
Edited
""",
    "Teams, on one line": """[12/03/2026 10:42] Ana López: PAY-12 Refund a payment
[12/03/2026 10:43] Ben Okafor: PAY-31 Rate limits
López, Ana, 12/03 10:44 AM
Search by IBAN
""",
    "Zoom, as it is copied": """10:42:13 From Ana López to Everyone:
\tPAY-12 Refund a payment
10:43:20 From Ben Okafor to Everyone:
\tPAY-31 Rate limits
\tSearch by IBAN
""",
    "Zoom, as it was saved": """10:42:13\t From  Ana López : PAY-12 Refund a payment
10:43:20\t From  Ben to Ana(Direct Message) : PAY-31 Rate limits
10:44:20\t From  Ben : Search by IBAN
""",
    "Zoom, as it is saved": """00:12:13\tAna López:\tPAY-12 Refund a payment
00:13:20\tBen:\tPAY-31 Rate limits
00:13:40\tBen:\tSearch by IBAN
""",
    "Google Chat": """Ana López, Yesterday 10:42 AM
PAY-12 Refund a payment
Ben Okafor, 9 min
PAY-31 Rate limits
Search by IBAN
""",
    "a mail with everything around it": """From: Ana López <ana@example.com>
Sent: Thursday, March 12, 2026 10:42 AM
To: Ben <ben@example.com>
Subject: RE: Refinement today

Hi Ben,

these are for today:

> - PAY-12 Refund a payment
> - PAY-31 Rate limits
>> 3. Search by IBAN

Thanks
Ana

--
Ana López
Product Owner
""",
    "an answer within an answer": """On Thu, Mar 12, 2026 at 10:42 AM Ana López <ana@example.com> wrote:
> PAY-12 Refund a payment
> PAY-31 Rate limits
El jue, 12 mar 2026 a las 10:42, Ana (<ana@example.com>) escribió:
> Search by IBAN
""",
    "a forwarded mail in German": """Hallo Ben,
-----Original Message-----
Von: Ana
Gesendet: Donnerstag
PAY-12 Refund a payment
PAY-31 Rate limits
Search by IBAN
Viele Grüße
Ana López
""",
}


@pytest.mark.parametrize("name", PASTES)
def test_a_paste_gives_what_people_wrote(name: str) -> None:
    """Everything else is reported, so that nothing disappears in silence."""
    text = PASTES[name]

    report = read_items(text, name="paste")

    assert report.format == "text"
    assert [(item.key, item.title) for item in report.items] == [REFUND, LIMITS, SEARCH]
    assert all(item.description == "" for item in report.items)
    told = {row.row for row in report.skipped}
    meant = [line for number, line in enumerate(text.split("\n"), start=1) if line.strip() and number not in told]
    assert len(meant) == 3


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Refund\n10:42 AM\nOther Things\n", ["Refund", "Other Things"]),
        ("Refund\nThanks\nBest\nAna Lopez\n", ["Refund", "Thanks", "Best", "Ana Lopez"]),
        ("Refund\nTo: finance\nOther\n", ["Refund", "To: finance", "Other"]),
        ("[10:42] Faster Reports\n[10:43] Search\nOther\n", ["Faster Reports", "Search", "Other"]),
        ("Search\n-- Ana\nOther\n", ["Search", "Ana", "Other"]),
        ("Faster Reports\n\nSearch\n", ["Faster Reports", "Search"]),
    ],
)
def test_what_could_be_an_item_stays_one(text: str, titles: list[str]) -> None:
    """Two words with capitals are a title unless a time says that they are a name."""
    assert [item.title for item in read_items(text, name="paste").items] == titles


LINES = st.sampled_from(
    [
        "Ana López",
        "  9:41 AM",
        "[10:42] Ana",
        "Hi Ben,",
        "From: Ana",
        "To: Ben",
        "--",
        "Thanks",
        "> x",
        "x:",
        "",
        "\tx",
        "10:42:13 From Ana:",
    ]
)


@given(st.lists(LINES | st.text(max_size=8)).map("\n".join))
def test_every_line_is_an_item_part_of_one_or_reported(text: str) -> None:
    """Whatever stands above it; line numbers are those of the paste."""
    report = read_items(f"Refund the customer\n{text}", name="paste", format="text")

    assert report.items[0].title == "Refund the customer"
    assert all(1 < row.row <= len(text.splitlines()) + 2 for row in report.skipped)
