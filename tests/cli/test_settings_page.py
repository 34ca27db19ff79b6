"""The page on settings tells of every key, and what it tells holds."""

import re
import tomllib
from pathlib import Path

from refine_tui.config import KEYS, Settings, parse_settings
from refine_tui.ui.app import key_groups
from refine_tui.ui.keymap import find_keymap_error, textual_keys, written
from refine_tui.ui.theme import PALETTES
from scripts.settings_table import PAGE, with_table

TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLE = re.findall(r"```toml\n(.*?)```", TEXT, flags=re.DOTALL)[0]


def test_the_table_of_keys_is_that_of_the_screens() -> None:
    """When it is not: ``python scripts/settings_table.py``."""
    assert with_table(TEXT) == TEXT


def test_every_setting_is_told_with_its_default() -> None:
    """As the program has it."""
    rows = dict(re.findall(r"^\| `\[?(\w+)\]?` \| (.*?) \|", TEXT, flags=re.MULTILINE))
    defaults = Settings()

    assert set(rows) == set(KEYS)
    for key in ("theme", "day_month_order"):
        assert rows[key] == f'`"{getattr(defaults, key)}"`'
    for key in ("bell", "seconds", "mouse", "suspend"):
        assert rows[key] == f"`{str(getattr(defaults, key)).lower()}`"
    assert all(f"`{name}`" in TEXT for name in PALETTES)


def test_the_example_has_every_key_and_is_right() -> None:
    """It can be copied as it stands."""
    settings = parse_settings(EXAMPLE, Path("config.toml"))

    assert set(tomllib.loads(EXAMPLE)) == set(KEYS)
    assert settings.theme in PALETTES
    assert find_keymap_error(settings.keymap, key_groups()) is None


def test_every_key_of_ours_can_be_written_as_the_table_shows_it() -> None:
    """Whoever copies it from there gets that key."""
    keys = {key for group in key_groups().values() for binding in group for key in textual_keys(binding.key).split(",")}

    assert {key: textual_keys(written(key)) for key in keys} == {key: key for key in keys}
