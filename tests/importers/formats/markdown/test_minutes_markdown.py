"""Our own minutes come back: what is left for the next session, and the action items."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refine_tui.domain import deep_dive, recording, triage, wrap_up
from refine_tui.domain.backlog_item import ImportedAction
from refine_tui.domain.dispositions import CarryOver, Disposition, disposition_by_code
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.records import ActionItem, ActionStatus
from refine_tui.importers.detection import read_items
from refine_tui.importers.formats.markdown.minutes_markdown import unescaped
from refine_tui.importers.report import ImportReport
from refine_tui.minutes.document import document_of
from refine_tui.minutes.escaping import inline
from refine_tui.minutes.markdown import render_markdown
from tests.minutes.building import START, Table, closed_session, item, opened, running_session
from tests.minutes.hostile import NAMES, TYPED

GOLDEN = Path(__file__).parents[3] / "minutes" / "golden"


def read(text: str) -> ImportReport:
    """Read minutes, as they would come back from a wiki."""
    return read_items(text.encode(), name="minutes.md")


def test_what_is_left_for_the_next_session_comes_back() -> None:
    """Needs work, next session, needs information and not reached do; ready, parked and archived items do not."""
    report = read(render_markdown(document_of(closed_session(), now=START)))

    assert report.format == "minutes-markdown"
    assert [(found.key, found.title, found.url) for found in report.items] == [
        (key, title, f"https://jira.example.com/browse/{key}")
        for key, title in (
            ("PAY-20", "Fast reports"),
            ("PAY-41", "Two-factor reset"),
            ("PAY-44", "Export for auditors"),
            ("PAY-31", "Rate limits on the public API"),
            ("PAY-46", "Search by IBAN"),
            ("PAY-33", "Export statements"),
        )
    ]
    assert report.warnings == ("PAY-20 was not ready: no measurable target.",)
    assert [row.reason for row in report.skipped] == ["It was dropped in the session."]


def test_action_items_come_back_with_owner_day_item_and_status() -> None:
    """Those of the session, and those that were promised before."""
    actions = read(render_markdown(document_of(closed_session(), now=START))).actions

    assert [(action.label, action.status) for action in actions] == [
        ("A17", ActionStatus.OPEN),
        ("A18", ActionStatus.OPEN),
        ("A19", ActionStatus.OPEN),
        ("A20", ActionStatus.DONE),
        ("A21", ActionStatus.DROPPED),
        ("A11", ActionStatus.DONE),
        ("A12", ActionStatus.OPEN),
        ("A14", ActionStatus.DROPPED),
        ("A16", ActionStatus.OPEN),
    ]
    assert actions[1] == ImportedAction(
        label="A18",
        text="Ask Legal whether refunds need a reason code",
        owner="Chloé",
        due=date(2026, 12, 3),
        item="PAY-12",
    )
    assert actions[2] == ImportedAction(label="A19", text="Write the spike for rate limits")


def test_minutes_of_a_running_session_come_back_too() -> None:
    """What is not yet reached is for the next session as well; Windows' line ends do no harm."""
    session, now = running_session()

    report = read(render_markdown(document_of(session, now=now)).replace("\n", "\r\n"))

    assert [found.title for found in report.items] == ["Second", "Third"]
    assert [action.text for action in report.actions] == ["Ask Legal"]


def test_the_story_of_an_item_comes_back() -> None:
    """Why and criteria; what the tracker calls them stays with the tracker."""
    table = Table(opened(candidates=(item(12, "Refund", why="by hand, 40 a week"),)))
    for text in ("in *full*", "in part"):
        table.do(deep_dive.add_criterion, item=12, text=text)
    table.do(deep_dive.mark_not_ready, item=12, reason="too large…")
    table.do(wrap_up.close)

    report = read(render_markdown(document_of(table.session, now=table.now)))

    (found,) = report.items
    assert (found.why, found.acceptance_criteria, found.description) == (
        "by hand, 40 a week",
        ("in *full*", "in part"),
        "",
    )
    assert report.warnings == ("PAY-12 was not ready: too large….",)


DROPPED = ActionStatus.DROPPED


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "[ ] A1 Ask — or tell — Legal — Ana — due ?",
            ImportedAction(label="A1", text="Ask — or tell — Legal", owner="Ana"),
        ),
        (
            "[ ] A2 Say — due ? — Ben — due 2026-12-01 — `#47`",
            ImportedAction(label="A2", text="Say — due ?", owner="Ben", due=date(2026, 12, 1), item="#47"),
        ),
        ("[x] A3 Tell — owner ? — due 2026-02-31 — PAY-1 — dropped", None),
        ("[x] A4 Tell `@ana` — Ana — due ? — acme/shop#3 — kept", None),
        ("[ ] A5 no owner and no day", None),
        ("A6 Tell — Ana — due ?", None),
        ("A7 Tell — Ana — due ? — dropped", ImportedAction(label="A7", text="Tell", owner="Ana", status=DROPPED)),
        ("[ ] A8 Tell — Ana — due ? — still open", ImportedAction(label="A8", text="Tell", owner="Ana")),
    ],
)
def test_the_grammar_is_read_from_its_end(line: str, expected: ImportedAction | None) -> None:
    """Texts may have dashes; what is no action item is named by its line."""
    text = (GOLDEN / "empty.md").read_text(encoding="utf-8") + f"\n## Actions\n\n- {line}\n"

    report = read(text)

    if line.startswith("[x] A3"):
        assert report.actions == (ImportedAction(label="A3", text="Tell", item="PAY-1", status=ActionStatus.DROPPED),)
    elif line.startswith("[x] A4"):
        assert report.actions == (
            ImportedAction(label="A4", text="Tell @ana", owner="Ana", item="acme/shop#3", status=ActionStatus.DONE),
        )
    else:
        assert report.actions == ((expected,) if expected else ())
        assert len(report.skipped) == (expected is None)


