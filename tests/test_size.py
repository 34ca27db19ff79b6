"""How large a module, a class and an interface may be, and where types may be left open."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "refine_tui"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "ui" not in path.relative_to(SOURCE).parts[:1])
"""All but those of the screens."""
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


def leaves_types_open(path: Path) -> bool:
    """Return whether a module has Any in an annotation."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return any(isinstance(node, ast.Name) and node.id == "Any" for node in nodes)


@pytest.mark.parametrize("path", sorted((SOURCE / "application").glob("*.py")), ids=named)
def test_the_application_leaves_no_type_open(path: Path) -> None:
    assert not leaves_types_open(path)


def test_the_store_leaves_types_open_only_where_it_meets_the_driver() -> None:
    """What SQLAlchemy and a dataclass leave open is named in these modules; every other one checks what it gets."""
    modules = (SOURCE / "store").rglob("*.py")

    assert {named(path) for path in modules if leaves_types_open(path)} == {
        "store/sql_types.py",
        "store/stored_values.py",
        "store/sqlite/engine.py",
    }
