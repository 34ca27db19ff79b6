"""Renders Jinja templates, ours or a team's own, in a sandbox; every value is escaped for the format."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from refine_tui.domain.errors import RefineError
from refine_tui.minutes.item_lines import ItemName
from refine_tui.minutes.model import Person
from refine_tui.minutes.record_lines import DecisionLine
from refine_tui.minutes.safe_text import SafeText

if TYPE_CHECKING:  # loading jinja2 takes longer than all the rest; only rendering needs it
    from jinja2 import Template
    from jinja2.sandbox import SandboxedEnvironment

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_FAILURES = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What an expression in a template can raise in addition to Jinja's own errors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """How the templates of one format write a person's text."""

    safe_text: type[SafeText]
    """The class of the text that is escaped for the format; it escapes all other text."""
    mention: Callable[[ItemName], SafeText]
    """Writes an item as other lines mention it."""
    html: bool = False
    """Whether Jinja's own escaping is on."""


def render_template(target: Target, text: str, *, name: str, **values: object) -> str:
    """Return the template *text* filled with *values*.

    Raises:
        RefineError: the template is broken; the message has its *name*, the line and the error.
    """
    import jinja2  # noqa: PLC0415 - takes 40 ms; only minutes need it

    line: int | None = None
    try:
        return str(_compiled(target, text).render(**values))
    except jinja2.TemplateSyntaxError as error:
        line, problem = error.lineno, str(error.message)
    except (jinja2.TemplateError, *_FAILURES) as error:
        line, problem = _line_of(error.__traceback__), str(error) or type(error).__name__
    where = f"The minutes template {name}" + (f", line {line}" if line else "")
    raise RefineError(f"{where}: {' '.join(problem.split()).rstrip('.')}.")


@cache
def shipped_text(name: str) -> str:
    """Return the text of a file in our folder of templates."""
    return (Path(__file__).parent / "templates" / name).read_text(encoding="utf-8")


def weekday(day: date) -> str:
    """Return the short English name of a weekday, whatever the locale."""
    return WEEKDAYS[day.weekday()]


def day_words(day: date) -> str:
    """Return ``2026-03-12 (Thu)``."""
    return f"{day:%Y-%m-%d} ({weekday(day)})"


def clause(text: str) -> str:
    """Return *text* without a full stop at its end, to continue the sentence; an ellipsis stays."""
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text


def full_stop(decision: DecisionLine) -> str:
    """Return the full stop of a decision, or an empty text if the decision ends with a mark of its own."""
    last = "" if decision.item else (decision.because or decision.text)
    return "" if last.endswith(("!", "?", "…", "..")) else "."


@lru_cache(maxsize=8)
def _compiled(target: Target, text: str) -> "Template":
    """Return the compiled template: a page takes longer to compile than to fill in."""
    return _environment(target).from_string(text)


@cache
def _environment(target: Target) -> "SandboxedEnvironment":
    from jinja2 import StrictUndefined  # noqa: PLC0415 - as above
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415 - as above

    safe_text = target.safe_text

    def printed(value: object) -> object:
        if value is None:
            return safe_text("")
        return value if isinstance(value, int | float | date) else safe_text.escape(value)

    def concatenated(parts: Iterable[str]) -> str:
        return safe_text("".join(parts))

    environment = SandboxedEnvironment(
        autoescape=target.html,
        finalize=printed,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    if not target.html:
        environment.concat = concatenated  # type: ignore[method-assign]  # what a macro returns is escaped already
    environment.filters.update(_filters(target))
    return environment


def _filters(target: Target) -> dict[str, Callable[..., str]]:
    safe_text = target.safe_text

    def mention(item: ItemName | None) -> str:
        return target.mention(item) if item else safe_text("")

    def listed(values: Iterable[str | Person], separator: str = ", ") -> str:
        texts = (_with_hours(value) if isinstance(value, Person) else value for value in values)
        return safe_text(separator).join(texts)

    def _with_hours(person: Person) -> str:
        name = safe_text.escape(person.name)
        return name + safe_text(f" ({person.hours})") if person.hours else name

    def clock(moment: datetime) -> str:
        return safe_text(f"{moment:%H:%M}")

    def day(when: date) -> str:
        return safe_text(day_words(when))

    def name_of_day(when: date) -> str:
        return safe_text(weekday(when))

    def stop(decision: DecisionLine) -> str:
        return safe_text(full_stop(decision))

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
    """Return the line of the template that raised an error; the innermost one if macros call each other."""
    line = None
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line
