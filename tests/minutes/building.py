"""Sessions for the tests of the minutes, made with the domain's own transitions at fixed times."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from refine_tui.domain import carried_over, deep_dive, readiness, recording, triage, wrap_up
from refine_tui.domain.agenda import Agenda, AgendaPhase, PhaseKind
from refine_tui.domain.backlog_item import BacklogItem, ItemLink
from refine_tui.domain.dispositions import CarryOver, Disposition
from refine_tui.domain.people import Participant, Team, parse_people
from refine_tui.domain.records import ActionItem, ActionReview, ActionStatus, Question
from refine_tui.domain.session import Change, Numbers, RefinementSession
from refine_tui.domain.session_setup import OpenItems, PendingItems, SessionSetup, start_session
from refine_tui.domain.timekeeping import extend, next_phase, open_item
from refine_tui.domain.transitions import bind

START = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
"""A Friday, ten o'clock in Madrid."""

AGENDA = Agenda(
    id="refinement-60",
    title="Backlog refinement, one hour",
    phases=(
        AgendaPhase(kind=PhaseKind.KICKOFF, title="Kick-off & alignment", minutes=5),
        AgendaPhase(kind=PhaseKind.TRIAGE, title="Triage new items", minutes=20),
        AgendaPhase(kind=PhaseKind.DEEP_DIVE, title="Deep dive on top priorities", minutes=25),
        AgendaPhase(kind=PhaseKind.WRAP_UP, title="Wrap-up & next steps", minutes=10),
    ),
)


class Table:
    """A session that goes on: each step happens some seconds after the one before."""

    def __init__(self, session: RefinementSession, *, seconds: int = 30) -> None:
        self.session = session
        self.now = START
        self.pace = timedelta(seconds=seconds)

    def do(self, transition: Callable[..., Change], **asked: Any) -> None:
        """Let time pass, then apply a transition."""
        self.now += self.pace
        self.session = bind(transition, **asked)(self.session, self.now).session

    def wait(self, minutes: int) -> None:
        """Let time pass."""
        self.now += timedelta(minutes=minutes)


def item(number: int, title: str, **fields: Any) -> BacklogItem:
    """Return a backlog item ``PAY-<number>`` with an address, unless *fields* say otherwise."""
    key = fields.pop("key", f"PAY-{number}")
    url = fields.pop("url", f"https://jira.example.com/browse/{key}" if key else "")
    return BacklogItem(
        id=number, title=title, key=key, url=url, rank=number, first_seen_at=START - timedelta(days=3), **fields
    )


def opened(
    *,
    team: str = "Payments",
    new: tuple[BacklogItem, ...] = (),
    candidates: tuple[BacklogItem, ...] = (),
    people: tuple[Participant, ...] | str = "Ana (SM), Ben (PO), Chloé, Dev, -Eli",
    numbers: Numbers | None = None,
    before: OpenItems | None = None,
    now: datetime = START,
    **opening: Any,
) -> RefinementSession:
    """Return a session that has just begun."""
    present = parse_people(people) if isinstance(people, str) else people
    return start_session(
        SessionSetup(
            agenda=AGENDA, team_name=team, people=present, zone=opening.pop("zone", "Europe/Madrid"), **opening
        ),
        team=Team(id=1, name=team),
        pending=PendingItems(new=new, candidates=candidates),
        numbers=numbers or Numbers(),
        open_items=before or OpenItems(),
        now=now,
    )


def open_items() -> OpenItems:
    """Return what earlier sessions left open: four action items, two questions."""
    then = START - timedelta(days=7)
    return OpenItems(
        actions=(
            ActionItem(number=11, text="Find out who owns *refunds*", owner="@Chloé", due=date(2026, 11, 26), at=then),
            ActionItem(number=12, text="Ask the bank", owner="Dev", due=date(2026, 11, 30), item=12, at=then),
            ActionItem(number=14, text="Order new chairs", owner="Ben", at=then),
            ActionItem(number=16, text="Invite the auditors", at=then),
        ),
        questions=(
            Question(number=1, text="Are cents rounded?", owner="@Ben", at=then),
            Question(number=2, text="Who signs off?", owner="@Ana", due=date(2026, 12, 4), item=20, at=then),
        ),
    )


