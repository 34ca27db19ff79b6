"""Who may import whom: the layers, the one home of each library, and no cycle.

Every import counts, deferred and type-only ones too: the source is read, not run.
"""

import ast
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = "refine_tui"
SOURCE = Path(__file__).parents[1] / "src"

LAYERS: Mapping[str, frozenset[str]] = {
    "domain": frozenset(),
    "clock": frozenset(),
    "toml_lines": frozenset(),
    "config": frozenset({"domain", "toml_lines"}),
    "agenda_files": frozenset({"domain", "toml_lines"}),
    "files": frozenset({"domain"}),
    "importers": frozenset({"domain"}),
    "minutes": frozenset({"domain", "files"}),
    "store": frozenset({"domain", "files"}),
    "application": frozenset({"domain", "clock"}),
    "ui": frozenset({"domain", "clock", "application", "importers", "minutes"}),
    "cli": frozenset(
        {"domain", "clock", "config", "files", "agenda_files", "importers", "minutes", "store", "application", "ui"}
    ),
}
"""Each layer, with the other layers that it may import."""

LIBRARIES: Mapping[str, frozenset[str]] = {
    "minutes": frozenset({"icalendar", "jinja2", "markdown_it", "markupsafe"}),
    "store": frozenset({"sqlmodel", "sqlalchemy", "alembic", "filelock"}),
    "ui": frozenset({"textual", "rich"}),
    "cli": frozenset({"click", "platformdirs", "tzlocal"}),
}
"""What a layer may import besides the standard library; a layer that is not named: nothing."""

SQLITE = "store.sqlite"
"""The package of everything that is true of SQLite only."""
DRIVERS = ("sqlite3", "sqlalchemy.dialects")
"""What only that package may import: the driver, and the statements of a dialect."""
COMPOSING: Mapping[str, frozenset[str]] = {
    "cli.app_context": frozenset({"access", "connection", "database"}),
    "cli.live_commands": frozenset({"public_view_reader"}),
}
"""The modules that choose SQLite, and the modules of its package that each of them imports."""

FLOORS = (
    *("", "widgets", "flow_screen", "progress", "dialogs", "list_screen"),
    *("import_reader", "import_flow", "team_imports", "screens", "navigation", "app"),
)
"""Inside the ui, from the ground up: a floor may import itself and those below. The ground is plain modules."""

SCREENS = ("home", "setup", "live", "minutes", "actions")
"""The folders of the screens; all of them stand on the floor of the screens."""

IMPORTER_FLOORS = ("report", "errors", "documents", "markup", "fields", "tables", "workbook", "formats")
"""Inside the importers, from the ground up: each may import itself and those below. Other modules stand above all."""

