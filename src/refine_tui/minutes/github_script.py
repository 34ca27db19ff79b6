"""Write the results of a session as a shell script of ``gh`` commands, which a person reads and then runs.

Every text of a person is in single quotes, in a comment of one line, or in a here-document. The delimiter of the
here-document is quoted, so the shell expands nothing, and is no line of the text.
"""

import re
import shlex

from refine_tui.domain.plain_text import clean_line
from refine_tui.minutes.blocks import BlockTarget, block_of
from refine_tui.minutes.errors import EmptyExportError
from refine_tui.minutes.model import MinutesDocument, TrackerItem
from refine_tui.minutes.templating import day_words
from refine_tui.minutes.trackers import GitHubIssue, github_issue

_ESTIMATE_LABEL = re.compile(r"(?P<prefix>(?:size|sp|points?|estimate)\s*[:/ ]\s*)(?P<value>\S+)", re.IGNORECASE)
_LABEL_PREFIX = "estimate: "

_HEAD = """\
#!/bin/sh
# Refinement – {team} – {day}
# Tells the issues on GitHub what was settled. Read it, take out what you do not want, then run it with `sh`.
# It needs the GitHub CLI, `gh`, logged in. To see what it would do: DRY_RUN=yes sh FILE
# Run it once: each run adds its comments again.
set -eu
"""
_REPOSITORY = """\
# Some issues were named by their number alone: say in which repository they are.
REPO=${REPO:-}
: "${REPO:?is missing: run it as REPO=owner/name sh FILE}"
"""
_FUNCTIONS = """\
DRY_RUN=${DRY_RUN:-}

run() {
    if [ -z "$DRY_RUN" ]; then
        gh "$@"
    else
        printf 'gh'
        printf ' %s' "$@"
        printf '\\n'
        if [ "$2" = comment ]; then cat; fi
    fi
}

# A label that exists already is no problem; any other one shows as soon as the label is used.
make_label() {
    run label create "$2" --repo "$1" 2>/dev/null || :
}
"""


def render_github_script(document: MinutesDocument) -> str:
    """Return the script; items that are not on GitHub are listed as comments.

    The script changes the estimate label of an issue, and its title if a session changed it. Everything else becomes
    a comment, so no text on GitHub is overwritten.

    Raises:
        EmptyExportError: no item on GitHub has a result.
    """
    found = [(item, github_issue(item)) for item in document.items if _has_result(item)]
    issues = [(item, issue) for item, issue in found if issue]
    if not issues:
        raise EmptyExportError("Nothing was settled about an item on GitHub, so there is no script for `gh`.")
    parts = [_HEAD.format(team=_comment(document.team), day=day_words(document.day))]
    if not all(issue.repository for _, issue in issues):
        parts.append(_REPOSITORY)
    parts.append(_FUNCTIONS)
    parts += [_commands(document, item, issue) for item, issue in issues]
    others = [item for item, issue in found if issue is None]
    if others:
        parts.append(
            "# Not on GitHub; write these where they are tracked:\n" + "".join(f"{_heading(item)}\n" for item in others)
        )
    return "\n".join(parts)


def _has_result(item: TrackerItem) -> bool:
    return item.decided or item.refined or bool(item.decisions or item.questions)


def _commands(document: MinutesDocument, item: TrackerItem, issue: GitHubIssue) -> str:
    repository = shlex.quote(issue.repository) if issue.repository else '"$REPO"'
    commands = [f"{_heading(item)}\n"]
    if "title" in item.edited:
        title = shlex.quote(f"--title={clean_line(item.line.item.title)}")
        commands.append(f"run issue edit {issue.number} --repo {repository} {title}\n")
    commands += _estimate(item, issue.number, repository)
    body = block_of(document, item, BlockTarget.GITHUB)
    delimiter = _delimiter(body)
    commands.append(
        f"run issue comment {issue.number} --repo {repository} --body-file - <<'{delimiter}'\n{body}{delimiter}\n"
    )
    return "".join(commands)


def _estimate(item: TrackerItem, number: str, repository: str) -> list[str]:
    """Return the commands that replace the label of the estimate with the agreed one."""
    estimate = clean_line(item.line.estimate)
    if not item.agreed or not estimate:
        return []
    before = [label for label in item.labels if _ESTIMATE_LABEL.fullmatch(label)]
    found = _ESTIMATE_LABEL.fullmatch(before[0]) if before else None
    label = f"{found['prefix'] if found else _LABEL_PREFIX}{estimate}"
    if label in before:
        return []
    add = shlex.quote(f"--add-label={_list_entry(label)}")
    remove = "".join(f" {shlex.quote(f'--remove-label={_list_entry(old)}')}" for old in before)
    return [
        f"make_label {repository} {shlex.quote(label)}\n",
        f"run issue edit {number} --repo {repository} {add}{remove}\n",
    ]


def _list_entry(label: str) -> str:
    """Return *label* as an entry of a comma-separated list for ``gh``: in quotes if it has a comma itself."""
    if any(mark in label for mark in ',"\n'):
        doubled = label.replace('"', '""')
        return f'"{doubled}"'
    return label


def _heading(item: TrackerItem) -> str:
    return f"# {_comment(item.line.item.key)} {_comment(item.line.item.title)}"


def _comment(text: str) -> str:
    """Return *text* as part of a comment: one line, without any kind of line break."""
    return " ".join(clean_line(text).split())


def _delimiter(body: str) -> str:
    lines = body.split("\n")
    number = 1
    while (delimiter := f"REFINE_{number}") in lines:
        number += 1
    return delimiter