def rich_table() -> Table:
    """Return a session that stands in its wrap-up and has something of everything."""
    new = (
        item(31, "Rate limits on the public API", type="enhancement"),
        item(41, "Two-factor reset"),
        item(44, "Export for auditors"),
        item(45, "Dark mode"),
        item(7, "Old importer", key="PAY-07"),
        item(46, "Search by IBAN"),
        item(47, "Faster statements", key="", url=""),
        item(48, "Receipts in Catalan"),
    )
    links = (ItemLink(type="blocks", key="PAY-40"),)
    candidates = (
        item(12, "Refund a payment", why="support does this by hand, 40 a week", links=links),
        item(20, "Fast reports", estimate="8", labels=("reporting",), created="2026-08-01"),
        item(33, "Export statements"),
    )
    table = Table(
        opened(
            new=new,
            candidates=candidates,
            goal="Top three checkout stories ready for sprint 42",
            product_goal="Fewer than 10 % of refunds by hand",
            numbers=Numbers(decision=3, action=16, question=2),
            before=open_items(),
        )
    )
    table.wait(2)
    table.do(carried_over.review_earlier_action, number=11, review=ActionReview.DONE)
    table.do(carried_over.review_earlier_action, number=12, review=ActionReview.KEPT)
    table.do(carried_over.review_earlier_action, number=14, review=ActionReview.DROPPED)
    table.do(recording.answer_question, number=1, answer="Yes, [half up](https://example.org)")
    table.do(next_phase)
    _triage(table)
    table.do(extend, minutes=2)
    table.do(next_phase)
    _deep_dive(table)
    table.do(next_phase)
    _wrap_up(table)
    return table


def _triage(table: Table) -> None:
    sent = Disposition
    table.do(triage.answer_triage_question, item=31, question=triage.TriageQuestion.VALID, value=True)
    table.do(triage.set_disposition, item=31, disposition=sent.DEEP_DIVE)
    table.do(triage.set_disposition, item=41, disposition=sent.NEXT_SESSION)
    table.do(triage.set_disposition, item=44, disposition=sent.NEEDS_INFORMATION)
    table.do(triage.request_information, item=44, text="which fields?", owner="@Dev", due=date(2026, 12, 1))
    table.do(triage.set_disposition, item=45, disposition=sent.NOT_NOW)
    table.do(triage.set_reason, item=45, reason="does not serve this quarter's goal")
    table.do(triage.set_disposition, item=7, disposition=sent.ARCHIVED)
    table.do(triage.set_reason, item=7, reason="superseded by PAY-33")
    table.do(triage.set_disposition, item=47, disposition=sent.LATER)


def _deep_dive(table: Table) -> None:
    table.do(open_item, item=12)
    table.do(deep_dive.set_story_field, item=12, field=deep_dive.StoryField.OUTCOME, text="agents refund in one step")
    table.do(deep_dive.set_story_field, item=12, field=deep_dive.StoryField.MEASURE, text="refunds by hand < 4 a week")
    for text in ("agent can refund in full", "customer gets a mail", "ledger entry exists"):
        table.do(deep_dive.add_criterion, item=12, text=text)
    table.do(recording.add_question, text="Do refunds need a reason code?", owner="Legal", item=12)
    table.do(recording.add_question, text="Which time zone rules the daily cut-off?")
    table.do(recording.answer_question, number=3, answer="No, says the regulator: see <https://example.org/psd2>")
    table.do(
        recording.add_decision,
        text="Partial refunds are out of the first release.",
        because="the ledger cannot book them yet",
        item=12,
    )
    table.do(recording.add_decision, text="We estimate in points")
    table.do(
        recording.add_action,
        text="Ask Legal whether refunds need a reason code",
        owner="@Chloé",
        due=date(2026, 12, 3),
        item=12,
    )
    table.do(recording.add_action, text="Write the spike for rate limits")
    table.do(recording.add_action, text="Tell support", owner="Ben")
    table.do(recording.set_action_status, number=20, status=ActionStatus.DONE)
    table.do(recording.add_action, text="Book a bigger room", owner="Ana")
    table.do(recording.set_action_status, number=21, status=ActionStatus.DROPPED)
    reason = "one day over, and *worth it*"
    table.do(readiness.waive_check, item=12, check="small", by="@Ana", reason=reason)
    table.do(
        readiness.add_dependency, item=12, text="The ledger books refunds", who="@Ledger team", by=date(2026, 12, 10)
    )
    table.do(readiness.add_dependency, item=20, text="A read-only copy of the <database>")
    table.do(deep_dive.set_estimate, item=12, value="5")
    table.do(deep_dive.mark_ready, item=12)
    table.wait(3)
    table.do(deep_dive.mark_not_ready, item=20, reason="no measurable target")
    table.do(recording.add_note, text="QA wants a *fixture* for this", item=12)
    table.do(recording.add_note, text="/var/lib is full on CI, ask @dev_ops")
    table.do(recording.add_parked_topic, text="Who owns the ledger_service?", item=12)


