"""How large a module, a class and an interface may be, and where types may be left open."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "refine_tui"
MODULES = sorted(SOURCE.rglob("*.py"))
INNER = [path for path in MODULES if "ui" not in path.relative_to(SOURCE).parts[:1]]
"""All modules but those of the screens: Textual leaves types open."""
LONGEST_MODULE, MOST_METHODS, MOST_METHODS_OF_A_PROTOCOL = 300, 20, 10


def named(path: Path) -> str:
    """Return the path of a module within the package."""
    return str(path.relative_to(SOURCE))


def classes(path: Path) -> Iterator[tuple[ast.ClassDef, int]]:
    """Yield the classes of a module, each with the number of its methods."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            yield node, sum(isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef) for part in node.body)


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_is_short_enough_to_be_read_at_once(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_class_has_few_enough_methods_and_an_interface_fewer(path: Path) -> None:
    for node, methods in classes(path):
        is_protocol = any(isinstance(base, ast.Name) and base.id == "Protocol" for base in node.bases)
        assert methods <= (MOST_METHODS_OF_A_PROTOCOL if is_protocol else MOST_METHODS), node.name


OPEN_TYPES = {"store/sql_types.py", "store/stored_values.py", "store/sqlite/engine.py"}
"""The modules that may name Any: what SQLAlchemy and a dataclass leave open."""


def names_any(source: str) -> bool:
    """Return whether the text of a module imports Any or uses it; words in texts and comments do not count."""
    return any(
        "Any" in (getattr(node, "id", None), getattr(node, "attr", None), getattr(node, "name", None))
        for node in ast.walk(ast.parse(source))
    )


def test_types_are_left_open_only_where_the_store_meets_the_driver() -> None:
    """Every other module checks what it gets, and says of each value what it is."""
    assert {named(path) for path in INNER if names_any(path.read_text(encoding="utf-8"))} == OPEN_TYPES


@pytest.mark.parametrize(
    "source",
    [
        "from typing import Any",
        "from typing import Any as Whatever",
        "import typing\nvalue: typing.Any = 1",
        "import typing\ndef read(value: dict[str, typing.Any]) -> None: ...",
        "values: list[Any] = []",
    ],
)
def test_each_way_to_name_any_is_found(source: str) -> None:
    assert names_any(source)


@pytest.mark.parametrize("source", ['"""Any other table."""', "# Any\nvalue = any([])", "AnyRecord = int | str"])
def test_a_word_that_is_no_type_is_not_taken_for_any(source: str) -> None:
    assert not names_any(source)
