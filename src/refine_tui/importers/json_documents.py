"""JSON becomes a value, or one sentence: where it breaks off, or whose export it is."""

import json
import re
from collections.abc import Callable

from refine_tui.importers.errors import ImportProblem

_BEGINNING = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[{\"]|\[\s*\]\s*$)")
_BLANKS = re.compile(r"[ \t\r\n]*")
_LINES = "paste one item per line"


def looks_like_json(text: str, *, name: str) -> bool:
    """Whether *text* begins as JSON does, or comes from a file that is called so; a bracket alone says nothing."""
    return name.casefold().endswith(".json") or _BEGINNING.match(text) is not None


def parsed(text: str, *, name: str) -> object:
    """Return the value that *text* holds; of several, one after the other, a list of all that they hold.

    Raises:
        ImportProblem: the text is no JSON; the sentence names line and column.
    """
    decoder = json.JSONDecoder(strict=False)
    values: list[object] = []
    position = _after_blanks(text, 0)
    try:
        while position < len(text):
            value, position = decoder.raw_decode(text, position)
            values.append(value)
            position = _after_blanks(text, position)
    except json.JSONDecodeError as error:
        raise ImportProblem(
            f"{name} is broken JSON: line {error.lineno}, column {error.colno} cannot be read; "
            f"export it again, or {_LINES}."
        ) from None
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets within brackets
        raise ImportProblem(f"{name} is JSON that no tool writes: export it again, or {_LINES}.") from None
    return values[0] if len(values) == 1 else flat(values)


def flat(values: list[object]) -> list[object]:
    """Return the values, with what the lists among them hold in their place: page after page."""
    return [entry for value in values for entry in (value if isinstance(value, list) else [value])]


def found(value: object, *path: str) -> object:
    """Return what stands at the end of the path of names, or None."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def text_of(value: object) -> str:
    """Return a text or a number as text, anything else as an empty one."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)


def unreadable(value: object, *, name: str) -> ImportProblem:
    """Return the sentence for a value that no format knows: whose export it is, and what to export instead."""
    if value in ([], {}) or found(value, "issues") == []:
        return ImportProblem(f"{name} is JSON without any issues: export it again, or {_LINES}.")
    for shape, words in _OTHER_TOOLS:
        if shape(value):
            return ImportProblem(f"{name} looks like {words}.")
    return ImportProblem(
        f"{name} is JSON of a kind that is not known here: export the items as CSV with a column Title, or {_LINES}."
    )


def _after_blanks(text: str, position: int) -> int:
    match = _BLANKS.match(text, position)
    return match.end() if match else position


def _any_entry(entries: object, name: str) -> bool:
    return isinstance(entries, list) and any(isinstance(entry, dict) and name in entry for entry in entries)


def _is_gitlab(value: object) -> bool:
    return any(_any_entry(entries, "iid") for entries in (value, found(value, "issues"))) or _any_entry([value], "iid")


def _is_trello(value: object) -> bool:
    return isinstance(found(value, "cards"), list) and isinstance(found(value, "lists"), list)


def _is_azure(value: object) -> bool:
    entries = found(value, "value")
    return _any_entry(entries, "fields") or _any_entry(found(value, "workItems"), "id")


def _is_jira(value: object) -> bool:
    entries = (value, [value], found(value, "issues"))
    return any(_any_entry(some, "fields") and _any_entry(some, "key") for some in entries) or _any_entry(
        found(value, "issues"), "fields"
    )


def _is_open_project(value: object) -> bool:
    return isinstance(found(value, "_embedded", "elements"), list)


def _is_github_project(value: object) -> bool:
    return _any_entry(found(value, "items"), "content")


_OTHER_TOOLS: tuple[tuple[Callable[[object], bool], str], ...] = (
    (_is_gitlab, "JSON from GitLab, which cannot be read: export the issues as CSV from GitLab instead"),
    (_is_trello, f"a board of Trello, which cannot be read: copy the titles of its cards instead, and {_LINES}"),
    (_is_azure, "JSON from Azure DevOps, which cannot be read: export a flat query as CSV from Azure Boards instead"),
    (_is_jira, "JSON from Jira, which cannot be read: export the filter as CSV from Jira instead"),
    (_is_open_project, "JSON from OpenProject, which cannot be read: export the work packages as CSV instead"),
    (
        _is_github_project,
        "the items of a GitHub project, which cannot be read: export the issues with “gh issue list --json” instead",
    ),
)
