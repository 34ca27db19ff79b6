"""Jira issues in JSON, as the REST interface returns a search or one issue."""

from collections.abc import Iterator, Mapping

from refine_tui.domain.backlog_item import ImportedItem, ItemLink
from refine_tui.domain.plain_text import clean_text
from refine_tui.importers.documents.json_documents import line_of, list_of, text_of, value_at
from refine_tui.importers.fields import acceptance_criteria
from refine_tui.importers.fields.dates import DateReader
from refine_tui.importers.fields.item_fields import distinct, estimate_text, is_finished
from refine_tui.importers.formats.definition import JsonFormat
from refine_tui.importers.formats.jira.fields import is_done, is_epic_link, rank_of_points
from refine_tui.importers.formats.json_entries import entries, name_of, names_of, read_entries
from refine_tui.importers.markup import atlassian_document, wiki_markup
from refine_tui.importers.report import ReadResult

_DATES = DateReader()
_USUAL_NAMES = {"customfield_10016": "Story point estimate", "customfield_10014": "Epic Link"}
"""Custom fields with the same number on every Cloud site, for responses without names."""


def read(value: object, name: str) -> ReadResult:
    """Read every issue with a summary; custom fields are known if the response has names (``expand=names``)."""
    issues = entries(value, "issues")
    names = value_at(value, "names")
    fields = _USUAL_NAMES | ({key: text_of(one) for key, one in names.items()} if isinstance(names, dict) else {})
    warnings = []
    total = value_at(value, "total")
    if value_at(value, "isLast") is False or (isinstance(total, int) and total > len(issues)):
        warnings.append(f"{name} is one page of several: ask Jira for the next page, too, or for more at a time.")
    return read_entries(
        list(enumerate(issues, start=1)),
        title=lambda issue: line_of(issue, "fields", "summary"),
        item=lambda issue: _item(issue, fields),
        warnings=warnings,
    )


def _recognises(value: object) -> bool:
    issues = [issue for issue in entries(value, "issues") if isinstance(value_at(issue, "fields"), dict)]
    return any("key" in found_one for found_one in issues if isinstance(found_one, dict)) or (
        bool(issues) and isinstance(value_at(value, "issues"), list)
    )


JIRA_JSON = JsonFormat(name="jira-json", label="Jira JSON", recognises=_recognises, read=read)


def _item(issue: Mapping[str, object], names: Mapping[str, str]) -> ImportedItem:
    value = value_at(issue, "fields")
    fields = value if isinstance(value, dict) else {}
    key = line_of(issue, "key")
    own = [(names[one], value) for one, value in fields.items() if one in names and value not in (None, "", [])]
    description, criteria = _text(fields.get("description"))
    return ImportedItem(
        key=key,
        url=_address(line_of(issue, "self"), key),
        title=line_of(fields, "summary"),
        description=description,
        type=name_of(fields.get("issuetype")),
        status=name_of(fields.get("status")),
        labels=distinct([*names_of(fields.get("labels")), *names_of(fields.get("components"))]),
        reporter=name_of(fields.get("reporter")),
        assignee=name_of(fields.get("assignee")),
        created=_DATES.read(line_of(fields, "created")),
        updated=_DATES.read(line_of(fields, "updated")),
        priority=name_of(fields.get("priority")),
        estimate=_points(own),
        acceptance_criteria=_own_criteria(own) or criteria,
        parent=next(filter(None, _parents(fields, own)), ""),
        links=tuple(dict.fromkeys(_links(fields))),
        done=_done(fields),
    )


def _text(value: object) -> tuple[str, tuple[str, ...]]:
    """Return a description, an Atlassian document or wiki markup, as plain text with its criteria."""
    if atlassian_document.is_document(value):
        markup = atlassian_document.text(value)
        plain = "\n".join(line.removeprefix("## ") for line in markup.split("\n"))
        return clean_text(plain), acceptance_criteria.from_description(markup)
    markup = text_of(value).replace("\r\n", "\n")
    return wiki_markup.plain_text(markup), acceptance_criteria.from_description(markup, wiki_markup.plain_line)


def _address(answered: str, key: str) -> str:
    """Return the address for people, on the site of the REST address."""
    site, _, rest = answered.partition("/rest/")
    return f"{site}/browse/{key}" if key and rest and site.startswith(("http://", "https://")) else ""


def _points(own: list[tuple[str, object]]) -> str:
    ranked = (
        (rank, line)
        for name, value in own
        if (rank := rank_of_points(name)) is not None and (line := line_of(value) or name_of(value))
    )
    best = min(ranked, default=None)
    return estimate_text(best[1]) if best else ""


def _own_criteria(own: list[tuple[str, object]]) -> tuple[str, ...]:
    for name, value in own:
        if acceptance_criteria.COLUMN.search(name.casefold()):
            if atlassian_document.is_document(value):
                return acceptance_criteria.from_field(atlassian_document.text(value))
            return acceptance_criteria.from_field(text_of(value), wiki_markup.plain_line)
    return ()


def _parents(fields: Mapping[str, object], own: list[tuple[str, object]]) -> Iterator[str]:
    yield line_of(fields, "parent", "key")
    yield from (line_of(value) for name, value in own if is_epic_link(name))
    yield line_of(fields, "epic", "key") or line_of(fields, "epic", "name")


def _links(fields: Mapping[str, object]) -> Iterator[ItemLink]:
    for link in list_of(fields.get("issuelinks")):
        for side, direction in (("outwardIssue", "outward"), ("inwardIssue", "inward")):
            key = line_of(link, side, "key")
            if key:
                yield ItemLink(type=line_of(link, "type", direction) or line_of(link, "type", "name"), key=key)


def _done(fields: Mapping[str, object]) -> bool:
    category = line_of(fields, "status", "statusCategory", "key")
    done = is_done(category=category, resolution=name_of(fields.get("resolution")))
    return is_finished(name_of(fields.get("status"))) if done is None else done
