"""Finds acceptance criteria in a field of their own or in a description."""

import html
import re
from collections.abc import Callable, Iterator, Sequence

from refine_tui.domain.plain_text import clean_line
from refine_tui.importers.fields.item_fields import distinct, small_letters

COLUMN = re.compile(
    r"accept\w* (?:criteri|test)|crit[eéè]r\w+ d(?:e |['’])acc?e|akzept\w*kriteri|kryteri\w* akcept"
    r"|(?:^|\()(?:a\.?c\.?s?|accept(?:ance)?|akzeptanz|acept\w+|akcept\w+)\)?$"
)
"""Matches the headings of columns with acceptance criteria."""

_LONGEST_HEADING = 200
_LONGEST_SENTENCE = 2000
_SECTION = re.compile(
    r"(?:acceptance criteri(?:a|on)|acceptance tests?|a\.?c\.?s?|a/c|definition of done|criterios de aceptaci[oó]n"
    r"|akzeptanzkriterien|crit[eè]res d['’]acceptation|kryteria akceptacji|crit[eé]rios de aceita[cç][aã]o)"
    r"(?:\s*\([^()]*\))?",
    re.IGNORECASE,
)
_PARTS = ("accept", "acept", "akzept", "akcept", "aceita", "definition of done")
_SHORT = re.compile(r"a(?<![a-z]a)[./]?c\.?s?(?![a-z])")
"""Matches a part of every heading of `_SECTION`, which is faster."""
_MARKED_HEADING = re.compile(
    r"h[1-6]\.\s*(?P<wiki>.+)|(?P<hashes>#{1,6})\s+(?P<markdown>.+?)\s*#*|\{panel:.*?title=(?P<panel>[^|}]+).*"
    r"|\*{1,2}(?=\S)(?P<bold>[^*]+)\*{1,2}\s*:?|__(?P<strong>[^_]+)__\s*:?"
)
_PLAIN_HEADING = re.compile(r"(?!scenario|given|when|then|and|but)[^\W\d][^.:!?]{0,40}:", re.IGNORECASE)
_LONGEST_INLINE = 40
_INLINE = re.compile(rf"(?P<heading>[^:]{{2,{_LONGEST_INLINE}}}?)\s*[:–—]\s*\**\s*(?P<rest>\S.*)")
_BULLET = re.compile(r"(?:[*#]+|[-+•·▪◦–—]|\(?\d{1,3}[.)]|[☐☑☒✓✔])\s+|[☐☑☒✓✔•▪◦]\s*")
_CHECK_BOX = re.compile(r"(?:[-*+•]\s*)?(?:\[[ xX✓]?\]|[☐☑☒])\s*(?P<text>\S.*)")
_STEP = re.compile(r"\W{0,4}(?P<word>given|when|then|and|but|scenario(?: outline)?)\b", re.IGNORECASE)
_ONE_LINE_STEPS = re.compile(r"\W{0,4}given\b.*?\bwhen\b.*?\bthen\b", re.IGNORECASE)


def from_field(text: str, render: Callable[[str], str] = clean_line) -> tuple[str, ...]:
    """Return the criteria of a field of their own: one for each bullet, line or scenario.

    Args:
        text: The field; entities such as ``&amp;`` are resolved.
        render: Turns the markup within a line into plain text.
    """
    return _criteria(html.unescape(text).split("\n"), render)


def is_heading(line: str) -> bool:
    """Return whether the line only announces acceptance criteria."""
    return _SECTION.fullmatch(_heading(line)[0]) is not None


def from_description(text: str, render: Callable[[str], str] = clean_line) -> tuple[str, ...]:
    """Return the criteria in a description; empty if there are none.

    The first of these is used: a section of that name, up to the next heading; steps of the form Given, When,
    Then; a list of check boxes.
    """
    if not text:
        return ()
    lines = text.split("\n")
    beginnings = _beginnings(lines)
    section = _section(lines, render) if _may_announce(beginnings) else ()
    return section or _scenarios(lines, beginnings, render) or (_check_list(lines, render) if _may_box(text) else ())


def _beginnings(lines: Sequence[str]) -> str:
    """Return the part of each line, in small letters, that can be a heading or begin a step."""
    stripped = (line.strip() for line in lines)
    return small_letters(
        "\n".join(
            [line if len(line) <= _LONGEST_HEADING else line.lstrip("*_ ")[:_LONGEST_INLINE] for line in stripped]
        )
    )


