"""How the demo reads its script."""

import pytest

from refine_tui.cli.demo_script import ScriptTable, read_script

TABLE = ScriptTable(
    {"key": "HBR-41", "at": 4.5, "age": 61, "labels": ["self-service"], "ratings": [4, 5], "links": [{"key": "HBR-66"}]}
)


def test_a_value_is_read_as_its_type() -> None:
    assert TABLE.text("key") == "HBR-41"
    assert TABLE.number("at") == 4.5
    assert TABLE.texts("labels") == ("self-service",)
    assert TABLE.numbers("ratings") == (4, 5)
    assert [link.text("key") for link in TABLE.tables("links")] == ["HBR-66"]


def test_a_whole_number_stays_an_integer() -> None:
    assert isinstance(TABLE.number("age"), int)
    assert all(isinstance(rating, int) for rating in TABLE.numbers("ratings"))


def test_a_missing_value_has_the_default_that_is_given() -> None:
    assert TABLE.text("assignee", default="") == ""
    assert TABLE.texts("criteria", default=[]) == ()
    assert TABLE.tables("steps", default=[]) == ()


def test_a_missing_value_without_a_default_is_an_error() -> None:
    for read in (TABLE.text, TABLE.number, TABLE.texts, TABLE.numbers, TABLE.tables):
        with pytest.raises(KeyError, match="owner"):
            read("owner")


def test_a_value_of_another_type_is_an_error_that_names_the_key() -> None:
    with pytest.raises(TypeError, match=r"age must be of the type str, not 61"):
        TABLE.text("age")
    with pytest.raises(TypeError, match="key"):
        TABLE.number("key")
    with pytest.raises(TypeError, match="ratings"):
        TABLE.texts("ratings")
    with pytest.raises(TypeError, match="labels"):
        TABLE.numbers("labels")
    with pytest.raises(TypeError, match="labels"):
        TABLE.tables("labels")


def test_the_script_has_items_and_sessions() -> None:
    script = read_script()

    assert script.text("team") == "Harbour"
    assert script.tables("item")
    assert all(session.tables("steps") for session in script.tables("session"))
