"""JSON is read, or one sentence says why not."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refine_tui.domain.plain_text import clean_line
from refine_tui.importers.detection import read_items
from refine_tui.importers.errors import ImportProblem
from refine_tui.importers.json_documents import parsed

NAMES = ["issues", "items", "title", "number", "body", "labels", "name", "url", "state", "iid", "fields", "cards"]
NAMES += ["lists", "value", "projectItems", "parent", "pull_request", "repository", "milestone", "createdAt", "login"]
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
        ([{"iid": 1, "title": "Refund"}], "looks like JSON from GitLab"),
        ({"issues": [{"iid": 1, "title": "Refund"}]}, "looks like JSON from GitLab"),
        ({"name": "Board", "cards": [], "lists": []}, "looks like a board of Trello"),
        ({"count": 1, "value": [{"id": 1, "fields": {"System.Title": "Refund"}}]}, "looks like JSON from Azure DevOps"),
        ({"issues": [{"key": "PAY-1", "fields": {"summary": "Refund"}}]}, "looks like JSON from Jira"),
        ({"key": "PAY-1", "fields": {"summary": "Refund"}}, "looks like JSON from Jira"),
        ({"_embedded": {"elements": []}}, "looks like JSON from OpenProject"),
        ({"items": [{"id": "x", "content": {"title": "Refund"}}]}, "looks like the items of a GitHub project"),
        ({"issues": [{"id": 1, "subject": "Refund"}]}, "is JSON of a kind that is not known here"),
        (12, "is JSON of a kind that is not known here"),
    ],
)
@pytest.mark.parametrize("format_name", [None, "github-json"])
def test_what_another_tool_wrote_is_named_with_a_way_on(value: object, words: str, format_name: str | None) -> None:
    """One sentence: what it is, and what to bring instead."""
    with pytest.raises(ImportProblem, match=r"^backlog\.json .*(?:instead|line)\b") as caught:
        read_items(json.dumps(value), name="backlog.json", format=format_name)

    assert words in caught.value.message
    assert ": " in caught.value.message


def test_broken_json_names_line_and_column() -> None:
    """An editor goes there."""
    with pytest.raises(ImportProblem, match=r"x\.json is broken JSON: line 3, column 12 cannot be read"):
        parsed('[\n {"a": 1},\n {"a": "b" "c": 1}\n]', name="x.json")


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "[" + "1" * 5000 + "]"])
def test_what_would_break_the_reader_is_refused(text: str) -> None:
    """Brackets without end, a number without end."""
    with pytest.raises(ImportProblem, match=r"x\.json is JSON that no tool writes"):
        parsed(text, name="x.json")


@pytest.mark.parametrize("text", ["[1, 2][3]", "[1, 2]\n[3]\n", "1\n2\r\n3", "[1]\n2\n3"])
def test_values_one_after_the_other_are_one_list(text: str) -> None:
    """So several pages, and lines of one entry each, are written."""
    assert parsed(text, name="x.json") == [1, 2, 3]


@given(VALUES, st.sampled_from([None, "github-json"]))
def test_any_value_is_a_report_or_a_problem(value: Any, format_name: str | None) -> None:
    """Nothing else is raised, whatever stands where."""
    try:
        report = read_items(json.dumps(value), name="x.json", format=format_name)
    except ImportProblem as problem:
        message = problem.message
    else:
        message = "x.json is read"
        assert all(item.title for item in report.items)

    assert message.startswith("x.json")
    assert message == clean_line(message)


@given(st.text().map(lambda text: '[{"number": 1, ' + text))
def test_any_broken_text_is_a_problem_in_one_sentence(text: str) -> None:
    """Or it happens to be JSON."""
    try:
        message = str(read_items(text, name="x.json").format)
    except ImportProblem as problem:
        message = problem.message

    assert message == clean_line(message)
