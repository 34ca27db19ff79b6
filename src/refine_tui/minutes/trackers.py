"""Finds the tracker of an item by its import format, its key and its URL."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from refine_tui.minutes.model import TrackerItem

_JIRA_KEY = re.compile(r"[A-Z][A-Z0-9_]{1,30}-\d{1,12}", re.ASCII)
_GITHUB_KEY = re.compile(r"(?P<repository>[A-Za-z0-9][\w-]{0,38}/[\w.-]{1,100})?#(?P<number>\d{1,12})", re.ASCII)
_GITHUB_PATH = re.compile(r"/(?P<repository>[A-Za-z0-9][\w-]{0,38}/[\w.-]{1,100})/(?:issues|pull)/\d{1,12}/?", re.ASCII)
_AZURE_KEY = re.compile(r"\d{1,10}", re.ASCII)

_JIRA = ("jira",)
_GITHUB = ("github",)
_AZURE = ("azure",)
_ELSEWHERE = (
    *("asana", "clickup", "gitlab", "linear", "monday", "notion", "openproject", "pivotal", "plane", "redmine"),
    *("shortcut", "taiga", "trello", "youtrack"),
)
"""Prefixes of the import formats of other trackers. Items of any other format may be in any tracker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GitHubIssue:
    """An issue or a pull request for ``gh``."""

    repository: str
    """``owner/repo``, with the host in front if it is not github.com; empty if unknown."""
    number: str


def is_jira(item: TrackerItem) -> bool:
    """Return whether *item* is an issue in Jira."""
    return _may_be_in(item, _JIRA) and _JIRA_KEY.fullmatch(item.key) is not None


def is_azure(item: TrackerItem) -> bool:
    """Return whether *item* is a work item of Azure DevOps."""
    return _may_be_in(item, _AZURE) and _AZURE_KEY.fullmatch(item.key) is not None


def github_issue(item: TrackerItem) -> GitHubIssue | None:
    """Return the issue that *item* is on GitHub, or None if it is not an issue there."""
    key = _GITHUB_KEY.fullmatch(item.key)
    if key is None or not _may_be_in(item, _GITHUB):
        return None
    host, found = "", None
    if item.line.item.url:
        try:
            address = urlsplit(item.line.item.url)
        except ValueError:
            return None
        host, found = address.hostname or "", _GITHUB_PATH.fullmatch(address.path)
        if found is None or not re.fullmatch(r"[\w.-]+", host, re.ASCII):
            return None  # a URL of another site
    repository = key["repository"] or (found["repository"] if found else "")
    prefix = "" if host in {"", "github.com", "www.github.com"} or not repository else f"{host}/"
    return GitHubIssue(repository=prefix + repository, number=key["number"])


def _may_be_in(item: TrackerItem, tracker: tuple[str, ...]) -> bool:
    others = tuple(name for name in (*_JIRA, *_GITHUB, *_AZURE, *_ELSEWHERE) if name not in tracker)
    return not item.source.startswith(others)
