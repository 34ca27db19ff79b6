"""GitHub's issues in JSON: what ``gh issue list --json`` writes, and what the REST interface answers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.domain.plain_text import clean_line, clean_text, folded
from refine_tui.importers import acceptance_criteria
from refine_tui.importers.dates import DateReader
from refine_tui.importers.errors import ImportProblem
from refine_tui.importers.formats import JsonFormat
from refine_tui.importers.github_references import ADDRESS, is_reference, key_of, references
from refine_tui.importers.item_fields import distinct, estimate_text, is_finished
from refine_tui.importers.json_documents import found, text_of
from refine_tui.importers.json_entries import entries, list_of, names_of, reading
from refine_tui.importers.markdown_text import plain_line, without_comments
from refine_tui.importers.report import Reading

EXPORT = (
    "gh issue list -L 1000 --json number,title,body,url,labels,assignees,author,createdAt,updatedAt,milestone,state,"
    "projectItems > backlog.json"
)
"""The line that exports all open issues with all that is read here."""
PAGES = frozenset({30, 100})
"""How many entries one page has, where nobody asked for more."""

_FIELDS = frozenset(
    {"assignees", "author", "body", "closed", "closedAt", "comments", "createdAt", "id", "isPinned", "labels"}
    | {"milestone", "number", "projectCards", "projectItems", "reactionGroups", "state", "stateReason", "title"}
    | {"updatedAt", "url"}
)
"""What ``gh issue list --json`` can be asked for."""
_REPOSITORY = re.compile(r"[\w.-]{1,100}/[\w.-]{1,100}")
_PRIORITY = re.compile(r"p[0-4]\b.*|prio(?:rity)?\b[:/\s-]*(?P<word>.*)", re.IGNORECASE)
_ESTIMATE = re.compile(
    r"(?:size|sp|(?:story )?points?|estimate)[:/ -]\s*(?P<number>\d{1,3}(?:[.,]\d{1,2})?)", re.IGNORECASE
)
_ESTIMATES = frozenset({"estimate", "points", "story points", "storypoints", "sp", "size"})
_DATES = DateReader()


def read(value: object, name: str) -> Reading:
    """Read every issue that has a title; pull requests are counted.

    Raises:
        ImportProblem: none of the issues has a title.
    """
    found_entries = _entries(value)
    issues = [(number, entry) for number, entry in enumerate(found_entries, start=1) if not _is_pull_request(entry)]
    if issues and not any(_title(issue) for _, issue in issues):
        raise ImportProblem(f"{name} has no titles: export the issues again with “{EXPORT}”.")
    repository = text_of(found(value, "repo")) or text_of(found(value, "repository"))
    repository = repository if _REPOSITORY.fullmatch(repository) else ""
    return reading(
        issues,
        title=_title,
        item=lambda issue: _item(issue, repository),
        warnings=tuple(_warnings(name, len(found_entries), len(found_entries) - len(issues))),
    )


def _recognises(value: object) -> bool:
    return any(map(_is_issue, _entries(value)))


FORMAT = JsonFormat(name="github-json", recognises=_recognises, read=read, wanted="a number and a title")


def _entries(value: object) -> list[object]:
    return entries(value, "issues", "items")


def _is_issue(entry: object) -> bool:
    if not isinstance(entry, dict) or not entry.keys() & {"number", "title"}:
        return False
    if entry.keys() <= _FIELDS:
        return True
    return {"number", "title"} <= entry.keys() and not entry.keys() & {"iid", "fields", "content"}


def _is_pull_request(entry: object) -> bool:
    if found(entry, "pull_request") is not None or found(entry, "isPullRequest") is True:
        return True
    address = ADDRESS.fullmatch(_address(entry))
    return address is not None and address["kind"].startswith("pull")


def _title(entry: object) -> str:
    return clean_line(text_of(found(entry, "title")))


def _warnings(name: str, number: int, pull_requests: int) -> Iterator[str]:
    if pull_requests:
        yield f"{pull_requests:,} pull request{'' if pull_requests == 1 else 's'} left out."
    if not number:
        yield f"{name} has no issues in it."
    if number in PAGES:
        yield f"{name} has exactly {number} entries, probably one page only: “{EXPORT}” gets all."


def _address(entry: object) -> str:
    return clean_line(text_of(found(entry, "html_url")) or text_of(found(entry, "url")))


def _item(entry: Mapping[str, object], repository: str) -> ImportedItem:
    issue = _Issue.of(entry, repository)
    body = without_comments(re.sub(r"\r\n?", "\n", text_of(entry.get("body"))))
    others = references(body, repository=issue.repository, own_key=issue.key)
    criteria = acceptance_criteria.from_description(body, plain_line)
    return ImportedItem(
        key=issue.key,
        url=issue.url,
        title=_title(entry),
        description=clean_text(body),
        type=issue.named("type") or issue.named("issueType"),
        status=issue.status,
        labels=issue.labels,
        reporter=issue.named("author") or issue.named("user"),
        assignee=", ".join(distinct([*names_of(entry.get("assignees")), *names_of(entry.get("assignee"))])),
        created=issue.date("createdAt", "created_at"),
        updated=issue.date("updatedAt", "updated_at"),
        priority=issue.priority,
        estimate=issue.estimate,
        acceptance_criteria=tuple(criterion for criterion in criteria if not is_reference(criterion)),
        parent=issue.parent or others.parent or issue.named("milestone"),
        links=others.links,
        done=issue.done,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Issue:
    """One entry: of its keys, any may be missing and none is sure to hold what it should."""

    entry: Mapping[str, object]
    repository: str
    """``owner/repo``; empty where nothing tells."""
    key: str
    url: str
    labels: tuple[str, ...]

    @classmethod
    def of(cls, entry: Mapping[str, object], repository: str) -> "_Issue":
        address = _address(entry)
        match = ADDRESS.fullmatch(address)
        own = text_of(found(entry, "repository", "nameWithOwner")) or text_of(found(entry, "repository", "full_name"))
        repository = match["repository"] if match else own if _REPOSITORY.fullmatch(own) else repository
        number = text_of(entry.get("number")) or (match["number"] if match else "")
        is_for_people = address.startswith(("http://", "https://")) and "/repos/" not in address
        return cls(
            entry=entry,
            repository=repository,
            key=key_of(number if number.isdecimal() else "", repository),
            url=address if is_for_people else "",
            labels=distinct(names_of(entry.get("labels"))),
        )

    def named(self, name: str) -> str:
        """Return what somebody or something is called."""
        return next(iter(distinct(names_of(self.entry.get(name)))), "")

    def date(self, *names: str) -> str | None:
        return _DATES.read(next((text for name in names if (text := text_of(self.entry.get(name)))), ""))

    @property
    def done(self) -> bool:
        state = text_of(self.entry.get("state"))
        if state:
            return is_finished(state)
        return self.entry.get("closed") is True or bool(self.date("closedAt", "closed_at"))

    @property
    def status(self) -> str:
        """Where the issue stands on its project's board; else whether it is open."""
        on_board = (found(card, "status") for card in list_of(self.entry.get("projectItems")))
        columns = [] if self.done else [name for status in on_board for name in names_of(status)]
        return next(iter(distinct([*columns, text_of(self.entry.get("state")).casefold()])), "")

    @property
    def priority(self) -> str:
        found_ones = (match for label in self.labels if (match := _PRIORITY.fullmatch(label)))
        return next((clean_line(match["word"] or match[0]) for match in found_ones), "")

    @property
    def estimate(self) -> str:
        labelled = (match["number"] for label in self.labels if (match := _ESTIMATE.match(label)))
        fields = (
            name
            for card in list_of(self.entry.get("projectItems"))
            if isinstance(card, dict)
            for field, value in card.items()
            if folded(str(field)) in _ESTIMATES
            for name in names_of(value)
        )
        return next((text for one in (*labelled, *fields) if (text := estimate_text(one))), "")

    @property
    def parent(self) -> str:
        """The key of the parent, where the tracker itself knows one."""
        address = _address(self.entry.get("parent")) or clean_line(text_of(self.entry.get("parent_issue_url")))
        match = ADDRESS.fullmatch(address)
        if match:
            return key_of(match["number"], match["repository"])
        number = text_of(found(self.entry.get("parent"), "number"))
        return key_of(number if number.isdecimal() else "", self.repository)