def test_minutes_of_another_form_are_markdown() -> None:
    """A heading alone does not make minutes of ours."""
    report = read_items("# Refinement – Payments – 2026-11-27 (Fri)\n\n- [ ] Refund\n", name="notes.md")

    assert (report.format, report.actions) == ("markdown", ())


def without_dash(text: str) -> bool:
    """Whether nothing in the text looks like what parts the fields, or is lost at the end of a line."""
    return "—" not in text and text == text.strip() and bool(clean_line(text))


WORDS = TYPED.filter(without_dash)
OWNERS = st.just("") | NAMES.filter(lambda name: without_dash(name) and name not in {"owner ?", "?"})
DAYS = st.none() | st.dates(min_value=date(2026, 1, 1), max_value=date(2030, 1, 1))
ACTIONS = st.lists(
    st.tuples(WORDS, OWNERS, DAYS, st.sampled_from([None, 1, 2, 3]), st.sampled_from(ActionStatus)), max_size=4
)
KEYS = st.sampled_from(["", "*odd*", "PAY-7", "acme/shop#3", "#12", "88"])
ENDS = st.sampled_from(
    ["not ready", "ready", "carried", "dropped", "parked", "next session", "needs information", "later"]
)


@settings(max_examples=25, deadline=None)
@given(
    titles=st.lists(st.tuples(WORDS, KEYS, st.booleans(), ENDS), min_size=3, max_size=3),
    actions=ACTIONS,
    reason=st.just("") | WORDS,
)
def test_what_the_minutes_of_any_session_say_is_read_back(
    titles: list[tuple[str, str, bool, str]],
    actions: list[tuple[str, str, date | None, int | None, ActionStatus]],
    reason: str,
) -> None:
    """The same action items, and the same items with key, address and title; nothing else."""
    table = Table(
        opened(
            new=tuple(
                item(
                    number,
                    title,
                    key=f"{key}{number}" if key else "",
                    url=f"https://example.com/{number}" if linked and key else "",
                )
                for number, (title, key, linked, _) in enumerate(titles, start=1)
            )
        )
    )
    for number, (_, _, _, end) in enumerate(titles, start=1):
        finish(table, number, end, reason)
    for text, owner, due, about, status in actions:
        table.do(recording.add_action, text=text, owner=owner, due=due, item=about)
        table.do(recording.set_action_status, number=table.session.numbers.action, status=status)
    session = table.session

    report = read(render_markdown(document_of(session, now=table.now)))

    assert report.actions == tuple(
        imported(action, {held.id: held.label for held in session.items}) for action in session.actions
    )
    come_back = [
        (held.item.key, held.item.url, held.item.title)
        for held, (_, _, _, end) in zip(sorted(session.items, key=lambda held: held.id), titles, strict=True)
        if end in {"not ready", "carried", "next session", "needs information"}
    ]
    assert sorted((found.key, found.url, found.title) for found in report.items) == sorted(come_back)


def finish(table: Table, number: int, end: str, reason: str) -> None:
    """Let an item end as it is said."""
    if end in {"next session", "needs information", "later"}:
        table.do(triage.set_disposition, item=number, disposition=disposition_by_code(end.replace(" ", "_")))
        if reason:
            table.do(triage.set_reason, item=number, reason=reason)
    elif end in {"carried", "dropped", "parked"}:
        table.do(wrap_up.set_carry_over, item=number, carry_over=CarryOver(end), reason=reason or "no time")
    else:
        table.do(triage.set_disposition, item=number, disposition=Disposition.DEEP_DIVE)
        ready = end == "ready"
        table.do(deep_dive.mark_ready, item=number) if ready else table.do(
            deep_dive.mark_not_ready, item=number, reason=reason
        )


def imported(action: ActionItem, labels: dict[int, str]) -> ImportedAction:
    """Return an action item as it comes back."""
    return ImportedAction(
        label=action.label,
        text=action.text,
        owner=action.owner.lstrip("@ "),
        due=action.due,
        item=labels[action.item] if action.item else "",
        status=action.status,
    )


@given(TYPED)
def test_what_was_escaped_is_read_as_it_was_typed(text: str) -> None:
    """Whatever was typed."""
    assert unescaped(inline(text)) == clean_line(text)


PIECES = [
    "- ",
    "[ ] ",
    "A1 ",
    "x",
    " — ",
    "due ",
    "?",
    "2026-01-01",
    "[a](https://example.com)",
    "`#1`",
    "\\",
    "`",
    "\n",
]
PIECES += ["## Actions\n", "## Triaged\n", "## Needs work\n", "Next session: ", "  - Why: ", " — not ready: ", "(A1)"]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3)).map("".join))
def test_minutes_that_somebody_has_edited_are_still_read(text: str) -> None:
    """Whatever stands behind the heading."""
    head = (GOLDEN / "empty.md").read_text(encoding="utf-8")

    report = read(head + "\n## Actions\n\n- " + text.replace("\ud800", ""))

    assert report.format == "minutes-markdown"
    assert all(found.title for found in report.items)
    assert all(action.text == clean_line(action.text) for action in report.actions)
