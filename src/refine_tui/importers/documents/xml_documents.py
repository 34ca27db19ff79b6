"""Parses XML; declarations of entities, which can make a file huge, are refused before parsing."""

import re
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from refine_tui.importers.errors import ImportReadError

_DECLARATION = re.compile(r"<!(?:DOCTYPE|ENTITY)\b", re.IGNORECASE)
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DEEPEST = 200
"""The deepest nesting of tags; no export comes near it."""


def refuse_declarations(text: str, *, name: str) -> None:
    """Check that no document type or entity is declared before the first tag.

    Raises:
        ImportReadError: *text* declares one.
    """
    if _DECLARATION.search(text):
        raise ImportReadError(
            f"{name} declares a document type or entities, which no export does and which are not read: "
            "export the issues again, or as CSV."
        )


def parsed(text: str, *, name: str) -> Element:
    """Parse *text* and return the root element; control characters, which XML forbids, are removed.

    Raises:
        ImportReadError: it is broken, too deep, or declares a document type or an entity.
    """
    builder = TreeBuilder()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise ImportReadError(f"{name} is XML that no tool writes: export the issues again, or as CSV.")
        builder.start(tag, attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag)

    def declaration(*_: object) -> None:
        refuse_declarations("<!DOCTYPE", name=name)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = declaration
    parser.EntityDeclHandler = declaration
    try:
        parser.Parse(_ILLEGAL.sub("", text), True)
    except expat.ExpatError as error:
        raise ImportReadError(
            f"{name} is broken XML: line {error.lineno}, column {error.offset + 1} cannot be read; "
            "export the issues again, or as CSV."
        ) from None
    return builder.close()