HEAVY = ("textual", "rich", "sqlmodel", "sqlalchemy", "alembic")
"""What the core and the start of the command line must do without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imports:
    """What the source of one module imports."""

    names: frozenset[str]
    """Dotted names: of modules, and of what is taken from them."""
    hidden: tuple[int, ...] = ()
    """Lines with an import of a name that is computed, so that nobody can check it."""


def imports_of(source: str, module: str, *, is_package: bool = False) -> Imports:
    """Return every import in *source*: at the top, deferred, type-only, relative, or by ``import_module``."""
    names: set[str] = set()
    hidden: list[int] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            origin = _origin(node, module, is_package=is_package)
            names |= {f"{origin}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Call) and _is_import_call(node.func):
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                names.add(first.value)
            else:
                hidden.append(node.lineno)
    return Imports(names=frozenset(names), hidden=tuple(hidden))


def _origin(node: ast.ImportFrom, module: str, *, is_package: bool) -> str:
    if not node.level:
        return node.module or ""
    parents = module.split(".")
    package = parents[: len(parents) - node.level + is_package]
    return ".".join([*package, node.module] if node.module else package)


def _is_import_call(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in ("import_module", "__import__")


def layer_of(name: str) -> str:
    """Return the layer of a dotted name of ours; empty for the package itself."""
    return name.partition(".")[2].partition(".")[0]


def floor_of(name: str) -> int:
    """Return how high in the ui a dotted name stands."""
    folder = name.removeprefix(f"{PACKAGE}.ui").removeprefix(".").partition(".")[0]
    folder = "screens" if folder in SCREENS else folder
    return FLOORS.index(folder) if folder in FLOORS else 0


def importer_floor_of(name: str) -> int:
    """Return how high in the importers a dotted name stands."""
    part = name.removeprefix(f"{PACKAGE}.importers").removeprefix(".").partition(".")[0]
    return IMPORTER_FLOORS.index(part) if part in IMPORTER_FLOORS else len(IMPORTER_FLOORS)


def violations(module: str, imports: Imports) -> list[str]:
    """Return a sentence for each import of *module* that a rule forbids."""
    layer = layer_of(module)
    if layer not in LAYERS and module != PACKAGE:
        return [f"{module} belongs to no layer"]
    found = [f"{module}:{line} imports what cannot be checked" for line in imports.hidden if layer != "cli"]
    for name in sorted(imports.names):
        root = name.partition(".")[0]
        if root == PACKAGE:
            allowed = _may_import(module, name) and _may_know_sqlite(module, name)
        elif is_within(name, DRIVERS):
            allowed = is_within(_inner(module), (SQLITE,))
        else:
            allowed = root in sys.stdlib_module_names or root in LIBRARIES.get(layer, frozenset())
        if not allowed:
            found.append(f"{module} imports {name}")
    return found


def _may_import(module: str, name: str) -> bool:
    layer, target = layer_of(module), layer_of(name)
    if target not in LAYERS:  # the package itself holds the version and no more
        return layer not in ("", "domain", "clock", "config")
    if layer == target == "ui":
        return floor_of(name) <= floor_of(module)
    if layer == target == "importers":
        return importer_floor_of(name) <= importer_floor_of(module)
    return layer == target or target in LAYERS.get(layer, frozenset())


def _may_know_sqlite(module: str, name: str) -> bool:
    """Return whether *name* is outside the SQLite package, or *module* is in it or composes with that part of it."""
    target, importer = _inner(name), _inner(module)
    if not is_within(target, (SQLITE,)) or is_within(importer, (SQLITE,)):
        return True
    parts = target.removeprefix(SQLITE).removeprefix(".").partition(".")
    return parts[0] in COMPOSING.get(importer, frozenset())


def _inner(name: str) -> str:
    """Return a dotted name of ours without the package's."""
    return name.partition(".")[2]


def is_within(name: str, places: Iterable[str]) -> bool:
    """Return whether a dotted name is one of *places*, or stands below one."""
    return any(name == place or name.startswith(f"{place}.") for place in places)


def graph_of(modules: Mapping[str, Imports]) -> dict[str, set[str]]:
    """Return which of *modules* each of them imports: ``from a import b`` is a.b if that is a module, else a."""
    graph: dict[str, set[str]] = {}
    for module, imports in modules.items():
        targets = {name if name in modules else name.rpartition(".")[0] for name in imports.names}
        graph[module] = {target for target in targets if target in modules}
    return graph


def find_cycle(graph: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the modules of one cycle, the first again at its end; empty if there is none."""
    finished: set[str] = set()
    for start in sorted(graph):
        path, branches = [start], [iter(sorted(graph[start]))]
        while path:
            target = next(branches[-1], None)
            if target is None:
                finished.add(path.pop())
                branches.pop()
            elif target in path:
                return [*path[path.index(target) :], target]
            elif target not in finished:
                path.append(target)
                branches.append(iter(sorted(graph[target])))
    return []


def module_name(path: Path) -> str:
    """Return the dotted name of a file below the source folder."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def our_modules() -> dict[str, Imports]:
    """Return the imports of every module of the product."""
    return {
        module_name(path): imports_of(
            path.read_text(encoding="utf-8"), module_name(path), is_package=path.name == "__init__.py"
        )
        for path in sorted((SOURCE / PACKAGE).rglob("*.py"))
    }


def loaded_by(*modules: str) -> list[str]:
    """Return which heavy libraries a fresh interpreter has loaded after importing *modules*."""
    script = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]:\n"
        "    importlib.import_module(name)\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script, *modules],
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    loaded = result.stdout.split()
    assert PACKAGE in loaded
    return [name for name in HEAVY if name in loaded]


def test_every_import_follows_the_layers() -> None:
    """The rule of the house: who may import whom, and which library lives where."""
    modules = our_modules()

    assert f"{PACKAGE}.domain.capture_line" in modules
    assert [sentence for module, imports in modules.items() for sentence in violations(module, imports)] == []


