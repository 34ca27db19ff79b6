"""Work items of Azure DevOps in JSON, as the REST interface and ``az boards query`` write them."""

import re
from collections.abc import Iterator, Mapping

from refine_tui.domain.backlog_item import ImportedItem, ItemLink
from refine_tui.domain.plain_text import clean_text
from refine_tui.importers.documents.json_documents import line_of, list_of, text_of, value_at
from refine_tui.importers.errors import ImportReadError
from refine_tui.importers.fields import acceptance_criteria
from refine_tui.importers.fields.dates import DateReader
from refine_tui.importers.fields.item_fields import distinct, estimate_text, is_finished
from refine_tui.importers.formats.definition import JsonFormat
from refine_tui.importers.formats.json_entries import entries, name_of, read_entries
from refine_tui.importers.markup.html_text import looks_like_html, plain_text
from refine_tui.importers.markup.markdown_text import plain_line
from refine_tui.importers.report import ReadResult

_ITEM = re.compile(r"/_apis/wit/workItems/(?P<id>\d{1,10})(?:/revisions/\d+)?$", re.IGNORECASE)
_RELATIONS = {
    "System.LinkTypes.Dependency-Forward": "blocks",
    "System.LinkTypes.Dependency-Reverse": "is blocked by",
    "System.LinkTypes.Duplicate-Forward": "is duplicated by",
    "System.LinkTypes.Duplicate-Reverse": "duplicates",
    "System.LinkTypes.Related": "relates to",
}
_PARENT = "System.LinkTypes.Hierarchy-Reverse"
_SCHEDULING = "Microsoft.VSTS.Scheduling."
_DATES = DateReader()


def read(value: object, name: str) -> ReadResult:
    """Read every work item that has a title.

    Raises:
        ImportReadError: it is the answer to a query, which has the numbers of the work items and nothing else.
    """
    numbered = list(enumerate(entries(value, "value", "workItems"), start=1))
    if numbered and not any(isinstance(value_at(entry, "fields"), dict) for _, entry in numbered):
        raise ImportReadError(
            f"{name} has only the numbers of the work items: ask for the work items themselves, or export the query "
            "as CSV from Azure Boards."
        )
    return read_entries(numbered, title=_title, item=_item)


def _recognises(value: object) -> bool:
    numbers = [one for one in list_of(value_at(value, "workItems")) if isinstance(one, dict) and "id" in one]
    return bool(numbers) or any(
        isinstance(fields := value_at(entry, "fields"), dict) and any(str(one).startswith("System.") for one in fields)
        for entry in entries(value, "value")
    )


AZURE_DEVOPS_JSON = JsonFormat(name="azure-devops-json", label="Azure DevOps JSON", recognises=_recognises, read=read)


def _title(entry: object) -> str:
    return line_of(entry, "fields", "System.Title")


def _item(entry: Mapping[str, object]) -> ImportedItem:
    def line(*names: str) -> str:
        return next((found_one for one in names if (found_one := name_of(value_at(entry, "fields", one)))), "")

    def markup(one: str) -> str:
        return text_of(value_at(entry, "fields", one)).replace("\r\n", "\n")

    number = line_of(entry, "id") or line("System.Id")
    description = markup("System.Description") or markup("Microsoft.VSTS.TCM.ReproSteps")
    status = line("System.State")
    return ImportedItem(
        key=number if number.isdecimal() else "",
        url=_address(entry, number),
        title=_title(entry),
        description=_plain(description),
        type=line("System.WorkItemType"),
        status=status,
        labels=distinct(line("System.Tags").split(";")),
        reporter=_person(line("System.CreatedBy")),
        assignee=_person(line("System.AssignedTo")),
        created=_DATES.read(line("System.CreatedDate")),
        updated=_DATES.read(line("System.ChangedDate")),
        priority=line("Microsoft.VSTS.Common.Priority"),
        estimate=estimate_text(line(*(_SCHEDULING + one for one in ("StoryPoints", "Effort", "Size")))),
        acceptance_criteria=acceptance_criteria.from_field(
            _plain(markup("Microsoft.VSTS.Common.AcceptanceCriteria"), marked=True), plain_line
        )
        or acceptance_criteria.from_description(_plain(description, marked=True), plain_line),
        parent=_parent(entry, line("System.Parent")),
        links=tuple(dict.fromkeys(_links(entry))),
        done=is_finished(status),
    )


def _plain(text: str, *, marked: bool = False) -> str:
    return plain_text(text, marked=marked) if looks_like_html(text) else clean_text(text)


def _person(name: str) -> str:
    """Return the name without the address behind it: ``Ana Lopez <ana@example.com>``."""
    return re.sub(r"\s*<[^<>]*>$", "", name) or name


def _address(entry: Mapping[str, object], number: str) -> str:
    """Return the address for people, derived from the one of the REST interface if needed."""
    shown = line_of(entry, "_links", "html", "href")
    if shown.startswith(("http://", "https://")):
        return shown
    project, _, rest = line_of(entry, "url").partition("/_apis/")
    return f"{project}/_workitems/edit/{number}" if rest and number and project.startswith("https://") else ""


def _parent(entry: Mapping[str, object], number: str) -> str:
    if number.isdecimal():
        return number
    return next((key for relation, key in _related(entry) if relation == _PARENT), "")


def _links(entry: Mapping[str, object]) -> Iterator[ItemLink]:
    for relation, key in _related(entry):
        if relation in _RELATIONS:
            yield ItemLink(type=_RELATIONS[relation], key=key)


def _related(entry: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for relation in list_of(entry.get("relations")):
        match = _ITEM.search(line_of(relation, "url"))
        if match:
            yield line_of(relation, "rel"), match["id"]
