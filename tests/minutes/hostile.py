"""What people might type to break a document, on purpose or not, and a session in which they typed it everywhere."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from refine_tui.domain import deep_dive, readiness, recording, triage, wrap_up
from refine_tui.domain.dispositions import Disposition
from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.records import ActionItem, Question
from refine_tui.domain.session import Numbers, RefinementSession
from refine_tui.domain.session_setup import OpenItems
from tests.minutes.building import START, Table, item, opened

PIECES = st.sampled_from(
    [
        *"ab1 .,:;!?@/-_*~`[]()<>{}&#|\\+='\"^%$é…—\n\r\t\x00\x1b\u2028",
        *("http://", "https://a.org/x", "www.a.com", "a@b.co", "@bob", "example.com", "//", "mailto:"),
        *("**", "__", "~~", "``", "```", "![", "](x)", "[x](y)", "[^1]", "[ ] ", "[x]: y"),
        *("<b>", "</b>", "<!--", "-->", "</style>", "<script>", "</li>", "<!here>", "{code}", "[~bob]", "{{ x }}"),
        *("&amp;", "&#64;", "<https://a.org>", "/assign", "\n/close", "@here", "#12", "!12", "a/b#3"),
        *("# ", "## ", "- ", "+ ", "1. ", "2) ", "> ", "---", "===", "|", "| - |", "\\n", "\\,"),
        *("$(touch x)", "`touch x`", "${x}", "'; touch x; '", "\nREFINE_1\n", "REFINE_1", "EOF"),
        *("--body=x", "=1+1", "%0a"),
        *("END:VEVENT", "BEGIN:VALARM", ";X=1:", ":bob:", "\u202e"),
    ]
)  # fmt: skip
HOSTILE = st.lists(PIECES, min_size=1, max_size=14).map("".join) | st.text(max_size=30)

TYPED = HOSTILE.map(clean_line).filter(lambda text: bool(text) and not text.endswith("."))
"""What a line of it is kept as; a full stop at the end of a decision is ours to write or to leave out."""
NAMES = TYPED.map(lambda text: text.lstrip("@ ")).filter(bool)
"""What is left of a name once it notifies nobody."""

THOROUGH = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""How many sessions are typed for one test, however busy the machine is."""

TEXT, NAME = "\ue000", "\ue001"
"""Stand for what was typed in the session that tells what a document must say."""


def saying(text: str, name: str, *, key: str = "PAY-12", url: str = "", source: str = "") -> RefinementSession:
    """Return a closed session of three items in which everybody typed *text*, and was called *name*."""
    fields = {"url": url, "source": source}
    table = Table(
        opened(
            team=text,
            goal=text,
            product_goal=text,
            new=(item(1, text, key="", url=""), item(2, text, key="", url="")),
            candidates=(item(3, text, key=key, why=text, type=text, status=text, labels=(text,), **fields),),
            numbers=Numbers(action=9, question=9),
            before=OpenItems(
                actions=(ActionItem(number=1, text=text, owner=name, at=START),),
                questions=(Question(number=1, text=text, owner=name, item=3, at=START),),
            ),
        )
    )
    table.do(triage.set_disposition, item=1, disposition=Disposition.NEXT_SESSION)
    table.do(triage.set_reason, item=1, reason=text)
    table.do(deep_dive.set_story_field, item=3, field=deep_dive.StoryField.OUTCOME, text=text)
    table.do(deep_dive.add_criterion, item=3, text=text)
    table.do(deep_dive.add_criterion, item=3, text=text)
    table.do(deep_dive.set_estimate, item=3, value="5")
    table.do(readiness.waive_check, item=3, check="small", by=name, reason=text)
    table.do(readiness.add_dependency, item=3, text=text, who=name)
    table.do(deep_dive.mark_not_ready, item=3, reason=text)
    table.do(recording.add_action, text=text, owner=name, item=3)
    table.do(recording.add_decision, text=text, because=text, item=3)
    table.do(recording.add_note, text=text, item=3)
    table.do(recording.add_parked_topic, text=text)
    table.do(wrap_up.set_next_session, at=START + timedelta(days=7))
    table.do(wrap_up.close)
    return replace(
        table.session,
        items=tuple(
            replace(held, item=replace(held.item, edited=("title",))) if held.id == 3 else held
            for held in table.session.items
        ),
    )


def as_typed(text: str, typed: str, name: str) -> str:
    """Return a part of the document in which the stand-ins were typed, as it must read in the one that was typed."""
    return text.replace(TEXT, typed).replace(NAME, name)
