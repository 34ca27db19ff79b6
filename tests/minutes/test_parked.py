"""What the minutes say of parked topics, of the session and of earlier ones."""

from typing import Any

from refine_tui.domain import parking_lot, recording, wrap_up
from refine_tui.domain.records import ParkedTopic
from refine_tui.domain.session import Numbers, RefinementSession
from refine_tui.domain.session_setup import OpenItems
from refine_tui.minutes.document import document_of
from refine_tui.minutes.html_page import render_html
from refine_tui.minutes.markdown import render_markdown
from refine_tui.minutes.session_json import session_json
from tests.minutes.building import START, Table, item, opened


def session() -> RefinementSession:
    """Return a closed session: P1 and P4 were discussed, P2 from before and P3 are open."""
    earlier = (
        ParkedTopic(number=1, text="Who owns the *ledger*?", item=12, at=START),
        ParkedTopic(number=2, text="Vouchers", at=START),
    )
    table = Table(opened(candidates=(item(12, "Refund"),), before=OpenItems(parked=earlier), numbers=Numbers(parked=2)))
    table.do(parking_lot.close_parked_topic, number=1)
    table.do(recording.add_parked_topic, text="Coffee")
    table.do(recording.add_parked_topic, text="Tea", item=12)
    table.do(parking_lot.close_parked_topic, number=4)
    table.do(wrap_up.close)
    return table.session


def json_of(name: str) -> Any:
    return session_json(document_of(session(), now=START))[name]


def test_markdown_has_what_was_parked_and_what_was_discussed_from_before() -> None:
    text = render_markdown(document_of(session(), now=START))

    mention = "[PAY-12](https://jira.example.com/browse/PAY-12)"
    assert (
        f"## Parked\n\n- P3 Coffee\n- P4 Tea — {mention} — discussed\n\n"
        f"## Parked before\n\n- P1 Who owns the \\*ledger\\*? — {mention} — discussed\n\n"
    ) in text
    assert "Vouchers" not in text


def test_the_page_has_it_too() -> None:
    page = render_html(document_of(session(), now=START))

    assert "<h2>Parked before</h2>" in page
    assert page.count('<span class="facts"> · discussed</span>') == 2
    assert "Vouchers" not in page


def test_json_has_every_topic_with_its_status() -> None:
    assert [(topic["id"], topic["status"]) for topic in json_of("parked")] == [("P3", "open"), ("P4", "discussed")]
    assert [(topic["id"], topic["status"], topic["item"]) for topic in json_of("earlier_parked")] == [
        ("P1", "discussed", "PAY-12"),
        ("P2", "open", None),
    ]
