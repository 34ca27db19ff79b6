"""The minutes as one self-contained HTML page, for light and dark screens and for A4 paper."""

import base64
import hashlib
import html

from markupsafe import Markup

from refine_tui.domain.plain_text import clean_line
from refine_tui.minutes.escaping import web_address
from refine_tui.minutes.item_lines import ItemName
from refine_tui.minutes.model import MinutesDocument
from refine_tui.minutes.safe_text import SafeText
from refine_tui.minutes.templating import Target, render_template, shipped_text

TEMPLATE_NAME = "minutes.html.j2"
STYLE_NAME = "minutes.css"


class SafeHtml(SafeText):
    """Text that is HTML already."""

    __slots__ = ()

    @classmethod
    def escape(cls, text: object, /) -> "SafeHtml":
        """Return *text* as HTML; markup comes back as it is, also that of a macro, which is no `SafeHtml`."""
        return cls(text) if isinstance(text, Markup) else super().escape(text)

    @classmethod
    def escape_line(cls, text: str) -> str:
        """Return *text* as one line of HTML."""
        return html.escape(clean_line(text))


def render_html(document: MinutesDocument, *, template: str | None = None, template_name: str = TEMPLATE_NAME) -> str:
    """Return the minutes of a session as a page.

    The Content-Security-Policy of the page allows its own style sheet and nothing else: no script, no image, no
    request. *template* is the text of a Jinja template that replaces ours and gets ``style`` and ``policy``; error
    messages call it *template_name*.

    Raises:
        RefineError: the template is broken.
    """
    style = f"\n{shipped_text(STYLE_NAME)}"
    page = render_template(
        PAGE,
        shipped_text(TEMPLATE_NAME) if template is None else template,
        name=template_name,
        minutes=document,
        style=SafeHtml(style),
        policy=_policy(style),
    )
    return f"{page.strip()}\n"


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _mention(item: ItemName) -> SafeHtml:
    """Return ``<a href="https://…">PAY-12</a>``, or the key alone if the item has no web address."""
    key, address = SafeHtml.escape(item.key), web_address(item.url)
    return SafeHtml(f'<a href="{html.escape(address)}" rel="noopener noreferrer">{key}</a>') if address and key else key


PAGE = Target(safe_text=SafeHtml, mention=_mention, html=True)
"""How templates write HTML."""