def test_one_module_finds_the_nearest_word() -> None:
    """Every “did you mean” compares alike."""
    assert [
        name for name, imports in our_modules().items() if {"difflib"} & {n.split(".")[0] for n in imports.names}
    ] == [f"{PACKAGE}.domain.nearest"]


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Not even by a deferred or a type-only import."""
    assert find_cycle(graph_of(our_modules())) == []


def test_the_core_runs_without_a_screen_and_without_a_database() -> None:
    """Every module outside ui, store and cli is imported, not only the packages."""
    core = [module for module in our_modules() if layer_of(module) not in ("ui", "store", "cli")]

    assert f"{PACKAGE}.domain.capture_line" in core
    assert loaded_by(*core) == []


def test_the_command_line_starts_without_a_screen_and_without_a_database() -> None:
    """``refine --help`` answers at once: commands load what they need when they run."""
    assert loaded_by(f"{PACKAGE}.cli") == []


def test_the_check_of_what_is_loaded_sees_a_loaded_library() -> None:
    """It would find Textual if anything had imported it."""
    assert "textual" in loaded_by(PACKAGE, "textual")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import textual.app as t, json", {"textual.app", "json"}),
        ("from refine_tui.store import loaders, mappers", {"refine_tui.store.loaders", "refine_tui.store.mappers"}),
        ("def later():\n    from textual.app import App", {"textual.app.App"}),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import rich", {"typing.TYPE_CHECKING", "rich"}),
        ("try:\n    import rich\nexcept ImportError:\n    rich = None", {"rich"}),
        ("class A:\n    async def f(self):\n        import sqlalchemy", {"sqlalchemy"}),
        ("from . import rows", {"refine_tui.domain.rows"}),
        ("from ..store.mappers import Row", {"refine_tui.store.mappers.Row"}),
        ("import importlib\nimportlib.import_module('textual')", {"importlib", "textual"}),
        ("__import__('rich')", {"rich"}),
        ("x = 'import rich'  # import textual", set()),
    ],
)
def test_an_import_is_found_wherever_it_hides(source: str, expected: set[str]) -> None:
    """In functions, under conditions, relative to the module, and in a call."""
    assert imports_of(source, "refine_tui.domain.made_up").names == expected


def test_a_relative_import_in_a_package_starts_at_the_package() -> None:
    """In ``__init__.py`` one dot is the package itself."""
    assert imports_of("from . import mappers", "refine_tui.store", is_package=True).names == {
        "refine_tui.store.mappers"
    }


def test_an_import_of_a_computed_name_is_found_outside_the_command_line() -> None:
    """Only the command line has a table of commands to be loaded late."""
    imports = imports_of("from importlib import import_module\nimport_module(name)", "refine_tui.domain.made_up")

    assert imports.hidden == (2,)
    assert violations("refine_tui.domain.made_up", imports) == [
        "refine_tui.domain.made_up:2 imports what cannot be checked"
    ]
    assert violations("refine_tui.cli.made_up", imports) == []


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("domain.x", "refine_tui.importers.tables.table"),
        ("domain.x", "refine_tui.clock.Clock"),
        ("domain.x", "refine_tui.__version__"),
        ("domain.x", "jinja2"),
        ("importers.x", "refine_tui.minutes.markdown"),
        ("importers.documents.x", "refine_tui.importers.fields.dates"),
        ("importers.tables.x", "refine_tui.importers.formats.jira.csv_format"),
        ("importers.formats.x", "refine_tui.importers.detection.read_items"),
        ("minutes.x", "refine_tui.store.mappers"),
        ("store.x", "refine_tui.importers.tables.table"),
        ("store.x", "refine_tui.clock"),
        ("store.x", "sqlite3"),
        ("store.x", "sqlalchemy.dialects.sqlite"),
        ("store.x", "refine_tui.store.sqlite"),
        ("store.x", "refine_tui.store.sqlite.engine.make_engine"),
        ("cli.x", "sqlite3"),
        ("cli.x", "refine_tui.store.sqlite.database.open_store"),
        ("cli.app_context", "refine_tui.store.sqlite.engine"),
        ("application", "refine_tui.store.sqlite.engine"),
        ("application", "sqlalchemy.orm.Session"),
        ("clock", "refine_tui.domain.errors"),
        ("config", "platformdirs"),
        ("toml_lines", "refine_tui.domain.nearest"),
        ("agenda_files.x", "refine_tui.importers.errors"),
        ("ui.x", "refine_tui.agenda_files.reading"),
        ("files", "refine_tui.minutes.folder"),
        ("ui.x", "refine_tui.files.write_atomically"),
        ("ui.x", "refine_tui.store.sqlite.engine"),
        ("ui.x", "refine_tui.config.Settings"),
        ("ui.x", "refine_tui.cli.main"),
        ("ui.x", "sqlmodel"),
        ("minutes.x", "rich.console"),
        ("cli.x", "textual"),
        ("cli.x", "sqlalchemy.exc"),
        ("ui.live.screen", "refine_tui.ui.app.RefineApp"),
        ("ui.dialogs.extend", "refine_tui.ui.live.screen"),
        ("ui.widgets.clock", "refine_tui.ui.dialogs.extend"),
        ("ui.theme", "refine_tui.ui.widgets.clock"),
        ("somewhere", "json"),
    ],
)
def test_a_forbidden_import_is_found(module: str, imported: str) -> None:
    """Each rule fails when it is broken."""
    assert len(violations(f"refine_tui.{module}", Imports(names=frozenset({imported})))) == 1


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("domain.x", "refine_tui.domain.people"),
        ("domain.x", "dataclasses"),
        ("importers.x", "refine_tui.domain.people.Team"),
        ("importers.detection", "refine_tui.importers.formats.registry.FORMATS"),
        ("importers.formats.jira.x", "refine_tui.importers.formats.definition.TableFormat"),
        ("importers.formats.x", "refine_tui.importers.tables.table.Row"),
        ("minutes.x", "jinja2"),
        ("minutes.x", "refine_tui.files.write_atomically"),
        ("store.x", "sqlalchemy.orm.Session"),
        ("store.sqlite.x", "sqlite3"),
        ("store.sqlite.x", "sqlalchemy.dialects.sqlite"),
        ("store.sqlite.x", "refine_tui.store.row_statements"),
        ("cli.app_context", "refine_tui.store.sqlite.database.open_store"),
        ("application", "refine_tui.clock.Clock"),
        ("config", "refine_tui.toml_lines.TomlLines"),
        ("agenda_files.x", "refine_tui.toml_lines.TomlLines"),
        ("ui.app", "refine_tui.ui.live.screen"),
        ("ui.app", "refine_tui.ui.widgets.clock"),
        ("ui.live.screen", "refine_tui.ui.dialogs.extend"),
        ("ui.dialogs.extend", "refine_tui.ui.widgets.clock"),
        ("ui.widgets.clock", "refine_tui.ui.theme"),
        ("ui.theme", "textual.theme.Theme"),
        ("ui.x", "refine_tui.minutes.markdown"),
        ("cli.x", "refine_tui.store.unit_of_work"),
        ("cli.x", "refine_tui.config.Settings"),
        ("cli.x", "refine_tui.__version__"),
    ],
)
def test_an_allowed_import_is_no_violation(module: str, imported: str) -> None:
    """The rules forbid no more than they say."""
    assert violations(f"refine_tui.{module}", Imports(names=frozenset({imported}))) == []


def test_nothing_may_import_the_command_line() -> None:
    """It is the one place where everything is put together."""
    assert [layer for layer, allowed in LAYERS.items() if "cli" in allowed] == []


def test_each_module_that_chooses_sqlite_still_needs_each_part() -> None:
    """The list of those modules is no longer than it has to be."""
    modules = our_modules()

    for module, parts in COMPOSING.items():
        imported = modules[f"{PACKAGE}.{module}"].names
        for part in parts:
            assert any(is_within(name, (f"{PACKAGE}.{SQLITE}.{part}",)) for name in imported), (module, part)


def test_a_cycle_is_found_over_several_modules() -> None:
    """One deferred import is enough to close the circle."""
    sources = {
        "refine_tui.domain.a": "from refine_tui.domain import b",
        "refine_tui.domain.b": "from refine_tui.domain.c import thing",
        "refine_tui.domain.c": "def late():\n    import refine_tui.domain.a",
        "refine_tui.domain.d": "from refine_tui.domain.a import thing",
    }
    graph = graph_of({module: imports_of(source, module) for module, source in sources.items()})

    assert find_cycle(graph) == [
        "refine_tui.domain.a",
        "refine_tui.domain.b",
        "refine_tui.domain.c",
        "refine_tui.domain.a",
    ]


def test_a_diamond_is_no_cycle_and_a_module_that_imports_itself_is_one() -> None:
    """Two ways down to the same module are fine."""
    assert find_cycle({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}) == []
    assert find_cycle({"a": ["a"]}) == ["a", "a"]
