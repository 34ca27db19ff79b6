"""Minutes as Markdown, from our template or the team's own."""

import re

from refine_tui.minutes.escaping import SafeMarkdown, key_link
from refine_tui.minutes.item_lines import ItemName
from refine_tui.minutes.model import MinutesDocument
from refine_tui.minutes.templating import Target, render_template, shipped_text

TEMPLATE_NAME = "minutes.md.j2"


def render_markdown(
    document: MinutesDocument, *, template: str | None = None, template_name: str = TEMPLATE_NAME
) -> str:
    """Return the minutes of a session as Markdown.

    *template* is the text of a Jinja template that replaces
    ours (``templates/README.md`` lists what it can use); error messages call it *template_name*.

    Raises:
        RefineError: the template is broken; the message names it, the line and the error.
    """
    text = shipped_text(TEMPLATE_NAME) if template is None else template
    return tidy(render_template(MARKDOWN, text, name=template_name, minutes=document))


def tidy(text: str) -> str:
    """Return *text* without trailing spaces and without several blank lines in a row; it ends with one line feed."""
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"


def _mention(item: ItemName) -> SafeMarkdown:
    """``[PAY-12](https://…)``, or the key alone."""
    return key_link(item.key, item.url, numbered=item.numbered)


MARKDOWN = Target(safe_text=SafeMarkdown, mention=_mention)
"""How templates write Markdown."""
