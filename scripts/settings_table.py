"""Write the table of keys in docs/settings.md anew from the keys that the screens declare.

Run it in the development environment: ``.venv/bin/python scripts/settings_table.py``
"""

from collections.abc import Iterator
from pathlib import Path

from textual.binding import Binding

from refine_tui.ui.app import key_groups
from refine_tui.ui.keymap import written

PAGE = Path(__file__).parents[1] / "docs" / "settings.md"
BEGIN, END = "<!-- keys: scripts/settings_table.py -->\n", "<!-- end of keys -->\n"
_WHERE = {
    "app": "Everywhere",
    "home": "Home screen",
    "new": "New session",
    "session": "Live session",
    "minutes": "Minutes",
    "actions": "Action items",
}


def with_table(page: str) -> str:
    """Return the page with the table as it should be."""
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    table = "\n".join(_lines())
    return f"{before}{BEGIN}\n{table}\n{END}{after}"


def _lines() -> Iterator[str]:
    for group, bindings in key_groups().items():
        yield from (f"### {_WHERE[group]}", "", "| id | keys | what it does |", "| --- | --- | --- |")
        yield from (f"| `{binding.id}` | {_keys(binding)} | {_words(binding)} |" for binding in bindings)
        yield ""


def _keys(binding: Binding) -> str:
    return " ".join(f"`{written(key)}`" for key in binding.key.split(","))


def _words(binding: Binding) -> str:
    return binding.tooltip or f"The choice that stands at {binding.key}."


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
