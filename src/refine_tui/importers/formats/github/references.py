"""Finds other issues in the text of an issue: ``#12``, ``blocked by #12``, ``Part of owner/repo#3``, addresses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from refine_tui.domain.backlog_item import ItemLink
from refine_tui.importers.fields.item_fields import small_letters
from refine_tui.importers.markup.markdown_text import without_code

ADDRESS = re.compile(
    r"https?://[^\s/]{1,255}/(?:api/v\d/)?(?:repos/)?(?P<repository>[\w.-]{1,100}/[\w.-]{1,100})"
    r"/(?P<kind>issues|pulls?)/(?P<number>\d{1,10})(?!\w)"
)
"""The address of an issue or a pull request, of the site or the REST interface."""

_NAME = r"(?<![\w&/#.-])(?:[\w.-]{1,100}/[\w.-]{1,100})?#[1-9]\d{0,9}(?![\w-])"
_ANY = rf"(?:{_NAME}|{re.sub(r'[?]P<[a-z]+>', '?:', ADDRESS.pattern)})"
_BETWEEN = (
    r"(?:[ \t]{0,9}(?:,|;|&|\band\b)[ \t]{0,9}(?:and[ \t]{1,9})?|[ \t]{0,9}\n[ \t]{0,9}[-*+][ \t]{1,9}(?:\[[ xX]\] )?)"
)
NAME = re.compile(_ANY)
"""The name of an issue: ``#12``, ``owner/repo#12`` or an address."""
_RELATION = re.compile(
    r"\b(?P<words>blocked by|depends on|blocks|blocking|duplicate of|duplicates|part of|child of|parent(?: issue)?)\b"
    rf"[ \t:*_\n-]{{1,10}}(?P<names>{_ANY}(?:{_BETWEEN}{_ANY}){{0,50}})",
    re.IGNORECASE,
)
_RELATION_PARTS = ("block", "depend", "duplicate", "part of", "child of", "parent")
"""Matches a part of every word of `_RELATION`, which is faster; most texts have none."""
_TYPES = {
    "blocked by": "is blocked by",
    "depends on": "depends on",
    "blocks": "blocks",
    "blocking": "blocks",
    "duplicate of": "duplicates",
    "duplicates": "duplicates",
}
"""The relation by the words before a name; other words of `_RELATION` name the parent."""
_MENTION = "mentions"


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """The issues that a text names."""

    parent: str = ""
    links: tuple[ItemLink, ...] = ()
    """One for each issue but the parent; a relation in words replaces a mere mention."""


_NONE = References()


def references(body: str, *, repository: str, own_key: str) -> References:
    """Find the issues that *body* names; a bare ``#12`` belongs to *repository*, if that is known."""
    text = without_code(body)
    parent, types = "", dict.fromkeys(_keys(text, repository), _MENTION)
    if types.keys() <= {own_key}:
        return _NONE
    for match in reversed(_relations(text)):  # so that the first one wins
        keys = list(_keys(match["names"], repository))
        relation = _TYPES.get(match["words"].casefold())
        if relation is None:
            parent = keys[0]
        else:
            types |= dict.fromkeys(keys, relation)
    others = {key: relation for key, relation in types.items() if key not in {own_key, parent}}
    return References(
        parent="" if parent == own_key else parent,
        links=tuple(ItemLink(type=relation, key=key) for key, relation in others.items()),
    )


def is_reference(text: str) -> bool:
    """Return whether *text* is only the name of an issue."""
    return NAME.fullmatch(text.strip()) is not None


def key_of(number: str, repository: str) -> str:
    """Return the key of an issue: ``owner/repo#12``, or ``#12`` if the repository is unknown."""
    return f"{repository}#{number}" if number else ""


def _relations(text: str) -> list[re.Match[str]]:
    """Return the issues that a text names with the words of a relation."""
    small = small_letters(text)
    return list(_RELATION.finditer(text)) if any(part in small for part in _RELATION_PARTS) else []


def _keys(text: str, repository: str) -> Iterator[str]:
    for match in _names(text):
        address = ADDRESS.fullmatch(match[0])
        if address:
            yield key_of(address["number"], address["repository"])
        else:
            yield f"{repository}{match[0]}" if match[0].startswith("#") else match[0]


def _names(text: str) -> Iterator[re.Match[str]]:
    """Find all names of issues. Names have no blanks, so only words with a sign are searched."""
    if "#" not in text and "://" not in text:
        return
    for line in text.split("\n"):
        if "#" in line or "://" in line:
            for word in line.split():
                if "#" in word or "://" in word:
                    yield from NAME.finditer(word)
