"""Jinja templates, ours or a team's own, for every format that has one: sandboxed, and escaped for their target."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

from refine_tui.domain.errors import RefineError
from refine_tui.minutes.model import DecisionLine, ItemName, Person

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_FAILURES = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What an expression of a template can raise besides the template errors proper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """How a format writes a person's text."""

    escape: Callable[[str], str]
    """Escapes a text; what *written* has marked passes through."""
    written: Callable[[str], str]
    """Marks a text as written for this target already."""
    mention: Callable[[ItemName], str]
    """Writes an item as other lines mention it, marked as written."""
    html: bool = False
    """Jinja's own escaping is on."""


def render_template(target: Target, text: str, *, name: str, **values: object) -> str:
    """Return the template *text* filled with *values*.

    Raises:
        RefineError: the template is broken; the sentence calls it *name* and tells its line and what is wrong there.
    """
    import jinja2  # noqa: PLC0415 - takes 40 ms; only minutes need it

    line: int | None = None
    try:
        return str(_environment(target).from_string(text).render(**values))
    except jinja2.TemplateSyntaxError as error:
        line, problem = error.lineno, str(error.message)
    except (jinja2.TemplateError, *_FAILURES) as error:
        line, problem = _line_of(error.__traceback__), str(error) or type(error).__name__
    where = f"The minutes template {name}" + (f", line {line}" if line else "")
    raise RefineError(f"{where}: {' '.join(problem.split()).rstrip('.')}.")


@cache
def shipped_text(name: str) -> str:
    """Return the text of a file of ours beside the templates."""
    return (Path(__file__).parent / "templates" / name).read_text(encoding="utf-8")


def weekday(day: date) -> str:
    """Return the short English name of a weekday, whatever the machine's language is."""
    return WEEKDAYS[day.weekday()]


def day_words(day: date) -> str:
    """Return ``2026-03-12 (Thu)``."""
    return f"{day:%Y-%m-%d} ({weekday(day)})"


def clause(text: str) -> str:
    """Return *text* without a single full stop at its end, for a sentence that goes on."""
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text


def full_stop(decision: DecisionLine) -> str:
    """Return what ends the sentence of a decision: nothing where it ends by itself."""
    last = "" if decision.item else (decision.because or decision.text)
    return "" if last.endswith(("!", "?", "…", "..")) else "."


@cache
def _environment(target: Target) -> Any:
    from jinja2 import StrictUndefined  # noqa: PLC0415 - as above
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415 - as above

    def printed(value: object) -> object:
        if value is None:
            return target.written("")
        if isinstance(value, int | float | date):
            return value
        return target.escape(value if isinstance(value, str) else str(value))

    def concatenated(parts: Iterable[str]) -> str:
        return target.written("".join(parts))

    environment = SandboxedEnvironment(
        autoescape=target.html,
        finalize=printed,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    if not target.html:
        environment.concat = concatenated  # type: ignore[method-assign]  # what a macro gives back is written already
    environment.filters.update(_filters(target))
    return environment


def _filters(target: Target) -> dict[str, Callable[..., str]]:
    def mention(item: ItemName | None) -> str:
        return target.mention(item) if item else target.written("")

    def listed(values: Iterable[str | Person], separator: str = ", ") -> str:
        texts = (target.escape(value.name if isinstance(value, Person) else value) for value in values)
        return target.written(target.written(separator).join(texts))

    def clock(moment: datetime) -> str:
        return target.written(f"{moment:%H:%M}")

    def day(when: date) -> str:
        return target.written(day_words(when))

    def name_of_day(when: date) -> str:
        return target.written(weekday(when))

    def stop(decision: DecisionLine) -> str:
        return target.written(full_stop(decision))

    return {
        "mention": mention,
        "listed": listed,
        "clause": clause,
        "stop": stop,
        "clock": clock,
        "day": day,
        "weekday": name_of_day,
    }


def _line_of(traceback: TracebackType | None) -> int | None:
    """Return the line of the template in which an error arose; the innermost, if templates call each other."""
    line = None
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line
