"""Minutes as Markdown: the bytes are the product.

The files under ``golden/`` are compared byte for byte. After a wanted change write them anew with
``REFINE_WRITE_GOLDEN=1 pytest tests/minutes`` and read the difference.
"""

import os
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from refine_tui.domain import deep_dive, readiness, recording
from refine_tui.domain.errors import RefineError
from refine_tui.domain.records import ActionItem, Question
from refine_tui.domain.session import Numbers, RefinementSession
from refine_tui.domain.session_setup import OpenItems
from refine_tui.minutes.document import document_of
from refine_tui.minutes.markdown import render_markdown
from refine_tui.minutes.session_json import render_json
from tests.minutes.building import START, Table, closed_session, empty_session, item, opened, running_session

GOLDEN = Path(__file__).parent / "golden"
SESSIONS: dict[str, Callable[[], tuple[RefinementSession, datetime]]] = {
    "rich": lambda: (closed_session(), START),
    "empty": lambda: (empty_session(), START),
    "running": running_session,
}
ACTION = re.compile(
    r"- (?:\[(?P<box>[ x])\] )?(?P<id>A\d+) (?P<text>.+) — (?P<owner>.+?) — due (?P<due>\d{4}-\d\d-\d\d|\?)"
    r"(?: — (?P<item>\[.+\]\(.+\)|(?!(?:done|dropped)$)\S+))?(?: — (?P<fate>done|still open|dropped|not looked at))?"
)


@pytest.mark.parametrize("name", SESSIONS)
def test_the_minutes_are_those_of_the_golden_file(name: str) -> None:
    """Markdown and JSON of a rich, an empty and a running session."""
    session, now = SESSIONS[name]()
    texts = {".md": render_markdown(document_of(session, now=now)), ".json": render_json(document_of(session, now=now))}
    for ending, text in texts.items():
        golden = GOLDEN / f"{name}{ending}"
        if os.environ.get("REFINE_WRITE_GOLDEN"):
            golden.write_bytes(text.encode())

        assert text.encode() == golden.read_bytes()


@pytest.mark.parametrize("name", SESSIONS)
def test_the_minutes_are_clean_text(name: str) -> None:
    """One line feed at the end, no blanks at the ends of lines, no doubled blank lines, no line that commands."""
    session, now = SESSIONS[name]()
    text = render_markdown(document_of(session, now=now))

    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not re.search(r"[ \t\r]\n|\n\n\n|\ufeff|^\s*/", text, re.MULTILINE)


def test_the_sections_come_in_the_order_in_which_they_are_read() -> None:
    """Actions and decisions first, attendance last."""
    headings = re.findall(r"^## (.+)$", render_markdown(document_of(closed_session(), now=START)), re.MULTILINE)

    assert headings == [
        "Actions", "Promised before", "Decisions", "Ready", "Needs work", "Triaged", "Not reached", "Open questions",
        "Answered questions", "Parked", "Notes", "How it went", "Next session", "Time by phase", "Attendance",
    ]  # fmt: skip


def test_action_items_can_be_read_back() -> None:
    """Box, number, text, owner, day and item stand where a reader of the file finds them; gaps show."""
    lines = render_markdown(document_of(closed_session(), now=START)).split("## Promised before")[0].splitlines()
    found = [match.groupdict() for line in lines if (match := ACTION.fullmatch(line))]

    assert [(a["id"], a["box"], a["owner"], a["due"]) for a in found] == [
        ("A17", " ", "Dev", "2026-12-01"),
        ("A18", " ", "Chloé", "2026-12-03"),
        ("A19", " ", "owner ?", "?"),
        ("A20", "x", "Ben", "?"),
        ("A21", None, "Ana", "?"),
    ]
    assert found[1]["item"] == "[PAY-12](https://jira.example.com/browse/PAY-12)"
    assert [a["fate"] for a in found] == [None, None, None, None, "dropped"]


def test_promises_are_action_items_with_what_became_of_them() -> None:
    """In the same grammar, with one word more."""
    lines = (
        render_markdown(document_of(closed_session(), now=START))
        .split("## Promised before")[1]
        .split("## ")[0]
        .splitlines()
    )
    found = [match.groupdict() for line in lines if (match := ACTION.fullmatch(line))]

    assert [(a["id"], a["box"], a["owner"], a["due"], a["fate"]) for a in found] == [
        ("A11", "x", "Chloé", "2026-11-26", "done"),
        ("A12", " ", "Dev", "2026-11-30", "still open"),
        ("A14", None, "Ben", "?", "dropped"),
        ("A16", " ", "owner ?", "?", "not looked at"),
    ]
    assert found[1]["item"] == "[PAY-12](https://jira.example.com/browse/PAY-12)"


