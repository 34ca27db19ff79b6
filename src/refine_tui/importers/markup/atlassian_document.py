"""Atlassian's document format, in which Jira's newer interface hands out descriptions, becomes Markdown-like text."""

from collections.abc import Iterator

from refine_tui.importers.documents.json_documents import found, line_of, list_of, text_of

_DEEPEST = 40
"""Nodes within nodes; what is further in is left out."""
_LISTS = frozenset({"bulletList", "orderedList", "taskList", "decisionList"})
_BOXED = frozenset({"taskItem"})


def is_document(value: object) -> bool:
    """Whether a field holds such a document, and not a text."""
    return found(value, "type") == "doc" and isinstance(found(value, "content"), list)


def text(document: object) -> str:
    """Return the document: headings with ``## ``, items with ``- ``, ``1. `` or ``- [ ] ``, and addresses."""
    return "\n".join(_blocks(document, 0)).strip("\n")


def _blocks(node: object, depth: int) -> Iterator[str]:
    """Give the lines of what stands in a node."""
    if depth > _DEEPEST:
        return
    for child in list_of(found(node, "content")):
        kind = found(child, "type")
        if kind in _LISTS:
            yield from _items(child, depth + 1)
        elif kind in {"heading", "paragraph", "codeBlock"}:
            yield from (("## " if kind == "heading" else "") + _inline(child, depth + 1)).split("\n")
        elif kind == "tableRow":
            cells = (" ".join(_blocks(cell, depth + 2)).strip() for cell in list_of(found(child, "content")))
            yield " | ".join(cells)
            continue
        else:
            yield from _blocks(child, depth + 1)
        if depth == 0:
            yield ""


def _items(items: object, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    ordered = found(items, "type") == "orderedList"
    for number, item in enumerate(list_of(found(items, "content")), start=1):
        kind = found(item, "type")
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
    for child in list_of(found(node, "content")):
        kind = found(child, "type")
        if kind == "text":
            parts.append(_linked(child))
        elif kind == "hardBreak":
            parts.append("\n")
        elif depth < _DEEPEST and found(child, "content"):
            parts.append(_inline(child, depth + 1))
        else:
            parts.append(line_of(child, "attrs", "text") or line_of(child, "attrs", "url"))
    return "".join(parts)


def _linked(node: object) -> str:
    words = text_of(found(node, "text"))
    marks = list_of(found(node, "marks"))
    addresses = (line_of(mark, "attrs", "href") for mark in marks if found(mark, "type") == "link")
    address = next(filter(None, addresses), "")
    return f"{words} ({address})" if address and address != words else words
