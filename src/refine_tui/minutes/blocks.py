"""What a session settled about one item, as a block of lines to paste into its tracker."""

import re
from datetime import datetime
from enum import StrEnum

from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.session import RefinementSession
from refine_tui.minutes.document import document_of
from refine_tui.minutes.escaping import inline
from refine_tui.minutes.model import MinutesDocument, TrackerItem
from refine_tui.minutes.templating import day_words
from refine_tui.minutes.wording import (
    Escape,
    action_words,
    decision_words,
    dependency_words,
    outcome_words,
    question_words,
    waiver_words,
)


class BlockTarget(StrEnum):
    """Where a block is pasted."""

    PLAIN = "plain"
    JIRA = "jira"
    GITHUB = "github"


_JIRA_ACTS = re.compile(r"[{\[](?=[~\w])")
"""What makes a mention, a link or a macro of a text on sites with the older editor."""


def item_block(
    session: RefinementSession, item_id: int, *, now: datetime, target: BlockTarget = BlockTarget.PLAIN
) -> str:
    """Return what was settled about an item: outcome, estimate, story, criteria, decisions, what is still open.

    Every line begins with words of ours, so that none of them is a command where it is pasted.

    Raises:
        DomainError: the item was not brought to this session.
    """
    number = session.item(item_id).id
    document = document_of(session, now=now)
    return block_of(document, next(item for item in document.items if item.id == number), target)


def block_of(document: MinutesDocument, item: TrackerItem, target: BlockTarget) -> str:
    """Return the block of one item of *document*."""
    escape, line = _ESCAPES[target], item.line
    blocks = [f"Refinement {day_words(document.day)}: {outcome_words(item, escape)}"]
    fields = {"Estimate": line.estimate, "Why": line.why, "Outcome": line.outcome, "Measure": line.measure}
    bullet, blank = ("- ", "\n") if target is BlockTarget.GITHUB else ("", "")
    told = [f"{bullet}{_label(name, target)} {escape(text)}" for name, text in fields.items() if text]
    if told:
        blocks.append("\n".join(told))
    lists = {
        "Acceptance criteria": [escape(text) for text in line.criteria],
        "Depends on": [dependency_words(each, escape) for each in line.dependencies],
        "Waived": [waiver_words(each, escape) for each in line.waived],
        "Missing": [escape(text) for text in line.missing] if item.refined else [],
        "Decisions": [decision_words(each, escape) for each in item.decisions],
        "Open questions": [question_words(each, escape) for each in item.questions],
        "Actions": [action_words(each, escape) for each in item.actions],
    }
    blocks += [
        f"{_label(name, target)}\n{blank}" + "\n".join(f"- {text}" for text in texts)
        for name, texts in lists.items()
        if texts
    ]
    return "\n\n".join(blocks) + "\n"


def _label(name: str, target: BlockTarget) -> str:
    return f"**{name}:**" if target is BlockTarget.GITHUB else f"{name}:"


def _for_jira(text: str) -> str:
    return _JIRA_ACTS.sub(r"\\\g<0>", clean_line(text))


_ESCAPES: dict[BlockTarget, Escape] = {
    BlockTarget.PLAIN: clean_line,
    BlockTarget.JIRA: _for_jira,
    BlockTarget.GITHUB: inline,
}
