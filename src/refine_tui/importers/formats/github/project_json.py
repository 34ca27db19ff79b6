"""The items of a GitHub project, as ``gh project item-list --format json`` writes them."""

from collections.abc import Mapping

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.domain.plain_text import casefold_key, clean_text
from refine_tui.importers.documents.json_documents import line_of, text_of, value_at
from refine_tui.importers.fields import acceptance_criteria
from refine_tui.importers.fields.item_fields import estimate_text, is_finished
from refine_tui.importers.formats.definition import JsonFormat
from refine_tui.importers.formats.github.references import ADDRESS, is_reference, key_of, references
from refine_tui.importers.formats.json_entries import entries, name_of, read_entries, words_of
from refine_tui.importers.markup.markdown_text import plain_line, without_comments
from refine_tui.importers.report import ReadResult

PAGE = 30
"""The default number of items of a list."""

_ESTIMATES = frozenset({"estimate", "points", "story points", "storypoints", "sp", "size"})
_PRIORITIES = frozenset({"priority", "prio"})


def read(value: object, name: str) -> ReadResult:
    """Read every issue and every draft; pull requests are only counted."""
    numbered = list(enumerate(entries(value, "items"), start=1))
    issues = [(number, one) for number, one in numbered if line_of(one, "content", "type") != "PullRequest"]
    pulls = len(numbered) - len(issues)
    warnings = [f"{pulls:,} pull request{'' if pulls == 1 else 's'} left out."] if pulls else []
    if len(numbered) == PAGE:
        warnings.append(f"{name} has exactly {PAGE} items, probably not all: add “-L 1000” to “gh project item-list”.")
    return read_entries(issues, title=_title, item=_item, warnings=warnings)


def _recognises(value: object) -> bool:
    listed = entries(value, "items") if isinstance(value_at(value, "items"), list) else []
    return any(isinstance(value_at(one, "content"), dict) for one in listed)


GITHUB_PROJECT_JSON = JsonFormat(
    name="github-project-json", label="GitHub project, JSON", recognises=_recognises, read=read
)


def _title(entry: object) -> str:
    return line_of(entry, "title") or line_of(entry, "content", "title")


def _item(entry: Mapping[str, object]) -> ImportedItem:
    body = without_comments(text_of(value_at(entry, "content", "body")).replace("\r\n", "\n"))
    address = line_of(entry, "content", "url")
    match = ADDRESS.fullmatch(address)
    repository = match["repository"] if match else line_of(entry, "content", "repository")
    key = key_of(match["number"] if match else line_of(entry, "content", "number"), repository)
    others = references(body, repository=repository, own_key=key)
    criteria = acceptance_criteria.from_description(body, plain_line)
    status = line_of(entry, "status")
    return ImportedItem(
        key=key,
        url=address if address.startswith(("http://", "https://")) else "",
        title=_title(entry),
        description=clean_text(body),
        type=_field(entry, frozenset({"type", "issue type"})),
        status=status,
        labels=words_of(entry.get("labels")),
        assignee=", ".join(words_of(entry.get("assignees"))),
        priority=_field(entry, _PRIORITIES),
        estimate=estimate_text(_field(entry, _ESTIMATES)),
        acceptance_criteria=tuple(one for one in criteria if not is_reference(one)),
        parent=others.parent or name_of(entry.get("milestone"), keys=("title",)),
        links=others.links,
        done=is_finished(status),
    )


def _field(entry: Mapping[str, object], names: frozenset[str]) -> str:
    """Return the value of the first custom field with one of these names."""
    return next(
        (line for field, value in entry.items() if casefold_key(field) in names and (line := name_of(value))), ""
    )
