"""TOML text: the lines of keys, and one sentence for what is not valid."""

import pytest

from refine_tui.toml_lines import TomlLines, TomlSyntaxError, parse_toml

TEXT = '''\
title = "x"
notes = """
title = "not a key"
[phase]
"""
[[phase]]
kind = "triage"
"minutes" = 5
[[phase]]
  'kind' = "deep-dive"
[keymap]
session.decision = "d"
"session.note" = "n"
[a.b]
c = 1
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 1),
        (("notes",), 2),
        (("phase",), 6),
        (("phase", 0, "kind"), 7),
        (("phase", 0, "minutes"), 8),
        (("phase", 1), 9),
        (("phase", 1, "kind"), 10),
        (("keymap", "session.decision"), 12),
        (("keymap", "session.note"), 13),
        (("a",), 14),
        (("a", "b", "c"), 15),
    ],
)
def test_the_line_of_a_key_is_found(path: tuple[str | int, ...], line: int) -> None:
    """In tables, in arrays of tables, with dots, in quotation marks; not within a text of several lines."""
    assert TomlLines(TEXT).line(*path) == line


def test_the_line_of_a_missing_key_is_that_of_its_parent() -> None:
    """A message about a missing key leads to the table that needs it."""
    lines = TomlLines(TEXT)

    assert lines.line("phase", 1, "minutes") == 9
    assert lines.line("phase", 7, "minutes") == 6
    assert lines.line("missing") is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a = 1\na = 2\n", "x.toml, line 2: this is not valid TOML (cannot overwrite a value)."),
        ("a = 1\n\nb = '", "x.toml, line 3: this is not valid TOML ("),
        (f"a = {'9' * 5000}", "x.toml: this is not valid TOML (a number is too long or lists are nested too deep)."),
    ],
)
def test_text_that_is_not_valid_is_one_sentence(text: str, sentence: str) -> None:
    """With the line where the parser reports one, or where the file ends."""
    with pytest.raises(TomlSyntaxError) as caught:
        parse_toml(text)

    assert caught.value.sentence("x.toml").startswith(sentence)


def test_a_byte_order_mark_is_ignored() -> None:
    """Editors on Windows write one."""
    assert parse_toml("\ufeffa = 1") == {"a": 1}