def test_a_running_session_says_so() -> None:
    """Nobody takes minutes so far for the final ones."""
    session, now = running_session()
    text = render_markdown(document_of(session, now=now))

    assert "so far, 10:23" in text
    assert "## Not yet reached" in text


def test_a_session_over_midnight_tells_the_second_day() -> None:
    """The end is on another day than the beginning, in the session's zone."""
    table = Table(opened(now=START + timedelta(hours=13, minutes=50)))
    text = render_markdown(document_of(table.session, now=START + timedelta(hours=14, minutes=20)))

    assert "From 23:50 · so far, 2026-11-28 (Sat) 00:20 (30 min)" in text


def test_hostile_text_changes_nothing_but_the_text() -> None:
    """The rendered minutes have the same elements in the same order as those of a harmless session."""
    assert _elements("*[x](y)* <b>@bob</b> # `q` https://a.org") == _elements("harmless")


def test_a_template_of_the_user_takes_the_place_of_ours() -> None:
    """Its own words are Markdown; what people typed is escaped for it, also through its macros."""
    template = (
        "{% macro who(a) %}**{{ a.owner }}** {{ a.item | mention }}{% endmacro %}"
        "# {{ minutes.team }}  \n\n\n\n{% for a in minutes.actions[:2] %}- {{ a.text }}: {{ who(a) }}\n{% endfor %}"
    )
    table = Table(opened(team="A*B*C"))
    table.do(recording.add_action, text="Ask [Legal]", owner="x_y_")

    assert render_markdown(document_of(table.session, now=START), template=template) == (
        "# A\\*B\\*C\n\n- Ask \\[Legal\\]: **x_y\\_**\n"
    )


@pytest.mark.parametrize(
    ("own", "expression"),
    [
        ("**ours**", "own() + minutes.goal"),
        ("**ours** {}", "own().format(minutes.goal)"),
        ("**ours** %s", "own() % minutes.goal"),
        ("**ours**", "[minutes.goal, own()] | listed"),
        ("**ours**", "[minutes.goal, minutes.goal] | listed(own())"),
    ],
)
def test_what_a_template_joins_to_its_own_markdown_is_escaped(own: str, expression: str) -> None:
    """Whichever way it is joined; the template's own Markdown stays as it is."""
    template = f"{{% macro own() %}}{own}{{% endmacro %}}{{{{ {expression} }}}}"
    written = render_markdown(document_of(opened(goal="[x](y)"), now=START), template=template)

    assert r"\[x\](y)" in written
    assert "**ours**" in written


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        ("one\n{% if %}", "line 2: Expected an expression, got 'end of statement block'."),
        ("one\n\n{{ nothing }}", "line 3: 'nothing' is undefined."),
        ("{{ minutes.foo }}", "line 1: "),
        ("\n{{ 1 / 0 }}", "line 2: division by zero."),
        ("{{ minutes.team | nofilter }}", "line 1: No filter named 'nofilter'."),
        ("{{ minutes.__class__.__mro__ }}", "line 1: access to attribute '__class__'"),
        ("{% include 'other' %}", "line 1: "),
        ("{% macro a() %}\n{{ a() }}{% endmacro %}{{ a() }}", "line 2: maximum recursion depth exceeded"),
    ],
)
def test_a_broken_template_is_told_in_one_sentence(template: str, sentence: str) -> None:
    """The sentence names the template, the line and the problem."""
    with pytest.raises(RefineError) as told:
        render_markdown(document_of(empty_session(), now=START), template=template, template_name="ours.j2")

    assert told.value.message.startswith(f"The minutes template ours.j2, {sentence}")
    assert "\n" not in told.value.message


def _elements(text: str) -> list[str]:
    table = Table(
        opened(
            team=text,
            goal=text,
            new=(item(1, text, url="", key=text), item(2, text)),
            candidates=(item(3, text, why=text, acceptance_criteria=(text, text)),),
            numbers=Numbers(action=9, question=9),
            before=OpenItems(
                actions=(ActionItem(number=1, text=text, owner=text, at=START),),
                questions=(Question(number=1, text=text, at=START), Question(number=2, text=text, at=START)),
            ),
        )
    )
    table.do(recording.answer_question, number=1, answer=text)
    table.do(readiness.waive_check, item=3, check="small", by=text, reason=text)
    table.do(readiness.add_dependency, item=3, text=text, who=text)
    table.do(deep_dive.mark_not_ready, item=3, reason=text)
    table.do(recording.add_action, text=text, owner=text, item=2)
    table.do(recording.add_decision, text=text, because=text, item=3)
    table.do(recording.add_note, text=text)
    tokens = MarkdownIt("gfm-like").parse(render_markdown(document_of(table.session, now=table.now)))
    return [
        kind.type
        for token in tokens
        for kind in (token, *(token.children or ()))
        if kind.type not in {"text", "code_inline"}
    ]
