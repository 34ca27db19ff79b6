"""JSON is read, or one sentence says why not."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refine_tui.domain.plain_text import clean_line
from refine_tui.importers.detection import read_items
from refine_tui.importers.documents.json_documents import parse_json
from refine_tui.importers.errors import ImportReadError
from refine_tui.importers.formats.registry import JSON_FORMATS

NAMES = ["issues", "items", "title", "number", "body", "labels", "name", "url", "state", "iid", "fields", "cards"]
NAMES += ["lists", "closed", "pos", "idShort", "idList", "id", "checklists", "checkItems", "idCard", "customFields"]
NAMES += ["key", "summary", "description", "type", "doc", "content", "attrs", "marks", "text", "issuelinks", "names"]
NAMES += ["System.Title", "System.Description", "relations", "workItems", "weight", "time_stats", "web_url", "status"]
NAMES += ["value", "projectItems", "parent", "pull_request", "repository", "milestone", "createdAt", "login"]
SEEDS: list[object] = [
    {"iid": 1, "title": "Refund"},
    {"cards": [{"name": "Refund"}], "lists": []},
    {"issues": [{"key": "PAY-1", "fields": {"summary": "Refund"}}]},
    {"value": [{"id": 1, "fields": {"System.Title": "Refund"}}]},
    {"items": [{"content": {"title": "Refund"}}]},
    {"number": 1, "title": "Refund"},
]
"""One of each tool, to which anything is added."""
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["https://github.com/a/b/issues/1", "blocked by #1", "OPEN", "size: 3", "- [ ] a"])
)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(NAMES) | st.text(), inner), max_leaves=30
)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"_embedded": {"elements": []}}, "looks like JSON from OpenProject"),
        ({"issues": [{"id": 1, "subject": "Refund"}]}, "is JSON of a kind that is not known here"),
        (12, "is JSON of a kind that is not known here"),
    ],
)
@pytest.mark.parametrize("format_name", [None, "github-json", "trello-json"])
def test_what_another_tool_wrote_is_named_with_a_way_on(value: object, words: str, format_name: str | None) -> None:
    """One sentence: what it is, and what to bring instead."""
    with pytest.raises(ImportReadError, match=r"^backlog\.json .*(?:instead|line)\b") as caught:
        read_items(json.dumps(value), name="backlog.json", format=format_name)

    assert words in caught.value.message
    assert ": " in caught.value.message


@pytest.mark.parametrize(
    ("value", "format_name"),
    [
        ([{"iid": 1, "title": "Refund"}], "gitlab-json"),
        ({"issues": [{"iid": 1, "title": "Refund"}]}, "gitlab-json"),
        ({"name": "Board", "cards": [{"name": "Refund"}], "lists": []}, "trello-json"),
        ({"count": 1, "value": [{"id": 1, "fields": {"System.Title": "Refund"}}]}, "azure-devops-json"),
        ([{"id": 1, "fields": {"System.Title": "Refund"}}], "azure-devops-json"),
        ({"issues": [{"key": "PAY-1", "fields": {"summary": "Refund"}}]}, "jira-json"),
        ({"key": "PAY-1", "fields": {"summary": "Refund"}}, "jira-json"),
        ({"items": [{"id": "x", "content": {"title": "Refund"}}]}, "github-project-json"),
        ([{"number": 1, "title": "Refund"}], "github-json"),
    ],
)
def test_each_tool_is_known_by_the_shape_of_its_json(value: object, format_name: str) -> None:
    """Whoever asks for another format is told which one it is."""
    other = "github-json" if format_name != "github-json" else "trello-json"

    report = read_items(json.dumps(value), name="backlog.json")

    assert (report.format, [item.title for item in report.items]) == (format_name, ["Refund"])
    with pytest.raises(ImportReadError, match=rf"backlog\.json is not {other}: import it as {format_name} instead\."):
        read_items(json.dumps(value), name="backlog.json", format=other)


def test_broken_json_names_line_and_column() -> None:
    """An editor goes there."""
    with pytest.raises(ImportReadError, match=r"x\.json is broken JSON: line 3, column 12 cannot be read"):
        parse_json('[\n {"a": 1},\n {"a": "b" "c": 1}\n]', name="x.json")


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "[" + "1" * 5000 + "]"])
def test_what_would_break_the_reader_is_refused(text: str) -> None:
    """Brackets without end, a number without end."""
    with pytest.raises(ImportReadError, match=r"x\.json is JSON that no tool writes"):
        parse_json(text, name="x.json")


@pytest.mark.parametrize("text", ["[1, 2][3]", "[1, 2]\n[3]\n", "1\n2\r\n3", "[1]\n2\n3"])
def test_values_one_after_the_other_are_one_list(text: str) -> None:
    """So several pages, and lines of one entry each, are written."""
    assert parse_json(text, name="x.json") == [1, 2, 3]


@given(VALUES, st.sampled_from([None, *(known.name for known in JSON_FORMATS)]))
def test_any_value_is_a_report_or_a_problem(value: Any, format_name: str | None) -> None:
    """Nothing else is raised, whatever stands where."""
    try:
        report = read_items(json.dumps(value), name="x.json", format=format_name)
    except ImportReadError as problem:
        message = problem.message
    else:
        message = "x.json is read"
        assert all(item.title for item in report.items)

    assert message.startswith("x.json")
    assert message == clean_line(message)


def grown(seed: object, fields: dict[str, Any]) -> object:
    """Return the value with fields added to every object in it, at every level."""
    if isinstance(seed, list):
        return [grown(one, fields) for one in seed]
    if isinstance(seed, dict):
        return fields | {name: grown(value, fields) for name, value in seed.items()}
    return seed


@settings(max_examples=40)
@given(st.sampled_from(SEEDS), st.dictionaries(st.sampled_from(NAMES) | st.text(), VALUES))
def test_any_field_of_any_tool_may_hold_anything(seed: object, fields: dict[str, Any]) -> None:
    """What has a title is read whatever stands beside it."""
    try:
        report = read_items(json.dumps(grown(seed, fields)), name="x.json")
    except ImportReadError as problem:
        message = problem.message
    else:
        message = "x.json is read"
        assert all(item.title for item in report.items)

    assert message.startswith("x.json")


@given(st.text().map(lambda text: '[{"number": 1, ' + text))
def test_any_broken_text_is_a_problem_in_one_sentence(text: str) -> None:
    """Or it happens to be JSON."""
    try:
        message = str(read_items(text, name="x.json").format)
    except ImportReadError as problem:
        message = problem.message

    assert message == clean_line(message)
