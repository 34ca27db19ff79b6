"""Splits a pasted list into its texts."""

import re

from refine_tui.domain.plain_text import clean_line, clean_text

_SIGN = re.compile(r"(?:[-+*#·–—✓✔]\s+|[•◦▪▫●○‣⁃☐☑☒]\s*)")
_NUMBER = re.compile(r"(?:\(?[0-9]{1,3}[.)]|\(?(?:[a-z]|[ivx]{2,4})\))\s+", re.IGNORECASE)
_FIRST_NUMBER = re.compile(r"\(?(?:1[.)]|a\)|i\))\s+", re.IGNORECASE)
_CHECK_BOX = re.compile(r"\[[ xX✓✔]?\]\s+|[☐☑☒]\s*")
_STEP = re.compile(r"\W{0,2}(?P<word>scenario(?: outline)?|given|when|then|and|but)\b", re.IGNORECASE)
_THEN = re.compile(r"\bthen\b", re.IGNORECASE)
_STARTS = ("scenario", "given")


def split_lines(text: str) -> tuple[str, ...]:
    """Return the texts of a pasted list, one for each line: without its bullet, number or check box.

    Empty lines are dropped. An indented line without a bullet continues the bullet above it. Consecutive steps of a
    scenario (Given, When, Then, And, But) are one text. A number without a full stop or a parenthesis and a blank
    behind it belongs to its sentence, and so does a number other than 1 where there is a single line.
    """
    lines = [line for line in clean_text(text).expandtabs().split("\n") if line.strip()]
    number = _NUMBER if len(lines) > 1 else _FIRST_NUMBER
    texts: list[str] = []
    after_bullet = False
    for line in lines:
        rest, is_bulleted = _without_bullet(clean_line(line), number)
        if after_bullet and not is_bulleted and line.startswith(" ") and not _step(rest):
            texts[-1] = f"{texts[-1]} {rest}".strip()
        else:
            texts.append(rest)
            after_bullet = is_bulleted
    return tuple(_with_joined_steps([line for line in texts if line]))


def _without_bullet(line: str, number: re.Pattern[str]) -> tuple[str, bool]:
    """Return the line without what marks it as a part of a list, and whether there was anything."""
    rest = f"{line} "
    for mark in (_SIGN, number, _CHECK_BOX):
        if match := mark.match(rest):
            rest = rest[match.end() :]
    return rest.strip(), rest.strip() != line


def _step(line: str) -> str:
    """Return the word of a step that begins *line*: ``scenario``, ``given``, …; empty if none does."""
    match = _STEP.match(line)
    return match["word"].casefold().split()[0] if match else ""


def _with_joined_steps(lines: list[str]) -> list[str]:
    """Join the lines of each scenario; steps without a Then stay as they are."""
    groups: list[list[str]] = []
    seen: set[str] = set()
    for line in lines:
        word = _step(line)
        starts = word in _STARTS and not (word == "given" and seen == {"scenario"})
        if word and seen and not starts:
            groups[-1].append(line)
            seen.add(word)
        else:
            groups.append([line])
            seen = {word} if starts else set()
    joined: list[str] = []
    for group in groups:
        scenario = " ".join(group)
        joined += [scenario] if _THEN.search(scenario) and len(group) > 1 else group
    return joined
