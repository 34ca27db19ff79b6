"""Keys that a person chose instead of ours: how they are written, and what cannot be used."""

import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from textual.binding import Binding
from textual.keys import REPLACED_KEYS, Keys, key_to_character
from textual.screen import Screen

from refine_tui.domain.nearest import nearest, quoted

KeyGroups = Mapping[str, Sequence[Binding]]
"""The bindings by what their ids begin with; those of ``app`` hold on every screen."""

EVERYWHERE = "app"
"""The group that holds on every screen."""

_RESERVED = {
    "ctrl+p": "the palette",
    "ctrl+c": "copying what is selected",
    "super+c": "copying what is selected",
    "tab": "moving on in a form",
    "shift+tab": "moving back in a form",
}
_WORDS = {
    "esc": "escape",
    "del": "delete",
    "ins": "insert",
    "return": "enter",
    "spacebar": "space",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "↑": "up",
    "↓": "down",
    "←": "left",
    "→": "right",
}
_MODIFIERS = {word: word for word in ("alt", "ctrl", "hyper", "meta", "shift", "super")}
_MODIFIERS |= {"control": "ctrl", "option": "alt", "cmd": "super"}
_NAMED = {key.value for key in Keys if key.value.isalnum()}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeymapError:
    """An entry of a keymap that cannot be used, and why."""

    id: str
    """The id of the binding, as it is written in the keymap."""
    message: str
    """What is wrong, and what would be right."""


def textual_keys(keys: str) -> str:
    """Return keys as Textual names them, from how people write them: ``], space`` → ``right_square_bracket,space``."""
    return ",".join(_key(word) for word in _split(keys))


def written(key: str) -> str:
    """Return one of Textual's keys as people write it; `textual_keys` reads it back."""
    sign = key_to_character(REPLACED_KEYS.get(key, key)) or ""
    return sign if sign.isprintable() and sign.strip(" ,") else key


ARROWS = {"up": "↑", "down": "↓", "left": "←", "right": "→", "escape": "esc", "delete": "del"}
"""Keys that are shown as a sign or a shorter word."""


def shown_keys(screen: Screen[Any]) -> dict[str, tuple[str, str]]:
    """Return the keys that hold on *screen* now, as people write them, and what they do, by the binding's id.

    Only bindings that explain themselves are named; a person's own keymap is in force.
    """
    keys: dict[str, list[str]] = {}
    words: dict[str, str] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.id and binding.description:
            keys.setdefault(binding.id, []).append(ARROWS.get(binding.key, written(binding.key)))
            words[binding.id] = binding.tooltip or binding.description
    return {name: (" ".join(keys[name]), words[name]) for name in keys}


def find_keymap_error(keymap: Mapping[str, str], groups: KeyGroups) -> KeymapError | None:
    """Return the first error in *keymap*, or None."""
    return next(_errors(keymap, groups), None)


def _errors(keymap: Mapping[str, str], groups: KeyGroups) -> Iterator[KeymapError]:
    bindings = {binding.id: binding for group in groups.values() for binding in group if binding.id}
    for name, keys in keymap.items():
        if name not in bindings:
            yield KeymapError(id=name, message=f"there is no action {quoted(name)}{_advice(name, bindings, groups)}")
        elif words := _wrong_keys(keys, typed_too=bindings[name].priority):
            yield KeymapError(id=name, message=words)
    for name, group in groups.items():
        yield from _clashes(keymap, group if name == EVERYWHERE else [*groups[EVERYWHERE], *group])


def _advice(name: str, known: Mapping[str, Binding], groups: KeyGroups) -> str:
    near = nearest(name, known)
    if near is not None:
        return f"; did you mean “{near}”?"
    return f": the ids begin with {', '.join(groups)}, such as {next(iter(known))}."


def _wrong_keys(keys: str, *, typed_too: bool) -> str:
    """Say what is wrong with *keys*; *typed_too*: they hold while somebody types a line, as well."""
    words = _split(keys)
    if not words:
        return "it gets no key: name one or more, separated by commas."
    for word in words:
        key = _key(word)
        if not _exists(word):
            near = nearest(word, _NAMED)
            return f"there is no key {quoted(word)}{f'; did you mean “{near}”?' if near else '.'}"
        if typed_too and not key.startswith(("ctrl+", "alt+")) and not (key[0] == "f" and key[1:].isdigit()):
            return f"{quoted(word)} is needed to type text: take a key such as ctrl+q or f10."
    return ""


def _clashes(keymap: Mapping[str, str], group: Sequence[Binding]) -> Iterator[KeymapError]:
    owners = dict(_RESERVED)
    for binding in sorted(group, key=lambda each: each.id in keymap):
        name = binding.id or ""
        for key in textual_keys(keymap.get(name, binding.key)).split(","):
            other = owners.setdefault(key, name)
            if other != name and name in keymap:
                advice = f"give {other} another key too, or take another one" if "." in other else "take another one"
                yield KeymapError(id=name, message=f"“{written(key)}” is the key of {other} already: {advice}.")


def _split(keys: str) -> list[str]:
    words = [word.strip() for word in keys.split(",")]
    return ["comma"] if words == ["", ""] else [word for word in words if word]


def _key(word: str) -> str:
    """Return one key as Textual names it."""
    head, plus, last = (word[:-2], "+", "+") if word.endswith("++") else word.rpartition("+")
    if word == "+":
        head, plus, last = "", "", "+"
    last = _WORDS.get(last.casefold(), last if len(last) == 1 else last.casefold())
    modifiers = sorted({_MODIFIERS.get(part.casefold(), part) for part in head.split("+")}) if plus else []
    if modifiers == ["shift"] and len(last) == 1 and last.isalpha():
        return last.upper()
    last = _named(last.lower() if modifiers else last)
    return "+".join([*modifiers, last])


def _named(key: str) -> str:
    """Return Textual's name of a key; a sign has one, such as ``plus``."""
    return next(iter(Binding.make_bindings([Binding(key, "")]))).key if key != "," else "comma"


def _exists(word: str) -> bool:
    *modifiers, last = _key(word).split("+")
    known = last in _NAMED or last in _SIGNS or len(last) == 1 or last == _named(word[-1:])
    return known and all(modifier in _MODIFIERS.values() for modifier in modifiers)


_SIGNS = {_named(sign) for sign in string.punctuation}