def _may_announce(small: str) -> bool:
    """Return whether there may be a heading of criteria: a fast check, since most texts have none."""
    return any(part in small for part in _PARTS) or _SHORT.search(small) is not None


def _section(lines: Sequence[str], render: Callable[[str], str]) -> tuple[str, ...]:
    for index, line in enumerate(lines):
        if not _may_announce(small_letters(line)):
            continue
        heading, style = _heading(line)
        if _SECTION.fullmatch(heading):
            return _criteria(list(_until_heading(lines[index + 1 :], style)), render)
        inline = _INLINE.fullmatch(line.strip().lstrip("*_ "))
        if inline and _SECTION.fullmatch(inline["heading"].strip("*_ ")):
            return _criteria([inline["rest"], *_until_heading(lines[index + 1 :], "plain")], render)
    return ()


def _heading(line: str) -> tuple[str, str]:
    """Return the text of a line that may be a heading, and the style of the heading."""
    stripped = line.strip()
    if len(stripped) > _LONGEST_HEADING:
        return "", "plain"
    match = _MARKED_HEADING.fullmatch(stripped)
    if match is None:
        return stripped.rstrip(": \t").strip("*_ "), "plain"
    style = match.lastgroup or "plain"
    text = next(text for name, text in match.groupdict().items() if text and name != "hashes")
    return text.strip().strip("*_").rstrip(": \t").strip("*_ "), style


def _until_heading(lines: Sequence[str], style: str) -> Iterator[str]:
    """Yield the lines of a section; a ``#`` begins a heading only if the section's own heading has one."""
    before = "text"
    for line in lines:
        stripped = line.strip()
        match = _MARKED_HEADING.fullmatch(stripped) if len(stripped) <= _LONGEST_HEADING else None
        if match and (match["hashes"] is None or style == "markdown"):
            return
        if re.fullmatch(r"-{4,}|\{panel\}", stripped) or (not before and _PLAIN_HEADING.fullmatch(stripped)):
            return
        before = stripped
        yield line


def _criteria(lines: Sequence[str], render: Callable[[str], str]) -> tuple[str, ...]:
    """Return one criterion for each scenario, else for each bullet, else for each line."""
    scenarios = _scenarios(lines, _beginnings(lines), render)
    if scenarios:
        return scenarios
    bulleted = any(_BULLET.match(line.strip()) or _CHECK_BOX.match(line.strip()) for line in lines)
    found: list[str] = []
    blank = True
    for line in lines:
        text, is_bullet = _unmarked(line.strip())
        continues = bulleted and not is_bullet and not blank and found
        if continues:
            found[-1] += f" {text}"
        elif text:
            found.append(text)
        blank = not text
    return distinct(render(text) for text in found)


def _unmarked(line: str) -> tuple[str, bool]:
    if box := _CHECK_BOX.fullmatch(line):
        return box["text"], True
    bullet = _BULLET.match(line)
    if bullet is None:
        return line, False
    rest = line[bullet.end() :]
    box = _CHECK_BOX.fullmatch(rest)
    return (box["text"] if box else rest), True


def _scenarios(lines: Sequence[str], beginnings: str, render: Callable[[str], str]) -> tuple[str, ...]:
    """Return the scenarios of the lines."""
    if ("scenario" not in beginnings and "given" not in beginnings) or "then" not in small_letters("\n".join(lines)):
        return ()
    scenarios: list[list[str]] = []
    current: list[str] = []
    seen: set[str] = set()
    for line in (*(line.strip() for line in lines), ""):
        step = _STEP.match(line)
        word = step["word"].casefold().split()[0] if step else ""
        text = render(_unmarked(line)[0])
        if _ONE_LINE_STEPS.match(line[:_LONGEST_SENTENCE]):
            scenarios.append([text])
        elif word in {"scenario", "given"} and "then" in seen:
            scenarios.append(current)
            current, seen = [text], {word}
        elif word in {"scenario", "given"} or (word and seen):
            current.append(text)
            seen.add(word)
        elif line and not step and seen == {"scenario"}:
            current, seen = [], set()
    if "then" in seen:
        scenarios.append(current)
    return distinct(" ".join(parts) for parts in scenarios)


def _may_box(text: str) -> bool:
    return "[" in text or "☐" in text or "☑" in text or "☒" in text


def _check_list(lines: Sequence[str], render: Callable[[str], str]) -> tuple[str, ...]:
    boxes = [box for line in lines if _may_box(line) and (box := _CHECK_BOX.fullmatch(line.strip()))]
    return distinct(render(box["text"]) for box in boxes) if boxes else ()
