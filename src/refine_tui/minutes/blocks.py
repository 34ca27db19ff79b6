"""The result for one item as a block of lines to paste into its tracker."""

import re
from enum import StrEnum

from refine_tui.domain.errors import DomainError
from refine_tui.domain.plain_text import clean_line
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
    """The editor that a block is pasted into."""

    PLAIN = "plain"
    JIRA = "jira"
    GITHUB = "github"


_JIRA_MARKUP = re.compile(r"(?P<backslashes>(?<!\\)\\*+)(?P<mark>[{\[])(?=[~\w])")
"""Matches the start of a mention, a link or a macro in Jira's older editor, with the backslashes in front of it."""
_BACKSLASH = "&#92;"
"""A backslash in Jira: typed in front of a mark, it would join with ours to a line break and free the mark."""


def item_block(document: MinutesDocument, item_id: int, *, target: BlockTarget = BlockTarget.PLAIN) -> str:
    """Return the result for an item: outcome, estimate, story, criteria, decisions, open questions and actions.

    Every line begins with text of ours, so no line is a command for the tracker.

    Raises:
        DomainError: the item is not part of the session.
    """
    found = next((item for item in document.items if item.id == item_id), None)
    if found is None:
        raise DomainError(f"Item #{item_id} is not part of this session.")
    return block_of(document, found, target)


def block_of(document: MinutesDocument, item: TrackerItem, target: BlockTarget) -> str:
    """Return the block of one item of *document*."""
    escape, line = _ESCAPES[target], item.line
    blocks = [f"Refinement {day_words(document.day)}: {outcome_words(item, escape)}"]
    fields = {"Estimate": line.estimate, "Why": line.why, "Outcome": line.outcome, "Measure": line.measure}
    bullet, blank = ("- ", "\n") if target is BlockTarget.GITHUB else ("", "")
    fields_text = [f"{bullet}{_label(name, target)} {escape(text)}" for name, text in fields.items() if text]
    if fields_text:
        blocks.append("\n".join(fields_text))
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
    return _JIRA_MARKUP.sub(_escaped_for_jira, clean_line(text))


def _escaped_for_jira(found: re.Match[str]) -> str:
    return f"{_BACKSLASH * len(found['backslashes'])}\\{found['mark']}"


_ESCAPES: dict[BlockTarget, Escape] = {
    BlockTarget.PLAIN: clean_line,
    BlockTarget.JIRA: _for_jira,
    BlockTarget.GITHUB: inline,
}
