"""The few lines for a chat: within its length, and nothing in them acts."""

import re
from dataclasses import replace

import pytest
from hypothesis import given

from refine_tui.domain import recording, wrap_up
from refine_tui.minutes.document import document_of
from refine_tui.minutes.short import LONGEST, chat_text, render_short
from tests.minutes.building import START, Table, closed_session, item, opened
from tests.minutes.hostile import NAME, NAMES, TEXT, THOROUGH, TYPED, as_typed, saying

BOLD = re.compile(
    r"^\*(?:Refinement|Actions|Decisions|Ready|Needs work|Open questions|Triaged|Not reached|Next session)\*"
)
ACTING = re.compile(r"(?:^|[^\w])([*_~])(?=\S)[^*_~]*(?<=\S)\1(?!\w)|(?<!\w)@\w|<[@#!\w]|&\w+;")


def shown(text: str) -> list[str]:
    """Return the lines as a chat shows them, our bold labels in guillemets."""
    lines = [BOLD.sub("«»", line) for line in text.splitlines()]
    return [line.replace("`", "") for line in lines]


@THOROUGH
@given(text=TYPED, name=NAMES)
def test_the_lines_read_as_typed_and_only_our_labels_are_bold(text: str, name: str) -> None:
    """Whatever was typed, the lines are ours, one fact each."""
    written = render_short(document_of(saying(text, name), now=START))
    expected = shown(render_short(document_of(saying(TEXT, NAME), now=START)))

    assert shown(written) == [as_typed(line, text.replace("`", "ˋ"), name.replace("`", "ˋ")) for line in expected]
    for line in written.splitlines():
        outside = re.sub(r"`[^`\n]+`", "", BOLD.sub("", line))
        assert "`" not in outside
        assert not ACTING.search(outside), line


def test_what_does_not_fit_is_left_out_from_the_least_important_end_and_counted() -> None:
    """Actions and decisions stay; the next session stays; the count of what is missing is told."""
    table = Table(opened(new=tuple(item(n, f"Item {n} {'with a long title ' * 4}") for n in range(1, 80))))
    table.do(recording.add_action, text="Ask Legal", owner="Ben")
    table.do(recording.add_decision, text="We begin with refunds")
    table.do(wrap_up.set_next_session, at=START)
    text = render_short(document_of(table.session, now=START))
    told = len(re.findall(r"^• PAY-\d+", text, re.MULTILINE))

    assert len(text) <= LONGEST
    assert len(text) > LONGEST - 200
    assert "☐ A1 Ask Legal" in text
    assert "• D1 We begin with refunds" in text
    assert f"… and {79 - told} more in the full minutes" in text
    assert text.rstrip().splitlines()[-1].startswith("*Next session*")


def test_texts_without_end_are_cut_so_that_the_message_fits() -> None:
    """The head fits whatever the team and its goal are called."""
    long = "&<" * 5000
    session = replace(closed_session(), goal=long, team=replace(closed_session().team, name=long))

    assert len(render_short(document_of(session, now=START))) <= LONGEST
    assert chat_text("x" * 900).endswith("…")


def test_a_template_that_says_too_much_is_cut_between_lines() -> None:
    """A team's own one may tell what ours does not."""
    template = "{% for number in range(400) %}line {{ number }}\n{% endfor %}"
    text = render_short(document_of(closed_session(), now=START), template=template)

    assert len(text) <= LONGEST
    assert text.splitlines()[-1] == "… the rest is in the full minutes"
    assert text.splitlines()[-2].startswith("line ")


def test_only_open_action_items_are_told() -> None:
    """What is done needs nobody."""
    labels = re.findall(r"^☐ (A\d+)", render_short(document_of(closed_session(), now=START)), re.MULTILINE)

    assert labels == ["A17", "A18", "A19"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a < b & c > d", "a < b & c > d"),
        ("snake_case and 3 * 4 ~ 12", "snake_case and 3 * 4 ~ 12"),
        ("the *best* of _all_ ~x~", "the `*best*` of `_all_` `~x~`"),
        ("ask @here, or a@b.co", "ask `@here,` or a@b.co"),
        ("run `id`", "run ˋidˋ"),
        ("<!channel>", "`<!channel>`"),
        ("R&D, R&amp;D", "R&D, `R&amp;D`"),
    ],
)
def test_only_words_that_would_act_stand_in_code(text: str, written: str) -> None:
    """The smallest change."""
    assert chat_text(text) == written
