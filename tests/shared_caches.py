"""Work of the libraries that is the same in each test of a process, and is done once for all of them.

SQLAlchemy compiles a statement once for each engine, Textual parses a style sheet once for each app, and nearly every
test opens a database, or an app, of its own.
"""

from collections.abc import Iterable
from typing import Any

import pytest
import sqlalchemy as sa
from rich.segment import Segment
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache
from textual._styles_cache import StylesCache
from textual.cache import FIFOCache
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.strip import Strip

_STATEMENTS: LRUCache[Any, Any] = LRUCache(4000)
_LINES_HELD = 16
_RULES: dict[Any, list[RuleSet]] = {}


def share_statements(patch: pytest.MonkeyPatch) -> None:
    """Let every engine use the statements that another one has compiled: all have the same dialect and settings."""

    def create_engine(*arguments: Any, **options: Any) -> sa.Engine:
        engine = create(*arguments, **options)
        engine._compiled_cache = _STATEMENTS
        return engine

    create = sa.create_engine
    patch.setattr(sa, "create_engine", create_engine)
    # The dialect is a part of the key by which a compiled statement is found.
    patch.setattr(SQLiteDialect_pysqlite, "__eq__", lambda self, other: type(self) is type(other))
    patch.setattr(SQLiteDialect_pysqlite, "__hash__", lambda self: hash(type(self)))


def share_style_sheets(patch: pytest.MonkeyPatch) -> None:
    """Let every app use the rules that another one has parsed from the same text with the same variables."""

    def parse_rules(self: Stylesheet, *arguments: Any, **options: Any) -> list[RuleSet]:
        key = (tuple(self._variables.items()), arguments, tuple(options.items()))
        if key not in _RULES:
            _RULES[key] = parse(self, *arguments, **options)
        return _RULES[key]

    parse = Stylesheet._parse_rules
    patch.setattr(Stylesheet, "_parse_rules", parse_rules)


def make_line_caches_when_used(patch: pytest.MonkeyPatch) -> None:
    """Let a line of the screen make each of its seven caches when it is first used; most are never used."""

    def initialize(self: Strip, segments: Iterable[Segment], cell_length: int | None = None) -> None:
        self._segments, self._cell_length = list(segments), cell_length
        self._render_cache = self._link_ids = self._cell_count = None

    def make_cache(self: Strip, name: str) -> FIFOCache[Any, Any]:
        if name not in caches:
            raise AttributeError(name)
        cache = FIFOCache[Any, Any](_LINES_HELD)
        setattr(self, name, cache)
        return cache

    caches = {name for name in Strip.__slots__ if name.endswith("_cache")} - {"_render_cache"}
    patch.setattr(Strip, "__init__", initialize)
    patch.setattr(Strip, "__getattr__", make_cache, raising=False)


def forget_widgets() -> None:
    """Let go of the widgets that ended with their app: Textual holds a thousand of them, with all that they drew.

    The garbage collector looks at each of these objects again and again.
    """
    StylesCache.get_inner_outer.cache_clear()