def _wrap_up(table: Table) -> None:
    table.do(wrap_up.set_carry_over, item=48, carry_over=CarryOver.DROPPED, reason="nobody asks for it any more")
    table.do(wrap_up.set_ratings, ratings=(5, 3, 4, 5))
    table.do(wrap_up.set_next_session, at=datetime(2026, 12, 4, 9, 0, tzinfo=UTC))


def closed_session() -> RefinementSession:
    """Return the rich session, closed."""
    table = rich_table()
    table.wait(2)
    table.do(wrap_up.close)
    return table.session


def trackers_session() -> RefinementSession:
    """Return a closed session with items of GitHub and of Azure DevOps, and some that are nowhere."""
    github = "https://github.com/acme/shop/issues"
    table = Table(
        opened(
            new=(
                item(4, "Slow search", key="acme/shop#9", url=f"{github}/9", source="github-json"),
                item(5, "Typed in the session", key="", url="", source="session"),
                item(6, "On GitLab", key="acme/shop#6", url="https://gitlab.example.com/acme/shop/-/issues/6"),
                item(7, "Nobody got to this", key="#77", url="", source="github-json"),
            ),
            candidates=(
                item(
                    1,
                    "Refund a payment",
                    key="acme/shop#7",
                    url=f"{github}/7",
                    source="github-json",
                    labels=("checkout", "size: 3"),
                    why="support does this by hand",
                    acceptance_criteria=("agent can refund in full", "ledger entry exists"),
                ),
                item(2, "Say its price in $(date), `id` and 'quotes'", key="#12", url="", source="github-json"),
                item(
                    3,
                    "Export <statements>",
                    key="4711",
                    url="",
                    source="azure-devops-csv",
                    type="User Story",
                    status="New",
                    labels=("billing", "q4"),
                    acceptance_criteria=("CSV & PDF", "opens in a sheet"),
                ),
            ),
        )
    )
    table.do(triage.set_disposition, item=4, disposition=Disposition.NOT_NOW)
    table.do(triage.set_reason, item=4, reason="after the move, see #7")
    table.do(triage.set_disposition, item=5, disposition=Disposition.LATER)
    table.do(triage.set_disposition, item=6, disposition=Disposition.LATER)
    for number, estimate in ((1, "5"), (2, "8"), (3, "3")):
        table.do(deep_dive.set_estimate, item=number, value=estimate)
    table.do(recording.add_decision, text="Refunds go through the ledger", because="auditors ask", item=1)
    table.do(recording.add_question, text="Which currencies?", owner="@Ben", due=date(2026, 12, 2), item=2)
    table.do(deep_dive.mark_ready, item=1)
    table.do(deep_dive.mark_not_ready, item=2, reason="nobody knows the currencies")
    table.do(deep_dive.mark_ready, item=3)
    table.do(wrap_up.close)
    return table.session


def empty_session() -> RefinementSession:
    """Return a session to which nobody and nothing came, closed after a minute."""
    table = Table(opened(people=""))
    table.wait(1)
    table.do(wrap_up.close)
    return table.session


def running_session() -> tuple[RefinementSession, datetime]:
    """Return a session in the middle of its triage, and the moment."""
    new = (item(1, "First"), item(2, "Second"), item(3, "Third"))
    table = Table(opened(new=new, goal="Sort the new ones"))
    table.do(next_phase)
    table.do(triage.set_disposition, item=1, disposition=Disposition.LATER)
    table.do(recording.add_action, text="Ask Legal")
    table.wait(22)
    return table.session, table.now
