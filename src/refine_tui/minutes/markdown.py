"""Minutes as Markdown, from our template or from one that the user brings."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

from refine_tui.domain.errors import RefineError
from refine_tui.domain.session import RefinementSession
from refine_tui.minutes.document import document_of
from refine_tui.minutes.escaping import Written, inline, link
from refine_tui.minutes.model import DecisionLine, ItemName, Person

TEMPLATE_NAME = "minutes.md.j2"

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FAILURES = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What an expression of a template can raise besides the template errors proper."""


def render_markdown(
    session: RefinementSession, *, now: datetime, template: str | None = None, template_name: str = TEMPLATE_NAME
) -> str:
    """Return the minutes of *session* as Markdown.

    A closed session gives the same bytes whatever *now* is. *template* is the text of a Jinja template that takes
    the place of ours (``templates/README.md`` has what it can use); *template_name* is what an error calls it.

    Raises:
        RefineError: the template is broken; the sentence names it, its line and what is wrong there.
    """
    import jinja2  # noqa: PLC0415 - takes 40 ms; only minutes need it

    text = _shipped_template() if template is None else template
    line: int | None = None
    try:
        rendered = _environment().from_string(text).render(minutes=document_of(session, now=now))
    except jinja2.TemplateSyntaxError as error:
        line, problem = error.lineno, str(error.message)
    except (jinja2.TemplateError, *_FAILURES) as error:
        line, problem = _line_of(error.__traceback__), str(error) or type(error).__name__
    else:
        return _tidy(rendered)
    where = f"The minutes template {template_name}" + (f", line {line}" if line else "")
    raise RefineError(f"{where}: {' '.join(problem.split()).rstrip('.')}.")


def weekday(day: date) -> str:
    """Return the short English name of a weekday, whatever the machine's language is."""
    return _WEEKDAYS[day.weekday()]


@cache
def _shipped_template() -> str:
    return (Path(__file__).parent / "templates" / TEMPLATE_NAME).read_text(encoding="utf-8")


@cache
def _environment() -> Any:
    from jinja2 import StrictUndefined  # noqa: PLC0415 - as above
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415 - as above

    environment = SandboxedEnvironment(
        autoescape=False,  # that is for HTML; *finalize* escapes for Markdown
        finalize=_escaped,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.concat = _concatenated  # type: ignore[method-assign]  # what a macro gives back is written already
    filters: dict[str, Callable[..., str]] = {
        "mention": _mention,
        "listed": _listed,
        "clause": _clause,
        "stop": _stop,
        "clock": _clock,
        "day": _day,
        "weekday": _weekday,
    }
    environment.filters.update(filters)
    return environment


def _escaped(value: object) -> object:
    """Escape what an expression gives: every text that we have not written ourselves."""
    if value is None:
        return Written()
    return inline(value) if isinstance(value, str) else value


def _concatenated(parts: Iterable[str]) -> Written:
    return Written("".join(parts))


def _mention(item: ItemName | None) -> Written:
    """``[PAY-12](https://…)``, or the key alone; nothing for no item."""
    return link(item.key, item.url) if item else Written()


def _listed(values: Iterable[str | Person], separator: str = ", ") -> Written:
    return Written(separator.join(inline(v.name if isinstance(v, Person) else v) for v in values))


def _clause(text: str) -> str:
    """The text without a single full stop at its end, for a sentence that goes on."""
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text


def _stop(decision: DecisionLine) -> Written:
    """What ends the sentence: nothing where it ends by itself."""
    last = "" if decision.item else (decision.because or decision.text)
    return Written("" if last.endswith(("!", "?", "…", "..")) else ".")


def _clock(moment: datetime) -> Written:
    return Written(f"{moment:%H:%M}")


def _day(day: date) -> Written:
    """``2026-03-12 (Thu)``."""
    return Written(f"{day:%Y-%m-%d} ({weekday(day)})")


def _weekday(day: date) -> Written:
    return Written(weekday(day))


def _line_of(traceback: TracebackType | None) -> int | None:
    """Return the line of the template in which an error arose; the innermost, if templates call each other."""
    line = None
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _tidy(text: str) -> str:
    """Return *text* without trailing blanks, without doubled blank lines, with one line feed at its end."""
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"
