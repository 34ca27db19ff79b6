"""Templates are compiled once, whatever they are filled with."""

import pytest
from jinja2 import Environment

from refine_tui.domain.errors import RefineError
from refine_tui.minutes.html_page import PAGE
from refine_tui.minutes.markdown import MARKDOWN
from refine_tui.minutes.templating import render_template


def test_a_template_is_compiled_once_for_a_format(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[object] = []
    compile_template = Environment.compile

    def compile_and_count(self: Environment, source: object, *rest: object) -> object:
        compiled.append(source)
        return compile_template(self, source, *rest)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", compile_and_count)
    text = "compiled once: {{ said }}"

    assert [render_template(MARKDOWN, text, name="x", said=said) for said in ("a", "*b*")] == [
        "compiled once: a",
        "compiled once: \\*b\\*",
    ]
    assert [render_template(PAGE, text, name="x", said=said) for said in ("<", "*b*")] == [
        "compiled once: &lt;",
        "compiled once: *b*",
    ]
    assert compiled == [text, text]


def test_a_broken_template_is_named_each_time() -> None:
    for name in ("minutes.md.j2", "other.md.j2"):
        with pytest.raises(RefineError, match=rf"^The minutes template {name}, line 2: "):
            render_template(MARKDOWN, "\n{% for %}", name=name)
