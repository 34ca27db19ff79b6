"""The settings file: every key optional, every slip told with its line."""

from pathlib import Path

import pytest

from refine_tui.config import KEYS, ConfigError, Settings, parse_settings, read_settings, setting_location

FILE = Path("config.toml")


def test_a_file_that_is_not_there_gives_the_defaults(tmp_path: Path) -> None:
    """Nobody needs one."""
    assert read_settings(tmp_path / "config.toml") == Settings()


def test_every_key_is_read() -> None:
    """What each means is told where it is declared."""
    settings = parse_settings(
        """
        theme = "refine-light"
        minutes_folder = "/srv/minutes"
        day_month_order = "month-day"
        bell = true
        seconds = true
        mouse = true
        suspend = true
        team = "Payments"
        [keymap]
        decision = "d,f2"
        """,
        FILE,
    )

    assert settings == Settings(
        theme="refine-light",
        minutes_folder=Path("/srv/minutes"),
        day_month_order="month-day",
        bell=True,
        seconds=True,
        mouse=True,
        suspend=True,
        team="Payments",
        keymap={"decision": "d,f2"},
    )


def test_the_home_folder_can_be_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a shell."""
    monkeypatch.setenv("HOME", "/home/ana")

    assert parse_settings('minutes_folder = "~/minutes"', FILE).minutes_folder == Path("/home/ana/minutes")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('theme = "x"\nbel = true', "config.toml, line 2: there is no setting “bel”; did you mean “bell”?"),
        ("minutes-folder = 'x'", "did you mean “minutes_folder”?"),
        ("zzz = 1", f"line 1: there is no setting “zzz” (there are: {', '.join(KEYS)})."),
        ("[windows]\nx = 1", "line 1: there is no setting “windows”"),
        ('\n\nbell = "yes"', 'line 3: bell must be true or false, not "yes".'),
        ("theme = 3", "theme must be a text in quotation marks, not 3."),
        ('day_month_order = "year"', 'day_month_order must be "day-month" or "month-day", not "year".'),
        ('minutes_folder = "minutes"', "minutes_folder must be the path of a folder, absolute or beginning with ~"),
        ("keymap = []", "keymap must be a table"),
        ("[keymap]\nx = 1", 'line 2: x must be keys in quotation marks, such as "d,f2", not 1.'),
        ("[keymap]\nx.y = ['d']", "x.y must be keys in quotation marks"),
        ('team = "x"\n[keymap]\nbell = "b"\n[bell]\nx = 1', "line 4: bell must be true or false, not a table."),
        ("seconds = [1]", "seconds must be true or false, not a list."),
        ("team = {}", "team must be a text in quotation marks, not a table."),
        ("bell = true\nbell =", "line 2: this is not valid TOML"),
        ("team = 'x", "this is not valid TOML"),
        (f"team = {'9' * 5000}", "config.toml: this is not valid TOML (a number is too long"),
    ],
)
def test_a_slip_is_one_sentence_that_names_its_place(text: str, says: str) -> None:
    """File, line, key, and what is right."""
    with pytest.raises(ConfigError) as caught:
        parse_settings(text, FILE)

    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        '[keymap]\n"session.decision" = "d,f2"\nsession.question = "f3"',
        '[keymap.session]\ndecision = "d,f2"\nquestion = "f3"',
        "keymap.session.decision = 'd,f2'\nkeymap.'session.question' = 'f3'",
        'keymap = { session = { decision = "d,f2", question = "f3" } }',
    ],
)
def test_ids_of_the_keymap_are_read_however_toml_lets_them_be_written(text: str) -> None:
    """A dot in a bare key makes a table of it."""
    assert parse_settings(text, FILE).keymap == {"session.decision": "d,f2", "session.question": "f3"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('bell = true\n\n[keymap]\na.c = "x"\n"a.b" = "y"', 5),
        ('[keymap]\na.c = "x"\na.b = "y"', 3),
        ('[keymap.a]\nc = "x"\n  b = "y"  # the one', 3),
        ('bell = true\nkeymap = { a = { c = "x", b = "y" } }', 2),
        ('b = "no"\n[a]\nb = "no"\n[keymap] # here\na = { b = "x" }', 5),
        ("bell = true", 1),
    ],
)
def test_a_setting_is_found_again_wherever_it_stands(tmp_path: Path, text: str, line: int) -> None:
    """What a screen finds wrong later on is told with its line, too."""
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")

    assert setting_location(file, "keymap", "a.b") == f"{file}, line {line}"


def test_a_setting_of_a_file_that_has_gone_is_named_by_its_file(tmp_path: Path) -> None:
    """It was there when it was read."""
    assert setting_location(tmp_path / "gone.toml", "theme") == str(tmp_path / "gone.toml")


def test_a_file_that_was_asked_for_must_exist(tmp_path: Path) -> None:
    """A slip in its name must not pass in silence."""
    with pytest.raises(ConfigError, match="There is no settings file"):
        read_settings(tmp_path / "nowhere.toml", required=True)


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    """And so is what is no file."""
    (tmp_path / "config.toml").write_bytes(b"team = '\xff'")

    with pytest.raises(ConfigError, match="not UTF-8"):
        read_settings(tmp_path / "config.toml")
    with pytest.raises(ConfigError, match="cannot be read"):
        read_settings(tmp_path)
