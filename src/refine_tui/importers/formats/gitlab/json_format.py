"""GitLab issues in JSON, from the REST interface or ``glab issue list --output json``."""

import re
from collections.abc import Iterator, Mapping, Sequence

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.domain.plain_text import clean_text
from refine_tui.importers.documents.json_documents import line_of, text_of, value_at
from refine_tui.importers.fields import acceptance_criteria
from refine_tui.importers.fields.dates import DateReader
from refine_tui.importers.fields.item_fields import estimate_text, is_finished
from refine_tui.importers.formats.definition import JsonFormat
from refine_tui.importers.formats.github.references import is_reference, references
from refine_tui.importers.formats.json_entries import entries, name_of, read_entries, words_of
from refine_tui.importers.markup.markdown_text import plain_line, with_line_feeds, without_comments
from refine_tui.importers.report import ReadResult

PAGES = frozenset({20, 100})
"""The default and the largest number of entries of a page."""

_ADDRESS = re.compile(
    r"https?://[^\s/]{1,255}/(?P<project>[\w./-]{1,500}?)/-/(?:issues|work_items)/(?P<number>\d{1,10})\b"
)
_PRIORITY = re.compile(r"p[0-4]|prio(?:rity)?(?:::|[:/ -])(?P<word>.+)", re.IGNORECASE)
_STATUS = re.compile(r"(?:workflow|status|state|stage)::(?P<word>.+)", re.IGNORECASE)
_ESTIMATE = re.compile(
    r"(?:size|sp|(?:story )?points?|estimate|weight)(?:::|[:/ -])\s*(?P<number>\d{1,3}(?:[.,]\d{1,2})?)", re.IGNORECASE
)
_DATES = DateReader()


def read(value: object, name: str) -> ReadResult:
    """Read every issue with a title; labels such as ``priority::high`` set the field of that name."""
    issues = entries(value, "issues")
    warnings = []
    if len(issues) in PAGES:
        warnings.append(
            f"{name} has exactly {len(issues)} entries, probably one page only: ask for the next page, too (page=2)."
        )
    return read_entries(list(enumerate(issues, start=1)), title=_title, item=_item, warnings=warnings)


def _recognises(value: object) -> bool:
    return any(isinstance(entry, dict) and "iid" in entry for entry in entries(value, "issues"))


GITLAB_JSON = JsonFormat(name="gitlab-json", label="GitLab JSON", recognises=_recognises, read=read)


def _title(entry: object) -> str:
    return line_of(entry, "title")


def _item(entry: Mapping[str, object]) -> ImportedItem:
    address, project = line_of(entry, "web_url"), _project(entry)
    number = line_of(entry, "iid")
    key = f"{project}#{number}" if number.isdecimal() else ""
    labels = words_of(entry.get("labels"))
    body = without_comments(with_line_feeds(text_of(entry.get("description"))))
    others = references(_with_names(body, project), repository=project, own_key=key)
    done = is_finished(line_of(entry, "state")) or bool(line_of(entry, "closed_at"))
    criteria = acceptance_criteria.from_description(body, plain_line)
    return ImportedItem(
        key=key,
        url=address if address.startswith(("http://", "https://")) else "",
        title=_title(entry),
        description=clean_text(body),
        type=(line_of(entry, "issue_type") or line_of(entry, "type")).casefold().replace("_", " "),
        status=("" if done else _labelled(labels, _STATUS)) or line_of(entry, "state"),
        labels=labels,
        reporter=name_of(entry.get("author")),
        assignee=", ".join(words_of(entry.get("assignees"), entry.get("assignee"))),
        created=_DATES.read(text_of(entry.get("created_at"))),
        updated=_DATES.read(text_of(entry.get("updated_at"))),
        priority=_labelled(labels, _PRIORITY),
        estimate=_estimate(entry, labels),
        acceptance_criteria=tuple(criterion for criterion in criteria if not is_reference(criterion)),
        parent=next(filter(None, _parents(entry, others.parent)), ""),
        links=others.links,
        done=done,
    )


def _project(entry: Mapping[str, object]) -> str:
    """Return the path of the project, ``group/project``; empty if it is unknown."""
    match = _ADDRESS.match(line_of(entry, "web_url"))
    return match["project"] if match else line_of(entry, "references", "full").rpartition("#")[0]


def _with_names(body: str, project: str) -> str:
    """Return the text with the addresses of the project's own issues as ``#12``."""
    return _ADDRESS.sub(lambda match: f"#{match['number']}" if match["project"] == project else match[0], body)


def _labelled(labels: Sequence[str], pattern: re.Pattern[str]) -> str:
    matches = (match for label in labels if (match := pattern.fullmatch(label)))
    return next((match.groupdict().get("word") or match[0] for match in matches), "").strip()


def _estimate(entry: Mapping[str, object], labels: Sequence[str]) -> str:
    """Return the weight, else the points of a label, else the estimated time, such as ``1d 4h``."""
    labelled = (match["number"] for label in labels if (match := _ESTIMATE.fullmatch(label)))
    candidates = (line_of(entry, "weight"), *labelled, line_of(entry, "time_stats", "human_time_estimate"))
    return next((text for one in candidates if (text := estimate_text(one))), "")


def _parents(entry: Mapping[str, object], named: str) -> Iterator[str]:
    yield line_of(entry, "epic", "title")
    yield named
    yield name_of(value_at(entry, "milestone"), keys=("title",))
