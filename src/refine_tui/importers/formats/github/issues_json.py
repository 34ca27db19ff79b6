"""GitHub issues in JSON, from ``gh issue list --json`` or the REST interface."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.domain.plain_text import casefold_key, clean_line, clean_text
from refine_tui.importers.documents.json_documents import line_of, list_of, text_of, value_at
from refine_tui.importers.errors import ImportReadError
from refine_tui.importers.fields import acceptance_criteria
from refine_tui.importers.fields.dates import DateReader
from refine_tui.importers.fields.item_fields import estimate_text, is_finished, word_of
from refine_tui.importers.formats.definition import JsonFormat
from refine_tui.importers.formats.github.references import ADDRESS, is_reference, key_of, references
from refine_tui.importers.formats.json_entries import entries, name_of, names_of, read_entries, words_of
from refine_tui.importers.markup.markdown_text import plain_line, with_line_feeds, without_comments
from refine_tui.importers.report import ReadResult

EXPORT = (
    "gh issue list -L 1000 --json number,title,body,url,labels,assignees,author,createdAt,updatedAt,milestone,state,"
    "projectItems > backlog.json"
)
"""The command that exports all open issues with all fields that are read."""
PAGES = frozenset({30, 100})
"""The default number of entries of a page."""

_FIELDS = frozenset(
    {"assignees", "author", "body", "closed", "closedAt", "comments", "createdAt", "id", "isPinned", "labels"}
    | {"milestone", "number", "projectCards", "projectItems", "reactionGroups", "state", "stateReason", "title"}
    | {"updatedAt", "url"}
)
"""The fields of ``gh issue list --json``."""
_PARENT = ("parent", "parent_issue_url")
_REPOSITORY = re.compile(r"[\w.-]{1,100}/[\w.-]{1,100}")
_PRIORITY = re.compile(r"p[0-4]\b.*|prio(?:rity)?\b[:/\s-]*(?P<word>.*)", re.IGNORECASE)
_ESTIMATE = re.compile(
    r"(?:size|sp|(?:story )?points?|estimate)[:/ -]\s*(?P<number>\d{1,3}(?:[.,]\d{1,2})?)", re.IGNORECASE
)
_ESTIMATES = frozenset({"estimate", "points", "story points", "storypoints", "sp", "size"})
_DATES = DateReader()


def read(value: object, name: str) -> ReadResult:
    """Read every issue with a title; pull requests are only counted.

    Raises:
        ImportReadError: none of the issues has a title.
    """
    found_entries = _entries(value)
    issues = [(number, entry) for number, entry in enumerate(found_entries, start=1) if not _is_pull_request(entry)]
    if issues and not any(_title(issue) for _, issue in issues):
        raise ImportReadError(f"{name} has no titles: export the issues again with “{EXPORT}”.")
    repository = text_of(value_at(value, "repo")) or text_of(value_at(value, "repository"))
    repository = repository if _REPOSITORY.fullmatch(repository) else ""
    return read_entries(
        issues,
        title=_title,
        item=lambda issue: _item(issue, repository),
        warnings=tuple(_warnings(name, len(found_entries), len(found_entries) - len(issues))),
    )


def _recognises(value: object) -> bool:
    return any(map(_is_issue, _entries(value)))


GITHUB_JSON = JsonFormat(name="github-json", label="GitHub JSON", recognises=_recognises, read=read)


def _entries(value: object) -> list[object]:
    return entries(value, "issues", "items")


def _is_issue(entry: object) -> bool:
    if not isinstance(entry, dict) or not entry.keys() & {"number", "title"}:
        return False
    if entry.keys() <= _FIELDS:
        return True
    return {"number", "title"} <= entry.keys() and not entry.keys() & {"iid", "fields", "content"}


def _is_pull_request(entry: object) -> bool:
    if value_at(entry, "pull_request") is not None or value_at(entry, "isPullRequest") is True:
        return True
    text = _address(entry)
    address = ADDRESS.fullmatch(text) if "/pull" in text else None
    return address is not None and address["kind"].startswith("pull")


def _title(entry: object) -> str:
    return line_of(entry, "title")


def _warnings(name: str, number: int, pull_requests: int) -> Iterator[str]:
    if pull_requests:
        yield f"{pull_requests:,} pull request{'' if pull_requests == 1 else 's'} left out."
    if not number:
        yield f"{name} has no issues in it."
    if number in PAGES:
        yield f"{name} has exactly {number} entries, probably one page only: “{EXPORT}” gets all."


def _address(entry: object) -> str:
    return clean_line(text_of(value_at(entry, "html_url")) or text_of(value_at(entry, "url")))


def _item(entry: Mapping[str, object], repository: str) -> ImportedItem:
    issue = _Issue.of(entry, repository)
    body = without_comments(with_line_feeds(text_of(entry.get("body"))))
    done = issue.done
    others = references(body, repository=issue.repository, own_key=issue.key)
    criteria = acceptance_criteria.from_description(body, plain_line)
    return ImportedItem(
        key=issue.key,
        url=issue.url,
        title=_title(entry),
        description=clean_text(body),
        type=name_of(entry.get("type")) or name_of(entry.get("issueType")),
        status=issue.status(done=done),
        labels=issue.labels,
        reporter=name_of(entry.get("author")) or name_of(entry.get("user")),
        assignee=", ".join(words_of(entry.get("assignees"), entry.get("assignee"))),
        created=issue.date("createdAt", "created_at"),
        updated=issue.date("updatedAt", "updated_at"),
        priority=_priority(issue.labels),
        estimate=issue.estimate,
        acceptance_criteria=tuple(criterion for criterion in criteria if not is_reference(criterion)),
        parent=issue.parent or others.parent or name_of(entry.get("milestone")),
        links=others.links,
        done=done,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Issue:
    """One entry; any key may be missing or hold a value of another type."""

    entry: Mapping[str, object]
    repository: str
    """``owner/repo``; empty if it is unknown."""
    key: str
    url: str
    labels: tuple[str, ...]

    @classmethod
    def of(cls, entry: Mapping[str, object], repository: str) -> "_Issue":
        address = _address(entry)
        match = ADDRESS.fullmatch(address)
        repository = match["repository"] if match else _own_repository(entry) or repository
        number = text_of(entry.get("number")) or (match["number"] if match else "")
        is_for_people = address.startswith(("http://", "https://")) and "/repos/" not in address
        return cls(
            entry=entry,
            repository=repository,
            key=key_of(number if number.isdecimal() else "", repository),
            url=address if is_for_people else "",
            labels=words_of(entry.get("labels")),
        )

    def date(self, *names: str) -> str | None:
        return _DATES.read(next((text for name in names if (text := text_of(self.entry.get(name)))), ""))

    @property
    def done(self) -> bool:
        state = text_of(self.entry.get("state"))
        if state:
            return is_finished(state)
        return self.entry.get("closed") is True or bool(self.date("closedAt", "closed_at"))

    def status(self, *, done: bool) -> str:
        """Return the column of the issue on its project's board, else its state."""
        on_board = [] if done else list_of(self.entry.get("projectItems"))
        column = next((name for card in on_board if (name := name_of(value_at(card, "status")))), "")
        return column or word_of(text_of(self.entry.get("state")).casefold())

    @property
    def estimate(self) -> str:
        labelled = _labelled_estimate(self.labels)
        if labelled or "projectItems" not in self.entry:
            return labelled
        fields = (
            name
            for card in list_of(self.entry.get("projectItems"))
            if isinstance(card, dict)
            for field, value in card.items()
            if casefold_key(str(field)) in _ESTIMATES
            for name in names_of(value)
        )
        return next((text for one in fields if (text := estimate_text(one))), "")

    @property
    def parent(self) -> str:
        """The key of the parent, if the tracker has one."""
        if self.entry.keys().isdisjoint(_PARENT):
            return ""
        address = _address(self.entry.get("parent")) or line_of(self.entry, "parent_issue_url")
        match = ADDRESS.fullmatch(address) if address else None
        if match:
            return key_of(match["number"], match["repository"])
        number = text_of(value_at(self.entry.get("parent"), "number"))
        return key_of(number if number.isdecimal() else "", self.repository)


def _own_repository(entry: Mapping[str, object]) -> str:
    own = text_of(value_at(entry, "repository", "nameWithOwner")) or text_of(value_at(entry, "repository", "full_name"))
    return own if _REPOSITORY.fullmatch(own) else ""


@lru_cache(maxsize=1000)
def _priority(labels: tuple[str, ...]) -> str:
    matches = (match for label in labels if (match := _PRIORITY.fullmatch(label)))
    return next((clean_line(match["word"] or match[0]) for match in matches), "")


@lru_cache(maxsize=1000)
def _labelled_estimate(labels: tuple[str, ...]) -> str:
    matches = (match for label in labels if (match := _ESTIMATE.match(label)))
    return next((text for match in matches if (text := estimate_text(match["number"]))), "")
