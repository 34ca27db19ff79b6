"""The minutes as one page of HTML that needs nothing else: it reads well in dark and light, and prints on A4."""

import base64
import hashlib
import html
from datetime import datetime

from refine_tui.domain.plain_text import clean_line
from refine_tui.domain.session import RefinementSession
from refine_tui.minutes.document import document_of
from refine_tui.minutes.escaping import web_address
from refine_tui.minutes.model import ItemName
from refine_tui.minutes.templating import Target, render_template, shipped_text

TEMPLATE_NAME = "minutes.html.j2"
STYLE_NAME = "minutes.css"


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()

    def __html__(self) -> "Html":
        """Return itself: Jinja escapes what has no such method."""
        return self


def render_html(
    session: RefinementSession, *, now: datetime, template: str | None = None, template_name: str = TEMPLATE_NAME
) -> str:
    """Return the minutes of *session* as a page.

    The page allows itself, in its Content-Security-Policy, its own style sheet and nothing besides: no script, no
    picture, no request. *template* is the text of a Jinja template that takes the place of ours, with ``style`` and
    ``policy`` at hand; *template_name* is what an error calls it.

    Raises:
        RefineError: the template is broken.
    """
    style = f"\n{shipped_text(STYLE_NAME)}"
    page = render_template(
        PAGE,
        shipped_text(TEMPLATE_NAME) if template is None else template,
        name=template_name,
        minutes=document_of(session, now=now),
        style=Html(style),
        policy=_policy(style),
    )
    return f"{page.strip()}\n"


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _escape(text: str) -> Html:
    """Escape *text*; what is written already, by us or by a macro, passes."""
    return Html(text) if hasattr(text, "__html__") else Html(html.escape(clean_line(text)))


def _mention(item: ItemName) -> Html:
    """``<a href="https://…">PAY-12</a>``, or the key alone where there is no web address."""
    key, address = _escape(item.key), web_address(item.url)
    return Html(f'<a href="{html.escape(address)}" rel="noopener noreferrer">{key}</a>') if address and key else key


PAGE = Target(escape=_escape, written=Html, mention=_mention, html=True)
"""A person's text in HTML."""
