"""Converts Atlassian documents, the descriptions in Jira's newer REST interface, into text with marks of Markdown."""

from collections.abc import Iterator

from refine_tui.importers.documents.json_documents import line_of, list_of, text_of, value_at

_DEEPEST = 40
"""The deepest nesting of nodes; deeper ones are left out."""
_LISTS = frozenset({"bulletList", "orderedList", "taskList", "decisionList"})
_BOXED = frozenset({"taskItem"})


def is_document(value: object) -> bool:
    """Return whether a value is such a document, and not a text."""
    return value_at(value, "type") == "doc" and isinstance(value_at(value, "content"), list)


def text(document: object) -> str:
    """Return the text of a document: headings with ``## ``, items with ``- ``, ``1. `` or ``- [ ] ``, and addresses."""
    return "\n".join(_blocks(document, 0)).strip("\n")


def _blocks(node: object, depth: int) -> Iterator[str]:
    """Yield the lines of a node."""
    if depth > _DEEPEST:
        return
    for child in list_of(value_at(node, "content")):
        kind = value_at(child, "type")
        if kind in _LISTS:
            yield from _items(child, depth + 1)
        elif kind in {"heading", "paragraph", "codeBlock"}:
            yield from (("## " if kind == "heading" else "") + _inline(child, depth + 1)).split("\n")
        elif kind == "tableRow":
            cells = (" ".join(_blocks(cell, depth + 2)).strip() for cell in list_of(value_at(child, "content")))
            yield " | ".join(cells)
            continue
        else:
            yield from _blocks(child, depth + 1)
        if depth == 0:
            yield ""


def _items(items: object, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    ordered = value_at(items, "type") == "orderedList"
    for number, item in enumerate(list_of(value_at(items, "content")), start=1):
        kind = value_at(item, "type")
        if kind in _LISTS:
            yield from (f"  {line}" for line in _items(item, depth + 1))
            continue
        lines = [_inline(item, depth + 1)] if kind in _BOXED else list(_blocks(item, depth + 1))
        box = f"[{'x' if line_of(item, 'attrs', 'state') == 'DONE' else ' '}] " if kind in _BOXED else ""
        yield (f"{number}. " if ordered else "- ") + box + (lines[0] if lines else "")
        yield from (f"  {line}" for line in lines[1:])


def _inline(node: object, depth: int) -> str:
    """Return the words of a paragraph."""
    parts = []
    for child in list_of(value_at(node, "content")):
        kind = value_at(child, "type")
        if kind == "text":
            parts.append(_linked(child))
        elif kind == "hardBreak":
            parts.append("\n")
        elif depth < _DEEPEST and value_at(child, "content"):
            parts.append(_inline(child, depth + 1))
        else:
            parts.append(line_of(child, "attrs", "text") or line_of(child, "attrs", "url"))
    return "".join(parts)


def _linked(node: object) -> str:
    words = text_of(value_at(node, "text"))
    marks = list_of(value_at(node, "marks"))
    addresses = (line_of(mark, "attrs", "href") for mark in marks if value_at(mark, "type") == "link")
    address = next(filter(None, addresses), "")
    return f"{words} ({address})" if address and address != words else words
