"""Writes records as single escaped lines, for the formats without a template."""

from collections.abc import Callable

from refine_tui.domain.plain_text import clean_line
from refine_tui.minutes.item_lines import DependencyLine, WaiverLine
from refine_tui.minutes.model import TrackerItem
from refine_tui.minutes.record_lines import ActionLine, DecisionLine, QuestionLine
from refine_tui.minutes.templating import clause

Escape = Callable[[str], str]


def outcome_words(item: TrackerItem, escape: Escape = clean_line) -> str:
    """Return ``Needs work: no measurable target``."""
    reason = escape(item.line.reason)
    return f"{item.result_title}: {reason}" if reason else item.result_title


def decision_words(decision: DecisionLine, escape: Escape = clean_line) -> str:
    """Return ``D4 What was decided, because of what``."""
    because = f", because {escape(clause(decision.because))}" if decision.because else ""
    return f"{decision.label} {escape(clause(decision.text))}{because}"


def question_words(question: QuestionLine, escape: Escape = clean_line) -> str:
    """Return ``Q2 What is asked? — Ana — due 2026-12-03``, without the last part if there is no date."""
    due = f" — due {question.due}" if question.due else ""
    return f"{question.label} {escape(question.text)} — {escape(question.owner) or 'owner ?'}{due}"


def action_words(action: ActionLine, escape: Escape = clean_line) -> str:
    """Return ``A17 What is to be done — Chloé — due 2026-12-03``."""
    return f"{action.label} {escape(action.text)} — {escape(action.owner) or 'owner ?'} — due {action.due or '?'}"


def dependency_words(dependency: DependencyLine, escape: Escape = clean_line) -> str:
    """Return ``What has to be done first — Ledger team — by 2026-12-10``."""
    return f"{escape(dependency.text)} — {escape(dependency.who) or 'who ?'} — by {dependency.by or '?'}"


def waiver_words(waiver: WaiverLine, escape: Escape = clean_line) -> str:
    """Return ``small enough for one sprint — Ana: one day over``."""
    return f"{escape(waiver.check)} — {escape(waiver.by)}: {escape(waiver.reason)}"
