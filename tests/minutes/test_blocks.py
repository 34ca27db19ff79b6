"""What was settled about one item, to paste."""

import os
import re
from datetime import timedelta

import pytest
from hypothesis import example, given

from refine_tui.domain.errors import DomainError
from refine_tui.domain.timekeeping import open_item, pause, resume
from refine_tui.domain.wrap_up import close
from refine_tui.minutes.blocks import BlockTarget, item_block
from refine_tui.minutes.document import document_of
from tests.minutes.building import START, closed_session, item, opened
from tests.minutes.hostile import NAME, NAMES, TEXT, THOROUGH, TYPED, as_typed, saying
from tests.minutes.test_formats import GOLDEN
from tests.minutes.test_github_script import elements, words


@pytest.mark.parametrize("target", BlockTarget)
def test_the_block_of_an_item_is_that_of_the_golden_file(target: BlockTarget) -> None:
    """Outcome, estimate, story, criteria, decisions, what is still open."""
    text = item_block(document_of(closed_session(), now=START), 12, target=target)
    golden = GOLDEN / f"rich-block-{target}.txt"
    if os.environ.get("REFINE_WRITE_GOLDEN"):
        golden.write_bytes(text.encode())

    assert text.encode() == golden.read_bytes()


@THOROUGH
@given(text=TYPED, name=NAMES)
def test_a_plain_block_has_our_lines_with_the_text_as_typed(text: str, name: str) -> None:
    """No line begins with what was typed, so that none is a command."""
    expected = item_block(document_of(saying(TEXT, NAME), now=START), 3).splitlines()
    lines = item_block(document_of(saying(text, name), now=START), 3).split("\n")

    assert lines == [*(as_typed(line, text, name) for line in expected), ""]
    assert all(re.match(r"$|- .|Refinement |[A-Z][a-z ]+:", line) for line in lines)


@THOROUGH
@given(text=TYPED, name=NAMES)
@example(text="a", name="\\[x]: y")
@example(text="\\\\[~bob] \\\\\\{code}", name="a")
def test_a_block_for_jira_mentions_nobody_and_opens_no_macro(text: str, name: str) -> None:
    """Otherwise it is the plain one: a backslash escapes a mark, an entity stands for each that was typed before it."""
    block = item_block(document_of(saying(text, name), now=START), 3, target=BlockTarget.JIRA)
    plain = item_block(document_of(saying(text, name), now=START), 3)

    assert re.sub(r"\\([{\[](?=[~\w]))", r"\1", block.replace("&#92;", "\\")) == plain.replace("&#92;", "\\")
    assert not re.search(r"(?<!\\)(?:\\\\)*[{\[][~\w]", block)


@THOROUGH
@given(text=TYPED, name=NAMES)
def test_a_block_for_github_has_our_elements_and_reads_as_typed(text: str, name: str) -> None:
    """Paragraphs, bold labels and bullets, and nothing besides."""
    block = item_block(document_of(saying(text, name), now=START), 3, target=BlockTarget.GITHUB)
    expected = item_block(document_of(saying(TEXT, NAME), now=START), 3, target=BlockTarget.GITHUB)

    assert elements(block) == elements(expected)
    assert words(block) == [as_typed(line, text, name) for line in words(expected)]


def test_a_story_that_is_being_worked_on_is_in_refinement_and_the_next_one_not_yet_reached() -> None:
    """Also when the clock is paused; once the session is closed without an outcome, neither was reached."""
    session = opened(candidates=(item(1, "Refunds", estimate="5"), item(2, "Receipts")))
    session = pause(open_item(session, item=1, now=START).session, now=START).session

    def first_line(number: int) -> str:
        return item_block(document_of(session, now=START + timedelta(minutes=5)), number).splitlines()[0]

    assert first_line(1) == "Refinement 2026-11-27 (Fri): In refinement today"
    assert first_line(2) == "Refinement 2026-11-27 (Fri): Not yet reached"
    session = open_item(resume(session, now=START).session, item=2, now=START + timedelta(minutes=4)).session
    assert first_line(1) == "Refinement 2026-11-27 (Fri): In refinement today"
    session = close(session, now=START + timedelta(minutes=5)).session
    assert first_line(1) == "Refinement 2026-11-27 (Fri): Not reached"


def test_an_item_that_was_not_brought_has_no_block() -> None:
    """The sentence says so."""
    with pytest.raises(DomainError, match="Item #99 is not part of this session"):
        item_block(document_of(closed_session(), now=START), 99)
